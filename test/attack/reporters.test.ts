/** What a reporter can do to others with presses that they write by hand. */
import assert from 'node:assert/strict';
import { recordId, type CardRecord } from '../../bot/effects/cards.ts';
import { caseOf } from '../conversation/panel-steps.ts';
import { openScene, type Scene } from '../conversation/scene.ts';
import { customer, report } from '../conversation/steps.ts';

type Data = Record<string, unknown>;

describe('a reporter who presses by hand', () => {
  let scene: Scene;
  let stream: string;
  let id: string;
  before(async () => {
    scene = await openScene();
    ({ stream } = await report(scene));
    id = stream.slice('case/'.length);
  });
  after(() => scene.close());

  const press = async (by: string, verb: string, data: Data, messageId = '1') => scene.user(by).press(messageId, { type: 'Action.Execute', verb, data: { stream, ...data } });
  const caseNow = () => caseOf(scene, stream);

  it('given a file of somebody else’s report, when its id is pressed into one’s own report, then it is not evidence there', async () => {
    const other = await report(scene, { by: 'Callum Reid', who: 'Mrs Pike, 9 Sluice Road', what: 'She rang.' });
    await scene.user('Callum Reid').attaches({ name: 'notes.txt', type: 'text/plain', bytes: new TextEncoder().encode('secret of the other case') });
    await scene.user('Callum Reid').reads(/^Saved: /);
    const file = (await caseOf(scene, other.stream)).reports[0]?.evidence[0]?.id ?? '';
    assert.notEqual(file, '');
    await press('Priya Nair', 'addEvidence', { report: id, file, name: 'x.txt', type: 'text/plain', size: 1 });
    assert.deepEqual((await caseNow()).reports[0]?.evidence, []);
    const opened = JSON.stringify(await press('Priya Nair', 'openEvidence', { file }));
    assert.ok(!opened.includes('/evidence/'), opened);
  });

  it('given one behaviour under twenty thousand names, when the page is saved, then it is kept once', async () => {
    const ticks = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, 'verbalAbuse']));
    await press('Priya Nair', 'saveStep', { report: id, step: 'behaviour', go: 'next', ...ticks });
    assert.ok(((await caseNow()).reports[0]?.facts.behaviours ?? []).length <= 1);
  });

  it('given data that is nested three thousand deep, when it is pressed, then the person gets a sentence', async () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 3_000; n++) deep = [deep];
    const answer = await press('Priya Nair', 'saveStep', { report: id, step: 'person', go: 'next', name: deep });
    assert.equal(answer.error, undefined);
  });

  it('given message ids that are no message of the bot’s, when cards are pressed “on” them, then nothing of the chat is lost and everybody’s cards go on', async () => {
    const priya = scene.user('Priya Nair');
    await priya.says('my own words');
    await scene.quiet();
    const own = (await priya.messages()).findLast((message) => message.from === 'user')?.id ?? '';
    const toms = (await scene.user('Tom Ashdown').card(customer)).messageId;
    const before = await scene.user('Tom Ashdown').messages();
    for (const messageId of [own, toms, '.', '..', '../x', '%2e%2e', '?x=1', '#', 'a/b', 'x'.repeat(20_000), '\u0000', 'é']) {
      await press('Priya Nair', 'saveStep', { report: id, step: 'when', go: 'next', place: `at ${messageId.slice(0, 20)}` }, messageId);
      await scene.standIns.connector.settled();
    }
    await scene.quiet();
    const after = await scene.user('Tom Ashdown').messages();
    assert.deepEqual(before.map((message) => message.id), after.slice(0, before.length).map((message) => message.id));
    assert.equal((await priya.messages()).find((message) => message.id === own)?.text, 'my own words');
    assert.deepEqual(await scene.read.effects({ state: 'stuck' }), []);
    const record = await scene.read.kept<CardRecord>('card', recordId(stream, priya.id));
    assert.ok((await priya.cards()).some((card) => card.messageId === record?.activity), `the record names ${String(record?.activity).slice(0, 40)}`);
  });
});
