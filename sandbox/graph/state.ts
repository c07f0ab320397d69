/** The stand-in's memory: one SQLite file, so that a restart finds everything again. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Documents, Kind } from './documents.ts';

export interface State {
  read<K extends Kind>(kind: K, id: string): Documents[K] | undefined;
  /** In the order in which they were first written. */
  list<K extends Kind>(kind: K, owner?: string): Documents[K][];
  write<K extends Kind>(kind: K, document: Documents[K]): void;
  /** All of it or nothing. Watchers hear of the writes only after the end. */
  atomically<T>(work: () => T): T;
  close(): void;
}

export type Watcher = (kind: Kind, owner: string, id: string) => void;

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (kind, id)
  );
  CREATE INDEX IF NOT EXISTS by_owner ON documents (kind, owner);`;

const parse = <K extends Kind>(row: Record<string, unknown>): Documents[K] => JSON.parse(String(row.body));

/** Opens `graph.sqlite` in the folder, which is made when it is missing. */
export function openState(folder: string, watcher: Watcher): State {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'graph.sqlite'));
  database.exec(schema);
  const one = database.prepare('SELECT body FROM documents WHERE kind = ? AND id = ?');
  const all = database.prepare('SELECT body FROM documents WHERE kind = ? ORDER BY seq');
  const owned = database.prepare('SELECT body FROM documents WHERE kind = ? AND owner = ? ORDER BY seq');
  const put = database.prepare(
    `INSERT INTO documents (kind, id, owner, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET owner = excluded.owner, body = excluded.body`,
  );
  let pending: Parameters<Watcher>[] | undefined;

  return {
    read: (kind, id) => {
      const row = one.get(kind, id);
      return row && parse<typeof kind>(row);
    },
    list: (kind, owner) => (owner === undefined ? all.all(kind) : owned.all(kind, owner)).map((row) => parse<typeof kind>(row)),
    write: (kind, document) => {
      put.run(kind, document.id, document.owner, JSON.stringify(document));
      if (pending) pending.push([kind, document.owner, document.id]);
      else watcher(kind, document.owner, document.id);
    },
    atomically: (work) => {
      database.exec('BEGIN');
      pending = [];
      let heard: Parameters<Watcher>[] = [];
      try {
        const result = work();
        database.exec('COMMIT');
        heard = pending;
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      } finally {
        pending = undefined;
        for (const each of heard) watcher(...each);
      }
    },
    close: () => database.close(),
  };
}
