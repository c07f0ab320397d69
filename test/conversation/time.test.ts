import assert from 'node:assert/strict';
import { cardOf, caseOf, panelOn, proposed, seats, vote } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { begin, finish, report, triage } from './steps.ts';

describe('time is one more person who acts', () => {
  let scene: Scene;
  beforeEach(async () => { scene = await openScene(); });
  afterEach(async () => {
    const findings = scene.standIns.connector.findings();
    await scene.close();
    assert.deepEqual(findings, [], 'Teams would draw every card as it is meant');
  });

  const newest = async (name: string) => (await scene.user(name).messages()).at(-1);

  it('given a vote that does not come, when time passes, then the members are reminded by a new message and the chair’s deputy is told', async () => {
    const panel = await proposed(scene, { who: 'Mr Wren', what: 'He kicked the door.' });
    await vote(scene, panel, panel.owner, 'For');
    const first = await cardOf(scene, panel.independent, panel);
    const quiet = await cardOf(scene, panel.owner, panel);
    await scene.later({ days: 4 });
    const reminder = await cardOf(scene, panel.independent, panel);
    assert.notEqual(reminder.messageId, first.messageId);
    assert.equal((await newest(panel.independent))?.id, reminder.messageId);
    assert.equal((await newest(panel.independent))?.alert, true);
    const old = (await scene.user(panel.independent).cards()).find((card) => card.messageId === first.messageId);
    assert.match(old?.text ?? '', /The newest card is further down/);
    assert.equal(old?.has('Cast my vote'), false);
    assert.equal((await cardOf(scene, panel.owner, panel)).messageId, quiet.messageId, 'whoever has voted is not reminded');

    await scene.later({ days: 5 });
    const told = await scene.user('Martin Webb').card('A step of a panel is late');
    assert.match(told.text, new RegExp(panel.independent));
    assert.ok(!told.text.includes('Wren') && !told.text.includes('kicked'));
    assert.equal((await newest('Martin Webb'))?.alert, true);
    await vote(scene, panel, panel.independent, 'For');
    await vote(scene, panel, panel.chair, 'For');
    await scene.quiet();
    assert.match((await scene.user('Martin Webb').cards()).at(-1)?.text ?? '', /has been taken/);
  });

  it('given a member who does not declare, when their time is over, then the seat goes to the next by name', async () => {
    const panel = await panelOn(scene, { who: 'Ms Teal', what: 'She followed me.' });
    await (await cardOf(scene, panel.chair, panel)).next('No conflict');
    await (await cardOf(scene, panel.owner, panel)).next('No conflict');
    await scene.later({ days: 8 });
    const next = (await seats(scene, panel.stream))['independentManager'] ?? '';
    assert.notEqual(next, panel.independent);
    assert.match((await cardOf(scene, next, panel)).text, /Do you have a conflict/);
    assert.match((await scene.user(panel.independent).cards()).at(-1)?.text ?? '', /Your seat was taken over/);
  });

  it('given safety measures at once, when ten working days are over, then they lapse by themselves, and every card says so', async () => {
    const step = await finish(await report(scene, { who: 'Mr Coot', what: 'He threw a brick.' }));
    assert.ok(step);
    await triage(scene, { about: 'Mr Coot', 'What happens now?': 'Protect staff now', 'What starts at once?': 'Only visit the property', 'Why can it not wait?': 'A visit is due.' });
    await scene.quiet();
    assert.match((await scene.user('Priya Nair').card('how it stands')).text, /Safety measures for staff apply now/);
    const [{ stream } = { stream: '' }] = (await scene.events()).filter((event) => event.type === 'InterimStarted');
    await scene.later({ days: 15 });
    const { interim } = await caseOf(scene, stream);
    assert.equal(interim?.endedAt, interim?.endsAt, 'it ends at its own time, whenever that is noticed');
    assert.ok(!(await scene.user('Priya Nair').card('how it stands')).text.includes('apply now'));
  });

  it('given an urgent report that nobody decides on, when its day is over, then it goes up the line, and then further', async () => {
    await finish(await report(scene, { who: 'Mrs Pike', what: 'She has a knife.', danger: 'Yes' }));
    await scene.later({ days: 2 });
    assert.ok((await scene.user('Helen Marsh').card('Mrs Pike')).has('Decide'));
    await scene.later({ days: 2 });
    const stream = (await scene.events()).find((event) => event.type === 'CaseOpened')?.stream ?? '';
    const { manager, earlier } = (await caseOf(scene, stream)).triage;
    assert.equal(earlier.length, 2);
    assert.ok(manager !== undefined && !earlier.includes(manager));
  });

  it('given a draft and a report that is not finished, when the bot stops and starts, then both are offered again with their words', async () => {
    const step = await report(scene, { who: 'Mr Heron', what: 'He spat.' });
    const second = await step.write({ 'Name': 'Tobias Heron' }).next('Next');
    assert.match(second.text, /Page 2 of 9/);
    const draft = await begin(scene, 'Priya Nair');
    await draft.write({ 'Who': 'A neighbour of his' }).next('Keep as a draft');
    await scene.restart();
    const offer = await scene.user('Priya Nair').asks('report');
    assert.match(offer.text, /A draft that is not sent/);
    assert.match(offer.text, /Mr Heron/);
    assert.equal((await offer.next('Continue the draft')).value('Who'), 'A neighbour of his');
    const page = await offer.next('Continue this report');
    assert.match(page.text, /Page 2 of 9/);
    assert.equal((await page.next('Back')).value('Name'), 'Tobias Heron');
  });

  it('given time that was moved, when the bot stops and starts, then it does not run back', async () => {
    await scene.later({ days: 40 });
    const before = scene.bot.clock.now();
    await scene.restart();
    assert.ok(Temporal.Instant.compare(scene.bot.clock.now(), before) >= 0);
  });
});
