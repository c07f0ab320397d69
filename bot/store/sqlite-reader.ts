/** Reads on the caller's thread. Each is one statement, so each sees one moment, after every commit that was answered before it. */
import { DatabaseSync } from 'node:sqlite';
import { sortable } from './instants.ts';
import type { Store } from './port.ts';
import { patience } from './sqlite-schema.ts';
import { effectOf, eventOf, headOf, receiptOf, type Row } from './sqlite-rows.ts';
import { StoreUnavailable } from './unavailable.ts';

type ReadName = 'load' | 'receipt' | 'history' | 'due' | 'nextDue' | 'changesSince' | 'effects' | 'kept' | 'keptOf' | 'special' | 'file';

export interface Reader {
  reads: Pick<Store, ReadName>;
  close(): void;
}

/** Words are kept once, in their own table, so that erasing them there is enough. */
const heads = `
  SELECT stream, version, schema, state, next_due, basis, changed,
    (SELECT json_group_object(id, json(content)) FROM words WHERE words.stream = heads.stream AND words.shown = 1) AS words
  FROM heads`;

const maybe = <T>(row: Row | undefined, shape: (found: Row) => T): T | undefined => row && shape(row);

const streamReads = (db: DatabaseSync): Pick<Store, 'load' | 'receipt' | 'history'> => {
  const head = db.prepare(`${heads} WHERE stream = ?`);
  const receipt = db.prepare('SELECT * FROM commands WHERE stream = ? AND id = ?');
  const events = db.prepare('SELECT * FROM events WHERE stream = ? ORDER BY seq');
  return {
    load: async (stream) => maybe(head.get(stream), headOf),
    receipt: async (stream, command) => maybe(receipt.get(stream, command), receiptOf),
    history: async (stream) => events.all(stream).map(eventOf),
  };
};

const positionOf = (cursor: string): number => {
  if (!/^\d*$/.test(cursor)) throw new StoreUnavailable(`"${cursor}" is not a cursor of this store.`);
  return Number(cursor);
};

const sweepReads = (db: DatabaseSync): Pick<Store, 'due' | 'nextDue' | 'changesSince'> => {
  const due = db.prepare(`
    SELECT stream FROM heads WHERE due_order IS NOT NULL AND (due_order <= ? OR basis IS NOT ?) ORDER BY due_order, stream LIMIT ?`);
  const earliest = db.prepare('SELECT next_due FROM heads WHERE due_order IS NOT NULL ORDER BY due_order LIMIT 1');
  const changes = db.prepare(`${heads} WHERE changed > ? ORDER BY changed LIMIT ?`);
  return {
    due: async (now, basis, limit) => due.all(sortable(now), basis, limit).map((row) => row['stream'] as string),
    nextDue: async () => earliest.get()?.['next_due'] as string | undefined,
    changesSince: async (cursor, limit) => {
      const rows = changes.all(positionOf(cursor), limit);
      return { heads: rows.map(headOf), cursor: String(rows.at(-1)?.['changed'] ?? cursor) };
    },
  };
};

const effectReads = (db: DatabaseSync): Pick<Store, 'effects'> => {
  const everything = db.prepare('SELECT * FROM effects ORDER BY turn');
  const ofStream = db.prepare('SELECT * FROM effects WHERE stream = ? ORDER BY turn');
  const inState = db.prepare('SELECT * FROM effects WHERE state = ? ORDER BY turn');
  const rowsOf = (stream?: string, state?: string): Row[] => {
    if (stream !== undefined) return ofStream.all(stream).filter((row) => state === undefined || row['state'] === state);
    return state === undefined ? everything.all() : inState.all(state);
  };
  return { effects: async ({ stream, state }) => rowsOf(stream, state).map(effectOf) };
};

const documentOf = <T>(row: Row): T => JSON.parse(row['document'] as string) as T;

const documentReads = (db: DatabaseSync): Pick<Store, 'kept' | 'keptOf' | 'special' | 'file'> => {
  const kept = db.prepare('SELECT document FROM kept WHERE kind = ? AND id = ?');
  const keptOf = db.prepare('SELECT id, document FROM kept WHERE kind = ? ORDER BY id');
  const special = db.prepare('SELECT id, content FROM special WHERE id IN (SELECT value FROM json_each(?))');
  const file = db.prepare('SELECT bytes FROM files WHERE id = ?');
  return {
    kept: async <T>(kind: string, id: string) => maybe(kept.get(kind, id), documentOf<T>),
    keptOf: async <T>(kind: string) => keptOf.all(kind).map((row) => ({ id: row['id'] as string, document: documentOf<T>(row) })),
    special: async (ids) =>
      Object.fromEntries(special.all(JSON.stringify(ids)).map((row) => [row['id'], JSON.parse(row['content'] as string) as unknown])),
    file: async (id) => file.get(id)?.['bytes'] as Uint8Array | undefined,
  };
};

/** Opens a second connection to a file that is prepared. */
export const openReader = (path: string): Reader => {
  const db = new DatabaseSync(path, { readOnly: true, timeout: patience });
  return {
    reads: { ...streamReads(db), ...sweepReads(db), ...effectReads(db), ...documentReads(db) },
    close: () => db.close(),
  };
};
