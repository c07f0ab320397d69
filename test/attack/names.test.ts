/** Names of staff come from the directory, where anything may stand; cards show them in formatted text. */
import assert from 'node:assert/strict';
import { nameOf, type Directory } from '../../bot/people/directory.ts';

const named = (name: string): string => {
  const id = 'a';
  const directory: Directory = { readAt: '', deputies: {}, people: { [id]: { id, name, title: '', mail: '', roles: [], away: false } } };
  return nameOf(directory, id);
};

describe('a colleague whose name is markdown', () => {
  const names: Record<string, string> = {
    '[Ring me](https://evil.example)': 'Ring me (https://evil.example)',
    '**Tom** `x`': 'Tom x',
    '<a href="x">Tom</a>': 'a href="x" Tom /a',
    'Ann-Marie O’Neil (IT)': 'Ann-Marie O’Neil (IT)',
  };
  for (const [written, shown] of Object.entries(names))
    it(`given “${written}”, then a card says “${shown}”`, () => { assert.equal(named(written), shown); });
});
