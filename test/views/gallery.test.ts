import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { writeGallery } from '../../cards/gallery.ts';

describe('the gallery of cards', () => {
  let folder = '';
  before(async () => { folder = await mkdtemp(join(tmpdir(), 'cards-')); });
  after(() => rm(folder, { recursive: true, force: true }));

  it('given a folder, when it is written, then the page stands alone and shows every template', async () => {
    const cards = await writeGallery(folder);
    assert.deepEqual((await readdir(folder)).toSorted(), ['index.html', 'page.js', 'style.css']);
    const templates = (await readdir(new URL('../../cards/', import.meta.url))).filter((file) => /^[a-z-]+\.json$/.test(file)).map((file) => file.slice(0, -'.json'.length));
    assert.deepEqual([...new Set(cards.map((card) => card.template))].toSorted(), templates.toSorted());
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    for (const { template } of cards) assert(page.includes(`"template":"${template}"`), template);
  });

  it('given the written page, when it is opened as a file, then each card is drawn in light, in dark and for a phone', async function () {
    this.timeout(60_000);
    const cards = await writeGallery(folder);
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(join(folder, 'index.html')).href);
      assert.equal(await page.locator('.look .ac-adaptiveCard').count(), cards.length * 3);
    } finally {
      await browser.close();
    }
  });
});
