import { candidatesFor, type Candidate, type SeatWish } from './candidates.ts';
import type { Directory } from './directory.ts';
import type { Parts } from './independence.ts';

export type { SeatWish } from './candidates.ts';

export interface Filled {
  person: string;
  /** The role that is relied on. */
  role: string;
  deputyFor?: string;
}

/**
 * Seats people, one to each seat. Required seats come first: as many as can be, then by the best people for them; then
 * the others likewise. Nobody in `avoid` is seated, and no reporter or victim.
 */
export const fillSeats = (seats: readonly SeatWish[], directory: Directory, parts: Parts, avoid: readonly string[]): Record<string, Filled | undefined> => {
  // With k seats the best k for each are enough: the others take k - 1 of them at most.
  const choices = seats.map((seat) => candidatesFor(seat, directory, parts, avoid).slice(0, seats.length));
  const best = bestSeating(seats, choices);
  return Object.fromEntries(seats.map((seat, index) => [seat.id, filledOf(best[index])]));
};

/** The next person for one seat, the others staying where they are. Whoever left the seat belongs in `avoid`. */
export const refill = (seat: SeatWish, others: readonly string[], directory: Directory, parts: Parts, avoid: readonly string[]): Filled | undefined => {
  const { fixed: _left, ...open } = seat;
  return fillSeats([open], directory, parts, [...avoid, ...others])[seat.id];
};

const filledOf = (candidate: Candidate | undefined): Filled | undefined =>
  candidate && { person: candidate.person, role: candidate.role, ...(candidate.deputyFor !== undefined && { deputyFor: candidate.deputyFor }) };

type Seating = (Candidate | undefined)[];

/** Tries every seating; there are a handful of seats and as few choices for each. The first of equals stands. */
const bestSeating = (seats: readonly SeatWish[], choices: readonly Candidate[][]): Seating => {
  let best: Seating = [];
  let bestPrice: number[] = [];
  const seatFrom = (at: number, seated: Seating): void => {
    if (at === seats.length) {
      const price = priceOf(seats, seated);
      if (best.length === 0 || isLess(price, bestPrice)) [best, bestPrice] = [seated, price];
      return;
    }
    for (const candidate of choices[at] ?? []) {
      if (!seated.some((other) => other?.person === candidate.person)) seatFrom(at + 1, [...seated, candidate]);
    }
    seatFrom(at + 1, [...seated, undefined]);
  };
  seatFrom(0, []);
  return best;
};

/** Empty required seats, cost of the required, empty others, cost of the others: the first difference decides. */
const priceOf = (seats: readonly SeatWish[], seated: Seating): number[] => {
  const price = [0, 0, 0, 0];
  for (const [index, seat] of seats.entries()) {
    const candidate = seated[index];
    const at = (seat.required ? 0 : 2) + (candidate ? 1 : 0);
    price[at] = (price[at] ?? 0) + (candidate ? candidate.cost : 1);
  }
  return price;
};

const isLess = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
};
