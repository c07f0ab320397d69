/** What somebody without a part can learn from the answers to presses that they write by hand. */
import assert from 'node:assert/strict';
import { commandId } from '../../bot/pipeline/handle.ts';
import { named } from '../../sandbox/harrowmere/people.ts';
import { openScene, type Scene } from '../conversation/scene.ts';
import { begin, customer, report } from '../conversation/steps.ts';

type Data = Record<string, unknown>;

describe('a stranger who presses by hand', () => {
  let scene: Scene;
  let stream: string;
  before(async () => {
    scene = await openScene();
    ({ stream } = await report(scene));
    await (await begin(scene, 'Priya Nair')).write({ 'Who': 'kept to himself' }).next('Keep as a draft');
    await scene.quiet();
  });
  after(() => scene.close());

  const answerTo = async (by: string, verb: string, data: Data): Promise<string> =>
    JSON.stringify(await scene.user(by).press('1', { type: 'Action.Execute', verb, data }));

  it('given that a case’s id can be worked out, when a stranger asks for it, then the answer is that for a case which is not there', async () => {
    const tries: [string, Data][] = [['show', { view: 'case' }], ['show', { view: 'report', version: 9_999 }], ['triage', { version: 9_999 }], ['triage', {}], ['vote', { version: 0, ask: 'vote/1' }], ['openEvidence', { file: 'x', version: 9_999 }], ['sendReport', { version: 9_999, report: stream.slice('case/'.length) }]];
    for (const [verb, data] of tries)
      assert.equal(await answerTo('Ola Berg', verb, { stream, ...data }), await answerTo('Ola Berg', verb, { stream: 'case/nothing', ...data }), `${verb} ${JSON.stringify(data)}`);
  });

  it('given a colleague who writes a report, when somebody presses on that draft, then the answer is that for a colleague who never wrote one', async () => {
    const [writer, other] = [named('Priya Nair').id, named('Callum Reid').id];
    const tries: [string, Data][] = [['show', { view: 'draft' }], ['keepDraft', { report: 'x', who: 'x' }], ['discardDraft', { report: 'x' }], ['keepDraft', { report: 'x', ask: 'draft/x' }], ['sendReport', { report: 'x', who: 'x', what: 'x', danger: 'no' }], ['nothing', {}], ['discardDraft', { report: 'x', version: 9_999 }]];
    for (const [verb, data] of tries)
      assert.equal(await answerTo('Tom Ashdown', verb, { stream: `person/${writer}`, ...data }), await answerTo('Tom Ashdown', verb, { stream: `person/${other}`, ...data }), `${verb} ${JSON.stringify(data)}`);
  });

  it('given that this needs nothing secret: the first report of a colleague has an id that everybody can work out', async () => {
    const writer = named('Priya Nair').id;
    const guessed = `case/${commandId([`person/${writer}`, '0', '', 'startReport', writer])}`;
    assert.equal(guessed, stream);
    assert.equal(await answerTo('Ola Berg', 'show', { stream: guessed, version: 9_999, view: 'case' }), await answerTo('Ola Berg', 'show', { stream: 'case/nothing', version: 9_999, view: 'case' }));
  });

  it('given the customer’s name, then none of these answers had it', () => {
    const strangers = ['Ola Berg', 'Callum Reid'];
    assert.ok(!scene.answers.filter(({ person }) => strangers.includes(person)).some(({ card }) => JSON.stringify(card).includes(customer)));
  });
});
