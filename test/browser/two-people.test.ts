import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { openOffice, type Office } from '../conversation/office.ts';

const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Screenshots of each run are kept here, out of version control. */
const shots = fileURLToPath(new URL('../../.shots/', import.meta.url));

/** What a person sees and does in their window of the sandbox. */
class Window {
  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  async writes(text: string): Promise<void> {
    const box = this.page.getByPlaceholder('Type a message');
    await box.fill(text);
    await box.press('Enter');
  }

  /** The newest card that says this. */
  async card(says: string): Promise<Locator> {
    const card = this.page.locator('form', { hasText: says }).last();
    await card.waitFor();
    return card;
  }

  async shot(name: string): Promise<void> {
    await this.page.waitForTimeout(150);
    await this.page.screenshot({ path: `${shots}${name}.png` });
  }

  /** Fills the card's inputs by their labels; a choice is picked by how it begins. */
  async fills(card: Locator, answers: Record<string, string>): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) await card.getByLabel(label).fill(answer);
  }

  async picks(card: Locator, ...titles: string[]): Promise<void> {
    for (const title of titles) await card.getByLabel(title, { exact: false }).first().check();
  }

  async presses(card: Locator, title: string): Promise<void> {
    await card.getByRole('button', { name: title }).first().click();
  }
}

describe('two people in the sandbox, from report to vote', () => {
  let office: Office;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  const open = async (name: string, { theme, width = 1280 }: { theme?: 'dark'; width?: number } = {}): Promise<Window> => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(8_000);
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${office.standIns.url}/?as=${encodeURIComponent(name)}${theme ? `&theme=${theme}` : ''}`);
    return new Window(page, name);
  };

  before(async function () {
    this.timeout(60_000);
    mkdirSync(shots, { recursive: true });
    office = await openOffice({ page: true });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  after(async () => {
    await browser.close();
    await office.close();
  });

  it('given Priya reports and Tom decides, when the panel votes, then each sees the outcome in light, in dark and on a phone', async function () {
    this.timeout(90_000);
    const priya = await open('Priya Nair', { width: 390 });
    const tom = await open('Tom Ashdown');
    await priya.shot('01-empty-chat-phone');

    await priya.writes('report');
    const first = await priya.card('ring 999 first');
    await priya.picks(first, 'No. Your manager');
    await priya.fills(first, { 'Who or where': 'Mr Ezra Vole, 4 Mill Lane', 'What happened': 'He rang forty times today and shouted at me.' });
    await priya.shot('02-first-questions-phone');
    await priya.presses(first, 'Send to my manager');
    await priya.card('Page 1 of 9');
    await priya.shot('03-report-page-phone');

    const report = await tom.card('Mr Ezra Vole');
    await tom.shot('04-triage-light');
    await tom.presses(report, 'Decide');
    const form = await tom.card('What happens now?');
    await tom.picks(form, 'Put to a panel', 'Verbal abuse', 'Confirm', 'Yes');
    await tom.fills(form, { 'Why?': 'It goes on in spite of two talks.', 'What was done or said at the time?': 'Priya ended the call.', 'When, how and what': 'By phone on Monday.' });
    await tom.shot('05-triage-form-light');
    await tom.presses(form, 'Record my decision');

    const ownDeclaration = await tom.card('Do you have a conflict of interest?');
    await tom.presses(ownDeclaration, 'No conflict');
    const factors = await tom.card('What may explain the behaviour?');
    await tom.picks(factors, 'Nothing known', 'By phone', 'By letter');
    await tom.fills(factors, { 'What do you know': 'Asked on the phone.' });
    await tom.presses(factors, 'Record');
    const equality = await tom.card('Which of these may matter');
    await tom.picks(equality, 'None applies');
    await tom.fills(equality, { 'What effect': 'None that we know.', 'Which adjustments': 'None were asked for.', 'Why would measures': 'They limit little.' });
    await tom.presses(equality, 'Record');
    const draft = await tom.card('Draft the proposal');
    await tom.presses(draft, 'Add a measure');
    await tom.picks(draft, 'A named employee');
    await tom.presses(draft, 'Go on');
    const measure = await tom.card('Put into the draft');
    await measure.getByRole('textbox').first().fill('The Neighbourhood team');
    await tom.presses(measure, 'Put into the draft');
    const proposal = await tom.card('The Neighbourhood team');
    await tom.presses(proposal, 'Put to the panel');
    await tom.fills(proposal, { 'Length of time': '6', Reasons: 'Forty calls a day; talks did not help.' });
    await tom.shot('06-proposal-light');
    await proposal.getByRole('button', { name: 'Put to the panel' }).last().click();
    const own = await tom.card('Your vote');
    await tom.picks(own, 'For');
    await tom.fills(own, { 'Your reason': 'Staff cannot do their work.' });
    await tom.presses(own, 'Cast my vote');

    const grace = await open('Grace Oduya', { theme: 'dark' });
    const declaration = await grace.card('Do you have a conflict of interest?');
    await grace.shot('07-declaration-dark');
    await grace.presses(declaration, 'No conflict');
    const ballot = await grace.card('Your vote');
    await grace.picks(ballot, 'For');
    await grace.fills(ballot, { 'Your reason': 'Proportionate, and he can still ring.' });
    await grace.shot('08-vote-dark');
    await grace.presses(ballot, 'Cast my vote');
    await grace.page.getByText('Staff cannot do their work.').first().waitFor();
    await grace.shot('09-voted-dark');

    await priya.page.reload();
    await priya.page.getByText('Page 1 of 9').first().waitFor();
    await tom.page.reload();
    await tom.page.getByText('Staff cannot do their work.').first().waitFor();
    await tom.shot('10-voted-light');
    assert.deepEqual(faults, []);
    assert.deepEqual(office.standIns.connector.findings(), []);
  });
});
