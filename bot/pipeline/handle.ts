import { createHash, createHmac } from 'node:crypto';
import type { Calendar } from '../calendar/working-days.ts';
import type { Match } from '../case/rule.ts';
import type { Context, Refusal } from '../case/rule.ts';
import type { Directory } from '../people/directory.ts';
import type { Profile } from '../policy/profile.ts';
import type { CommitOutcome, Head, Owed, Store, StoredEvent, Write } from '../store/port.ts';
import type { At } from './points.ts';
import { kindOf, type AnyEvent, type StreamKind } from './streams.ts';

/** One command on its way to a stream. The actor is the verified one; nothing else of the press is trusted. */
export interface Command {
  stream: string;
  verb: string;
  actor: string;
  input: Record<string, unknown>;
  /** What the card answers, and the version that it was drawn from; neither for a command that no card sent. */
  ask?: string;
  version?: number;
  /** Given for a command that an effect sends onward: its key, so that it happens once. */
  id?: string;
}

export type Outcome =
  | { kind: 'committed'; head: Head; events: AnyEvent[] }
  | { kind: 'nothing' | 'stale' | 'busy' | 'invalid'; head: Head }
  /** The same press was recorded before; `differs` when it came with other input. */
  | { kind: 'repeated' | 'differs'; head: Head; at: string }
  | { kind: 'refused'; head: Head | undefined; refusal: Refusal }
  | { kind: 'missing' };

export interface World {
  store: Store;
  policy: Profile;
  /** Digest of profile and calendar: under it the next deadline was worked out. */
  basis: string;
  calendar: Calendar;
  directory(): Directory;
  now(): Temporal.Instant;
  matches(caseId: string): Match[];
  /** Key of the digests of inputs, so that a receipt tells nothing about what was typed. */
  digestKey: string;
  at: At;
}

/** Letters and digits that people do not mix up. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

export const commandId = (parts: readonly string[]): string =>
  [...createHash('sha256').update(JSON.stringify(parts)).digest()].slice(0, 26).map((byte) => alphabet[byte % alphabet.length]).join('');

const sorted = (input: Record<string, unknown>): [string, unknown][] => Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1));

const idOf = (command: Command, version: number): string =>
  command.id ?? commandId([command.stream, String(command.version ?? version), command.ask ?? '', command.verb, command.actor]);

const attempts = 3;

/** Handles one command: decide, then one atomic write; decides again when somebody else wrote first. */
export const handle = async (command: Command, world: World): Promise<Outcome> => {
  const found = kindOf(command.stream);
  if (!found) return { kind: 'missing' };
  let head: Head | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    head = await world.store.load(command.stream);
    const outcome = await once(command, head, found, world);
    if (outcome !== 'conflict') return outcome;
  }
  return head ? { kind: 'busy', head } : { kind: 'missing' };
};

type Found = NonNullable<ReturnType<typeof kindOf>>;

const once = async (command: Command, head: Head | undefined, { kind, id: streamId }: Found, world: World): Promise<Outcome | 'conflict'> => {
  const id = idOf(command, head?.version ?? 0);
  const digest = createHmac('sha256', world.digestKey).update(JSON.stringify(sorted(command.input))).digest('hex');
  const receipt = head && (await world.store.receipt(command.stream, id));
  if (head && receipt) return { kind: receipt.digest === digest ? 'repeated' : 'differs', head, at: receipt.at };

  const context: Context = { policy: world.policy, calendar: world.calendar, directory: world.directory(), now: world.now(), actor: command.actor, command: id, matches: world.matches };
  const passed = passDue(kind, head?.state, context);
  const state = passed.state;
  const stale = command.ask !== undefined && state !== undefined && !kind.asks(state, context).some((ask) => command.ask === ask || command.ask?.startsWith(`${ask}/`));
  const decided = stale ? undefined : kind.decide(command.verb, state, command.input, context, { id: streamId, policy: world.basis });
  const fresh = async (): Promise<Head | undefined> => (passed.events.length === 0 ? head : ((await sweepWrite(command.stream, kind, head, passed, world)) ?? head));
  if (stale || decided === undefined || decided === 'invalid') {
    const now = await fresh();
    if (!now) return { kind: 'missing' };
    return { kind: stale ? 'stale' : 'invalid', head: now };
  }
  if ('refused' in decided) return { kind: 'refused', head: await fresh(), refusal: decided.refused };
  if (decided.events.length === 0) {
    const now = await fresh();
    return now ? { kind: 'nothing', head: now } : { kind: 'missing' };
  }
  for (const [specialId, content] of Object.entries(decided.special ?? {})) await world.store.putSpecial(specialId, command.stream, content);

  const events = [...passed.events.map((event) => ({ event, actor: 'system' })), ...decided.events.map((event) => ({ event, actor: command.actor }))];
  const write = writeOf(command.stream, kind, head, events, decided.words ?? {}, { id, digest, actor: command.actor }, context, world);
  const outcome = await commit(write, world);
  if (outcome.outcome === 'conflict') return 'conflict';
  const after: Head = { stream: command.stream, version: write.expected + 1, state: write.state, words: shownOf(write, head) };
  if (outcome.outcome === 'repeated') {
    const now = (await world.store.load(command.stream)) ?? after;
    return { kind: outcome.receipt.digest === digest ? 'repeated' : 'differs', head: now, at: outcome.receipt.at };
  }
  world.at('committed-not-sent', command.verb);
  return { kind: 'committed', head: after, events: decided.events };
};

/** The words that the head shows after a write. */
const shownOf = ({ words, unshown = [] }: Write, head: Head | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...head?.words, ...words }).filter(([id]) => !unshown.includes(id)));

/** An answer that was lost is settled by reading the command's receipt: it says whether the write stands. */
const commit = async (write: Write, world: World): Promise<CommitOutcome> => {
  try {
    return await world.store.commit(write);
  } catch (error) {
    const receipt = await world.store.receipt(write.stream, write.command.id);
    if (receipt?.digest === write.command.digest) return { outcome: 'committed', version: receipt.version };
    if (receipt) return { outcome: 'repeated', receipt };
    throw error;
  }
};

interface Passed { state: unknown; events: AnyEvent[] }

/** Passes every deadline due by now, earliest first; what one of them starts may be due as well. */
const passDue = (kind: StreamKind, before: unknown, context: Context): Passed => {
  let state = before;
  const events: AnyEvent[] = [];
  if (state === undefined) return { state, events };
  const system = { ...context, actor: 'system' };
  for (;;) {
    const due = kind.deadlines(state, system).filter((entry) => Temporal.Instant.compare(entry.dueAt, context.now) <= 0).toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))[0];
    if (!due) return { state, events };
    for (const event of kind.pass(state, due, system)) {
      state = kind.evolve(state, event, context.now.toString(), 'system');
      events.push(event);
    }
  }
};

const writeOf = (stream: string, kind: StreamKind, head: Head | undefined, events: { event: AnyEvent; actor: string }[], words: Record<string, unknown>, command: { id: string; digest: string; actor: string }, context: Context, world: World): Write => {
  const expected = head?.version ?? 0;
  const version = expected + 1;
  const at = context.now.toString();
  let state = head?.state;
  const stored: Omit<StoredEvent, 'stream' | 'seq' | 'command'>[] = [];
  for (const { event, actor } of events) {
    state = kind.evolve(state, event, at, actor);
    const { type, ...data } = event;
    stored.push({ at, actor, type, data });
  }
  const owed = events.flatMap(({ event }) => kind.owes(event, state, version, stream)).map((entry): Owed => ({ ...entry, stream }));
  const cards: Owed = { key: `cards/${stream}`, stream, kind: 'cards', wanted: version, data: {} };
  const next = kind.deadlines(state, context).map((entry) => entry.dueAt).toSorted(Temporal.Instant.compare)[0];
  // What the state no longer names, such as an earlier version of a page, is history.
  const shown = JSON.stringify(state);
  const unshown = Object.keys({ ...head?.words, ...words }).filter((id) => !shown.includes(JSON.stringify(id)));
  return {
    stream, expected, state, words, unshown, basis: world.basis, events: stored, effects: [...owed, ...(stream.startsWith('subject/') ? [] : [cards])],
    command: { ...command, at },
    ...(next !== undefined && { nextDue: next }),
  };
};

const sweepWrite = async (stream: string, kind: StreamKind, head: Head | undefined, passed: Passed, world: World): Promise<Head | undefined> => {
  if (!head) return undefined;
  const context: Context = { policy: world.policy, calendar: world.calendar, directory: world.directory(), now: world.now(), actor: 'system', command: `sweep/${head.version}`, matches: world.matches };
  const events = passed.events.map((event) => ({ event, actor: 'system' }));
  await commit(writeOf(stream, kind, head, events, {}, { id: `sweep/${head.version}`, digest: '', actor: 'system' }, context, world), world);
  return world.store.load(stream);
};

/**
 * Time acts on one stream: whatever is due by now passes, and the next deadline is worked out under today's policy and
 * calendar. Idempotent.
 */
export const sweep = async (stream: string, world: World): Promise<'passed' | 'nothing'> => {
  const found = kindOf(stream);
  const head = found && (await world.store.load(stream));
  if (!found || !head) return 'nothing';
  const context: Context = { policy: world.policy, calendar: world.calendar, directory: world.directory(), now: world.now(), actor: 'system', command: `sweep/${head.version}`, matches: world.matches };
  const passed = passDue(found.kind, head.state, context);
  if (passed.events.length === 0 && head.basis === world.basis) return 'nothing';
  await sweepWrite(stream, found.kind, head, passed, world);
  return passed.events.length === 0 ? 'nothing' : 'passed';
};
