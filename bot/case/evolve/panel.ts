import type { CaseEvent, Recorded } from '../events.ts';
import type { Case, Panel, Revision, Seat } from '../state.ts';

type PanelEvent = Extract<CaseEvent, {
  type: 'PanelConvened' | 'SeatDeclared' | 'SeatVacated' | 'SeatFilled' | 'FactorsRecorded' | 'EqualityRecorded' | 'MeasureDrafted'
    | 'MeasureDropped' | 'DraftReasoned' | 'ProposalMade' | 'VoteCast' | 'ApprovalClosed' | 'MeetingWanted' | 'MeetingBooked' | 'NoCommonSlot';
}>;

const seat = (panel: Panel, id: string, next: (seat: Seat) => Seat): Panel => ({
  ...panel,
  seats: panel.seats.map((entry) => (entry.id === id ? next(entry) : entry)),
});

const revision = (panel: Panel, number: number, next: (revision: Revision) => Revision): Panel => ({
  ...panel,
  revisions: panel.revisions.map((entry) => (entry.number === number ? next(entry) : entry)),
});

export const evolvePanel = (state: Case, event: Recorded<PanelEvent>): Case => {
  if (event.type === 'PanelConvened') {
    const seats = event.seats.map(({ id, person }): Seat => ({ id, askedAt: event.at, past: [], ...(person !== undefined && { person }) }));
    return { ...state, panel: { approval: event.approval, convenedAt: event.at, seats, meeting: { wish: 0, state: 'wanted' }, draft: { measures: [], changes: 0 }, revisions: [] } };
  }
  return state.panel ? { ...state, panel: onPanel(state.panel, event) } : state;
};

const onPanel = (panel: Panel, event: Exclude<Recorded<PanelEvent>, { type: 'PanelConvened' }>): Panel => {
  switch (event.type) {
    case 'SeatDeclared':
      return seat(panel, event.seat, (entry) => ({ ...entry, declaredAt: event.at }));
    case 'SeatVacated': {
      const emptied = seat(panel, event.seat, ({ id, askedAt, past }) => ({ id, askedAt, past: [...past, { person: event.person, why: event.why, at: event.at }] }));
      // A vote that is still open goes with its seat; a closed one stays on record.
      const open = emptied.revisions.at(-1);
      return open && !open.closed ? revision(emptied, open.number, (entry) => ({ ...entry, votes: entry.votes.filter((vote) => vote.person !== event.person) })) : emptied;
    }
    case 'SeatFilled':
      return seat(panel, event.seat, ({ id, past }) => ({ id, past, person: event.person, askedAt: event.at }));
    case 'FactorsRecorded':
      return { ...panel, factors: { special: event.special, usable: event.usable, by: event.by, at: event.at } };
    case 'EqualityRecorded':
      return { ...panel, equality: { special: event.special, by: event.by, at: event.at } };
    case 'MeasureDrafted': {
      const others = panel.draft.measures.filter((entry) => entry.id !== event.measure.id);
      return { ...panel, draft: { ...panel.draft, by: event.by, changes: panel.draft.changes + 1, measures: [...others, event.measure] } };
    }
    case 'MeasureDropped':
      return { ...panel, draft: { ...panel.draft, by: event.by, changes: panel.draft.changes + 1, measures: panel.draft.measures.filter((entry) => entry.id !== event.measure) } };
    case 'DraftReasoned':
      return { ...panel, draft: { ...panel.draft, by: event.by, termMonths: event.termMonths, reasons: event.reasons } };
    case 'ProposalMade':
      return { ...panel, revisions: [...panel.revisions, { number: event.revision, by: event.by, at: event.at, measures: event.measures, termMonths: event.termMonths, reasons: event.reasons, votes: [] }] };
    case 'VoteCast':
      return revision(panel, event.revision, (entry) => ({
        ...entry,
        votes: [...entry.votes.filter((vote) => vote.person !== event.by), { person: event.by, seat: event.seat, choice: event.choice, reason: event.reason, at: event.at }],
      }));
    case 'ApprovalClosed':
      return revision(panel, event.revision, (entry) => ({ ...entry, closed: { result: event.result, at: event.at, by: event.by, how: event.how } }));
    case 'MeetingWanted':
      return { ...panel, meeting: { wish: panel.meeting.wish + 1, state: 'wanted', ...(event.picked !== undefined && { picked: event.picked }) } };
    case 'MeetingBooked':
      return { ...panel, meeting: { ...panel.meeting, state: 'booked', start: event.start, joinUrl: event.joinUrl } };
    case 'NoCommonSlot':
      return { ...panel, meeting: { ...panel.meeting, state: 'noSlot', candidates: event.candidates } };
  }
};
