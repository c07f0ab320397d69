import { z } from 'zod';
import { letterKinds, letterParts } from './kinds.ts';
import { id, listOf, rule, text } from './rule.ts';

/** Which letters there are, and the parts that each must have. */
export const letters = z.strictObject({
  signedBy: rule({ who: id }),
  kinds: listOf(rule({ kind: z.enum(letterKinds), label: text, parts: listOf(z.enum(letterParts)) })),
  words: listOf(rule({ part: z.enum(letterParts), text })),
  tellOfFlag: rule({ value: z.boolean(), exceptWithReason: z.boolean() }),
  hideStaffNames: rule({ value: z.literal(true) }),
  enclosePolicy: rule({ value: z.boolean() }),
  formats: rule({ text }),
});
