import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bankHolidays, tableEnds, tableEndsSoon } from '../../bot/calendar/bank-holidays.ts';
import { addWorkingDays, calendarOf, isWorkingDay } from '../../bot/calendar/working-days.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const calendar = calendarOf([]);

describe('working days', () => {
  it('given a bank holiday, a weekend or a closed day, when asked, then it is no working day', () => {
    const closedOn24 = calendarOf(['2026-12-24']);
    assert.equal(isWorkingDay(day('2026-12-24'), calendar), true);
    assert.equal(isWorkingDay(day('2026-12-24'), closedOn24), false);
    assert.equal(isWorkingDay(day('2026-12-28'), calendar), false);
    assert.equal(isWorkingDay(day('2026-11-28'), calendar), false);
    assert.equal(isWorkingDay(day('2026-11-29'), calendar), false);
    assert.equal(isWorkingDay(day('2026-11-30'), calendar), true);
  });

  for (const [from, n, to] of [
    ['2026-12-18', 10, '2027-01-06'],
    ['2026-12-24', 5, '2027-01-05'],
    ['2027-03-19', 10, '2027-04-06'],
    ['2026-02-16', 5, '2026-02-23'],
    ['2026-02-24', 10, '2026-03-10'],
    ['2026-06-16', 20, '2026-07-14'],
    ['2026-11-23', 20, '2026-12-21'],
    ['2027-01-15', 20, '2027-02-12'],
    ['2027-01-27', 7, '2027-02-05'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2027-01-06', -10, '2026-12-18'],
    ['2026-11-28', 0, '2026-11-28'],
  ] as const)
    it(`given ${from}, when ${n} working days are added, then it is ${to}`, () => {
      assert.equal(addWorkingDays(day(from), n, calendar).toString(), to);
    });

  it('given closed days, when working days are added, then they are left out', () => {
    assert.equal(addWorkingDays(day('2026-12-23'), 1, calendarOf(['2026-12-24'])).toString(), '2026-12-29');
  });

  it('given any date and number, when working days are added, then the day is a working day, later for a later start, and the way back is the same', () => {
    const start = fc.integer({ min: 0, max: 1000 }).map((days) => day('2026-01-01').add({ days }));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const to = addWorkingDays(from, n, calendar);
        assert.ok(isWorkingDay(to, calendar));
        assert.ok(Temporal.PlainDate.compare(addWorkingDays(from.add({ days: 1 }), n, calendar), to) >= 0);
        assert.ok(Temporal.PlainDate.compare(addWorkingDays(from, n + 1, calendar), to) > 0);
        if (isWorkingDay(from, calendar)) assert.ok(addWorkingDays(to, -n, calendar).equals(from));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the table of bank holidays', () => {
  it('given the years 2026 to 2028, when counted, then each has eight days, all on weekdays, in order', () => {
    for (const year of ['2026', '2027', '2028']) assert.equal(bankHolidays.filter((date) => date.startsWith(year)).length, 8);
    assert.ok(bankHolidays.every((date) => day(date).dayOfWeek < 6));
    assert.deepEqual(bankHolidays, bankHolidays.toSorted());
  });

  it('given 90 days or less until its end, when asked, then it warns', () => {
    assert.equal(tableEnds.toString(), '2028-12-31');
    assert.equal(tableEndsSoon(day('2028-10-01')), false);
    assert.equal(tableEndsSoon(day('2028-10-02')), true);
    assert.equal(tableEndsSoon(day('2029-06-01')), true);
  });
});
