import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { named } from '../../sandbox/harrowmere/people.ts';
import { cardOf, panelOn } from './panel-steps.ts';
import { play, tally } from './played.ts';
import { openScene, type Scene } from './scene.ts';
import { begin, report } from './steps.ts';

describe('one press, however often it arrives', () => {
  let usual: Record<string, number>;
  before(async () => {
    const scene = await openScene();
    try {
      await play(scene);
      usual = await tally(scene);
    } finally {
      await scene.close();
    }
    assert.equal(usual['VoteCast'], 3);
    assert.equal(usual['DeterminationMade'], 1);
  });

  for (const press of ['twice', 'twice under new ids'] as const)
    it(`given each press reaches the bot ${press}, when a whole case is played, then each thing is recorded once`, async () => {
      const scene = await openScene();
      try {
        scene.standIns.connector.fault({ press });
        await play(scene);
        assert.deepEqual(await tally(scene), usual);
        assert.deepEqual(scene.standIns.connector.findings(), []);
      } finally {
        await scene.close();
      }
    });

  it('given each answer comes too late for Teams, which sends everything again, then each thing is recorded once', async () => {
    const scene = await openScene({ timings: { repeatAfter: 3, invokeLimit: 2 } });
    try {
      await play(scene);
      assert.deepEqual(await tally(scene), usual);
      const { connector } = scene.standIns;
      assert.ok(connector.deliveries().filter((delivery) => delivery.attempt > 1).length > 10, 'hardly anything was sent again');
    } finally {
      await scene.close();
    }
  });
});

describe('what the bot sends, however badly it goes', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  const asksOf = async (name: string, says: string) => (await scene.user(name).cards()).filter((card) => card.text.includes(says) && card.has('Decide'));

  it('given the answer to a send is lost, then the ask is seen, and whichever of its two cards is pressed becomes the one', async () => {
    const first = await begin(scene, 'Priya Nair');
    scene.standIns.connector.fault({ next: { call: 'send', answer: 'lost' } });
    await first.write({ Who: 'Mr Wren', 'What happened': 'He shouted.', 'Is anyone in danger': 'No' }).next('Send to my manager');
    await scene.quiet();
    const [unknown, known, ...more] = await asksOf('Tom Ashdown', 'Mr Wren');
    assert.ok(unknown && known && more.length === 0, 'the answer was lost, so it was sent once more');
    const pressed = await (await unknown.next('Ask the reporter')).write({ 'Your question': 'When was it?' }).next('Send the question');
    assert.ok(pressed.has('Decide'));
    await scene.quiet();
    const left = await asksOf('Tom Ashdown', 'Mr Wren');
    assert.deepEqual(left.map((card) => card.messageId), [unknown.messageId]);
    assert.deepEqual(scene.removed.filter(({ person }) => person === 'Tom Ashdown').map(({ messageId }) => messageId), [known.messageId]);
    assert.match(left[0]?.text ?? '', /When was it\?/);
  });

  it('given two cards of one ask, when the newer is pressed and then the older, then nothing is recorded twice and one stays', async () => {
    const first = await begin(scene, 'Callum Reid');
    scene.standIns.connector.fault({ next: { call: 'send', answer: 'lost' } });
    await first.write({ Who: 'Mrs Smew', 'What happened': 'She swore.', 'Is anyone in danger': 'No' }).next('Send to my manager');
    await scene.quiet();
    const [older, newer] = await asksOf('Joel Peters', 'Mrs Smew');
    assert.ok(older && newer);
    await newer.next('I am away');
    const before = (await scene.events()).length;
    const again = await older.press('I am away');
    assert.ok('card' in again || 'message' in again);
    assert.ok(!('card' in again) || !again.card.has('Decide'));
    await scene.quiet();
    assert.equal((await scene.events()).length, before);
    assert.ok((await asksOf('Samira Khan', 'Mrs Smew')).length === 1);
  });

  for (const answer of ['429', '429 without header', '412', '502'] as const)
    it(`given Teams answers ${answer} to a send and to an update, then one card is there in the end, and it is right`, async () => {
      const first = await begin(scene, 'Priya Nair');
      const who = `Caller ${answer}`;
      scene.standIns.connector.fault({ next: { call: 'send', answer, wait: 1 } });
      const step = await first.write({ Who: who, 'What happened': 'Shouted.', 'Is anyone in danger': 'No' }).next('Send to my manager');
      await scene.quiet();
      assert.equal((await asksOf('Tom Ashdown', who)).length, 1);
      scene.standIns.connector.fault({ next: { call: 'update', answer, wait: 1, times: 2 } });
      await step.next('Next');
      await scene.quiet();
      const card = await cardOf(scene, 'Priya Nair', step);
      assert.match(card.text, /Page 2 of 9/);
    });

  it('given an update of a message that is gone, then an ask is sent anew', async () => {
    const step = await report(scene, { who: 'Mr Teal', what: 'He threw a shoe.' });
    await scene.quiet();
    const [card] = await asksOf('Tom Ashdown', 'Mr Teal');
    assert.ok(card);
    // Somebody presses a message that is not the bot's, so the bot cannot put the answer there.
    const own = await scene.user('Tom Ashdown').says('a message of my own').then(() => scene.user('Tom Ashdown').messages());
    const mine = own.find((message) => message.from === 'user')?.id ?? '';
    const ask = (await card.next('Ask the reporter')).write({ 'Your question': 'Which shoe?' });
    await ask.press('Send the question', mine);
    await scene.quiet();
    const cards = await asksOf('Tom Ashdown', 'Which shoe?');
    assert.equal(cards.length, 1);
    assert.equal((await cardOf(scene, 'Tom Ashdown', step)).messageId, cards[0]?.messageId);
  });

  for (const kind of ['lost-answer', 'throttled', 'unavailable'] as const)
    it(`given Graph’s answer is ${kind} when a meeting is booked and a mail is sent, then there is one of each`, async () => {
      const { graph, connector } = scene.standIns;
      const chair = named('Grace Oduya').id;
      const meetings = () => graph.person(chair).events.filter((event) => !event.cancelled).length;
      const mails = () => graph.person(chair).mail.filter((mail) => mail.folder === 'inbox' && mail.subject.startsWith('Fair Contact')).length;
      const before = { meetings: meetings(), mails: mails() };
      graph.fault({ method: 'POST', path: '/events', kind });
      graph.fault({ method: 'POST', path: '/messages', kind });
      graph.fault({ method: 'POST', path: '/send', kind });
      connector.fault({ person: { id: chair, state: 'blocked' } });
      await panelOn(scene, { who: `Mr ${kind}`, what: 'He shouted.' });
      connector.fault({ person: { id: chair, state: 'fine' } });
      assert.deepEqual({ meetings: meetings(), mails: mails() }, { meetings: before.meetings + 1, mails: before.mails + 1 });
    });

  afterwards(() => scene);
});
