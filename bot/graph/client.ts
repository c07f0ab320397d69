import { setTimeout as sleepFor } from 'node:timers/promises';
import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { chainOf, retryAfter, uncarried } from './chain.ts';
import { failureOf, GraphFailure, lostAnswer } from './failure.ts';
import { encoded } from './odata.ts';

export interface GraphOptions {
  /** With the version: `https://graph.microsoft.com/v1.0`. */
  baseUrl: string;
  token: () => Promise<string>;
  /** Epoch milliseconds, for `Retry-After` as a date. */
  machineNow: () => number;
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds that one answer is waited for. */
  patience?: number;
  /** Ends everything that is under way when the bot stops. */
  signal?: AbortSignal;
}

type Query = Record<string, string>;

/** Every call throws a `GraphFailure` when it does not succeed. Paths come from `path`, query values are plain text. */
export interface Graph {
  get<T>(path: string, query?: Query): Promise<T>;
  /** All pages of a list. */
  list<T>(path: string, query?: Query): Promise<T[]>;
  post<T>(path: string, body?: object): Promise<T>;
  patch<T>(path: string, body: object): Promise<T>;
  pause(milliseconds: number): Promise<void>;
}

interface Page<T> {
  value: T[];
  '@odata.nextLink'?: string;
}

const usualPatience = 20_000;

/** Graph for the case identity. GET and PATCH are repeated twice at most within 5 s; POST never. */
export const graphClient = (options: GraphOptions): Graph => {
  const base = options.baseUrl.replace(/\/+$/, '');
  const sleep = options.sleep ?? sleepUntil;
  const call = callerOf(base, options, sleep);
  return {
    get: (path, query) => call('get', path, query),
    list: async <T>(path: string, query?: Query) => {
      const all: T[] = [];
      let page = await call<Page<T>>('get', path, query);
      all.push(...page.value);
      while (page['@odata.nextLink'] !== undefined) {
        page = await call<Page<T>>('get', within(base, page['@odata.nextLink']));
        all.push(...page.value);
      }
      return all;
    },
    post: (path, body) => call('post', path, undefined, body),
    patch: (path, body) => call('patch', path, undefined, body),
    pause: async (milliseconds) => {
      try {
        await sleep(milliseconds, options.signal);
      } catch {
        throw new GraphFailure('later', 'The bot is stopping.');
      }
    },
  };
};

const sleepUntil = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
  await sleepFor(milliseconds, undefined, signal ? { signal } : {});
};

type Call = <T>(method: 'get' | 'post' | 'patch', path: string, query?: Query, body?: object) => Promise<T>;

const callerOf = (base: string, options: GraphOptions, sleep: NonNullable<GraphOptions['sleep']>): Call => {
  const version = base.lastIndexOf('/');
  const client = Client.initWithMiddleware({
    baseUrl: base.slice(0, version),
    defaultVersion: base.slice(version + 1),
    middleware: chainOf({ patience: usualPatience, ...options, sleep }),
  });
  return async (method, path, query, body) => {
    const request = client.api(path).query(encoded(query ?? {})).responseType(ResponseType.RAW);
    let answer: Response;
    try {
      answer = await request[method](body);
    } catch (error) {
      throw uncarried(error);
    }
    return contentOf(method.toUpperCase(), answer, options.machineNow());
  };
};

const contentOf = async <T>(method: string, answer: Response, machineNow: number): Promise<T> => {
  const text = await answer.text();
  const failure = failureOf(method, answer.status, text, retryAfter(answer.headers, machineNow));
  if (failure) throw failure;
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch (error) {
    throw lostAnswer(method, error);
  }
};

/** The next page's address below our base; a page elsewhere would take the token along. */
const within = (base: string, link: string): string => {
  if (!link.startsWith(`${base}/`)) throw new GraphFailure('refused', 'Graph pointed to a page elsewhere.', { code: 'pageElsewhere' });
  return link.slice(base.length);
};
