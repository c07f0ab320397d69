import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
});
