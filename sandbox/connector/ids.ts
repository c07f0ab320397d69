/** Ids as Teams makes them: opaque, and a person's is another one for each bot. */

import { createHash, randomUUID } from 'node:crypto';
import type { Person } from './shapes.ts';

export interface Known {
  person: Person;
  /** The person's id for this bot only, `29:…`. */
  mri: string;
  /** The one personal chat with this bot, `a:…`. */
  chat: string;
}

export interface Ids {
  bot: string;
  all: Known[];
  /** By Entra object id. */
  byOid(oid: string): Known | undefined;
  byChat(chat: string): Known | undefined;
  /** By `29:…` or Entra object id. */
  byAccount(id: string): Known | undefined;
}

const opaque = (...parts: string[]): string => createHash('sha512').update(parts.join('|')).digest('base64url');

/** The ids of all people towards one bot; the same after a restart. */
export function idsOf(people: Person[], appId: string): Ids {
  const all = people.map((person) => ({ person, mri: `29:1${opaque('person', appId, person.id)}`, chat: `a:1${opaque('chat', appId, person.id)}` }));
  const byOid = new Map(all.map((known) => [known.person.id.toLowerCase(), known]));
  const byChat = new Map(all.map((known) => [known.chat, known]));
  const byMri = new Map(all.map((known) => [known.mri, known]));
  return {
    bot: `28:${appId}`,
    all,
    byOid: (oid) => byOid.get(oid.toLowerCase()),
    byChat: (chat) => byChat.get(chat),
    byAccount: (id) => byMri.get(id) ?? byOid.get(id.toLowerCase()),
  };
}

/** The id of an event or invoke. */
export const eventId = (): string => `f:${randomUUID()}`;
