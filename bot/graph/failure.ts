/** What a call to Graph that did not succeed means for the effect behind it. */

/**
 * refused: Graph said no and did nothing. later: nothing was done, or doing it again does no harm; try after a while.
 * unknown: the request may have been carried out, and the answer is lost.
 */
export type FailureOutcome = 'refused' | 'unknown' | 'later';

export interface FailureFacts {
  status?: number;
  /** Graph's own code, such as `ErrorItemNotFound`. */
  code?: string;
  retryAfterMs?: number;
}

export class GraphFailure extends Error {
  readonly outcome: FailureOutcome;
  readonly status?: number;
  readonly code?: string;
  readonly retryAfterMs?: number;

  constructor(outcome: FailureOutcome, message: string, facts: FailureFacts = {}) {
    super(message);
    this.name = 'GraphFailure';
    this.outcome = outcome;
    Object.assign(this, facts);
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof GraphFailure && error.status === 404;
export const isUnknown = (error: unknown): boolean => error instanceof GraphFailure && error.outcome === 'unknown';

const busy = [429, 503];

/** What an answer that is not 2xx means; undefined for one that is. */
export const failureOf = (method: string, status: number, body: string, retryAfterMs: number | undefined): GraphFailure | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const code = codeIn(body);
  return new GraphFailure(outcomeOf(method, status), `Graph answered ${status}${code === undefined ? '' : ` (${code})`}.`, {
    status,
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
};

const outcomeOf = (method: string, status: number): FailureOutcome => {
  if (busy.includes(status)) return 'later';
  if (status < 500) return 'refused';
  return method === 'POST' ? 'unknown' : 'later';
};

/** The code alone: Graph's messages may name people. */
const codeIn = (body: string): string | undefined => {
  try {
    const code: unknown = JSON.parse(body)?.error?.code;
    return typeof code === 'string' && /^[\w.]+$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
};

const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/** No answer came: the connection was not made, broke, or was waited for too long. */
export const lostAnswer = (method: string, error: unknown): GraphFailure => {
  const code = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
  const facts = code === undefined ? {} : { code };
  if (code !== undefined && neverSent.includes(code)) return new GraphFailure('later', 'Graph cannot be reached.', facts);
  return new GraphFailure(method === 'POST' ? 'unknown' : 'later', 'Graph gave no answer.', facts);
};
