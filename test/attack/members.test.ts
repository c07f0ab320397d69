/** What members of a panel can do with presses that they write by hand, or make at the same moment. */
import assert from 'node:assert/strict';
import { add, cardOf, caseOf, declare, panelOn, propose, proposed, vote, type Panel } from '../conversation/panel-steps.ts';
import { openScene, type Scene } from '../conversation/scene.ts';

type Data = Record<string, unknown>;

describe('members who press by hand, or at once', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  const press = (by: string, { stream }: Panel, verb: string, data: Data) => scene.user(by).press('1', { type: 'Action.Execute', verb, data: { stream, ...data } });
  const types = async ({ stream }: Panel): Promise<string[]> => (await scene.events(stream)).map(({ type }) => type);
  const count = async (panel: Panel, type: string): Promise<number> => (await types(panel)).filter((entry) => entry === type).length;

  it('given verbs of the chair, the owner or the machine, when others press them by hand, then nothing is recorded', async () => {
    const panel = await proposed(scene, { who: 'Mr Wren, 1 Weir Cottages', what: 'He kicked the door.' });
    await scene.quiet();
    const before = (await types(panel)).length;
    const state = await caseOf(scene, panel.stream);
    const tries: [string[], string, Data][] = [
      [[panel.owner, panel.independent, 'Priya Nair', 'Ola Berg'], 'closeVote', { revision: '1' }],
      [[panel.owner, panel.independent, 'Priya Nair', 'Ola Berg'], 'confirm', { revision: '1', met: 'no', reason: 'x' }],
      [[panel.chair], 'confirm', { revision: '1', met: 'no', reason: 'x' }],
      [[panel.owner, panel.independent, panel.chair, 'Priya Nair'], 'endWithout', { reason: 'x' }],
      [[panel.owner, panel.independent, panel.chair], 'pickSlot', { start: '2026-12-03T10:00:00Z' }],
      [[panel.chair, panel.independent, 'Priya Nair'], 'nameMember', { seat: 'lineManager', name: 'Ola Berg' }],
      [['Priya Nair', 'Ola Berg'], 'vote', { revision: '1', choice: 'for', reason: 'x' }],
      [['Priya Nair', 'Ola Berg'], 'propose', { termMonths: '6', reasons: 'x' }],
      [['Priya Nair', 'Ola Berg'], 'draftMeasure', { kind: 'namedContact', contact: 'x' }],
      [['Priya Nair'], 'declare', { answer: 'clear' }],
      [['Priya Nair', 'Ola Berg'], 'recordFactors', { factors: 'none', details: 'x', usable: 'phone' }],
      [panel.members, 'meetingBooked', { wish: state.panel?.meeting.wish, start: '2020-01-01T10:00:00Z', joinUrl: 'https://evil.example' }],
      [panel.members, 'noCommonSlot', { wish: state.panel?.meeting.wish, candidates: [] }],
      [panel.members, 'claimSettled', { held: false }],
      [panel.members, 'personLeft', { person: scene.user(panel.chair).id }],
      [panel.members, 'personUnreachable', { person: scene.user(panel.chair).id, why: 'blocked' }],
      [panel.members, 'triage', { outcome: 'noBreach', reason: 'x', firstResponse: 'x', warned: 'yes', warning: 'x' }],
      [panel.members, 'handOver', { why: 'away' }],
      [panel.members, 'vote', { revision: '2', choice: 'for', reason: 'x' }],
      [panel.members, 'vote', { revision: '1', choice: 'for', reason: 'x', seat: 'lineManager' }],
      [panel.members, 'vote', { revision: '1', choice: 'for', reason: 'x', person: 'x' }],
      [panel.members, 'vote', { revision: '1', choice: ['for'], reason: 'x' }],
      [panel.members, 'vote', { revision: '1', choice: 'for', reason: 'x', ask: 'vote/2' }],
      [panel.members, 'draftMeasure', { kind: '__proto__', x: 'x' }],
      [panel.members, 'draftMeasure', { kind: 'constructor' }],
      [panel.members, 'draftMeasure', { kind: 'namedContact', contact: 'x', more: 'x' }],
      [panel.members, 'draftMeasure', { kind: 'contactCap', medium: 'phone', max: '1e9', period: 'day', when: 'x' }],
      [panel.members, 'propose', { termMonths: 'Infinity', reasons: 'x' }],
      [panel.members, 'propose', { termMonths: '120', reasons: 'x' }],
    ];
    for (const [people, verb, data] of tries) for (const by of people) {
      const answer = await press(by, panel, verb, data);
      assert.equal(answer.error, undefined, `${by} ${verb}`);
      assert.equal((await types(panel)).length, before, `${by} ${verb} ${JSON.stringify(data)}: ${(await types(panel)).slice(before).join()}`);
    }
  });

  it('given one member who votes twenty times at once, then one vote counts', async () => {
    const panel = await proposed(scene, { who: 'Ms Teal, 5 Fen Row', what: 'She followed me.' });
    await Promise.all(Array.from({ length: 20 }, (_, n) => press(panel.independent, panel, 'vote', { revision: '1', choice: n % 2 ? 'for' : 'against', reason: `r${n}`, version: n })));
    const state = await caseOf(scene, panel.stream);
    assert.equal(state.panel?.revisions[0]?.votes.length, 1);
    assert.equal(state.panel?.revisions[0]?.closed, undefined);
  });

  it('given the last vote and an amendment at once, then either the vote closed the first proposal or the second is open without it', async () => {
    const panel = await proposed(scene, { who: 'Mr Coot, 8 Fen Row', what: 'He shouted.' });
    await vote(scene, panel, panel.owner, 'For');
    await vote(scene, panel, panel.chair, 'For');
    await Promise.all([
      press(panel.independent, panel, 'vote', { revision: '1', choice: 'for', reason: 'x' }),
      press(panel.owner, panel, 'propose', { termMonths: '3', reasons: 'shorter' }),
    ]);
    const { panel: now } = await caseOf(scene, panel.stream);
    if (now?.revisions.length === 1) assert.equal(now.revisions[0]?.closed?.result, 'adopted');
    else assert.deepEqual([now?.revisions.length, now?.revisions[0]?.closed, now?.revisions[1]?.votes], [2, undefined, []]);
  });

  it('given two closings, a vote and two confirmations at once, then it closes once and is decided once', async () => {
    const panel = await proposed(scene, { who: 'Mrs Smew, 2 Sluice Road', what: 'She swore.' });
    await vote(scene, panel, panel.chair, 'For');
    await vote(scene, panel, panel.independent, 'For');
    await scene.quiet();
    await Promise.all([
      press(panel.chair, panel, 'closeVote', { revision: '1' }), press(panel.owner, panel, 'vote', { revision: '1', choice: 'against', reason: 'no' }), press(panel.chair, panel, 'closeVote', { revision: '1', version: 1 }),
    ]);
    assert.equal(await count(panel, 'ApprovalClosed'), 1);
    await scene.quiet();
    await Promise.all([
      ...Array.from({ length: 6 }, (_, n) => press(panel.chair, panel, 'confirm', { revision: '1', met: 'no', reason: `no need ${n}`, version: n })),
      press(panel.chair, panel, 'endWithout', { reason: 'x' }), press(panel.owner, panel, 'propose', { termMonths: '3', reasons: 'x' }), press(panel.chair, panel, 'declare', { answer: 'away' }),
    ]);
    const ends = (await types(panel)).filter((type) => type === 'DeterminationMade' || type === 'CaseEnded');
    assert.ok(ends.length <= 1, ends.join());
    const after = (await types(panel)).indexOf('DeterminationMade');
    assert.ok(after < 0 || !(await types(panel)).slice(after).some((type) => ['SeatVacated', 'SeatFilled', 'VoteCast', 'ProposalMade', 'MeasureDrafted'].includes(type)));
  });

  it('given somebody who has not said yet whether there is a conflict, when they ask for each view by hand, then they see no account, vote or factor', async () => {
    const panel = await panelOn(scene, { who: 'Miss Gull, 7 Quay', what: 'ACCOUNT-OF-THE-CASE' });
    for (const view of ['case', 'report', 'evidence', 'found', 'factorsRead', 'equalityRead', 'proposal', 'votes', 'voteForm', 'member', 'draft', 'measure', 'end', 'factors', 'equality', 'triaged', 'duty', 'reporter', 'late', 'outcome'])
      for (const param of [undefined, '0', '1', 'namedContact']) {
        const answer = JSON.stringify(await press(panel.independent, panel, 'show', { view, ...(param !== undefined && { param }) }));
        assert.ok(!answer.includes('ACCOUNT-OF-THE-CASE') && !answer.includes('two talks'), `${view} ${String(param)}`);
      }
  });

  it('given a vote that is open, when a member who has not voted asks for each view by hand, then nobody’s vote shows', async () => {
    const panel = await proposed(scene, { who: 'Mr Knot, 3 Quay', what: 'He spat.' });
    await vote(scene, panel, panel.owner, 'Against', 'REASON-OF-THE-OWNER');
    for (const by of [panel.independent, panel.chair, 'Priya Nair']) for (const view of ['case', 'member', 'votes', 'proposal', 'voteForm', 'draft', 'end', 'confirm', 'afterRefusal', 'outcome'])
      for (const param of [undefined, '0', '1']) {
        const answer = JSON.stringify(await press(by, panel, 'show', { view, ...(param !== undefined && { param }) }));
        assert.ok(!answer.includes('REASON-OF-THE-OWNER') && !/: (For|Against),/.test(answer), `${by} ${view} ${String(param)}`);
        // Only the chair has to know who has voted: a list of those who have not would tell it too.
        if (by !== panel.chair) assert.ok(!answer.includes(`${panel.chair}: to vote`), `${by} ${view} shows whose vote is missing`);
      }
  });

  for (const [n, part] of ['a\n€{{', '€', '{{'].entries()) it(`given words of the worst make (${n + 1}) in every field of a panel, then every card arrives`, async () => {
    const long = part.repeat(4_000);
    const panel = await panelOn(scene, { who: `Mr Dunlin ${n}, 3 Quay`, what: 'He spat.' });
    await declare(scene, panel);
    const factors = await cardOf(scene, panel.owner, panel);
    const equality = await factors.write({ 'What is known': ['Bereavement'], 'What do you know': long.slice(0, 4_000), 'Ways in which this person': ['By phone', 'By letter'] }).next('Record');
    const draft = await equality.write({ 'Which of these may matter': 'None applies', 'What effect': long.slice(0, 4_000), 'Which adjustments': long.slice(0, 4_000), 'Why would measures': long.slice(0, 4_000) }).next('Record');
    await propose(await add(draft, 'A named employee', { 'Named employee': long.slice(0, 500) }), { Reasons: long.slice(0, 4_000) });
    for (const name of panel.members.slice(0, 2)) await vote(scene, panel, name, 'For', long.slice(0, 4_000));
    await vote(scene, panel, panel.owner, 'For', long.slice(0, 4_000));
    for (const name of panel.members) for (const view of ['factorsRead', 'equalityRead', 'votes', 'proposal', 'member', 'draft', 'found', 'report']) await press(name, panel, 'show', { view });
    await scene.quiet();
    const sizes = [...scene.shown, ...scene.answers].map(({ person, card }) => ({ person, bytes: Buffer.byteLength(JSON.stringify(card)), start: JSON.stringify(card).slice(100, 400) }));
    assert.deepEqual(sizes.filter(({ bytes }) => bytes >= 28_000), []);
  });
});
