/** The stand-ins for Teams and Graph together, and the environment under which the bot finds them. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startConnector, type Connector, type Timings } from './connector/start.ts';
import { startGraph, type RunningGraph } from './graph/start.ts';
import { groups, people, tenant } from './harrowmere/people.ts';
import { startLogin, type Login } from './login/start.ts';
import { verifier } from './login/verifier.ts';
import { buildPage } from './page/build.ts';

export const botApp = '5b07a9e0-0000-4000-8000-0000000000b0';
const caseApp = '5b07a9e0-0000-4000-8000-0000000000ca';

export interface StandIns {
  url: string;
  login: Login;
  connector: Connector;
  graph: RunningGraph;
  /** What the bot needs in its environment to run against these. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

export interface StandInOptions {
  /** Where everything is kept. */
  folder: string;
  /** Port of the page; 0 takes any. */
  port?: number;
  botPort: number;
  /** Case time, epoch milliseconds. */
  now?: () => number;
  timings?: Partial<Timings>;
  /** Whether the chat page is built and served. */
  page?: boolean;
  clock?: boolean;
  /** Names of those who do not have the app yet. */
  without?: string[];
  log?: (line: string) => void;
}

/** Secrets of this sandbox alone, made at its first start. */
const secretsIn = (folder: string): { bot: string; case: string; digest: string } => {
  const file = join(folder, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { bot: string; case: string; digest: string };
  } catch {
    const fresh = () => randomBytes(32).toString('base64url');
    const secrets = { bot: fresh(), case: fresh(), digest: fresh() };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
    return secrets;
  }
};

export const startStandIns = async (options: StandInOptions): Promise<StandIns> => {
  const { folder, botPort, without = [], log = () => {} } = options;
  const staff = people.filter((person) => person.groups.includes(groups.staff));
  mkdirSync(folder, { recursive: true });
  const secrets = secretsIn(folder);
  const now = options.now ?? (() => Temporal.Now.instant().epochMilliseconds);
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    const login = await startLogin({
      folder, tenant,
      clients: [{ id: botApp, secret: secrets.bot, scopes: ['https://api.botframework.com'] }, { id: caseApp, secret: secrets.case, scopes: ['https://graph.microsoft.com'] }],
    });
    closing.push(() => login.close());
    const checked = verifier(login.url, 'https://graph.microsoft.com');
    const graph = await startGraph({
      folder, people, groups, tenant, log, now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(now())),
      verify: async (header) => ({ appid: (await checked(header)).appId }),
    });
    closing.push(() => graph.close());
    const pageFolder = join(folder, 'page');
    if (options.page) await buildPage(pageFolder);
    const connector = await startConnector({
      login, loginUrl: login.url, botUrl: `http://127.0.0.1:${botPort}/api/messages`, appId: botApp, tenant, folder, people: staff, now, log,
      config: { graph: new URL(graph.url).origin, clock: options.clock ?? false, landlord: 'Harrowmere Homes' },
      ...(options.port !== undefined && { port: options.port }), ...(options.timings && { timings: options.timings }), ...(options.page && { pageFolder }),
    });
    closing.push(() => connector.close());
    for (const person of staff) if (!without.includes(person.name) && connector.messages(person.id).length === 0) connector.fault({ person: { id: person.id, state: 'fine' } });
    return {
      url: connector.url, login, connector, graph, close,
      environment: {
        PORT: String(botPort), STORE: `sqlite:${join(folder, 'fair-contact.db')}`, POLICY: 'wandle', LANDLORD: 'harrowmere', GRAPH_BASE_URL: graph.url, SERVICE_URLS: connector.serviceUrl,
        MICROSOFT_APP_ID: botApp, MICROSOFT_APP_PASSWORD: secrets.bot, MICROSOFT_APP_TYPE: 'SingleTenant', CASE_CLIENT_ID: caseApp, LOCAL_LOGIN: login.url, LOCAL_CASE_SECRET: secrets.case, DIGEST_KEY: secrets.digest,
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
