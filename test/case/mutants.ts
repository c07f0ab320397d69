/** Faults put into the rules on purpose: each breaks one invariant, and the walks must notice. */
import type { CaseEvent } from '../../bot/case/events.ts';
import type { Context, Decision } from '../../bot/case/rule.ts';
import type { Case, Measure } from '../../bot/case/state.ts';
import type { InvariantName } from './invariants.ts';
import { decide, idOf, policy, type Decide, type Opening, type Verb } from './play.ts';
import { passDeadline } from '../../bot/case/deadlines.ts';

export interface Mutant { breaks: InvariantName; how: string; opening: Pick<Opening, 'decide' | 'pass'> }

type Rule = (state: Case, input: never, context: Context) => Decision<CaseEvent>;

/** The rules with one verb of them changed. */
const with_ = (verbs: Verb | readonly Verb[], rule: (verb: Verb) => Rule): Decide =>
  (verb, state, input, context) => ([verbs].flat().includes(verb) ? rule(verb)(state, input as never, context) : decide(verb, state, input, context));

/** Changes the events of a decision that was allowed. */
const events = (verbs: Verb | readonly Verb[], change: (events: CaseEvent[], state: Case) => CaseEvent[]): Decide =>
  with_(verbs, (verb) => (state, input, context) => {
    const decided = decide(verb, state, input, context);
    return 'events' in decided ? { ...decided, events: change(decided.events, state) } : decided;
  });

/** Lets a verb see another case or another policy than the one that is there. */
const seeing = (verbs: Verb | readonly Verb[], see: (state: Case, context: Context) => { state?: Case; context?: Partial<Context> }): Decide =>
  with_(verbs, (verb) => (state, input, context) => {
    const seen = see(state, context);
    return decide(verb, seen.state ?? state, input, { ...context, ...seen.context });
  });

const each = <T extends CaseEvent['type']>(type: T, change: (event: Extract<CaseEvent, { type: T }>) => CaseEvent[]) =>
  (all: CaseEvent[]): CaseEvent[] => all.flatMap((event) => (event.type === type ? change(event as Extract<CaseEvent, { type: T }>) : [event]));

const without = (...types: CaseEvent['type'][]) => (all: CaseEvent[]): CaseEvent[] => all.filter((event) => !types.includes(event.type));

const panel = (state: Case, change: Partial<NonNullable<Case['panel']>>): { state: Case } => ({ state: state.panel ? { ...state, panel: { ...state.panel, ...change } } : state });

const proposing = (change: (measures: Measure[]) => Measure[]): Decide => events('propose', each('ProposalMade', (event) => [{ ...event, measures: change(event.measures) }]));

const measure = (kind: string, params: Measure['params'], text: Measure['text'] = {}): Measure => ({ id: kind, kind, params, text });
const record = { special: 's', usable: ['phone', 'email', 'letter', 'inPerson', 'portal'], by: 'system', at: '2026-11-23T10:00:00Z' };
const approvals = policy.decision.approvals.map((approval) => ({ ...approval, quorum: 1, seats: approval.seats.map((seat) => ({ ...seat, required: false })) }));
const stranger = '99999999-0000-4000-8000-000000000001';
const blank = (decided: Decision<CaseEvent>): Decision<CaseEvent> => ('events' in decided ? { ...decided, words: Object.fromEntries(Object.keys(decided.words ?? {}).map((id) => [id, ''])) } : decided);
const silently = (verb: Verb): Decide => with_(verb, () => (state, input, context) => blank(decide(verb, state, input, context)));

const decided = (breaks: InvariantName, how: string, decider: Decide): Mutant => ({ breaks, how, opening: { decide: decider } });
const passing = (breaks: InvariantName, how: string, pass: NonNullable<Opening['pass']>): Mutant => ({ breaks, how, opening: { pass } });

export const mutants: readonly Mutant[] = [
  decided('I2', 'a victim keeps the triage and the seat', events('saveStep', without('TriageAssigned', 'ManagerUnknown', 'SeatVacated', 'SeatFilled', 'MeetingWanted'))),
  decided('I2', 'a reporter who joins keeps the seat', events('receiveReport', without('SeatVacated', 'SeatFilled', 'MeetingWanted'))),
  decided('I2', 'who said to be a victim gets a seat', seeing('triage', (state) => ({ state: { ...state, triage: { ...state.triage, hurt: [] } } }))),
  decided('I2', 'the vote of a victim makes the determination', with_('confirm', (verb) => (state, input, context) =>
    decide(verb, { ...panel(state, { seats: state.panel?.seats.map((seat) => ({ ...seat, past: [] })) ?? [] }).state, reports: state.reports.map((report) => ({ ...report, reporter: 'nobody', facts: {} })), triage: { ...state.triage, hurt: [] } }, input, context))),
  passing('I2', 'a late seat goes to the reporter', (state, deadline, context) =>
    each('SeatFilled', (event) => [{ ...event, person: state.reports[0]?.reporter ?? '' }])(passDeadline(state, deadline, context))),

  decided('I3', 'the cap is not looked at', seeing('propose', (_state, { policy: given }) => ({ context: { policy: { ...given, term: { ...given.term, capMonths: 120 } } } }))),
  decided('I3', 'a term without an end', events('propose', each('ProposalMade', (event) => [{ ...event, termMonths: Infinity }]))),
  decided('I3', 'safety measures that last a year', events('triage', each('InterimStarted', (event) => [{ ...event, endsAt: '2027-11-23T00:00:00Z' }]))),

  decided('I4', 'a cap on the emergency line', proposing((all) => all.map((entry) => ({ ...entry, params: { ...entry.params, medium: 'emergencyLine' } })))),
  decided('I4', 'another measure without the confirmation', proposing((all) => [...all, measure('other', { leavesEssentialOpen: false })])),
  decided('I5', 'conditions on every complaint', proposing((all) => [...all, measure('complaintConditions', { route: 'writing' })])),
  decided('I5', 'complaints that go nowhere', proposing((all) => [...all, measure('complaintConditions', { route: 'none' })])),
  decided('I6', 'what the person can use is not looked at', seeing('propose', (state) => panel(state, { factors: record }))),
  decided('I6', 'measures that close every way together', proposing((all) => [...all, measure('oneMedium', { medium: 'inPerson' }), measure('premisesBan', { exceptBookedMeetings: false })])),
  decided('I6', 'a case adopts without the claim', seeing('confirm', (state) => ({ state: { ...state, claim: 'held' } }))),
  decided('I7', 'a measure that reaches statutory services', proposing((all) => all.map((entry) => ({ ...entry, params: { ...entry.params, services: 'statutory' } })))),

  decided('I8', 'a case for the panel without a panel', events('triage', without('PanelConvened', 'MeetingWanted'))),
  decided('I8', 'the triage is handed to nobody', events('handOver', each('TriageAssigned', (event) => [{ ...event, manager: 'nobody' }]))),
  passing('I8', 'a late triage is handed to nobody', (state, deadline, context) =>
    each('TriageAssigned', (event) => [{ ...event, manager: 'nobody' }])(passDeadline(state, deadline, context))),
  decided('I8', 'the case of a leaver has no owner', events('personLeft', each('OwnerChanged', (event) => [{ ...event, owner: 'nobody' }]))),

  decided('I10', 'nobody is required, and one is a quorum', seeing(['vote', 'closeVote'], (_state, { policy: given }) => ({ context: { policy: { ...given, decision: { ...given.decision, approvals } } } }))),
  decided('I10', 'a tie adopts', events(['vote', 'closeVote'], each('ApprovalClosed', (event) => [{ ...event, result: event.result === 'tie' ? 'adopted' : event.result }]))),
  decided('I10', 'a refused proposal is confirmed', seeing('confirm', (state) => panel(state, { revisions: state.panel?.revisions.map((entry) => ({ ...entry, ...(entry.closed && { closed: { ...entry.closed, result: 'adopted' as const } }) })) ?? [] }))),

  decided('I11', 'a vote on an older revision counts', with_('vote', (verb) => (state, input: { revision: number }, context) => {
    const last = state.panel?.revisions.at(-1)?.number ?? input.revision;
    const result = decide(verb, state, { ...input, revision: last }, context);
    return 'events' in result ? { ...result, events: each('VoteCast', (event) => [{ ...event, revision: input.revision }])(result.events) } : result;
  })),
  decided('I11', 'votes are carried over to a changed proposal', events('propose', (all, state) => {
    const next = all.find((event) => event.type === 'ProposalMade');
    const old = state.panel?.revisions.at(-1)?.votes ?? [];
    return next ? [...all, ...old.map((vote): CaseEvent => ({ type: 'VoteCast', revision: next.revision, seat: vote.seat, choice: vote.choice, reason: vote.reason, role: 'manager' }))] : all;
  })),
  decided('I11', 'somebody votes for the chair', events('vote', each('VoteCast', (event) => [{ ...event, seat: 'headOfCustomerServices' }]))),
  decided('I11', 'a vote outlives its seat', events('declare', without('SeatVacated'))),
  decided('I11', 'one person has two seats', events('declare', (all, state) => each('SeatFilled', (event) => [{ ...event, person: state.panel?.seats.find((seat) => seat.id !== event.seat)?.person ?? event.person }])(all))),

  decided('I12', 'no factors are needed', seeing('propose', (state) => panel(state, { factors: state.panel?.factors ?? record }))),
  decided('I12', 'no equality record is needed', seeing('propose', (state) => panel(state, { equality: state.panel?.equality ?? record }))),
  decided('I13', 'no word on a warning is kept', events('triage', each('Triaged', (event) => [{ ...event, decision: { ...event.decision, warning: { given: false, words: '' } } }]))),

  decided('I14', 'a closed vote is open to more votes', seeing('vote', (state) => panel(state, { revisions: state.panel?.revisions.map(({ closed: _closed, ...entry }) => entry) ?? [] }))),
  decided('I14', 'a determination is made twice', with_('confirm', (verb) => ({ determination: _made, ...state }, input, context) => decide(verb, state, input, context))),
  decided('I14', 'a newer proposal replaces a determination', with_('propose', (verb) => (state, input, context) => {
    if (!state.determination) return decide(verb, state, input, context);
    return { events: [{ type: 'DeterminationMade', revision: state.determination.revision, grounds: ['rudeness'], meeting: { held: true } }] };
  })),

  decided('I22', 'a request for data is a ground by itself', with_('triage', (verb) => (state, input: { grounds: string[] }, context) => {
    const result = decide(verb, state, { ...input, grounds: ['verbalAbuse'] }, context);
    return 'events' in result ? { ...result, events: each('Triaged', (event) => [{ ...event, decision: { ...event.decision, grounds: input.grounds } }])(result.events) } : result;
  })),
  decided('I23', 'a kind that the policy lacks', proposing((all) => [...all, measure('returnDocuments', {})])),
  decided('I23', 'a limit on contact starts at once', events('triage', each('InterimStarted', (event) => [{ ...event, measures: [measure('contactCap', { medium: 'phone', max: 1, period: 'day' })] }]))),

  decided('I27', 'any case can be joined', seeing('linkEarlier', () => ({ context: { matches: () => [{ case: 'another', subject: 's-another', open: false }] } }))),
  decided('I27', 'anybody can join', seeing('linkEarlier', (state, context) => ({ state: { ...state, triage: { ...state.triage, manager: context.actor } } }))),
  decided('I27', 'anybody adds to a report', seeing('saveStep', (state, context) => ({ state: { ...state, reports: state.reports.map((report) => ({ ...report, reporter: context.actor })) } }))),
  decided('I27', 'a report is put here by hand', seeing('receiveReport', () => ({ context: { actor: 'system' } }))),

  decided('I29', 'a vote without a reason', silently('vote')),
  decided('I29', 'a triage without a reason', silently('triage')),
  decided('I29', 'an end without a reason', events('endWithout', each('CaseEnded', ({ type, as }) => [{ type, as }]))),
  decided('I29', 'the past is written over', with_('finishReport', (verb) => (state, input, context) => {
    for (const report of state.reports) report.what = 'rewritten';
    return decide(verb, state, input, context);
  })),

  decided('I31', 'a seat goes to somebody from elsewhere', events('declare', each('SeatFilled', (event) => [{ ...event, person: stranger }]))),
  decided('I31', 'a manager from elsewhere is asked', events('nameManager', each('TriageAssigned', (event) => [{ ...event, manager: stranger }]))),
  passing('I31', 'a deputy from elsewhere is told', (state, deadline, context) => each('DeadlinePassed', (event) => [{ ...event, to: stranger }])(passDeadline(state, deadline, context))),
  decided('I31', 'somebody from elsewhere presses', seeing('saveStep', (_state, context) => (context.actor === idOf('Fair Contact meetings') ? { context: { actor: idOf('Priya Nair') } } : {}))),
];
