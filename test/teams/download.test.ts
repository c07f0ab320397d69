import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { contentTypeOf } from '../../bot/teams/content-type.ts';
import { downloader } from '../../bot/teams/download.ts';
import { allowList } from '../../bot/teams/origins.ts';
import type { InboundFile } from '../../bot/teams/types.ts';
import { pastedPicture, startBot, startConnector, type Bot, type Connector } from './stand-in.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const megabyte = 1_000_000;

const startsOf: [string, string, Buffer, string | undefined][] = [
  ['PNG', 'a.png', png, 'image/png'],
  ['JPEG', 'a.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
  ['GIF', 'a.gif', Buffer.from('GIF89a....'), 'image/gif'],
  ['PDF', 'a.pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['Word', 'a.docx', Buffer.from('PK\x03\x04....'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['Excel', 'a.XLSX', Buffer.from('PK\x03\x04....'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['a zip', 'a.zip', Buffer.from('PK\x03\x04....'), 'application/zip'],
  ['a Word file with macros', 'a.docm', Buffer.from('PK\x03\x04....'), undefined],
  ['an iPhone photo', 'a.heic', Buffer.from('\0\0\0\x18ftypheic'), 'image/heic'],
  ['an MP4', 'a.mp4', Buffer.from('\0\0\0\x18ftypisom'), 'video/mp4'],
  ['a voice memo', 'a.m4a', Buffer.from('\0\0\0\x18ftypM4A '), 'audio/mp4'],
  ['an MP3 with a tag', 'a.mp3', Buffer.from('ID3\x03\0\0'), 'audio/mpeg'],
  ['an MP3 without', 'a.mp3', Buffer.from('fffb9064', 'hex'), 'audio/mpeg'],
  ['text', 'a.txt', Buffer.from('He said so – twice.'), 'text/plain'],
  ['a mail', 'a.eml', Buffer.from('From: a@example.org\r\n\r\nHello'), 'message/rfc822'],
  ['an Outlook mail', 'a.msg', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'application/vnd.ms-outlook'],
  ['an old Word file', 'a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), undefined],
  ['a program', 'a.txt', Buffer.from('4d5a900003', 'hex'), undefined],
  ['a program called a picture', 'a.png', Buffer.from('4d5a900003', 'hex'), undefined],
  ['a web page called text', 'a.txt', Buffer.from('<!DOCTYPE html><p>'), undefined],
  ['text of another name', 'a.js', Buffer.from('alert(1)'), undefined],
  ['nothing', 'a.txt', Buffer.from(''), undefined],
];

describe('what kind a file is', () => {
  for (const [what, name, bytes, expected] of startsOf) {
    it(`given ${what}, says ${expected ?? 'that it is not taken'}`, () => assert.equal(contentTypeOf(bytes, name), expected));
  }
});

describe('files that people send', () => {
  let bot: Bot;
  let elsewhere: Connector;
  before(async () => { bot = await startBot(); elsewhere = await startConnector(); });
  after(async () => { await bot.close(); await elsewhere.close(); });
  beforeEach(() => { bot.connector.calls.length = 0; bot.connector.script.length = 0; elsewhere.calls.length = 0; elsewhere.script.length = 0; });

  const gives = (place: Connector, bytes: Buffer | string, headers: Record<string, string> = {}, status = 200) =>
    place.script.push((response: ServerResponse) => { response.writeHead(status, headers).end(bytes); });
  const shared = (name = 'a.png', more: Partial<InboundFile> = {}): InboundFile => ({ name, contentType: 'png', url: `${elsewhere.origin}/d?tempauth=1`, needsToken: false, ...more });
  const download = (file: InboundFile, most = megabyte) => bot.bot.sender.download(file, most);

  it('given a shared file, it is fetched without a token', async () => {
    gives(elsewhere, png);
    assert.deepEqual(await download(shared()), { bytes: png, contentType: 'image/png' });
    assert.deepEqual(elsewhere.calls.map(({ path, token }) => [path, token]), [['/d?tempauth=1', '']]);
  });

  it('given a pasted picture on an allowed address, it is fetched with the bot\'s token', async () => {
    gives(bot.connector, png);
    assert.deepEqual(await download(pastedPicture(`${bot.connector.serviceUrl}v3/attachments/1/views/original`)), { bytes: png, contentType: 'image/png' });
    assert.match(bot.connector.calls[0]?.token ?? '', /^Bearer token-/);
  });

  const foreign: [string, () => string][] = [
    ['another host', () => `${elsewhere.origin}/emea/v3/attachments/1`],
    ['another path of the host', () => `${bot.connector.origin}/other/1`],
    ['the host as a user name', () => bot.connector.serviceUrl.replace('http://', 'http://x@')],
    ['no address', () => 'picture'],
  ];
  for (const [what, url] of foreign) {
    it(`given a pasted picture at ${what}, the token stays here and nothing is fetched`, async () => {
      assert.ok('refused' in await download(pastedPicture(url())));
      assert.deepEqual([bot.connector.calls.length, elsewhere.calls.length], [0, 0]);
    });
  }

  it('given a redirect from an allowed address to another host, the token does not follow', async () => {
    gives(bot.connector, '', { location: `${elsewhere.origin}/steal` }, 302);
    assert.ok('refused' in await download(pastedPicture(`${bot.connector.serviceUrl}v3/attachments/1`)));
    assert.equal(elsewhere.calls.length, 0);
  });

  it('given redirects without end, stops', async () => {
    for (let n = 0; n < 9; n += 1) gives(elsewhere, '', { location: '/d' }, 302);
    assert.deepEqual(await download(shared()), { refused: 'The file could not be fetched. Please send it again.' });
    assert.equal(elsewhere.calls.length, 4);
  });

  it('given a web page instead of the file, refuses it, whatever it calls itself', async () => {
    const page = { refused: 'Teams gave a web page instead of the file. Please send it again.' };
    gives(elsewhere, '<html>', { 'content-type': 'text/html; charset=utf-8' });
    assert.deepEqual(await download(shared()), page);
    gives(elsewhere, '\n<!doctype HTML><html>', { 'content-type': 'image/png' });
    assert.deepEqual(await download(shared()), page);
  });

  it('given a file that says it is too large, fetches none of it', async () => {
    assert.deepEqual(await download(shared('a.png', { size: megabyte + 1 })), { refused: 'The file is too large. The most is 1 MB.' });
    assert.equal(elsewhere.calls.length, 0);
  });

  it('given a stream that goes on and on, stops at the most', async () => {
    const endless = Readable.from((function* endless() { for (;;) yield Buffer.alloc(65_536, 1); })());
    elsewhere.script.push((response) => { endless.pipe(response); });
    assert.deepEqual(await download(shared()), { refused: 'The file is too large. The most is 1 MB.' });
  });

  it('given an expired link, asks for the file again', async () => {
    gives(elsewhere, '', {}, 404);
    assert.deepEqual(await download(shared()), { refused: 'The file could not be fetched. Please send it again.' });
  });

  it('given another kind of file, refuses it', async () => {
    gives(elsewhere, 'MZ\x90\0');
    assert.deepEqual(await download(shared('tool.exe')), { refused: 'The bot does not take this kind of file.' });
  });

  it('in production, a link into the landlord\'s own network is never followed', async () => {
    const fetchIt = downloader({ allowed: allowList(['https://smba.trafficmanager.net/']), local: false, token: async () => 'secret' });
    for (const url of [`${elsewhere.origin}/d`, 'https://169.254.169.254/metadata', 'https://sharepoint.com.example.org/d', 'http://x.sharepoint.com/d', 'https://x@x.sharepoint.com/d', 'file:///etc/passwd'])
      assert.deepEqual(await fetchIt(shared('a.png', { url }), megabyte), { refused: 'This file is kept where the bot may not fetch it. Please send it again from your own device.' }, url);
    assert.equal(elsewhere.calls.length, 0);
  });
});
