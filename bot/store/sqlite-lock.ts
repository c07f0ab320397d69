import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy, unusable } from './sqlite-fault.ts';
import { StoreUnavailable } from './unavailable.ts';

/** Only the operating system's own lock ends with its process, however that dies; a stored pid may be another program's by then. */
const hold = (path: string): DatabaseSync => {
  const lock = new DatabaseSync(`${path}-lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
};

/**
 * Takes the store at `path` for this process alone and makes its folder. Returns what gives it back.
 * Throws `StoreUnavailable` when another has it or the folder cannot be written.
 */
export const takeLock = (path: string): (() => void) => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const lock = hold(path);
    return () => lock.close();
  } catch (error) {
    throw isBusy(error) ? new StoreUnavailable(`${path} is in use by another Fair Contact.`) : unusable(path, error);
  }
};
