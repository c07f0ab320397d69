import { z } from 'zod';
import { protectedCharacteristics, protectiveKinds, restrictionKinds } from './kinds.ts';
import { count, id, listOf, rule, text, timeLimit } from './rule.ts';

const outcome = rule({
  id,
  label: text,
  consequence: text,
  leadsTo: z.enum(['close', 'warn', 'decide']),
  interim: z.boolean().optional(),
  stage: id.optional(),
});

/** The first decision by a manager. */
export const triage = rule({
  by: id,
  /** Who triages if that person reported or is a victim. */
  substitute: id,
  escalateTo: id,
  directToPanel: z.boolean(),
  due: timeLimit,
  urgentDue: timeLimit,
  /** Whom to tell of danger at once, and whether they write a plan of action. */
  urgent: rule({ tell: id, actionPlan: z.boolean() }).optional(),
  outcomes: listOf(outcome),
});

/** What may start at once, before the determination. */
export const interim = rule({
  by: id,
  kinds: listOf(z.enum([...protectiveKinds, ...restrictionKinds])),
  maxWorkingDays: count,
  renewable: z.literal(false),
});

/** What may explain the behaviour, asked before any vote. `special` marks health and other special-category data. */
export const factors = rule({
  required: z.literal(true),
  list: listOf(z.strictObject({ id, label: text, special: z.boolean() })),
  adjustments: listOf(z.strictObject({ id, label: text })),
});

/** The equality record of a determination. */
export const equality = rule({
  characteristics: z.array(z.enum(protectedCharacteristics)),
});
