import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterwards } from './afterwards.ts';
import { add, cardOf, propose, seats } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { begin, decision } from './steps.ts';

/** Words that would do something where they are taken for more than words. `n` tells the fields apart. */
const hostile = (n: number): string => `§${n} **bold** _it_ [link](https://evil.example) <b onclick="x">b</b> \${1+1} {{DATE(2026-01-01T00:00:00Z,SHORT)}} @Tom & <at>Tom</at> #end`;
const mark = /§\d+ /;

type Node = Record<string, unknown>;

/** Every node of a card with the key under which it stands. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

const plain = (text: string): string => text.replaceAll('\u200b', '');

describe('hostile words', () => {
  let scene: Scene;
  let used = 0;
  const log: string[] = [];
  const next = (): string => hostile(used += 1);
  before(async () => {
    const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => { log.push(chunk.toString()); done(); } });
    scene = await openScene({ log: pino({ level: 'debug' }, stream) });
  });
  after(() => scene.close());

  it('given them in every field of a report, when it is sent and finished, then it goes its way', async () => {
    const priya = scene.user('Priya Nair');
    await priya.asks(next());
    let card = await begin(scene, 'Priya Nair');
    card = await card.write({ 'Who': next(), 'What happened': next() }).next('Keep as a draft');
    card = await card.write({ 'Is anyone in danger': 'Yes' }).next('Send to my manager');
    while (card.has('Next')) {
      for (const input of card.inputs.filter((entry) => entry['type'] === 'Input.Text')) card.write({ [String(input['label'])]: next().slice(0, Number(input['maxLength'] ?? 4000)) });
      if (card.text.includes('Page 8 of 9')) {
        // A file's name holds no slash anywhere.
        await priya.attaches({ name: `§${used += 1} **bold** \${1+1} {{DATE(1)}} <b>.txt`, type: 'text/plain', bytes: new TextEncoder().encode(next()) });
        await priya.reads(/^Saved: /);
      }
      card = await card.next('Next');
    }
    await card.next('I have finished');
  });

  it('given them in a question, its answer and the decision, then they go their way', async () => {
    const tom = scene.user('Tom Ashdown');
    const priya = scene.user('Priya Nair');
    const ask = await (await tom.card('needs your decision')).next('Ask the reporter');
    await ask.write({ 'Your question': next() }).next('Send the question');
    await (await priya.card('A question about your report')).write({ 'Your answer': next() }).next('Send the answer');
    const form = await (await tom.card('needs your decision')).next('Decide');
    await form.write({
      ...decision, 'What happens now?': 'Protect staff now', 'Why?': next(), 'What was done': next(), 'When, how and what': next(),
      'What starts at once?': 'Only visit the property', 'Why can it not wait?': next(),
    }).next('Record my decision');
    await scene.quiet();
    const read = await (await tom.card('Case ')).next('See the whole report').catch(() => undefined);
    assert.ok(read === undefined || read.text.includes('§2'));
  });

  it('given them in all that a panel writes, when it decides, then it goes its way', async () => {
    const stream = (await scene.events()).find((event) => event.type === 'PanelConvened')?.stream ?? '';
    const panel = { stream };
    const first = Object.values(await seats(scene, stream));
    await (await cardOf(scene, first[1] ?? '', panel)).write({ 'What is the conflict': next() }).next('Give up my seat');
    await scene.quiet();
    const [chair = '', independent = '', owner = ''] = Object.values(await seats(scene, stream));
    const members = [chair, independent, owner];
    for (const name of members) await (await cardOf(scene, name, panel)).next('No conflict');
    const equality = await (await cardOf(scene, owner, panel)).write({ 'What is known': 'Something else', 'What do you know': next(), 'What has the resident': next(), 'What have we offered': next(), 'Ways in which': 'By phone' }).next('Record');
    let draft = await equality.write({ 'Which of these': 'None applies', 'What effect': next(), 'Which adjustments': next(), 'Why would measures': next() }).next('Record');
    draft = await add(draft, 'A named employee', { 'Named employee': next() });
    const other = await draft.write({ 'Which kind': 'Another restriction' }).next('Go on');
    for (const input of other.inputs.filter((entry) => entry['type'] === 'Input.Text')) other.write({ [String(input['label'])]: next() });
    draft = await other.write({ 'Emergencies, statutory': 'true' }).next('Put into the draft');
    await propose(draft, { Reasons: next() });
    for (const name of members) {
      const card = await cardOf(scene, name, panel);
      await card.write({ 'Your vote': 'For', 'Your reason': next() }).next('Cast my vote');
    }
    const confirm = await cardOf(scene, chair, panel);
    for (const view of ['See the report', 'What the manager found', 'Factors and equality', 'The proposal']) await confirm.next(view);
    await (await confirm.next('Factors and equality')).next('Equality record');
    await confirm.write({ 'Has the panel met': 'No', 'If it has not met': next() }).next('Confirm the decision');
    await scene.quiet();
    for (const name of [...members, 'Priya Nair']) await (await scene.user(name).asks('my cases')).next('Open');
  });

  it('given everybody has read all that is theirs, then each word stands as it was written, in a run of plain text', async () => {
    const faults: string[] = [];
    const seen = new Set<string>();
    const cards = [...scene.shown.map((entry) => entry.card), ...scene.answers.map((entry) => entry.card)];
    const inData = (node: Node): boolean => String(node['type']).startsWith('Action.');
    for (const card of cards) for (const node of nodesOf(card)) {
      if (inData(node)) {
        if (mark.test(JSON.stringify(node['title'] ?? ''))) faults.push(`a button: ${String(node['title'])}`);
        continue;
      }
      for (const [key, value] of Object.entries(node)) {
        if (typeof value !== 'string' || !mark.test(value)) continue;
        if (String(node['type']).startsWith('Input.') && key === 'value') continue;
        if (node['type'] !== 'TextRun' || key !== 'text') { faults.push(`${String(node['type'])}.${key}: ${value}`); continue; }
        if (value.includes('{{')) faults.push(`a formula is left: ${value}`);
        for (const [whole, n] of plain(value).matchAll(/§(\d+) /g)) {
          const from = plain(value).slice(plain(value).indexOf(whole));
          // A list and the last page show only the beginning of it.
          const expected = from.includes('.txt') ? from : hostile(Number(n));
          if (from.startsWith(expected)) seen.add(String(n));
          else if (!from.endsWith('…') && !from.startsWith(expected.slice(0, 60))) faults.push(`changed: ${from}`);
        }
      }
    }
    assert.deepEqual([...new Set(faults)], []);
    assert.ok(seen.size >= used - 3, `only ${[...seen].join(', ')} of ${used} were seen whole`);
  });

  it('given everything was said, then no lock screen, calendar, mail or line of the log has any of it', async () => {
    const summaries = scene.shown.map((entry) => entry.summary);
    assert.deepEqual(summaries.filter((summary) => summary === '' || mark.test(summary)), []);
    const graph = JSON.stringify(scene.standIns.graph.requests().map(({ path, query, body }) => ({ path, query, body })));
    assert.doesNotMatch(graph, mark);
    const lines = log.join('');
    assert.ok(lines.includes('Fair Contact is listening'), 'the log is captured');
    assert.doesNotMatch(lines, mark);
    for (const words of ['evil.example', 'Priya', 'Ashdown', '@harrowmere', 'Mill Lane']) assert.ok(!lines.includes(words), `the log says “${words}”`);
  });

  afterwards(() => scene);
});
