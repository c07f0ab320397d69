/** The personal chats between one bot and each person, and where each person stands with the bot. */

import type { DatabaseSync } from 'node:sqlite';
import type { Message } from './shapes.ts';

export interface Standing {
  install: 'never' | 'installed' | 'removed';
  /** The person has blocked the bot. */
  blocked: boolean;
  /** An administrator has switched the app off for the person. */
  disabled: boolean;
  /** Refusals for this person come in Teams' other shape, JSON within a string. */
  nested: boolean;
  /** Id of the last message that the person has seen. */
  readUpTo: number;
}

export interface Chats {
  standing(oid: string): Standing;
  stand(oid: string, change: Partial<Standing>): void;
  /** Oldest first, without deleted ones. */
  messages(oid: string): Message[];
  message(oid: string, id: string): Message | undefined;
  /** A new message, or a message changed. */
  write(oid: string, message: Message): void;
  remove(oid: string, id: string): void;
  markRead(oid: string): void;
  unread(oid: string): number;
  /** Never the same twice, also after a restart. */
  nextId(now: number): string;
}

const atFirst: Standing = { install: 'never', blocked: false, disabled: false, nested: false, readUpTo: 0 };

const message = (row: Record<string, unknown>): Message => JSON.parse(String(row.body)) as Message;

export function chatsIn(database: DatabaseSync): Chats {
  const readStanding = database.prepare('SELECT body FROM standings WHERE oid = ?');
  const writeStanding = database.prepare('INSERT INTO standings VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body');
  const all = database.prepare('SELECT body FROM messages WHERE oid = ? AND deleted = 0 ORDER BY id');
  const one = database.prepare('SELECT body FROM messages WHERE oid = ? AND id = ? AND deleted = 0');
  const put = database.prepare('INSERT INTO messages (id, oid, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body');
  const drop = database.prepare('UPDATE messages SET deleted = 1 WHERE oid = ? AND id = ?');
  const newest = database.prepare('SELECT coalesce(max(id), 0) AS id FROM messages WHERE oid = ?');
  const unreadOnes = database.prepare(
    `SELECT count(*) AS n FROM messages WHERE oid = ? AND deleted = 0 AND id > ? AND body ->> '$.from' = 'bot'`,
  );
  let lastId = Number(database.prepare('SELECT coalesce(max(id), 0) AS id FROM messages').get()?.id);

  const standing = (oid: string): Standing => {
    const row = readStanding.get(oid);
    return row ? (JSON.parse(String(row.body)) as Standing) : atFirst;
  };
  const stand = (oid: string, change: Partial<Standing>): void => {
    writeStanding.run(oid, JSON.stringify({ ...standing(oid), ...change }));
  };

  return {
    standing,
    stand,
    messages: (oid) => all.all(oid).map(message),
    message: (oid, id) => {
      const row = /^\d{1,15}$/.test(id) ? one.get(oid, Number(id)) : undefined;
      return row && message(row);
    },
    write: (oid, given) => void put.run(Number(given.id), oid, JSON.stringify(given)),
    remove: (oid, id) => void drop.run(oid, Number(id)),
    markRead: (oid) => stand(oid, { readUpTo: Number(newest.get(oid)?.id) }),
    unread: (oid) => Number(unreadOnes.get(oid, standing(oid).readUpTo)?.n),
    nextId: (now) => {
      lastId = Math.max(lastId + 1, now);
      return String(lastId);
    },
  };
}
