import type { Profile } from '../policy/profile.ts';
import { chairOf, timesPassed } from './deadlines.ts';
import { adoptionFault } from './decide/adoption.ts';
import { approvalOf } from './seating.ts';
import { isOpen, ownerOf, revisionOf, type Case, type PersonId } from './state.ts';

export type AskKind = 'answer' | 'nameManager' | 'triage' | 'declare' | 'nameMember' | 'pickSlot' | 'factors' | 'equality' | 'draft' | 'vote' | 'confirm' | 'afterRefusal' | 'report';

/** One thing that a case waits for from one person. A card is stale when its ask is gone, not when its version is old. */
export interface Ask {
  id: string;
  kind: AskKind;
  person: PersonId;
  /** Counts reminders: a new round is a new message. */
  round: number;
}

/** Everything that is asked now, the most pressing first. Each person's card shows their first. */
export const asksOf = (state: Case, policy: Profile): Ask[] => {
  const asks: Ask[] = [];
  const add = (kind: AskKind, id: string, person: PersonId | undefined, round = 0) => {
    if (person !== undefined) asks.push({ id, kind, person, round });
  };
  if (!isOpen(state)) return asks;
  const { triage, panel } = state;
  for (const question of triage.questions) if (question.answer === undefined) add('answer', `answer/${question.id}`, question.to);
  if (!triage.decided) {
    if (triage.manager === undefined) add('nameManager', `nameManager/${triage.assignedAt}`, state.reports[0]?.reporter);
    else add('triage', `triage/${triage.assignedAt}`, triage.manager);
  }
  if (panel && !state.determination) {
    const required = new Set(approvalOf(policy, panel.approval)?.seats.filter((seat) => seat.required).map((seat) => seat.id));
    const chair = chairOf(panel, policy);
    const owner = ownerOf(state);
    for (const seat of panel.seats) {
      if (seat.person !== undefined && seat.declaredAt === undefined) add('declare', `declare/${seat.id}/${seat.askedAt}`, seat.person);
      if (seat.person === undefined && required.has(seat.id)) add('nameMember', `nameMember/${seat.id}/${seat.askedAt}`, owner, timesPassed(state, `seat/${seat.id}`));
    }
    if (panel.meeting.state === 'noSlot') add('pickSlot', `pickSlot/${panel.meeting.wish}`, chair);
    const revision = revisionOf(state);
    const round = timesPassed(state, 'proposal');
    if (!panel.factors) add('factors', 'factors', owner, round);
    else if (!panel.equality) add('equality', 'equality', owner, round);
    else if (!revision) add('draft', 'draft', owner, round);
    if (revision && !revision.closed) {
      const reminded = timesPassed(state, `voteReminder/${revision.number}`) + timesPassed(state, `votes/${revision.number}`);
      for (const seat of panel.seats)
        if (seat.person !== undefined && seat.declaredAt !== undefined && !revision.votes.some((vote) => vote.person === seat.person)) add('vote', `vote/${revision.number}`, seat.person, reminded);
    }
    if (revision?.closed?.result === 'adopted' && !adoptionFault(state, policy)) add('confirm', `confirm/${revision.number}`, chair, timesPassed(state, `confirm/${revision.number}`));
    else if (revision?.closed) add('afterRefusal', `afterRefusal/${revision.number}`, chair, timesPassed(state, `afterRefusal/${revision.number}`));
  }
  for (const report of state.reports) if (report.finishedAt === undefined) add('report', `report/${report.id}`, report.reporter);
  return asks;
};

/** Everybody whose chat shows this case. */
export const peopleOf = (state: Case): PersonId[] => [
  ...new Set([
    ...state.reports.map((report) => report.reporter),
    ...state.alerted,
    ...state.triage.earlier,
    ...[state.triage.manager, state.owner].filter((person) => person !== undefined),
    ...(state.panel?.seats.flatMap((seat) => [...seat.past.map((past) => past.person), ...(seat.person === undefined ? [] : [seat.person])]) ?? []),
    ...Object.values(state.passed).flatMap((entry) => entry.told ?? []),
  ]),
];
