/** The simulated Bot Connector with a login and a small bot, all over real HTTP. */

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnector, type Connector, type Timings } from '../../sandbox/connector/start.ts';
import { people, tenant } from '../../sandbox/harrowmere/people.ts';
import { startLogin, type Login } from '../../sandbox/login/start.ts';

export { named, tenant } from '../../sandbox/harrowmere/people.ts';

export const appId = '5b1d2c3e-0000-4000-8000-0000000000b0';
export const botFramework = 'https://api.botframework.com';
export const cardType = 'application/vnd.microsoft.card.adaptive';

export interface Heard {
  at: number;
  token: string;
  headers: IncomingMessage['headers'];
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever came over the wire
  activity: any;
}

/** `undefined` gives no answer at all. */
export type Answer = { status: number; body?: unknown; type?: string } | undefined;

export interface Bot {
  url: string;
  heard: Heard[];
  /** How the bot answers; 200 without a body unless it is set. */
  answer: (activity: Heard['activity']) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

const startBot = async (): Promise<Bot> => {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += String(piece);
    const activity = JSON.parse(text);
    heard.push({ at: performance.now(), token: String(request.headers.authorization).replace('Bearer ', ''), headers: request.headers, activity });
    const answer = await bot.answer(activity);
    if (!answer) return;
    const { status, body, type = 'application/json' } = answer;
    response.writeHead(status, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const bot: Bot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard,
    answer: () => ({ status: 200 }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
  return bot;
};

export interface Reply {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever came over the wire
  body: any;
}

export interface Kit {
  login: Login;
  bot: Bot;
  connector: Connector;
  /** Hours and minutes for counters and links; moved by the test. */
  clock: { machine: number };
  /** A call of the bot to the Connector API, with the bot's own token unless another is given; `null` sends none. */
  call(method: string, path: string, body?: unknown, token?: string | null): Promise<Reply>;
  /** A call of the page. */
  page(method: string, path: string, body?: unknown): Promise<Reply>;
  botToken(): Promise<string>;
  /** Stops the Connector and starts it on what it had kept. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const read = async (response: Response): Promise<Reply> => {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
};

const send = async (url: string, method: string, headers: Record<string, string>, body: unknown): Promise<Reply> => {
  if (body instanceof FormData) return read(await fetch(url, { method, headers, body }));
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  return read(await fetch(url, { method, headers: { ...headers, 'content-type': 'application/json' }, ...json }));
};

export const startKit = async (timings: Partial<Timings> = {}): Promise<Kit> => {
  const folder = mkdtempSync(join(tmpdir(), 'connector-'));
  const login = await startLogin({ folder, clients: [], tenant });
  const bot = await startBot();
  const clock = { machine: Temporal.Now.instant().epochMilliseconds };
  const start = (): Promise<Connector> =>
    startConnector({
      login, loginUrl: login.url, botUrl: bot.url, appId, tenant, folder, people, timings,
      config: { graph: 'http://127.0.0.1:1', clock: false, landlord: 'Harrowmere Homes' },
      machineNow: () => clock.machine,
      log: () => {},
    });
  const botToken = (): Promise<string> => login.sign({ iss: `https://sts.windows.net/${tenant}/`, aud: botFramework, appid: appId, tid: tenant });
  const kit: Kit = {
    login,
    bot,
    connector: await start(),
    clock,
    botToken,
    call: async (method, path, body, token) => {
      const sent = token === undefined ? await botToken() : token;
      return send(kit.connector.serviceUrl + path, method, sent === null ? {} : { authorization: `Bearer ${sent}` }, body);
    },
    page: (method, path, body) => send(`${kit.connector.url}/ui/${path}`, method, {}, body),
    restart: async () => {
      await kit.connector.close();
      kit.connector = await start();
    },
    close: async () => {
      await bot.close();
      await kit.connector.close();
      await login.close();
      rmSync(folder, { recursive: true });
    },
  };
  return kit;
};

export const card = (text: string): Record<string, unknown> => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }] });

export const cardMessage = (content: unknown, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'message',
  attachments: [{ contentType: cardType, content }],
  ...fields,
});
