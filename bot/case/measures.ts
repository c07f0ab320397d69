import { z } from 'zod';
import type { Profile } from '../policy/profile.ts';
import { clauseOf, refuse, type Refusal } from './rule.ts';
import type { Measure } from './state.ts';

/** The ways in which a customer can reach the landlord, apart from the emergency line, which no measure touches (I4). */
export const channels = ['phone', 'email', 'letter', 'inPerson', 'portal'] as const;
export type Channel = (typeof channels)[number];

const medium = z.enum(['phone', 'email', 'letter', 'inPerson']);
const words = z.string().trim().min(1).max(500);

interface Kind {
  /** Closed-list parameters, as a card gives them. */
  params: z.ZodObject;
  /** Fields whose value is people's words, kept apart from events. */
  text: readonly string[];
  /** The channels that this measure closes. */
  closes?(params: Measure['params']): readonly Channel[];
  addressedTo: 'customer' | 'staff';
}

/** Every kind of measure that runs on this code; a profile says which of them it has. */
export const kinds: Record<string, Kind> = {
  contactCap: {
    params: z.strictObject({ medium: z.enum(['phone', 'email', 'both']), max: z.coerce.number().int().min(1).max(50), period: z.enum(['day', 'week', 'month']) }),
    text: ['when'],
    addressedTo: 'customer',
  },
  oneMedium: {
    params: z.strictObject({ medium }),
    text: ['address'],
    closes: (params) => channels.filter((channel) => channel !== params['medium']),
    addressedTo: 'customer',
  },
  namedContact: { params: z.strictObject({}), text: ['contact'], addressedTo: 'customer' },
  witness: { params: z.strictObject({ who: z.enum(['colleague', 'chosenByCustomer']) }), text: [], addressedTo: 'customer' },
  premisesBan: {
    params: z.strictObject({ exceptBookedMeetings: z.stringbool() }),
    text: [],
    closes: (params) => (params['exceptBookedMeetings'] ? [] : ['inPerson']),
    addressedTo: 'customer',
  },
  portal: { params: z.strictObject({ closed: z.enum(['messages', 'requests', 'all']) }), text: ['otherWay'], closes: (params) => (params['closed'] === 'requests' ? [] : ['portal']), addressedTo: 'customer' },
  complaintConditions: { params: z.strictObject({ route: z.enum(['namedPerson', 'writing', 'form']) }), text: ['matters'], addressedTo: 'customer' },
  other: { params: z.strictObject({ leavesEssentialOpen: z.stringbool() }), text: ['what', 'whyNoOther'], addressedTo: 'customer' },
  redFlag: { params: z.strictObject({ class: z.string().min(1).max(40) }), text: [], addressedTo: 'staff' },
  twoPersonVisit: { params: z.strictObject({}), text: [], addressedTo: 'staff' },
  officeSecureRoom: { params: z.strictObject({}), text: [], addressedTo: 'staff' },
  injunction: { params: z.strictObject({}), text: [], addressedTo: 'staff' },
  possession: { params: z.strictObject({}), text: [], addressedTo: 'staff' },
  police: { params: z.strictObject({}), text: [], addressedTo: 'staff' },
};

/** The words that a kind needs, beside its closed-list parameters. */
export const measureText = (kind: string): readonly string[] => kinds[kind]?.text ?? [];

/** Parses what a card gives for a kind; undefined when the kind is unknown or the values do not fit. */
export const readMeasure = (
  kind: string,
  input: Record<string, unknown>,
): { params: Measure['params']; text: Record<string, string> } | undefined => {
  const entry = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!entry) return undefined;
  const given = Object.entries(input);
  const params = entry.params.safeParse(Object.fromEntries(given.filter(([key]) => !entry.text.includes(key))));
  const text = z.record(z.string(), words).safeParse(Object.fromEntries(given.filter(([key]) => entry.text.includes(key))));
  if (!params.success || !text.success || entry.text.some((field) => text.data[field] === undefined)) return undefined;
  return { params: params.data as Measure['params'], text: text.data };
};

/** The row of the profile for a kind, with the clause that allows it; undefined when the profile lacks it (I23). */
export const profileRow = (policy: Profile, kind: string) =>
  [...policy.measures.restrictions, ...policy.measures.flags, ...policy.measures.protective, ...policy.measures.actions].find((row) => row.kind === kind);

export const labelOf = (policy: Profile, kind: string): string => profileRow(policy, kind)?.label ?? kind;

/** The channels that stay open under all measures taken together. */
export const channelsLeft = (measures: readonly Measure[]): Channel[] => {
  const closed = new Set(measures.flatMap((measure) => kinds[measure.kind]?.closes?.(measure.params) ?? []));
  return channels.filter((channel) => !closed.has(channel));
};

const neverClause = (policy: Profile, id: string): string => {
  const row = policy.neverRestrict.find((item) => item.id === id);
  return row ? clauseOf(row) : 'law';
};

/**
 * What is wrong with a set of measures taken together: kinds the profile lacks (I23), a protective measure without its
 * flag (C18), measures that exclude each other (C17), no channel left or none that this person can use (I6), essential
 * contact (I4, I5, I7). Undefined when nothing is.
 */
export const faultOf = (policy: Profile, measures: readonly Measure[], usable: readonly string[]): { refused: Refusal } | undefined => {
  for (const measure of measures) {
    const row = profileRow(policy, measure.kind);
    if (!row) return refuse('I23', 'catalogue', `The policy does not offer this kind of measure: ${measure.kind}.`);
    if (!kinds[measure.kind]?.params.safeParse(asGiven(measure.params)).success)
      return refuse('R18', clauseOf(row), `“${row.label}” is not complete. Open it and fill in what is missing.`);
    if (measure.kind === 'other' && measure.params['leavesEssentialOpen'] !== true)
      return refuse('R32', neverClause(policy, 'emergencyContact'), 'Another kind of measure needs your confirmation that emergencies, statutory services and complaints stay open.');
  }
  const classes = measures.filter((measure) => measure.kind === 'redFlag').map((measure) => measure.params['class']);
  const flag = policy.measures.flags.find((row) => row.kind === 'redFlag');
  const unknownClass = classes.find((id) => !flag?.classes.some((entry) => entry.id === id));
  if (flag && unknownClass !== undefined) return refuse('C18', clauseOf(flag), 'The policy has no such class of flag.');
  for (const row of policy.measures.protective) {
    const needed = row.needsFlagClass;
    if (needed !== undefined && measures.some((measure) => measure.kind === row.kind) && !classes.includes(needed))
      return refuse('C18', clauseOf(row), `“${row.label}” is only for people with a ${policy.words.flag} of the class “${needed}”. Add that first, or take this measure out.`);
  }
  for (const conflict of policy.measures.conflicts) {
    const first = measures.find((measure) => measure.kind === conflict.a);
    const second = measures.find((measure) => measure.kind === conflict.b);
    if (first && second && !(conflict.unless !== undefined && (first.params[conflict.unless] === true || second.params[conflict.unless] === true)))
      return refuse('C17', clauseOf(conflict), conflict.text);
  }
  const left = channelsLeft(measures);
  if (left.length === 0)
    return refuse('I6', neverClause(policy, 'oneChannel'), 'Taken together, these measures leave no way to reach us. At least one way must stay open.');
  if (usable.length > 0 && !left.some((channel) => usable.includes(channel)))
    return refuse('I6', neverClause(policy, 'oneChannel'), 'The ways that stay open are none that this person can use. Keep one that they can.');
  return undefined;
};

/** Parameters as a card would give them, so that one schema reads both. */
const asGiven = (params: Measure['params']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, typeof value === 'boolean' ? String(value) : value]));
