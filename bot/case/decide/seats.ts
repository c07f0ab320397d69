import { z } from 'zod';
import { mayTakeSeat } from '../../people/independence.ts';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { text } from '../fields.ts';
import { recognise } from '../recognise.ts';
import { clauseOf, refuse, type Context } from '../rule.ts';
import { approvalOf, nextForSeat, partsOf } from '../seating.ts';
import { isOpen, ownerOf, type Case, type Seat, type WordsId } from '../state.ts';

/**
 * Empties one seat and fills it with the next candidate, by name; the others keep theirs. A booked meeting moves with it.
 * Once the panel has decided, nobody takes a seat any more.
 */
export const refill = (state: Case, seat: Seat, why: SeatLost, reason: WordsId | undefined, context: Context): CaseEvent[] => {
  const { panel } = state;
  if (!panel || seat.person === undefined || state.determination || !isOpen(state)) return [];
  const approval = approvalOf(context.policy, panel.approval);
  const wanted = approval?.seats.find((entry) => entry.id === seat.id);
  const avoid = panel.seats.flatMap((entry) => [...(entry.person === undefined ? [] : [entry.person]), ...entry.past.map((past) => past.person)]);
  const next = wanted && nextForSeat(wanted, state, context.directory, avoid);
  return [
    { type: 'SeatVacated', seat: seat.id, person: seat.person, why, ...(reason !== undefined && { reason }) },
    ...(next === undefined ? [] : [{ type: 'SeatFilled', seat: seat.id, person: next.person, role: next.role, ...(next.deputyFor !== undefined && { deputyFor: next.deputyFor }) } satisfies CaseEvent]),
    { type: 'MeetingWanted' },
  ];
};

type SeatLost = Seat['past'][number]['why'];

export const seatCommands = {
  /** A required seat that nobody in the directory can take: the case owner names somebody, under the same rules (R15). */
  nameMember: rule({
    input: z.strictObject({ seat: z.string().max(40), name: text(200) }),
    decide: (state, { seat: id, name }, context) => {
      const clause = clauseOf(context.policy.decision);
      if (ownerOf(state) !== context.actor) return refuse('R15', clause, 'Only the case owner names a member.');
      const seat = state.panel?.seats.find((entry) => entry.id === id);
      const wanted = approvalOf(context.policy, state.panel?.approval ?? '')?.seats.find((entry) => entry.id === id);
      if (!seat || !wanted || !isOpen(state) || state.determination || seat.person !== undefined) return { events: [] };
      const [found] = recognise(context.directory, name).people;
      const person = found === undefined ? undefined : context.directory.people[found];
      if (!person) return refuse('R15', clause, `Nobody here is called “${name}”. Please write the name as Teams shows it.`);
      if (!person.roles.includes('manager')) return refuse('R15', clause, `${person.name} is not a manager here.`);
      if (state.panel?.seats.some((entry) => entry.person === person.id || entry.past.some((past) => past.person === person.id)))
        return refuse('R15', clause, `${person.name} has or had a seat on this panel already.`);
      const may = mayTakeSeat(person.id, wanted.relations, partsOf(state), context.directory);
      if (!may.ok) return refuse('R15', clause, may.why);
      return { events: [{ type: 'SeatFilled', seat: id, person: person.id, role: 'manager' }, { type: 'MeetingWanted' }] };
    },
  }),
};
