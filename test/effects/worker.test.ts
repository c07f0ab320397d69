import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorker, type Handler } from '../../bot/effects/worker.ts';
import { inert } from '../../bot/pipeline/points.ts';
import type { Owed, Store } from '../../bot/store/port.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';

describe('the outbox', () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    store = await openSqlite(join(folder, 'store.db'));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const owe = (stream: string, ...effects: Omit<Owed, 'stream' | 'wanted' | 'data'>[]) =>
    store.commit({ stream, expected: 0, state: {}, words: {}, events: [], command: { id: 'c', digest: '', at: '2026-11-30T09:30:00Z', actor: 'system' }, effects: effects.map((effect) => ({ ...effect, stream, wanted: 0, data: {} })) });

  const working = (handler: Handler) => startWorker({ store, handlers: { card: handler }, machineNow: () => Date.now(), at: inert, log: { warn: () => {} }, pollMs: 60_000 });

  it('given one chat that does not answer, when others wait, then they are served meanwhile', async () => {
    const hanging = Promise.withResolvers<void>();
    const done: string[] = [];
    const worker = working(async ({ key, stream }) => {
      if (stream === 'case/slow') await hanging.promise;
      done.push(key);
      return { state: 'done', performed: 0 };
    });
    await owe('case/slow', { key: 'slow', kind: 'card' });
    worker.wake();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    await owe('case/quick', { key: 'quick', kind: 'card' });
    const all = worker.drain();
    while (done.length === 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
    assert.deepEqual(done, ['quick']);
    hanging.resolve();
    await all;
    assert.deepEqual(done, ['quick', 'slow']);
    await worker.stop();
  });

  it('given two effects of one stream, then the second begins when the first has ended', async () => {
    const running: string[] = [];
    const seen: string[][] = [];
    const worker = working(async ({ key }) => {
      running.push(key);
      seen.push([...running]);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
      running.splice(running.indexOf(key), 1);
      return { state: 'done', performed: 0 };
    });
    await owe('case/a', { key: 'first', kind: 'card' }, { key: 'second', kind: 'card' });
    await worker.drain();
    assert.deepEqual(seen, [['first'], ['second']]);
    await worker.stop();
  });

  it('given something is committed while the outbox is being emptied, then it is done before the emptying ends', async () => {
    const done: string[] = [];
    const worker = working(async ({ key }) => {
      if (key === 'first') await owe('case/b', { key: 'follows', kind: 'card' });
      done.push(key);
      return { state: 'done', performed: 0 };
    });
    await owe('case/a', { key: 'first', kind: 'card' });
    await worker.drain();
    assert.deepEqual(done, ['first', 'follows']);
    await worker.stop();
  });

  it('given a handler that throws, then the effect is tried again later, and after many tries it is set aside', async () => {
    let now = 1_000_000;
    const worker = startWorker({ store, handlers: { card: () => Promise.reject(new TypeError('no')) }, machineNow: () => now, at: inert, log: { warn: () => {} }, pollMs: 60_000 });
    await owe('case/a', { key: 'first', kind: 'card' });
    for (let n = 0; n < 12; n += 1) {
      await worker.drain();
      now += 20 * 60_000;
    }
    const [effect] = await store.effects({});
    assert.deepEqual([effect?.state, effect?.error], ['stuck', 'TypeError']);
    await worker.stop();
  });
});
