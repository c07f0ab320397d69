/** Brings activities to the bot as Teams does: signed, at least once, and again when no answer comes. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Login } from '../login/start.ts';
import { channelIssuer } from '../login/start.ts';
import type { Known } from './ids.ts';
import { judge, somethingWentWrong, type Seen } from './judge.ts';
import type { Activity, Log } from './shapes.ts';

export interface Delivery {
  oid: string;
  activityId: string;
  type: string;
  name?: string;
  /** Counts from 1; repeats of one activity count on. */
  attempt: number;
  /** ISO instant, case time. */
  at: string;
  /** Milliseconds until the answer, or until it was given up. */
  took: number;
  /** The bot's HTTP status; absent when there was no answer. */
  status?: number;
  /** Whether an invoke was answered well. */
  good?: boolean;
  /** What was wrong, in one sentence. */
  wrong?: string;
}

export interface Deliverer {
  /** Ends when the bot has answered, or has been given up. */
  send(to: Known, activity: Activity): Promise<void>;
  /** What the person's client sees of a press; it does not wait for repeats. */
  press(to: Known, activity: Activity): Promise<Seen>;
  /** Newest first. */
  recent(): Delivery[];
  /** Ends when nothing is on its way any more, repeats included. */
  settled(): Promise<void>;
  close(): void;
}

export interface DeliverParts {
  login: Pick<Login, 'sign'>;
  botUrl: string;
  appId: string;
  tenant: string;
  serviceUrl: string;
  again: (activity: Activity) => Activity;
  /** Case time, epoch milliseconds. */
  now: () => number;
  /** Milliseconds without an answer until an activity is sent again. */
  repeatAfter: number;
  /** Milliseconds until a person's client gives up on an invoke. */
  invokeLimit: number;
  log: Log;
}

const kept = 200;

export function deliverer(parts: DeliverParts): Deliverer {
  const deliveries: Delivery[] = [];
  const pending = new Set<Promise<unknown>>();
  const closing = new AbortController();

  /** Undefined when the bot gave no answer in time. */
  const attempt = async (to: Known, activity: Activity, count: number): Promise<Seen | undefined> => {
    const started = performance.now();
    const { outcome, seen } = await ask(parts, to, activity, closing.signal);
    deliveries.unshift({
      oid: to.person.id,
      activityId: activity.id,
      type: activity.type,
      ...(typeof activity.name === 'string' ? { name: activity.name } : {}),
      attempt: count,
      at: Temporal.Instant.fromEpochMilliseconds(parts.now()).toString(),
      took: Math.round(performance.now() - started),
      ...outcome,
    });
    deliveries.length = Math.min(deliveries.length, kept);
    if (outcome.wrong) parts.log(`${activity.type} ${activity.id}: ${outcome.wrong}`);
    return seen;
  };

  const wait = (time: number): Promise<void> => delay(Math.max(0, time), undefined, { signal: closing.signal });

  const repeats = async (to: Known, activity: Activity, first: Promise<unknown>): Promise<void> => {
    const started = performance.now();
    if (await first) return;
    await wait(parts.repeatAfter - (performance.now() - started));
    const second = attempt(to, activity, 2);
    if (activity.type === 'invoke') {
      await wait(parts.repeatAfter);
      await attempt(to, parts.again(activity), 3);
    }
    await second;
  };

  const track = (work: Promise<unknown>): void => {
    const quiet = work.catch((error: Error) => {
      if (!closing.signal.aborted) parts.log(`A delivery failed: ${error.message}`);
    });
    pending.add(quiet);
    void quiet.finally(() => pending.delete(quiet));
  };

  const start = (to: Known, activity: Activity): { first: Promise<Seen | undefined>; all: Promise<void> } => {
    const first = attempt(to, activity, 1);
    const all = repeats(to, activity, first);
    track(all);
    return { first, all };
  };

  return {
    send: (to, activity) => start(to, activity).all.catch(() => {}),
    press: async (to, activity) => {
      const cut = new AbortController();
      const limit = delay(parts.invokeLimit, somethingWentWrong, { signal: AbortSignal.any([cut.signal, closing.signal]) }).catch(() => somethingWentWrong);
      const seen = await Promise.race([start(to, activity).first, limit]);
      cut.abort();
      return seen ?? somethingWentWrong;
    },
    recent: () => deliveries,
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    close: () => closing.abort(),
  };
}

type Outcome = Pick<Delivery, 'status' | 'good' | 'wrong'>;

async function ask(parts: DeliverParts, to: Known, activity: Activity, closing: AbortSignal): Promise<{ outcome: Outcome; seen?: Seen }> {
  const token = await parts.login.sign({ iss: channelIssuer, aud: parts.appId, serviceurl: parts.serviceUrl });
  try {
    const response = await fetch(parts.botUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${token}`,
        'x-ms-conversation-id': to.chat,
        'x-ms-tenant-id': parts.tenant,
      },
      body: JSON.stringify(activity),
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(parts.repeatAfter), closing]),
    });
    const text = await response.text();
    const { status } = response;
    if (activity.type !== 'invoke') {
      if (status < 300) return { outcome: { status }, seen: {} };
      return { outcome: { status, wrong: `The bot answered HTTP ${status}.` }, seen: somethingWentWrong };
    }
    const verdict = judge(status, response.headers.get('content-type') ?? '', text);
    if ('wrong' in verdict) return { outcome: { status, good: false, wrong: verdict.wrong }, seen: somethingWentWrong };
    return { outcome: { status, good: true }, seen: verdict.answer };
  } catch (error) {
    const why = error instanceof Error && error.name === 'TimeoutError' ? 'The bot did not answer in time.' : 'The bot could not be reached.';
    return { outcome: { wrong: why, ...(activity.type === 'invoke' ? { good: false } : {}) } };
  }
}
