import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { addMonths, dueAt, dueDate, endOf, londonDate, nextWorkingMorning, startOf, windowDate, windowEndsAt, type Clock } from '../../bot/calendar/clocks.ts';
import { calendarOf, isWorkingDay } from '../../bot/calendar/working-days.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const at = (text: string): Temporal.Instant => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant();
const calendar = calendarOf([]);
const clock = (amount: number, unit: Clock['unit']): Clock => ({ amount, unit });

describe("a landlord's deadline", () => {
  for (const [what, start, rule, due] of [
    ['triage, 5 working days', '2026-02-16', clock(5, 'workingDays'), '2026-02-23'],
    ['interim, 10 working days', '2026-02-24', clock(10, 'workingDays'), '2026-03-10'],
    ['appeal, 28 days', '2026-03-13', clock(28, 'days'), '2026-04-10'],
    ['panel review, 12 months', '2026-03-05', clock(12, 'months'), '2027-03-05'],
    ['end of an 18 month term, a Sunday', '2026-03-05', clock(18, 'months'), '2027-09-03'],
    ['review within 6 months, a Sunday', '2026-07-31', clock(6, 'months'), '2027-01-29'],
    ['monthly check, a Saturday', '2026-07-15', clock(1, 'months'), '2026-08-14'],
    ['28 days to Good Friday 2026', '2026-03-06', clock(28, 'days'), '2026-04-02'],
  ] as const)
    it(`given ${what} from ${start}, when asked, then it is due on ${due}`, () => {
      assert.equal(dueDate(rule, day(start), calendar).toString(), due);
    });

  it('given an event at any time of the day, when asked, then the deadline is the whole last day in London', () => {
    const morning = dueAt(clock(5, 'workingDays'), at('2026-02-16T00:00:00'), calendar);
    const night = dueAt(clock(5, 'workingDays'), at('2026-02-16T23:59:59'), calendar);
    assert.ok(morning.equals(night));
    assert.ok(morning.equals(at('2026-02-24T00:00:00')));
    assert.equal(londonDate(morning.subtract({ seconds: 1 })).toString(), '2026-02-23');
  });

  it('given summer time, when an event falls after midnight in London, then its day is the London day', () => {
    const event = Temporal.Instant.from('2026-06-15T23:30:00Z');
    assert.equal(londonDate(event).toString(), '2026-06-16');
    assert.equal(dueAt(clock(20, 'workingDays'), event, calendar).toString(), '2026-07-14T23:00:00Z');
  });

  it('given the nights on which clocks change, when days are counted, then dates count and not hours', () => {
    assert.equal(endOf(day('2027-03-28')).since(startOf(day('2027-03-28')), { largestUnit: 'hour' }).hours, 23);
    assert.equal(endOf(day('2027-10-31')).since(startOf(day('2027-10-31')), { largestUnit: 'hour' }).hours, 25);
    assert.equal(dueDate(clock(28, 'days'), day('2027-03-02'), calendar).toString(), '2027-03-30');
    assert.equal(dueDate(clock(28, 'days'), day('2027-10-08'), calendar).toString(), '2027-11-05');
  });

  it('given a closed stretch that reaches back to the start, when a short clock ends in it, then the day is kept and never lies before the start', () => {
    assert.equal(dueDate(clock(1, 'days'), day('2026-11-28'), calendar).toString(), '2026-11-29');
    assert.equal(dueDate(clock(1, 'days'), day('2026-11-27'), calendar).toString(), '2026-11-27');
  });

  it('given any start, when a clock of working days or of a week and more runs, then it ends on a working day, and later for a later start', () => {
    const start = fc.integer({ min: 0, max: 900 }).map((days) => day('2026-01-01').add({ days }));
    const rules = fc.oneof(
      fc.integer({ min: 1, max: 40 }).map((n) => clock(n, 'workingDays')),
      fc.integer({ min: 7, max: 90 }).map((n) => clock(n, 'days')),
      fc.integer({ min: 1, max: 18 }).map((n) => clock(n, 'months')),
    );
    fc.assert(
      fc.property(start, rules, (from, rule) => {
        const due = dueDate(rule, from, calendar);
        assert.ok(isWorkingDay(due, calendar));
        assert.ok(Temporal.PlainDate.compare(due, from) > 0);
        assert.ok(Temporal.PlainDate.compare(dueDate(rule, from.add({ days: 1 }), calendar), due) >= 0);
        assert.ok(Temporal.PlainDate.compare(windowDate(rule, from, calendar), due) >= 0);
        assert.ok(isWorkingDay(windowDate(rule, from, calendar), calendar));
      }),
      { numRuns: 200 },
    );
  });
});

describe("a customer's window", () => {
  it('given a window in calendar units that ends on a closed day, when asked, then it runs to the next working day', () => {
    assert.equal(windowDate(clock(6, 'months'), day('2026-07-31'), calendar).toString(), '2027-02-01');
    assert.equal(windowDate(clock(28, 'days'), day('2026-03-06'), calendar).toString(), '2026-04-07');
  });

  it('given 20 working days from a deemed receipt, when asked, then the last day is counted whole', () => {
    assert.ok(windowEndsAt(clock(20, 'workingDays'), at('2026-12-21T00:00:00'), calendar).equals(at('2027-01-22T00:00:00')));
  });
});

describe('months', () => {
  for (const [from, n, to] of [
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', -1, '2026-11-30'],
    ['2026-03-05', 18, '2027-09-05'],
  ] as const)
    it(`given ${from}, when ${n} months are added, then it is ${to}`, () => {
      assert.equal(addMonths(day(from), n).toString(), to);
    });
});

describe('the next working morning', () => {
  for (const [now, then] of [
    ['2026-11-26T08:59:00', '2026-11-26T09:00:00'],
    ['2026-11-26T09:00:00', '2026-11-26T09:00:00'],
    ['2026-11-26T09:01:00', '2026-11-27T09:00:00'],
    ['2026-11-27T18:00:00', '2026-11-30T09:00:00'],
    ['2026-12-24T10:00:00', '2026-12-29T09:00:00'],
    ['2027-03-27T12:00:00', '2027-03-30T09:00:00'],
  ] as const)
    it(`given ${now}, when asked, then it is ${then}`, () => {
      assert.ok(nextWorkingMorning(at(now), calendar).equals(at(then)));
    });
});

describe("the machine's own time zone", () => {
  const program = `
    const { dueAt, nextWorkingMorning } = await import('./bot/calendar/clocks.ts');
    const { calendarOf } = await import('./bot/calendar/working-days.ts');
    const start = Temporal.Instant.from('2026-06-15T23:30:00Z');
    console.log(String(dueAt({ amount: 28, unit: 'days' }, start, calendarOf([]))), String(nextWorkingMorning(start, calendarOf([]))));`;

  for (const zone of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'])
    it(`given ${zone}, when clocks are reckoned, then they are London's`, () => {
      const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: new URL('../../', import.meta.url),
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      assert.equal(run.stdout.trim(), '2026-07-14T23:00:00Z 2026-06-16T08:00:00Z', run.stderr);
    });
});
