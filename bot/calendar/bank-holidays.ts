/**
 * The bank holidays of England and Wales, as published on GOV.UK. One-off days happen, so nothing here is computed: when
 * GOV.UK publishes a year or changes a day, the table is changed. A day in lieu stands under the date on which it is kept.
 */
export const bankHolidays: readonly string[] = [
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-04',
  '2026-05-25',
  '2026-08-31',
  '2026-12-25',
  '2026-12-28',
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
  '2027-05-03',
  '2027-05-31',
  '2027-08-30',
  '2027-12-27',
  '2027-12-28',
  '2028-01-03',
  '2028-04-14',
  '2028-04-17',
  '2028-05-01',
  '2028-05-29',
  '2028-08-28',
  '2028-12-25',
  '2028-12-26',
];

/** The last day that the table covers. After it only weekends and closed days are known. */
export const tableEnds = Temporal.PlainDate.from('2028-12-31');

const warningDays = 90;

/** Whether the administrator must be warned that the table runs out within 90 days, or has run out. */
export const tableEndsSoon = (today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(today, tableEnds.subtract({ days: warningDays })) >= 0;
