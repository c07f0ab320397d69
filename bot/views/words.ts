import { zone } from '../calendar/clocks.ts';
import type { Amount } from '../policy/profile.ts';

type Moment = Temporal.Instant | Temporal.PlainDate | string;

/** An ISO string with an offset is an instant; one without is a London calendar date. */
const read = (moment: Moment): Temporal.Instant | Temporal.PlainDate => {
  if (typeof moment !== 'string') return moment;
  return /(Z|[+-]\d\d:?\d\d)$/.test(moment) ? Temporal.Instant.from(moment) : Temporal.PlainDate.from(moment);
};

const dayInWords = (date: Temporal.PlainDate): string => {
  const weekday = date.toLocaleString('en-GB', { weekday: 'long' });
  const month = date.toLocaleString('en-GB', { month: 'long' });
  return `${weekday} ${date.day} ${month} ${date.year}`;
};

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** “Thursday 3 December 2026” for a date; “Thursday 3 December 2026, 14:00” in London for an instant. */
export const inWords = (moment: Moment): string => {
  const value = read(moment);
  if (value instanceof Temporal.PlainDate) return dayInWords(value);
  const local = value.toZonedDateTimeISO(zone);
  return `${dayInWords(local.toPlainDate())}, ${twoDigits(local.hour)}:${twoDigits(local.minute)}`;
};

/** When something must be done by: an exclusive end at midnight is the end of the day before. */
export const dueInWords = (instant: Temporal.Instant | string): string => {
  const end = typeof instant === 'string' ? Temporal.Instant.from(instant) : instant;
  const local = end.toZonedDateTimeISO(zone);
  if (local.hour !== 0 || local.minute !== 0) return inWords(end);
  return `the end of ${dayInWords(local.toPlainDate().subtract({ days: 1 }))}`;
};

const one: Record<Amount['unit'], string> = { workingDays: 'working day', days: 'day', months: 'month' };

/** “1 day”, “3 reports”. */
export const countInWords = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

/** “5 working days”. */
export const amountInWords = ({ amount, unit }: { amount: number; unit: Amount['unit'] }): string => countInWords(amount, one[unit]);

/** “2.3 MB”, from bytes. */
export const sizeInWords = (bytes: number): string => {
  if (bytes < 1000) return countInWords(bytes, 'byte');
  const [divisor, unit] = bytes < 999_500 ? [1000, 'KB'] : [1_000_000, 'MB'];
  const value = bytes / divisor;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
};

/** “a, b and c”. */
export const listInWords = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const mostParagraphs = 40;

/** People's own words, a run for each line: a line break inside one run is not kept everywhere. Of very many lines, the last ones stand in one run: a card has room for so many. */
export const paragraphs = (text: string): string[] => {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  return lines.length <= mostParagraphs ? lines : [...lines.slice(0, mostParagraphs - 1), lines.slice(mostParagraphs - 1).join(' / ')];
};

/** Where a rule stands, as a reader of the policy would look it up; undefined where there is nothing to look up. */
export const clauseInWords = (clause: string): string | undefined => {
  if (clause === 'law') return 'This is the law.';
  const labels = clause.split(',').map((label) => label.trim());
  if (!labels.every((label) => /^\w*\.?\d/.test(label))) return undefined;
  return `${labels.length === 1 ? 'Clause' : 'Clauses'} ${listInWords(labels)} of the policy`;
};

/** “10:42” in London. */
export const londonTime = (instant: string): string => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return `${twoDigits(local.hour)}:${twoDigits(local.minute)}`;
};

/** What people call a case by, on the phone too: it names nobody. */
export const caseReference = (id: string): string => id.slice(0, 6).toUpperCase();
