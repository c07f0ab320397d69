import assert from 'node:assert/strict';
import { afterwards } from './afterwards.ts';
import { Card } from './card.ts';
import { buttonsOf, type Data } from './forge.ts';
import { add, cardOf, propose, proposed, vote, type Panel } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { customer } from './steps.ts';

interface Old { person: string; messageId: string; card: Card }

/** What somebody would have typed, so that a press fails for being late and for nothing else. */
const words: Data = {
  who: 'x', what: 'x', danger: 'no', account: 'x', question: 'x', reason: 'x', outcome: 'panel', firstResponse: 'x', grounds: 'verbalAbuse', notSole: 'true', warned: 'yes', warning: 'x', choice: 'against', termMonths: '6', reasons: 'x', met: 'no',
  factors: 'none', details: 'x', usable: 'phone', characteristics: 'none', effect: 'x', adjustments: 'x', proportionate: 'x', contact: 'x', name: 'Helen Marsh', kind: 'namedContact', medium: 'phone', start: '2026-12-01T10:00:00Z',
};

describe('cards that are out of date', () => {
  let scene: Scene;
  let panel: Panel;
  let old: Old[] = [];
  before(async () => {
    scene = await openScene();
    panel = await proposed(scene, { who: customer });
    await vote(scene, panel, panel.owner, 'Against');
  });
  after(() => scene.close());

  /** Every card that anybody has seen so far, each once. */
  const kept = (): Old[] => {
    const seen = [...scene.shown, ...scene.answers].map(({ person, messageId, card }) => ({ person, messageId, card: new Card(messageId, card, scene.user(person).press) }));
    return [...new Map(seen.map((entry) => [`${entry.person} ${JSON.stringify(entry.card.json)}`, entry])).values()];
  };

  /** Presses buttons of old cards; stops at the first that records anything. */
  const late = async (cards: Old[], fits: (data: Data, verb: string) => boolean, more: Data): Promise<{ pressed: number; faults: string[] }> => {
    const faults: string[] = [];
    let pressed = 0;
    const before = (await scene.events()).length;
    for (const { person, messageId, card } of cards)
      for (const { title, verb, data } of buttonsOf(card).filter((button) => button.verb !== 'startReport' && fits(button.data, button.verb))) {
        const inputs = Object.fromEntries(card.inputs.map((input) => [String(input['id']), more[String(input['id'])] ?? input['value'] ?? '']));
        const answer = await scene.user(person).press(messageId, { type: 'Action.Execute', verb, data: { ...data, ...inputs } });
        pressed += 1;
        const what = `${person}: “${title}” (${verb}) on ${card.text.split('\n')[0]}`;
        const empty = answer.type === 'application/vnd.microsoft.card.adaptive' && new Card(messageId, answer.value, scene.user(person).press).text.trim() === '';
        if (answer.error !== undefined || empty) faults.push(`${what} was not answered`);
        const now = await scene.events();
        if (now.length !== before) return { pressed, faults: [...faults, `${what} recorded ${now.slice(before).map((event) => event.type).join(', ')}`] };
      }
    return { pressed, faults };
  };

  it('given an open vote, when whoever has voted presses what was asked of them before, then nothing is recorded', async () => {
    const { pressed, faults } = await late(kept().filter(({ person }) => person === panel.owner), (data, verb) => data['ask'] !== undefined && verb !== 'show', words);
    assert.deepEqual(faults, []);
    assert.ok(pressed > 10, `only ${pressed} were pressed`);
  });

  it('given a decided case, when every button of every card that ever was is pressed, then all are answered and nothing is recorded', async () => {
    const draft = await (await cardOf(scene, panel.chair, panel)).next('Amend');
    await propose(await add(draft, 'A witness', { 'Who is there': 'A colleague' }));
    for (const name of panel.members) await vote(scene, panel, name, 'For');
    await (await cardOf(scene, panel.chair, panel)).write({ 'Has the panel met': 'No', 'If it has not met': 'All agreed.' }).next('Confirm the decision');
    await scene.quiet();
    old = kept();
    const { pressed, faults } = await late(old, () => true, words);
    assert.deepEqual(faults, []);
    assert.ok(pressed > 100, `only ${pressed} were pressed`);
    process.stdout.write(`      ${pressed} presses on ${old.length} old cards\n`);
  });

  it('given other words on them, when they are pressed once more, then still nothing is recorded', async () => {
    const { faults } = await late(old, () => true, { ...words, reason: 'y', choice: 'for', outcome: 'noAction' });
    assert.deepEqual(faults, []);
  });

  it('given all these presses, then each person’s own card still shows how it stands', async () => {
    await scene.quiet();
    for (const name of ['Grace Oduya', 'Tom Ashdown']) {
      const cards = (await scene.user(name).cards()).filter((card) => card.streams.includes(panel.stream));
      assert.ok(cards.some((card) => /has decided/.test(card.text)), name);
    }
  });

  afterwards(() => scene);
});
