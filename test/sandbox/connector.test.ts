import assert from 'node:assert/strict';
import { appId, botFramework, card, cardMessage, named, startKit, tenant, type Kit, type Reply } from './connector-kit.ts';

const priya = named('Priya Nair').id;
const tom = named('Tom Ashdown').id;

describe('the simulated Bot Connector', () => {
  let kit: Kit;
  let chat: string;
  const call: Kit['call'] = (...given) => kit.call(...given);
  const say = (text: string): Promise<Reply> => call('POST', `v3/conversations/${chat}/activities`, { type: 'message', text });
  const texts = (): (string | undefined)[] => kit.connector.messages(priya).map((each) => each.text);
  const create = (id: string, fields: object = {}): Promise<Reply> =>
    call('POST', 'v3/conversations', { isGroup: false, bot: { id: appId }, members: [{ id }], tenantId: tenant, ...fields });
  const refused = (reply: Reply, status: number, code: string): void => {
    assert.equal(reply.status, status, JSON.stringify(reply.body));
    assert.equal(reply.body.error.code, code);
  };

  beforeEach(async () => {
    kit = await startKit();
    await kit.connector.install(priya);
    chat = encodeURIComponent(kit.connector.ids.byOid(priya)?.chat ?? '');
  });
  afterEach(() => kit.close());

  describe('asks who calls', () => {
    const entra = { iss: `https://sts.windows.net/${tenant}/`, aud: botFramework, appid: appId, tid: tenant };
    for (const [what, token] of [
      ['no token', async () => null],
      ['an expired token', () => kit.login.sign(entra, { expiresIn: -60 })],
      ['a token for another audience', () => kit.login.sign({ ...entra, aud: 'https://graph.microsoft.com' })],
      ['the token that Teams itself sends to the bot', () => kit.login.sign({ iss: botFramework, aud: appId, serviceurl: kit.connector.serviceUrl })],
      ['a key that nobody published', () => kit.login.sign(entra, { kid: 'unknown' })],
    ] as const)
      it(`given ${what}, when a message is sent, then 401 and nothing is shown`, async () => {
        refused(await call('POST', `v3/conversations/${chat}/activities`, { type: 'message', text: 'x' }, await token()), 401, 'Unauthorized');
        assert.deepEqual(texts(), []);
      });
    it('given the token of another application, when a message is sent, then 401 BotNotRegistered', async () => {
      const token = await kit.login.sign({ ...entra, appid: 'other' });
      refused(await call('POST', `v3/conversations/${chat}/activities`, { type: 'message', text: 'x' }, token), 401, 'BotNotRegistered');
    });
  });

  describe('creates chats', () => {
    it('given an installed person, when asked twice, by object id and by Teams id, then 201 with one and the same chat', async () => {
      const first = await create(priya);
      const second = await create(kit.connector.ids.byOid(priya)?.mri ?? '');
      assert.deepEqual([first.status, second.status], [201, 201]);
      assert.match(first.body.id, /^a:/);
      assert.equal(second.body.id, first.body.id);
      assert.equal(first.body.serviceUrl, kit.connector.serviceUrl);
    });
    it('given a first activity, when created, then it is shown and has an id', async () => {
      const { body } = await create(priya, { activity: { type: 'message', text: 'hello' } });
      assert.deepEqual(kit.connector.messages(priya).map(({ id, text }) => ({ id, text })), [{ id: body.activityId, text: 'hello' }]);
    });
    it('given somebody without the app, when asked, then 403 ForbiddenOperationException', async () => refused(await create(tom), 403, 'ForbiddenOperationException'));
    it('given an e-mail address, when asked, then 400', async () => refused(await create(named('Tom Ashdown').mail), 400, 'BadArgument'));
    it('given another tenant, when asked, then 400', async () => refused(await create(priya, { tenantId: 'elsewhere' }), 400, 'BadArgument'));
    it('given a group, when asked, then 400', async () => refused(await create(priya, { isGroup: true }), 400, 'BadArgument'));
  });

  describe('takes messages', () => {
    it('given two sends, when answered, then 201 with ids that are unique and increase', async () => {
      const one = await say('one');
      const two = await call('POST', `v3/conversations/${chat}/activities/any-reply-id`, { type: 'message', text: 'two' });
      assert.deepEqual([one.status, two.status], [201, 201]);
      assert.match(one.body.id, /^\d{13}$/);
      assert.ok(Number(two.body.id) > Number(one.body.id));
      assert.deepEqual(texts(), ['one', 'two']);
    });
    it('given text and card together, when sent, then two messages are shown and no id comes back', async () => {
      const { status, body } = await call('POST', `v3/conversations/${chat}/activities`, cardMessage(card('c'), { text: 't' }));
      assert.equal(status, 201);
      assert.equal(body.id, undefined);
      assert.deepEqual(kit.connector.messages(priya).map((each) => (each.card ? 'card' : each.text)), ['t', 'card']);
    });
    it('given an alert with a summary, when sent, then the page learns of both and counts it as unread until it is read', async () => {
      await call('POST', `v3/conversations/${chat}/activities`, cardMessage(card('c'), { summary: 'A vote waits', channelData: { notification: { alert: true } } }));
      const [message] = (await kit.page('GET', `chats/${priya}`)).body.messages;
      assert.deepEqual([message.alert, message.summary, message.card.type], [true, 'A vote waits', 'AdaptiveCard']);
      const unread = async (): Promise<number> => (await kit.page('GET', 'people')).body.find((each: { id: string }) => each.id === priya).unread;
      assert.equal(await unread(), 1);
      await kit.page('POST', `chats/${priya}/read`);
      assert.equal(await unread(), 0);
    });
    it('given an activity of just 100 KB as UTF-16, when one letter is added, then 413 MessageSizeTooBig', async () => {
      const empty = JSON.stringify({ type: 'message', text: '' }).length;
      assert.equal((await say('é'.repeat(51_200 - empty))).status, 201);
      refused(await say('é'.repeat(51_201 - empty)), 413, 'MessageSizeTooBig');
    });
    it('given an empty message or an unknown chat, when sent, then 400 and 404', async () => {
      refused(await call('POST', `v3/conversations/${chat}/activities`, { type: 'message' }), 400, 'BadSyntax');
      refused(await call('POST', 'v3/conversations/a%3Aother/activities', { type: 'message', text: 'x' }), 404, 'ConversationNotFound');
      refused(await call('POST', `v3/conversations/${encodeURIComponent(kit.connector.ids.byOid(tom)?.chat ?? '')}/activities`, { type: 'message', text: 'x' }), 404, 'ConversationNotFound');
    });
    it('given a chat id that was encoded twice, when sent, then 404', async () =>
      refused(await call('POST', `v3/conversations/${encodeURIComponent(chat)}/activities`, { type: 'message', text: 'x' }), 404, 'ConversationNotFound'));
    it('given a call that a personal bot never makes, when made, then 501', async () => {
      refused(await call('GET', 'v3/teams/t'), 501, 'NotImplemented');
      refused(await call('POST', `v3/conversations/${chat}/activities`, { type: 'event' }), 501, 'NotImplemented');
    });
  });

  describe('changes messages', () => {
    it("given the bot's own message, when updated and deleted, then the chat follows and a second try is 404", async () => {
      const { body } = await say('before');
      const path = `v3/conversations/${chat}/activities/${body.id}`;
      assert.deepEqual((await call('PUT', path, cardMessage(card('after')))).body, { id: body.id });
      const [message] = kit.connector.messages(priya);
      assert.deepEqual([message?.text, message?.card?.type, message?.edited], [undefined, 'AdaptiveCard', true]);
      assert.equal((await call('DELETE', path)).status, 200);
      assert.deepEqual(kit.connector.messages(priya), []);
      refused(await call('PUT', path, { type: 'message', text: 'again' }), 404, 'ActivityNotFoundInConversation');
      refused(await call('DELETE', path), 404, 'ActivityNotFoundInConversation');
    });
    it("given a person's message or an unknown id, when updated, then 404", async () => {
      const { id } = kit.connector.say(priya, 'mine');
      for (const each of [id, '1', 'no-number'])
        refused(await call('PUT', `v3/conversations/${chat}/activities/${each}`, { type: 'message', text: 'x' }), 404, 'ActivityNotFoundInConversation');
      assert.deepEqual(texts(), ['mine']);
    });
  });

  describe('counts', () => {
    it('given seven sends within a second, when the eighth comes, then 429 with Retry-After, and creating is counted apart', async () => {
      for (let n = 0; n < 7; n++) assert.equal((await say(String(n))).status, 201);
      const eighth = await say('8');
      refused(eighth, 429, 'Throttled');
      assert.equal(eighth.headers.get('retry-after'), '1');
      assert.equal((await create(priya)).status, 201);
      kit.connector.fault({ retryAfter: false });
      assert.equal((await say('8')).headers.get('retry-after'), null);
      kit.clock.machine += 1000;
      assert.equal((await say('8')).status, 201);
      refused(await say('9'), 429, 'Throttled');
    });
    it('given sixty sends within half a minute, when the next comes, then it must wait until the first is half a minute old', async () => {
      for (let n = 0; n < 60; n++) {
        assert.equal((await say(String(n))).status, 201);
        kit.clock.machine += 260;
      }
      const next = await say('61');
      refused(next, 429, 'Throttled');
      assert.equal(next.headers.get('retry-after'), '15');
    });
    it('given two writes at once in one chat, when answered, then one of them is 412', async () => {
      const both = await Promise.all([say('a'), say('b')]);
      assert.deepEqual(both.map((each) => each.status).toSorted(), [201, 412]);
      assert.equal(texts().length, 1);
    });
  });

  describe('fails on order', () => {
    for (const [answer, status, code] of [
      ['429', 429, 'Throttled'], ['412', 412, 'PreconditionFailed'], ['500', 500, 'ServiceError'], ['502', 502, 'ServiceError'],
      ['503', 503, 'ServiceError'], ['504', 504, 'ServiceError'],
    ] as const)
      it(`given an order for one ${answer}, when sent twice, then the first fails and does nothing, the second works`, async () => {
        await kit.page('POST', 'faults', { next: { call: 'send', answer } });
        refused(await say('first'), status, code);
        assert.equal((await say('second')).status, 201);
        assert.deepEqual(texts(), ['second']);
      });
    it('given an order for 429 without the header, when updated and sent, then only the update is hit', async () => {
      kit.connector.fault({ next: { call: 'update', answer: '429 without header' } });
      const { body } = await say('one');
      const update = await call('PUT', `v3/conversations/${chat}/activities/${body.id}`, { type: 'message', text: 'two' });
      refused(update, 429, 'Throttled');
      assert.equal(update.headers.get('retry-after'), null);
    });
    it('given a lost answer, when sent, then the connection breaks and the message stands', async () => {
      kit.connector.fault({ next: { call: 'send', answer: 'lost' } });
      await assert.rejects(say('once'), TypeError);
      assert.deepEqual(texts(), ['once']);
    });
    it('given an order that is none, when posted, then 400 with a sentence', async () => {
      const reply = await kit.page('POST', 'faults', { next: { call: 'send', answer: '418' } });
      assert.equal(reply.status, 400);
      assert.ok(reply.body.error.length > 0);
    });
    for (const [state, code] of [['blocked', 'ConversationBlockedByUser'], ['uninstalled', 'BotNotInConversationRoster'], ['disabled', 'BotDisabledByAdmin']] as const)
      it(`given a person ${state}, when sent, then 403 ${code}, until all is fine`, async () => {
        kit.connector.fault({ person: { id: priya, state } });
        refused(await say('x'), 403, code);
        kit.connector.fault({ person: { id: priya, state: 'fine' } });
        assert.equal((await say('x')).status, 201);
      });
    it('given a person blocked in the other shape, when sent, then 403 with JSON inside a string', async () => {
      kit.connector.fault({ person: { id: priya, state: 'blocked', nested: true } });
      const { status, body } = await say('x');
      assert.deepEqual([status, body.errorCode, JSON.parse(body.message).subCode], [403, 209, 'MessageWritesBlocked']);
    });
  });

  describe('lists members', () => {
    it('given the chat, when paged in either spelling, then the person alone, with both names of the object id', async () => {
      for (const path of ['pagedmembers?pageSize=1', 'pagedMembers?pageSize=undefined']) {
        const { status, body } = await call('GET', `v3/conversations/${chat}/${path}`);
        assert.equal(status, 200);
        assert.equal(body.continuationToken, undefined);
        const [member, ...others] = body.members;
        assert.deepEqual([others.length, member.objectId, member.aadObjectId, member.userRole, member.email], [0, priya, priya, 'user', named('Priya Nair').mail]);
        assert.match(member.id, /^29:/);
      }
    });
    it('given one member, when looked up by each id, then found; anybody else is 404', async () => {
      for (const id of [priya, named('Priya Nair').mail, kit.connector.ids.byOid(priya)?.mri ?? ''])
        assert.equal((await call('GET', `v3/conversations/${chat}/members/${encodeURIComponent(id)}`)).body.objectId, priya);
      refused(await call('GET', `v3/conversations/${chat}/members/${tom}`), 404, 'MemberNotFoundInConversation');
    });
    it('given some people, when listed, then not all have an e-mail address', async () => {
      const agency = named('Callum Reid').id;
      await kit.connector.install(agency);
      const { body } = await call('GET', `v3/conversations/${encodeURIComponent(kit.connector.ids.byOid(agency)?.chat ?? '')}/members`);
      assert.equal('email' in body[0], false);
    });
  });

  it('given a card that Teams would not draw, when sent, then it is taken and reported', async () => {
    const { status, body } = await call('POST', `v3/conversations/${chat}/activities`, cardMessage({ ...card('c'), version: '1.6' }));
    assert.equal(status, 201);
    const found = (await kit.page('GET', 'findings')).body;
    assert.deepEqual(found.map((each: Record<string, unknown>) => [each.oid, each.messageId, each.words]), [[priya, body.id, 'card: the version must be 1.5 or lower.']]);
  });

  it('given a restart, when the chat is opened, then it is as it was and goes on under the same id', async () => {
    await say('before');
    const { body } = await say('gone');
    await call('DELETE', `v3/conversations/${chat}/activities/${body.id}`);
    await kit.restart();
    assert.deepEqual(texts(), ['before']);
    const next = await say('after');
    assert.equal(next.status, 201);
    assert.ok(Number(next.body.id) > Number(body.id));
    assert.deepEqual(texts(), ['before', 'after']);
  });
});
