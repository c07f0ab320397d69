import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from './unavailable.ts';

/** Kept in the file as `user_version`. */
export const fileSchema = 1;

/** How long a connection waits for another one's lock, in milliseconds. */
export const patience = 5000;

/**
 * `changed` counts over all heads: the newest change always sits on some head, so its maximum never falls.
 * `not_before` is the end of the lease while an effect is leased. `performed` is -1 until something was.
 */
const tables = `
  CREATE TABLE heads (
    stream TEXT PRIMARY KEY, version INTEGER NOT NULL, schema INTEGER NOT NULL, state TEXT NOT NULL,
    next_due TEXT, due_order TEXT, basis TEXT, changed INTEGER NOT NULL UNIQUE
  ) STRICT;
  CREATE INDEX heads_due ON heads (due_order, stream, basis) WHERE due_order IS NOT NULL;

  CREATE TABLE words (
    stream TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, shown INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (stream, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    stream TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
    command TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (stream, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE commands (
    stream TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
    version INTEGER NOT NULL, PRIMARY KEY (stream, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE effects (
    turn INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,
    wanted INTEGER NOT NULL, performed INTEGER NOT NULL DEFAULT -1, state TEXT NOT NULL DEFAULT 'pending',
    attempts INTEGER NOT NULL DEFAULT 0, not_before REAL NOT NULL DEFAULT 0, token TEXT, error TEXT, receipt TEXT
  ) STRICT;
  CREATE INDEX effects_state ON effects (state, not_before);
  CREATE INDEX effects_stream ON effects (stream);

  CREATE TABLE kept (
    kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE special (id TEXT PRIMARY KEY, stream TEXT NOT NULL, content TEXT NOT NULL) STRICT;
  CREATE TABLE files (id TEXT PRIMARY KEY, stream TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
`;

const numberOf = (db: DatabaseSync, sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0]);

const checkSchema = (db: DatabaseSync, path: string): void => {
  const found = numberOf(db, 'PRAGMA user_version');
  if (found > fileSchema)
    throw new StoreUnavailable(`${path} was written by a newer Fair Contact (version ${found} of the file, this one knows ${fileSchema}): start the newer one.`);
  if (found === fileSchema) return;
  if (numberOf(db, 'SELECT count(*) FROM sqlite_schema') > 0) throw new StoreUnavailable(`${path} is a database, but not one of Fair Contact's.`);
  db.exec(`${tables} PRAGMA user_version = ${fileSchema};`);
};

/** One process at a time has this file: whoever held a lease when it is opened is gone. */
const releaseLeases = `UPDATE effects SET state = 'pending', not_before = 0, token = NULL WHERE state = 'leased'`;

/** Makes the tables of a new file and checks those of an old one, inside a write so that a read-only file is noticed now. */
export const prepareFile = (path: string): void => {
  const db = new DatabaseSync(path, { timeout: patience });
  try {
    db.exec('BEGIN IMMEDIATE');
    checkSchema(db, path);
    db.exec(releaseLeases);
    db.exec('COMMIT');
    db.exec('PRAGMA journal_mode = WAL');
  } finally {
    db.close();
  }
};
