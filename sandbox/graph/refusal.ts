/** A refusal in Graph's own shape. */

import { randomUUID } from 'node:crypto';

export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string, code = 'BadRequest'): GraphError => new GraphError(400, code, message);

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** The ids that an answer carries in its headers and, when it is a refusal, in its body. */
export interface RequestIds {
  'request-id': string;
  'client-request-id': string;
}

export function requestIds(clientRequestId: string | undefined): RequestIds {
  const own = randomUUID();
  return { 'request-id': own, 'client-request-id': clientRequestId ?? own };
}

/** The body of a refusal. */
export function refusalBody(error: GraphError, ids: RequestIds, now: Temporal.Instant): object {
  const date = now.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'second' });
  return { error: { code: error.code, message: error.message, innerError: { date, ...ids } } };
}
