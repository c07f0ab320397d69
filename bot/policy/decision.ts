import { z } from 'zod';
import { relations, restrictionKinds } from './kinds.ts';
import { amount, count, id, listOf, rule, text, timeLimit } from './rule.ts';

const seat = z.strictObject({
  id,
  title: text,
  role: id,
  required: z.boolean(),
  chair: z.boolean().optional(),
  relations: z.array(z.enum(relations)),
  /** A role that fills the seat when the seat's own role and its deputies cannot. */
  substitute: id.optional(),
});

const approval = rule({
  id,
  seats: listOf(seat),
  quorum: count,
  majority: z.enum(['moreForThanAgainst', 'all']),
  lineManagerVotes: z.boolean().optional(),
});

const route = rule({
  kinds: listOf(z.enum(restrictionKinds)).optional(),
  stage: id.optional(),
  longerTerm: z.literal(true).optional(),
  extension: z.literal(true).optional(),
  approvals: listOf(id),
});

const stage = rule({
  id,
  label: text,
  kinds: listOf(z.enum(restrictionKinds)),
  after: id.optional(),
  skipWithReason: z.boolean().optional(),
  proposedBy: id.optional(),
  monitoring: z.strictObject({ minMonths: count, from: z.enum(['decision', 'start']) }).optional(),
});

/**
 * Who decides. For each measure the first route that fits is taken; every approval that a measure needs must adopt, in
 * the order of `approvals`. A sole decider is one seat.
 */
export const decision = rule({
  approvals: listOf(approval),
  routes: listOf(route),
  stages: listOf(stage).optional(),
  declareDue: timeLimit,
  votesDue: timeLimit,
  remindAfter: timeLimit,
  escalateTo: id,
  meeting: rule({ within: amount, minutes: count }),
  customerMeeting: rule({ offerWithin: amount, letterWithin: amount }).optional(),
  substitutes: rule({ keepRequired: z.literal(true) }),
  proportionality: rule({ text }),
});
