import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Store } from '../store/port.ts';
import type { Directory, Staff } from './directory.ts';

/** What differs between two readings. */
export interface DirectoryChanges {
  /** Whose account is gone, as they last stood. */
  left: Staff[];
  joined: Staff[];
  changed: { before: Staff; after: Staff }[];
}

export interface SyncOptions {
  /** Reads everything from Graph, or throws. */
  read: () => Promise<Directory>;
  store: Pick<Store, 'keep' | 'kept'>;
  everyMs: number;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Told again at the next reading when it throws, so it must bear a repetition. */
  onChange: (changes: DirectoryChanges) => Promise<void> | void;
}

export interface DirectorySync {
  current(): Directory;
  /** Reads now. A failure is logged, and the old snapshot stays. */
  refresh(): Promise<void>;
  /** Ends the interval and waits for a reading that is under way. */
  stop(): Promise<void>;
}

interface Snapshot {
  shape: 1;
  directory: Directory;
}

const kind = 'directory';
const id = 'snapshot';

/** Starts at once from the kept snapshot and reads behind it; without one, reads first, and throws when that fails. */
export const startDirectory = async (options: SyncOptions): Promise<DirectorySync> => {
  const kept = await keptSnapshot(options.store);
  let current = kept ?? (await options.read());
  /** What `onChange` has heard of. */
  let told = current;
  if (!kept) await keep(options.store, current);

  const readOnce = async (): Promise<void> => {
    try {
      current = await options.read();
      options.log.info({ people: Object.keys(current.people).length, readAt: current.readAt }, 'directory read');
    } catch (error) {
      options.log.warn({ error: String(error), readAt: current.readAt }, 'directory not read, the old one stays');
      return;
    }
    try {
      const changes = changesBetween(told, current);
      if (hasAny(changes)) await options.onChange(changes);
      await keep(options.store, current);
      told = current;
    } catch (error) {
      options.log.warn({ error: String(error) }, 'changes of the directory not passed on, they will be told again');
    }
  };

  let reading: Promise<void> | undefined;
  const refresh = (): Promise<void> => {
    reading ??= readOnce().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const stopped = new AbortController();
  if (kept) void refresh();
  void every(options.everyMs, refresh, stopped.signal);
  return {
    current: () => current,
    refresh,
    stop: async () => {
      stopped.abort();
      await reading;
    },
  };
};

const every = async (milliseconds: number, work: () => Promise<void>, signal: AbortSignal): Promise<void> => {
  try {
    for (;;) {
      await sleepFor(milliseconds, undefined, { signal, ref: false });
      await work();
    }
  } catch {
    // Only the sleep can throw, when it is ended.
  }
};

const keptSnapshot = async (store: SyncOptions['store']): Promise<Directory | undefined> => {
  const snapshot = await store.kept<Snapshot>(kind, id);
  return snapshot?.shape === 1 ? snapshot.directory : undefined;
};

const keep = (store: SyncOptions['store'], directory: Directory): Promise<void> =>
  store.keep(kind, id, { shape: 1, directory } satisfies Snapshot);

const hasAny = ({ left, joined, changed }: DirectoryChanges): boolean => left.length + joined.length + changed.length > 0;

/** Who left, who came, and whose name, title, mail, manager, roles or absence changed. */
export const changesBetween = (before: Directory, after: Directory): DirectoryChanges => ({
  left: Object.values(before.people).filter((person) => !after.people[person.id]),
  joined: Object.values(after.people).filter((person) => !before.people[person.id]),
  changed: Object.values(after.people).flatMap((person) => {
    const earlier = before.people[person.id];
    return earlier && !isSame(earlier, person) ? [{ before: earlier, after: person }] : [];
  }),
});

const isSame = (a: Staff, b: Staff): boolean =>
  a.name === b.name && a.title === b.title && a.mail === b.mail && a.manager === b.manager && a.away === b.away && a.roles.join() === b.roles.join();
