/** Words of the worst make in the places where others have to read them: no card may become too large to arrive. */
import assert from 'node:assert/strict';
import { openScene, type Scene } from '../conversation/scene.ts';
import { begin, decision } from '../conversation/steps.ts';

const worst: Record<string, string> = {
  lines: 'a\n'.repeat(2_000),
  quotes: '"\\'.repeat(2_000),
  control: `x${'\u0001'.repeat(3_998)}x`,
  halves: `x${'\ud800'.repeat(3_998)}x`,
  euro: '€'.repeat(4_000),
  braces: '{{'.repeat(2_000),
};
const mostBytes = 28_000;

for (const [name, long] of Object.entries(worst)) describe(`words of the worst make: ${name}`, () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());
  const text = (most: number): string => `x${long.slice(0, most - 2)}x`;

  it('given them wherever a reporter writes, when the manager gets and reads the report, then every card arrives', async () => {
    let card = await begin(scene, 'Priya Nair');
    card = await card.write({ 'Who': text(500), 'What happened': text(4_000), 'Is anyone in danger': 'Yes' }).next('Send to my manager');
    while (card.has('Next')) {
      for (const input of card.inputs.filter((entry) => entry['type'] === 'Input.Text')) card.write({ [String(input['label'])]: text(Number(input['maxLength'] ?? 4000)) });
      card = await card.next('Next');
    }
    await scene.quiet();
    const tom = scene.user('Tom Ashdown');
    const toms = await tom.card('needs your decision');
    let page = await toms.next('See the whole report');
    for (let n = 0; n < 30 && page.has('Next page'); n++) page = await page.next('Next page');
    const form = await toms.next('Decide');
    const refused = await form.write({ ...decision, 'Behaviour that you find shown': [], 'Why?': text(4_000), 'What was done': text(4_000), 'When, how and what': text(4_000) }).press('Record my decision');
    assert.match('card' in refused ? refused.card.text : JSON.stringify(refused), /Choose at least one behaviour/);
  });

  it('then none was larger than Teams takes', () => {
    const sizes = [...scene.shown, ...scene.answers].map(({ person, card }) => ({ person, bytes: Buffer.byteLength(JSON.stringify(card)), title: /"text":"([^"]{1,60})/.exec(JSON.stringify(card))?.[1] }));
    assert.deepEqual(sizes.filter(({ bytes }) => bytes >= mostBytes), []);
  });
});
