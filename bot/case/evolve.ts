import type { CaseEvent, Recorded } from './events.ts';
import { evolvePanel } from './evolve/panel.ts';
import { evolveReport } from './evolve/report.ts';
import type { Case, Triage } from './state.ts';

const triage = (state: Case, next: Partial<Triage>): Case => ({ ...state, triage: { ...state.triage, ...next } });

/** The triage without its manager, who from now on had an earlier part; whoever called themselves a victim counts as one. */
const handedOn = ({ manager, ...rest }: Triage, { at, by, why }: { at: string; by: string; why?: string }): Triage => {
  if (manager === undefined) return { ...rest, assignedAt: at };
  const hurt = why === 'victim' && by === manager ? [...(rest.hurt ?? []), manager] : rest.hurt;
  return { ...rest, assignedAt: at, earlier: [...rest.earlier, manager], ...(hurt && { hurt }) };
};

/** The next value of a case. Total: whatever has been recorded can be read again. */
export const evolve = (before: Case | undefined, event: Recorded<CaseEvent>): Case => {
  if (event.type === 'CaseOpened')
    return {
      id: event.case, openedAt: event.at, policy: event.policy, subject: event.subject, claim: 'none', reports: [], linked: [], passed: {}, alerted: [], unreachable: {},
      triage: { earlier: [], assignedAt: event.at, urgent: false, questions: [] },
    };
  if (!before) throw new TypeError(`A case begins with CaseOpened, not with ${event.type}.`);
  const state = before;
  switch (event.type) {
    case 'ReportReceived': case 'ReportStepSaved': case 'ReportStepOpened': case 'EvidenceAdded': case 'ReportFinished': case 'ReportJoined':
      return evolveReport(state, event);
    case 'PanelConvened': case 'SeatDeclared': case 'SeatVacated': case 'SeatFilled': case 'FactorsRecorded': case 'EqualityRecorded':
    case 'MeasureDrafted': case 'MeasureDropped': case 'DraftReasoned': case 'ProposalMade': case 'VoteCast': case 'ApprovalClosed':
    case 'MeetingWanted': case 'MeetingBooked': case 'NoCommonSlot':
      return evolvePanel(state, event);
    case 'TriageAssigned':
      return { ...state, triage: { ...handedOn(state.triage, event), manager: event.manager } };
    case 'ManagerUnknown':
      return { ...state, triage: handedOn(state.triage, event) };
    case 'OwnerChanged':
      return { ...state, owner: event.owner };
    case 'QuestionAsked':
      return triage(state, { questions: [...state.triage.questions, { id: event.question, to: event.to, by: event.by, text: event.text, at: event.at }] });
    case 'QuestionAnswered':
      return triage(state, { questions: state.triage.questions.map((entry) => (entry.id === event.question ? { ...entry, answer: event.answer } : entry)) });
    case 'EarlierCaseLinked':
      return { ...state, subject: event.subject, linked: [...state.linked, { case: event.case, by: event.by, at: event.at }] };
    case 'Triaged':
      return triage(state, { decided: { outcome: event.outcome, by: event.by, at: event.at, ...event.decision } });
    case 'InterimStarted':
      return { ...state, interim: { measures: event.measures, by: event.by, reason: event.reason, startedAt: event.at, endsAt: event.endsAt } };
    case 'InterimEnded':
      return state.interim ? { ...state, interim: { ...state.interim, endedAt: event.endedAt } } : state;
    case 'DeterminationMade': {
      const revision = state.panel?.revisions.find((entry) => entry.number === event.revision);
      if (!revision) return state;
      const { measures, termMonths, reasons, votes } = revision;
      return { ...state, determination: { revision: event.revision, at: event.at, by: event.by, measures, termMonths, reasons, votes, grounds: event.grounds, meeting: event.meeting } };
    }
    case 'ClaimAsked':
      return { ...state, claim: 'asked' };
    case 'ClaimSettled':
      return { ...state, claim: event.held ? 'held' : 'refused' };
    case 'CaseEnded':
      return { ...state, ended: { as: event.as, at: event.at, by: event.by, ...(event.reason !== undefined && { reason: event.reason }), ...(event.into !== undefined && { into: event.into }) } };
    case 'DeadlinePassed':
      return { ...state, passed: { ...state.passed, [event.deadline]: { dueAt: event.dueAt, ...(event.to !== undefined && { told: event.to }) } } };
    case 'DutyAlerted':
      return { ...state, alerted: [...state.alerted, ...event.people] };
    case 'PersonUnreachable':
      return { ...state, unreachable: { ...state.unreachable, [event.person]: { since: event.at, why: event.why, mailed: false } } };
    case 'PersonMailed': {
      const entry = state.unreachable[event.person];
      return entry ? { ...state, unreachable: { ...state.unreachable, [event.person]: { ...entry, mailed: true } } } : state;
    }
    case 'PersonReached':
      return { ...state, unreachable: Object.fromEntries(Object.entries(state.unreachable).filter(([person]) => person !== event.person)) };
  }
};
