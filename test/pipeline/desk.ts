/** The pipeline over a real store in a folder of its own, at a time that the test sets. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handle, type Command, type Outcome, type World } from '../../bot/pipeline/handle.ts';
import { inert } from '../../bot/pipeline/points.ts';
import type { Store } from '../../bot/store/port.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { basis, calendar, directory, idOf, monday, policy, type Play } from '../case/play.ts';

export interface Desk {
  store: Store;
  world: World;
  now: Temporal.Instant;
  press(who: string, verb: string, input?: Record<string, unknown>, more?: Partial<Command>): Promise<Outcome>;
}

export interface DeskOptions { wrap?: (store: Store) => Store; world?: Partial<World> }

export const stream = 'case/r1';

/** Opens an empty desk for one test, and removes it afterwards. */
export const atDesk = async <T>(test: (desk: Desk) => Promise<T>, { wrap = (store) => store, world = {} }: DeskOptions = {}): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const opened = await openSqlite(join(folder, 'store.db'));
  const store = wrap(opened);
  const desk: Desk = {
    store, now: monday,
    world: { store, policy, basis, calendar, directory: () => directory, now: () => desk.now, matches: () => [], digestKey: 'a key for tests', at: inert, ...world },
    press: (who, verb, input = {}, more = {}) => handle({ stream, verb, actor: idOf(who), input, ...more }, desk.world),
  };
  try {
    return await test(desk);
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Puts a played case on the desk, as `case/r1` unless told otherwise. */
export const lay = async (desk: Desk, play: Play, as = stream): Promise<void> => {
  const events = play.history.map(({ type, at, by, ...data }) => ({ type, at, actor: by, data }));
  const outcome = await desk.store.commit({
    stream: as, expected: 0, state: play.state, words: play.words, basis, events, effects: [],
    command: { id: 'laid', digest: '', at: play.now.toString(), actor: 'system' },
  });
  assert.equal(outcome.outcome, 'committed');
  desk.now = play.now;
};

/** The events of the second of two equal presses on one card. */
export const secondPress = (play: Play, who: string, verb: string, input: Record<string, unknown> = {}): Promise<[]> =>
  atDesk(async (desk) => {
    await lay(desk, play);
    const first = await desk.press(who, verb, input, { version: 1 });
    assert.equal(first.kind, 'committed', JSON.stringify(first));
    const before = await desk.store.history(stream);
    const second = await desk.press(who, verb, input, { version: 1 });
    assert.equal(second.kind, 'repeated');
    assert.deepEqual(await desk.store.history(stream), before);
    return [];
  });
