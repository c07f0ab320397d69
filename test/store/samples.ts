import type { CommitOutcome, Owed, Store, Write } from '../../bot/store/port.ts';

/** A way to the same store from another process: `(await import(module))[name](argument)`. */
export interface Opener {
  module: string;
  name: string;
  argument: string;
}

/** A fresh, empty store for one test. */
export interface Place {
  store: Store;
  opener: Opener;
  /** Closes the store if it is open and opens it again. */
  reopen(): Promise<Store>;
  /** Closes the store and removes it. */
  remove(): Promise<void>;
}

export const noon = '2026-03-02T12:00:00Z';
export const basis = 'policy-1';

let commands = 0;

/** A write of one event with a command id of its own. */
export const write = (stream: string, expected: number, more: Partial<Write> = {}): Write => ({
  stream,
  expected,
  state: { stage: 'triage', after: expected },
  words: {},
  events: [{ at: noon, actor: 'officer', type: 'Reported', data: { ordinal: expected + 1 } }],
  command: command(`command-${++commands}`),
  effects: [],
  ...more,
});

export const command = (id: string, digest = 'digest'): Write['command'] => ({ id, digest, at: noon, actor: 'officer' });

/** Owed once only unless `wanted` says otherwise. */
export const owed = (key: string, wanted = 0, stream = 'case/1'): Owed => ({ key, stream, kind: 'cards', data: { wanted }, wanted });

/** Commits a write that has nothing to do but owe. */
export const owe = async (store: Store, ...effects: Owed[]): Promise<CommitOutcome> => {
  const version = (await store.load('case/1'))?.version ?? 0;
  return store.commit(write('case/1', version, { effects }));
};
