import assert from 'node:assert/strict';
import { groups, people } from '../../sandbox/harrowmere/people.ts';
import { allOf, id, mailOf, openOffice, type Office } from './graph-kit.ts';

describe('The directory of the stand-in for Graph', () => {
  let office: Office;
  before(async () => {
    office = await openOffice({ groupsWithin: { [groups.managers]: [groups.directors], [groups.directors]: [groups.managers] } });
  });
  after(() => office.close());

  it('lists people in pages, each with a link to the next', async () => {
    const { values, pages } = await allOf(office, '/users?$select=id,displayName,accountEnabled&$top=4');
    assert.equal(values.length, people.length);
    assert.equal(new Set(values.map((value) => value.id)).size, people.length);
    assert.equal(pages, 4);
    assert.deepEqual(Object.keys(values[0] ?? {}), ['id', 'displayName', 'accountEnabled']);
  });

  it('sends fewer than were asked for, as Graph may', async () => {
    const { body } = await office.call('GET', '/users?$top=999');
    assert.ok(body.value.length < people.length);
    assert.ok(body['@odata.nextLink']);
  });

  it('refuses a skip token that it did not write, and a property that a person does not have', async () => {
    assert.equal((await office.call('GET', '/users?$skiptoken=3')).status, 400);
    assert.equal((await office.call('GET', '/users?$select=name')).body.error.code, 'Request_BadRequest');
  });

  it('finds a person by id or by principal name, with the usual properties', async () => {
    const byId = await office.call('GET', `/users/${id('Priya Nair')}`);
    const byName = await office.call('GET', `/users/${encodeURIComponent(mailOf('Priya Nair'))}`);
    assert.equal(byId.body.displayName, 'Priya Nair');
    assert.equal(byName.body.id, byId.body.id);
    assert.equal(byId.body.accountEnabled, undefined);
    const nobody = await office.call('GET', '/users/nobody');
    assert.deepEqual([nobody.status, nobody.body.error.code], [404, 'Request_ResourceNotFound']);
  });

  it('knows managers, and says 404 when there is none', async () => {
    const { body } = await office.call('GET', `/users/${id('Priya Nair')}/manager?$select=id`);
    assert.equal(body.id, id('Tom Ashdown'));
    assert.equal(body['@odata.type'], '#microsoft.graph.user');
    assert.equal(body.displayName, undefined);
    const none = await office.call('GET', `/users/${id('Arthur Lyle')}/manager`);
    assert.deepEqual([none.status, none.body.error.code], [404, 'Request_ResourceNotFound']);
  });

  it('lists the members of a group, and those of the groups within, each once', async () => {
    const direct = (await allOf(office, `/groups/${groups.directors}/members`)).values;
    assert.deepEqual(direct.map((member) => member.displayName), ['Ruth Castell', 'Arthur Lyle', 'managers']);
    assert.deepEqual(direct.map((member) => member['@odata.type']).at(-1), '#microsoft.graph.group');
    const { values, pages } = await allOf(office, `/groups/${groups.directors}/transitiveMembers?$select=id,mail`);
    const ids = values.map((member) => member.id);
    assert.ok(pages > 1);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes(id('Tom Ashdown')) && ids.includes(id('Ruth Castell')));
    assert.equal((await office.call('GET', '/groups/none/members')).status, 404);
  });

  it('says whether somebody is away', async () => {
    const status = async () => (await office.call('GET', `/users/${id('Helen Marsh')}/mailboxSettings`)).body.automaticRepliesSetting.status;
    assert.equal(await status(), 'disabled');
    office.graph.changePerson(id('Helen Marsh'), { away: true });
    assert.equal(await status(), 'alwaysEnabled');
    assert.equal(office.graph.person(id('Helen Marsh')).away, true);
    await office.call('POST', `${office.graph.sandboxUrl}/people/${id('Helen Marsh')}`, { away: { start: '2026-12-05T00:00:00Z', end: '2026-12-12T00:00:00Z' } });
    assert.equal(await status(), 'scheduled');
    assert.equal(office.graph.person(id('Helen Marsh')).away, false);
    const { body } = await office.call('GET', `/users/${id('Helen Marsh')}/mailboxSettings?$select=automaticRepliesSetting`, undefined, {
      prefer: 'outlook.timezone="Europe/Berlin"',
    });
    assert.deepEqual(body.automaticRepliesSetting.scheduledStartDateTime, { dateTime: '2026-12-05T01:00:00.0000000', timeZone: 'Europe/Berlin' });
    assert.equal(body.timeZone, undefined);
  });

  it('lets the directory be changed, and refuses changes that make no sense', async () => {
    const change = (name: string, body: object) => office.call('POST', `${office.graph.sandboxUrl}/people/${id(name)}`, body);
    assert.equal((await change('Callum Reid', { manager: id('Tom Ashdown'), groups: [groups.duty] })).status, 200);
    assert.equal((await office.call('GET', `/users/${id('Callum Reid')}/manager`)).body.id, id('Tom Ashdown'));
    const duty = (await allOf(office, `/groups/${groups.duty}/members`)).values.map((member) => member.id);
    assert.ok(duty.includes(id('Callum Reid')));
    assert.equal((await change('Callum Reid', { manager: null })).status, 200);
    assert.equal((await office.call('GET', `/users/${id('Callum Reid')}/manager`)).status, 404);
    for (const wrong of [{ manager: 'nobody' }, { groups: ['none'] }, { away: 'yes' }, { holiday: true }, { busy: [{ start: 'today', end: 'tomorrow' }] }]) {
      const answer = await change('Callum Reid', wrong);
      assert.equal(answer.status, 400);
      assert.ok(answer.body.error);
    }
  });

  it('forgets a leaver everywhere: as a person, as a manager, as a member, as a mailbox', async () => {
    office.graph.changePerson(id('Joel Peters'), { left: true });
    assert.equal((await office.call('GET', `/users/${id('Joel Peters')}`)).status, 404);
    assert.ok(!(await allOf(office, '/users')).values.some((person) => person.id === id('Joel Peters')));
    const managers = (await allOf(office, `/groups/${groups.managers}/members`)).values;
    assert.ok(!managers.some((person) => person.id === id('Joel Peters')));
    const mailbox = await office.call('GET', `/users/${id('Joel Peters')}/mailboxSettings`);
    assert.deepEqual([mailbox.status, mailbox.body.error.code], [404, 'ErrorInvalidUser']);
    office.graph.changePerson(id('Joel Peters'), { left: false });
    assert.equal((await office.call('GET', `/users/${id('Joel Peters')}`)).status, 200);
  });
});
