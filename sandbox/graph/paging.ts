/** Lists come in pages; a full answer needs every `@odata.nextLink` to be followed. */

import type { Call } from './call.ts';
import { badRequest } from './refusal.ts';

export interface Page {
  '@odata.context': string;
  '@odata.nextLink'?: string;
  value: object[];
}

const skiptoken = {
  write: (from: number): string => Buffer.from(`from:${from}`).toString('base64url'),
  read: (token: string): number => {
    const match = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
    if (!match) throw badRequest('The skip token is not valid.', 'Request_BadRequest');
    return Number(match[1]);
  },
};

/** A page of at most `largest` things, however many were asked for: Graph may always send fewer. */
export function pageOf<T>(call: Call, values: readonly T[], largest: number, show: (value: T) => object): Page {
  const byToken = call.tag === 'directory';
  const token = call.query.$skiptoken;
  const from = token === undefined ? Number(call.query.$skip ?? 0) : skiptoken.read(token);
  const size = Math.min(Number(call.query.$top ?? largest), largest);
  const until = from + size;
  const page: Page = { '@odata.context': call.context, value: values.slice(from, until).map(show) };
  if (until < values.length) {
    const link = new URL(call.address);
    for (const [name, value] of Object.entries(call.query)) link.searchParams.set(name, value);
    if (byToken) link.searchParams.set('$skiptoken', skiptoken.write(until));
    else link.searchParams.set('$skip', String(until));
    page['@odata.nextLink'] = link.href;
  }
  return page;
}
