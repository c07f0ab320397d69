/**
 * What the bot needs of a database. One write touches one stream; the command's id makes a repeated write harmless.
 * Instants are ISO strings in UTC. Case time is the caller's; machine time (`machineNow`, epoch milliseconds) rules leases only.
 */

/** `case/…`, `subject/…`, `landlord/…` or `person/…`. */
export type StreamId = string;

/** The present value of a stream, read with one point read. */
export interface Head {
  stream: StreamId;
  version: number;
  state: unknown;
  /** People's own words that a press must show, by their id. */
  words: Record<string, unknown>;
  /** The earliest deadline, and the digest of policy and calendar under which it was worked out. */
  nextDue?: string;
  basis?: string;
}

export interface StoredEvent {
  stream: StreamId;
  /** Counts from 1 within the stream. */
  seq: number;
  at: string;
  /** Entra object id, or `system`. */
  actor: string;
  /** Id of the command that caused it. */
  command: string;
  type: string;
  data: Record<string, unknown>;
}

export interface CommandReceipt {
  id: string;
  /** Keyed digest of the input: the same id with another digest is another input. */
  digest: string;
  at: string;
  actor: string;
  version: number;
}

/** What is owed to the outside, committed with the events that cause it. */
export interface Owed {
  key: string;
  stream: StreamId;
  kind: string;
  data: Record<string, unknown>;
  /** Owing the same key again raises `wanted`; an effect is done when what was performed reaches it. Once-only effects use 0. */
  wanted: number;
}

export interface Write {
  stream: StreamId;
  /** The version that was read; 0 for a new stream. */
  expected: number;
  state: unknown;
  /** New words documents of this write, by id. */
  words: Record<string, unknown>;
  /** Ids of words that the head no longer shows. They stay in the history, and no press reads them any more. */
  unshown?: string[];
  nextDue?: string;
  basis?: string;
  events: Omit<StoredEvent, 'stream' | 'seq' | 'command'>[];
  command: Omit<CommandReceipt, 'version'>;
  effects: Owed[];
}

export type CommitOutcome =
  | { outcome: 'committed'; version: number }
  | { outcome: 'conflict' }
  /** The command was committed before: nothing was written now. */
  | { outcome: 'repeated'; receipt: CommandReceipt };

export interface Leased extends Owed {
  attempts: number;
  /** Proof of the lease; `settle` with another token writes nothing. */
  token: string;
}

export type Settlement =
  | { state: 'done'; performed: number; receipt?: Record<string, unknown> }
  | { state: 'retry'; notBefore: number; error: string }
  | { state: 'stuck'; error: string };

export interface EffectRow extends Owed {
  state: 'pending' | 'leased' | 'done' | 'stuck';
  attempts: number;
  notBefore: number;
  error?: string;
  receipt?: Record<string, unknown>;
}

export interface Store {
  load(stream: StreamId): Promise<Head | undefined>;
  /** Atomic; throws only when the outcome is unknown. */
  commit(write: Write): Promise<CommitOutcome>;
  receipt(stream: StreamId, command: string): Promise<CommandReceipt | undefined>;
  history(stream: StreamId): Promise<StoredEvent[]>;

  /** Streams whose earliest deadline is at or before `now`, or whose basis differs from the given one; earliest first. */
  due(now: string, basis: string, limit: number): Promise<StreamId[]>;
  /** The earliest deadline of all streams. */
  nextDue(): Promise<string | undefined>;
  /** Heads that changed since a cursor ('' at first), in order of change, each once at its newest. */
  changesSince(cursor: string, limit: number): Promise<{ heads: Head[]; cursor: string }>;

  /** Leases pending effects whose time has come, oldest first; an expired lease is pending again. */
  lease(ask: { machineNow: number; ttl: number; limit: number }): Promise<Leased[]>;
  settle(key: string, token: string, settlement: Settlement): Promise<void>;
  effects(filter: { stream?: StreamId; state?: EffectRow['state'] }): Promise<EffectRow[]>;
  /** Makes a stuck effect pending again; false when it was not stuck. */
  retry(key: string): Promise<boolean>;

  /** Documents that only one writer owns: card ids, conversation references, the directory, settings. */
  keep(kind: string, id: string, document: unknown): Promise<void>;
  kept<T>(kind: string, id: string): Promise<T | undefined>;
  keptOf<T>(kind: string): Promise<{ id: string; document: T }[]>;
  forget(kind: string, id: string): Promise<void>;

  /** Health data and other special answers, apart from heads and events; written before the write that names them. */
  putSpecial(id: string, stream: StreamId, content: unknown): Promise<void>;
  special(ids: readonly string[]): Promise<Record<string, unknown>>;
  putFile(id: string, stream: StreamId, bytes: Uint8Array): Promise<void>;
  file(id: string): Promise<Uint8Array | undefined>;

  close(): Promise<void>;
}
