import type { Relation } from '../policy/kinds.ts';
import { deputiesOf, holders, type Directory, type Staff } from './directory.ts';
import { mayTakeSeat, type Parts } from './independence.ts';

export interface SeatWish {
  id: string;
  role: string;
  required: boolean;
  relations: readonly Relation[];
  /** Who sits here already, or whom the case itself names, as the line manager. */
  fixed?: string;
  /** A role that fills the seat when its own and its deputies cannot. */
  substitute?: string;
}

/** Somebody who may take a seat. The smaller the cost, the better. */
export interface Candidate {
  person: string;
  /** The role that is relied on. */
  role: string;
  deputyFor?: string;
  cost: number;
}

/** Being away weighs more than any other: a deputy who is here comes before a holder who is not. */
const costs = { holder: 0, deputy: 1, substitute: 2, away: 10 } as const;

/** Who may take a seat, best first and by name among equals. */
export const candidatesFor = (seat: SeatWish, directory: Directory, parts: Parts, avoid: readonly string[]): Candidate[] => {
  const barred = (person: string, relations: readonly Relation[]): boolean =>
    avoid.includes(person) || !mayTakeSeat(person, relations, parts, directory).ok;
  if (seat.fixed !== undefined && !barred(seat.fixed, [])) return [{ person: seat.fixed, role: seat.role, cost: 0 }];
  const offered = [...holdersFor(seat, directory), ...deputiesFor(seat, directory, (person) => barred(person, seat.relations)), ...substitutesFor(seat, directory)];
  const seen = new Set<string>();
  return offered
    .filter(({ person }) => !barred(person, seat.relations) && !seen.has(person) && seen.add(person))
    .map((candidate) => (directory.people[candidate.person]?.away ? { ...candidate, cost: candidate.cost + costs.away } : candidate))
    .toSorted((a, b) => a.cost - b.cost);
};

const byName = (a: Staff, b: Staff): number => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1);

const holdersFor = ({ role }: SeatWish, directory: Directory): Candidate[] =>
  holders(directory, role).toSorted(byName).map(({ id }) => ({ person: id, role, cost: costs.holder }));

/** Deputies stand in the landlord's order: the role's own first, then those of each holder. */
const deputiesFor = ({ role }: SeatWish, directory: Directory, isBarred: (person: string) => boolean): Candidate[] => {
  const held = holders(directory, role).toSorted(byName);
  const missing = held.find(({ id, away }) => away || isBarred(id)) ?? held[0];
  const deputy = (id: string, holder: string | undefined): Candidate => ({ person: id, role, ...(holder !== undefined && { deputyFor: holder }), cost: costs.deputy });
  return [
    ...deputiesOf(directory, role).map(({ id }) => deputy(id, missing?.id)),
    ...held.flatMap((holder) => deputiesOf(directory, holder.id).map(({ id }) => deputy(id, holder.id))),
  ];
};

const substitutesFor = ({ substitute }: SeatWish, directory: Directory): Candidate[] =>
  substitute === undefined
    ? []
    : holders(directory, substitute).toSorted(byName).map(({ id }) => ({ person: id, role: substitute, cost: costs.substitute }));
