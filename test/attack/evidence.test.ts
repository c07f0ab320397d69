/** Files and links to them. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../conversation/office.ts';
import { caseOf } from '../conversation/panel-steps.ts';
import { openScene, type Scene } from '../conversation/scene.ts';
import { customer, report } from '../conversation/steps.ts';
import { sent } from './by-hand.ts';

describe('files and links under attack', () => {
  let scene: Scene;
  let stream: string;
  let link: URL;
  before(async () => {
    scene = await openScene();
    ({ stream } = await report(scene));
    await scene.user('Priya Nair').attaches({ name: 'x.txt', type: 'text/plain', bytes: new TextEncoder().encode('his words') });
    await scene.user('Priya Nair').reads(/^Saved: /);
    const read = await (await (await scene.user('Tom Ashdown').card(customer)).next('See the whole report')).next('Evidence');
    link = new URL((await read.next('Open file 1')).link('Open the file').url);
  });
  after(() => scene.close());

  const evidence = async () => (await caseOf(scene, stream)).reports[0]?.evidence ?? [];

  it('given links that are changed, then each gets the same short refusal, and none an error', async () => {
    const sign = link.searchParams.get('sign') ?? '';
    const file = link.pathname.slice('/evidence/'.length);
    const until = Number(link.searchParams.get('until'));
    const bad = [
      `${file}?until=${until}&sign=${'é'.repeat(sign.length)}`, `${file}?until=${until}&sign=${encodeURIComponent('€'.repeat(sign.length))}`, `${file}?until=${until}&sign=`, `${file}?until=${until}`,
      `${file}?until=${until + 1}&sign=${sign}`, `${file}?until=1e20&sign=${sign}`, `${file}?until=Infinity&sign=${sign}`, `${file}?until=${until}&until=${until + 1e9}&sign=${sign}`, `${file}?until=${until}&sign=${sign}&sign=${sign}`,
      `${file}?until[a]=${until}&sign[a]=${sign}`, `x${file}?until=${until}&sign=${sign}`, `${file.toUpperCase()}?until=${until}&sign=${sign}`, `..%2f${file}?until=${until}&sign=${sign}`, `__proto__?until=${until}&sign=${sign}`,
    ];
    for (const path of bad) {
      const response = await fetch(`${link.origin}/evidence/${path}`);
      assert.deepEqual([response.status, await response.text()], [403, 'This link has ended. Open the evidence from your chat again.'], path);
    }
  });

  it('given a good link, then the browser may do nothing with the file but keep it', async () => {
    const response = await fetch(link);
    assert.deepEqual([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')?.replace(/evidence-\w{6}\.\w+/, 'evidence'), response.headers.get('x-content-type-options'), response.headers.get('cache-control')], [200, 'application/octet-stream', 'attachment; filename="evidence"', 'nosniff', 'no-store']);
    for (const words of ['Priya', 'Tom', 'Vole', 'x.txt']) assert.ok(!link.href.includes(words));
  });

  it('given pages that say nothing of cases, when anybody asks for them, then they say nothing more', async () => {
    assert.equal(await (await fetch(`${link.origin}/healthz`)).text(), '{"ok":true}');
    for (const path of ['/', '/evidence', '/evidence/', '/ui', '/ui/people', '/clock', '/api', '/api/messages', '/%E0%A4%A', '/evidence/%E0%A4%A?until=1', '/healthz/x']) {
      const response = await fetch(`${link.origin}${path}`);
      assert.ok([400, 403, 404].includes(response.status), `${path} ${response.status}`);
      assert.doesNotMatch(await response.text(), /node_modules|\.ts|at \w+ \(/);
    }
  });

  it('given files that are none, or lie where the bot may not fetch, then none is kept and each sender is told', async () => {
    const shared = (downloadUrl: string, name = 'x.txt') => ({ contentType: 'application/vnd.microsoft.teams.file.download.info', name, content: { downloadUrl, fileType: 'txt', uniqueId: 'x' } });
    const port = link.port;
    const before = (await evidence()).length;
    const attachments = [
      shared('file:///etc/passwd'), shared('data:text/plain,x'), shared('http://169.254.169.254/latest/meta-data'), shared('http://10.0.0.1/'), shared(`http://127.0.0.1:${port}/healthz`, 'x.html'), shared('https://example.org@127.0.0.1/'), shared('http://[::ffff:7f00:1]:1/'), shared('http://2130706433:1/'), shared('javascript:1'), shared(''),
      { contentType: 'image/png', contentUrl: 'https://evil.example/steal', name: 'x.png' }, { contentType: 'image/png', contentUrl: `http://127.0.0.1:${port}/healthz`, name: 'x.png' }, { contentType: 'text/html', content: '<p>x</p>' }, null, 7, ['x'], { contentType: 'image/png', contentUrl: { a: 1 } },
    ];
    const { status } = await sent(scene, 'Priya Nair', { type: 'message', attachments });
    assert.equal(status, 200);
    await scene.quiet();
    assert.equal((await evidence()).length, before);
  });

  it('given a hundred files in one message, then the bot fetches as many as Teams lets people attach', async () => {
    let fetched = 0;
    const elsewhere = createServer((_request, response) => { fetched += 1; response.statusCode = 404; response.end(); }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const downloadUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x`;
    await sent(scene, 'Priya Nair', { type: 'message', attachments: Array.from({ length: 100 }, () => ({ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'x.txt', content: { downloadUrl, fileType: 'txt' } })) });
    elsewhere.close();
    assert.equal(fetched, 10);
  });

  it('given names that are paths, tricks or empty, when files come under them, then they are only words', async () => {
    const names = ['../../etc/passwd.txt', 'C:\\x\\y.txt', '   ', `${'x'.repeat(500)}.txt`, 'a\u0000b.txt', 'x\u202etxt.exe.txt', '<img src=x>.txt', '__proto__.txt'];
    const own = scene.user('Priya Nair');
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    await scene.quiet();
    const before = (await evidence()).length;
    for (const [n, name] of names.entries()) {
      await own.attaches({ name, type: 'text/plain', bytes: name.trim() === '' ? picture : new TextEncoder().encode(`file ${n}`) });
      await eventually(`an end of “${name}”`, async () => ((await evidence()).length === before + n + 1 ? true : undefined));
    }
    for (const item of (await evidence())) assert.match(item.id, /^[2-9a-z]{26}$/);
  });
});
