import assert from 'node:assert/strict';
import type { Directory } from '../../bot/people/directory.ts';
import { groups, named, people } from '../../sandbox/harrowmere/people.ts';
import { afterwards } from './afterwards.ts';
import { eventually } from './office.ts';
import { add, cardOf, caseOf, declare, panelOn, propose, record, seats, vote, type Panel } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';

const heron = { who: 'Mr Tobias Heron, 12 Reed Street', what: 'He spat at me.' };
const pike = { who: 'Mrs Pike, 9 Sluice Road', what: 'She rang forty times.' };

describe('who sits on a panel (clauses 3.2 and 4.0)', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  const invited = async (panel: Panel): Promise<string[]> => {
    const { meeting } = (await caseOf(scene, panel.stream)).panel ?? {};
    const { requests } = scene.standIns.graph;
    assert.ok(requests().length > 0);
    return Object.values(await seats(scene, panel.stream)).filter((name) => name !== '' && scene.standIns.graph.person(named(name).id).events.some((event) => !event.cancelled && event.joinUrl === meeting?.joinUrl));
  };

  describe('a conflict and somebody away', () => {
    let panel: Panel;
    before(async () => { panel = await panelOn(scene, heron); });

    it('given a conflict, when it is declared, then the seat is filled by name, the member sees no more, and the meeting follows', async () => {
      const card = await cardOf(scene, panel.independent, panel);
      const [, next] = /the seat goes to ([A-Z][a-z]+ [A-Z][a-z]+)/.exec(card.text) ?? [];
      assert.ok(next, card.text);
      const gone = await card.write({ 'What is the conflict': 'He is my neighbour.' }).next('Give up my seat');
      assert.match(gone.text, /You no longer sit on this panel/);
      assert.ok(!gone.text.includes('Heron'));
      await scene.quiet();
      assert.equal((await seats(scene, panel.stream))['independentManager'], next);
      const asked = await cardOf(scene, next, panel);
      assert.match(asked.text, /Do you have a conflict of interest\?/);
      assert.equal((await scene.user(next).messages()).at(-1)?.alert, true);
      assert.deepEqual((await invited(panel)).toSorted(), [panel.chair, next, panel.owner].toSorted());
      const left = scene.standIns.graph.person(named(panel.independent).id).events.filter((event) => !event.cancelled);
      assert.deepEqual(left, [], 'the meeting is out of the calendar of whoever gave up the seat');
      for (const name of [panel.chair, panel.owner]) assert.ok(!(await cardOf(scene, name, panel)).text.includes('my neighbour'), `${name} reads the reason`);
    });

    it('given the chair is away, when they say so, then the named deputy sits in their place', async () => {
      const gone = await (await cardOf(scene, panel.chair, panel)).next('I am away');
      assert.match(gone.text, /You no longer sit on this panel/);
      await scene.quiet();
      assert.equal((await seats(scene, panel.stream))['headOfCustomerServices'], 'Martin Webb');
      assert.match((await cardOf(scene, 'Martin Webb', panel)).text, /as Head of Customer Services/);
      const list = await scene.user(panel.chair).asks('my cases');
      assert.ok(!list.text.includes('Heron'), 'whoever gave up the seat reads no name in a list');
    });

    it('given a new panel, when it decides, then only those who sit now are counted', async () => {
      const now = Object.values(await seats(scene, panel.stream));
      const [chair = '', independent = '', owner = ''] = now;
      const formed: Panel = { ...panel, chair, independent, owner, members: now };
      await declare(scene, formed);
      await propose(await add(await record(scene, formed), 'A named employee', { 'Named employee': 'The Neighbourhood team' }));
      for (const name of now) await vote(scene, formed, name, 'For');
      const done = await (await cardOf(scene, chair, formed)).write({ 'Has the panel met': 'No', 'If it has not met': 'All agreed in writing.' }).next('Confirm the decision');
      assert.match(done.text, /The panel has decided/);
    });
  });

  describe('a seat that nobody in the directory can take', () => {
    let panel: Panel;
    before(async () => { panel = await panelOn(scene, pike); });

    it('given everybody gives up the seat, when nobody is left, then the owner is asked for a name and the meeting waits', async () => {
      for (let n = 0; n < 12; n++) {
        const { independentManager: name = '' } = await seats(scene, panel.stream);
        if (name === '') break;
        await (await cardOf(scene, name, panel)).write({ 'What is the conflict': 'I know her.' }).next('Give up my seat');
        await scene.quiet();
      }
      assert.equal((await seats(scene, panel.stream))['independentManager'], '');
      const owner = await cardOf(scene, panel.owner, panel);
      const card = owner.has('Name this person') ? owner : await owner.next('No conflict');
      assert.match(card.text, /Who sits on the panel\?/);
      assert.match(card.text, /Another manager or Head of Service/);
    });

    it('given a name, when it is nobody, staff without a team or somebody barred, then it is refused; when it fits, they are asked', async () => {
      const name = async (words: string) => {
        const card = await cardOf(scene, panel.owner, panel);
        return card.write({ 'Name of a manager': words }).next('Name this person');
      };
      assert.match((await name('Nobody Here')).text, /Nobody here is called “Nobody Here”/);
      assert.match((await name('Callum Reid')).text, /Callum Reid is not a manager here/);
      assert.match((await name('Tom Ashdown')).text, /Not done\./);
      const [left] = (await scene.events(panel.stream)).filter((event) => event.type === 'SeatVacated').map((event) => String(event.data['person']));
      assert.match((await name(people.find((person) => person.id === left)?.name ?? '')).text, /has or had a seat on this panel already/);
      // Somebody has become a manager since.
      scene.standIns.graph.changePerson(named('Ola Berg').id, { groups: [...named('Ola Berg').groups, groups.managers] });
      await scene.restart();
      await eventually('the directory knows the new manager', async () => {
        const kept = await scene.read.kept<{ directory: Directory }>('directory', 'snapshot');
        return kept?.directory.people[named('Ola Berg').id]?.roles.includes('manager') ? true : undefined;
      });
      const asked = await name('Ola Berg');
      assert.ok(!asked.text.includes('Not done.'), asked.text);
      await scene.quiet();
      assert.equal((await seats(scene, panel.stream))['independentManager'], 'Ola Berg');
      assert.match((await cardOf(scene, 'Ola Berg', panel)).text, /Do you have a conflict of interest/);
      assert.equal((await caseOf(scene, panel.stream)).panel?.meeting.state === 'wanted', false, 'the meeting is looked for again');
    });
  });

  afterwards(() => scene);
});
