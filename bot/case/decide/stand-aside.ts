import { after } from '../after.ts';
import type { CaseEvent } from '../events.ts';
import type { Context } from '../rule.ts';
import { isBarred, reportersOf, type Case } from '../state.ts';
import { refill } from './seats.ts';
import { nextManager } from './up-the-line.ts';

/**
 * Whoever has turned out to be a reporter or a victim neither triages nor votes (I2). Their triage goes up the line, their
 * seat to the next candidate; what they decided before stays on record.
 */
export const standAside = (state: Case, context: Context): CaseEvent[] => {
  const events: CaseEvent[] = [];
  const { manager, decided } = state.triage;
  if (manager !== undefined && !decided && isBarred(state, manager))
    events.push(nextManager(state, reportersOf(state).includes(manager) ? 'reporter' : 'victim', context));
  // One seat after the other: each must know whom the one before has taken.
  for (const { id, person } of state.panel?.seats ?? []) {
    if (person === undefined || !isBarred(state, person)) continue;
    const now = after(state, events, context);
    const seat = now.panel?.seats.find((entry) => entry.id === id);
    if (seat) events.push(...refill(now, seat, 'conflict', undefined, context));
  }
  return events;
};
