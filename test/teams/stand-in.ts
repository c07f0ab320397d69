/** A login and a Bot Connector for these tests: real HTTP, real signatures, answers by script. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { startTeams } from '../../bot/teams/start.ts';
import type { InboundFile, Log, Press, Reference, Reply, RunningTeams, TeamsApp, TextMessage, Who } from '../../bot/teams/types.ts';

export const appId = '5b1d2c3e-0000-4000-8000-0000000000b0';
export const tenant = '7e4a0c1e-0000-4000-8000-00000000feed';
export const issuer = 'https://api.botframework.com';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
// Made once: each costs a tenth of a second.
const threePairs = () => Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256'), generateKeyPair('RS256')]);
let pairs: ReturnType<typeof threePairs> | undefined;

type Handler = (request: IncomingMessage, body: string, response: ServerResponse) => void;

const serve = async (handle: Handler) => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handle(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
  return { origin: `http://127.0.0.1:${port}`, close };
};

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** Publishes one key endorsed for Teams and one for another channel, and gives out tokens to the bot. */
export const startLogin = async () => {
  const [keys, otherChannel, unpublished] = await (pairs ??= threePairs());
  const publicKey = async (pair: Keys, endorsement: string) => {
    const jwk = await exportJWK(pair.publicKey);
    return { ...jwk, kid: await calculateJwkThumbprint(jwk), endorsements: [endorsement] };
  };
  const published = [await publicKey(keys, 'msteams'), await publicKey(otherChannel, 'webchat')];
  const asked: string[] = [];
  let refusing = false;
  let seconds = 3600;
  const server = await serve((request, body, response) => {
    if (request.url?.split('?')[0] === '/.well-known/openidconfiguration') return json(response, 200, { issuer, jwks_uri: `${server.origin}/keys` });
    if (request.url === '/keys') return json(response, 200, { keys: published });
    if (request.url !== `/${tenant}/oauth2/v2.0/token` || refusing) return json(response, 401, { error: 'invalid_client' });
    asked.push(body);
    json(response, 200, { access_token: `token-${asked.length}`, expires_in: seconds, token_type: 'Bearer' });
  });
  return {
    ...server, keys, otherChannel, unpublished, asked,
    kid: published[0]!.kid,
    otherKid: published[1]!.kid,
    refuse: (on: boolean) => { refusing = on; },
    lifetime: (value: number) => { seconds = value; },
  };
};

export type Login = Awaited<ReturnType<typeof startLogin>>;

export interface Call { method: string; path: string; token: string; body: Record<string, unknown> }
type Script = (response: ServerResponse, call: Call) => void;

/** Answers with the scripted answers first, then as Teams does when all is well. */
export const startConnector = async () => {
  const calls: Call[] = [];
  const script: Script[] = [];
  let ids = 1_700_000_000_000;
  const server = await serve((request, body, response) => {
    const call: Call = { method: request.method ?? '', path: request.url ?? '', token: request.headers.authorization ?? '', body: body ? JSON.parse(body) : {} };
    calls.push(call);
    const scripted = script.shift();
    if (scripted) return scripted(response, call);
    ids += 1;
    json(response, 200, { id: call.path.endsWith('/v3/conversations') ? 'a:opened' : String(ids) });
  });
  return {
    ...server, calls, script,
    serviceUrl: `${server.origin}/emea/`,
    answer: (status: number, body: unknown = {}, headers: Record<string, string> = {}) => script.push((response) => json(response, status, body, headers)),
    reset: () => script.push((response) => { response.socket?.destroy(); }),
  };
};

export type Connector = Awaited<ReturnType<typeof startConnector>>;

export const who: Who = { id: '00000000-0000-4000-8000-000000000001', tenant, name: 'Priya Nair', mri: '29:priya' };

/** An activity of Priya's private chat, as Teams sends it. */
export const activity = (serviceUrl: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'message', id: '1690000000001', channelId: 'msteams', serviceUrl, text: 'help', textFormat: 'plain',
  from: { id: who.mri, name: who.name, aadObjectId: who.id },
  recipient: { id: `28:${appId}`, name: 'Fair Contact' },
  conversation: { id: 'a:priya', conversationType: 'personal', tenantId: tenant },
  channelData: { tenant: { id: tenant } },
  ...fields,
});

export interface Forgery { claims?: JWTPayload; without?: string[]; alg?: string; kid?: string; key?: CryptoKey; minutes?: number }

/** A channel's token, right in all but what `forgery` changes. */
export const token = (login: Login, serviceUrl: string, { claims = {}, without = [], alg = 'RS256', kid = login.kid, key = login.keys.privateKey, minutes = 60 }: Forgery = {}): Promise<string> => {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const all: JWTPayload = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 7200, exp: now + minutes * 60, ...claims };
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
  return new SignJWT(kept).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key);
};

/** What the bot was told, and what it answers. */
export const recordingApp = () => {
  const seen: { presses: Press[]; texts: TextMessage[]; installs: string[]; references: Reference[] } = { presses: [], texts: [], installs: [], references: [] };
  const answers: { press: () => ReturnType<TeamsApp['onPress']>; text: () => Promise<Reply[]> } = {
    press: async () => ({ card: { type: 'AdaptiveCard', version: '1.5', body: [] } }),
    text: async () => [],
  };
  const app: TeamsApp = {
    onPress: (press) => { seen.presses.push(press); return answers.press(); },
    onText: (message) => { seen.texts.push(message); return answers.text(); },
    onInstalled: async () => { seen.installs.push('installed'); return [{ text: 'Welcome.' }]; },
    onUninstalled: async () => { seen.installs.push('uninstalled'); return []; },
    onReference: async (reference) => { seen.references.push(reference); },
  };
  return { app, seen, answers };
};

export interface Line { level: string; fields: object; message: string }

export const recordingLog = () => {
  const lines: Line[] = [];
  const at = (level: string) => (fields: object, message: string): void => { lines.push({ level, fields, message }); };
  const log: Log = { info: at('info'), warn: at('warn'), error: at('error') };
  return { log, lines };
};

/** A bot in local mode with its stand-ins, all on loopback. */
export const startBot = async () => {
  const login = await startLogin();
  const connector = await startConnector();
  const { app, seen, answers } = recordingApp();
  const { log, lines } = recordingLog();
  let ahead = 0;
  const bot: RunningTeams = await startTeams(
    { appId, appType: 'SingleTenant', tenant, password: 'local', serviceUrls: [connector.serviceUrl], local: { login: login.origin } },
    app,
    { port: 0, log, machineNow: () => Temporal.Now.instant().epochMilliseconds + ahead, mount: (express) => { express.get('/more', (_request, response) => { response.send('more'); }); } },
  );
  const url = `http://127.0.0.1:${bot.port}/api/messages`;
  const post = (body: BodyInit, headers: Record<string, string> = {}) => fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return {
    bot, login, connector, seen, answers, lines, url, post,
    forward: (ms: number) => { ahead += ms; },
    /** Posts an activity with a good token. */
    deliver: async (fields: Record<string, unknown> = {}) =>
      post(JSON.stringify(activity(connector.serviceUrl, fields)), { authorization: `Bearer ${await token(login, connector.serviceUrl)}` }),
    close: async () => { await bot.close(); await connector.close(); await login.close(); },
  };
};

export type Bot = Awaited<ReturnType<typeof startBot>>;

export const reference = (serviceUrl: string): Reference => ({ conversation: 'a:priya', serviceUrl, mri: who.mri, id: who.id, installed: true });

export const pastedPicture = (url: string): InboundFile => ({ name: 'picture', contentType: 'image/png', url, needsToken: true });

/** Waits until something that the bot does after its answer has happened. */
export const until = async (what: () => boolean): Promise<void> => {
  for (let waited = 0; !what(); waited += 1) {
    if (waited > 400) throw new Error('It did not happen within four seconds.');
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
};
