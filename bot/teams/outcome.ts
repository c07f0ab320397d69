/** What became of a call to the Bot Connector (TEAMS error table: 500 is never repeated). */
import { z } from 'zod';
import type { Reach, Sent } from './types.ts';

/** `create` may double a message when repeated; `change` names a message that must exist; `open` always gives the same chat. */
export type Kind = 'create' | 'change' | 'open';

const reaches: Record<string, Reach> = {
  ForbiddenOperationException: 'notInstalled',
  BotNotInConversationRoster: 'left',
  ConversationNotFound: 'left',
  ConversationBlockedByUser: 'blocked',
  MessageWritesBlocked: 'blocked',
  BotDisabledByAdmin: 'disabled',
};

// No connection came about, so nothing can have been sent.
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const busy = new Set([412, 429]);
const broken = new Set([502, 503, 504]);

const failure = z.looseObject({
  code: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  response: z.looseObject({
    status: z.number(),
    bodyAsText: z.string().nullish(),
    headers: z.custom<{ get(name: string): string | undefined }>((value) => typeof (value as { get?: unknown } | null)?.get === 'function'),
  }).optional().catch(undefined),
});

const envelope = z.looseObject({ error: z.looseObject({ code: z.string() }) });
const oddEnvelope = z.looseObject({ errorCode: z.number(), message: z.string() });
const word = /^[A-Za-z][A-Za-z ]{0,63}$/;

const parsed = (text: string | null | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

// One refusal comes as JSON within a string.
const subCode = (message: string): string | undefined => /"subCode"\s*:\s*"(\w+)"/.exec(message)?.[1];

const codeOf = (status: number, body: unknown): string => {
  const odd = oddEnvelope.safeParse(body).data;
  const code = odd ? subCode(odd.message) : envelope.safeParse(body).data?.error.code;
  if (code !== undefined && word.test(code)) return code;
  return status === 500 ? 'ServiceError' : `Status${status}`;
};

const retryAfter = (header: string | undefined): { afterMs?: number } => {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? { afterMs: Math.ceil(seconds * 1000) } : {};
};

const refused = (status: number, body: unknown): Sent => {
  const code = codeOf(status, body);
  const reach = status === 403 || status === 404 ? reaches[code] : undefined;
  return { outcome: 'refused', code, status, ...(reach === undefined ? {} : { reach }) };
};

const isUnclear = (status: number): boolean => (status > 501 && status < 600) || status === 408 || status < 300;

const answered = (kind: Kind, status: number, body: unknown, header: string | undefined): Sent => {
  if (busy.has(status) || (kind !== 'create' && broken.has(status))) return { outcome: 'later', ...retryAfter(header) };
  if (status === 404 && kind === 'change') return { outcome: 'gone' };
  if (isUnclear(status)) return kind === 'create' ? { outcome: 'unknown' } : { outcome: 'later' };
  return refused(status, body);
};

/** The outcome of a call that threw. */
export const outcomeOf = (kind: Kind, error: unknown): Sent => {
  const { code, response } = failure.safeParse(error).data ?? {};
  if (response) return answered(kind, response.status, parsed(response.bodyAsText), response.headers.get('retry-after'));
  if (kind !== 'create' || neverConnected.has(code ?? '')) return { outcome: 'later' };
  return { outcome: 'unknown' };
};
