/** Wires everything from the configuration; the only file that knows all the others. */
import './node-version.ts';
import { ManagedIdentityCredential } from '@azure/identity';
import { pino, type Logger } from 'pino';
import { evidenceLinks } from './api/evidence.ts';
import { openClock, type CaseClock } from './clock.ts';
import { BadStart, readConfig, type Config } from './config.ts';
import { crashAt } from './crash.ts';
import { cardsOf } from './effects/cards.ts';
import { mailHandler } from './effects/mail.ts';
import { passOnLeavers } from './effects/leavers.ts';
import { meetingHandler } from './effects/meeting.ts';
import { onwardHandler } from './effects/onward.ts';
import { sweepAll } from './effects/sweep.ts';
import { watchPresses } from './effects/pressing.ts';
import { startWorker } from './effects/worker.ts';
import { readSettings } from './files.ts';
import { graphClient } from './graph/client.ts';
import { readDirectory } from './graph/directory.ts';
import { startDirectory } from './people/sync.ts';
import type { World } from './pipeline/handle.ts';
import { inert } from './pipeline/points.ts';
import { openRegister } from './pipeline/register.ts';
import type { Head } from './store/port.ts';
import { openSqlite } from './store/sqlite.ts';
import { teamsApp } from './teams/app.ts';
import type { AppParts } from './teams/app-parts.ts';
import { localTokens } from './teams/local-credentials.ts';
import { startTeams } from './teams/start.ts';
import type { Reference, RunningTeams, Sender } from './teams/types.ts';
import { viewsOf } from './views/draw.ts';
import { lineView } from './views/general.ts';
import { loadTemplates, renderCard } from './views/render.ts';

export interface RunningBot {
  port: number;
  clock: CaseClock;
  /** Moves case time: the earliest deadline of all streams passes, then its effects, then the next. Gives how many streams changed. */
  moveTo(target: Temporal.Instant): Promise<number>;
  nextDue(): Promise<Temporal.Instant | undefined>;
  close(): Promise<void>;
}

const graphScope = 'https://graph.microsoft.com';
/** Between two readings of the directory for people whom it does not know. */
const unknownMs = 60_000;

/** The case identity's token: another one than the bot's, so that speaking with Teams gives no access to Graph. */
const caseToken = (config: Config, tenant: string, machineNow: () => number): (() => Promise<string>) => {
  if (config.LOCAL_LOGIN !== undefined)
    return localTokens({ login: config.LOCAL_LOGIN, tenant, appId: config.CASE_CLIENT_ID ?? '', secret: config.LOCAL_CASE_SECRET ?? '', scope: graphScope }, machineNow);
  const credential = new ManagedIdentityCredential(config.CASE_CLIENT_ID === undefined ? {} : { clientId: config.CASE_CLIENT_ID });
  return async () => (await credential.getToken(`${graphScope}/.default`)).token;
};

/** Starts the bot. Throws `BadStart`, or another error of one clear sentence, when it cannot. */
export const startBot = async (config: Config, log: Logger = pino({ level: config.LOG_LEVEL })): Promise<RunningBot> => {
  const { policy, landlord, calendar, basis } = readSettings(config.POLICY, config.LANDLORD);
  const machineNow = (): number => Date.now();
  loadTemplates();
  const store = await openSqlite(config.STORE.slice('sqlite:'.length));
  const closing: (() => unknown)[] = [() => store.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    await store.keep('policy', basis, policy);
    await store.keep('settings', 'start', { policy: config.POLICY, landlord: config.LANDLORD });
    const clock = await openClock(store, machineNow, config.LOCAL_CLOCK_OFFSET);
    const graph = graphClient({ baseUrl: config.GRAPH_BASE_URL, token: caseToken(config, landlord.tenant, machineNow), machineNow });
    const roles = Object.fromEntries(Object.entries(landlord.roles).map(([role, { group }]) => [role, group]));
    const deputies = { ...landlord.people, ...Object.fromEntries(Object.entries(landlord.roles).flatMap(([role, entry]) => (entry.deputies ? [[role, entry.deputies]] : []))) };
    const register = openRegister(store, policy);
    const at = config.LOCAL_CRASH === undefined ? inert : crashAt(config.LOCAL_CRASH);
    const world: World = { store, policy, basis, calendar, directory: () => directory.current(), now: () => clock.now(), matches: (id) => register.matches(id), digestKey: config.DIGEST_KEY, at };
    const directory = await startDirectory({
      read: () => readDirectory(graph, { roles, deputies }, new Date(machineNow()).toISOString()),
      store, log, everyMs: config.DIRECTORY_MINUTES * 60_000, onChange: (changes) => passOnLeavers(changes, world, register),
    });
    closing.push(() => directory.stop());
    const views = viewsOf({ store, register, policy, landlord, calendar, directory: world.directory, now: world.now });
    const references = new Map<string, Reference>((await store.keptOf<Reference>('reference')).map(({ id, document }) => [id, document]));
    let port = config.PORT;
    let teams: RunningTeams | undefined;
    // Nothing is sent before the server listens: the worker starts after it.
    const sender = (): Sender => {
      if (!teams) throw new TypeError('The bot does not listen yet.');
      return teams.sender;
    };
    const onward = onwardHandler(world);
    const pressing = watchPresses();
    const cards = cardsOf({
      world, answered: pressing.ended, sender,
      audience: async (head) => views.audience(head),
      view: (head, person) => views.main(head, person),
      draw: (view, head) => renderCard(view, head),
      line: (head) => renderCard(lineView('This step is done. The newest card is further down.'), head),
      serviceUrl: async () => [...references.values()].at(-1)?.serviceUrl,
    });
    const worker = startWorker({ store, machineNow, at, log, handlers: { cards: cards.handler, onward, meeting: meetingHandler(world, graph, landlord), mail: mailHandler(world, graph, landlord) } });
    closing.push(() => worker.stop());
    const evidence = evidenceLinks({ store, views, key: config.DIGEST_KEY, machineNow, log, publicUrl: () => config.PUBLIC_URL ?? `http://127.0.0.1:${port}` });
    const openedCase = async (command: Parameters<AppParts['openedCase']>[0]): Promise<Head | undefined> => {
      if (command.verb !== 'sendReport') return undefined;
      for (const effect of await store.effects({ stream: command.stream })) if (effect.kind === 'onward' && effect.state !== 'done') await onward({ ...effect, token: '' });
      const report = String(command.input['report'] ?? '');
      const head = await store.load(`case/${report}`);
      return head && (await views.main(head, command.actor)) ? head : undefined;
    };
    let refreshedAt = -Infinity;
    // Somebody unknown asks for it with each message: at most one reading in a while.
    const refreshDirectory = (): void => {
      if (machineNow() - refreshedAt < unknownMs) return;
      refreshedAt = machineNow();
      void directory.refresh();
    };
    const app = teamsApp({ world, pressing, policy, landlord, register, views, worker, references, evidence, openedCase, freshen: (stream, person) => cards.freshen(stream, person).catch((error: unknown) => log.warn({ error: error instanceof Error ? error.name : 'Error' }, 'an answer was not put onto its message')), sender, refreshDirectory });
    teams = await startTeams(
      { appId: config.MICROSOFT_APP_ID, appType: config.MICROSOFT_APP_TYPE, tenant: landlord.tenant, serviceUrls: config.SERVICE_URLS, ...(config.MICROSOFT_APP_PASSWORD !== undefined && { password: config.MICROSOFT_APP_PASSWORD }), ...(config.LOCAL_LOGIN !== undefined && { local: { login: config.LOCAL_LOGIN } }) },
      app,
      { port: config.PORT, host: config.HOST, log, machineNow, mount: (server) => { evidence.mount(server); server.get('/healthz', (_request, response) => { response.json({ ok: true }); }); } },
    );
    const { close, port: listening } = teams;
    closing.push(close);
    port = listening;
    worker.wake();
    const sweeping = setInterval(() => void sweepAll(world).then((changed) => { if (changed > 0) worker.wake(); }).catch((error: unknown) => log.warn({ error: error instanceof Error ? error.name : 'Error' }, 'the sweep failed')), config.SWEEP_SECONDS * 1_000);
    closing.push(() => clearInterval(sweeping));
    log.info({ port }, 'Fair Contact is listening');
    const nextDue = async () => { const next = await store.nextDue(); return next === undefined ? undefined : Temporal.Instant.from(next); };
    return {
      port, clock, nextDue, close: closeAll,
      moveTo: async (target) => {
        let changed = 0;
        for (let next = await nextDue(); next && Temporal.Instant.compare(next, target) <= 0; next = await nextDue()) {
          await clock.moveTo(next);
          const passed = await sweepAll(world);
          await worker.drain();
          changed += passed;
          if (passed === 0) break;
        }
        await clock.moveTo(target);
        changed += await sweepAll(world);
        await worker.drain();
        return changed;
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
};

const run = async (): Promise<void> => {
  try {
    const bot = await startBot(readConfig(process.env));
    process.once('SIGTERM', () => void bot.close().then(() => process.exit(0)));
    process.once('SIGINT', () => void bot.close().then(() => process.exit(0)));
  } catch (error) {
    process.stderr.write(`Fair Contact did not start.\n${error instanceof BadStart ? error.faults.join('\n') : error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};

if (import.meta.main) await run();
