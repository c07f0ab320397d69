import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Directory } from '../../bot/people/directory.ts';
import { startDirectory, type DirectoryChanges, type SyncOptions } from '../../bot/people/sync.ts';
import { directoryWith, id } from './harrowmere.ts';

const hour = 3_600_000;

const memory = () => {
  const documents = new Map<string, string>();
  return {
    documents,
    keep: async (kind: string, key: string, document: unknown) => void documents.set(`${kind}/${key}`, JSON.stringify(document)),
    kept: async <T>(kind: string, key: string): Promise<T | undefined> => {
      const text = documents.get(`${kind}/${key}`);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
  };
};

const without = (name: string): Directory => {
  const { [id(name)]: _gone, ...people } = directoryWith().people;
  return { ...directoryWith(), people };
};

const failing = async (): Promise<Directory> => {
  throw new Error('Graph answered 503.');
};

describe('The directory in memory', () => {
  let heard: DirectoryChanges[];
  let warnings: string[];
  let store: ReturnType<typeof memory>;
  let stops: (() => Promise<void>)[];
  beforeEach(() => {
    [heard, warnings, stops] = [[], [], []];
    store = memory();
  });
  afterEach(() => Promise.all(stops.map((stop) => stop())));

  const start = async (read: () => Promise<Directory>, changes: Partial<SyncOptions> = {}) => {
    const log = { info: () => undefined, warn: (_fields: object, message: string) => void warnings.push(message) };
    const sync = await startDirectory({ read, store, everyMs: hour, log, onChange: (change) => void heard.push(change), ...changes });
    stops.push(sync.stop);
    return sync;
  };
  const leavers = () => heard.map(({ left }) => left.map(({ name }) => name));

  it('given nothing kept, then it is read, kept, and nobody is told', async () => {
    const sync = await start(async () => directoryWith());
    assert.deepEqual(sync.current(), directoryWith());
    assert.equal(store.documents.size, 1);
    assert.deepEqual(heard, []);
  });

  it('given nothing kept and no Graph, then there is no start', async () => {
    await assert.rejects(start(failing), /503/);
  });

  it('given a kept snapshot and no Graph, then it starts with that and says so', async () => {
    await start(async () => directoryWith());
    const sync = await start(failing);
    await sync.refresh();
    assert.deepEqual(sync.current(), directoryWith());
    assert.deepEqual([...new Set(warnings)], ['directory not read, the old one stays']);
  });

  it('given a leaver while the bot was down, then that is told after the start', async () => {
    await start(async () => directoryWith());
    const sync = await start(async () => without('Callum Reid'));
    await sync.refresh();
    assert.deepEqual(leavers(), [['Callum Reid']]);
    assert.equal(sync.current().people[id('Callum Reid')], undefined);
  });

  it('tells who came, who left and who changed, each once', async () => {
    let now = without('Kit Rowe');
    const sync = await start(async () => now);
    const joined = directoryWith({ 'Tom Ashdown': { away: true }, 'Samira Khan': { manager: id('Arthur Lyle') } });
    now = { ...joined, people: Object.fromEntries(Object.entries(joined.people).filter(([oid]) => oid !== id('Callum Reid'))) };
    await sync.refresh();
    await sync.refresh();
    const names = (staff: { name: string }[] = []) => staff.map(({ name }) => name);
    assert.equal(heard.length, 1);
    assert.deepEqual([names(heard[0]?.left), names(heard[0]?.joined), names(heard[0]?.changed.map(({ after }) => after))], [['Callum Reid'], ['Kit Rowe'], ['Tom Ashdown', 'Samira Khan']]);
    assert.equal(heard[0]?.changed[0]?.before.away, false);
  });

  it('given that nobody could be told, then the change is told again', async () => {
    let now = directoryWith();
    let deaf = true;
    const sync = await start(async () => now, {
      onChange: (change) => {
        if (deaf) throw new Error('the store is down');
        heard.push(change);
      },
    });
    now = without('Callum Reid');
    await sync.refresh();
    assert.equal(sync.current().people[id('Callum Reid')], undefined);
    deaf = false;
    await sync.refresh();
    assert.deepEqual(leavers(), [['Callum Reid']]);
  });

  it('given two wishes at once, then Graph is read once', async () => {
    let reads = 0;
    const sync = await start(async () => {
      reads += 1;
      await sleep(5);
      return directoryWith();
    });
    await Promise.all([sync.refresh(), sync.refresh()]);
    assert.equal(reads, 2);
  });

  it('reads again by itself, through failures, until it is stopped', async () => {
    let reads = 0;
    const fourth = Promise.withResolvers<void>();
    const sync = await start(
      async () => {
        reads += 1;
        if (reads === 4) fourth.resolve();
        if (reads === 2) throw new Error('Graph answered 503.');
        return directoryWith();
      },
      { everyMs: 5 },
    );
    // The interval keeps no process alive by itself.
    const awake = setInterval(() => undefined, 1_000);
    await fourth.promise;
    clearInterval(awake);
    await sync.stop();
    const then = reads;
    await sleep(30);
    assert.equal(reads, then);
    assert.equal(warnings.length, 1);
  });

  it('given a snapshot in a shape that is not known, then it reads anew', async () => {
    await store.keep('directory', 'snapshot', { shape: 2 });
    assert.deepEqual((await start(async () => directoryWith())).current(), directoryWith());
  });
});
