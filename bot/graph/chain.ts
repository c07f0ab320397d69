import { GraphClientError, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { GraphFailure, lostAnswer } from './failure.ts';

/** The steps that each request passes: who asks, patience with a busy Graph, the wire. */

export interface ChainOptions {
  token: () => Promise<string>;
  machineNow: () => number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds after which an answer is no longer waited for. */
  patience: number;
  signal?: AbortSignal;
}

type Step = (context: Context, next: (context: Context) => Promise<void>) => Promise<void>;

const repeats = 2;
const longestWait = 5_000;
const firstWait = 500;
/** Outlook serves four requests of an app at a time and turns the fifth away. */
const atOnce = 4;

const busy = [429, 503, 504];
const bodiless = [204, 205, 304];

/** The chain in the shape that the Graph client takes. */
export const chainOf = (options: ChainOptions): Middleware => {
  const enter = turnstile(atOnce);
  const steps: Step[] = [identify(options), repeat(options), (context) => enter(() => send(context, options))];
  const run = (context: Context, at: number): Promise<void> => steps[at]?.(context, (given) => run(given, at + 1)) ?? Promise.resolve();
  return { execute: (context) => run(context, 0) };
};

/** The client wraps every error but its own, so a failure travels inside one of those. */
const carried = (failure: GraphFailure): GraphClientError => Object.assign(new GraphClientError(failure.message), { customError: failure });
export const uncarried = (error: unknown): unknown =>
  error instanceof GraphClientError && error.customError instanceof GraphFailure ? error.customError : error;

const methodOf = (context: Context): string => context.options?.method?.toUpperCase() ?? 'GET';

/** The client's own handler sends a token to https addresses only; the stand-in on loopback is asked for one too. */
const identify = (options: ChainOptions): Step => async (context, next) => {
  let token: string;
  try {
    token = await options.token();
  } catch {
    throw carried(new GraphFailure('later', 'No token for Graph could be had.', { code: 'noToken' }));
  }
  const headers = new Headers(context.options?.headers as HeadersInit | undefined);
  headers.set('Authorization', `Bearer ${token}`);
  headers.set('Prefer', 'IdType="ImmutableId", outlook.timezone="UTC"');
  context.options = { ...context.options, headers };
  await next(context);
};

/** A POST is never repeated here: whether the first one was carried out is the caller's to find out. */
const repeat = (options: ChainOptions): Step => async (context, next) => {
  let waited = 0;
  for (let repeated = 0; ; repeated += 1) {
    await next(context);
    const answer = context.response;
    if (!answer || methodOf(context) === 'POST' || !busy.includes(answer.status) || repeated === repeats) return;
    const wait = retryAfter(answer.headers, options.machineNow()) ?? firstWait * 2 ** repeated;
    if (waited + wait > longestWait) return;
    try {
      await options.sleep(wait, options.signal);
    } catch {
      return;
    }
    waited += wait;
  }
};

/** Milliseconds that `Retry-After` asks for, in seconds or as a date; undefined without a readable one. */
export const retryAfter = (headers: Headers, machineNow: number): number | undefined => {
  const value = headers.get('Retry-After')?.trim();
  if (!value) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - machineNow;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
};

/** Redirects are answers like others: a token follows nobody to another host. */
const send = async (context: Context, options: ChainOptions): Promise<void> => {
  const patience = AbortSignal.timeout(options.patience);
  const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
  try {
    const answer = await fetch(context.request, { ...(context.options as RequestInit), redirect: 'manual', signal });
    const body = await answer.text();
    context.response = new Response(bodiless.includes(answer.status) ? null : body, { status: answer.status, headers: answer.headers });
  } catch (error) {
    throw carried(lostAnswer(methodOf(context), error));
  }
};

type Enter = <T>(work: () => Promise<T>) => Promise<T>;

const turnstile = (places: number): Enter => {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
