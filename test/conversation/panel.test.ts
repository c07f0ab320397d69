import assert from 'node:assert/strict';
import { named } from '../../sandbox/harrowmere/people.ts';
import { afterwards } from './afterwards.ts';
import { add, cardOf, caseOf, panelOn, propose, record, vote, type Panel } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { account, customer } from './steps.ts';

describe('a panel decides on a case (clauses 3.2 to 3.7)', () => {
  let scene: Scene;
  let panel: Panel;
  before(async () => {
    scene = await openScene();
    panel = await panelOn(scene, { who: customer, what: account });
  });
  after(() => scene.close());

  it('given a case put to a panel, when it is convened, then each member is asked for conflicts and sees no account', async () => {
    assert.deepEqual(panel.members.includes('Grace Oduya'), true, 'the Head of Customer Services chairs');
    assert.equal(panel.owner, 'Tom Ashdown');
    for (const name of [panel.chair, panel.independent]) {
      const card = await cardOf(scene, name, panel);
      assert.match(card.text, /Do you have a conflict of interest\?/);
      assert.ok(card.text.includes(customer), 'who it is about');
      assert.match(card.text, /Priya Nair/);
      assert.ok(!card.text.includes('break my window'), 'no account before the declaration');
      assert.ok(!card.has('See the report'));
    }
    assert.match((await scene.user('Priya Nair').card('how it stands')).text, /A panel looks into it/);
  });

  it('given the panel, then its meeting stands in each member’s calendar without a name, and the cards have the link', async () => {
    const { meeting } = (await caseOf(scene, panel.stream)).panel ?? {};
    assert.equal(meeting?.state, 'booked');
    for (const name of panel.members) {
      const events = scene.standIns.graph.person(named(name).id).events.filter((event) => !event.cancelled);
      assert.equal(events.length, 1, name);
      assert.equal(events[0]?.start.slice(0, 16), meeting?.start?.slice(0, 16));
      assert.ok(!JSON.stringify(events[0]).includes('Vole'));
    }
  });

  it('given each declares none, then they see the case, and the owner is asked for factors and equality before any draft', async () => {
    const seen = await (await cardOf(scene, panel.chair, panel)).next('No conflict');
    assert.ok((await seen.next('See the report')).text.includes(account));
    await (await cardOf(scene, panel.independent, panel)).next('No conflict');
    const owner = await (await cardOf(scene, panel.owner, panel)).next('No conflict');
    assert.match(owner.text, /What may explain the behaviour\?/);
    const { link } = { link: (await cardOf(scene, panel.chair, panel)).link('Join the meeting') };
    assert.equal(link.url, (await caseOf(scene, panel.stream)).panel?.meeting.joinUrl);
  });

  it('given factors and equality, when a draft goes against the policy, then the card says so and nothing is put to the vote', async () => {
    let draft = await record(scene, panel);
    draft = await add(draft, 'One way of contact', { 'Which one way': 'By email', 'Which address': 'contact@harrowmere.example' });
    assert.match(draft.text, /none that this person can use/);
    draft = await draft.next('Back to the draft');
    draft = await add(draft, 'Only visit the property');
    assert.match(draft.text, /As it stands, this cannot be put to the vote/);
    const refused = await propose(draft, { 'Reasons': 'Because of the threat.' });
    assert.match(refused.text, /Not done\./);
    assert.equal(refused.value('Reasons'), 'Because of the threat.');
    draft = await add(refused, 'Red flag', { 'Why the red flag': 'Abusive' });
    assert.ok(!draft.text.includes('As it stands, this cannot be put to the vote'));
    draft = await add(draft, 'Fewer calls or emails', { 'What is limited': 'Phone calls', 'How many at most': '1', 'In which time': 'In a day', 'When': 'Mornings' });
    const tooLong = await propose(draft, { 'Length of time': '24' }).catch((error: Error) => error.message);
    assert.ok(typeof tooLong === 'string' ? tooLong.includes('18') : /at most 18 months/.test(tooLong.text));
    const open = await propose(draft, { 'Length of time': '6' });
    assert.match(open.text, /Vote on proposal 1/);
  });

  it('given an open vote, then each decides without the others’ votes, and sees them after their own', async () => {
    const first = await vote(scene, panel, panel.owner, 'For', 'Staff are afraid of him.');
    assert.match(first.text, /Staff are afraid of him\./);
    const chair = await cardOf(scene, panel.chair, panel);
    assert.ok(!chair.text.includes('Staff are afraid of him.'));
    // A card with open inputs is left alone; opened anew it says who has voted, not how.
    const opened = await (await scene.user(panel.chair).asks('my tasks')).next('Open');
    assert.match(opened.text, /Has voted\nTom Ashdown/);
    assert.ok(!opened.text.includes('Staff are afraid of him.'));
    const other = await cardOf(scene, panel.independent, panel);
    assert.ok(!other.text.includes('Staff are afraid of him.'));
    assert.ok(!other.text.includes('Has voted'));
    const after = await vote(scene, panel, panel.independent, 'Against', 'One call a day is too few.');
    assert.match(after.text, /Staff are afraid of him\./);
    assert.ok(!(await cardOf(scene, panel.chair, panel)).text.includes('too few'));
    const last = await vote(scene, panel, panel.chair, 'For', 'It is little and fair.');
    assert.match(last.text, /2 for, 1 against/);
    assert.match(last.text, /Confirm the decision/);
  });

  it('given an adopted proposal, when the chair confirms it, then every person’s card shows the new state', async () => {
    const early = await (await cardOf(scene, panel.chair, panel)).write({ 'Has the panel met': 'Yes' }).next('Confirm the decision');
    assert.match(early.text, /The meeting has not begun yet/);
    await scene.later({ days: 2 });
    const done = await (await cardOf(scene, panel.chair, panel)).write({ 'Has the panel met': 'Yes' }).next('Confirm the decision');
    assert.match(done.text, /The panel has decided/);
    for (const name of panel.members) {
      const card = await cardOf(scene, name, panel);
      assert.match(card.text, /has decided/, name);
      assert.match(card.text, /has not been told yet; nothing is in force/, name);
    }
    const told = await scene.user('Priya Nair').card('The panel decided on');
    assert.match(told.text, /measures for 6 months/);
    for (const words of ['Staff are afraid', 'too few', 'little and fair', 'His wife died']) assert.ok(!told.text.includes(words), `the reporter reads “${words}”`);
  });

  it('given the decision, when people ask for their lists, then they stand there', async () => {
    const cases = await scene.user(panel.chair).asks('my cases');
    assert.ok(cases.text.includes(customer));
    assert.match((await cases.next('Open')).text, /has decided/);
    assert.match((await scene.user(panel.independent).asks('my tasks')).text, /Nothing waits for you/);
  });

  afterwards(() => scene);
});
