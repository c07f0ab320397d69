import assert from 'node:assert/strict';
import { readDirectory } from '../../bot/graph/directory.ts';
import { GraphFailure } from '../../bot/graph/failure.ts';
import { holders, managerOf } from '../../bot/people/directory.ts';
import { groups, named, people } from '../../sandbox/harrowmere/people.ts';
import { openOffice, type Office } from './office.ts';
import { answer, clientOf, startScripted } from './scripted.ts';

const now = '2026-12-01T08:00:00Z';
const id = (name: string): string => named(name).id;
const deputies = { headOfCustomerServices: [id('Martin Webb')] };
const landlord = { roles: { manager: groups.managers, headOfCustomerServices: groups.headOfCustomerServices, director: groups.directors }, deputies };

describe('The directory as Graph has it', () => {
  let office: Office;
  beforeEach(async () => void (office = await openOffice({ pageSize: 4 })));
  afterEach(() => office.close());

  const read = () => readDirectory(office.graph, landlord, now);
  const fails = (call: Promise<unknown>) => assert.rejects(call, GraphFailure);

  it('given several pages, then everybody is there with title, mail, manager and roles', async () => {
    const directory = await read();
    assert.equal(Object.keys(directory.people).length, people.length);
    assert.deepEqual(directory.people[id('Grace Oduya')], {
      id: id('Grace Oduya'),
      name: 'Grace Oduya',
      title: 'Head of Customer Services',
      mail: 'grace.oduya@harrowmere.example',
      manager: id('Ruth Castell'),
      roles: ['manager', 'headOfCustomerServices'],
      away: false,
    });
    assert.deepEqual([directory.readAt, directory.deputies], [now, deputies]);
    assert.deepEqual(holders(directory, 'director').map(({ name }) => name), ['Arthur Lyle', 'Ruth Castell']);
    assert.equal(managerOf(directory, id('Priya Nair'), [])?.name, 'Tom Ashdown');
  });

  it('given somebody without a manager, then none is named', async () => {
    assert.equal('manager' in ((await read()).people[id('Kit Rowe')] ?? {}), false);
  });

  it('given a group within a group, then its people count', async () => {
    const nested = await openOffice({ groupsWithin: { [groups.managers]: [groups.directors] } });
    const directory = await readDirectory(nested.graph, landlord, now);
    assert.deepEqual(directory.people[id('Ruth Castell')]?.roles, ['manager', 'director']);
    await nested.close();
  });

  it('given automatic replies, then people are away while they last', async () => {
    office.sandbox.changePerson(id('Tom Ashdown'), { away: true });
    office.sandbox.changePerson(id('Samira Khan'), { away: { start: '2026-12-01T07:00:00Z', end: '2026-12-01T09:00:00Z' } });
    office.sandbox.changePerson(id('Joel Peters'), { away: { start: '2026-12-02T07:00:00Z', end: '2026-12-02T09:00:00Z' } });
    const directory = await read();
    assert.deepEqual(Object.values(directory.people).filter(({ away }) => away).map(({ name }) => name), ['Samira Khan', 'Tom Ashdown']);
  });

  it('given somebody who left, then they are not there', async () => {
    office.sandbox.changePerson(id('Callum Reid'), { left: true });
    assert.equal((await read()).people[id('Callum Reid')], undefined);
  });

  for (const part of ['/users', '/transitiveMembers', '/manager', '/mailboxSettings']) {
    it(`given that ${part} fails, then nothing is given at all`, async () => {
      office.sandbox.fault({ method: 'GET', path: part, kind: 'broken' });
      await fails(read());
    });
  }

  it('given a group that does not exist, then nothing is given at all', async () => {
    await fails(readDirectory(office.graph, { ...landlord, roles: { manager: id('Tom Ashdown') } }, now));
  });

  it('given permissions too few, then nothing is given at all', async () => {
    const blind = await openOffice({ permissions: ['User.Read.All', 'GroupMember.ReadBasic.All'] });
    await fails(readDirectory(blind.graph, landlord, now));
    await blind.close();
  });

  it('given an answer with nobody in it, then it is not believed', async () => {
    const server = await startScripted();
    server.say(answer(200, { value: [] }));
    await fails(readDirectory(clientOf(server.url).graph, landlord, now));
    await server.close();
  });
});
