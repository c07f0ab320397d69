import assert from 'node:assert/strict';
import { at, cardOf, count, sees, text, visits } from './page-kit.ts';

const phone = { width: 390, height: 800 };

describe('the page', () => {
  const visit = visits();

  describe('given a person in the address', () => {
    it('when their name is written in any case, then it is their chat, also after a reload, and in a second window another person’s', async () => {
      const page = await visit.open('?as=TOM%20ashdown');
      await sees(page, 'You are Tom Ashdown, Neighbourhood manager');
      await page.reload();
      await sees(page, 'You are Tom Ashdown, Neighbourhood manager');
      await sees(await visit.open('?as=Priya%20Nair'), 'You are Priya Nair, Housing officer');
    });

    it('when another is chosen from the list, then the address follows, and going back comes back', async () => {
      const page = await visit.open();
      await page.getByRole('button', { name: 'Tom Ashdown Neighbourhood manager , 2 unread messages' }).click();
      await page.waitForURL(/as=Tom\+Ashdown/);
      await sees(page, 'You are Tom Ashdown');
      await page.goBack();
      await sees(page, 'You are Priya Nair');
    });

    it('when nobody has that name, then the page says so', async () => {
      const page = await visit.context.newPage();
      await page.goto(`${visit.api.address}/?as=Nemo`);
      await sees(page, 'Nobody at Harrowmere Homes is called Nemo.');
    });
  });

  describe('given an empty chat', () => {
    it('then it says who you are, what to type and whose turn it is; a command and Enter send it', async () => {
      const page = await visit.open();
      await sees(page, 'Waiting for: Tom Ashdown');
      await page.getByRole('button', { name: 'my cases' }).click();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => (document.querySelector('.chat textarea') as HTMLTextAreaElement).value === '');
      assert.deepEqual(visit.api.sent.map(({ oid, body }) => [oid, JSON.parse(body)]), [['priya', { text: 'my cases' }]]);
    });

    it('when files are attached and one is taken away, then the rest goes as form data', async () => {
      const page = await visit.open();
      const file = (name: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.from('x') });
      await page.locator('input[type=file]').setInputFiles([file('notes.txt', 'text/plain'), file('door.png', 'image/png')]);
      await page.getByRole('button', { name: 'Remove notes.txt' }).click();
      await page.getByRole('textbox', { name: 'Message to Fair Contact' }).fill('The door');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('button', { name: 'Remove door.png' }).waitFor({ state: 'detached' });
      const [{ type, body } = { type: '', body: '' }] = visit.api.sent;
      assert.match(type, /^multipart\/form-data/);
      assert.match(body, /The door[^]*name="files"; filename="door.png"/);
      assert.doesNotMatch(body, /notes\.txt/);
    });

    it('when the person does not have the bot, then the page offers to add it', async () => {
      await (await visit.open('?as=Kit%20Rowe')).getByRole('button', { name: 'Add Fair Contact' }).waitFor();
    });
  });

  describe('given messages', () => {
    it('when one arrives, then it is announced, read and there after a reload', async () => {
      const page = await visit.open();
      visit.api.say('priya', { id: '1', from: 'bot', at, text: '**Hello** <img src=x onerror=alert(1)>', alert: true, summary: 'A task' });
      await page.getByRole('log').getByText('Hello <img src=x onerror=alert(1)>').waitFor();
      await sees(page, 'Alert: “A task”');
      await page.waitForTimeout(100);
      assert.ok(visit.api.reads.includes('priya'));
      await page.reload();
      await sees(page, 'Hello');
      visit.api.tell({ type: 'delete', oid: 'priya', message: { id: '1', from: 'bot', at } });
      await sees(page, 'Nothing has been said yet');
    });

    it('when the connection was lost for a moment, then what came meanwhile is shown', async () => {
      const page = await visit.open();
      visit.api.chats.set('priya', [{ id: '1', from: 'bot', at, text: 'While you were away' }]);
      visit.api.breakStreams();
      await sees(page, 'While you were away');
    });
  });

  describe('given the clock, the calendar and the mailbox', () => {
    it('when the clock is moved, then the new time and what fell due are told', async () => {
      const page = await visit.open();
      await sees(page, 'Wed, 25 Nov 2026, 16:24');
      visit.api.now = '2026-12-25T16:24:00Z';
      await page.getByRole('button', { name: '+1 month' }).click();
      await sees(page, 'Fri, 25 Dec 2026, 16:24');
      await sees(page, '2 deadlines passed.');
      assert.deepEqual(visit.api.moves, ['month']);
    });

    it('when the mailbox changes, then mail and events are shown, by tabs that arrow keys move', async () => {
      const page = await visit.open();
      await sees(page, 'No events.');
      const address = (name: string) => ({ name, address: `${name}@harrowmere.example` });
      visit.api.mailbox = {
        events: [{ id: 'e', subject: 'Panel', start: '2026-11-26T10:00:00Z', end: '2026-11-26T11:00:00Z', organiser: address('Grace'), attendees: [address('Tom')], joinUrl: null, cancelled: true }],
        mail: [{ id: 'm', folder: 'inbox', subject: 'A task', from: address('Grace'), to: [address('Priya')], at, body: 'Please <look>.', attachments: ['letter.docx'] }],
        away: true,
        left: false,
      };
      visit.api.tellGraph('priya');
      await sees(page, '10:00 – 11:00');
      await sees(page, 'Cancelled');
      await sees(page, 'Away: automatic replies are on.');
      await page.getByRole('tab', { name: 'Calendar' }).press('ArrowRight');
      await page.getByText('A task').click();
      await sees(page, 'Please <look>.');
      await sees(page, 'letter.docx');
    });

    it('when it is a phone, then people are a chooser, and calendar and mail open and close by a button', async () => {
      await visit.resize(phone);
      visit.api.chats.set('tom', [{ id: '1', from: 'bot', at, card: cardOf(text('For Tom'), { type: 'ActionSet', actions: ['One long choice', 'Another long choice', 'A third one'].map((title) => ({ type: 'Action.Execute', title, verb: 'x' })) }) }]);
      const page = await visit.open();
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
