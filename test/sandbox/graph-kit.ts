/** A Graph stand-in of one's own, and a short way to call it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGraph, type GraphOptions, type RunningGraph } from '../../sandbox/graph/start.ts';
import { groups, named, people, tenant } from '../../sandbox/harrowmere/people.ts';

export const caseTime = Temporal.Instant.from('2026-12-01T08:00:00Z');
export const key = 'String {2e6b8d1a-5b0f-4c55-9a3e-0f6d1c7a9b42} Name fairContactKey';
export const immutable = { prefer: 'IdType="ImmutableId"' };
export const id = (name: string): string => named(name).id;
export const mailOf = (name: string): string => named(name).mail;

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read deep into answers whose shape they are there to prove.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export interface Office {
  graph: RunningGraph;
  log: string[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The same folder with a new server. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(options: Partial<GraphOptions> = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'));
  const log: string[] = [];
  const start = (): Promise<RunningGraph> =>
    startGraph({
      folder,
      people,
      groups,
      tenant,
      now: () => caseTime,
      log: (line) => log.push(line),
      verify: async (header) => {
        if (header !== 'Bearer good') throw new Error('bad token');
        return { appid: 'bot' };
      },
      ...options,
    });
  const office: Office = {
    graph: await start(),
    log,
    call: async (method, path, body, headers = {}) => {
      const response = await fetch(path.startsWith('http') ? path : `${office.graph.url}${path}`, {
        method,
        headers: { authorization: 'Bearer good', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json') && text !== '';
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    },
    restart: async () => {
      await office.graph.close();
      office.graph = await start();
    },
    close: async () => {
      await office.graph.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return office;
}

export const london = (dateTime: string) => ({ dateTime, timeZone: 'Europe/London' });

export const asked = (name: string, type = 'required') => ({ type, emailAddress: { name, address: mailOf(name) } });

/** A panel meeting as the bot books it. */
export const panelMeeting = (changes: object = {}) => ({
  subject: 'Panel',
  body: { contentType: 'text', content: 'The papers are on your card.' },
  start: london('2026-12-03T10:00:00'),
  end: london('2026-12-03T11:00:00'),
  attendees: [asked('Tom Ashdown'), asked('Samira Khan', 'optional')],
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  transactionId: 'panel-1',
  singleValueExtendedProperties: [{ id: key, value: 'case 7, panel 1' }],
  sensitivity: 'private',
  hideAttendees: false,
  allowNewTimeProposals: false,
  ...changes,
});

export const letter = (changes: object = {}) => ({
  subject: 'A message about our decision',
  body: { contentType: 'text', content: 'Please see the letter.' },
  toRecipients: [{ emailAddress: { address: mailOf('Priya Nair') } }],
  singleValueExtendedProperties: [{ id: key, value: 'case 7, notice 1' }],
  ...changes,
});

export const byKey = (value: string): string =>
  `$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${key}' and ep/value eq '${value.replaceAll("'", "''")}')`)}`;

export const withKey = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${key}')`)}`;

/** All of a list, by its next links. */
export async function allOf(office: Office, path: string): Promise<{ values: Record<string, unknown>[]; pages: number }> {
  const values: Record<string, unknown>[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next !== undefined; pages += 1) {
    const answer: Answer = await office.call('GET', next);
    values.push(...answer.body.value);
    next = answer.body['@odata.nextLink'];
  }
  return { values, pages };
}
