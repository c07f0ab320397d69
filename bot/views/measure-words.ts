import { kinds, labelOf, measureText, profileRow } from '../case/measures.ts';
import type { Measure } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import { capitalised } from './words.ts';

/** Words that somebody wrote for a measure, under a label of ours. */
export interface OwnWords { label: string; text: string }

export interface MeasureInWords {
  title: string;
  text: string;
  /** Apart, so that they can stand where markdown means nothing. */
  own: OwnWords[];
}

type Params = Measure['params'];

const media: Record<string, string> = { phone: 'by phone', email: 'by email', letter: 'by letter', inPerson: 'in person', portal: 'through the portal' };

/** “by phone”; the ways to reach a landlord are a closed list. */
export const channelInWords = (channel: string): string => media[channel] ?? channel;

const capped: Record<string, string> = { phone: 'Phone calls', email: 'Emails', both: 'Phone calls and emails together' };
const complaintRoutes: Record<string, string> = {
  namedPerson: 'Complaints on these matters go to one named person.',
  writing: 'Complaints on these matters are made in writing.',
  form: 'Complaints on these matters are made on our form.',
};
const closedInPortal: Record<string, string> = {
  messages: 'Messages in the portal are closed.',
  requests: 'Requests in the portal are closed.',
  all: 'The whole portal is closed.',
};

const outside = 'A step outside these decisions. It has no end date.';

const sentences: Record<string, (params: Params, policy: Profile) => string> = {
  contactCap: ({ medium, max, period }) => `${capped[String(medium)]}: at most ${max} a ${period}. Emergencies never count.`,
  oneMedium: ({ medium }) => `Contact is ${channelInWords(String(medium))} only. Emergency calls stay open.`,
  witness: ({ who }, { words }) =>
    who === 'colleague'
      ? `A colleague is there whenever we meet the ${words.customer}. The ${words.customer} may bring somebody too.`
      : `Somebody whom the ${words.customer} chooses is there whenever we meet.`,
  premisesBan: ({ exceptBookedMeetings }) => (exceptBookedMeetings === true ? 'No visits to our premises, except for meetings that we have booked.' : 'No visits to our premises.'),
  portal: ({ closed }) => closedInPortal[String(closed)] ?? '',
  complaintConditions: ({ route }) => `${complaintRoutes[String(route)]} A complaint about anything new is always taken.`,
  other: () => 'Emergencies, statutory services and complaints stay open.',
  redFlag: ({ class: id }, policy) => {
    const flag = policy.measures.flags.find((row) => row.kind === 'redFlag');
    const label = flag?.classes.find((entry) => entry.id === id)?.label ?? String(id);
    return `Why: ${label}. Staff who look up the ${flag?.showOn ?? 'person'} see it, with whom it is about.`;
  },
  police: () => outside,
  injunction: () => outside,
  possession: () => outside,
};

const ownLabels: Record<string, string> = {
  'contactCap.when': 'When, and on which number or address',
  'oneMedium.address': 'Which address or number',
  'portal.otherWay': 'How rent is paid and emergency repairs are reported',
  'complaintConditions.matters': 'Which matters',
  'other.what': 'What',
  'other.whyNoOther': 'Why no other kind fits',
};

/** What a kind's own words are about. */
export const ownLabel = (policy: Profile, kind: string, field: string): string =>
  kind === 'namedContact' ? capitalised(policy.words.namedContact) : (ownLabels[`${kind}.${field}`] ?? capitalised(field));

/** What follows from a kind of measure, before its particulars are known. */
export const consequenceOf = (policy: Profile, kind: string): string => {
  const row = profileRow(policy, kind);
  if (row && 'consequence' in row) return row.consequence;
  if (policy.measures.actions.some((entry) => entry.kind === kind)) return outside;
  return policy.measures.flags.some((entry) => entry.kind === kind)
    ? 'Staff see it before they are in contact. By itself it limits nothing.'
    : `It is for staff. It limits the ${policy.words.customer} in nothing.`;
};

/** One measure as people read it, in the policy's own terms. `words` holds what was written for it, by id. */
export const measureInWords = (policy: Profile, measure: Measure, words: Record<string, unknown>): MeasureInWords => ({
  title: labelOf(policy, measure.kind),
  text: sentences[measure.kind]?.(measure.params, policy) ?? consequenceOf(policy, measure.kind),
  own: measureText(measure.kind).flatMap((field) => {
    const text = words[measure.text[field] ?? ''];
    return typeof text === 'string' ? [{ label: ownLabel(policy, measure.kind, field), text }] : [];
  }),
});

/** The kinds that a panel can choose: those of the policy that this code can carry out, in the policy's order. */
export const offeredKinds = ({ measures }: Profile): string[] =>
  [...measures.restrictions, ...measures.flags, ...measures.protective, ...measures.actions].map((row) => row.kind).filter((kind) => Object.hasOwn(kinds, kind));
