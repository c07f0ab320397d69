import { bankHolidays } from './bank-holidays.ts';

/** The days on which nobody works beside weekends: ISO dates, in order. */
export type Calendar = { closed: readonly string[] };

/** The bank holidays of England and Wales with a landlord's own closed days (ISO dates). */
export const calendarOf = (closedDays: readonly string[]): Calendar => ({
  closed: [...new Set([...bankHolidays, ...closedDays])].toSorted(),
});

const saturday = 6;

/** Monday to Friday, and not closed. Beyond the table of bank holidays only weekends and closed days are known. */
export const isWorkingDay = (date: Temporal.PlainDate, calendar: Calendar): boolean =>
  date.dayOfWeek < saturday && !calendar.closed.includes(date.toString());

const step = (date: Temporal.PlainDate, days: 1 | -1, calendar: Calendar): Temporal.PlainDate => {
  let next = date.add({ days });
  while (!isWorkingDay(next, calendar)) next = next.add({ days });
  return next;
};

/**
 * The n-th working day after the date, which itself is day 0 and may be any day. A negative n counts back; 0 is the date
 * itself.
 */
export const addWorkingDays = (date: Temporal.PlainDate, n: number, calendar: Calendar): Temporal.PlainDate => {
  let day = date;
  for (let left = Math.abs(n); left > 0; left -= 1) day = step(day, n < 0 ? -1 : 1, calendar);
  return day;
};

/** The date, or the working day before it. */
export const onOrBefore = (date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate =>
  isWorkingDay(date, calendar) ? date : step(date, -1, calendar);

/** The date, or the working day after it. */
export const onOrAfter = (date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate =>
  isWorkingDay(date, calendar) ? date : step(date, 1, calendar);
