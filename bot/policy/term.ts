import { z } from 'zod';
import { count, id, listOf, rule, text } from './rule.ts';
import { deliveryMethods, floor, postRules } from './kinds.ts';

/** How long a restriction or flag stands. Months are calendar months from the start. */
export const term = rule({
  minMonths: count.optional(),
  defaultMonths: count,
  capMonths: count,
  longer: rule({ role: id, capMonths: count }).optional(),
  extension: rule({ capMonths: count, noteFrom: count.optional(), noteBy: id.optional() }),
});

/** The further ids that a policy may keep open beside those that no policy can lower. */
const alsoOpen = ['subjectAccess', 'adviser', 'consultations', 'safeguarding', 'adjustments'] as const;

export const neverRestrict = listOf(rule({ id: z.enum([...floor, ...alsoOpen]), text }));

/** When a letter is taken to have arrived. `emailBefore` is London time. */
export const receipt = rule({
  post: z.enum(postRules),
  emailBefore: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 16:30'),
  methods: listOf(z.strictObject({ method: z.enum(deliveryMethods), label: text })),
  returned: rule({ undoesStart: z.literal(true), text }),
});
