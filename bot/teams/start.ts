/** The bot's HTTP server. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Activity } from 'botbuilder';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { TeamsAdapter } from './adapter.ts';
import { authenticationFor, NotVerified } from './authentication.ts';
import { faultOf } from './config.ts';
import { nameOf } from './error-name.ts';
import { refuseOtherActivities, refuseOtherIssuers } from './guard.ts';
import { allowList } from './origins.ts';
import { senderFor } from './sender.ts';
import { nothingOwed, runTurn, type Afterwards, type TurnParts } from './turn.ts';
import type { Log, RunningTeams, TeamsApp, TeamsConfig, TeamsOptions } from './types.ts';

const path = '/api/messages';
const largest = '1mb';

/** Work that outlives its HTTP answer, so that closing can wait for it. */
const background = () => {
  const running = new Set<Promise<void>>();
  return {
    run: (work: Afterwards): void => {
      const done = work().finally(() => running.delete(done));
      running.add(done);
    },
    ended: async (): Promise<void> => { while (running.size > 0) await Promise.allSettled(running); },
  };
};

type Background = ReturnType<typeof background>;

const receive = (adapter: TeamsAdapter, parts: TurnParts, after: Background): RequestHandler => async (request, response) => {
  let afterwards = nothingOwed;
  // NB: left in, this field would have the SDK answer in another shape than Teams expects.
  const { deliveryMode: _, ...activity } = request.body as Activity;
  const answer = await adapter.receive(request.get('authorization') ?? '', activity as Activity, async (context) => {
    afterwards = await runTurn(parts, context);
  });
  response.status(answer?.status ?? 200);
  if (answer?.body === undefined) response.end();
  else response.json(answer.body);
  after.run(afterwards);
};

const statusOf = (error: unknown): number => {
  if (error instanceof NotVerified) return 401;
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
};

const sentences: Record<number, string> = {
  400: 'This is not readable JSON.',
  401: 'The token does not hold.',
  413: 'This is too large.',
  500: 'Something went wrong on our side.',
};

const answerError = (log: Log): ErrorRequestHandler => (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = statusOf(error);
  if (status === 500) log.error({ error: nameOf(error) }, 'A request failed');
  response.status(status).json({ error: sentences[status] ?? 'This request cannot be taken.' });
};

const listen = (app: Express, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error) => (error ? reject(error) : resolve(server)));
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

/** Starts the bot's server. Throws one clear sentence when the configuration does not hold. */
export const startTeams = async (config: TeamsConfig, app: TeamsApp, options: TeamsOptions): Promise<RunningTeams> => {
  const fault = faultOf(config);
  if (fault !== undefined) throw new TypeError(fault);
  const { log, machineNow } = options;
  const allowed = allowList(config.serviceUrls);
  const adapter = new TeamsAdapter(authenticationFor(config, machineNow), config.appId);
  const sender = senderFor({ adapter, tenant: config.tenant, allowed, local: config.local !== undefined, log, machineNow });
  const after = background();

  const server = express().disable('x-powered-by');
  const guards = [refuseOtherIssuers(config.tenant), express.json({ limit: largest }), refuseOtherActivities(config.tenant, allowed)];
  server.post(path, ...guards, receive(adapter, { app, sender, log }, after));
  options.mount?.(server);
  server.use((_request, response) => { response.status(404).json({ error: 'There is nothing here.' }); });
  server.use(answerError(log));

  const listening = await listen(server, options.port, options.host ?? '127.0.0.1');
  return {
    port: (listening.address() as AddressInfo).port,
    sender,
    close: async () => { await closed(listening); await after.ended(); },
  };
};
