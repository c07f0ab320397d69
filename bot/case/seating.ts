import { managerOf, type Directory } from '../people/directory.ts';
import type { Parts } from '../people/independence.ts';
import { fillSeats, type SeatWish } from '../people/seats.ts';
import type { Approval, Profile } from '../policy/profile.ts';
import { ownerOf, reportersOf, victimsOf, type Case, type PersonId } from './state.ts';

/** Who has which part in the case, for the rules of independence (R15). */
export const partsOf = (state: Case): Parts => ({
  reporters: reportersOf(state),
  victims: victimsOf(state),
  triagers: [...state.triage.earlier, ...(state.triage.manager === undefined ? [] : [state.triage.manager])],
});

export const approvalOf = (policy: Profile, id: string): Approval | undefined =>
  policy.decision.approvals.find((approval) => approval.id === id);

/** The approval that decides first: of the first route whose stage, if any, is not asked for. */
export const firstApproval = (policy: Profile): Approval | undefined => {
  const route = policy.decision.routes.find((entry) => entry.stage === undefined && !entry.longerTerm && !entry.extension);
  return approvalOf(policy, route?.approvals[0] ?? '') ?? policy.decision.approvals[0];
};

export type SeatFilling = { id: string; person?: PersonId; role: string; deputyFor?: string };

/**
 * Fills the seats of an approval from the directory. Seats in `kept` stay with their person; nobody in `avoid` is taken
 * (a declared conflict, or away). The line manager's seat is the case owner's.
 */
export const seatPeople = (approval: Approval, state: Case, directory: Directory, kept: Record<string, PersonId>, avoid: readonly PersonId[]): SeatFilling[] => {
  const lineManager = lineManagerFor(state, directory, avoid);
  const wishes: SeatWish[] = approval.seats
    .filter((seat) => seat.role !== 'lineManager' || approval.lineManagerVotes !== false)
    .map((seat) => {
      const fixed = kept[seat.id] ?? (seat.role === 'lineManager' ? lineManager : undefined);
      return { id: seat.id, role: seat.role, required: seat.required, relations: seat.relations, ...(seat.substitute !== undefined && { substitute: seat.substitute }), ...(fixed !== undefined && { fixed }) };
    });
  const filled = fillSeats(wishes, directory, partsOf(state), avoid);
  return wishes.map((wish) => {
    const seat = filled[wish.id];
    return { id: wish.id, role: wish.role, ...(seat && { person: seat.person, role: seat.role, ...(seat.deputyFor !== undefined && { deputyFor: seat.deputyFor }) }) };
  });
};

const lineManagerFor = (state: Case, directory: Directory, avoid: readonly PersonId[]): PersonId | undefined => {
  const manager = ownerOf(state);
  if (manager === undefined) return undefined;
  const barred = [...avoid, ...reportersOf(state), ...victimsOf(state)];
  return barred.includes(manager) ? managerOf(directory, manager, barred)?.id : manager;
};
