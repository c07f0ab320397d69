import assert from 'node:assert/strict';
import type { Answer, Message } from '../../sandbox/page/api.ts';
import { faintTexts } from './faint-texts.ts';
import { at, cardOf, count, sees, text, visits } from './page-kit.ts';

const vote = {
  type: 'Input.ChoiceSet', id: 'vote', label: 'Your vote', style: 'expanded', isRequired: true, errorMessage: 'Choose yes or no.',
  choices: [{ title: 'Yes', value: 'yes' }, { title: 'No', value: 'no' }],
};
const reason = { type: 'Input.Text', id: 'reason', label: 'Reason' };
const send = { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Vote', verb: 'vote', data: { ask: 7 }, fallback: { type: 'Action.Submit', title: 'Vote' } }] };
const voteMessage = (id = '1'): Message => ({ id, from: 'bot', at, card: cardOf(text('A panel needs your vote'), vote, reason, send) });
const recorded = cardOf(text('Your vote is recorded'));
const cardAnswer: Answer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: recorded };

/** An answer that comes when the test says so. */
const later = (answer: Answer): { promise: Promise<Answer>; come: () => void } => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  return { promise, come: () => resolve(answer) };
};

describe('the page, given a card', () => {
  const visit = visits();

  beforeEach(() => void visit.api.chats.set('priya', [voteMessage()]));

  it('when a required answer is missing, then its message is shown and nothing is pressed', async () => {
    const page = await visit.open();
    await page.getByRole('button', { name: 'Vote' }).click();
    await sees(page, 'Choose yes or no.');
    assert.equal(visit.api.presses.length, 0);
  });

  it('when it is pressed, then its buttons wait, and the answer stands in its place until the stream’s own card comes', async () => {
    const answer = later(cardAnswer);
    visit.api.answer = () => answer.promise;
    const page = await visit.open();
    await page.getByRole('radiogroup', { name: 'Your vote' }).getByRole('radio', { name: 'No' }).check();
    await page.getByRole('button', { name: 'Vote' }).press('Enter');
    await page.locator('.card[aria-busy]').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Vote' }).isDisabled());
    answer.come();
    await sees(page, 'Your vote is recorded');
    assert.deepEqual(visit.api.presses, [{ messageId: '1', action: { type: 'Action.Execute', verb: 'vote', data: { ask: 7, vote: 'no' } } }]);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Card: Your vote is recorded');
    visit.api.tell({ type: 'update', oid: 'priya', message: { id: '1', from: 'bot', at, edited: true, card: cardOf(text('2 of 3 votes')) } });
    await sees(page, '2 of 3 votes');
    assert.equal(await count(page, 'Your vote is recorded'), 0);
  });

  it('when the answer is words, then they stand below the card; when there is none, Teams’ own excuse does', async () => {
    const page = await visit.open();
    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('button', { name: 'Vote' }).click();
    await sees(page, 'Recorded.');
    visit.api.answer = () => ({ error: 'gone' });
    await page.getByRole('button', { name: 'Vote' }).click();
    await sees(page, 'Something went wrong. Please try again.');
    assert.ok(await page.getByRole('radio', { name: 'Yes' }).isChecked());
  });

  it('when it changes while the person types in it, then the change waits for them; after their own press it does not', async () => {
    const page = await visit.open();
    const change = (words: string): void => visit.api.tell({ type: 'update', oid: 'priya', message: { ...voteMessage(), card: cardOf(text(words), vote, reason, send) } });
    await page.getByRole('textbox', { name: 'Reason' }).fill('Because');
    change('Changed once');
    await page.getByRole('button', { name: 'show it' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Reason' }).inputValue(), 'Because');
    assert.equal(await count(page, 'Changed once'), 0);
    await page.getByRole('button', { name: 'show it' }).click();
    await sees(page, 'Changed once');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Still');
    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('button', { name: 'Vote' }).click();
    await sees(page, 'Recorded.');
    change('Changed twice');
    await sees(page, 'Changed twice');
  });

  it('when two cards ask the same, then a choice in one leaves the other alone', async () => {
    visit.api.chats.set('priya', [voteMessage('1'), voteMessage('2')]);
    const page = await visit.open();
    await page.getByRole('radio', { name: 'Yes' }).first().check();
    await page.getByRole('radio', { name: 'No' }).last().check();
    assert.ok(await page.getByRole('radio', { name: 'Yes' }).first().isChecked());
  });

  it('then a table is drawn, and words that look like HTML stay words', async () => {
    const cell = (words: string): object => ({ type: 'TableCell', items: [text(words)] });
    visit.api.chats.set('priya', [{ id: '1', from: 'bot', at, card: cardOf({ type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [cell('<b>In</b> a table')] }] }) }]);
    await sees(await visit.open(), '<b>In</b> a table');
  });

  it('when another person is chosen and then this one again, then what was typed is still there, in either theme', async () => {
    const page = await visit.open('?as=Priya%20Nair&theme=light');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Because');
    await page.getByRole('button', { name: /^Tom Ashdown/ }).click();
    await page.getByRole('button', { name: /^Priya Nair/ }).click();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Reason' }).inputValue(), 'Because');
    await page.reload();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  });

  for (const theme of ['light', 'dark']) {
    it(`then all text stands out from its ground, theme ${theme}`, async () => {
      const boxes = ['default', 'emphasis', 'accent', 'good', 'warning', 'attention'].map((style) => ({
        type: 'Container', style,
        items: ['default', 'accent', 'good', 'warning', 'attention'].map((color) => ({ type: 'TextBlock', text: `${color} on ${style}`, color })).concat([{ type: 'TextBlock', text: `subtle on ${style}`, isSubtle: true } as never]),
      }));
      visit.api.chats.set('priya', [...(visit.api.chats.get('priya') ?? []), { id: '2', from: 'user', at, text: 'hello' }, { id: '3', from: 'bot', at, card: cardOf(...boxes) }]);
      const page = await visit.open(`?as=priya%20nair&theme=${theme}`);
      await page.getByRole('button', { name: 'Vote' }).click();
      await sees(page, 'Choose yes or no.');
      assert.deepEqual(await page.evaluate(faintTexts), []);
    });
  }
});
