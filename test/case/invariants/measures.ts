/** What is never restricted, and for how long anything may be (I3 to I7, I23). */
import { londonDate, startOf } from '../../../bot/calendar/clocks.ts';
import { isWorkingDay } from '../../../bot/calendar/working-days.ts';
import type { Measure } from '../../../bot/case/state.ts';
import { calendar } from '../play.ts';
import { first, measuresSet, when, type Invariant, type Step } from './step.ts';

const days = (from: string, to: string): number => {
  let count = 0;
  for (let day = londonDate(Temporal.Instant.from(from)).add({ days: 1 }); Temporal.Instant.compare(startOf(day), to) < 0; day = day.add({ days: 1 })) if (isWorkingDay(day, calendar)) count += 1;
  return count;
};

/** No term beyond the cap, and none without an end; what starts at once is short. */
export const I3: Invariant = (step) =>
  first(when(step, 'ProposalMade', 'DeterminationMade'), ({ event, after }) => {
    const months = event.type === 'ProposalMade' ? event.termMonths : after.determination?.termMonths;
    return Number.isInteger(months) && months !== undefined && months >= 1 && months <= step.policy.term.capMonths ? undefined : `a term of ${String(months)} months`;
  }) ?? first(when(step, 'InterimStarted'), ({ event }) => {
    const length = days(event.at, event.endsAt);
    return length <= step.policy.interim.maxWorkingDays ? undefined : `an interim measure of ${length} working days`;
  });

const eachMeasure = (step: Step, look: (measure: Measure) => string | undefined): string | undefined =>
  first(measuresSet(step).flatMap(({ measures }) => measures), look);

const contactMedia = ['phone', 'email', 'both', 'letter', 'inPerson'];

/** Emergency and essential contact is out of every measure's reach. */
export const I4: Invariant = (step) =>
  eachMeasure(step, ({ kind, params }) => {
    if (params['medium'] !== undefined && !contactMedia.includes(String(params['medium']))) return `${kind} touches ${String(params['medium'])}`;
    return kind === 'other' && params['leavesEssentialOpen'] !== true ? 'another measure without the confirmation' : undefined;
  });

/** Complaints: only named matters take another route, never a closed one. */
export const I5: Invariant = (step) =>
  eachMeasure(step, ({ kind, params, text }) => {
    if (kind !== 'complaintConditions') return undefined;
    if (!['namedPerson', 'writing', 'form'].includes(String(params['route']))) return 'complaints without a route';
    return String(step.words[text['matters'] ?? ''] ?? '').trim() === '' ? 'conditions on all complaints' : undefined;
  });

const fields: Record<string, string[]> = {
  contactCap: ['medium', 'max', 'period'], oneMedium: ['medium'], witness: ['who'], premisesBan: ['exceptBookedMeetings'], portal: ['closed'],
  complaintConditions: ['route'], other: ['leavesEssentialOpen'], redFlag: ['class'],
};

/** Statutory services are in no measure's scope: there is no field that could name them. */
export const I7: Invariant = (step) =>
  eachMeasure(step, ({ kind, params }) => {
    const strange = Object.keys(params).filter((field) => !fields[kind]?.includes(field));
    return strange.length === 0 ? undefined : `${kind} reaches further: ${strange.join(', ')}`;
  });

const all = ['phone', 'email', 'letter', 'inPerson', 'portal'];

const open = (measures: readonly Measure[]): string[] =>
  measures.reduce((left, { kind, params }) => {
    if (kind === 'oneMedium') return left.filter((way) => way === params['medium']);
    if (kind === 'premisesBan' && params['exceptBookedMeetings'] !== true) return left.filter((way) => way !== 'inPerson');
    return kind === 'portal' && params['closed'] !== 'requests' ? left.filter((way) => way !== 'portal') : left;
  }, all);

/** One way that this person can use stays open under all measures, and only the case with the claim adopts. */
export const I6: Invariant = (step) =>
  first(measuresSet(step).filter((set) => !set.interim), ({ measures, before }) => {
    const usable = before.panel?.factors?.usable ?? [];
    return open(measures).some((way) => usable.includes(way)) ? undefined : `open: ${open(measures).join()}; usable: ${usable.join()}`;
  }) ?? first(when(step, 'DeterminationMade'), ({ before }) => (before.claim === 'held' ? undefined : `adopted with the claim ${before.claim}`));

/** Only kinds that the policy has, and at once only those that it lets start at once. */
export const I23: Invariant = (step) => {
  const { restrictions, flags, protective, actions } = step.policy.measures;
  const offered = new Set([...restrictions, ...flags, ...protective, ...actions].map((row): string => row.kind));
  const atOnce = new Set<string>(step.policy.interim.kinds);
  return first(measuresSet(step), ({ measures, interim }) => first(measures, ({ kind }) => ((interim ? atOnce : offered).has(kind) ? undefined : `the kind ${kind}`)));
};
