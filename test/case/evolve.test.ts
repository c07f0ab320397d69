/**
 * Histories that earlier releases wrote are read by later ones: the files in golden/ are never changed, only added to. A
 * new kind of event asks for a new file.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { asksOf, peopleOf } from '../../bot/case/asks.ts';
import { deadlines } from '../../bot/case/deadlines.ts';
import { evolve } from '../../bot/case/evolve.ts';
import type { CaseEvent } from '../../bot/case/events.ts';
import type { Case } from '../../bot/case/state.ts';
import { folded } from './invariants/record.ts';
import type { Event } from './invariants/step.ts';
import { calendar, policy } from './play.ts';

const folder = join(import.meta.dirname, 'golden');

interface Golden { history: Event[]; expected: unknown }
const golden = readdirSync(folder).map((file) => ({ file, ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden) }));

const types: Record<CaseEvent['type'], true> = {
  CaseOpened: true, ReportReceived: true, ReportStepSaved: true, ReportStepOpened: true, EvidenceAdded: true, ReportFinished: true, TriageAssigned: true, ManagerUnknown: true,
  OwnerChanged: true, QuestionAsked: true, QuestionAnswered: true, EarlierCaseLinked: true, ReportJoined: true, Triaged: true, InterimStarted: true, InterimEnded: true,
  PanelConvened: true, SeatDeclared: true, SeatVacated: true, SeatFilled: true, FactorsRecorded: true, EqualityRecorded: true, MeasureDrafted: true, MeasureDropped: true,
  DraftReasoned: true, ProposalMade: true, VoteCast: true, ApprovalClosed: true, MeetingWanted: true, MeetingBooked: true, NoCommonSlot: true, DeterminationMade: true,
  ClaimAsked: true, ClaimSettled: true, CaseEnded: true, DeadlinePassed: true, DutyAlerted: true, PersonUnreachable: true, PersonMailed: true, PersonReached: true,
};

/** What a reader of the case relies on; new fields of a case may stand beside it. */
export const summaryOf = (state: Case) => ({
  id: state.id, openedAt: state.openedAt, subject: state.subject, claim: state.claim, linked: state.linked.map((entry) => entry.case), owner: state.owner ?? null,
  reports: state.reports.map(({ id, reporter, danger, facts, steps, special, evidence, finishedAt }) => ({
    id, reporter, danger, facts, steps: Object.keys(steps), special: Object.keys(special), evidence: evidence.map((item) => item.id), finishedAt: finishedAt ?? null,
  })),
  triage: {
    manager: state.triage.manager ?? null, earlier: state.triage.earlier, hurt: state.triage.hurt ?? [], urgent: state.triage.urgent,
    answered: state.triage.questions.map((question) => question.answer !== undefined), decided: state.triage.decided ?? null,
  },
  interim: state.interim ? { kinds: state.interim.measures.map((measure) => measure.kind), endsAt: state.interim.endsAt, endedAt: state.interim.endedAt ?? null } : null,
  seats: state.panel?.seats.map(({ id, person, declaredAt, past }) => ({ id, person: person ?? null, declaredAt: declaredAt ?? null, past })) ?? [],
  meeting: state.panel?.meeting ?? null,
  revisions: state.panel?.revisions.map(({ number, measures, termMonths, votes, closed }) => ({ number, measures, termMonths, votes, closed: closed ?? null })) ?? [],
  determination: state.determination ?? null,
  ended: state.ended ?? null, alerted: state.alerted, unreachable: state.unreachable, passed: state.passed,
});

describe('A history that was written before', () => {
  for (const { file, history, expected } of golden) {
    it(`${file}: its ${history.length} events give the same case as when they were written`, () => {
      const state = folded(history);
      assert(state);
      assert.deepEqual(JSON.parse(JSON.stringify(summaryOf(state))), expected);
    });
  }

  it('holds every kind of event', () => {
    const held = new Set(golden.flatMap(({ history }) => history.map((event) => event.type)));
    assert.deepEqual(Object.keys(types).filter((type) => !held.has(type as CaseEvent['type'])), []);
  });
});

describe('Any event on any case', () => {
  const opened = golden[0]?.history[0];
  const later = golden.flatMap(({ history }) => history.slice(1));

  it('folds, and what is asked, due and shown can be worked out', () => {
    assert(opened);
    fc.assert(fc.property(fc.shuffledSubarray(later, { maxLength: 60 }), (events) => {
      const state = events.reduce((current: Case, event) => evolve(current, event), evolve(undefined, opened));
      assert.equal(state.id, opened.type === 'CaseOpened' ? opened.case : '');
      assert(Array.isArray(asksOf(state, policy)) && Array.isArray(peopleOf(state)) && Array.isArray(deadlines(state, policy, calendar)));
    }), { numRuns: 300 });
  });

  it('never changes the case that was', () => {
    assert(opened);
    let state = evolve(undefined, opened);
    for (const event of later) {
      const before = structuredClone(state);
      const next = evolve(state, event);
      assert.deepEqual(state, before, event.type);
      state = next;
    }
  });

  it('a case begins with its opening', () => {
    const [first] = later;
    assert(first);
    assert.throws(() => evolve(undefined, first), TypeError);
  });
});
