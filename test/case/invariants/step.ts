/** One command, or one passage of time, as the invariants see it. */
import type { CaseEvent, Recorded } from '../../../bot/case/events.ts';
import { evolve } from '../../../bot/case/evolve.ts';
import type { Match } from '../../../bot/case/rule.ts';
import type { Case, Measure, PersonId } from '../../../bot/case/state.ts';
import type { Directory } from '../../../bot/people/directory.ts';
import type { Profile } from '../../../bot/policy/profile.ts';

export type Event = Recorded<CaseEvent>;
type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** One event with the case on both sides of it. */
export interface Moment<T extends Event['type'] = Event['type']> { before: Case; event: Of<T>; after: Case }

export interface Step {
  before: Case;
  moments: readonly Moment[];
  after: Case;
  /** Everything up to and with this step. */
  history: readonly Event[];
  words: Readonly<Record<string, unknown>>;
  policy: Profile;
  directory: Directory;
  /** Cases that were offered as the same person's. */
  offered: readonly Match[];
}

/** What is wrong, or nothing. */
export type Invariant = (step: Step) => string | undefined;

/** The states between the events, worked out anew from the events alone. */
export const momentsOf = (before: Case, events: readonly Event[]): Moment[] => {
  let state = before;
  return events.map((event) => {
    const moment = { before: state, event, after: evolve(state, event) };
    state = moment.after;
    return moment as Moment;
  });
};

export const when = <const T extends Event['type']>(step: Step, ...types: T[]): Moment<T>[] =>
  step.moments.filter((moment) => types.some((type) => type === moment.event.type)) as unknown as Moment<T>[];

/** The first fault that a list of looks finds. */
export const first = <T>(items: readonly T[], look: (item: T) => string | undefined): string | undefined => {
  for (const item of items) {
    const fault = look(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** Managers who said of themselves that they were a victim. */
const selfNamed = (history: readonly Event[]): PersonId[] => {
  let manager: PersonId | undefined;
  const hurt: PersonId[] = [];
  for (const event of history) {
    if (event.type !== 'TriageAssigned' && event.type !== 'ManagerUnknown') continue;
    if (event.why === 'victim' && event.by === manager) hurt.push(event.by);
    manager = event.type === 'TriageAssigned' ? event.manager : undefined;
  }
  return hurt;
};

/** Reporters and victims, by the reports and by what managers say of themselves. */
export const partOf = (state: Case, history: readonly Event[]): Set<PersonId> =>
  new Set([...state.reports.flatMap(({ reporter, facts }) => [reporter, ...(facts.victims ?? [])]), ...selfNamed(history)]);

/** Sets of measures that are put to a vote, adopted, or started at once. */
export const measuresSet = (step: Step): { measures: readonly Measure[]; before: Case; interim: boolean }[] =>
  when(step, 'ProposalMade', 'DeterminationMade', 'InterimStarted').map((moment) => ({
    before: moment.before,
    interim: moment.event.type === 'InterimStarted',
    measures: moment.event.type === 'DeterminationMade' ? (moment.after.determination?.measures ?? []) : moment.event.measures,
  }));
