/** SQLite's rows as the port's values. Rows come without a prototype and with JSON as text. */
import type { SQLOutputValue } from 'node:sqlite';
import { refuseNewerHead } from './head-schema.ts';
import type { CommandReceipt, EffectRow, Head, Leased, Owed, StoredEvent } from './port.ts';

export type Row = Record<string, SQLOutputValue>;

/** What JSON cannot say (`undefined`) is kept as null. */
export const textOf = (value: unknown): string => JSON.stringify(value) ?? 'null';

const text = (row: Row, column: string): string => row[column] as string;
const number = (row: Row, column: string): number => row[column] as number;
const parsed = <T>(row: Row, column: string): T => JSON.parse(text(row, column)) as T;

/** Throws `StoreUnavailable` on a head that a newer release wrote. */
export const headOf = (row: Row): Head => {
  refuseNewerHead(text(row, 'stream'), number(row, 'schema'));
  return {
    stream: text(row, 'stream'),
    version: number(row, 'version'),
    state: parsed(row, 'state'),
    words: parsed(row, 'words'),
    ...(row['next_due'] !== null && { nextDue: text(row, 'next_due') }),
    ...(row['basis'] !== null && { basis: text(row, 'basis') }),
  };
};

export const eventOf = (row: Row): StoredEvent => ({
  stream: text(row, 'stream'),
  seq: number(row, 'seq'),
  at: text(row, 'at'),
  actor: text(row, 'actor'),
  command: text(row, 'command'),
  type: text(row, 'type'),
  data: parsed(row, 'data'),
});

export const receiptOf = (row: Row): CommandReceipt => ({
  id: text(row, 'id'),
  digest: text(row, 'digest'),
  at: text(row, 'at'),
  actor: text(row, 'actor'),
  version: number(row, 'version'),
});

const owedOf = (row: Row): Owed => ({
  key: text(row, 'key'),
  stream: text(row, 'stream'),
  kind: text(row, 'kind'),
  data: parsed(row, 'data'),
  wanted: number(row, 'wanted'),
});

export const leasedOf = (row: Row): Leased => ({ ...owedOf(row), attempts: number(row, 'attempts'), token: text(row, 'token') });

export const effectOf = (row: Row): EffectRow => ({
  ...owedOf(row),
  state: text(row, 'state') as EffectRow['state'],
  attempts: number(row, 'attempts'),
  notBefore: number(row, 'not_before'),
  ...(row['error'] !== null && { error: text(row, 'error') }),
  ...(row['receipt'] !== null && { receipt: parsed<Record<string, unknown>>(row, 'receipt') }),
});
