/** What a person does in Teams, and what of it reaches the bot. */

import type { Chats } from './chats.ts';
import type { Deliverer } from './deliver.ts';
import type { Faults } from './faults.ts';
import type { Attached, FileShelf } from './files.ts';
import type { Ids, Known } from './ids.ts';
import type { Incoming } from './incoming.ts';
import type { Seen } from './judge.ts';
import type { Findings } from './outgoing.ts';
import { Refusal } from './refusal.ts';
import type { Announce, Message } from './shapes.ts';

export interface Press {
  messageId: string;
  action: { type: 'Action.Execute' | 'Action.Submit'; verb?: string | undefined; data?: unknown };
}

/** Each takes an Entra object id, and throws a `Refusal` when nobody has it or the bot is out of that person's reach. */
export interface Acts {
  /** Shows the message at once and brings it to the bot meanwhile. */
  say(oid: string, text: string | undefined, files?: Attached[]): Message;
  /** What the person's client sees. A card that comes back is for that client alone: it is not kept. */
  press(oid: string, press: Press): Promise<Seen>;
  /** Ends when the bot has been told. */
  install(oid: string): Promise<void>;
  uninstall(oid: string): Promise<void>;
  block(oid: string): void;
  unblock(oid: string): void;
  read(oid: string): void;
  /** Brings any activity to the bot, in the person's envelope: unknown kinds, forgeries, edited messages. */
  deliver(oid: string, fields: Record<string, unknown>): Promise<void>;
}

export interface ActsParts {
  ids: Ids;
  chats: Chats;
  faults: Faults;
  files: FileShelf;
  findings: Findings;
  incoming: Incoming;
  deliverer: Deliverer;
  announce: Announce;
  /** Case time, epoch milliseconds. */
  now: () => number;
}

/** What Teams shows under a card after an Action.Submit. */
const submitted: Seen = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Your response was sent to the app.' };

export function actsOn(parts: ActsParts): Acts {
  const { chats, incoming, deliverer, announce } = parts;
  const instant = (): string => Temporal.Instant.fromEpochMilliseconds(parts.now()).toString();

  const person = (oid: string): Known => {
    const known = parts.ids.byOid(oid);
    if (!known) throw new Refusal(404, 'NotFound', 'Nobody here has this id.');
    return known;
  };

  const writer = (oid: string): Known => {
    const known = person(oid);
    const { install, blocked, disabled } = chats.standing(known.person.id);
    if (install !== 'installed') throw new Refusal(403, 'NotInstalled', `${known.person.name} does not have the bot in Teams.`);
    if (blocked) throw new Refusal(403, 'Blocked', `${known.person.name} has blocked the bot.`);
    if (disabled) throw new Refusal(403, 'Disabled', 'An administrator has switched the bot off.');
    return known;
  };

  const stand = (oid: string, change: Parameters<Chats['stand']>[1]): void => {
    chats.stand(oid, change);
    announce({ type: 'people', oid });
  };

  return {
    say: (oid, text, files = []) => {
      const from = writer(oid);
      if (text === undefined && files.length === 0) throw new Refusal(400, 'Empty', 'A message needs words or a file.');
      const message: Message = {
        id: chats.nextId(parts.now()),
        from: 'user',
        at: instant(),
        ...(text === undefined ? {} : { text }),
        ...(files.length === 0 ? {} : { files: files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })) }),
      };
      chats.write(from.person.id, message);
      announce({ type: 'message', oid: from.person.id, message });
      void deliverer.send(from, incoming.message(from, message.id, text, files.map(parts.files.keep)));
      return message;
    },
    press: async (oid, { messageId, action }) => {
      const by = writer(oid);
      const execute = action.type === 'Action.Execute';
      const activity = execute ? incoming.execute(by, messageId, action.verb ?? '', action.data) : incoming.submit(by, messageId, action.data);
      const seen = deliverer.press(by, activity);
      if (parts.faults.press !== 'once') void deliverer.send(by, parts.faults.press === 'twice' ? activity : incoming.again(activity));
      const answer = await seen;
      if (!execute) return answer.error === undefined ? submitted : answer;
      if (answer.type === 'application/vnd.microsoft.card.adaptive') parts.findings.inspect(answer.value, { at: instant(), oid: by.person.id, messageId });
      return answer;
    },
    install: async (oid) => {
      const by = person(oid);
      if (chats.standing(by.person.id).install === 'installed') return;
      stand(by.person.id, { install: 'installed' });
      for (const activity of incoming.install(by)) await deliverer.send(by, activity);
    },
    uninstall: async (oid) => {
      const by = person(oid);
      if (chats.standing(by.person.id).install !== 'installed') return;
      stand(by.person.id, { install: 'removed' });
      for (const activity of incoming.uninstall(by)) await deliverer.send(by, activity);
    },
    block: (oid) => stand(person(oid).person.id, { blocked: true }),
    unblock: (oid) => stand(person(oid).person.id, { blocked: false }),
    read: (oid) => {
      const { id } = person(oid).person;
      chats.markRead(id);
      announce({ type: 'people', oid: id });
    },
    deliver: (oid, fields) => {
      const from = person(oid);
      return deliverer.send(from, incoming.other(from, fields));
    },
  };
}
