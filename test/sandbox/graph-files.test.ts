import assert from 'node:assert/strict';
import { openOffice, type Office } from './graph-kit.ts';

const items = '/drives/letters/items';
const text = { 'content-type': 'text/plain' };

describe('Files in the stand-in for Graph', () => {
  let office: Office;
  before(async () => void (office = await openOffice()));
  after(() => office.close());

  const put = (path: string, words: string) => office.call('PUT', `${items}/root:/${path}:/content`, words, text);

  it('are new once and replaced afterwards, under one id', async () => {
    const first = await put('case-7.txt', 'one');
    const second = await put('case-7.txt', 'three');
    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.equal(second.body.id, first.body.id);
    assert.notEqual(second.body.eTag, first.body.eTag);
    assert.deepEqual([second.body.name, second.body.size, second.body.file.mimeType], ['case-7.txt', 5, 'text/plain']);
  });

  it('are read by name or by id, by way of an address that needs no token', async () => {
    const { body } = await put('read.txt', 'words');
    for (const path of [`${items}/root:/read.txt:/content`, `${items}/${body.id}/content`, '/drives/letters/root:/read.txt:/content']) {
      assert.equal((await office.call('GET', path)).body, 'words', path);
    }
    const redirect = await fetch(`${office.graph.url}${items}/${body.id}/content`, { redirect: 'manual', headers: { authorization: 'Bearer good' } });
    assert.equal(redirect.status, 302);
    const open = await fetch(redirect.headers.get('location') ?? '');
    assert.equal(await open.text(), 'words');
    assert.equal((await office.call('GET', `${office.graph.sandboxUrl}/downloads/guessed`)).status, 404);
  });

  it('keep their bytes as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await fetch(`${office.graph.url}${items}/root:/bytes.bin:/content`, { method: 'PUT', body: bytes, headers: { authorization: 'Bearer good' } });
    const back = await fetch(`${office.graph.url}${items}/root:/bytes.bin:/content`, { headers: { authorization: 'Bearer good' } });
    assert.deepEqual(Buffer.from(await back.arrayBuffer()), bytes);
  });

  it('lie in folders, which are made on the way', async () => {
    const { body } = await put('Letters/2026/Mr%20%26%20Mrs.txt', 'deep');
    assert.equal(body.name, 'Mr & Mrs.txt');
    assert.equal(body.parentReference.path, '/drives/letters/root:/Letters/2026');
    const folder = await office.call('GET', `${items}/root:/letters/2026`);
    assert.deepEqual([folder.status, folder.body.folder.childCount], [200, 1]);
    const within = await office.call('GET', `${items}/${folder.body.id}:/Mr%20%26%20Mrs.txt`);
    assert.equal(within.body.id, body.id);
    assert.equal((await put('Letters', 'no')).status, 400);
    assert.equal((await office.call('GET', `${items}/${folder.body.id}/content`)).status, 400);
  });

  it('are replaced by id as well', async () => {
    const { body } = await put('byid.txt', 'one');
    const replaced = await office.call('PUT', `${items}/${body.id}/content`, 'two', text);
    assert.equal(replaced.status, 200);
    assert.equal((await office.call('GET', `${items}/root:/byid.txt:/content`)).body, 'two');
    assert.equal((await office.call('GET', `${items}/${body.id}?$select=name`)).body.name, 'byid.txt');
  });

  it('are refused under a name that cannot be, and not found where they are not', async () => {
    assert.equal((await put('what%3F.txt', 'x')).body.error.code, 'invalidRequest');
    assert.equal((await put('..%2Fup.txt', 'x')).status, 400);
    assert.equal((await office.call('GET', `${items}/root:/none.txt`)).body.error.code, 'itemNotFound');
    assert.equal((await office.call('GET', `${items}/none/content`)).status, 404);
    assert.equal((await office.call('PUT', '/drives/other/items/root:/a.txt:/content', 'x', text)).status, 404);
  });
});
