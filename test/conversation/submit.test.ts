import assert from 'node:assert/strict';
import { eventually, openOffice, type Office } from './office.ts';

describe('a card on an older client', () => {
  let office: Office;
  before(async () => { office = await openOffice(); });
  after(() => office.close());

  it('given a button that falls back to Action.Submit, when both shapes of one press arrive, then it is one command', async () => {
    const priya = office.user('Priya Nair');
    await priya.says('report');
    const first = await priya.card('ring 999 first');
    const { fallback } = first.action('Send to my manager') as { fallback: { data: Record<string, unknown> } };
    const inputs = { who: 'Flat 12', what: 'Shouted.', danger: 'no' };
    await priya.press(first.messageId, { type: 'Action.Submit', verb: 'sendReport', data: { ...fallback.data, ...inputs } });
    const step = await eventually('the first page, put on the same message', async () =>
      (await priya.cards()).find((card) => card.messageId === first.messageId && card.text.includes('Page 1 of 9')));
    assert.ok(step);
    const again = await first.press('Send to my manager').catch((error: Error) => ({ error: error.message }));
    assert.ok(!('error' in again));
    await office.settled();
    assert.equal((await office.user('Tom Ashdown').cards()).filter((card) => card.text.includes('Flat 12')).length, 1);
  });
});
