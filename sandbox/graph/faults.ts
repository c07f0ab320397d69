/** Trouble on demand: the next calls that match are throttled, fail, or are done and never answered. */

import { z } from 'zod';
import { GraphError } from './refusal.ts';

export const faultSchema = z.strictObject({
  /** Every method when it is left out. */
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  /** A part of the path below /v1.0; every path when it is left out. */
  path: z.string().optional(),
  kind: z.enum(['throttled', 'unavailable', 'broken', 'lost-answer']),
  times: z.int().min(1).default(1),
  /** Seconds; without it no Retry-After is sent. */
  retryAfter: z.int().min(0).optional(),
});

export type Fault = z.input<typeof faultSchema>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Uses up one turn of the first fault that matches. */
  take(method: string, path: string): 'lost-answer' | GraphError | undefined;
}

type Held = z.output<typeof faultSchema>;

function refusalOf({ kind, retryAfter }: Held): GraphError {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  if (kind === 'throttled') return new GraphError(429, 'TooManyRequests', 'Too many requests. Wait before you try again.', headers);
  if (kind === 'unavailable') return new GraphError(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', headers);
  return new GraphError(500, 'InternalServerError', 'An internal server error occurred.', headers);
}

export function makeFaults(): Faults {
  let held: Held[] = [];
  return {
    add: (fault) => void held.push(faultSchema.parse(fault)),
    clear: () => void (held = []),
    take: (method, path) => {
      const found = held.find((fault) => (fault.method ?? method) === method && path.includes(fault.path ?? ''));
      if (!found) return undefined;
      found.times -= 1;
      held = held.filter((fault) => fault.times > 0);
      return found.kind === 'lost-answer' ? 'lost-answer' : refusalOf(found);
    },
  };
}
