/** Who is there: the directory as it stands now, not as it was seeded. */

import { randomBytes } from 'node:crypto';
import type { Person } from '../harrowmere/people.ts';
import type { Landlord } from './call.ts';
import type { DirectoryPerson } from './documents.ts';
import { GraphError } from './refusal.ts';
import type { State } from './state.ts';

/** Adds those whom the state does not know yet; changes made earlier stay. */
export function seedPersons(state: State, people: readonly Person[]): void {
  state.atomically(() => {
    for (const { id, name, title, mail, manager, groups } of people) {
      if (state.read('person', id)) continue;
      state.write('person', { id, owner: '', name, title, mail, manager: manager ?? null, groups, left: false, away: false, busy: null });
    }
  });
}

export const presentPersons = (landlord: Landlord): DirectoryPerson[] => landlord.state.list('person').filter((person) => !person.left);

/** By object id or by principal name; nobody when they have left. */
export function personNamed(landlord: Landlord, name: string): DirectoryPerson | undefined {
  const wanted = name.toLowerCase();
  return presentPersons(landlord).find((person) => person.id === wanted || person.mail.toLowerCase() === wanted);
}

/** The person whose mailbox or calendar a call is about. */
export function mailboxOf(landlord: Landlord, name: string): DirectoryPerson {
  const person = personNamed(landlord, name);
  if (!person) throw new GraphError(404, 'ErrorInvalidUser', `The requested user '${name}' is invalid.`);
  return person;
}

export const addressOf = (person: DirectoryPerson): { name: string; address: string } => ({ name: person.name, address: person.mail });

/** An id of an item in a mailbox, safe in a path. Ids are case-sensitive. */
export const mintItemId = (): string => `AAMk${randomBytes(24).toString('base64url')}`;
export const mintImmutableId = (): string => `AAkA${randomBytes(24).toString('base64url')}`;
