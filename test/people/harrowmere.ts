/** Harrowmere's people as the bot's snapshot holds them. */

import type { Directory, Staff } from '../../bot/people/directory.ts';
import type { Parts } from '../../bot/people/independence.ts';
import { groups, named, people } from '../../sandbox/harrowmere/people.ts';

const roleOf: Record<string, string> = {
  [groups.managers]: 'manager',
  [groups.headOfCustomerServices]: 'headOfCustomerServices',
  [groups.directors]: 'director',
};

export const id = (name: string): string => named(name).id;
export const ids = (...names: string[]): string[] => names.map(id);

/** Everybody, with changes to some by name. */
export const directoryWith = (changes: Record<string, Partial<Staff>> = {}, deputies: Record<string, string[]> = {}): Directory => ({
  readAt: '2026-12-01T08:00:00Z',
  people: Object.fromEntries(
    people.map(({ groups: held, ...person }): [string, Staff] => [
      person.id,
      { ...person, roles: held.flatMap((group) => roleOf[group] ?? []), away: false, ...changes[person.name] },
    ]),
  ),
  deputies,
});

/** Priya reported, and Tom looked at the report. */
export const parts = (changes: Partial<Parts> = {}): Parts => ({ reporters: ids('Priya Nair'), victims: [], triagers: ids('Tom Ashdown'), ...changes });
