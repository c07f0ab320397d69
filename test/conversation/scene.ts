/** An office with somebody who writes down all that is shown and all that is recorded, for conversations of several people. */
import { join } from 'node:path';
import { addWorkingDays } from '../../bot/calendar/working-days.ts';
import { readSettings } from '../../bot/files.ts';
import type { StoredEvent, Store } from '../../bot/store/port.ts';
import { openReader } from '../../bot/store/sqlite-reader.ts';
import type { Change } from '../../sandbox/connector/shapes.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import { eventually, openOffice, type Office, type OfficeOptions, type User } from './office.ts';

/** One state of one message, as it was sent or updated. */
export interface Shown { person: string; messageId: string; card: Record<string, unknown>; summary: string; alert: boolean; kind: 'message' | 'update' }

export interface Scene extends Office {
  /** Every card that was ever sent, oldest first, each update on its own. */
  shown: Shown[];
  /** Messages that were taken away again. */
  removed: { person: string; messageId: string }[];
  /** What is recorded: of one stream, or of all. */
  events(stream?: string): Promise<StoredEvent[]>;
  read: Pick<Store, 'load' | 'kept' | 'effects' | 'history'>;
  /** Waits for what is owed, and what follows from it. */
  quiet(): Promise<void>;
  /** Moves case time. */
  later(duration: Temporal.DurationLike): Promise<void>;
}

const { calendar } = readSettings('wandle', 'harrowmere');

/** A working Monday at 09:30, so that the weekday on which the tests run makes no difference. */
const monday = (now: Temporal.Instant): Temporal.Instant => {
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate();
  let day = today.add({ days: 8 - today.dayOfWeek });
  while (!addWorkingDays(day.subtract({ days: 1 }), 1, calendar).equals(day) || !addWorkingDays(day, 5, calendar).equals(day.add({ days: 7 }))) day = day.add({ days: 7 });
  return day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:30' }).toInstant();
};

const nameOf = (id: string | undefined): string => people.find((person) => person.id === id)?.name ?? '';

/** Reads the page's stream of changes until it is closed. */
const watch = async (url: string, tell: (change: Change) => void): Promise<() => void> => {
  const stop = new AbortController();
  const response = await fetch(`${url}/ui/stream`, { signal: stop.signal });
  const follow = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part.startsWith('data: ')) tell(JSON.parse(part.slice('data: '.length)) as Change);
    }
  };
  // It ends with the office.
  follow().catch(() => {});
  return () => stop.abort();
};

export const openScene = async (options: OfficeOptions = {}): Promise<Scene> => {
  // People in tests press faster than people do, so Teams' counters run faster too.
  const office = await openOffice({ ...options, timings: { pace: 50, ...options.timings } });
  const shown: Shown[] = [];
  const removed: Scene['removed'] = [];
  const unwatch = await watch(office.standIns.url, ({ type, oid, message }) => {
    const person = nameOf(oid);
    if (type === 'delete' && message) removed.push({ person, messageId: message.id });
    if ((type === 'message' || type === 'update') && message?.from === 'bot' && message.card) shown.push({ person, messageId: message.id, card: message.card, summary: message.summary ?? '', alert: message.alert === true, kind: type });
  });
  await office.bot.moveTo(monday(office.bot.clock.now()));
  const { reads, close } = openReader(join(office.folder, 'fair-contact.db'));
  const events = async (stream?: string): Promise<StoredEvent[]> => {
    const streams = stream === undefined ? (await reads.changesSince('', 10_000)).heads.map((head) => head.stream) : [stream];
    return (await Promise.all(streams.map((name) => reads.history(name)))).flat();
  };
  const quiet = (): Promise<void> => eventually('nothing is owed any more', async () => {
    await office.settled();
    const owed = [...(await reads.effects({ state: 'pending' })), ...(await reads.effects({ state: 'leased' }))];
    return owed.length === 0 ? true : undefined;
  }).then(() => {});
  return {
    ...office,
    // A getter would be lost in the copy: the bot is another one after a restart.
    get bot() { return office.bot; },
    shown, removed, events, quiet, read: reads,
    later: async (duration) => {
      await office.bot.moveTo(office.bot.clock.now().toZonedDateTimeISO('Europe/London').add(duration).toInstant());
      await quiet();
    },
    close: async () => {
      unwatch();
      close();
      await office.close();
    },
  };
};

/** The stream of a case in which a person has a card that says this. */
export const streamOf = async (user: User, says: string | RegExp): Promise<string> => {
  const card = await user.card(says);
  return card.stream;
};
