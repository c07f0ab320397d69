import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Message, Person } from '../../sandbox/page/api.ts';
import { buildPage } from '../../sandbox/page/build.ts';
import { fakePageApi, type FakePageApi } from './fake-page-api.ts';

const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const staff = (): Person[] => [
  { id: 'priya', name: 'Priya Nair', title: 'Housing officer', unread: 0, installed: true },
  { id: 'tom', name: 'Tom Ashdown', title: 'Neighbourhood manager', unread: 2, installed: true },
  { id: 'kit', name: 'Kit Rowe', title: 'Contact centre', unread: 0, installed: false },
];

/** When every message of these tests was sent. */
export const at = '2026-11-25T09:00:00Z';
export const text = (words: string): object => ({ type: 'TextBlock', text: words, wrap: true });
export const cardOf = (...body: object[]): NonNullable<Message['card']> => ({ type: 'AdaptiveCard', version: '1.5', body });

export interface Visit {
  readonly api: FakePageApi;
  readonly context: BrowserContext;
  /** Opens the page in a window of its own; without a query, as Priya. */
  open(query?: string): Promise<Page>;
  /** Goes on with another size of window. */
  resize(viewport: { width: number; height: number }): Promise<void>;
}

/** Waits until these words can be seen. */
export const sees = (page: Page, words: string): Promise<void> => page.getByText(words).filter({ visible: true }).first().waitFor();
export const count = (page: Page, words: string): Promise<number> => page.getByText(words).filter({ visible: true }).count();

/** One browser for the suite; a page API and a fresh profile for each test, which fails on any error in the console. */
export const visits = (): Visit => {
  let folder: string;
  let browser: Browser;
  let api: FakePageApi;
  let context: BrowserContext;
  let faults: string[];

  const fresh = async (viewport: { width: number; height: number }): Promise<void> => {
    context = await browser.newContext({ locale: 'en-GB', viewport, reducedMotion: 'reduce' });
    context.setDefaultTimeout(5000);
  };

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
    await fresh({ width: 1300, height: 800 });
  });
  afterEach(async () => {
    await context.close();
    await api.stop();
    assert.deepEqual(faults, []);
  });

  return {
    get api() {
      return api;
    },
    get context() {
      return context;
    },
    resize: async (viewport) => {
      await context.close();
      await fresh(viewport);
    },
    open: async (query = '?as=priya%20nair') => {
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        // A stream that a test breaks is told by the browser itself.
        if (message.type() !== 'log' && !/ERR_INCOMPLETE_CHUNKED/.test(message.text())) faults.push(message.text());
      });
      await page.goto(`${api.address}/${query}`);
      await page.getByRole('heading', { name: 'Fair Contact', exact: true }).waitFor();
      return page;
    },
  };
};
