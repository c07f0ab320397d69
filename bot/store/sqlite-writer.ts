/** The writer's thread: the only one that writes. It commits together whatever waits, and answers when the disk has it. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { commitTask } from './sqlite-commit.ts';
import { effectTasks } from './sqlite-effects.ts';
import { reasonOf } from './sqlite-fault.ts';
import { patience } from './sqlite-schema.ts';
import type { Answer, Performers, Sent } from './sqlite-tasks.ts';
import { StoreUnavailable } from './unavailable.ts';

type Task = Exclude<Sent, 'close'>;

const port = parentPort;
if (!port) throw new StoreUnavailable('The store writes only in a thread of its own.');

const db = new DatabaseSync((workerData as { path: string }).path, { timeout: patience });
// What is erased must not stay readable in the file's free pages.
db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');

const keep = db.prepare('INSERT OR REPLACE INTO kept (kind, id, document) VALUES (?, ?, ?)');
const forget = db.prepare('DELETE FROM kept WHERE kind = ? AND id = ?');
const putSpecial = db.prepare('INSERT OR REPLACE INTO special (id, stream, content) VALUES (?, ?, ?)');
const putFile = db.prepare('INSERT OR REPLACE INTO files (id, stream, bytes) VALUES (?, ?, ?)');

const performers: Performers = {
  commit: commitTask(db),
  ...effectTasks(db),
  keep: ({ kind, id, document }) => void keep.run(kind, id, document),
  forget: ({ kind, id }) => void forget.run(kind, id),
  putSpecial: ({ id, stream, content }) => void putSpecial.run(id, stream, content),
  putFile: ({ id, stream, bytes }) => void putFile.run(id, stream, bytes),
};

const savepoint = db.prepare('SAVEPOINT task');
const undo = db.prepare('ROLLBACK TO task');
const release = db.prepare('RELEASE task');

/** One task's fault undoes that task alone. */
const performed = ({ number, name, input }: Task): Answer => {
  savepoint.run();
  try {
    const perform = performers[name] as (given: typeof input) => ReturnType<Performers[typeof name]>;
    const value = perform(input);
    release.run();
    return { number, value };
  } catch (error) {
    undo.run();
    release.run();
    return { number, fault: reasonOf(error) };
  }
};

/** A full or failing disk may have ended the whole transaction: then none of the tasks counts. */
const committed = (tasks: Task[]): Answer[] => {
  try {
    db.exec('BEGIN IMMEDIATE');
    const answers = tasks.map(performed);
    db.exec('COMMIT');
    return answers;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    return tasks.map(({ number }) => ({ number, fault: reasonOf(error) }));
  }
};

const waitingAfter = (first: Sent): Sent[] => {
  const all = [first];
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) all.push(next.message as Sent);
  return all;
};

port.on('message', (first: Sent) => {
  const sent = waitingAfter(first);
  const tasks = sent.filter((one) => one !== 'close');
  if (tasks.length > 0) port.postMessage(committed(tasks));
  if (tasks.length === sent.length) return;
  db.close();
  port.close();
});

port.postMessage([]);
