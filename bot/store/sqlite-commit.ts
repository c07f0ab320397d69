/** One write of one stream, inside the writer's transaction. */
import type { DatabaseSync } from 'node:sqlite';
import { headSchema, refuseNewerHead } from './head-schema.ts';
import { oweEffects } from './sqlite-effects.ts';
import { receiptOf } from './sqlite-rows.ts';
import type { PackedWrite, Performers } from './sqlite-tasks.ts';

const putHeads = (db: DatabaseSync): ((write: PackedWrite, version: number) => void) => {
  const put = db.prepare(`
    INSERT INTO heads (stream, version, schema, state, next_due, due_order, basis, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(changed), 0) + 1 FROM heads))
    ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state,
      next_due = excluded.next_due, due_order = excluded.due_order, basis = excluded.basis, changed = excluded.changed`);
  return (write, version) => void put.run(write.stream, version, headSchema, write.state, write.nextDue, write.dueOrder, write.basis);
};

const appendEvents = (db: DatabaseSync): ((write: PackedWrite) => void) => {
  const last = db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM events WHERE stream = ?');
  const append = db.prepare('INSERT INTO events (stream, seq, at, actor, command, type, data) VALUES (?, ?, ?, ?, ?, ?, ?)');
  return ({ stream, command, events }) => {
    const before = Number(last.get(stream)?.['seq']);
    events.forEach(({ at, actor, type, data }, index) => append.run(stream, before + index + 1, at, actor, command.id, type, data));
  };
};

/** A known command is answered before the version is looked at: its own first commit has moved it. */
export const commitTask = (db: DatabaseSync): Performers['commit'] => {
  const known = db.prepare('SELECT * FROM commands WHERE stream = ? AND id = ?');
  const present = db.prepare('SELECT version, schema FROM heads WHERE stream = ?');
  const record = db.prepare('INSERT INTO commands (stream, id, digest, at, actor, version) VALUES (?, ?, ?, ?, ?, ?)');
  const say = db.prepare('INSERT OR REPLACE INTO words (stream, id, content) VALUES (?, ?, ?)');
  const hide = db.prepare('UPDATE words SET shown = 0 WHERE stream = ? AND id = ?');
  const putHead = putHeads(db);
  const append = appendEvents(db);
  const owe = oweEffects(db);

  return (write) => {
    const { stream, command } = write;
    const repeated = known.get(stream, command.id);
    if (repeated) return { outcome: 'repeated', receipt: receiptOf(repeated) };

    const head = present.get(stream);
    if (Number(head?.['version'] ?? 0) !== write.expected) return { outcome: 'conflict' };
    refuseNewerHead(stream, Number(head?.['schema'] ?? headSchema));

    const version = write.expected + 1;
    putHead(write, version);
    append(write);
    for (const { id, content } of write.words) say.run(stream, id, content);
    for (const id of write.unshown) hide.run(stream, id);
    for (const effect of write.effects) owe(effect);
    record.run(stream, command.id, command.digest, command.at, command.actor, version);
    return { outcome: 'committed', version };
  };
};
