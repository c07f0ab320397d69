/** Commits a second of the embedded store, one by one and 16 at once, in one run of a few seconds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store, Write } from '../bot/store/port.ts';
import { openSqlite } from '../bot/store/sqlite.ts';

const at = '2026-03-02T12:00:00Z';
const state = { text: 'x'.repeat(8000) };
const roundMs = 700;
const rounds = 3;

/** What a press on a card writes: a head of 8 KB, one event, one effect, one command. */
const press = (stream: string, version: number): Write => ({
  stream,
  expected: version - 1,
  state,
  words: {},
  nextDue: at,
  basis: 'policy',
  events: [{ at, actor: 'officer', type: 'Voted', data: { seat: 'chair', revision: version } }],
  command: { id: `press-${version}`, digest: 'digest', at, actor: 'officer' },
  effects: [{ key: `${stream}:cards`, stream, kind: 'cards', data: {}, wanted: version }],
});

const lane = async (store: Store, stream: string, until: number): Promise<number> => {
  let version = 0;
  while (performance.now() < until) {
    const { outcome } = await store.commit(press(stream, ++version));
    if (outcome !== 'committed') throw new TypeError(`A commit of ${stream} was not taken: ${outcome}.`);
  }
  return version;
};

const perSecond = async (store: Store, name: string, lanes: number): Promise<number> => {
  const start = performance.now();
  const counts = await Promise.all(Array.from({ length: lanes }, (_, index) => lane(store, `case/${name}-${index}`, start + roundMs)));
  return (counts.reduce((sum, count) => sum + count, 0) * 1000) / (performance.now() - start);
};

const median = (numbers: number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

const folder = await mkdtemp(join(tmpdir(), 'fair-contact-bench-'));
const store = await openSqlite(join(folder, 'store.sqlite'));
const alone: number[] = [];
const together: number[] = [];
await perSecond(store, 'warm', 16);
// Turn by turn, so that a slow moment of the disk meets both.
for (let round = 0; round < rounds; round++) {
  alone.push(await perSecond(store, `alone-${round}`, 1));
  together.push(await perSecond(store, `together-${round}`, 16));
}
await store.close();
await rm(folder, { recursive: true });

console.log(`one by one   ${Math.round(median(alone))} commits a second`);
console.log(`16 at once   ${Math.round(median(together))} commits a second`);
console.log(`ratio        ${(median(together) / median(alone)).toFixed(1)}`);
