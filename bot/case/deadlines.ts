import type { Calendar } from '../calendar/working-days.ts';
import { dueAt, nextWorkingMorning } from '../calendar/clocks.ts';
import { deputiesOf, holders } from '../people/directory.ts';
import type { Amount, Profile } from '../policy/profile.ts';
import { adoptionFault } from './decide/adoption.ts';
import { refill } from './decide/seats.ts';
import { nextManager } from './decide/up-the-line.ts';
import type { CaseEvent, Follows } from './events.ts';
import type { Context } from './rule.ts';
import { approvalOf } from './seating.ts';
import { isOpen, ownerOf, reportersOf, revisionOf, victimsOf, type Case, type Instant, type Panel, type PersonId } from './state.ts';

/** What is due in a case: when, whose it is, and what follows if nobody acts. */
export interface Deadline {
  /** Kind, starting event and ordinal. */
  id: string;
  kind: 'triage' | 'nameManager' | 'interim' | 'declare' | 'seat' | 'proposal' | 'voteReminder' | 'votes' | 'confirm' | 'afterRefusal' | 'notice';
  dueAt: Instant;
  who?: PersonId;
  follows: Follows;
}

/** The seat that leads the panel. */
export const chairOf = (panel: Panel, policy: Profile): PersonId | undefined => {
  const id = approvalOf(policy, panel.approval)?.seats.find((seat) => seat.chair)?.id;
  return panel.seats.find((seat) => seat.id === id)?.person;
};

/** How often the deadlines that begin so have passed: their ordinal, and the round of a reminder. */
export const timesPassed = (state: Case, prefix: string): number =>
  Object.keys(state.passed).filter((id) => id.startsWith(`${prefix}/`)).length;

/** Every clock that runs in a case now (I8): each open case has a next deadline and one person for it. */
export const deadlines = (state: Case, policy: Profile, calendar: Calendar): Deadline[] => {
  const found: Deadline[] = [];
  const add = (kind: Deadline['kind'], from: string, start: Instant, clock: Amount, who: PersonId | undefined, follows: Follows, morning = false) => {
    const prefix = `${kind}/${from}`;
    const ordinal = timesPassed(state, prefix);
    const end = dueAt({ ...clock, amount: clock.amount * (ordinal + 1) }, Temporal.Instant.from(start), calendar);
    const due = morning || follows === 'remind' ? nextWorkingMorning(end.subtract({ minutes: 1 }), calendar) : end;
    found.push({ id: `${prefix}/${ordinal}`, kind, dueAt: due.toString(), follows, ...(who !== undefined && { who }) });
  };
  const { interim, triage, panel } = state;
  if (interim && interim.endedAt === undefined)
    found.push({ id: `interim/${interim.startedAt}/0`, kind: 'interim', dueAt: interim.endsAt, follows: 'lapse', ...ownerFor(state) });
  if (!isOpen(state)) return found;
  if (state.determination) {
    add('notice', `${state.determination.revision}`, state.determination.at, policy.decision.votesDue, ownerOf(state), 'remind');
    return found;
  }
  if (!triage.decided) {
    const clock = triage.urgent ? policy.triage.urgentDue : policy.triage.due;
    if (triage.manager === undefined) add('nameManager', triage.assignedAt, triage.assignedAt, policy.triage.urgentDue, state.reports[0]?.reporter, 'escalate');
    else add('triage', triage.assignedAt, triage.assignedAt, clock, triage.manager, 'escalate');
    return found;
  }
  if (!panel) return found;
  const { decision } = policy;
  const chair = chairOf(panel, policy);
  for (const seat of panel.seats) {
    if (seat.person !== undefined && seat.declaredAt === undefined) add('declare', `${seat.id}/${seat.askedAt}`, seat.askedAt, decision.declareDue, seat.person, 'refill');
    const required = approvalOf(policy, panel.approval)?.seats.find((entry) => entry.id === seat.id)?.required;
    if (seat.person === undefined && required) add('seat', `${seat.id}/${seat.askedAt}`, seat.askedAt, decision.declareDue, ownerOf(state), 'remind');
  }
  const revision = revisionOf(state);
  if (!revision) add('proposal', panel.convenedAt, panel.convenedAt, decision.votesDue, ownerOf(state), 'remind');
  else if (!revision.closed) {
    if (timesPassed(state, `voteReminder/${revision.number}`) === 0) add('voteReminder', `${revision.number}`, revision.at, decision.remindAfter, chair ?? ownerOf(state), 'remind', true);
    add('votes', `${revision.number}`, revision.at, decision.votesDue, chair ?? ownerOf(state), 'escalate');
  } else if (revision.closed.result === 'adopted' && !adoptionFault(state, policy)) add('confirm', `${revision.number}`, revision.closed.at, decision.votesDue, chair ?? ownerOf(state), 'escalate');
  else add('afterRefusal', `${revision.number}`, revision.closed.at, decision.votesDue, chair ?? ownerOf(state), 'escalate');
  return found;
};

const ownerFor = (state: Case): { who?: PersonId } => {
  const who = ownerOf(state);
  return who === undefined ? {} : { who };
};

/** What follows when a deadline passes. A lapse takes effect at its own time, whenever it is noticed. */
export const passDeadline = (state: Case, deadline: Deadline, context: Context): CaseEvent[] => {
  const passed = (to?: PersonId): CaseEvent => ({ type: 'DeadlinePassed', deadline: deadline.id, dueAt: deadline.dueAt, who: deadline.who, follows: deadline.follows, ...(to !== undefined && { to }) });
  switch (deadline.kind) {
    case 'interim':
      return [passed(), { type: 'InterimEnded', endedAt: deadline.dueAt, why: 'lapsed' }];
    case 'triage':
      return [passed(), nextManager(state, 'escalated', context)];
    case 'nameManager': {
      const barred = [...reportersOf(state), ...victimsOf(state)];
      const role = context.policy.owners.register.role;
      const owner = holders(context.directory, role).find((person) => !person.away && !barred.includes(person.id));
      return [passed(owner?.id), ...(owner ? [{ type: 'TriageAssigned', manager: owner.id, role, why: 'escalated' } satisfies CaseEvent] : [])];
    }
    case 'declare': {
      const seat = state.panel?.seats.find((entry) => entry.person === deadline.who && deadline.id.startsWith(`declare/${entry.id}/`));
      return [passed(), ...(seat ? refill(state, seat, 'noAnswer', undefined, context) : [])];
    }
    case 'votes': case 'confirm': case 'afterRefusal':
      return [passed(chairsDeputy(state, context))];
    case 'seat': case 'proposal': case 'voteReminder': case 'notice':
      return [passed()];
  }
};

/** The chair's named deputy, or the next one of the chair's role, who has no part in the case. */
const chairsDeputy = (state: Case, context: Context): PersonId | undefined => {
  const { panel } = state;
  if (!panel) return undefined;
  const chair = chairOf(panel, context.policy);
  const role = approvalOf(context.policy, panel.approval)?.seats.find((seat) => seat.chair)?.role ?? '';
  const barred = [...reportersOf(state), ...victimsOf(state), ...panel.seats.flatMap((seat) => seat.person ?? [])];
  return [...(chair === undefined ? [] : deputiesOf(context.directory, chair)), ...deputiesOf(context.directory, role)].find((person) => !barred.includes(person.id))?.id;
};
