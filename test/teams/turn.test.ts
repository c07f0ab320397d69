import assert from 'node:assert/strict';
import { appId, startBot, until, who, type Bot } from './stand-in.ts';

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Thank you.' }] };
const failed = 'Something went wrong on our side. Nothing was recorded. Please try again.';
const unreadable = 'This button could not be read. Please open the newest card and try again.';

const execute = (action: unknown = { type: 'Action.Execute', verb: 'vote', data: { stream: 'case/1', choice: 'yes' } }, more: object = {}) =>
  ({ type: 'invoke', name: 'adaptiveCard/action', id: 'f:1', text: undefined, replyToId: '1690000000000', value: { action, trigger: 'manual', ...more } });
const submit = { text: undefined, replyToId: '1690000000000', value: { verb: 'vote', stream: 'case/1', choice: 'yes' } };

describe('what arrives from Teams', () => {
  let bot: Bot;
  beforeEach(async () => { bot = await startBot(); });
  afterEach(() => bot.close());

  const answerTo = async (fields: Record<string, unknown>) => {
    const response = await bot.deliver(fields);
    assert.equal(response.status, 200);
    return response.json() as Promise<unknown>;
  };
  const messageOf = (value: string) => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value });

  describe('a press', () => {
    it('given an Execute, the bot is told who pressed what, and its card is the HTTP answer', async () => {
      bot.answers.press = async () => ({ card });
      assert.deepEqual(await answerTo(execute()), { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card });
      assert.deepEqual(bot.seen.presses, [
        { kind: 'press', who, verb: 'vote', data: { stream: 'case/1', choice: 'yes' }, shape: 'execute', activityId: 'f:1', replyTo: '1690000000000' },
      ]);
      assert.equal(bot.connector.calls.length, 0);
    });

    it('given a Submit, it is the same press in another shape, and its card is put on the pressed one', async () => {
      bot.answers.press = async () => ({ card });
      assert.equal((await bot.deliver(submit)).status, 200);
      assert.deepEqual(bot.seen.presses, [
        { kind: 'press', who, verb: 'vote', data: { stream: 'case/1', choice: 'yes' }, shape: 'submit', activityId: '1690000000001', replyTo: '1690000000000' },
      ]);
      await until(() => bot.connector.calls.length === 1);
      const [call] = bot.connector.calls;
      assert.equal(`${call?.method} ${call?.path}`, 'PUT /emea/v3/conversations/a%3Apriya/activities/1690000000000');
      assert.deepEqual(call?.body['attachments'], [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }]);
      assert.equal(call?.body['text'], undefined);
    });

    it('given a Submit whose card is gone, the answer is sent', async () => {
      bot.answers.press = async () => ({ card });
      bot.connector.answer(404, { error: { code: 'ActivityNotFoundInConversation', message: '' } });
      await bot.deliver(submit);
      await until(() => bot.connector.calls.length === 2);
      assert.equal(bot.connector.calls[1]?.method, 'POST');
    });

    it('given a Submit answered with words, they are sent as a message', async () => {
      bot.answers.press = async () => ({ message: 'Recorded at 10:42.' });
      await bot.deliver(submit);
      await until(() => bot.connector.calls.length === 1);
      assert.equal(bot.connector.calls[0]?.body['text'], 'Recorded at 10:42.');
    });

    const broken: Record<string, unknown> = {
      'no verb': { type: 'Action.Execute', data: {} },
      'an empty verb': { type: 'Action.Execute', verb: '', data: {} },
      'a verb that is no text': { type: 'Action.Execute', verb: ['vote'], data: {} },
      'data that is no object': { type: 'Action.Execute', verb: 'vote', data: 'x' },
      'another type of action': { type: 'Action.Submit', verb: 'vote', data: {} },
      'no action at all': undefined,
    };
    for (const [name, action] of Object.entries(broken)) {
      it(`given an Execute with ${name}, answers in plain English and tells the bot nothing`, async () => {
        assert.deepEqual(await answerTo({ ...execute(), value: { action } }), messageOf(unreadable));
        assert.equal(bot.seen.presses.length, 0);
      });
    }

    it('given an Execute without value, answers in plain English', async () => {
      assert.deepEqual(await answerTo({ ...execute(), value: undefined }), messageOf(unreadable));
    });

    it('given a refresh that the bot never asked for, changes nothing', async () => {
      const answer = await answerTo(execute(undefined, { trigger: 'automatic' }));
      assert.deepEqual(answer, messageOf('This card does not renew itself. Please press one of its buttons.'));
      assert.equal(bot.seen.presses.length, 0);
    });

    it('given a Submit without verb, says so', async () => {
      await bot.deliver({ text: undefined, value: { choice: 'yes' } });
      await until(() => bot.connector.calls.length === 1);
      assert.equal(bot.connector.calls[0]?.body['text'], unreadable);
    });

    it('given a press in a group chat, refuses it and forgets the chat', async () => {
      const conversation = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: who.tenant };
      assert.deepEqual(await answerTo({ ...execute(), conversation }), messageOf('This works only in your private chat with the bot.'));
      assert.deepEqual([bot.seen.presses.length, bot.seen.references.length], [0, 0]);
    });

    it('given a press by nobody in particular, refuses it', async () => {
      assert.deepEqual(await answerTo({ ...execute(), from: { id: '29:x' } }), messageOf('Teams did not say who you are. Please try again from your own account.'));
      assert.equal(bot.seen.presses.length, 0);
    });

    it('given a fault of the bot, answers one typed reply and logs no personal data', async () => {
      bot.answers.press = async () => { throw new RangeError('Priya Nair wrote about Mr Example'); };
      assert.deepEqual(await answerTo(execute()), messageOf(failed));
      assert.deepEqual(bot.lines, [{ level: 'error', fields: { error: 'RangeError', activity: 'f:1' }, message: 'A turn failed' }]);
    });

    it('given a fault before the first await, answers one typed reply', async () => {
      bot.answers.press = () => { throw new TypeError('at once'); };
      assert.deepEqual(await answerTo(execute()), messageOf(failed));
    });

    it('given a delivery mode that gathers replies, still answers one typed reply', async () => {
      bot.answers.press = async () => ({ card });
      assert.deepEqual(await answerTo({ ...execute(), deliveryMode: 'expectReplies' }), { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card });
    });
  });

  describe('a text', () => {
    it('given a text and its twin in html, the bot is told of no file', async () => {
      await bot.deliver({ text: 'He shouted at me.', attachments: [{ contentType: 'text/html', content: '<p>He shouted at me.</p>' }] });
      assert.deepEqual(bot.seen.texts, [{ kind: 'text', who, text: 'He shouted at me.', activityId: '1690000000001', files: [] }]);
    });

    it('given a shared file and a pasted picture, the bot is told of both', async () => {
      const attachments = [
        { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'call.mp3', content: { downloadUrl: 'https://x.sharepoint.com/d', uniqueId: 'u', fileType: 'mp3' } },
        { contentType: 'image/png', contentUrl: `${bot.connector.serviceUrl}v3/attachments/1/views/original` },
        { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
      ];
      await bot.deliver({ text: undefined, attachments });
      assert.deepEqual(bot.seen.texts[0]?.files, [
        { name: 'call.mp3', contentType: 'mp3', url: 'https://x.sharepoint.com/d', needsToken: false },
        { name: 'picture', contentType: 'image/png', url: `${bot.connector.serviceUrl}v3/attachments/1/views/original`, needsToken: true },
      ]);
    });

    it('given a text and a card to answer, sends two messages, in order, each of its own', async () => {
      bot.answers.text = async () => [{ text: 'Here is the form.' }, { card, summary: 'A form' }];
      await bot.deliver();
      await until(() => bot.connector.calls.length === 2);
      const [first, second] = bot.connector.calls;
      assert.deepEqual([first?.body['text'], first?.body['attachments']], ['Here is the form.', undefined]);
      assert.deepEqual([second?.body['text'], second?.body['summary']], [undefined, 'A form']);
      assert.equal(second?.path, '/emea/v3/conversations/a%3Apriya/activities');
    });

    it('given a throttled answer, sends it a little later', async () => {
      bot.answers.text = async () => [{ text: 'Here I am.' }];
      bot.connector.answer(429, { error: { code: 'Throttled', message: '' } }, { 'retry-after': '0' });
      await bot.deliver();
      await until(() => bot.connector.calls.length === 2);
    });

    it('given a connector that hangs, Teams has its 200 all the same', async () => {
      bot.answers.text = async () => [{ text: 'Here I am.' }];
      let release = (): void => assert.fail('The connector was not asked.');
      bot.connector.script.push((response) => { release = () => { response.end(); }; });
      assert.equal((await bot.deliver()).status, 200);
      await until(() => bot.connector.calls.length === 1);
      release();
    });

    it('given a fault of the bot, says so and logs only its name', async () => {
      bot.answers.text = async () => { throw new RangeError('He shouted'); };
      assert.equal((await bot.deliver()).status, 200);
      await until(() => bot.connector.calls.length === 1);
      assert.equal(bot.connector.calls[0]?.body['text'], failed);
      assert.deepEqual(bot.lines, [{ level: 'error', fields: { error: 'RangeError', activity: '1690000000001' }, message: 'A turn failed' }]);
    });

    it('given a text in a channel, is not told and says nothing', async () => {
      await bot.deliver({ conversation: { id: '19:c@thread.tacv2', conversationType: 'channel', tenantId: who.tenant } });
      await bot.bot.close();
      assert.deepEqual([bot.seen.texts.length, bot.connector.calls.length], [0, 0]);
    });
  });

  describe('the chat itself', () => {
    it('given any activity, the newest reference is told', async () => {
      await bot.deliver({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] });
      assert.deepEqual(bot.seen.references, [{ conversation: 'a:priya', serviceUrl: bot.connector.serviceUrl, mri: who.mri, id: who.id, installed: true }]);
    });

    it('given an install, which comes twice, greets once', async () => {
      await bot.deliver({ type: 'installationUpdate', action: 'add', text: undefined });
      await bot.deliver({ type: 'conversationUpdate', text: undefined, membersAdded: [{ id: `28:${appId}` }] });
      await until(() => bot.connector.calls.length === 1);
      await bot.bot.close();
      assert.deepEqual(bot.seen.installs, ['installed']);
      assert.equal(bot.connector.calls.length, 1);
    });

    it('given an uninstall, whichever notice comes last, the reference is no longer installed', async () => {
      await bot.deliver({ type: 'installationUpdate', action: 'remove', text: undefined });
      await bot.deliver({ type: 'conversationUpdate', text: undefined, membersRemoved: [{ id: `28:${appId}` }] });
      assert.deepEqual(bot.seen.installs, ['uninstalled']);
      assert.deepEqual(bot.seen.references.map(({ installed }) => installed), [false, false]);
    });

    for (const type of ['messageUpdate', 'messageDelete', 'messageReaction', 'event', 'typing', 'somethingNew']) {
      it(`given ${type}, answers 200 and tells the bot nothing`, async () => {
        assert.equal((await bot.deliver({ type, text: 'He shouted at me, twice.' })).status, 200);
        assert.deepEqual([bot.seen.texts.length, bot.seen.presses.length], [0, 0]);
      });
    }

    it('given an unknown invoke, answers 501', async () => {
      assert.equal((await bot.deliver({ type: 'invoke', name: 'composeExtension/query', value: {} })).status, 501);
    });
  });
});
