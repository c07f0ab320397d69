import { managerOf, type Directory } from '../people/directory.ts';
import type { Parts } from '../people/independence.ts';
import { fillSeats, type SeatWish } from '../people/seats.ts';
import type { Approval, Profile } from '../policy/profile.ts';
import { ownerOf, reportersOf, victimsOf, type Case, type PersonId } from './state.ts';

/** Who has which part in the case, for the rules of independence (R15). */
export const partsOf = (state: Case): Parts => ({
  reporters: reportersOf(state),
  victims: victimsOf(state),
  witnesses: state.reports.flatMap((report) => report.facts.witnesses ?? []),
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
 * Fills the seats of an approval from the directory. Nobody in `avoid` is taken (a declared conflict, or away). The line
 * manager's seat is the case owner's.
 */
export const seatPeople = (approval: Approval, state: Case, directory: Directory, avoid: readonly PersonId[]): SeatFilling[] => {
  const wishes = approval.seats
    .filter((seat) => seat.role !== 'lineManager' || approval.lineManagerVotes !== false)
    .map((seat) => wishFor(seat, state, directory, avoid));
  const filled = fillSeats(wishes, directory, partsOf(state), avoid);
  return wishes.map(({ id, role }) => ({ id, role, ...filled[id] }));
};

/** The next person for one seat; nobody in `avoid`, to which those in the other seats belong. */
export const nextForSeat = (seat: Approval['seats'][number], state: Case, directory: Directory, avoid: readonly PersonId[]) =>
  fillSeats([wishFor(seat, state, directory, avoid)], directory, partsOf(state), avoid)[seat.id];

const wishFor = ({ id, role, required, relations, substitute }: Approval['seats'][number], state: Case, directory: Directory, avoid: readonly PersonId[]): SeatWish => {
  const fixed = role === 'lineManager' ? lineManagerFor(state, directory, avoid) : undefined;
  return { id, role, required, relations, ...(substitute !== undefined && { substitute }), ...(fixed !== undefined && { fixed }) };
};

const lineManagerFor = (state: Case, directory: Directory, avoid: readonly PersonId[]): PersonId | undefined => {
  const manager = ownerOf(state);
  if (manager === undefined) return undefined;
  const barred = [...avoid, ...reportersOf(state), ...victimsOf(state)];
  return barred.includes(manager) ? managerOf(directory, manager, barred)?.id : manager;
};
