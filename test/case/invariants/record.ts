/** Whose record it is, who answers for it, and that it is only ever added to (I8, I27, I29, I31). */
import { isDeepStrictEqual } from 'node:util';
import { deadlines } from '../../../bot/case/deadlines.ts';
import { evolve } from '../../../bot/case/evolve.ts';
import type { Case } from '../../../bot/case/state.ts';
import { calendar } from '../play.ts';
import { first, when, type Event, type Invariant } from './step.ts';

/** A case that is open has a next deadline and one person here for it, and so has a measure that runs. */
export const I8: Invariant = ({ after, policy, directory }) => {
  const runs = after.interim !== undefined && after.interim.endedAt === undefined;
  if (after.ended && !runs) return undefined;
  const [next] = deadlines(after, policy, calendar).toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt));
  if (!next) return 'nothing is due';
  return next.who !== undefined && directory.people[next.who] ? undefined : `nobody answers for ${next.id}`;
};

/** One person's acts never get on another's record: only by the manager's act, and only to a case that was offered. */
export const I27: Invariant = (step) => {
  const linked = first(when(step, 'EarlierCaseLinked'), ({ event, before }) => {
    if (event.by !== before.triage.manager) return 'joined by somebody who does not triage';
    return step.offered.some((match) => match.case === event.case && match.subject === event.subject) ? undefined : 'joined to a case that was not offered';
  });
  if (linked !== undefined) return linked;
  return first(step.moments, ({ before, event, after }) => {
    if (event.type !== 'EarlierCaseLinked' && after.subject !== before.subject) return `${event.type} changed whom it is about`;
    if (event.type === 'ReportJoined' && event.by !== 'system') return 'a report put here by hand';
    if ((event.type === 'ReportStepSaved' || event.type === 'EvidenceAdded') && before.reports.find((report) => report.id === event.report)?.reporter !== event.by) return 'a report written by somebody else';
    return before.reports.every((report, index) => after.reports[index]?.id === report.id && after.reports[index].reporter === report.reporter) ? undefined : `${event.type} changed who reported`;
  });
};

/** Words that must stand behind an event: why it was done. */
const reasonsOf = (event: Event): (string | undefined)[] => {
  switch (event.type) {
    case 'Triaged': return [event.decision.reason, event.decision.firstResponse];
    case 'InterimStarted': return [event.reason];
    case 'ProposalMade': return [event.reasons];
    case 'VoteCast': return [event.reason];
    case 'DeterminationMade': return event.meeting.held ? [] : [event.meeting.reason];
    case 'CaseEnded': return event.as === 'noRestriction' ? [event.reason] : [];
    default: return [];
  }
};

/** Every change has who, when and why, and the case is what its events say. */
export const I29: Invariant = (step) => {
  const fault = first(step.moments, ({ event }) => {
    if (event.by === '') return `${event.type} by nobody`;
    return reasonsOf(event).every((id) => typeof step.words[id ?? ''] === 'string' && String(step.words[id ?? '']).trim() !== '') ? undefined : `${event.type} without a reason`;
  });
  if (fault !== undefined) return fault;
  const recent = step.history.slice(-step.moments.length - 1);
  const later = recent.every((event, index) => Temporal.Instant.compare(recent[index - 1]?.at ?? event.at, event.at) <= 0);
  if (!later) return 'time ran back';
  return isDeepStrictEqual(step.moments.at(-1)?.after ?? step.before, step.after) ? undefined : 'the case is not what its events say';
};

/** The whole history folded anew, at the end of a walk. */
export const folded = (history: readonly Event[]): Case | undefined => history.reduce((state: Case | undefined, event) => evolve(state, event), undefined);

const peopleIn = (event: Event): (string | undefined)[] => {
  switch (event.type) {
    case 'TriageAssigned': return [event.manager];
    case 'OwnerChanged': return [event.owner];
    case 'PanelConvened': return event.seats.map((seat) => seat.person);
    case 'SeatFilled': return [event.person, event.deputyFor];
    case 'DutyAlerted': return event.people;
    case 'ReportReceived': return [event.reporter];
    case 'ReportStepSaved': return [...(event.facts.victims ?? []), ...(event.facts.witnesses ?? [])];
    case 'QuestionAsked': return [event.to];
    case 'DeadlinePassed': return [event.to];
    default: return [];
  }
};

/** Only this landlord's people act, and only they are given a part. */
export const I31: Invariant = ({ moments, directory }) =>
  first(moments, ({ event }) => {
    if (event.by !== 'system' && !directory.people[event.by]) return `${event.type} by somebody from elsewhere`;
    return peopleIn(event).every((person) => person === undefined || directory.people[person]) ? undefined : `${event.type} names somebody from elsewhere`;
  });
