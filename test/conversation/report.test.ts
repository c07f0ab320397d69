import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { openScene, type Scene } from './scene.ts';
import { account, customer, report } from './steps.ts';

const bytes = new TextEncoder().encode('what the phone recorded');

describe('a report in chat (clauses 3.2 and 4.0)', () => {
  let scene: Scene;
  let stream: string;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  it('given three answers, when they are sent, then the line manager has the report at once', async () => {
    const step = await report(scene);
    assert.match(step.text, /Page 1 of 9/);
    stream = step.stream;
    const card = await scene.user('Tom Ashdown').card(customer);
    assert.ok(card.has('Decide'));
    assert.ok(card.text.includes(account));
    const sent = (await scene.user('Tom Ashdown').messages()).at(-1);
    assert.equal(sent?.alert, true);
    assert.equal(sent?.summary, 'A report needs your decision');
  });

  it('given the nine pages, when the reporter goes on, back and away, then nothing that was typed is lost', async () => {
    const priya = scene.user('Priya Nair');
    let card = await priya.card('Page 1 of 9');
    card = await card.write({ 'Name': 'Ezra Vole', 'Address': '4 Mill Lane', 'Number': 'T-4411' }).next('Next');
    assert.match(card.text, /Page 2 of 9/);
    card = await card.write({ 'Place': 'On the phone', 'How did it reach you': 'Phone' }).next('Back');
    assert.equal(card.value('Number'), 'T-4411');
    card = await card.next('Next');
    assert.equal(card.value('Place'), 'On the phone');
    assert.equal(card.value('How did it reach you'), 'phone');
    await scene.quiet();

    // The reporter leaves, and comes back by a word on another day.
    await priya.says('report');
    const offer = await priya.card('You have begun a report already');
    card = await offer.next('Continue this report');
    assert.match(card.text, /Page 2 of 9/);
    assert.equal(card.value('Place'), 'On the phone');
    card = await card.next('Next');
    card = await card.write({ 'Your account': 'Three calls, each louder.', 'Abusive': ['Verbal abuse', 'Threats'], 'Did any of this happen': ['Was somebody threatened'] }).next('Next');
    card = await card.write({ 'Effect on you': 'I could not sleep.', 'Was anyone hurt': 'No' }).next('Next');
    card = await card.write({ 'What did you say': 'I ended the call.', 'Was the resident told to stop': 'Yes' }).next('Next');
    card = await card.write({ 'What may explain': 'He lost his wife in spring.' }).next('Next');
    card = await card.write({ 'Was it aimed at you': 'Yes', 'Who saw': 'Callum Reid, Somebody Unknown' }).next('Next');
    assert.match(card.text, /Page 8 of 9/);
  });

  it('given the page of evidence, when a file is attached, then it is saved and part of the report', async () => {
    const priya = scene.user('Priya Nair');
    await priya.attaches({ name: 'call at noon.txt', type: 'text/plain', bytes });
    await priya.reads(/^Saved: your file of 23 bytes/);
    await scene.quiet();
    const page = await priya.card('call at noon.txt');
    assert.match(page.text, /Page 8 of 9/);

    await priya.attaches({ name: 'call at noon.txt', type: 'text/plain', bytes });
    await scene.quiet();
    assert.equal((await scene.events(stream)).filter((event) => event.type === 'EvidenceAdded').length, 1);
  });

  it('given the last page, when it is read, changed and finished, then it shows all and closes', async () => {
    const priya = scene.user('Priya Nair');
    let check = await (await priya.card('Page 8 of 9')).next('Next');
    for (const words of [customer, account, 'T-4411', 'On the phone', 'Three calls, each louder.', 'Verbal abuse', 'I could not sleep.', 'I ended the call.', 'He lost his wife in spring.', 'Callum Reid', 'call at noon.txt'])
      assert.ok(check.text.includes(words), `“${words}” is not on the last page:\n${check.text}`);
    const page = await check.next('Change: ');
    assert.match(page.text, /Page 1 of 9/);
    check = await page.write({ 'Number': 'T-4412' }).next('Next');
    while (check.has('Next')) check = await check.next('Next');
    assert.ok(check.text.includes('T-4412'));
    const done = await check.next('I have finished');
    assert.match(done.text, /Your report: how it stands/);
    assert.match(done.text, /Tom Ashdown has your report/);
  });

  it('given a finished report, when its reporter reads it and opens the file, then they get their own words and bytes', async () => {
    const priya = scene.user('Priya Nair');
    await scene.quiet();
    const own = await (await priya.card('how it stands')).next('Read my report');
    assert.ok(own.text.includes(account));
    const files = await (await scene.user('Tom Ashdown').card(customer)).next('See the whole report');
    assert.ok(files.text.includes('T-4412'));
    const link = await (await files.next('Evidence')).next('Open file 1');
    const { url } = link.link('Open the file');
    const response = await fetch(url);
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="evidence-\w{6}\.\w+"$/);
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
  });

  it('given a finished report, when another file comes, then it is not taken', async () => {
    const priya = scene.user('Priya Nair');
    await priya.attaches({ name: 'late.txt', type: 'text/plain', bytes });
    await priya.reads('There is no open report to add this to');
  });

  it('given answers that are missing, when a report is sent, then the card says which, and keeps the rest', async () => {
    const priya = scene.user('Priya Nair');
    await priya.says('report');
    const first = await priya.card('Three answers are enough to send.');
    const again = await first.write({ Who: 'Somebody at the Weir House' }).next('Send to my manager');
    assert.match(again.text, /Please say what happened, and whether anyone is in danger now/);
    assert.equal(again.value('Who'), 'Somebody at the Weir House');
    const kept = await again.next('Keep as a draft');
    assert.equal(kept.value('Who'), 'Somebody at the Weir House');
    await priya.says('report');
    const offer = await priya.card('A draft that is not sent');
    const gone = await (await offer.next('Continue the draft')).next('Throw away');
    assert.match(gone.text, /Your draft is thrown away/);
    assert.equal((await scene.events()).filter((event) => event.type === 'CaseOpened').length, 1);
  });

  it('given danger, when a report is sent, then the duty manager is alerted as well, and it is urgent', async () => {
    await report(scene, { by: 'Callum Reid', who: 'A man with a dog, Weir House', what: 'He stands at the door with a bat.', danger: 'Yes' });
    const duty = await scene.user('Dan Pryce').card('Somebody may be in danger');
    assert.match(duty.text, /He stands at the door with a bat/);
    assert.ok((await scene.user('Joel Peters').card('Weir House')).text.includes('An urgent report needs your decision'));
    const alert = (await scene.user('Dan Pryce').messages()).at(-1);
    assert.equal(alert?.alert, true, 'a danger has to ring');
  });

  it('given somebody without a manager in the directory, when they report, then they name one', async () => {
    const step = await report(scene, { by: 'Kit Rowe', who: 'Caller 7', what: 'Swore at me.' });
    assert.match(step.text, /Who is your manager\?/);
    const unknown = await step.write({ 'Name of the manager': 'Nobody Here' }).next('Send to this manager');
    assert.match(unknown.text, /Nobody here is called “Nobody Here”/);
    assert.equal(unknown.value('Name of the manager'), 'Nobody Here');
    const next = await unknown.write({ 'Name of the manager': 'Helen Marsh' }).next('Send to this manager');
    assert.match(next.text, /Page 1 of 9/);
    await scene.user('Helen Marsh').card('Caller 7');
  });

  afterwards(() => scene);
});
