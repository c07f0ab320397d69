/** Finds a time for a meeting. Graph's own finder needs a signed-in person, so it is done here from busy times. */

export interface Span {
  /** ISO instant. */
  start: string;
  /** ISO instant, exclusive. */
  end: string;
}

export interface SlotAsk {
  /** Busy times by person. */
  busy: Record<string, Span[]>;
  from: Temporal.Instant;
  /** The days allowed, in any order. */
  workingDays: Temporal.PlainDate[];
  minutes: number;
  /** Local times of day, such as 09:00. */
  openFrom: string;
  openTo: string;
  zone: string;
  /** Minutes between `from` and the earliest start. */
  notice: number;
  /** Minutes between possible starts, counted from `openFrom`. */
  step: number;
}

export interface Candidate extends Span {
  /** Who is busy then. */
  clashes: string[];
}

/** The earliest time within opening hours at which nobody is busy. */
export const firstCommonSlot = (ask: SlotAsk): Span | undefined => {
  const isBusy = busyness(ask);
  const people = Object.keys(ask.busy);
  for (const slot of slotsOf(ask)) {
    if (!people.some((person) => isBusy(person, slot))) return spanOf(slot);
  }
  return undefined;
};

/** The `n` times that suit most people, none overlapping another, earliest first: for the chair where no time suits all. */
export const candidates = (ask: SlotAsk, n: number): Candidate[] => {
  const isBusy = busyness(ask);
  const people = Object.keys(ask.busy);
  const rated = [...slotsOf(ask)]
    .map((slot) => ({ slot, clashes: people.filter((person) => isBusy(person, slot)) }))
    .toSorted((a, b) => a.clashes.length - b.clashes.length || a.slot.start - b.slot.start);
  const chosen: typeof rated = [];
  for (const next of rated) {
    if (chosen.length === n) break;
    if (!chosen.some(({ slot }) => overlaps(slot, next.slot))) chosen.push(next);
  }
  return chosen.toSorted((a, b) => a.slot.start - b.slot.start).map(({ slot, clashes }) => ({ ...spanOf(slot), clashes }));
};

/** Epoch milliseconds. */
interface Slot {
  start: number;
  end: number;
}

const overlaps = (a: Slot, b: Slot): boolean => a.start < b.end && b.start < a.end;

const minute = 60_000;

function* slotsOf(ask: SlotAsk): Generator<Slot> {
  const earliest = ask.from.epochMilliseconds + ask.notice * minute;
  for (const day of ask.workingDays.toSorted(Temporal.PlainDate.compare)) {
    const close = at(day, ask.openTo, ask.zone);
    for (let start = at(day, ask.openFrom, ask.zone); start + ask.minutes * minute <= close; start += ask.step * minute) {
      if (start >= earliest) yield { start, end: start + ask.minutes * minute };
    }
  }
}

const at = (day: Temporal.PlainDate, time: string, zone: string): number =>
  day.toZonedDateTime({ plainTime: Temporal.PlainTime.from(time), timeZone: zone }).epochMilliseconds;

const busyness = (ask: SlotAsk): ((person: string, slot: Slot) => boolean) => {
  const spans = new Map(Object.entries(ask.busy).map(([person, busy]) => [person, busy.map(millisecondsOf)]));
  return (person, slot) => (spans.get(person) ?? []).some((span) => overlaps(span, slot));
};

const millisecondsOf = ({ start, end }: Span): Slot => ({
  start: Temporal.Instant.from(start).epochMilliseconds,
  end: Temporal.Instant.from(end).epochMilliseconds,
});

const spanOf = ({ start, end }: Slot): Span => ({ start: isoOf(start), end: isoOf(end) });
const isoOf = (milliseconds: number): string => Temporal.Instant.fromEpochMilliseconds(milliseconds).toString();
