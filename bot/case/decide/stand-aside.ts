import { holders, managerOf } from '../../people/directory.ts';
import type { CaseEvent } from '../events.ts';
import type { Context } from '../rule.ts';
import { reportersOf, seatOf, victimsOf, type Case, type PersonId, type ReportFacts } from '../state.ts';
import { refill } from './seats.ts';

/** People whom a step of a report makes part of what happened. */
export const hurtBy = (facts: ReportFacts, reporter: PersonId): PersonId[] => [...(facts.victims ?? []), ...(facts.aimedAtReporter ? [reporter] : [])];

/**
 * Somebody turns out to be a reporter or a victim: they neither triage nor vote (I2). Their triage goes up the line, their
 * seat to the next candidate; what they decided before stays on record.
 */
export const standAside = (state: Case, people: readonly PersonId[], context: Context): CaseEvent[] => {
  const events: CaseEvent[] = [];
  const { manager, decided, earlier } = state.triage;
  if (manager !== undefined && !decided && people.includes(manager)) {
    const excluded = [...people, ...victimsOf(state), ...reportersOf(state), ...earlier];
    const next = managerOf(context.directory, manager, excluded) ?? holders(context.directory, 'manager').find((person) => !person.away && !excluded.includes(person.id));
    events.push(next ? { type: 'TriageAssigned', manager: next.id, role: 'manager', why: 'victim' } : { type: 'ManagerUnknown' });
  }
  for (const person of new Set(people)) {
    const seat = seatOf(state, person);
    if (seat) events.push(...refill(state, seat, 'conflict', undefined, context, people));
  }
  return events;
};
