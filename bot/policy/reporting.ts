import { z } from 'zod';
import { handOffs, policeGrounds } from './kinds.ts';
import { id, listOf, rule, text } from './rule.ts';

const behaviour = rule({
  id,
  label: text,
  police: z.enum(policeGrounds).optional(),
  handOff: z.enum(handOffs).optional(),
  abusive: z.boolean().optional(),
});

const category = rule({ id, label: text, test: text.optional(), behaviours: listOf(behaviour) });

/** What a report holds, who makes it and who gets it first. */
export const report = z.strictObject({
  by: rule({ roles: listOf(id) }),
  to: rule({ role: id }),
  outcomeToReporter: rule({ value: z.boolean() }),
  channels: listOf(rule({ id, label: text })),
  categories: listOf(category),
  otherBehaviour: rule({ label: text }),
  notMisconduct: listOf(rule({ id, text })),
  impact: rule({ question: text, requiredFor: listOf(id) }),
  support: rule({ text }),
  evidence: rule({ text }),
  history: rule({ text }),
  thirdParties: rule({ text, ownFindingNeeded: z.literal(true) }),
  contractors: rule({ protected: z.boolean(), told: z.boolean(), bound: z.boolean(), report: z.enum(['directly', 'throughStaff']) }),
});

/** What staff do and say at once. */
export const firstResponse = rule({ text, endInteraction: rule({ allowed: z.boolean(), text }) });

/** The chance to change before a restriction. */
export const warning = rule({ required: z.literal(true), exceptWithReason: z.boolean() });

const prompt = rule({ id, label: text, when: z.enum(policeGrounds), duty: z.enum(['may', 'always']) });

/** When the police are asked about; `unreportedBy` may close an `always` task with a reason. */
export const police = z.strictObject({ prompts: listOf(prompt), unreportedBy: rule({ role: id }).optional() });
