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

/** Performs committed effects: leased by one worker, done, and the receipt recorded. */
export const startWorker = ({ store, handlers, machineNow, at, log, pollMs = 1_000 }: WorkerOptions): Worker => {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  /** Rung when something was committed, so that a slow effect does not keep it waiting. */
  let bell = Promise.withResolvers<void>();
  let rung = false;

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

  /** What is being performed. One stream's effects go one after another; a slow one holds up no other stream. */
  const inHand = new Set<Promise<void>>();
  const last = new Map<string, Promise<void>>();

  const take = (effect: Leased): void => {
    const work = (last.get(effect.stream) ?? Promise.resolve()).then(() => perform(effect)).catch((error: unknown) => log.warn({ kind: effect.kind, error: error instanceof Error ? error.name : 'Error' }, 'an effect was not settled'));
    last.set(effect.stream, work);
    inHand.add(work);
    void work.then(() => {
      inHand.delete(work);
      if (last.get(effect.stream) === work) last.delete(effect.stream);
    });
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers<void>();
      rung = false;
      const free = batch - inHand.size;
      const leased = free > 0 ? await store.lease({ machineNow: machineNow(), ttl: leaseMs, limit: free }) : [];
      leased.forEach(take);
      if (leased.length > 0 || rung) continue;
      if (inHand.size === 0) return;
      await Promise.race([...inHand, bell.promise]);
    }
    await Promise.all(inHand);
  };

  const drain = (): Promise<void> => {
    rung = true;
    bell.resolve();
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
      stopping.abort();
      clearInterval(timer);
      bell.resolve();
      await running;
    },
  };
};
