/** People who had a part and have none any more, and how much somebody can pile up. */
import assert from 'node:assert/strict';
import { openScene, type Scene } from '../conversation/scene.ts';
import { cardOf, caseOf, panelOn } from '../conversation/panel-steps.ts';
import { customer, finish, report } from '../conversation/steps.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import { pressed } from './by-hand.ts';

describe('people without a part any more', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  it('given a manager who gave a report away, and a member who gave up a seat, when they look at their lists, then these tell nothing of how it goes on', async () => {
    await finish(await report(scene));
    await (await scene.user('Tom Ashdown').card(customer)).next('I am away');
    const panel = await panelOn(scene, { who: 'Mrs Pike, 9 Sluice Road', what: 'She rang.' });
    await (await cardOf(scene, panel.independent, panel)).act('declare', { reason: 'we are friends' }, { answer: 'conflict' });
    await scene.quiet();
    const lists = { gaveAway: await scene.user('Tom Ashdown').asks('my cases'), gaveUp: await scene.user(panel.independent).asks('my cases') };
    assert.ok(lists.gaveAway.text.includes('Pike') && !lists.gaveAway.text.includes('Vole'), lists.gaveAway.text);
    assert.equal(lists.gaveAway.text.split('Next deadline').length, 2, lists.gaveAway.text);
    assert.doesNotMatch(lists.gaveUp.text, /Next deadline|Pike|Vole/);
  });

  it('given a manager who gave a report away, when he presses what was his by hand, then nothing is recorded and nothing shown', async () => {
    const stream = (await scene.events()).find(({ type }) => type === 'ReportFinished')?.stream ?? '';
    const before = (await scene.events(stream)).length;
    const tries: [string, Record<string, unknown>][] = [
      ['triage', { outcome: 'noBreach', reason: 'x', firstResponse: 'x', warned: 'yes', warning: 'x' }], ['handOver', { why: 'away' }], ['askReporter', { question: 'x' }], ['linkEarlier', { case: 'x' }], ['vote', { revision: '1', choice: 'for', reason: 'x' }],
      ...['case', 'report', 'evidence', 'triage', 'triageForm', 'earlier', 'askReporter', 'triaged', 'duty', 'member', 'found'].map((view): [string, Record<string, unknown>] => ['show', { view }]),
    ];
    for (const [verb, data] of tries) {
      const { text, status } = await pressed(scene, 'Tom Ashdown', verb, JSON.stringify({ stream, ...data }));
      assert.equal(status, 200);
      assert.ok(!text.includes('Vole') && !text.includes('break my window'), `${verb} ${JSON.stringify(data)}: ${text.slice(0, 300)}`);
    }
    assert.equal((await scene.events(stream)).length, before);
    assert.equal((await caseOf(scene, stream)).triage.decided, undefined);
  });
});

describe('what one person can pile up', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  it('given a manager who asks fifty questions by hand, then the reporter gets no more than five until they answer', async () => {
    const { stream } = await report(scene, { by: 'Callum Reid', who: 'Mrs Pike, 9 Sluice Road', what: 'She rang.' });
    await scene.quiet();
    const manager = (await caseOf(scene, stream)).triage.manager ?? '';
    const { name } = people.find((person) => person.id === manager) ?? { name: '' };
    for (let n = 0; n < 50; n++) await pressed(scene, name, 'askReporter', JSON.stringify({ stream, question: `Question ${n}` }));
    assert.equal((await caseOf(scene, stream)).triage.questions.length, 5);
  });

  // Every version of a page stays in the words of its case, which each press reads: about 4 KB a press.
  it('given a page that is saved three hundred times, then what each press reads does not grow with it', async () => {
    const { stream } = await report(scene);
    const id = stream.slice('case/'.length);
    const size = async (): Promise<number> => JSON.stringify(await scene.read.load(stream)).length;
    const save = (n: number) => pressed(scene, 'Priya Nair', 'saveStep', JSON.stringify({ stream, report: id, step: 'behaviour', go: 'next', account: `${n} ${'x'.repeat(3_900)}` }));
    for (let n = 0; n < 10; n++) await save(n);
    const early = await size();
    for (let n = 10; n < 300; n++) await save(n);
    assert.ok((await size()) < early * 2, `${early} characters after 10 times, ${await size()} after 300`);
  });
});
