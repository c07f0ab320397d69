import assert from 'node:assert/strict';
import { lintCard } from '../../sandbox/connector/lint.ts';

const execute = { type: 'Action.Execute', title: 'Send', verb: 'send', fallback: { type: 'Action.Submit', title: 'Send' } };
const input = { type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true, errorMessage: 'Say why.' };
const choices = { type: 'Input.ChoiceSet', id: 'kind', label: 'Kind', choices: [{ title: 'One, or two', value: 'one' }] };
const cardOf = (...body: object[]): Record<string, unknown> => ({ type: 'AdaptiveCard', version: '1.5', body });
const actionSet = (...actions: object[]): object => ({ type: 'ActionSet', actions });

describe('the lint of cards', () => {
  it('given a card as Teams likes it, when checked, then nothing is found', () => {
    const rich = { type: 'RichTextBlock', inlines: ['a', { type: 'TextRun', text: 'b' }] };
    const columns = { type: 'ColumnSet', columns: [{ width: 'auto', items: [{ type: 'Image', url: 'https://example.org/a.png' }] }] };
    const more = { type: 'Action.ShowCard', card: cardOf({ ...input, id: 'other' }, actionSet(execute)) };
    assert.deepEqual(lintCard(cardOf(rich, columns, input, choices, actionSet(execute, more, { type: 'Action.OpenUrl', url: 'https://example.org' }))), []);
  });

  for (const [what, card, found] of [
    ['no card', { type: 'Message' }, /no adaptive card/],
    ['version 1.6', { ...cardOf(), version: '1.6' }, /version/],
    ['no version', { type: 'AdaptiveCard', body: [] }, /version/],
    ['version 1.3 with Execute', { ...cardOf(actionSet(execute)), version: '1.3' }, /needs version 1\.4/],
    ['an element of later Teams', cardOf({ type: 'Container', items: [{ type: 'Badge' }] }), /^card\.body\[0\]\.items\[0\]: .*Badge/],
    ['an element without a type', cardOf({ text: 'x' }), /needs a type/],
    ['an unknown action', cardOf(actionSet({ type: 'Action.Http' })), /Action\.Http/],
    ['a button in a colour of its own', cardOf(actionSet({ ...execute, style: 'positive' })), /no styles of buttons/],
    ['seven primary actions', cardOf(actionSet(...Array.from({ length: 7 }, () => execute))), /7 primary actions/],
    ['one input id twice', cardOf(input, { type: 'Container', items: [input] }), /reason is used twice/],
    ['an input without id', cardOf({ ...input, id: undefined }), /needs an id/],
    ['an input without label', cardOf({ ...input, label: ' ' }), /needs a label/],
    ['a required input without errorMessage', cardOf({ ...input, errorMessage: undefined }), /errorMessage/],
    ['a comma in the value of a choice', cardOf({ ...choices, choices: [{ title: 'a', value: 'a,b' }] }), /choices\[0\]: .*comma/],
    ['an image by http', cardOf({ type: 'Image', url: 'http://example.org/a.png' }), /https/],
    ['a background by http', { ...cardOf(), backgroundImage: { url: 'http://example.org/a.png' } }, /backgroundImage: .*https/],
    ['Execute outside of an ActionSet', { ...cardOf(), actions: [execute] }, /must stand in an ActionSet/],
    ['Execute on a tap', cardOf({ type: 'Container', items: [], selectAction: execute }), /selectAction: .*ActionSet/],
    ['Execute without fallback', cardOf(actionSet({ ...execute, fallback: 'drop' })), /Action\.Submit as fallback/],
    ['ShowCard on a tap', cardOf({ type: 'Image', url: 'https://example.org/a.png', selectAction: { type: 'Action.ShowCard', card: cardOf() } }), /cannot stand here/],
    ['refresh', { ...cardOf(), refresh: { action: execute } }, /refresh/],
  ] as const)
    it(`given ${what}, when checked, then that alone is found`, () => {
      const all = lintCard(card);
      assert.equal(all.length, 1, all.join('\n'));
      assert.match(all[0] ?? '', found);
    });

  it('given seven actions of which one is secondary, when checked, then nothing is found', () => {
    const six = Array.from({ length: 6 }, () => execute);
    assert.deepEqual(lintCard(cardOf(actionSet(...six, { ...execute, mode: 'secondary' }))), []);
  });
});
