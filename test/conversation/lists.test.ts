import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { openScene, type Scene } from './scene.ts';
import { report } from './steps.ts';

describe('what can be written to the bot', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  const newest = async (name: string, says: string | RegExp) => {
    const card = await scene.user(name).card(says);
    const messages = await scene.user(name).messages();
    assert.equal(messages.at(-1)?.id, card.messageId, 'the answer is the newest message');
    return card;
  };

  it('given words that it does not know, then it says that nothing was saved, and offers what there is', async () => {
    const priya = scene.user('Priya Nair');
    await priya.says('A tenant threatened me **today** at {{DATE(2026-01-01,SHORT)}}');
    const card = await newest('Priya Nair', 'That was not understood');
    assert.match(card.text, /It was not saved and nobody was told/);
    assert.ok(card.text.includes('A tenant threatened me **today** at {\u200b{DATE(2026-01-01,SHORT)}}'));
    const begun = await card.next('Report an incident');
    assert.match(begun.text, /Three answers are enough to send/);
    await begun.next('Throw away');
  });

  it('given nobody has begun anything, when they ask, then the lists say so', async () => {
    const callum = scene.user('Callum Reid');
    await callum.says('My tasks.');
    assert.match((await newest('Callum Reid', 'My tasks')).text, /Nothing waits for you/);
    await callum.says('my cases');
    assert.match((await newest('Callum Reid', 'My cases')).text, /You have no part in any case/);
  });

  it('given help, then it names the words, the emergency phone and, to an administrator alone, what is stuck', async () => {
    await scene.user('Priya Nair').says('help');
    const help = await newest('Priya Nair', 'What you can do here');
    assert.match(help.text, /0808 157 0101/);
    assert.ok(!help.text.includes('stuck'));
    await scene.user('Ola Berg').says('help');
    const all = await newest('Ola Berg', 'What you can do here');
    assert.match((await all.next('What is stuck')).text, /Nothing is stuck, and everybody can be reached/);
    await scene.user('Priya Nair').says('stuck');
    await newest('Priya Nair', 'That was not understood');
  });

  it('given six reports, when they are listed, then each person sees their own, page by page, the most pressing task first', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      const next = await report(scene, { by: n % 2 === 0 ? 'Kit Rowe' : 'Priya Nair', who: `Caller ${n}`, what: `Shouted ${n} times.` });
      if (next.has('Send to this manager')) await next.write({ 'Name of the manager': 'Tom Ashdown' }).next('Send to this manager');
      await scene.later({ minutes: 1 });
    }
    await report(scene, { by: 'Callum Reid', who: 'Caller 6', what: 'Shouted 6 times.', danger: 'Yes' });
    const tom = scene.user('Tom Ashdown');
    await tom.says('my tasks');
    const list = await newest('Tom Ashdown', 'My tasks');
    assert.match(list.text, /1 to 4 of 5 tasks/);
    assert.ok(list.text.indexOf('Caller 1') < list.text.indexOf('Caller 4'), 'the earliest deadline stands first');
    assert.ok(!list.text.includes('Caller 6'), 'that is another manager’s');
    const more = await list.next('Show more');
    assert.match(more.text, /5 to 5 of 5 tasks/);
    const opened = await more.next('Open');
    assert.match(opened.text, /Shouted 5 times/);
    assert.ok(opened.has('Decide'));

    await scene.user('Kit Rowe').says('my cases');
    const own = await newest('Kit Rowe', 'My cases');
    assert.deepEqual([1, 2, 3, 4, 5, 6].filter((n) => own.text.includes(`Caller ${n}`)), [2, 4]);
  });

  afterwards(() => scene);
});
