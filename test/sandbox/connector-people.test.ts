import assert from 'node:assert/strict';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { appId, botFramework, card, cardMessage, cardType, named, startKit, tenant, type Kit } from './connector-kit.ts';

const priya = named('Priya Nair').id;
const tom = named('Tom Ashdown').id;
const wentWrong = { error: 'Something went wrong. Please try again.' };
const pressed = { messageId: '1', action: { type: 'Action.Execute', verb: 'vote', data: { ask: 'a1', choice: 'yes' } } };
const cardAnswer = { statusCode: 200, type: cardType, value: card('thanks') };

describe('what the simulated Teams brings to the bot', () => {
  let kit: Kit;
  const heard = () => kit.bot.heard.map((each) => each.activity);
  const press = (body: object = pressed) => kit.page('POST', `chats/${priya}/press`, body);
  const ready = async (timings = {}): Promise<void> => {
    kit = await startKit(timings);
    await kit.connector.install(priya);
    kit.bot.heard.length = 0;
  };
  afterEach(() => kit.close());

  describe('of messages and installs', () => {
    beforeEach(() => ready());

    it('given a typed message, when sent, then the bot gets it in the envelope of Teams, signed for it alone', async () => {
      const { status, body } = await kit.page('POST', `chats/${priya}/messages`, { text: 'a <b> & c' });
      await kit.connector.settled();
      assert.equal(status, 201);
      const [{ activity, token, headers }] = kit.bot.heard as [Kit['bot']['heard'][number]];
      const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(`${kit.login.url}/keys`)), { issuer: botFramework, audience: appId });
      assert.equal(protectedHeader.alg, 'RS256');
      assert.equal(payload.serviceurl, kit.connector.serviceUrl);
      assert.match(kit.connector.serviceUrl, /\/emea\/$/);
      assert.equal(headers['x-ms-tenant-id'], tenant);
      assert.equal(headers['x-ms-conversation-id'], activity.conversation.id);
      assert.deepEqual(
        [activity.type, activity.id, activity.text, activity.textFormat, activity.channelId, activity.serviceUrl],
        ['message', body.id, 'a <b> & c', 'plain', 'msteams', kit.connector.serviceUrl],
      );
      assert.deepEqual(activity.attachments, [{ contentType: 'text/html', content: '<p>a &lt;b&gt; &amp; c</p>' }]);
      assert.deepEqual([activity.from.aadObjectId, activity.from.name, activity.recipient.id], [priya, 'Priya Nair', `28:${appId}`]);
      assert.match(activity.from.id, /^29:/);
      assert.deepEqual([activity.conversation.conversationType, activity.conversation.tenantId, activity.channelData.tenant.id], ['personal', tenant, tenant]);
      assert.deepEqual([activity.locale, activity.localTimezone, activity.entities[0].type], ['en-GB', 'Europe/London', 'clientInfo']);
    });
    it('given an install, a second one and an uninstall, when they happen, then the bot hears of each change once', async () => {
      for (const act of ['install', 'install', 'uninstall']) {
        assert.equal((await kit.page('POST', `people/${tom}/${act}`)).status, 204);
        await kit.connector.settled();
      }
      assert.deepEqual(heard().map(({ type, action }) => [type, action]), [['installationUpdate', 'add'], ['conversationUpdate', undefined], ['installationUpdate', 'remove']]);
      assert.deepEqual(heard()[1].membersAdded[0], { id: `28:${appId}` });
    });
    it('given somebody without the bot, or who has blocked it, when they write, then 403 and the bot hears nothing', async () => {
      assert.equal((await kit.page('POST', `chats/${tom}/messages`, { text: 'x' })).status, 403);
      await kit.page('POST', `people/${priya}/block`);
      assert.equal((await kit.page('POST', `chats/${priya}/messages`, { text: 'x' })).status, 403);
      await kit.page('POST', `people/${priya}/unblock`);
      assert.equal((await kit.page('POST', `chats/${priya}/messages`, { text: 'x' })).status, 201);
      await kit.connector.settled();
      assert.equal(heard().length, 1);
    });
    it('given a kind of event that nobody knows, when brought, then it has the envelope of the person', async () => {
      await kit.connector.deliver(priya, { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' });
      assert.deepEqual([heard()[0].type, heard()[0].from.aadObjectId, heard()[0].replyToId], ['messageReaction', priya, '1']);
    });
    it('given an open page, when messages come, change and go, then its stream tells', async () => {
      const stream = await fetch(`${kit.connector.url}/ui/stream`);
      const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
      const chat = `v3/conversations/${encodeURIComponent(kit.connector.ids.byOid(priya)?.chat ?? '')}/activities`;
      const { body } = await kit.call('POST', chat, { type: 'message', text: 'one' });
      await kit.call('PUT', `${chat}/${body.id}`, { type: 'message', text: 'two' });
      await kit.call('DELETE', `${chat}/${body.id}`);
      kit.connector.announce({ type: 'clock' });
      let told = '';
      while (!told.includes('clock')) told += (await reader?.read())?.value ?? '';
      const changes = told.split('\n\n').filter((each) => each.startsWith('data: ')).map((each) => JSON.parse(each.slice(6)));
      assert.deepEqual(changes.map(({ type, oid, message }) => [type, oid, message?.text]), [
        ['message', priya, 'one'], ['update', priya, 'two'], ['delete', priya, 'two'], ['clock', undefined, undefined],
      ]);
    });
  });

  describe('of presses', () => {
    beforeEach(() => ready());

    it('given an Action.Execute, when pressed, then the client sees the card of the answer and nothing is kept', async () => {
      kit.bot.answer = () => ({ status: 200, body: cardAnswer });
      assert.deepEqual((await press()).body, cardAnswer);
      const [activity] = heard();
      assert.deepEqual([activity.type, activity.name, activity.replyToId], ['invoke', 'adaptiveCard/action', '1']);
      assert.deepEqual(activity.value, { action: { type: 'Action.Execute', id: '', verb: 'vote', data: pressed.action.data }, trigger: 'manual' });
      assert.match(activity.id, /^f:/);
      assert.deepEqual(kit.connector.messages(priya), []);
      assert.deepEqual([kit.connector.deliveries()[0]?.status, kit.connector.deliveries()[0]?.good], [200, true]);
    });
    for (const [what, answer] of [
      ['an HTTP status other than 200', { status: 400, body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'x', message: 'y' } } }],
      ['no JSON', { status: 200, body: 'fine', type: 'text/plain' }],
      ['an empty body', { status: 200, body: '' }],
      ['a type that Teams does not know', { status: 200, body: { ...cardAnswer, type: 'application/vnd.microsoft.adaptive' } }],
      ['a value that is no card', { status: 200, body: { ...cardAnswer, value: 'text' } }],
    ] as const)
      it(`given ${what}, when a press is answered so, then the client sees that something went wrong and the delivery is marked`, async () => {
        kit.bot.answer = () => answer;
        assert.deepEqual((await press()).body, wentWrong);
        const [delivery] = (await kit.page('GET', 'deliveries')).body;
        assert.deepEqual([delivery.status, delivery.good], [answer.status, false]);
        assert.ok(delivery.wrong.length > 0);
      });
    it('given an error with HTTP 200, when answered, then the client gets it as it is', async () => {
      const refusal = { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: 'No.' } };
      kit.bot.answer = () => ({ status: 200, body: refusal });
      assert.deepEqual((await press()).body, refusal);
    });
    it('given an Action.Submit, when pressed, then it comes as a message with a value and no text', async () => {
      const { body } = await press({ messageId: '1', action: { type: 'Action.Submit', verb: '', data: { verb: 'vote', ask: 'a1' } } });
      assert.deepEqual([heard()[0].type, heard()[0].text, heard()[0].replyToId, heard()[0].value], ['message', undefined, '1', { verb: 'vote', ask: 'a1' }]);
      assert.deepEqual([body.statusCode, body.error], [200, undefined]);
      kit.bot.answer = () => ({ status: 500 });
      assert.deepEqual((await press({ messageId: '1', action: { type: 'Action.Submit', data: {} } })).body, wentWrong);
    });
    for (const [mode, ids] of [['twice', 1], ['twice under new ids', 2]] as const)
      it(`given presses that come ${mode}, when pressed, then the bot hears two with ${ids} id`, async () => {
        kit.connector.fault({ press: mode });
        kit.bot.answer = () => ({ status: 200, body: cardAnswer });
        assert.deepEqual((await press()).body, cardAnswer);
        await kit.connector.settled();
        assert.equal(heard().length, 2);
        assert.equal(new Set(heard().map((each) => each.id)).size, ids);
      });
    it('given a card in the answer that Teams would not draw, when pressed, then it is reported', async () => {
      kit.bot.answer = () => ({ status: 200, body: { ...cardAnswer, value: { ...card('c'), refresh: {} } } });
      await press();
      assert.deepEqual(kit.connector.findings().map((each) => each.messageId), ['1']);
    });
  });

  describe('again, when no answer comes', () => {
    beforeEach(() => ready({ repeatAfter: 600, invokeLimit: 150 }));

    it('given a bot that is silent once, when a message comes, then the same comes again', async () => {
      kit.bot.answer = () => (kit.bot.heard.length > 1 ? { status: 200 } : undefined);
      kit.connector.say(priya, 'hello');
      await kit.connector.settled();
      assert.deepEqual(heard().map((each) => each.id), [heard()[0].id, heard()[0].id]);
      assert.deepEqual(heard()[1], heard()[0]);
      assert.deepEqual(kit.connector.deliveries().slice(0, 2).map(({ attempt, status }) => [attempt, status]), [[2, 200], [1, undefined]]);
    });
    it('given a slow bot, when pressed, then the client is cut off, the press comes again, and later under a new id', async () => {
      kit.bot.answer = () => (kit.bot.heard.length > 1 ? { status: 200, body: cardAnswer } : undefined);
      const started = performance.now();
      assert.deepEqual((await press()).body, wentWrong);
      const took = performance.now() - started;
      kit.clock.machine += 600;
      assert.ok(took >= 140 && took < 600, `cut after ${took} ms`);
      await kit.connector.settled();
      const [first, second, third] = heard();
      assert.equal(heard().length, 3);
      assert.equal(second.id, first.id);
      assert.notEqual(third.id, first.id);
      assert.ok(third.timestamp > first.timestamp);
      assert.deepEqual(third.value, first.value);
    });
    it('given a bot that answers in time, when pressed, then nothing comes again', async () => {
      kit.bot.answer = () => ({ status: 200, body: cardAnswer });
      await press();
      await new Promise((resolve) => setTimeout(resolve, 700));
      assert.equal(heard().length, 1);
    });
  });

  describe('of files', () => {
    beforeEach(() => ready({ linkLives: 60_000 }));
    const attach = async (field: string, file: File) => {
      const form = new FormData();
      form.append('text', 'look');
      form.append(field, file);
      assert.equal((await kit.page('POST', `chats/${priya}/messages`, form)).status, 201);
      await kit.connector.settled();
      return heard().at(-1).attachments[0];
    };
    const letter = new File([new Uint8Array([37, 80, 68, 70, 0, 255])], 'Mr Ä letter.pdf', { type: 'application/pdf' });

    it('given a file, when attached, then its link gives the bytes without a token until it expires', async () => {
      const attachment = await attach('files', letter);
      assert.equal(attachment.contentType, 'application/vnd.microsoft.teams.file.download.info');
      assert.deepEqual([attachment.name, attachment.content.fileType], ['Mr Ä letter.pdf', 'pdf']);
      const got = await fetch(attachment.content.downloadUrl);
      assert.equal(got.headers.get('content-type'), 'application/pdf');
      assert.deepEqual(new Uint8Array(await got.arrayBuffer()), new Uint8Array([37, 80, 68, 70, 0, 255]));
      assert.equal((await fetch(attachment.contentUrl)).status, 401);
      assert.equal((await fetch(attachment.content.downloadUrl.replace('tempauth=', 'tempauth=x'))).status, 401);
      kit.clock.machine += 60_000;
      assert.equal((await fetch(attachment.content.downloadUrl)).status, 401);
      assert.deepEqual(kit.connector.messages(priya)[0]?.files, [{ name: 'Mr Ä letter.pdf', type: 'application/pdf', size: 6 }]);
    });
    it('given the fault of a sharing page, when the link is followed, then HTML comes', async () => {
      const attachment = await attach('files', letter);
      await kit.page('POST', 'faults', { download: 'page' });
      assert.match((await fetch(attachment.content.downloadUrl)).headers.get('content-type') ?? '', /^text\/html/);
    });
    it("given a pasted image, when fetched, then it needs the bot's token", async () => {
      const { contentType, contentUrl } = await attach('pasted', new File([new Uint8Array([1, 2])], 'image.png', { type: 'image/png' }));
      assert.equal(contentType, 'image/png');
      assert.ok(contentUrl.startsWith(kit.connector.serviceUrl));
      assert.equal((await fetch(contentUrl)).status, 401);
      const got = await fetch(contentUrl, { headers: { authorization: `Bearer ${await kit.botToken()}` } });
      assert.equal((await got.bytes()).length, 2);
    });
  });

  describe('to the page', () => {
    beforeEach(() => ready());

    it('given its configuration and people, when asked, then they are as given at the start', async () => {
      assert.deepEqual((await kit.page('GET', 'config')).body, { graph: 'http://127.0.0.1:1', clock: false, landlord: 'Harrowmere Homes' });
      const { body } = await kit.page('GET', 'people');
      assert.deepEqual(body[0], { id: priya, name: 'Priya Nair', title: 'Housing officer', unread: 0, installed: true });
      assert.equal(body[2].installed, false);
    });
    it('given another site in the same browser, when it presses, then 403', async () => {
      const answer = await fetch(`${kit.connector.url}/ui/chats/${priya}/press`, { method: 'POST', headers: { origin: 'https://example.org', 'content-type': 'application/json' }, body: JSON.stringify(pressed) });
      assert.equal(answer.status, 403);
      assert.equal(heard().length, 0);
    });
    it('given an unknown person or an ill-formed press, when asked, then 404 and 400 with a sentence', async () => {
      assert.equal((await kit.page('GET', 'chats/nobody')).status, 404);
      assert.equal((await press({ messageId: '1', action: { type: 'Action.Http' } })).status, 400);
    });
    it('given any answer, when looked at, then it says that it is a simulation', async () => {
      assert.match((await kit.page('GET', 'config')).headers.get('x-simulation') ?? '', /not Microsoft/);
      assert.match((await kit.call('POST', 'v3/x', cardMessage({}))).headers.get('x-simulation') ?? '', /not Microsoft/);
    });
  });
});
