import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { Card } from './card.ts';
import { buttonsOf, inVain, type Attempt, type Button, type Data } from './forge.ts';
import { cardOf, caseOf, declare, panelOn, proposed, vote, type Panel } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { account, customer } from './steps.ts';

const ofTheCase = ['Vole', 'Mill Lane', 'break my window'];
const ofThePanel = ['The Neighbourhood team', 'His wife died', 'talks did not help', 'Staff are afraid of him'];

/** What each verb needs, so that a forged press fails for what is forged and for nothing else. */
const inputs: Record<string, Data> = {
  declare: { reason: 'x' }, vote: { choice: 'against', reason: 'x' }, propose: { termMonths: '6', reasons: 'x' }, draftMeasure: { contact: 'x', who: 'colleague' }, confirm: { met: 'no', reason: 'x' }, endWithout: { reason: 'x' },
  recordFactors: { factors: 'none', details: 'x', usable: 'phone' }, recordEquality: { characteristics: 'none', effect: 'x', adjustments: 'x', proportionate: 'x' }, nameMember: { name: 'Helen Marsh' },
};

const views = ['case', 'report', 'evidence', 'found', 'member', 'outcome', 'factors', 'factorsRead', 'equality', 'draft', 'measure', 'proposal', 'voteForm', 'votes', 'confirm', 'afterRefusal', 'end', 'pickSlot', 'nameMember', 'declare', 'triage', 'triageForm', 'earlier', '__proto__'];

describe('forged presses on a panel’s cards', () => {
  let scene: Scene;
  let panel: Panel;
  let waiting: Panel;
  before(async () => {
    scene = await openScene();
    panel = await proposed(scene, { who: customer, what: account });
    await vote(scene, panel, panel.owner, 'For', 'Staff are afraid of him.');
    await (await cardOf(scene, panel.chair, panel)).next('Amend');
    waiting = await panelOn(scene, { who: 'Mr Coot, 8 Fen Row', what: 'He shouted in reception.' });
  });
  after(() => scene.close());

  /** Every button that these people have ever had on a card of this case. */
  const buttonsFor = (...names: string[]): Button[] => {
    const cards = [...scene.shown, ...scene.answers].filter(({ person }) => names.includes(person)).map(({ person, messageId, card }) => new Card(messageId, card, scene.user(person).press));
    const all = cards.filter((card) => card.streams.includes(panel.stream)).flatMap(buttonsOf).map((button) => ({ ...button, data: { ...button.data, ...inputs[button.verb] } }));
    return [...new Map(all.map((button) => [JSON.stringify([button.verb, button.data]), button])).values()];
  };
  const pressedBy = (by: string, buttons: Button[], secrets: readonly string[]): Attempt[] => buttons.map(({ verb, data }) => ({ by, verb, data, secrets }));

  it('given buttons of the members, when people without a part press them, then nothing happens and nothing shows', async () => {
    const buttons = buttonsFor(...panel.members);
    assert.ok(buttons.length > 40, `only ${buttons.length}`);
    await inVain(scene, ['Callum Reid', 'Samira Khan', 'Ola Berg'].flatMap((by) => pressedBy(by, buttons, [...ofTheCase, ...ofThePanel])));
  });

  it('given buttons of the members, when the reporter presses them, then nothing happens and nothing of the panel shows', async () => {
    await inVain(scene, pressedBy('Priya Nair', buttonsFor(...panel.members), ofThePanel));
  });

  it('given views by their names, when the reporter or somebody without a part asks for them, then nothing of the panel shows', async () => {
    const asked = (by: string, secrets: string[]): Attempt[] => views.flatMap((view) => [undefined, 'equality', 'namedContact', '1'].map((param) => ({ by, verb: 'show', data: { stream: panel.stream, view, ...(param !== undefined && { param }) }, secrets })));
    // The same words do show to whom they are for.
    const shown = async (view: string) => JSON.stringify(await scene.user(panel.owner).press('1', { type: 'Action.Execute', verb: 'show', data: { stream: panel.stream, view } }));
    assert.ok((await shown('proposal')).includes('The Neighbourhood team') && (await shown('factorsRead')).includes('His wife died') && (await shown('votes')).includes('Staff are afraid of him'));
    await inVain(scene, [...asked('Priya Nair', ofThePanel), ...asked('Callum Reid', [...ofTheCase, ...ofThePanel]), ...asked('Ola Berg', [...ofTheCase, ...ofThePanel])]);
  });

  it('given a member who has not said whether there is a conflict, when they ask for views or act, then they see and do nothing', async () => {
    for (const name of [waiting.chair, waiting.independent])
      await inVain(scene, [
        ...views.map((view) => ({ by: name, verb: 'show', data: { stream: waiting.stream, view }, secrets: ['shouted in reception', 'It goes on in spite'] })),
        ...Object.entries(inputs).filter(([verb]) => verb !== 'declare').map(([verb, data]) => ({ by: name, verb, data: { stream: waiting.stream, revision: '1', kind: 'namedContact', seat: 'independentManager', ...data }, secrets: ['shouted in reception'] })),
      ]);
  });

  it('given somebody’s own vote is not there, when they ask for the votes, then they see none', async () => {
    for (const name of [panel.chair, panel.independent])
      await inVain(scene, views.map((view) => ({ by: name, verb: 'show', data: { stream: panel.stream, view }, secrets: ['Staff are afraid of him'] })));
  });

  it('given ids that are no card’s, when a member presses, then nothing happens', async () => {
    const { version } = (await scene.read.load(panel.stream)) ?? { version: 0 };
    const data = { stream: panel.stream, version };
    const by = panel.independent;
    await inVain(scene, [
      ...['0', '2', '-1', '1.5', 'x', '__proto__', '1e99', ''].map((revision) => ({ by, verb: 'vote', data: { ...data, revision, choice: 'for', reason: 'x' } })),
      ...['perhaps', '', '__proto__', 'for,against'].map((choice) => ({ by, verb: 'vote', data: { ...data, revision: '1', choice, reason: 'x' } })),
      ...[{ admin: '1' }, { seat: 'headOfCustomerServices' }, { person: 'x' }, { reason: '' }, { reason: 'x'.repeat(9_000) }].map((more) => ({ by, verb: 'vote', data: { ...data, revision: '1', choice: 'for', reason: 'x', ...more } })),
      ...['x', '__proto__', 'constructor', ''].map((kind) => ({ by, verb: 'draftMeasure', data: { ...data, kind, contact: 'x' } })),
      ...['x', '__proto__', 'constructor', ''].map((measure) => ({ by, verb: 'dropMeasure', data: { ...data, measure } })),
      ...['0', '121', '1.5', '-6', 'x', '__proto__'].map((termMonths) => ({ by, verb: 'propose', data: { ...data, termMonths, reasons: 'x' } })),
      ...['headOfCustomerServices', 'x', '__proto__'].map((seat) => ({ by: panel.owner, verb: 'nameMember', data: { ...data, seat, name: 'Helen Marsh' } })),
      { by: panel.chair, verb: 'pickSlot', data: { ...data, start: '2026-12-01T03:00:00Z' } },
      { by: panel.chair, verb: 'closeVote', data: { ...data, revision: '1' } },
      { by: panel.chair, verb: 'confirm', data: { ...data, revision: '1', met: 'no', reason: 'x' } },
      { by: panel.chair, verb: 'endWithout', data: { ...data, reason: 'x' } },
      ...[panel.owner, panel.independent].flatMap((name) => [
        { by: name, verb: 'closeVote', data: { ...data, revision: '1' } }, { by: name, verb: 'confirm', data: { ...data, revision: '1', met: 'no', reason: 'x' } }, { by: name, verb: 'endWithout', data: { ...data, reason: 'x' } },
      ]),
    ]);
  });

  it('given the chair’s vote button, when another member presses it, then it counts as that member’s own vote and as nobody else’s', async () => {
    const button = buttonsFor(panel.chair).find(({ verb }) => verb === 'vote') as Button;
    await scene.user(panel.independent).press('1', { type: 'Action.Execute', verb: 'vote', data: { ...button.data, choice: 'for', reason: 'My own.' } });
    const votes = (await caseOf(scene, panel.stream)).panel?.revisions[0]?.votes ?? [];
    assert.deepEqual(votes.map(({ seat }) => seat).toSorted(), ['independentManager', 'lineManager']);
  });

  it('given another case’s data, when a member of both panels mixes them, then neither changes', async () => {
    await declare(scene, waiting);
    const asks = buttonsFor(panel.chair).filter(({ data }) => data['ask'] !== undefined);
    assert.ok(asks.length > 0);
    await inVain(scene, pressedBy(panel.chair, asks.filter(({ verb }) => verb !== 'show').map((button) => ({ ...button, data: { ...button.data, stream: waiting.stream } })), ofThePanel));
  });

  afterwards(() => scene);
});
