import assert from 'node:assert/strict';
import { deemedReceipt, type ReceiptRule } from '../../bot/calendar/receipt.ts';
import { londonDate } from '../../bot/calendar/clocks.ts';
import { calendarOf } from '../../bot/calendar/working-days.ts';

const calendar = calendarOf([]);
const at = (text: string): Temporal.Instant => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant();
const rule = (post: ReceiptRule['post']): ReceiptRule => ({ post, emailBefore: '16:30' });
const practice = rule('practiceDirection1985');
const civil = rule('civilProcedure');

describe('deemed receipt', () => {
  for (const [posted, civilDay, practiceDay, second] of [
    ['2026-11-26', '2026-11-30', '2026-11-30', '2026-12-02'],
    ['2026-11-27', '2026-11-30', '2026-12-01', '2026-12-03'],
    ['2026-11-28', '2026-11-30', '2026-12-01', '2026-12-03'],
    ['2026-11-29', '2026-12-01', '2026-12-01', '2026-12-03'],
    ['2026-12-23', '2026-12-29', '2026-12-29', '2026-12-31'],
    ['2026-12-24', '2026-12-29', '2026-12-30', '2027-01-04'],
    ['2026-12-31', '2027-01-04', '2027-01-05', '2027-01-07'],
    ['2027-03-25', '2027-03-30', '2027-03-31', '2027-04-02'],
    ['2027-12-24', '2027-12-29', '2027-12-30', '2028-01-04'],
    ['2026-03-03', '2026-03-05', '2026-03-05', '2026-03-09'],
  ] as const)
    it(`given a letter posted on ${posted}, when asked, then each rule gives its own day`, () => {
      const sent = at(`${posted}T15:00:00`);
      assert.ok(deemedReceipt('firstClass', sent, civil, calendar).equals(at(`${civilDay}T00:00:00`)));
      assert.ok(deemedReceipt('firstClass', sent, practice, calendar).equals(at(`${practiceDay}T00:00:00`)));
      for (const either of [civil, practice])
        assert.ok(deemedReceipt('secondClass', sent, either, calendar).equals(at(`${second}T00:00:00`)));
    });

  it('given every posting day of 2026 and 2027, when the two first class rules are compared, then they differ on 224 of 730', () => {
    let differ = 0;
    for (let n = 0; n < 730; n += 1) {
      const sent = at('2026-01-01T12:00:00').add({ hours: 24 * n });
      if (!deemedReceipt('firstClass', sent, civil, calendar).equals(deemedReceipt('firstClass', sent, practice, calendar))) differ += 1;
    }
    assert.equal(differ, 224);
  });

  it('given delivery by hand, when asked, then it is that moment, on any day', () => {
    const sent = at('2026-11-28T19:12:00');
    assert.ok(deemedReceipt('hand', sent, practice, calendar).equals(sent));
  });

  for (const [sent, received] of [
    ['2026-06-15T10:00:00', '2026-06-15T10:00:00'],
    ['2026-06-15T16:29:59', '2026-06-15T16:29:59'],
    ['2026-06-15T16:30:00', '2026-06-16T00:00:00'],
    ['2026-06-19T17:00:00', '2026-06-22T00:00:00'],
    ['2026-06-20T10:00:00', '2026-06-22T00:00:00'],
    ['2026-12-24T18:00:00', '2026-12-29T00:00:00'],
  ] as const)
    it(`given an e-mail of ${sent}, when asked, then it is received at ${received}`, () => {
      assert.ok(deemedReceipt('email', at(sent), practice, calendar).equals(at(received)));
    });

  it("given a landlord's closed day, when a letter is posted before it, then that day does not count", () => {
    const closed = calendarOf(['2026-11-30']);
    assert.equal(londonDate(deemedReceipt('firstClass', at('2026-11-26T15:00:00'), practice, closed)).toString(), '2026-12-01');
  });
});
