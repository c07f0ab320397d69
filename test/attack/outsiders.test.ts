/** People of the tenant whom the landlord's directory does not know: guests, contractors, the merely curious. */
import assert from 'node:assert/strict';
import { fromOutside } from '../conversation/forge.ts';
import { openScene, type Scene } from '../conversation/scene.ts';
import { begin } from '../conversation/steps.ts';
import { pressed } from './by-hand.ts';

describe('people whom the directory does not know, and repeats', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  it('given twenty messages of an outsider, then nothing of them is kept, and the directory is read once for them', async () => {
    const pages = (): number => scene.standIns.graph.requests().filter(({ path }) => path.endsWith('/users')).length;
    const ofOneReading = pages();
    for (let n = 0; n < 20; n++) {
      assert.equal((await fromOutside(scene, { type: 'message', text: `hello ${n}` })).status, 200);
      await scene.quiet();
    }
    assert.equal(pages(), 2 * ofOneReading);
    assert.equal(await scene.read.kept('reference', '00000000-0000-4000-8000-00000000beef'), undefined);
  });

  it('given a report that is sent ten times at once and again later, then it is one case', async () => {
    const card = await begin(scene, 'Priya Nair');
    const { data } = card.action('Send to my manager') as { data: Record<string, unknown> };
    const send = (version: number) => pressed(scene, 'Priya Nair', 'sendReport', JSON.stringify({ ...data, version, who: 'Flat 12', what: 'Shouted.', danger: 'no' }));
    await Promise.all(Array.from({ length: 10 }, (_, n) => send(n % 2)));
    await scene.quiet();
    await send(0);
    await send(2);
    await scene.quiet();
    assert.equal((await scene.events()).filter(({ type }) => type === 'CaseOpened').length, 1);
    assert.equal((await scene.events()).filter(({ type }) => type === 'ReportReceived').length, 1);
  });

  it('given a clock that is set back, then case time stays where it was', async () => {
    const now = scene.bot.clock.now();
    await scene.bot.moveTo(now.subtract({ hours: 48 }));
    assert.ok(Temporal.Instant.compare(scene.bot.clock.now(), now) >= 0);
  });
});
