/** What a case is at one moment. Only events change it; free text is held by the id of a words document, never here. */

export type WordsId = string;
export type PersonId = string;
export type Instant = string;

/** The steps of a report after its first three questions, in order. */
export const reportSteps = ['person', 'when', 'behaviour', 'impact', 'response', 'support', 'people', 'evidence', 'check'] as const;
export type ReportStep = (typeof reportSteps)[number];

export interface Evidence {
  id: string;
  /** The file's own name is words: it may name the customer. */
  name: WordsId;
  type: string;
  size: number;
  by: PersonId;
  at: Instant;
}

/** What a step of a report says in closed lists; its words stand apart. */
export interface ReportFacts {
  channel?: string;
  /** London calendar date and time of day. */
  occurredOn?: string;
  occurredAt?: string;
  /** Ids of the profile's behaviours; `other:CATEGORY` for another one within a category. */
  behaviours?: string[];
  /** Grounds of the profile's police prompts that the reporter ticked. */
  police?: string[];
  injury?: boolean;
  warned?: 'yes' | 'no' | 'notPossible';
  aimedAtReporter?: boolean;
  /** Staff who were recognised by name. */
  victims?: PersonId[];
  witnesses?: PersonId[];
}

export interface Report {
  id: string;
  reporter: PersonId;
  receivedAt: Instant;
  danger: boolean;
  who: WordsId;
  what: WordsId;
  /** The newest words of each step; a `special` id lies in the store's place apart. */
  steps: Partial<Record<ReportStep, WordsId>>;
  special: Partial<Record<ReportStep, string>>;
  facts: ReportFacts;
  evidence: Evidence[];
  /** The step that the reporter is asked for next. */
  step: ReportStep;
  finishedAt?: Instant;
}

export interface Question {
  id: string;
  to: PersonId;
  by: PersonId;
  text: WordsId;
  at: Instant;
  answer?: WordsId;
}

export interface Triage {
  /** Who must decide now; none while the reporter is asked to name a manager. */
  manager?: PersonId;
  /** Everybody who has triaged or been asked to, so that independence can be judged. */
  earlier: PersonId[];
  /** Managers who said of themselves that they were a victim. */
  hurt?: PersonId[];
  assignedAt: Instant;
  urgent: boolean;
  questions: Question[];
  decided?: {
    /** Id of the profile's outcome. */
    outcome: string;
    by: PersonId;
    at: Instant;
    reason: WordsId;
    firstResponse: WordsId;
    /** Behaviours of the profile that the manager finds shown. */
    grounds: string[];
    police: Record<string, 'reported' | 'willReport' | 'notReported'>;
    /** Warning given to the customer, or why none was possible (I13). */
    warning?: { given: boolean; words: WordsId };
  };
}

/** One thing done in a determination, or at once as an interim measure. */
export interface Measure {
  id: string;
  kind: string;
  /** Closed-list parameters of the kind. */
  params: Record<string, string | number | boolean>;
  /** Words of the kind: a named team, the free text of `other`. */
  text: Record<string, WordsId>;
}

export interface Interim {
  measures: Measure[];
  by: PersonId;
  reason: WordsId;
  startedAt: Instant;
  /** Exclusive end. */
  endsAt: Instant;
  endedAt?: Instant;
}

export interface Seat {
  id: string;
  person?: PersonId;
  askedAt: Instant;
  declaredAt?: Instant;
  past: { person: PersonId; why: 'conflict' | 'away' | 'noAnswer' | 'left'; at: Instant }[];
}

export interface Meeting {
  /** Counts what was wanted, so that a late answer to an older wish is known as such. */
  wish: number;
  state: 'wanted' | 'booked' | 'noSlot' | 'cancelled';
  /** What the chair picked, where no time suits all. */
  picked?: Instant;
  start?: Instant;
  joinUrl?: string;
  candidates?: Instant[];
}

export interface Vote {
  person: PersonId;
  seat: string;
  choice: 'for' | 'against';
  reason: WordsId;
  at: Instant;
}

/** The working draft that any member amends; a revision freezes it. */
export interface Draft {
  measures: Measure[];
  /** Counts what was put in or taken out, so that nobody puts forward what they have not seen. */
  changes: number;
  termMonths?: number;
  /** Why these measures, why nothing lighter would do, and the evidence of impact. */
  reasons?: WordsId;
  by?: PersonId;
}

export interface Revision {
  number: number;
  by: PersonId;
  at: Instant;
  measures: Measure[];
  termMonths: number;
  reasons: WordsId;
  votes: Vote[];
  closed?: { result: 'adopted' | 'refused' | 'tie'; at: Instant; by: PersonId; how: 'allVoted' | 'chair' };
}

export interface Panel {
  /** Id of the profile's approval. */
  approval: string;
  convenedAt: Instant;
  seats: Seat[];
  meeting: Meeting;
  /** Special answers apart; which channels the person can use is needed for I6. */
  factors?: { special: string; usable: string[]; by: PersonId; at: Instant };
  equality?: { special: string; by: PersonId; at: Instant };
  draft: Draft;
  revisions: Revision[];
}

export interface Determination {
  revision: number;
  at: Instant;
  by: PersonId;
  measures: Measure[];
  termMonths: number;
  reasons: WordsId;
  votes: Vote[];
  grounds: string[];
  meeting: { held: true } | { held: false; reason: WordsId };
}

/** `triage`: the manager's outcome closed it; `joined`: it went on in another case. */
export type Ending = 'triage' | 'noRestriction' | 'joined';

export interface Case {
  id: string;
  openedAt: Instant;
  /** Digest of the profile in force when it opened. */
  policy: string;
  /** The subject stream that says who it is about. */
  subject: string;
  /** Whether this case holds its subject's one live claim. */
  claim: 'none' | 'asked' | 'held' | 'refused';
  reports: Report[];
  triage: Triage;
  /** Earlier cases of the same person, by the manager's recorded act. */
  linked: { case: string; by: PersonId; at: Instant }[];
  /** Who took the case over from an owner that left. */
  owner?: PersonId;
  interim?: Interim;
  panel?: Panel;
  determination?: Determination;
  ended?: { as: Ending; at: Instant; by: PersonId; reason?: WordsId; into?: string };
  /** Deadlines that have passed, by id. */
  passed: Record<string, { dueAt: Instant; told?: PersonId }>;
  /** The duty role's people who were alerted, where somebody was in danger. */
  alerted: PersonId[];
  /** People whom no card reaches, and the second way that was taken. */
  unreachable: Record<PersonId, { since: Instant; why: string; mailed: boolean }>;
}

export const seatOf = (state: Case, person: PersonId): Seat | undefined =>
  state.panel?.seats.find((seat) => seat.person === person);

export const revisionOf = (state: Case): Revision | undefined => state.panel?.revisions.at(-1);

/** Reporters and those at whom the behaviour was aimed: they neither triage nor vote (I2). */
export const reportersOf = (state: Case): PersonId[] => state.reports.map((report) => report.reporter);

export const victimsOf = (state: Case): PersonId[] => [
  ...state.reports.flatMap((report) => [
    ...(report.facts.victims ?? []),
    ...(report.facts.aimedAtReporter ? [report.reporter] : []),
  ]),
  ...(state.triage.hurt ?? []),
];

/** Whether somebody reported or was a victim: they neither triage nor vote (I2). */
export const isBarred = (state: Case, person: PersonId): boolean => reportersOf(state).includes(person) || victimsOf(state).includes(person);

export const isOpen = (state: Case): boolean => state.ended === undefined;

/** Answers for the case: the manager who received the report, or whoever took over when that manager left (R37). */
export const ownerOf = (state: Case): PersonId | undefined => state.owner ?? state.triage.manager;
