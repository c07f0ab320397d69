import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { openScene, type Scene } from './scene.ts';
import { customer, decision, finish, report, triage } from './steps.ts';

describe('the manager decides on a report (clauses 3.2 and 4.0)', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  it('given a question to the reporter, when they answer, then the manager gets the answer as a new message', async () => {
    await finish(await report(scene));
    const tom = scene.user('Tom Ashdown');
    const ask = await (await tom.card(customer)).next('Ask the reporter');
    await ask.write({ 'Your question': 'Had he called before?' }).next('Send the question');
    const question = await scene.user('Priya Nair').card('Had he called before?');
    assert.equal((await scene.user('Priya Nair').messages()).at(-1)?.id, question.messageId);
    const answered = await question.write({ 'Your answer': 'Yes, on Friday.' }).next('Send the answer');
    assert.match(answered.text, /how it stands/);
    const card = await tom.card('Yes, on Friday.');
    const messages = await tom.messages();
    assert.equal(messages.at(-1)?.id, card.messageId);
    assert.equal(messages.at(-1)?.alert, true);
    assert.equal((await tom.cards()).filter((entry) => entry.has('Decide')).length, 1, 'one card of a case is there to press');
  });

  it('given a form that is not complete, when it is sent, then it says what the policy asks for and keeps what was typed', async () => {
    const tom = scene.user('Tom Ashdown');
    const form = await (await tom.card(customer)).next('Decide');
    const again = await form.write({ ...decision, 'Behaviour that you find shown': [], 'Why?': 'Because it goes on.' }).next('Record my decision');
    assert.match(again.text, /Choose at least one behaviour that the policy names/);
    assert.equal(again.value('Why?'), 'Because it goes on.');
    assert.equal((await scene.events()).filter((event) => event.type === 'Triaged').length, 0);
  });

  it('given advice as the outcome, when it is recorded, then the case closes and the reporter learns what came of it', async () => {
    const done = await triage(scene, { 'What happens now?': 'Answered by staff' });
    assert.match(done.text, /closed/);
    const told = await scene.user('Priya Nair').card('Your report: what came of it');
    assert.match(told.text, /Answered by staff/);
    assert.ok(!told.text.includes('It goes on in spite of two talks.'), 'the reasons are not for the reporter');
  });

  it('given a warning as the outcome and none given, when it is recorded, then it is refused with the clause', async () => {
    await report(scene, { who: 'Mrs Pike, 9 Sluice Road', what: 'She rang forty times.' });
    const tom = scene.user('Tom Ashdown');
    const form = await (await tom.card('Mrs Pike')).next('Decide');
    const refused = await form.write({ ...decision, 'What happens now?': 'Warning', 'Was the resident warned?': 'No' }).next('Record my decision');
    assert.match(refused.text, /A warning is only recorded when it was given/);
    assert.match(refused.text, /Clauses? 3\.0/);
  });

  it('given “I am away”, when it is pressed, then the next manager up the line has it and the first sees no more of it', async () => {
    const tom = scene.user('Tom Ashdown');
    const gone = await (await tom.card('Mrs Pike')).next('I am away');
    assert.match(gone.text, /gone on to somebody else/);
    const helen = await scene.user('Helen Marsh').card('Mrs Pike');
    assert.ok(helen.has('Decide'));
    await scene.quiet();
    assert.ok(!(await tom.cards()).some((card) => card.text.includes('Mrs Pike')), 'nothing of the case is left in the first manager’s chat');
  });

  it('given safety measures at once, when they are recorded, then they run for ten working days and lapse by themselves', async () => {
    const helen = scene.user('Helen Marsh');
    const form = await (await helen.card('Mrs Pike')).next('Decide');
    const done = await form.write({
      ...decision, 'What happens now?': 'Protect staff now',
      'What starts at once?': 'Only visit the property', 'Why can it not wait?': 'A visit is due tomorrow.',
    }).next('Record my decision');
    assert.ok(done);
    const stream = (await scene.events()).find((event) => event.type === 'InterimStarted')?.stream ?? '';
    await scene.later({ days: 15 });
    const ended = (await scene.events(stream)).find((event) => event.type === 'InterimEnded');
    assert.equal(ended?.data['why'], 'lapsed');
  });

  it('given an earlier case of the same person, when the manager joins the report to it, then it goes on there', async () => {
    const first = await report(scene, { by: 'Callum Reid', who: 'Mr Tobias Heron, 12 Reed Street', what: 'He spat at my van.' });
    await triage(scene, { by: 'Joel Peters', about: 'Tobias Heron' });
    const second = await report(scene, { by: 'Callum Reid', who: 'Tobias Heron, 12 Reed Street', what: 'He blocked my van.' });
    const joel = scene.user('Joel Peters');
    const earlier = await (await joel.card('He blocked my van.')).next('Earlier incidents');
    assert.match(earlier.text, /Mr Tobias Heron, 12 Reed Street/);
    await earlier.next('This is the same person');
    await scene.quiet();
    const joined = (await scene.events(first.stream)).filter((event) => event.type === 'ReportJoined');
    assert.equal(joined.length, 1);
    assert.equal((await scene.events(second.stream)).at(-1)?.type, 'CaseEnded');
    assert.equal((await scene.events(first.stream)).filter((event) => event.type === 'CaseEnded').length, 0);
  });

  it('given a report that nobody decides on, when its time is over, then it is one level up with a new message', async () => {
    await report(scene, { who: 'Miss Tern, 3 Weir Cottages', what: 'She threw a cup.' });
    await scene.user('Tom Ashdown').card('Miss Tern');
    await scene.later({ days: 9 });
    const card = await scene.user('Helen Marsh').card('Miss Tern');
    assert.ok(card.has('Decide'));
    assert.ok(!(await scene.user('Tom Ashdown').cards()).some((entry) => entry.text.includes('Miss Tern')));
  });

  afterwards(() => scene);
});
