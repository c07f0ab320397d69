import { StoreUnavailable } from './unavailable.ts';

const busy = 5;

/** SQLite's primary result codes (https://sqlite.org/rescode.html) in words. */
const reasons: Record<number, string> = {
  [busy]: 'another program has locked it',
  8: 'it may not be written',
  10: 'the disk does not answer properly',
  11: 'it is damaged',
  13: 'the disk is full',
  14: 'it cannot be opened there',
  26: 'it is not a database',
};

/** The low byte of the extended code is the primary one. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

export const isBusy = (error: unknown): boolean => codeOf(error) === busy;

/** What went wrong, without a full stop. */
export const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return reasons[codeOf(error) ?? -1] ?? message.replace(/\.$/, '');
};

/** A fault of the file at `path` as one sentence. */
export const unusable = (path: string, error: unknown): StoreUnavailable =>
  error instanceof StoreUnavailable
    ? error
    : new StoreUnavailable(`Fair Contact cannot keep its store in ${path}: ${reasonOf(error)}.`, { cause: error });
