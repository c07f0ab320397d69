import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Context } from './rule.ts';
import type { Case } from './state.ts';

/** The case as it stands once these events are recorded, for a rule whose second step leans on its first. */
export const after = (state: Case, events: readonly CaseEvent[], context: Context): Case =>
  events.reduce((current, event) => evolve(current, { ...event, at: context.now.toString(), by: context.actor }), state);
