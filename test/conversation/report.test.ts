import assert from 'node:assert/strict';
import { openOffice, type Office } from './office.ts';

describe('a report in chat (clauses 3.2 and 4.0)', () => {
  let office: Office;
  before(async () => { office = await openOffice(); });
  after(() => office.close());

  it('given three answers, when they are sent, then the line manager has the report at once', async () => {
    const priya = office.user('Priya Nair');
    await priya.says('report');
    const first = await priya.card('If anyone is in danger now, ring 999 first.');
    const step = await first.fill({ 'Who': 'Mr Vole, 4 Mill Lane', 'What happened': 'He shouted at me on the phone.', 'Is anyone in danger': 'No' }).next('Send to my manager');
    assert.match(step.text, /1 of 9/);
    const triage = await office.user('Tom Ashdown').card('Mr Vole, 4 Mill Lane');
    assert.ok(triage.has('Decide'));
  });
});
