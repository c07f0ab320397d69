import assert from 'node:assert/strict';
import { ToBotFromBotOrEmulatorTokenValidationParameters as entra } from 'botframework-connector';
import { generateKeyPair } from 'jose';
import { activity, appId, startBot, tenant, token, type Bot, type Forgery } from './stand-in.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('who may post to the bot', () => {
  let bot: Bot;
  before(async () => { bot = await startBot(); });
  after(() => bot.close());

  const sent = (header: string | undefined, body: unknown = activity(bot.connector.serviceUrl)) =>
    bot.post(JSON.stringify(body), header === undefined ? {} : { authorization: header });
  const forged = async (forgery: Forgery, fields: Record<string, unknown> = {}) =>
    sent(`Bearer ${await token(bot.login, bot.connector.serviceUrl, forgery)}`, activity(bot.connector.serviceUrl, fields));
  const refusedWith = async (response: Response, status: number) => {
    const body = await response.text();
    assert.equal(response.status, status, body);
    assert.deepEqual(Object.keys(JSON.parse(body)), ['error']);
    assert.doesNotMatch(body, /node_modules|at \w+|signature|BEGIN/);
    assert.equal(bot.seen.texts.length, 0, 'the bot must not have been told');
  };
  afterEach(() => { bot.seen.texts.length = 0; });

  it('given a good token, the bot is told and Teams gets 200', async () => {
    const response = await forged({});
    assert.equal(response.status, 200);
    assert.equal(bot.seen.texts.length, 1);
  });

  const headers: Record<string, string | undefined> = {
    'no header': undefined,
    'an empty header': '',
    garbage: 'Bearer garbage',
    'three garbled parts': 'Bearer a.b.c',
    'the Basic scheme': 'Basic dXNlcjpwYXNz',
    'no alg and no signature': `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${encoded({ iss: 'https://api.botframework.com', aud: appId })}.`,
  };
  for (const [name, header] of Object.entries(headers)) {
    it(`given ${name}, answers 401`, async () => { await refusedWith(await sent(header), 401); });
  }

  const forgeries: Record<string, Forgery> = {
    'another issuer': { claims: { iss: 'https://example.org' } },
    'another audience': { claims: { aud: 'another-app' } },
    'no audience': { without: ['aud'] },
    'the audience as a list': { claims: { aud: [appId] } },
    'another service URL in the token': { claims: { serviceurl: 'https://example.org/' } },
    'no service URL in the token': { without: ['serviceurl'] },
    'a token that ended ten minutes ago': { minutes: -10 },
    'an unknown key id': { kid: 'unknown' },
    'an Entra token of any tenant for this bot': { claims: { iss: `https://sts.windows.net/${tenant}/`, tid: tenant, appid: appId, ver: '1.0' } },
    'a version 2 Entra token': { claims: { iss: `https://login.microsoftonline.com/${tenant}/v2.0`, tid: tenant, azp: appId, ver: '2.0' } },
    "a token like a skill's": { claims: { iss: `https://sts.windows.net/${tenant}/`, ver: '1.0', appid: 'another-app', tid: tenant } },
    'a token of another tenant': { claims: { tid: '11111111-0000-4000-8000-000000000000' } },
  };
  for (const [name, forgery] of Object.entries(forgeries)) {
    it(`given ${name}, answers 401`, async () => { await refusedWith(await forged(forgery), 401); });
  }

  it('given a token that ended two minutes ago, takes it: clocks differ', async () => {
    assert.equal((await forged({ minutes: -2 })).status, 200);
  });

  it('given a signature of another key under the published key id, answers 401', async () => {
    await refusedWith(await forged({ key: bot.login.unpublished.privateKey }), 401);
  });

  it('given a changed payload, answers 401', async () => {
    const [head, , signature] = (await token(bot.login, bot.connector.serviceUrl)).split('.');
    const changed = encoded({ iss: 'https://api.botframework.com', aud: appId, serviceurl: bot.connector.serviceUrl, exp: 9_999_999_999 });
    await refusedWith(await sent(`Bearer ${head}.${changed}.${signature}`), 401);
  });

  it('given alg none with the published key id, answers 401', async () => {
    const payload = encoded({ iss: 'https://api.botframework.com', aud: appId, serviceurl: bot.connector.serviceUrl, exp: 9_999_999_999 });
    await refusedWith(await sent(`Bearer ${encoded({ alg: 'none', typ: 'JWT', kid: bot.login.kid })}.${payload}.`), 401);
  });

  it('given an elliptic key under the published key id, answers 401', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await refusedWith(await forged({ alg: 'ES256', key: privateKey }), 401);
  });

  it('given a key that is endorsed for another channel, answers 401', async () => {
    await refusedWith(await forged({ kid: bot.login.otherKid, key: bot.login.otherChannel.privateKey }), 401);
  });

  const activities: Record<string, Record<string, unknown>> = {
    'no service URL': { serviceUrl: undefined },
    'an empty service URL': { serviceUrl: '' },
    'a service URL that is no text': { serviceUrl: ['https://example.org'] },
    'another channel': { channelId: 'AseChannel' },
    "the emulator's channel": { channelId: 'emulator' },
    'no channel': { channelId: undefined },
    'no type': { type: undefined },
    'an empty type': { type: '' },
    'a type that is no text': { type: { a: 1 } },
    'another tenant in its channel data': { channelData: { tenant: { id: '11111111-0000-4000-8000-000000000000' } } },
    'another tenant in its conversation': { conversation: { id: 'a:1', conversationType: 'personal', tenantId: '11111111-0000-4000-8000-000000000000' } },
    'no tenant': { channelData: {} },
  };
  for (const [name, fields] of Object.entries(activities)) {
    it(`given a good token and an activity with ${name}, answers 403`, async () => { await refusedWith(await forged({}, fields), 403); });
  }

  const places: Record<string, (serviceUrl: string) => string> = {
    'on another host': () => 'https://example.org/emea/',
    'with the allowed address as its user': (url) => url.replace('http://', 'http://user@'),
    'on a host that only begins alike': (url) => url.replace('127.0.0.1', '127.0.0.1.example.org'),
    'on another path': (url) => url.replace('/emea/', '/other/'),
    'that climbs out of its path': (url) => `${url}../other/`,
    'with a query': (url) => `${url}?to=example.org`,
  };
  for (const [name, change] of Object.entries(places)) {
    it(`given a signed service URL ${name}, answers 403`, async () => {
      const place = change(bot.connector.serviceUrl);
      await refusedWith(await forged({ claims: { serviceurl: place } }, { serviceUrl: place }), 403);
    });
  }

  it('given a service URL below the allowed one, takes it', async () => {
    const place = `${bot.connector.serviceUrl}v1/`;
    assert.equal((await forged({ claims: { serviceurl: place } }, { serviceUrl: place })).status, 200);
  });

  it('given a list for an activity, answers 403', async () => {
    await refusedWith(await sent(`Bearer ${await token(bot.login, bot.connector.serviceUrl)}`, []), 403);
  });

  it('given an activity of 200 kB, takes it', async () => {
    assert.equal((await forged({}, { text: 'x'.repeat(200_000) })).status, 200);
  });

  it('given two megabytes, answers 413', async () => {
    await refusedWith(await forged({}, { text: 'x'.repeat(2_000_000) }), 413);
  });

  it('given broken JSON, answers 400', async () => {
    const authorization = `Bearer ${await token(bot.login, bot.connector.serviceUrl)}`;
    await refusedWith(await bot.post('{"type": "message"', { authorization }), 400);
  });

  it('given another content type, answers 403', async () => {
    const authorization = `Bearer ${await token(bot.login, bot.connector.serviceUrl)}`;
    await refusedWith(await bot.post('type=message', { authorization, 'content-type': 'application/x-www-form-urlencoded' }), 403);
  });

  it("given much junk, the SDK's list of issuers stays as it was", async () => {
    const before = entra.issuer?.length;
    for (let n = 0; n < 20; n += 1) {
      const tid = `11111111-0000-4000-8000-${String(n).padStart(12, '0')}`;
      await refusedWith(await forged({ claims: { iss: `https://sts.windows.net/${tid}/`, tid } }), 401);
      await refusedWith(await forged({ claims: { tid } }), 401);
    }
    assert.equal(entra.issuer?.length, before);
  });

  it('given another path, answers 404; given a mounted one, its own answer', async () => {
    await refusedWith(await fetch(bot.url.replace('/api/messages', '/none')), 404);
    assert.equal(await (await fetch(bot.url.replace('/api/messages', '/more'))).text(), 'more');
  });
});
