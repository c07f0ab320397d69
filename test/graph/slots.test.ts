import assert from 'node:assert/strict';
import fc from 'fast-check';
import { candidates, firstCommonSlot, type SlotAsk, type Span } from '../../bot/graph/slots.ts';

const zone = 'Europe/London';
const days = (...dates: string[]) => dates.map((date) => Temporal.PlainDate.from(date));
const instant = (text: string) => Temporal.Instant.from(text);

const ask = (changes: Partial<SlotAsk> = {}): SlotAsk => ({
  busy: { tom: [], samira: [] },
  from: instant('2026-12-01T08:00:00Z'),
  workingDays: days('2026-12-01', '2026-12-02'),
  minutes: 60,
  openFrom: '09:00',
  openTo: '17:00',
  zone,
  notice: 0,
  step: 30,
  ...changes,
});

const isBefore = (a: string, b: string): boolean => Temporal.Instant.compare(instant(a), instant(b)) < 0;
const touches = (a: Span, b: Span): boolean => isBefore(a.start, b.end) && isBefore(b.start, a.end);
const local = (text: string) => instant(text).toZonedDateTimeISO(zone);

describe('A time for a meeting', () => {
  it('given free people, then it is the first hour of the first day', () => {
    assert.deepEqual(firstCommonSlot(ask()), { start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' });
  });

  it('given one who is busy until ten past ten, then it begins at half past', () => {
    const busy = { tom: [{ start: '2026-12-01T08:00:00Z', end: '2026-12-01T10:10:00Z' }], samira: [] };
    assert.equal(firstCommonSlot(ask({ busy }))?.start, '2026-12-01T10:30:00Z');
  });

  it('given busy time that ends as it begins, then they do not touch', () => {
    const busy = { tom: [{ start: '2026-12-01T08:00:00Z', end: '2026-12-01T09:00:00Z' }, { start: '2026-12-01T10:00:00Z', end: '2026-12-01T17:00:00Z' }] };
    assert.equal(firstCommonSlot(ask({ busy }))?.start, '2026-12-01T09:00:00Z');
  });

  it('given notice, then nothing sooner is offered', () => {
    assert.equal(firstCommonSlot(ask({ notice: 8 * 60 }))?.start, '2026-12-01T16:00:00Z');
    assert.equal(firstCommonSlot(ask({ notice: 24 * 60 }))?.start, '2026-12-02T09:00:00Z');
  });

  it('given days in any order, then the earliest day wins', () => {
    assert.equal(firstCommonSlot(ask({ workingDays: days('2026-12-04', '2026-12-03') }))?.start, '2026-12-03T09:00:00Z');
  });

  it('given the days on which clocks change, then the office still opens at nine by the clock on the wall', () => {
    const opening = (date: string, from: string) => firstCommonSlot(ask({ workingDays: days(date), from: instant(from) }))?.start;
    assert.equal(opening('2026-03-29', '2026-03-28T12:00:00Z'), '2026-03-29T08:00:00Z');
    assert.equal(opening('2026-10-25', '2026-10-24T12:00:00Z'), '2026-10-25T09:00:00Z');
  });

  it('given no time that suits all, then the chair is offered those that suit most, none overlapping', () => {
    const allDay = [{ start: '2026-12-01T00:00:00Z', end: '2026-12-03T00:00:00Z' }];
    const busy = { tom: allDay, samira: [{ start: '2026-12-01T09:00:00Z', end: '2026-12-02T16:00:00Z' }] };
    assert.equal(firstCommonSlot(ask({ busy })), undefined);
    assert.deepEqual(candidates(ask({ busy }), 3), [
      { start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z', clashes: ['tom', 'samira'] },
      { start: '2026-12-01T10:00:00Z', end: '2026-12-01T11:00:00Z', clashes: ['tom', 'samira'] },
      { start: '2026-12-02T16:00:00Z', end: '2026-12-02T17:00:00Z', clashes: ['tom'] },
    ]);
  });

  describe('whatever people do', () => {
    const span = fc
      .record({ after: fc.nat({ max: 4 * 24 * 60 }), long: fc.integer({ min: 1, max: 600 }) })
      .map(({ after, long }): Span => {
        const start = instant('2026-10-23T00:00:00Z').add({ minutes: after });
        return { start: start.toString(), end: start.add({ minutes: long }).toString() };
      });
    const anyAsk = fc
      .record({
        busy: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.array(span, { maxLength: 25 })),
        minutes: fc.constantFrom(15, 30, 45, 60, 90),
        notice: fc.nat({ max: 2_000 }),
        step: fc.constantFrom(15, 30, 60),
        from: fc.nat({ max: 3 * 24 * 60 }).map((minutes) => instant('2026-10-23T06:00:00Z').add({ minutes })),
      })
      // The clocks change on Sunday the 25th.
      .map((given) => ask({ ...given, workingDays: days('2026-10-25', '2026-10-23', '2026-10-26', '2026-10-24') }));

    /** Every possible start by the calendar, written another way than in the code. */
    const grid = ({ workingDays, minutes, step, from, notice }: SlotAsk): Span[] =>
      workingDays.toSorted(Temporal.PlainDate.compare).flatMap((day) =>
        Array.from({ length: (8 * 60) / step }, (_, index) => day.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).add({ minutes: index * step }))
          .filter((start) => start.add({ minutes }).toPlainTime().toString() <= '17:00:00')
          .filter((start) => Temporal.Instant.compare(start.toInstant(), from.add({ minutes: notice })) >= 0)
          .map((start) => ({ start: start.toInstant().toString(), end: start.add({ minutes }).toInstant().toString() })),
      );
    const suits = (slot: Span, { busy }: SlotAsk) => !Object.values(busy).flat().some((taken) => taken.start < slot.end && slot.start < taken.end);

    it('the slot is free for all, within opening hours, after the notice, and the earliest', () => {
      fc.assert(
        fc.property(anyAsk, (given) => {
          const slot = firstCommonSlot(given);
          assert.deepEqual(slot, grid(given).find((possible) => suits(possible, given)));
          if (!slot) return;
          assert.ok(!Object.values(given.busy).flat().some((taken) => touches(taken, slot)));
          assert.ok(local(slot.start).toPlainTime().toString() >= '09:00:00' && local(slot.end).toPlainTime().toString() <= '17:00:00');
          assert.ok(Temporal.Instant.compare(instant(slot.start), given.from.add({ minutes: given.notice })) >= 0);
        }),
      );
    });

    it('the times for the chair name who is busy, overlap nowhere, and leave out none that suits more', () => {
      fc.assert(
        fc.property(anyAsk, fc.integer({ min: 1, max: 5 }), (given, n) => {
          const offered = candidates(given, n);
          for (const [index, slot] of offered.entries()) {
            assert.deepEqual(slot.clashes, Object.keys(given.busy).filter((person) => given.busy[person]?.some((taken) => touches(taken, slot))));
            assert.ok(offered.every((other, at) => at === index || !touches(other, slot)));
          }
          const free = firstCommonSlot(given);
          if (free) assert.ok(offered.some(({ start }) => start === free.start));
        }),
      );
    });
  });
});
