import { z } from 'zod';
import { actionKinds, protectiveKinds, restrictionKinds } from './kinds.ts';
import { count, id, listOf, rule, text } from './rule.ts';

const restriction = rule({
  kind: z.enum(restrictionKinds),
  label: text,
  consequence: text,
  /** False for what the customer is asked and not required to do: to refuse is no breach. */
  binding: z.boolean().optional(),
  /** How often the arrangement itself is looked at, apart from the review. */
  reviewMonths: count.optional(),
});

const flagClass = rule({ id, label: text, protective: z.boolean() });

const flag = rule({
  kind: id,
  label: text,
  attachTo: z.enum(['person', 'property', 'account']),
  showOn: z.enum(['person', 'tenancy', 'property']),
  onTermEnd: z.enum(['lapse', 'holdUntilReviewed']),
  /** True if the flag may only follow a recorded decision about risk. */
  onRiskDecision: z.boolean().optional(),
  classes: listOf(flagClass),
});

const anyKind = z.enum([...restrictionKinds, ...protectiveKinds]);

/** Two measures that cannot stand together for the same premises, unless one has the named parameter, such as an exception. */
const conflict = rule({ a: anyKind, b: anyKind, unless: id.optional(), text });

/** Everything that a determination may hold. What is not here cannot be adopted. */
export const measures = z.strictObject({
  restrictions: listOf(restriction),
  flags: listOf(flag),
  protective: listOf(rule({ kind: z.enum(protectiveKinds), label: text, needsFlagClass: id.optional() })),
  actions: z.array(rule({ kind: z.enum(actionKinds), label: text })),
  conflicts: z.array(conflict),
  documents: rule({ destroy: z.enum(['never', 'exceptionally']), approvedBy: id }).optional(),
  socialMedia: rule({ steps: listOf(z.enum(['warn', 'hide', 'block', 'report'])), publicWarning: z.boolean() }).optional(),
});
