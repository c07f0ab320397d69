import { holders, managerOf, type Staff } from '../../people/directory.ts';
import type { CaseEvent } from '../events.ts';
import type { Context } from '../rule.ts';
import { reportersOf, victimsOf, type Case, type PersonId } from '../state.ts';

/**
 * The first manager above somebody who is here and not excluded. For a person who has left, `lastManager` is whom the
 * directory knew above them.
 */
export const above = (person: PersonId, lastManager: PersonId | undefined, excluded: readonly PersonId[], { directory }: Context): Staff | undefined => {
  if (lastManager === undefined) return managerOf(directory, person, excluded);
  const first = directory.people[lastManager];
  return first && !first.away && !excluded.includes(first.id) ? first : managerOf(directory, lastManager, excluded);
};

/** Any manager who is here and not excluded. */
export const anyManager = (excluded: readonly PersonId[], { directory }: Context): Staff | undefined =>
  holders(directory, 'manager').find((person) => !person.away && !excluded.includes(person.id));

/** Whoever is next up the line takes the triage; where the line ends, the reporter is asked. */
export const nextManager = (state: Case, why: 'away' | 'victim' | 'escalated' | 'reporter', context: Context, lastManager?: PersonId): CaseEvent => {
  const { manager, earlier } = state.triage;
  const excluded = [...reportersOf(state), ...victimsOf(state), ...earlier, ...(manager === undefined ? [] : [manager])];
  const next = (manager === undefined ? undefined : above(manager, lastManager, excluded, context)) ?? anyManager(excluded, context);
  return next ? { type: 'TriageAssigned', manager: next.id, role: 'manager', why } : { type: 'ManagerUnknown', why };
};
