import assert from 'node:assert/strict';
import type { Store } from '../../bot/store/port.ts';
import { basis, noon, write, type Place } from './samples.ts';

const put = (store: Store, stream: string, nextDue?: string, under = basis): Promise<unknown> =>
  store.commit(write(stream, 0, nextDue === undefined ? { basis: under } : { nextDue, basis: under }));

/** Every page from a cursor on; a reading that does not end shows as a long one. */
const changedSince = async (store: Store, start: string, limit: number): Promise<{ streams: string[]; cursor: string }> => {
  const streams: string[] = [];
  let cursor = start;
  for (let pages = 0; pages < 20; pages++) {
    const page = await store.changesSince(cursor, limit);
    cursor = page.cursor;
    if (page.heads.length === 0) break;
    streams.push(...page.heads.map(({ stream, version }) => `${stream} at ${version}`));
  }
  return { streams, cursor };
};

const deadlines = (place: () => Place): void => {
  it('given deadlines, when asked what is due, then those up to that instant come, earliest first', async () => {
    const { store } = place();
    await put(store, 'case/later', '2026-03-02T12:00:00.001Z');
    await put(store, 'case/now', noon);
    await put(store, 'case/long-ago', '2025-12-31T23:59:59Z');
    await put(store, 'case/never');
    assert.deepEqual(await store.due(noon, basis, 10), ['case/long-ago', 'case/now']);
    assert.deepEqual(await store.due(noon, basis, 1), ['case/long-ago']);
    assert.deepEqual(await store.due('2025-12-31T00:00:00Z', basis, 10), []);
  });

  it('given instants with and without parts of a second, when asked, then time orders them, not their spelling', async () => {
    const { store } = place();
    await put(store, 'case/half', '2026-03-02T12:00:00.5Z');
    await put(store, 'case/whole', '2026-03-02T12:00:00Z');
    await put(store, 'case/next', '2026-03-02T12:00:01.000Z');
    assert.deepEqual(await store.due('2026-03-02T12:00:00.25Z', basis, 10), ['case/whole']);
    assert.deepEqual(await store.due('2026-03-02T12:00:01Z', basis, 10), ['case/whole', 'case/half', 'case/next']);
    assert.equal(await store.nextDue(), '2026-03-02T12:00:00Z');
  });

  it('given a deadline worked out under another policy, when asked, then it is due at once, in its order', async () => {
    const { store } = place();
    await put(store, 'case/outdated', '2027-01-01T00:00:00Z', 'policy-0');
    await put(store, 'case/due', noon);
    await put(store, 'case/not-yet', '2027-01-01T00:00:00Z');
    await put(store, 'case/outdated-without', undefined, 'policy-0');
    await store.commit(write('case/without-basis', 0, { nextDue: '2026-06-01T00:00:00Z' }));
    assert.deepEqual(await store.due(noon, basis, 10), ['case/due', 'case/without-basis', 'case/outdated']);
  });

  it('given a deadline that a later write moved or ended, when asked, then only the present one counts', async () => {
    const { store } = place();
    await put(store, 'case/moved', '2026-03-01T00:00:00Z');
    await put(store, 'case/ended', '2026-03-01T00:00:00Z');
    await store.commit(write('case/moved', 1, { nextDue: '2026-04-01T00:00:00Z', basis }));
    await store.commit(write('case/ended', 1, { basis }));
    assert.deepEqual(await store.due(noon, basis, 10), []);
    assert.equal(await store.nextDue(), '2026-04-01T00:00:00Z');
  });

  it('given no deadline, when the next is asked for, then there is none', async () => {
    const { store } = place();
    await put(store, 'case/never');
    assert.equal(await store.nextDue(), undefined);
  });
};

const changes = (place: () => Place): void => {
  for (const limit of [1, 2, 100])
    it(`given changed heads, when they are read ${limit} at a time, then each comes once, at its newest, in order of change`, async () => {
      const { store } = place();
      for (const stream of ['case/a', 'case/b', 'case/c']) await store.commit(write(stream, 0));
      await store.commit(write('case/a', 1));
      const first = await changedSince(store, '', limit);
      assert.deepEqual(first.streams, ['case/b at 1', 'case/c at 1', 'case/a at 2']);
      assert.deepEqual((await changedSince(store, first.cursor, limit)).streams, []);
      await store.commit(write('case/b', 1));
      await store.commit(write('case/b', 2));
      assert.deepEqual((await changedSince(store, first.cursor, limit)).streams, ['case/b at 3']);
    });

  it('given a head that changes between two pages, when reading goes on, then it comes at its newest and none is missed', async () => {
    const { store } = place();
    for (const stream of ['case/a', 'case/b', 'case/c']) await store.commit(write(stream, 0));
    const page = await store.changesSince('', 1);
    assert.deepEqual(page.heads.map(({ stream }) => stream), ['case/a']);
    await store.commit(write('case/b', 1));
    assert.deepEqual((await changedSince(store, page.cursor, 1)).streams, ['case/c at 1', 'case/b at 2']);
  });

  it('given a refused write, when changes are read, then there are none', async () => {
    const { store } = place();
    await store.commit(write('case/a', 0));
    const { cursor } = await store.changesSince('', 10);
    await store.commit(write('case/a', 0));
    assert.deepEqual(await store.changesSince(cursor, 10), { heads: [], cursor });
  });

  it('given a cursor, when the store is opened again, then reading goes on from it', async () => {
    const { store, reopen } = place();
    await store.commit(write('case/a', 0, { words: { w: 'told' } }));
    const { cursor, heads } = await store.changesSince('', 10);
    assert.deepEqual(heads, [await store.load('case/a')]);
    await store.commit(write('case/b', 0));
    assert.deepEqual((await changedSince(await reopen(), cursor, 10)).streams, ['case/b at 1']);
  });

  it('given nothing, when changes are read from the start, then there are none and the start stays', async () => {
    assert.deepEqual(await place().store.changesSince('', 10), { heads: [], cursor: '' });
  });
};

export const changesAndDeadlines = (place: () => Place): void => {
  describe('what is due', () => deadlines(place));
  describe('what has changed', () => changes(place));
};
