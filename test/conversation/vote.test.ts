import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { add, cardOf, caseOf, proposed, propose, vote, type Panel } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';

describe('a vote (clauses 3.2 and 3.3)', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  const resultOf = async ({ stream }: Panel): Promise<string | undefined> => (await caseOf(scene, stream)).panel?.revisions.at(-1)?.closed?.result;

  it('given a vote, when it is changed while the vote is open, then the new one counts and the old one stays on record', async () => {
    const panel = await proposed(scene, { who: 'Mr Wren, 1 Weir Cottages', what: 'He kicked the door.' });
    await vote(scene, panel, panel.owner, 'For', 'First thought.');
    const card = await cardOf(scene, panel.owner, panel);
    const form = await card.next('Change my vote');
    assert.equal(form.value('Your reason'), 'First thought.');
    const changed = await form.write({ 'Your vote': 'Against', 'Your reason': 'Second thought.' }).next('Change my vote');
    assert.match(changed.text, /Second thought\./);
    assert.ok(!changed.text.includes('First thought.'));
    const votes = (await caseOf(scene, panel.stream)).panel?.revisions[0]?.votes ?? [];
    assert.deepEqual(votes.map(({ choice }) => choice), ['against']);
    assert.equal((await scene.events(panel.stream)).filter((event) => event.type === 'VoteCast').length, 2);
    await vote(scene, panel, panel.chair, 'For');
    await vote(scene, panel, panel.independent, 'For');
    assert.equal(await resultOf(panel), 'adopted');
    assert.ok(!(await cardOf(scene, panel.owner, panel)).has('Change my vote'), 'nothing changes once the vote is closed');
  });

  it('given an amendment after votes, then they fall away, everybody is asked anew with a new message, and an old vote does not count', async () => {
    const panel = await proposed(scene, { who: 'Ms Teal, 5 Fen Row', what: 'She followed me to my car.' });
    const old = await cardOf(scene, panel.independent, panel);
    await vote(scene, panel, panel.owner, 'For');
    const draft = await (await cardOf(scene, panel.chair, panel)).next('Amend');
    assert.match(draft.text, /everybody votes anew/);
    const open = await propose(await add(draft, 'A witness', { 'Who is there': 'A colleague' }), { Reasons: 'A witness helps both sides.' });
    assert.match(open.text, /Vote on proposal 2/);
    const owner = await cardOf(scene, panel.owner, panel);
    assert.match(owner.text, /Vote on proposal 2/);
    assert.equal((await scene.user(panel.owner).messages()).at(-1)?.id, owner.messageId, 'it is a new message');
    const stale = await old.write({ 'Your vote': 'For', 'Your reason': 'I read the first one.' }).next('Cast my vote');
    assert.match(stale.text, /moved on since your card was made. Nothing was recorded/);
    assert.match(stale.text, /A witness helps both sides/);
    assert.equal((await caseOf(scene, panel.stream)).panel?.revisions[1]?.votes.length, 0);
    for (const name of panel.members) await vote(scene, panel, name, 'For');
    assert.equal(await resultOf(panel), 'adopted');
  });

  it('given a tie, then nothing is adopted, and the chair alone amends the proposal', async () => {
    const panel = await proposed(scene, { who: 'Mr Coot, 8 Fen Row', what: 'He shouted in reception.' });
    await vote(scene, panel, panel.chair, 'For');
    await vote(scene, panel, panel.independent, 'Against', 'Too hard.');
    const chair = await cardOf(scene, panel.chair, panel);
    assert.match(chair.text, /you may close the vote/);
    const tie = await chair.next('Close the vote');
    assert.match(tie.text, /The vote is a tie: 1 for, 1 against/);
    assert.equal(await resultOf(panel), 'tie');
    const owner = await cardOf(scene, panel.owner, panel);
    assert.ok(!owner.has('Amend') && !owner.has('Cast my vote'));
    const open = await propose(await (await cardOf(scene, panel.chair, panel)).next('Amend'), { 'Length of time in months': '3', Reasons: 'Half as long.' });
    assert.match(open.text, /Vote on proposal 2/);
    for (const name of panel.members) await vote(scene, panel, name, 'For');
    assert.equal(await resultOf(panel), 'adopted');
    assert.equal((await caseOf(scene, panel.stream)).panel?.revisions[1]?.termMonths, 3);
  });

  it('given a refusal, when the chair ends the case, then it closes without restriction and everybody sees it', async () => {
    const panel = await proposed(scene, { who: 'Mrs Smew, 2 Sluice Road', what: 'She swore at me.' });
    for (const name of panel.members) await vote(scene, panel, name, 'Against', `${name} finds it too hard.`);
    const chair = await cardOf(scene, panel.chair, panel);
    assert.match(chair.text, /The proposal is refused: what follows\?/);
    const ended = await chair.write({ 'Why does the case end': 'She has said sorry.' }).next('End without restriction');
    assert.match(ended.text, /The case has ended without restriction/);
    for (const name of panel.members) assert.match((await cardOf(scene, name, panel)).text, /ended without restriction/);
    assert.match((await cardOf(scene, 'Priya Nair', panel)).text, /there will be no restrictions/);
  });

  afterwards(() => scene);
});
