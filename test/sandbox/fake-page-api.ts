import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Answer, Change, Message, Person, PressedAction } from '../../sandbox/page/api.ts';

/** A page API that only remembers: what the page was told to show, and what it sent. */
export interface FakePageApi {
  address: string;
  people: Person[];
  chats: Map<string, Message[]>;
  mailbox: object;
  now: string;
  sent: { oid: string; type: string; body: string }[];
  presses: { messageId: string; action: PressedAction }[];
  reads: string[];
  moves: string[];
  answer: (action: PressedAction) => Answer | Promise<Answer>;
  /** What the stream tells every page. */
  tell(change: Change): void;
  tellGraph(person: string): void;
  /** A message that arrives while the page looks on. */
  say(oid: string, message: Message): void;
  /** Ends every open stream, as when the sandbox goes down for a moment. */
  breakStreams(): void;
  stop(): Promise<void>;
}

const types: Record<string, string> = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' };

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const json = (response: ServerResponse, value: unknown): void => {
  response.setHeader('content-type', 'application/json').setHeader('access-control-allow-origin', '*').end(JSON.stringify(value));
};

const stream = (response: ServerResponse, open: Set<ServerResponse>): void => {
  response.setHeader('access-control-allow-origin', '*').writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 50\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
};

/** Serves the built page in `folder` and its API on loopback. */
export const fakePageApi = async (folder: string, people: Person[]): Promise<FakePageApi> => {
  const pages = new Set<ServerResponse>();
  const graphs = new Set<ServerResponse>();

  const graphServer = createServer((request, response) => {
    if (request.url === '/sandbox/stream') stream(response, graphs);
    else json(response, fake.mailbox);
  });
  const graph = await listen(graphServer);

  const chat = async (request: IncomingMessage, response: ServerResponse, oid: string, act: string): Promise<void> => {
    if (act === '') return json(response, { messages: fake.chats.get(oid) ?? [] });
    const body = await bodyOf(request);
    if (act === 'read') fake.reads.push(oid);
    if (act === 'messages') fake.sent.push({ oid, type: String(request.headers['content-type']), body });
    if (act !== 'press') return json(response, {});
    const press = JSON.parse(body) as FakePageApi['presses'][number];
    fake.presses.push(press);
    json(response, await fake.answer(press.action));
  };

  const clock = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET') return json(response, { now: fake.now });
    fake.moves.push((JSON.parse(await bodyOf(request)) as { move: string }).move);
    json(response, { now: fake.now, passed: 2 });
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const [, oid, act = ''] = /^\/ui\/chats\/([^/]+)\/?(\w*)$/.exec(pathname) ?? [];
    if (oid !== undefined) return void chat(request, response, oid, act);
    if (pathname === '/clock') return void clock(request, response);
    if (pathname === '/ui/config') return json(response, { graph, clock: true, landlord: 'Harrowmere Homes' });
    if (pathname === '/ui/people') return json(response, fake.people);
    if (pathname === '/ui/stream') return stream(response, pages);
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    response.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'text/plain');
    createReadStream(join(folder, file)).on('error', () => response.writeHead(404).end()).pipe(response);
  });

  const fake: FakePageApi = {
    address: await listen(server),
    people,
    chats: new Map(),
    mailbox: { events: [], mail: [], away: false, left: false },
    now: '2026-11-25T16:24:00Z',
    sent: [],
    presses: [],
    reads: [],
    moves: [],
    answer: () => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Recorded.' }),
    tell: (change) => pages.forEach((one) => one.write(`data: ${JSON.stringify(change)}\n\n`)),
    tellGraph: (person) => graphs.forEach((one) => one.write(`event: change\ndata: ${JSON.stringify({ person, changed: 'mailbox' })}\n\n`)),
    say: (oid, message) => {
      fake.chats.set(oid, [...(fake.chats.get(oid) ?? []), message]);
      fake.tell({ type: 'message', oid, message });
    },
    breakStreams: () => pages.forEach((page) => page.end()),
    stop: async () => {
      for (const one of [server, graphServer]) {
        one.closeAllConnections();
        await new Promise((done) => {
          one.close(done);
        });
      }
    },
  };
  return fake;
};
