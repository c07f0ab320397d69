import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Answer, Message, Person } from '../../sandbox/page/api.ts';
import { buildPage } from '../../sandbox/page/build.ts';
import { fakePageApi, type FakePageApi } from './fake-page-api.ts';
import { faintTexts } from './faint-texts.ts';

const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const wide = { width: 1300, height: 800 };
const phone = { width: 390, height: 800 };
const at = '2026-11-25T09:00:00Z';
const staff = (): Person[] => [
  { id: 'priya', name: 'Priya Nair', title: 'Housing officer', unread: 0, installed: true },
  { id: 'tom', name: 'Tom Ashdown', title: 'Neighbourhood manager', unread: 2, installed: true },
  { id: 'kit', name: 'Kit Rowe', title: 'Contact centre', unread: 0, installed: false },
];

const text = (words: string): object => ({ type: 'TextBlock', text: words, wrap: true });
const cardOf = (...body: object[]): NonNullable<Message['card']> => ({ type: 'AdaptiveCard', version: '1.5', body });
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

describe('the page', () => {
  let folder: string;
  let browser: Browser;
  let api: FakePageApi;
  let context: BrowserContext;
  let faults: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'));
    await buildPage(folder);
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    faults = [];
    api = await fakePageApi(folder, staff());
    context = await browser.newContext({ locale: 'en-GB', viewport: wide });
    context.setDefaultTimeout(5000);
  });
  afterEach(async () => {
    await context.close();
    await api.stop();
    assert.deepEqual(faults, []);
  });

  const open = async (query = '?as=priya%20nair'): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      // A stream that a test breaks is told by the browser itself.
      if (message.type() !== 'log' && !/ERR_INCOMPLETE_CHUNKED/.test(message.text())) faults.push(message.text());
    });
    await page.goto(`${api.address}/${query}`);
    await page.getByRole('heading', { name: 'Fair Contact', exact: true }).waitFor();
    return page;
  };
  const sees = (page: Page, words: string): Promise<void> => page.getByText(words).filter({ visible: true }).first().waitFor();
  const count = (page: Page, words: string): Promise<number> => page.getByText(words).filter({ visible: true }).count();

  describe('given a person in the address', () => {
    it('when their name is written in any case, then it is their chat, also after a reload, and in a second window another person’s', async () => {
      const page = await open('?as=TOM%20ashdown');
      await sees(page, 'You are Tom Ashdown, Neighbourhood manager');
      await page.reload();
      await sees(page, 'You are Tom Ashdown, Neighbourhood manager');
      await sees(await open('?as=Priya%20Nair'), 'You are Priya Nair, Housing officer');
    });

    it('when another is chosen from the list, then the address follows, and going back comes back', async () => {
      const page = await open();
      await page.getByRole('button', { name: 'Tom Ashdown Neighbourhood manager , 2 unread messages' }).click();
      await page.waitForURL(/as=Tom\+Ashdown/);
      await sees(page, 'You are Tom Ashdown');
      await page.goBack();
      await sees(page, 'You are Priya Nair');
    });

    it('when nobody has that name, then the page says so', async () => {
      const page = await context.newPage();
      await page.goto(`${api.address}/?as=Nemo`);
      await sees(page, 'Nobody at Harrowmere Homes is called Nemo.');
    });
  });

  describe('given an empty chat', () => {
    it('then it says who you are, what to type and whose turn it is; a command and Enter send it', async () => {
      const page = await open();
      await sees(page, 'Waiting for: Tom Ashdown');
      await page.getByRole('button', { name: 'my cases' }).click();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => (document.querySelector('.chat textarea') as HTMLTextAreaElement).value === '');
      assert.deepEqual(api.sent.map(({ oid, body }) => [oid, JSON.parse(body)]), [['priya', { text: 'my cases' }]]);
    });

    it('when files are attached and one is taken away, then the rest goes as form data', async () => {
      const page = await open();
      const file = (name: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.from('x') });
      await page.locator('input[type=file]').setInputFiles([file('notes.txt', 'text/plain'), file('door.png', 'image/png')]);
      await page.getByRole('button', { name: 'Remove notes.txt' }).click();
      await page.getByRole('textbox', { name: 'Message to Fair Contact' }).fill('The door');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('button', { name: 'Remove door.png' }).waitFor({ state: 'detached' });
      const [{ type, body } = { type: '', body: '' }] = api.sent;
      assert.match(type, /^multipart\/form-data/);
      assert.match(body, /The door[^]*name="files"; filename="door.png"/);
      assert.doesNotMatch(body, /notes\.txt/);
    });

    it('when the person does not have the bot, then the page offers to add it', async () => {
      await (await open('?as=Kit%20Rowe')).getByRole('button', { name: 'Add Fair Contact' }).waitFor();
    });
  });

  describe('given messages', () => {
    it('when one arrives, then it is announced, read and there after a reload', async () => {
      const page = await open();
      api.say('priya', { id: '1', from: 'bot', at, text: '**Hello** <img src=x onerror=alert(1)>', alert: true, summary: 'A task' });
      await page.getByRole('log').getByText('Hello <img src=x onerror=alert(1)>').waitFor();
      await sees(page, 'Alert: “A task”');
      await page.waitForTimeout(100);
      assert.ok(api.reads.includes('priya'));
      await page.reload();
      await sees(page, 'Hello');
      api.tell({ type: 'delete', oid: 'priya', message: { id: '1', from: 'bot', at } });
      await sees(page, 'Nothing has been said yet');
    });

    it('when the connection was lost for a moment, then what came meanwhile is shown', async () => {
      const page = await open();
      api.chats.set('priya', [{ id: '1', from: 'bot', at, text: 'While you were away' }]);
      api.breakStreams();
      await sees(page, 'While you were away');
    });
  });

  describe('given a card', () => {
    beforeEach(() => void api.chats.set('priya', [voteMessage()]));

    it('when a required answer is missing, then its message is shown and nothing is pressed', async () => {
      const page = await open();
      await page.getByRole('button', { name: 'Vote' }).click();
      await sees(page, 'Choose yes or no.');
      assert.equal(api.presses.length, 0);
    });

    it('when it is pressed, then its buttons wait, and the answer stands in its place until the stream’s own card comes', async () => {
      const answer = later(cardAnswer);
      api.answer = () => answer.promise;
      const page = await open();
      await page.getByRole('radiogroup', { name: 'Your vote' }).getByRole('radio', { name: 'No' }).check();
      await page.getByRole('button', { name: 'Vote' }).press('Enter');
      await page.locator('.card[aria-busy]').waitFor();
      assert.ok(await page.getByRole('button', { name: 'Vote' }).isDisabled());
      answer.come();
      await sees(page, 'Your vote is recorded');
      assert.deepEqual(api.presses, [{ messageId: '1', action: { type: 'Action.Execute', verb: 'vote', data: { ask: 7, vote: 'no' } } }]);
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Card: Your vote is recorded');
      api.tell({ type: 'update', oid: 'priya', message: { id: '1', from: 'bot', at, edited: true, card: cardOf(text('2 of 3 votes')) } });
      await sees(page, '2 of 3 votes');
      assert.equal(await count(page, 'Your vote is recorded'), 0);
    });

    it('when the answer is words, then they stand below the card; when there is none, Teams’ own excuse does', async () => {
      const page = await open();
      await page.getByRole('radio', { name: 'Yes' }).check();
      await page.getByRole('button', { name: 'Vote' }).click();
      await sees(page, 'Recorded.');
      api.answer = () => ({ error: 'gone' });
      await page.getByRole('button', { name: 'Vote' }).click();
      await sees(page, 'Something went wrong. Please try again.');
      assert.ok(await page.getByRole('radio', { name: 'Yes' }).isChecked());
    });

    it('when it changes while the person types in it, then the change waits for them; after their own press it does not', async () => {
      const page = await open();
      const change = (words: string): void => api.tell({ type: 'update', oid: 'priya', message: { ...voteMessage(), card: cardOf(text(words), vote, reason, send) } });
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
      api.chats.set('priya', [voteMessage('1'), voteMessage('2')]);
      const page = await open();
      await page.getByRole('radio', { name: 'Yes' }).first().check();
      await page.getByRole('radio', { name: 'No' }).last().check();
      assert.ok(await page.getByRole('radio', { name: 'Yes' }).first().isChecked());
    });

    it('then a table is drawn, and words that look like HTML stay words', async () => {
      const cell = (words: string): object => ({ type: 'TableCell', items: [text(words)] });
      api.chats.set('priya', [{ id: '1', from: 'bot', at, card: cardOf({ type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [cell('<b>In</b> a table')] }] }) }]);
      await sees(await open(), '<b>In</b> a table');
    });

    it('when another person is chosen and then this one again, then what was typed is still there, in either theme', async () => {
      const page = await open('?as=Priya%20Nair&theme=light');
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
        api.chats.set('priya', [...(api.chats.get('priya') ?? []), { id: '2', from: 'user', at, text: 'hello' }, { id: '3', from: 'bot', at, card: cardOf(...boxes) }]);
        const page = await open(`?as=priya%20nair&theme=${theme}`);
        await page.getByRole('button', { name: 'Vote' }).click();
        await sees(page, 'Choose yes or no.');
        assert.deepEqual(await page.evaluate(faintTexts), []);
      });
    }
  });

  describe('given the clock, the calendar and the mailbox', () => {
    it('when the clock is moved, then the new time and what fell due are told', async () => {
      const page = await open();
      await sees(page, 'Wed, 25 Nov 2026, 16:24');
      api.now = '2026-12-25T16:24:00Z';
      await page.getByRole('button', { name: '+1 month' }).click();
      await sees(page, 'Fri, 25 Dec 2026, 16:24');
      await sees(page, '2 deadlines passed.');
      assert.deepEqual(api.moves, ['month']);
    });

    it('when the mailbox changes, then mail and events are shown, by tabs that arrow keys move', async () => {
      const page = await open();
      await sees(page, 'No events.');
      const address = (name: string) => ({ name, address: `${name}@harrowmere.example` });
      api.mailbox = {
        events: [{ id: 'e', subject: 'Panel', start: '2026-11-26T10:00:00Z', end: '2026-11-26T11:00:00Z', organiser: address('Grace'), attendees: [address('Tom')], joinUrl: null, cancelled: true }],
        mail: [{ id: 'm', folder: 'inbox', subject: 'A task', from: address('Grace'), to: [address('Priya')], at, body: 'Please <look>.', attachments: ['letter.docx'] }],
        away: true,
        left: false,
      };
      api.tellGraph('priya');
      await sees(page, '10:00 – 11:00');
      await sees(page, 'Cancelled');
      await sees(page, 'Away: automatic replies are on.');
      await page.getByRole('tab', { name: 'Calendar' }).press('ArrowRight');
      await page.getByText('A task').click();
      await sees(page, 'Please <look>.');
      await sees(page, 'letter.docx');
    });

    it('when it is a phone, then people are a chooser, and calendar and mail open and close by a button', async () => {
      await context.close();
      context = await browser.newContext({ locale: 'en-GB', viewport: phone, reducedMotion: 'reduce' });
      api.chats.set('tom', [{ id: '1', from: 'bot', at, card: cardOf(text('For Tom'), { type: 'ActionSet', actions: ['One long choice', 'Another long choice', 'A third one'].map((title) => ({ type: 'Action.Execute', title, verb: 'x' })) }) }]);
      const page = await open();
      await page.getByRole('combobox', { name: 'Who you are' }).selectOption({ label: 'Tom Ashdown · Neighbourhood manager (2 new)' });
      await sees(page, 'For Tom');
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), phone.width);
      await page.getByRole('button', { name: 'Calendar and mail', exact: true }).click();
      await sees(page, 'No events.');
      await page.keyboard.press('Escape');
      assert.equal(await count(page, 'No events.'), 0);
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Calendar and mail');
    });
  });
});
