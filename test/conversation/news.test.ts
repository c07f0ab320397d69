import assert from 'node:assert/strict';
import { cardOf, panelOn } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { finish, report, triage } from './steps.ts';

describe('what came of a report (R2)', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  it('given a finished report, when the manager decides, then the reporter gets a new message that alerts, and the old one is a line', async () => {
    const who = 'Miss Rill, 8 Weir Close';
    await finish(await report(scene, { who }));
    const before = (await scene.user('Priya Nair').messages()).length;
    await triage(scene, { about: who, 'What happens now?': 'No breach' });
    await scene.quiet();
    const messages = await scene.user('Priya Nair').messages();
    assert.equal(messages.length, before + 1);
    assert.equal(messages.at(-1)?.alert, true);
    assert.match(JSON.stringify(messages.at(-1)?.card), /what came of it/);
    assert.match(JSON.stringify(messages.at(-2)?.card), /The newest card is further down/);
    assert.ok(!(messages.at(-1)?.summary ?? '').includes('Rill'));
  });

  it('given a case that the chair ends, then the members who did not press it get a new message, and the chair does not', async () => {
    const panel = await panelOn(scene, { who: 'Mr Moss, 2 Weir Close' });
    const chair = await (await cardOf(scene, panel.chair, panel)).next('No conflict');
    await (await cardOf(scene, panel.owner, panel)).next('No conflict');
    await scene.quiet();
    const count = async (name: string): Promise<number> => (await scene.user(name).messages()).length;
    const [chairs, owners] = [await count(panel.chair), await count(panel.owner)];
    const end = await chair.next('End without');
    await end.write({ 'Why does the case end': 'A talk was enough.' }).next('End without');
    await scene.quiet();
    assert.equal(await count(panel.chair), chairs);
    assert.equal(await count(panel.owner), owners + 1);
  });
});
