import { addWorkingDays, onOrAfter, onOrBefore, type Calendar } from './working-days.ts';

export const zone = 'Europe/London';

/** A length of time as a policy gives it. `days` are calendar days. */
export interface Clock {
  amount: number;
  unit: 'workingDays' | 'days' | 'months';
}

/** The date in London at an instant. */
export const londonDate = (instant: Temporal.Instant): Temporal.PlainDate => instant.toZonedDateTimeISO(zone).toPlainDate();

/** The first instant of a London date. */
export const startOf = (date: Temporal.PlainDate): Temporal.Instant => date.toZonedDateTime(zone).toInstant();

/** The exclusive end of a London date: the first instant of the next one, a second after 23:59:59. */
export const endOf = (date: Temporal.PlainDate): Temporal.Instant => startOf(date.add({ days: 1 }));

/** N calendar months later: the same day of the month, or the last day of a shorter month. N may be negative. */
export const addMonths = (date: Temporal.PlainDate, n: number): Temporal.PlainDate => date.add({ months: n });

const unrolled = (clock: Clock, start: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate => {
  switch (clock.unit) {
    case 'workingDays':
      return addWorkingDays(start, clock.amount, calendar);
    case 'days':
      return start.add({ days: clock.amount });
    case 'months':
      return addMonths(start, clock.amount);
  }
};

/**
 * The last day of a task of the landlord's people that began on `start` (day 0). It never rolls forward: a day that is
 * not a working day becomes the working day before, unless that lies before the start; then the day stays as it is.
 */
export const dueDate = (clock: Clock, start: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate => {
  const day = unrolled(clock, start, calendar);
  const before = onOrBefore(day, calendar);
  return Temporal.PlainDate.compare(before, start) < 0 ? day : before;
};

/** The exclusive end of the landlord's deadline: the due day has wholly passed. */
export const dueAt = (clock: Clock, start: Temporal.Instant, calendar: Calendar): Temporal.Instant =>
  endOf(dueDate(clock, londonDate(start), calendar));

/** The last day of a customer's window that began on `start` (day 0): it rolls forward to a working day. */
export const windowDate = (clock: Clock, start: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate =>
  onOrAfter(unrolled(clock, start, calendar), calendar);

/** The exclusive end of a customer's window. */
export const windowEndsAt = (clock: Clock, start: Temporal.Instant, calendar: Calendar): Temporal.Instant =>
  endOf(windowDate(clock, londonDate(start), calendar));

const morningOf = (date: Temporal.PlainDate): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).toInstant();

/** The first 09:00 in London on a working day, at the instant or after it. Reminders go out then. */
export const nextWorkingMorning = (instant: Temporal.Instant, calendar: Calendar): Temporal.Instant => {
  const first = onOrAfter(londonDate(instant), calendar);
  const early = Temporal.Instant.compare(morningOf(first), instant) >= 0;
  return morningOf(early ? first : addWorkingDays(first, 1, calendar));
};
