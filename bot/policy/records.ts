import { z } from 'zod';
import { count, id, listOf, rule, text } from './rule.ts';

export const registerFields = [
  'name',
  'address',
  'contactDetails',
  'property',
  'restrictions',
  'flags',
  'protective',
  'from',
  'to',
  'toldAt',
  'councilToldAt',
  'decidedBy',
  'reviewDue',
  'reviewOutcome',
  'reviewer',
  'appeal',
] as const;

/** The list of measures in force and of their history. */
export const register = rule({ fields: listOf(z.strictObject({ field: z.enum(registerFields), label: text })) });

export const owners = z.strictObject({
  register: rule({ role: id }),
  informationAsset: rule({ role: id }),
  case: rule({ role: id }),
});

const shown = ['restrictions', 'contact', 'flags', 'protective', 'until', 'stillOpen', 'adjustments', 'address', 'name'] as const;

/** Who is told, and how much. Health data, evidence and the names of reporter and victim are in no list. */
export const disclosure = z.strictObject({
  lookup: rule({ roles: listOf(id), shows: listOf(z.enum(shown)) }),
  contractors: rule({ shows: listOf(z.enum(shown)) }),
  logged: rule({ value: z.literal(true) }),
});

export const survey = rule({ exclude: z.boolean(), text });

/** The report to senior people, and the meeting over cases where a policy has one. */
export const reporting = z.strictObject({
  report: rule({ everyMonths: count, to: id, names: z.boolean() }),
  meeting: rule({ everyMonths: count, who: id, minutes: count }).optional(),
});

const kept = rule({
  record: z.enum(['register', 'caseFile', 'noAction', 'accessLog']),
  months: count,
  from: z.enum(['lastMeasureEnded', 'caseClosed', 'triage', 'made']),
});

export const retention = listOf(kept);
