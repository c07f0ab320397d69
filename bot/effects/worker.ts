import type { At } from '../pipeline/points.ts';
import type { Leased, Settlement, Store } from '../store/port.ts';

/** How a handler ended: done, to be tried again, or given to a person. A handler that throws is tried again. */
export type Performed =
  | { state: 'done'; performed: number; receipt?: Record<string, unknown> }
  | { state: 'retry'; afterMs?: number; error: string }
  | { state: 'stuck'; error: string };

export type Handler = (effect: Leased) => Promise<Performed>;

export interface Worker {
  /** Something was committed: look now. */
  wake(): void;
  /** Performs what is pending until nothing is left that can be done now. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  store: Store;
  handlers: Record<string, Handler>;
  machineNow(): number;
  at: At;
  log: { warn(fields: object, message: string): void };
  pollMs?: number;
}

const leaseMs = 30_000;
const batch = 16;
/** After so many tries an effect is set aside and shown to the administrator. */
const mostAttempts = 12;
const longestWaitMs = 15 * 60_000;

const backOff = (attempts: number): number => Math.min(longestWaitMs, 500 * 2 ** attempts) * (0.5 + Math.random() / 2);

/** Performs committed effects: leased by one worker, done, and the receipt recorded. One stream's effects go one after another. */
export const startWorker = ({ store, handlers, machineNow, at, log, pollMs = 1_000 }: WorkerOptions): Worker => {
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  const settlementOf = (effect: Leased, result: Performed): Settlement => {
    if (result.state !== 'retry') return result;
    if (effect.attempts + 1 >= mostAttempts) return { state: 'stuck', error: result.error };
    return { state: 'retry', notBefore: machineNow() + (result.afterMs ?? backOff(effect.attempts)), error: result.error };
  };

  const perform = async (effect: Leased): Promise<void> => {
    at('leased', effect.kind);
    const handler = handlers[effect.kind];
    const result: Performed = handler
      ? await handler(effect).catch((error: unknown) => ({ state: 'retry' as const, error: error instanceof Error ? error.name : 'Error' }))
      : { state: 'stuck', error: 'NoHandler' };
    if (result.state !== 'done') log.warn({ kind: effect.kind, attempts: effect.attempts, error: result.error, outcome: result.state }, 'an effect was not done');
    if (result.state === 'done') at('sent-not-recorded', effect.kind);
    await store.settle(effect.key, effect.token, settlementOf(effect, result));
  };

  const round = async (): Promise<number> => {
    const leased = await store.lease({ machineNow: machineNow(), ttl: leaseMs, limit: batch });
    const streams = Map.groupBy(leased, (effect) => effect.stream);
    await Promise.all([...streams.values()].map(async (effects) => {
      for (const effect of effects) await perform(effect);
    }));
    return leased.length;
  };

  const run = async (): Promise<void> => {
    again = false;
    if ((await round()) > 0 || again) await next();
  };

  const next = async (): Promise<void> => {
    if (!stopped) await run();
  };

  const drain = (): Promise<void> => {
    again = true;
    running ??= run()
      .catch((error: unknown) => log.warn({ error: error instanceof Error ? error.name : 'Error' }, 'the outbox could not be read'))
      .finally(() => { running = undefined; });
    return running;
  };

  const timer = setInterval(() => void drain(), pollMs);
  timer.unref();
  return {
    wake: () => void drain(),
    drain,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
};
