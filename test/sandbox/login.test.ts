import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { startLogin, type Login } from '../../sandbox/login/start.ts';
import { TokenRefused, verifier } from '../../sandbox/login/verifier.ts';

const tenant = '7e4a0c1e-0000-4000-8000-00000000feed';
const botFramework = 'https://api.botframework.com';
const graph = 'https://graph.microsoft.com';
const clients = [
  { id: 'bot-identity', secret: 'bot-words', scopes: [botFramework] },
  { id: 'case-identity', secret: 'case-words', scopes: [graph] },
];

describe('the simulated login', () => {
  let folder: string;
  let login: Login;
  const more: Login[] = [];
  const start = async (): Promise<Login> => {
    const started = await startLogin({ folder, clients, tenant });
    more.push(started);
    return started;
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'login-'));
    login = await start();
  });
  after(async () => {
    await Promise.all(more.map((each) => each.close()));
    rmSync(folder, { recursive: true });
  });

  const form = { grant_type: 'client_credentials', client_id: 'bot-identity', client_secret: 'bot-words', scope: `${botFramework}/.default` };
  const ask = async (fields: Record<string, string>, at = tenant) => {
    const answer = await fetch(`${login.url}/${at}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('given the metadata, when followed, then it leads to a key that is endorsed for Teams and signs', async () => {
    const metadata = (await (await fetch(`${login.url}/.well-known/openidconfiguration`)).json()) as { issuer: string; jwks_uri: string };
    assert.equal(metadata.issuer, botFramework);
    const { keys } = (await (await fetch(metadata.jwks_uri)).json()) as { keys: Record<string, unknown>[] };
    assert.equal(keys.length, 1);
    assert.deepEqual(keys[0]?.endorsements, ['msteams']);
    assert.deepEqual(Object.keys(keys[0] ?? {}).toSorted(), ['alg', 'e', 'endorsements', 'kid', 'kty', 'n', 'use'], 'no private part is shown');
    assert.equal(decodeProtectedHeader(await login.sign({})).kid, keys[0]?.kid);
  });

  it("given the bot's own secret, when it asks for its resource, then it gets a token of an hour that the verifier accepts", async () => {
    const { status, body } = await ask(form);
    assert.equal(status, 200);
    assert.equal(body.token_type, 'Bearer');
    const claims = decodeJwt(String(body.access_token));
    assert.deepEqual([claims.aud, claims.appid, claims.tid], [botFramework, 'bot-identity', tenant]);
    assert.equal(Number(claims.exp) - Number(claims.iat), 3600);
    assert.deepEqual(await verifier(login.url, botFramework)(`Bearer ${String(body.access_token)}`), { appId: 'bot-identity', tenant });
  });

  for (const [what, change, at, status, error, code] of [
    ['a wrong secret', { client_secret: 'case-words' }, tenant, 401, 'invalid_client', 7000215],
    ['no secret', { client_secret: '' }, tenant, 401, 'invalid_client', 7000215],
    ['an unknown client', { client_id: 'nobody' }, tenant, 400, 'unauthorized_client', 700016],
    ['another tenant', {}, 'elsewhere', 400, 'invalid_request', 90002],
    ['the resource of the other identity', { scope: `${graph}/.default` }, tenant, 400, 'invalid_resource', 500011],
    ['a scope without .default', { scope: botFramework }, tenant, 400, 'invalid_scope', 1002012],
    ['another grant', { grant_type: 'password' }, tenant, 400, 'unsupported_grant_type', 70003],
  ] as const)
    it(`given ${what}, when a token is asked for, then the answer is ${status} ${error}`, async () => {
      const answer = await ask({ ...form, ...change }, at);
      assert.equal(answer.status, status);
      assert.equal(answer.body.error, error);
      assert.deepEqual(answer.body.error_codes, [code]);
      assert.match(String(answer.body.error_description), new RegExp(`^AADSTS${code}: `));
      assert.equal('access_token' in answer.body, false);
    });

  describe('its verifier', () => {
    const entra = { iss: `https://sts.windows.net/${tenant}/`, aud: graph, appid: 'case-identity', tid: tenant };
    const refused = async (header: string | undefined): Promise<void> => {
      await assert.rejects(verifier(login.url, graph)(header), TokenRefused);
    };
    it('given a good token, when checked, then it names the caller', async () => {
      const caller = await verifier(login.url, graph)(`Bearer ${await login.sign(entra)}`);
      assert.deepEqual(caller, { appId: 'case-identity', tenant });
    });
    it('given no token or another scheme, when checked, then it refuses', async () => {
      await refused(undefined);
      await refused(`Basic ${await login.sign(entra)}`);
    });
    it('given an expired token, when checked, then it refuses', async () => refused(`Bearer ${await login.sign(entra, { expiresIn: -1 })}`));
    it('given a token for somebody else, when checked, then it refuses', async () => refused(`Bearer ${await login.sign({ ...entra, aud: botFramework })}`));
    it("given the channel's own token, when checked, then it refuses", async () => refused(`Bearer ${await login.sign({ ...entra, iss: botFramework })}`));
    it('given a key that is not published, when checked, then it refuses', async () => refused(`Bearer ${await login.sign(entra, { kid: 'other' })}`));
    it('given a token that was changed, when checked, then it refuses', async () => {
      const [head, , signature] = (await login.sign(entra)).split('.');
      const changed = Buffer.from(JSON.stringify({ ...entra, exp: 9_999_999_999, appid: 'intruder' })).toString('base64url');
      await refused(`Bearer ${head}.${changed}.${signature}`);
    });
  });

  it('given a restart, or a second process on the same folder, when it signs, then the first one knows the key', async () => {
    const second = await start();
    const token = await second.sign({ iss: `https://sts.windows.net/${tenant}/`, aud: graph, appid: 'case-identity', tid: tenant });
    assert.equal((await verifier(login.url, graph)(`Bearer ${token}`)).appId, 'case-identity');
  });

  it('given two that start at the same moment on an empty folder, when both sign, then with one key', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'login-'));
    const both = await Promise.all([startLogin({ folder: empty, clients, tenant }), startLogin({ folder: empty, clients, tenant })]);
    const kids = await Promise.all(both.map(async (each) => decodeProtectedHeader(await each.sign({})).kid));
    assert.equal(kids[0], kids[1]);
    await Promise.all(both.map((each) => each.close()));
    rmSync(empty, { recursive: true });
  });
});
