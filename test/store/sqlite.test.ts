import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../../bot/store/port.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { StoreUnavailable } from '../../bot/store/unavailable.ts';
import { storeContract } from './contract.ts';
import { owed, write, type Place } from './samples.ts';

const module = new URL('../../bot/store/sqlite.ts', import.meta.url).href;
const child = new URL('./committing-child.ts', import.meta.url).pathname;

const openPlace = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'fair-contact-'));
  const argument = join(folder, 'data', 'store.sqlite');
  let latest = await openSqlite(argument);
  return {
    store: latest,
    opener: { module, name: 'openSqlite', argument },
    reopen: async () => {
      await latest.close();
      return (latest = await openSqlite(argument));
    },
    remove: async () => {
      await latest.close();
      await rm(folder, { recursive: true });
    },
  };
};

storeContract('SQLite', openPlace);

/** Changes the file behind the store's back. */
const tamper = (path: string, sql: string): void => {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
};

const refuses = (opening: Promise<Store>, sentence: RegExp): Promise<void> =>
  assert.rejects(opening, (error) => error instanceof StoreUnavailable && sentence.test(error.message));

describe('opening the SQLite file', () => {
  let place: Place;
  let path: string;
  beforeEach(async () => {
    place = await openPlace();
    path = place.opener.argument;
  });
  afterEach(() => place.remove());

  it('given a store in use, when it is opened again, then the second is told so and the first works on', async () => {
    await refuses(openSqlite(path), /store\.sqlite is in use by another Fair Contact\.$/);
    assert.equal((await place.store.commit(write('case/1', 0))).outcome, 'committed');
    await refuses(openSqlite(path), /in use/);
  });

  it('given another process that has it, when that is killed, then the next start goes through', async () => {
    await place.store.close();
    const running = spawn(process.execPath, [child, module, 'openSqlite', path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(running.stdout, 'data');
    await refuses(openSqlite(path), /in use by another Fair Contact/);
    running.kill('SIGKILL');
    await once(running, 'exit');
    assert.notEqual(await (await place.reopen()).load('case/0'), undefined);
  });

  it('given a file of a newer release, when it is opened, then it is refused and left as it is', async () => {
    await place.store.close();
    tamper(path, 'PRAGMA user_version = 2');
    const before = await readFile(path);
    await refuses(openSqlite(path), /written by a newer Fair Contact/);
    assert.deepEqual(await readFile(path), before);
    tamper(path, 'PRAGMA user_version = 1');
    await place.reopen();
  });

  it('given a head of a newer release, when it is met, then it is neither read nor overwritten, and others are', async () => {
    await place.store.commit(write('case/1', 0));
    await place.store.close();
    tamper(path, 'UPDATE heads SET schema = 2');
    const store = await place.reopen();
    await assert.rejects(store.load('case/1'), /case\/1 was written by a newer Fair Contact/);
    const [refused, other] = await Promise.allSettled([store.commit(write('case/1', 1, { effects: [owed('no')] })), store.commit(write('case/2', 0))]);
    assert.equal(refused.status, 'rejected');
    assert.deepEqual(other, { status: 'fulfilled', value: { outcome: 'committed', version: 1 } });
    assert.equal((await store.history('case/1')).length, 1);
    assert.deepEqual(await store.effects({}), []);
  });

  it('given a fault within one of many waiting writes, when they are committed, then it alone is undone, whole', async () => {
    await place.store.close();
    tamper(path, `CREATE TRIGGER refuse BEFORE INSERT ON effects WHEN new.key = 'bad' BEGIN SELECT raise(ABORT, 'refused for the test'); END`);
    const store = await place.reopen();
    const outcomes = await Promise.allSettled(
      ['good-1', 'bad', 'good-2'].map((key, index) => store.commit(write(`case/${index}`, 0, { words: { w: key }, effects: [owed(key, 0, `case/${index}`)] }))),
    );
    assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
    const refused = outcomes[1] as PromiseRejectedResult;
    assert.ok(refused.reason instanceof StoreUnavailable);
    assert.equal(refused.reason.message, 'The store could not write: refused for the test.');
    assert.equal(await store.load('case/1'), undefined);
    assert.deepEqual(await store.history('case/1'), []);
    assert.deepEqual((await store.effects({})).map(({ key }) => key), ['good-1', 'good-2']);
  });

  it('given a path that cannot be written, when it is opened, then one sentence says so', async () => {
    const text = join(path, '..', 'notes.txt');
    await writeFile(text, 'Not a database at all, but long enough to look like a file that somebody needs. '.repeat(20));
    await refuses(openSqlite(join(text, 'store.sqlite')), /cannot keep its store in .+store\.sqlite: .+[^.]\.$/);
    await refuses(openSqlite(join(path, '..')), /cannot keep its store in .+: it cannot be opened there\.$/);
    await refuses(openSqlite(text), /notes\.txt: it is not a database\.$/);
  });

  it('given a database of something else, when it is opened, then it is refused untouched', async () => {
    const other = join(path, '..', 'other.sqlite');
    tamper(other, 'CREATE TABLE orders (id TEXT)');
    await refuses(openSqlite(other), /not one of Fair Contact's/);
  });

  it('given something forgotten, when the store is closed, then none of its bytes is left in any of its files', async () => {
    const secret = 'a sentence that must not stay';
    await place.store.keep('draft', 'd', { secret: `${secret} `.repeat(500) });
    const store = await place.reopen();
    assert.equal((await readFile(path)).includes(secret), true);
    await store.forget('draft', 'd');
    await store.close();
    const folder = join(path, '..');
    for (const name of await readdir(folder)) assert.equal((await readFile(join(folder, name))).includes(secret), false, name);
  });

  it('given a lease of a process that is gone, when the file is opened again, then its effect waits for nobody and the old lease settles nothing', async () => {
    await place.store.commit(write('case/1', 0, { effects: [owed('letter')] }));
    const [held] = await place.store.lease({ machineNow: 0, ttl: 30_000, limit: 1 });
    const again = await place.reopen();
    await again.settle('letter', held?.token ?? '', { state: 'done', performed: 0 });
    assert.deepEqual((await again.lease({ machineNow: 1, ttl: 30_000, limit: 1 })).map(({ key }) => key), ['letter']);
  });
});
