/** What the caller's thread asks of the writer's thread. Documents cross as JSON text, made where the caller can still see a fault in them. */
import type { CommandReceipt, CommitOutcome, Leased, Owed, Settlement, StreamId, Write } from './port.ts';
import { sortable } from './instants.ts';
import { textOf } from './sqlite-rows.ts';

export type PackedEffect = Omit<Owed, 'data'> & { data: string };

export interface PackedWrite {
  stream: StreamId;
  expected: number;
  state: string;
  words: { id: string; content: string }[];
  unshown: string[];
  nextDue: string | null;
  dueOrder: string | null;
  basis: string | null;
  events: { at: string; actor: string; type: string; data: string }[];
  command: Omit<CommandReceipt, 'version'>;
  effects: PackedEffect[];
}

export interface LeaseAsk {
  machineNow: number;
  ttl: number;
  limit: number;
}

/** Each task with its input and its answer. */
export interface Tasks {
  commit: [PackedWrite, CommitOutcome];
  lease: [LeaseAsk, Leased[]];
  settle: [{ key: string; token: string; settlement: Settlement }, void];
  retry: [{ key: string }, boolean];
  keep: [{ kind: string; id: string; document: string }, void];
  forget: [{ kind: string; id: string }, void];
  putSpecial: [{ id: string; stream: StreamId; content: string }, void];
  putFile: [{ id: string; stream: StreamId; bytes: Uint8Array }, void];
}

export type TaskName = keyof Tasks;
export type Performers = { [Name in TaskName]: (input: Tasks[Name][0]) => Tasks[Name][1] };

/** A task on its way to the writer; `close` ends the writer after what came before. */
export type Sent = { number: number; name: TaskName; input: Tasks[TaskName][0] } | 'close';

export type Answer = { number: number } & ({ value: Tasks[TaskName][1] } | { fault: string });

export const packed = (write: Write): PackedWrite => ({
  stream: write.stream,
  expected: write.expected,
  state: textOf(write.state),
  words: Object.entries(write.words).map(([id, content]) => ({ id, content: textOf(content) })),
  unshown: write.unshown ?? [],
  nextDue: write.nextDue ?? null,
  dueOrder: write.nextDue === undefined ? null : sortable(write.nextDue),
  basis: write.basis ?? null,
  events: write.events.map(({ at, actor, type, data }) => ({ at, actor, type, data: textOf(data) })),
  command: write.command,
  effects: write.effects.map((effect) => ({ ...effect, data: textOf(effect.data) })),
});
