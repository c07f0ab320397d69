import { z } from 'zod';
import { clockStarts } from './kinds.ts';
import { count, id, listOf, rule, text, timeLimit } from './rule.ts';

const outcome = rule({ id: z.enum(['end', 'lighten', 'keep', 'extend']), label: text, consequence: text });

/**
 * The review of measures in force: due at the earlier of the end of the term and `maxMonths` from the event `from`.
 * `statusMonths` is a short look without a new determination.
 */
export const review = rule({
  approval: id,
  maxMonths: count,
  from: z.enum(clockStarts),
  atTermEnd: z.literal(true),
  everyMonths: count.optional(),
  statusMonths: count.optional(),
  diarisedBy: id,
  freshMember: z.enum(['ifPossible', 'required', 'no']),
  notifyUnchanged: z.boolean(),
  toldWithin: timeLimit,
  remindBefore: rule({ workingDays: listOf(z.int().min(0)) }),
  escalate: rule({ to: id, afterWorkingDays: count }),
  outcomes: listOf(outcome),
});

/** Ending or lightening before the end date. */
export const lifting = rule({
  proposedBy: listOf(id),
  customerMayAsk: z.boolean(),
  askAgainAfterMonths: count,
  minDays: z.int().min(0),
  approval: id,
  onlyLighter: z.literal(true),
});

/** Contact against a restriction in force. */
export const breach = rule({
  recordedBy: listOf(id),
  to: id,
  leadsTo: listOf(z.enum(['review', 'report'])),
  makesHeavier: z.literal(false),
});
