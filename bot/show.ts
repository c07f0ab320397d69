/** `npm run case -- show ID`: a case's events, effects and deadlines in words. It reads only, also while the bot runs. */
import './node-version.ts';
import { deadlines } from './case/deadlines.ts';
import type { Case } from './case/state.ts';
import { readSettings } from './files.ts';
import { nameOf, type Directory } from './people/directory.ts';
import type { EffectRow, Head, StoredEvent } from './store/port.ts';
import { openReader } from './store/sqlite-reader.ts';
import { inWords } from './views/words.ts';

const spaced = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** A fact in words; ids of streams, files and words say nothing to a reader. */
const factOf = (value: unknown, directory: Directory): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  if (directory.people[value]) return directory.people[value].name;
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return inWords(value);
  return value.length > longestWord ? undefined : value;
};

/** Ids are longer than this. */
const longestWord = 24;

const eventLine = (event: StoredEvent, directory: Directory): string => {
  const who = event.actor === 'system' ? 'Fair Contact' : nameOf(directory, event.actor);
  const facts = Object.entries(event.data).flatMap(([key, value]) => {
    const told = factOf(value, directory);
    return told === undefined ? [] : [`${spaced(key)} ${told}`];
  });
  return `${String(event.seq).padStart(4)}  ${inWords(event.at)}  ${who}: ${spaced(event.type)}${facts.length === 0 ? '' : ` (${facts.join('; ')})`}`;
};

const effectLine = (effect: EffectRow): string =>
  `      ${effect.kind}: ${effect.state}${effect.attempts > 0 ? `, tried ${effect.attempts === 1 ? 'once' : `${effect.attempts} times`}` : ''}${effect.error === undefined ? '' : `, last fault ${effect.error}`}  [${effect.key}]`;

/** Cases may be named by the first letters of their id, as cards show them. */
const find = async (reads: ReturnType<typeof openReader>['reads'], wanted: string): Promise<Head | undefined> => {
  const { heads } = await reads.changesSince('', 1_000_000);
  return heads.find((head) => head.stream.startsWith(`case/${wanted.toLowerCase()}`));
};

const show = async (path: string, wanted: string): Promise<string> => {
  const { reads, close } = openReader(path);
  try {
    const head = await find(reads, wanted);
    if (!head) return `There is no case ${wanted}.`;
    const state = head.state as Case;
    const directory = (await reads.kept<{ directory: Directory }>('directory', 'snapshot'))?.directory ?? { readAt: '', people: {}, deputies: {} };
    const start = await reads.kept<{ policy: string; landlord: string }>('settings', 'start');
    if (!start) return 'No bot has been started on this database yet.';
    const { policy, calendar } = readSettings(start.policy, start.landlord);
    const due = deadlines(state, policy, calendar).map((entry) => `      ${inWords(entry.dueAt)}: ${spaced(entry.kind)}, ${entry.who === undefined ? 'nobody named' : nameOf(directory, entry.who)}, then ${entry.follows}`);
    return [
      `Case ${state.id.slice(0, 6).toUpperCase()}, version ${head.version}, ${state.ended ? `ended (${state.ended.as})` : 'open'}`,
      '\nEvents', ...(await reads.history(head.stream)).map((event) => eventLine(event, directory)),
      '\nDeadlines', ...(due.length === 0 ? ['      none'] : due),
      '\nEffects', ...(await reads.effects({ stream: head.stream })).map(effectLine),
    ].join('\n');
  } finally {
    close();
  }
};

const [verb, id] = process.argv.slice(2);
const store = process.env['STORE'] ?? 'sqlite:.data/fair-contact.db';
if (verb === 'show' && id !== undefined && store.startsWith('sqlite:')) process.stdout.write(`${await show(store.slice('sqlite:'.length), id)}\n`);
else {
  process.stderr.write('Say: npm run case -- show ID. STORE names the database (sqlite:PATH).\n');
  process.exit(1);
}
