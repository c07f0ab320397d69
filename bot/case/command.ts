import type { z } from 'zod';
import type { CaseEvent } from './events.ts';
import type { Context, Decision } from './rule.ts';
import type { Case } from './state.ts';

/** One verb: what a card may send, and what follows. Unknown keys of the input are refused before `decide` sees it. */
export interface CommandRule<S, E, I = unknown> {
  input: z.ZodType<I>;
  decide(state: S, input: I, context: Context): Decision<E>;
}

/** Keeps the input's type between the schema and the rule, then forgets it so that rules of all verbs fit one table. */
export const rule = <I>(entry: CommandRule<Case, CaseEvent, I>): CommandRule<Case, CaseEvent> =>
  entry as CommandRule<Case, CaseEvent>;
