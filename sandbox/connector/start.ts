/** A simulation of Microsoft Teams' Bot Connector, on loopback, with the chat page on the same origin. It keeps its chats over restarts. */

import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import type { Login } from '../login/start.ts';
import { channelIssuer } from '../login/start.ts';
import { verifier } from '../login/verifier.ts';
import { actsOn, type Acts } from './acts.ts';
import { connectorApi } from './api.ts';
import { chatsIn } from './chats.ts';
import { openDatabase } from './database.ts';
import { deliverer, type Delivery } from './deliver.ts';
import { faultsOn, type FaultOrder } from './faults.ts';
import { fileShelf } from './files.ts';
import { idsOf, type Ids } from './ids.ts';
import { incomingTo } from './incoming.ts';
import { limitsFrom } from './limits.ts';
import { findings as findingsOf, type Finding } from './outgoing.ts';
import { pageApi, type PageConfig } from './page-api.ts';
import type { Announce, Log, Message, Person } from './shapes.ts';
import { openStream } from './stream.ts';

/** Milliseconds. */
export interface Timings {
  /** Without an answer for so long, an activity is sent again. */
  repeatAfter: number;
  /** A person's client waits so long for the answer to a press. */
  invokeLimit: number;
  /** A link to a file works for so long. */
  linkLives: number;
  /** A write holds its conversation for so long; another one meanwhile is refused with 412. */
  writeTakes: number;
  /** So many times faster run the counters: no milliseconds, but it shortens the waits as well. */
  pace: number;
}

export interface ConnectorOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  login: Pick<Login, 'sign'>;
  loginUrl: string;
  /** Where the bot takes activities. */
  botUrl: string;
  appId: string;
  tenant: string;
  /** Where the SQLite file lives. */
  folder: string;
  people: Person[];
  config: PageConfig;
  pageFolder?: string;
  timings?: Partial<Timings>;
  /** Case time, epoch milliseconds: stamps messages and activities. */
  now?: () => number;
  /** Machine time, epoch milliseconds: rules counters and links. */
  machineNow?: () => number;
  log?: Log;
}

export interface Connector extends Acts {
  url: string;
  /** With region and trailing slash. */
  serviceUrl: string;
  /** For further routes on the same origin. */
  app: Express;
  /** Tells open pages of a change. */
  announce: Announce;
  ids: Ids;
  messages(oid: string): Message[];
  fault(order: FaultOrder): void;
  findings(): Finding[];
  deliveries(): Delivery[];
  /** Ends when nothing is on its way to the bot any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const usual: Timings = { repeatAfter: 15_000, invokeLimit: 10_000, linkLives: 3_600_000, writeTakes: 5, pace: 1 };
const machineClock = (): number => Temporal.Now.instant().epochMilliseconds;

/** Starts the stand-in on 127.0.0.1. */
export async function startConnector(options: ConnectorOptions): Promise<Connector> {
  const { login, appId, tenant, botUrl, machineNow = machineClock, now = machineNow } = options;
  const timings = { ...usual, ...options.timings };
  const log: Log = (line) => (options.log ?? console.warn)(`[simulated Bot Connector] ${line}`);
  const app = express();
  const server = app.listen(options.port ?? 0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const serviceUrl = `${url}/emea/`;

  const database = openDatabase(options.folder);
  const stream = openStream();
  const ids = idsOf(options.people, appId);
  const chats = chatsIn(database);
  const faults = faultsOn(chats, ids);
  const findings = findingsOf();
  const files = fileShelf({ database, faults, origin: url, serviceUrl, machineNow, linkLives: timings.linkLives });
  const incoming = incomingTo({ appId, tenant, ids, serviceUrl, now });
  const toBot = deliverer({ login, botUrl, appId, tenant, serviceUrl, again: incoming.again, now, log, ...timings });
  const shared = { ids, chats, faults, files, findings, announce: stream.announce, now };
  const acts = actsOn({ ...shared, incoming, deliverer: toBot });

  app.disable('x-powered-by');
  app.use((_, response, next) => {
    response.set('x-simulation', 'Bot Connector stand-in, not Microsoft');
    next();
  });
  app.use('/ui', pageApi({ ...shared, config: options.config, deliverer: toBot, acts, stream }));
  app.use(
    '/emea',
    connectorApi({
      ...shared,
      appId,
      tenant,
      host,
      serviceUrl,
      limits: limitsFrom(() => machineNow() * timings.pace),
      verify: verifier(options.loginUrl, channelIssuer),
      writeTakes: timings.writeTakes,
      log,
    }),
  );
  app.use(files.links);
  if (options.pageFolder) app.use(express.static(options.pageFolder));

  return {
    ...acts,
    url,
    serviceUrl,
    app,
    ids,
    announce: stream.announce,
    messages: chats.messages,
    fault: faults.order,
    findings: findings.all,
    deliveries: toBot.recent,
    settled: toBot.settled,
    close: async () => {
      toBot.close();
      stream.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await toBot.settled();
      database.close();
    },
  };
}
