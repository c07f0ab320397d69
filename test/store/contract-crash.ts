import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Store } from '../../bot/store/port.ts';
import type { Opener, Place } from './samples.ts';

const child = new URL('./committing-child.ts', import.meta.url).pathname;

/** Lets another process commit, kills it after so many answers, and says which version each stream had been promised. */
const killedAfter = async (opener: Opener, answers: number): Promise<Map<string, number>> => {
  const running = spawn(process.execPath, [child, opener.module, opener.name, opener.argument], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(running, 'exit');
  const promised = new Map<string, number>();
  let seen = 0;
  for await (const line of createInterface({ input: running.stdout })) {
    const [stream, version] = line.split(' ');
    promised.set(stream!, Number(version));
    if (++seen === answers) running.kill('SIGKILL');
  }
  const [, signal] = (await gone) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL');
  return promised;
};

/** Everything of one write is there or nothing: two events, one word, one effect and one receipt for each version. */
const assertWhole = async (store: Store, stream: string, atLeast: number): Promise<void> => {
  const head = await store.load(stream);
  const version = head?.version ?? 0;
  assert.ok(version >= atLeast, `${stream} was promised at ${atLeast} and stands at ${version}`);
  assert.deepEqual(head?.state, { version });
  assert.deepEqual((await store.history(stream)).map(({ seq }) => seq), Array.from({ length: 2 * version }, (_, index) => index + 1));
  assert.equal(Object.keys(head?.words ?? {}).length, version);
  assert.equal((await store.effects({ stream })).length, version);
  assert.equal((await store.receipt(stream, `c-${version}`))?.version, version);
  assert.equal(await store.receipt(stream, `c-${version + 1}`), undefined);
};

export const crashes = (place: () => Place): void => {
  it('given a process killed among its commits, when the store is opened at once, then every answered commit is there, whole', async function () {
    this.timeout(60_000);
    const { opener, reopen } = place();
    await place().store.close();
    for (const answers of [1, 170, 433]) {
      const promised = await killedAfter(opener, answers);
      assert.ok(promised.size > 0);
      const store = await reopen();
      for (const [stream, version] of promised) await assertWhole(store, stream, version);
      await store.close();
    }
  });
};
