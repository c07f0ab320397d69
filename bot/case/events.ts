import type {
  Ending, Evidence, Instant, Measure, PersonId, Report, ReportFacts, ReportStep, Triage, WordsId,
} from './state.ts';

/** What follows when a deadline passes and nobody has acted. */
export type Follows = 'remind' | 'escalate' | 'lapse' | 'refill';

/** What has happened in a case. Facts and ids only: no free text, no customer's identity, no health data. */
export type CaseEvent =
  | { type: 'CaseOpened'; case: string; subject: string; policy: string }
  | { type: 'ReportReceived'; report: string; reporter: PersonId; receivedAt: Instant; danger: boolean; who: WordsId; what: WordsId }
  | { type: 'ReportStepSaved'; report: string; step: ReportStep; next: ReportStep; facts: ReportFacts; words?: WordsId; special?: string }
  | { type: 'ReportStepOpened'; report: string; step: ReportStep }
  | { type: 'EvidenceAdded'; report: string; evidence: Evidence }
  | { type: 'ReportFinished'; report: string }
  | { type: 'TriageAssigned'; manager: PersonId; role: string; why: 'lineManager' | 'named' | 'victim' | 'away' | 'escalated' | 'reporter' }
  | { type: 'ManagerUnknown'; why?: 'victim' | 'away' | 'escalated' | 'reporter' }
  | { type: 'OwnerChanged'; owner: PersonId; role: string }
  | { type: 'QuestionAsked'; question: string; to: PersonId; text: WordsId }
  | { type: 'QuestionAnswered'; question: string; answer: WordsId }
  | { type: 'EarlierCaseLinked'; case: string; subject: string }
  | { type: 'ReportJoined'; report: Report }
  | { type: 'Triaged'; outcome: string; role: string; decision: Omit<NonNullable<Triage['decided']>, 'outcome' | 'by' | 'at'> }
  | { type: 'InterimStarted'; measures: Measure[]; reason: WordsId; endsAt: Instant }
  | { type: 'InterimEnded'; endedAt: Instant; why: 'lapsed' | 'determination' | 'ended' }
  | { type: 'PanelConvened'; approval: string; seats: { id: string; person?: PersonId; role: string; deputyFor?: string }[] }
  | { type: 'SeatDeclared'; seat: string }
  | { type: 'SeatVacated'; seat: string; person: PersonId; why: 'conflict' | 'away' | 'noAnswer' | 'left'; reason?: WordsId }
  | { type: 'SeatFilled'; seat: string; person: PersonId; role: string; deputyFor?: string }
  | { type: 'FactorsRecorded'; special: string; usable: string[] }
  | { type: 'EqualityRecorded'; special: string }
  | { type: 'MeasureDrafted'; measure: Measure }
  | { type: 'MeasureDropped'; measure: string }
  | { type: 'DraftReasoned'; termMonths: number; reasons: WordsId }
  | { type: 'ProposalMade'; revision: number; measures: Measure[]; termMonths: number; reasons: WordsId }
  | { type: 'VoteCast'; revision: number; seat: string; choice: 'for' | 'against'; reason: WordsId; role: string }
  | { type: 'ApprovalClosed'; revision: number; result: 'adopted' | 'refused' | 'tie'; how: 'allVoted' | 'chair' }
  | { type: 'MeetingWanted'; picked?: Instant }
  | { type: 'MeetingBooked'; wish: number; start: Instant; joinUrl: string }
  | { type: 'NoCommonSlot'; wish: number; candidates: Instant[] }
  | { type: 'DeterminationMade'; revision: number; grounds: string[]; meeting: { held: true } | { held: false; reason: WordsId } }
  | { type: 'ClaimAsked' }
  | { type: 'ClaimSettled'; held: boolean }
  | { type: 'CaseEnded'; as: Ending; reason?: WordsId; into?: string }
  | { type: 'DeadlinePassed'; deadline: string; dueAt: Instant; who: PersonId | undefined; follows: Follows; to?: PersonId }
  | { type: 'DutyAlerted'; people: PersonId[] }
  | { type: 'PersonUnreachable'; person: PersonId; why: string }
  | { type: 'PersonMailed'; person: PersonId }
  | { type: 'PersonReached'; person: PersonId };

/** An event with its author and moment, as it is kept. */
export type Recorded<E> = E & { at: Instant; by: PersonId };
