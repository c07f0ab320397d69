/** Commits on eight streams until it is killed, and says each answer aloud. */
import { writeSync } from 'node:fs';
import type { Store } from '../../bot/store/port.ts';
import { command, noon, write } from './samples.ts';

const [module, name, argument] = process.argv.slice(2) as [string, string, string];
const opened = (await import(module)) as Record<string, (at: string) => Promise<Store>>;
const store = await opened[name]!(argument);

const commitNext = async (stream: string, version: number): Promise<void> => {
  const event = { at: noon, actor: 'officer', type: 'Noted', data: { version } };
  const { outcome } = await store.commit(
    write(stream, version - 1, {
      state: { version },
      words: { [`w-${version}`]: 'x'.repeat(2000) },
      events: [event, event],
      command: command(`c-${version}`),
      effects: [{ key: `${stream}:${version}`, stream, kind: 'cards', data: {}, wanted: 0 }],
    }),
  );
  writeSync(1, `${stream} ${version}\n`);
  if (outcome !== 'committed') process.exit(1);
};

const lane = async (stream: string): Promise<never> => {
  let version = (await store.load(stream))?.version ?? 0;
  for (;;) await commitNext(stream, ++version);
};

await Promise.all(Array.from({ length: 8 }, (_, index) => lane(`case/${index}`)));
