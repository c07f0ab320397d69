import { z } from 'zod';
import { handOffs as handOffKinds } from './kinds.ts';
import { count, id, listOf, rule, text } from './rule.ts';

const date = z.iso.date();

/** The policy's own words for things. Plain strings, in the singular unless the key is plural. */
export const words = z.strictObject({
  customer: text,
  customers: text,
  home: text,
  misconduct: text,
  restriction: text,
  restrictions: text,
  flag: text,
  flags: text,
  panel: text,
  caseOwner: text,
  register: text,
  term: text,
  review: text,
  appeal: text,
  warning: text,
  namedContact: text,
});

/** A role and where its holders are found: a group of the landlord's directory, or the line of management. */
export const roles = listOf(rule({ id, title: text, from: z.enum(['group', 'directory']), rank: count.optional() }));

/** Whom the policy covers, and that limits are the exception. */
export const scope = rule({
  text,
  subjects: listOf(z.enum(['person', 'property', 'account'])),
  internal: z.boolean(),
  lastResort: rule({ text }),
});

/** The policy as a document: its dates, its owner, and how staff are made aware of it. */
export const governance = z.strictObject({
  effective: rule({ date }).optional(),
  reviewDue: rule({ date }).optional(),
  reviewEvery: rule({ months: count }),
  warnBefore: rule({ days: count }),
  owner: rule({ role: id }),
  approvedBy: rule({ title: text }).optional(),
  training: rule({ acknowledge: z.boolean(), text }),
});

export const publication = z.strictObject({
  policyLink: rule({ inLetters: z.boolean() }),
  codeOfConduct: rule({ inLetters: z.boolean() }).optional(),
});

export const privacy = rule({ noticeInLetters: z.literal(true), text });

export const handOffs = z.array(rule({ id: z.enum(handOffKinds), label: text }));
