/** The stand-in's memory: one SQLite file, so that chats survive a restart. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS standings (oid TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, oid TEXT NOT NULL, body TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS messages_of ON messages (oid, id);
  CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, secret TEXT NOT NULL, type TEXT NOT NULL, expires INTEGER NOT NULL, pasted INTEGER NOT NULL, bytes BLOB NOT NULL
  );`;

/** Opens `connector.sqlite` in the folder, which is made when it is missing. */
export function openDatabase(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'connector.sqlite'));
  database.exec(schema);
  return database;
}
