/** The caller's end of the writer's thread. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { reasonOf } from './sqlite-fault.ts';
import type { Answer, Sent, TaskName, Tasks } from './sqlite-tasks.ts';
import { StoreUnavailable } from './unavailable.ts';

export interface Writer {
  /** Answers once the task is on disk; `moved` buffers are handed over. Rejects with `StoreUnavailable` when the outcome is not known. */
  run<Name extends TaskName>(name: Name, input: Tasks[Name][0], moved?: ArrayBuffer[]): Promise<Tasks[Name][1]>;
  /** Ends the thread after everything asked before. */
  close(): Promise<void>;
}

interface Waiting {
  resolve: (value: Tasks[TaskName][1]) => void;
  reject: (error: Error) => void;
}

const settleAnswers = (waiting: Map<number, Waiting>, answers: Answer[]): void => {
  for (const answer of answers) {
    const asker = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('value' in answer) asker?.resolve(answer.value);
    else asker?.reject(new StoreUnavailable(`The store could not write: ${answer.fault}.`));
  }
};

/** Starts the thread that writes to the file at `path`; rejects when it cannot open it. */
export const startWriter = async (path: string): Promise<Writer> => {
  const worker = new Worker(new URL('./sqlite-writer.ts', import.meta.url), { workerData: { path } });
  const waiting = new Map<number, Waiting>();
  let ended: StoreUnavailable | undefined;
  let asked = 0;

  const end = (why: string): void => {
    ended ??= new StoreUnavailable(why);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  const exited = once(worker, 'exit').then(
    () => end('The store is closed.'),
    (error: unknown) => end(`The store has stopped writing: ${reasonOf(error)}.`),
  );
  await once(worker, 'message');
  worker.on('message', (answers: Answer[]) => settleAnswers(waiting, answers));

  const send = (sent: Sent, moved: ArrayBuffer[]): void => worker.postMessage(sent, moved);
  return {
    run: <Name extends TaskName>(name: Name, input: Tasks[Name][0], moved: ArrayBuffer[] = []) =>
      new Promise<Tasks[Name][1]>((resolve, reject) => {
        if (ended) return reject(ended);
        const number = ++asked;
        waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
        send({ number, name, input }, moved);
      }),
    close: () => {
      if (!ended) send('close', []);
      ended ??= new StoreUnavailable('The store is closed.');
      return exited;
    },
  };
};
