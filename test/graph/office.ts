/** The Graph stand-in with Harrowmere's people, and the bot's own client for it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '../../bot/graph/client.ts';
import type { Attendee } from '../../bot/graph/meetings.ts';
import { startGraph, type GraphOptions, type RunningGraph } from '../../sandbox/graph/start.ts';
import { groups, named, people, tenant } from '../../sandbox/harrowmere/people.ts';
import { clientOf } from './scripted.ts';

export interface Office {
  sandbox: RunningGraph;
  graph: Graph;
  waits: number[];
  close(): Promise<void>;
}

export const openOffice = async (options: Partial<GraphOptions> = {}): Promise<Office> => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'));
  const sandbox = await startGraph({
    folder,
    people,
    groups,
    tenant,
    now: () => Temporal.Instant.from('2026-12-01T08:00:00Z'),
    log: () => undefined,
    verify: async (header) => {
      if (header !== 'Bearer good') throw new TypeError('bad token');
      return { appid: 'bot' };
    },
    ...options,
  });
  return {
    sandbox,
    ...clientOf(sandbox.url),
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const invited = (...names: string[]): Attendee[] => names.map(named).map(({ id, name, mail }) => ({ id, name, mail }));
