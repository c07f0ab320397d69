import assert from 'node:assert/strict';
import { groups } from '../../sandbox/harrowmere/people.ts';
import { byKey, id, openOffice, panelMeeting, type Office } from './graph-kit.ts';

describe('The stand-in for Microsoft Graph', () => {
  let office: Office;
  before(async () => void (office = await openOffice()));
  after(() => office.close());
  afterEach(() => office.graph.clearFaults());

  const organiser = id('Grace Oduya');

  it('refuses a call without a good token, in the shape of Graph', async () => {
    const answer = await office.call('GET', '/users', undefined, { 'authorization': 'Bearer bad', 'client-request-id': 'mine' });
    assert.equal(answer.status, 401);
    assert.equal(answer.body.error.code, 'InvalidAuthenticationToken');
    assert.ok(answer.body.error.message);
    assert.equal(answer.body.error.innerError['client-request-id'], 'mine');
    assert.equal(answer.body.error.innerError.date, '2026-12-01T08:00:00');
    assert.equal(answer.headers.get('request-id'), answer.body.error.innerError['request-id']);
  });

  it('answers 501 with a line in the log to a call that the bot never makes', async () => {
    for (const [method, path] of [['GET', '/me'], ['POST', `/users/${organiser}/sendMail`], ['DELETE', `/users/${organiser}/events/x`]] as const) {
      const answer = await office.call(method, path);
      assert.equal(answer.status, 501, path);
      assert.ok(office.log.at(-1)?.includes(path));
    }
  });

  describe('given a body that says something else than it should', () => {
    const refusals: [why: string, body: unknown, code: string, about: RegExp][] = [
      ['an unknown property', panelMeeting({ attendee: [] }), 'RequestBodyRead', /attendee/],
      ['an unknown property deep inside', panelMeeting({ attendees: [{ emailAddress: { address: 'a@b.example' }, role: 'chair' }] }), 'RequestBodyRead', /role/],
      ['a wrong type', panelMeeting({ isOnlineMeeting: 'yes' }), 'RequestBodyRead', /isOnlineMeeting/],
      ['a number in words', panelMeeting({ reminderMinutesBeforeStart: '15' }), 'RequestBodyRead', /reminder/],
      ['a word that is not in the list', panelMeeting({ sensitivity: 'secret' }), 'RequestBodyRead', /sensitivity/],
      ['a time with an offset', panelMeeting({ start: { dateTime: '2026-12-03T10:00:00Z', timeZone: 'UTC' } }), 'RequestBodyRead', /dateTime/],
      ['a missing field', panelMeeting({ start: undefined }), 'ErrorInvalidArgument', /start/],
      ['a missing zone', panelMeeting({ start: { dateTime: '2026-12-03T10:00:00' } }), 'ErrorInvalidArgument', /timeZone/],
      ['an extended property without a type', panelMeeting({ singleValueExtendedProperties: [{ id: 'key', value: '1' }] }), 'RequestBodyRead', /id/],
      ['no JSON', '{"subject":', 'BadRequest', /JSON/],
      ['nothing', undefined, 'BadRequest', /[Pp]ayload/],
    ];
    for (const [why, body, code, about] of refusals) {
      it(`refuses ${why}`, async () => {
        const answer = await office.call('POST', `/users/${organiser}/events`, body);
        assert.equal(answer.status, 400);
        assert.equal(answer.body.error.code, code);
        assert.match(answer.body.error.message, about);
      });
    }

    it('refuses JSON under another content type, and a body that is too large', async () => {
      const other = await office.call('POST', `/users/${organiser}/events`, panelMeeting(), { 'content-type': 'text/plain' });
      assert.equal(other.status, 415);
      const large = await office.call('POST', `/users/${organiser}/events`, panelMeeting({ subject: 'x'.repeat(5_000_000) }));
      assert.equal(large.status, 413);
      assert.equal(large.body.error.code, 'RequestEntityTooLarge');
    });
  });

  describe('given a query', () => {
    it('decodes a value once, a quote inside it included', async () => {
      const value = "O'Neill & sons + 100% #1";
      await office.call('POST', `/users/${organiser}/events`, panelMeeting({ transactionId: 'odd', singleValueExtendedProperties: [{ id: panelMeeting().singleValueExtendedProperties[0]?.id, value }] }));
      const found = await office.call('GET', `/users/${organiser}/events?${byKey(value)}`);
      assert.equal(found.status, 200);
      assert.equal(found.body.value.length, 1);
    });

    for (const [why, query] of [
      ['an option that is not known', '$search=panel'],
      ['an option without its dollar sign', 'select=id'],
      ['an option that is known elsewhere', '$orderby=subject'],
      ['the same option twice', '$top=1&$top=2'],
      ['an option without a value', '$top'],
      ['a number that is none', '$top=ten'],
      ['a number out of bounds', '$top=0'],
      ['a broken percent sign', '$select=%E0%A4'],
      ['a property that does not exist', '$select=subjekt'],
      ['another filter', "$filter=subject eq 'Panel'"],
      ['another expansion', '$expand=attachments'],
    ] as const) {
      it(`refuses ${why}`, async () => {
        const answer = await office.call('GET', `/users/${organiser}/events?${query}`);
        assert.equal(answer.status, 400);
        assert.ok(answer.body.error.code);
      });
    }
  });

  describe('given trouble on demand', () => {
    const path = `/users/${organiser}`;

    it('throttles the next calls, with Retry-After or without, and then goes on', async () => {
      office.graph.fault({ kind: 'throttled', times: 1, retryAfter: 7 });
      office.graph.fault({ kind: 'throttled', times: 1 });
      const [first, second, third] = [await office.call('GET', path), await office.call('GET', path), await office.call('GET', path)];
      assert.deepEqual([first.status, first.headers.get('retry-after'), first.body.error.code], [429, '7', 'TooManyRequests']);
      assert.deepEqual([second.status, second.headers.get('retry-after')], [429, null]);
      assert.equal(third.status, 200);
    });

    it('fails as it is told through the sandbox, only for calls that match', async () => {
      const told = await office.call('POST', `${office.graph.sandboxUrl}/faults`, { kind: 'unavailable', method: 'GET', path: '/manager', times: 2 });
      assert.equal(told.status, 204);
      await office.call('POST', `${office.graph.sandboxUrl}/faults`, { kind: 'broken', path: '/mailboxSettings' });
      assert.equal((await office.call('GET', path)).status, 200);
      assert.equal((await office.call('GET', `${path}/manager`)).status, 503);
      assert.equal((await office.call('GET', `${path}/mailboxSettings`)).status, 500);
      assert.equal((await office.call('GET', `${path}/mailboxSettings`)).status, 200);
      assert.equal((await office.call('DELETE', `${office.graph.sandboxUrl}/faults`)).status, 204);
      assert.equal((await office.call('GET', `${path}/manager`)).status, 200);
    });

    it('does not take a fault that it does not understand', async () => {
      const answer = await office.call('POST', `${office.graph.sandboxUrl}/faults`, { kind: 'throttled', often: 3 });
      assert.equal(answer.status, 400);
    });

    it('does the work and loses the answer; the same transactionId then finds the one event', async () => {
      const booking = panelMeeting({ transactionId: 'lost', subject: 'Lost and found' });
      office.graph.fault({ kind: 'lost-answer', method: 'POST', path: '/events' });
      await assert.rejects(office.call('POST', `/users/${organiser}/events`, booking));
      const again = await office.call('POST', `/users/${organiser}/events`, booking);
      assert.equal(again.status, 201);
      for (const person of [organiser, id('Tom Ashdown')]) {
        const events = office.graph.person(person).events.filter(({ subject }) => subject === 'Lost and found');
        assert.equal(events.length, 1);
      }
      assert.ok(office.graph.requests().some((request) => request.lost && request.status === 201));
    });
  });

  it('shows the recent requests with bodies and statuses', async () => {
    await office.call('POST', `/users/${organiser}/events`, { subject: 'Seen' });
    const { body } = await office.call('GET', `${office.graph.sandboxUrl}/requests`);
    const last = body.at(-1);
    assert.deepEqual([last.method, last.operation, last.status, last.appid], ['POST', 'POST /users/{user-id}/events', 400, 'bot']);
    assert.deepEqual(last.body, { subject: 'Seen' });
  });

  it('lets a page on this machine look below /sandbox, and no other page', async () => {
    const url = `${office.graph.sandboxUrl}/people/${organiser}`;
    const near = await office.call('GET', url, undefined, { origin: 'http://127.0.0.1:4000' });
    const far = await office.call('GET', url, undefined, { origin: 'https://elsewhere.example' });
    assert.equal(near.headers.get('access-control-allow-origin'), 'http://127.0.0.1:4000');
    assert.equal(far.headers.get('access-control-allow-origin'), null);
    assert.equal((await office.call('GET', `${office.graph.sandboxUrl}/people/nobody`)).status, 404);
  });

  it('tells a listener whose calendar and mailbox have changed', async () => {
    const stop = new AbortController();
    const response = await fetch(`${office.graph.sandboxUrl}/stream`, { signal: stop.signal });
    assert.match(response.headers.get('content-type') ?? '', /event-stream/);
    const booked = office.call('POST', `/users/${organiser}/events`, panelMeeting({ transactionId: 'streamed' }));
    let heard = '';
    for await (const chunk of response.body ?? []) {
      heard += new TextDecoder().decode(chunk);
      if (heard.includes(`{"person":"${id('Tom Ashdown')}","changed":"calendar"}`) && heard.includes('"changed":"mailbox"')) break;
    }
    stop.abort();
    assert.equal((await booked).status, 201);
  });
});

describe('The permissions of the stand-in for Graph', () => {
  const user = `/users/${id('Grace Oduya')}`;
  const denials: [permission: string, method: string, path: string, body: unknown, code: string][] = [
    ['User.Read.All', 'GET', `${user}/manager`, undefined, 'Authorization_RequestDenied'],
    ['GroupMember.ReadBasic.All', 'GET', `/groups/${groups.managers}/members`, undefined, 'Authorization_RequestDenied'],
    ['MailboxSettings.Read', 'GET', `${user}/mailboxSettings`, undefined, 'ErrorAccessDenied'],
    ['Calendars.ReadWrite', 'POST', `${user}/events`, panelMeeting(), 'ErrorAccessDenied'],
    ['Mail.ReadWrite', 'GET', `${user}/messages`, undefined, 'ErrorAccessDenied'],
    ['Mail.Send', 'POST', `${user}/messages/x/send`, undefined, 'ErrorAccessDenied'],
    ['Sites.Selected', 'GET', '/drives/letters/items/root:/a.docx', undefined, 'accessDenied'],
  ];
  let all: Office;
  let none: Office;
  before(async () => {
    all = await openOffice();
    none = await openOffice({ permissions: [] });
  });
  after(() => Promise.all([all.close(), none.close()]));

  for (const [permission, method, path, body, code] of denials) {
    it(`${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')} needs ${permission}`, async () => {
      assert.notEqual((await all.call(method, path, body)).status, 403);
      const denied = await none.call(method, path, body);
      assert.equal(denied.status, 403);
      assert.equal(denied.body.error.code, code);
    });
  }

  it('lets somebody who may only read calendars book nothing', async () => {
    const reader = await openOffice({ permissions: ['Calendars.ReadBasic'] });
    assert.equal((await reader.call('GET', `${user}/events`)).status, 200);
    assert.equal((await reader.call('POST', `${user}/events`, panelMeeting())).status, 403);
    await reader.close();
  });
});

describe('A restart of the stand-in for Graph', () => {
  it('finds events, mail, files and the directory as they were', async () => {
    const office = await openOffice();
    const user = `/users/${id('Grace Oduya')}`;
    const first = await office.call('POST', `${user}/events`, panelMeeting());
    office.graph.changePerson(id('Callum Reid'), { left: true });
    await office.call('PUT', '/drives/letters/items/root:/kept.txt:/content', 'kept', { 'content-type': 'text/plain' });
    await office.restart();
    const again = await office.call('POST', `${user}/events`, panelMeeting());
    assert.equal(again.body.id, first.body.id);
    assert.equal((await office.call('GET', `/users/${id('Callum Reid')}`)).status, 404);
    assert.equal((await office.call('GET', '/drives/letters/items/root:/kept.txt:/content')).body, 'kept');
    assert.equal(office.graph.person(id('Tom Ashdown')).mail.length, 1);
    await office.close();
  });
});
