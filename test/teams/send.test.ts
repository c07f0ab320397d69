import assert from 'node:assert/strict';
import type { Sent } from '../../bot/teams/types.ts';
import { appId, reference, startBot, tenant, who, type Bot } from './stand-in.ts';

const card = { type: 'AdaptiveCard', version: '1.5', body: [] };
const error = (code: string) => ({ error: { code, message: 'Priya Nair' } });

describe('what is sent to Teams', () => {
  let bot: Bot;
  beforeEach(async () => { bot = await startBot(); });
  afterEach(() => bot.close());

  const to = () => ({ id: who.id, reference: reference(bot.connector.serviceUrl) });
  const create = () => bot.bot.sender.create(to(), { card, summary: 'A form', alert: true });
  const update = () => bot.bot.sender.update(to(), '17', { card, summary: 'A form' });
  const calls = () => bot.connector.calls.length;

  it('given a card, it carries its summary and alert, no text, and the bot\'s own token', async () => {
    const sent = await create();
    assert.deepEqual(sent, { outcome: 'sent', id: '1700000000001' });
    const [call] = bot.connector.calls;
    assert.equal(`${call?.method} ${call?.path}`, 'POST /emea/v3/conversations/a%3Apriya/activities');
    assert.equal(call?.token, 'Bearer token-1');
    assert.deepEqual(call?.body, {
      type: 'message', summary: 'A form', channelData: { notification: { alert: true } },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    });
  });

  it('given a text, it is plain and alerts nobody', async () => {
    await bot.bot.sender.create(to(), { text: '**not bold**' });
    assert.deepEqual(bot.connector.calls[0]?.body, { type: 'message', text: '**not bold**', textFormat: 'plain' });
  });

  it('given a text and a card at once, or a card without summary, refuses', async () => {
    await assert.rejects(bot.bot.sender.create(to(), { text: 'a', card, summary: 'A form' }), TypeError);
    await assert.rejects(bot.bot.sender.create(to(), { card }), TypeError);
    await assert.rejects(bot.bot.sender.create(to(), {}), TypeError);
    assert.equal(calls(), 0);
  });

  it('given nobody\'s chat, or one on a foreign host, sends nothing', async () => {
    assert.deepEqual(await bot.bot.sender.create({ id: who.id }, { text: 'a' }), { outcome: 'refused', code: 'NoChat', status: 0, reach: 'notInstalled' });
    const foreign = { id: who.id, reference: reference('http://127.0.0.1:1/emea/') };
    assert.deepEqual(await bot.bot.sender.create(foreign, { text: 'a' }), { outcome: 'refused', code: 'ServiceUrlNotAllowed', status: 0 });
    assert.equal(bot.login.asked.length, 0);
  });

  describe('a new message', () => {
    const table: [string, number, unknown, Record<string, string>, Sent][] = [
      ['429 with Retry-After', 429, error('Throttled'), { 'retry-after': '3' }, { outcome: 'later', afterMs: 3000 }],
      ['429 without it', 429, error('Throttled'), {}, { outcome: 'later' }],
      ['412', 412, error('PreconditionFailed'), {}, { outcome: 'later' }],
      ['500', 500, error('ServiceError'), {}, { outcome: 'refused', code: 'ServiceError', status: 500 }],
      ['500 without envelope', 500, 'oops', {}, { outcome: 'refused', code: 'ServiceError', status: 500 }],
      ['502', 502, {}, {}, { outcome: 'unknown' }],
      ['503 with Retry-After', 503, {}, { 'retry-after': '1' }, { outcome: 'unknown' }],
      ['504', 504, {}, {}, { outcome: 'unknown' }],
      ['200 without id', 200, {}, {}, { outcome: 'unknown' }],
      ['200 with an empty id', 200, { id: '' }, {}, { outcome: 'unknown' }],
      ['400', 400, error('BadSyntax'), {}, { outcome: 'refused', code: 'BadSyntax', status: 400 }],
      ['401', 401, error('BotNotRegistered'), {}, { outcome: 'refused', code: 'BotNotRegistered', status: 401 }],
      ['413', 413, error('MessageSizeTooBig'), {}, { outcome: 'refused', code: 'MessageSizeTooBig', status: 413 }],
      ['307 to another host', 307, {}, { location: 'http://127.0.0.1:1/' }, { outcome: 'refused', code: 'Status307', status: 307 }],
      ['403, not installed', 403, error('ForbiddenOperationException'), {}, { outcome: 'refused', code: 'ForbiddenOperationException', status: 403, reach: 'notInstalled' }],
      ['403, not in the chat', 403, error('BotNotInConversationRoster'), {}, { outcome: 'refused', code: 'BotNotInConversationRoster', status: 403, reach: 'left' }],
      ['403, blocked', 403, error('ConversationBlockedByUser'), {}, { outcome: 'refused', code: 'ConversationBlockedByUser', status: 403, reach: 'blocked' }],
      ['403, switched off', 403, error('BotDisabledByAdmin'), {}, { outcome: 'refused', code: 'BotDisabledByAdmin', status: 403, reach: 'disabled' }],
      ['403, blocked, as JSON within a string', 403, { errorCode: 209, message: '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "x"\r\n}' }, {}, { outcome: 'refused', code: 'MessageWritesBlocked', status: 403, reach: 'blocked' }],
      ['403 of another kind', 403, error('NotEnoughPermissions'), {}, { outcome: 'refused', code: 'NotEnoughPermissions', status: 403 }],
      ['404, no such chat', 404, error('ConversationNotFound'), {}, { outcome: 'refused', code: 'ConversationNotFound', status: 404, reach: 'left' }],
      ['a code that is no code', 403, error('<b>Priya Nair: 07700</b>'), {}, { outcome: 'refused', code: 'Status403', status: 403 }],
    ];
    for (const [name, status, body, headers, expected] of table) {
      it(`given ${name}, sends once and says ${expected.outcome}`, async () => {
        bot.connector.answer(status, body, headers);
        assert.deepEqual(await create(), expected);
        assert.equal(calls(), 1);
      });
    }

    it('given a lost answer, sends once and says unknown', async () => {
      bot.connector.reset();
      assert.deepEqual(await create(), { outcome: 'unknown' });
      assert.equal(calls(), 1);
    });

    it('given a refused connection, says later', async () => {
      await bot.connector.close();
      assert.deepEqual(await create(), { outcome: 'later' });
    });

    it('given no token, sends nothing and says later', async () => {
      bot.login.refuse(true);
      assert.deepEqual(await create(), { outcome: 'later' });
      assert.equal(calls(), 0);
    });
  });

  describe('a change', () => {
    it('given all is well, it is one PUT', async () => {
      assert.deepEqual(await update(), { outcome: 'sent', id: '1700000000001' });
      assert.equal(bot.connector.calls[0]?.path, '/emea/v3/conversations/a%3Apriya/activities/17');
    });

    for (const status of [429, 412, 502, 503, 504]) {
      it(`given ${status} once, the second try is sent`, async () => {
        bot.connector.answer(status);
        assert.equal((await update()).outcome, 'sent');
        assert.equal(calls(), 2);
      });
    }

    it('given 429 without end, tries three times within two seconds and says later', async () => {
      for (let n = 0; n < 5; n += 1) bot.connector.answer(429);
      const start = Temporal.Now.instant();
      assert.deepEqual(await update(), { outcome: 'later' });
      assert.equal(calls(), 3);
      assert.ok(Temporal.Now.instant().since(start).total('milliseconds') < 2500);
    });

    it('given a Retry-After beyond its patience, says later at once', async () => {
      bot.connector.answer(429, {}, { 'retry-after': '30' });
      assert.deepEqual(await update(), { outcome: 'later', afterMs: 30_000 });
      assert.equal(calls(), 1);
    });

    it('given 500, tries once', async () => {
      bot.connector.answer(500, error('ServiceError'));
      assert.deepEqual(await update(), { outcome: 'refused', code: 'ServiceError', status: 500 });
      assert.equal(calls(), 1);
    });

    it('given a message that is no longer there, says gone', async () => {
      bot.connector.answer(404, error('ActivityNotFoundInConversation'));
      assert.deepEqual(await update(), { outcome: 'gone' });
    });

    it('given a lost answer, tries again: the same change twice is one change', async () => {
      bot.connector.reset();
      assert.equal((await update()).outcome, 'sent');
    });

    it('given a removal, it is one DELETE; of what is gone, says gone', async () => {
      assert.deepEqual(await bot.bot.sender.remove(to(), '17'), { outcome: 'sent' });
      assert.equal(bot.connector.calls[0]?.method, 'DELETE');
      bot.connector.answer(404, error('ActivityNotFoundInConversation'));
      assert.deepEqual(await bot.bot.sender.remove(to(), '17'), { outcome: 'gone' });
    });
  });

  describe('a chat', () => {
    const open = (serviceUrl = bot.connector.serviceUrl) => bot.bot.sender.openChat(who.id, serviceUrl);

    it('given an object id, the chat is opened for that person of this tenant', async () => {
      assert.deepEqual(await open(), { conversation: 'a:opened', serviceUrl: bot.connector.serviceUrl, mri: '', id: who.id, installed: true });
      const [call] = bot.connector.calls;
      assert.equal(`${call?.method} ${call?.path}`, 'POST /emea/v3/conversations');
      assert.deepEqual(call?.body, {
        isGroup: false, bot: { id: `28:${appId}`, name: '' }, members: [{ id: who.id, name: '' }], tenantId: tenant, channelData: { tenant: { id: tenant } },
      });
    });

    it('given somebody without the bot, says so', async () => {
      bot.connector.answer(403, error('ForbiddenOperationException'));
      assert.deepEqual(await open(), { outcome: 'refused', code: 'ForbiddenOperationException', status: 403, reach: 'notInstalled' });
    });

    it('given an answer that points elsewhere, stays with the allowed service URL', async () => {
      bot.connector.answer(201, { id: 'a:opened', serviceUrl: 'https://example.org/' });
      assert.deepEqual(await open(), { conversation: 'a:opened', serviceUrl: bot.connector.serviceUrl, mri: '', id: who.id, installed: true });
    });

    it('given a foreign service URL, sends nothing', async () => {
      assert.deepEqual(await open('http://127.0.0.1:1/emea/'), { outcome: 'refused', code: 'ServiceUrlNotAllowed', status: 0 });
      assert.equal(calls(), 0);
    });
  });

  describe("the bot's token", () => {
    it('given many sends at once, one token is asked for, with the real form', async () => {
      await Promise.all([create(), create(), create()]);
      assert.equal(bot.login.asked.length, 1);
      assert.deepEqual(Object.fromEntries(new URLSearchParams(bot.login.asked[0])), {
        grant_type: 'client_credentials', client_id: appId, client_secret: 'local', scope: 'https://api.botframework.com/.default',
      });
    });

    it('given five minutes before its end, a new one is asked for; a little earlier, not', async () => {
      await create();
      bot.forward(54 * 60_000);
      await create();
      assert.equal(bot.login.asked.length, 1);
      bot.forward(2 * 60_000);
      await create();
      assert.equal(bot.login.asked.length, 2);
      assert.equal(bot.connector.calls[2]?.token, 'Bearer token-2');
    });
  });
});
