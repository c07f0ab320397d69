import type { PressAnswer } from './types.ts';
import { helpView, stuckView, welcomeView } from '../views/general.ts';
import { myCasesView, myTasksView, type ListEntry } from '../views/lists.ts';
import type { Entry } from '../pipeline/register.ts';
import { tableEnds, tableEndsSoon } from '../calendar/bank-holidays.ts';
import { londonDate } from '../calendar/clocks.ts';
import { nameOf } from '../people/directory.ts';
import { inWords } from '../views/words.ts';
import type { View } from '../views/view.ts';
import type { AppParts } from './app-parts.ts';
import type { PressData } from './press.ts';

const entryOf = (entry: Entry, viewer: string): ListEntry => {
  const ask = entry.asks.find((one) => one.person === viewer);
  // Whoever has no part any more learns neither whom it is about nor how far it is.
  const inside = entry.insiders.includes(viewer);
  return { stream: entry.stream, case: entry.case, who: inside ? entry.who : 'Somebody else has this now.', openedAt: entry.openedAt, open: entry.open, outcome: entry.outcome, ...(ask && { ask: ask.kind }), ...(ask && entry.nextDue !== undefined && { due: entry.nextDue }) };
};

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Everything in which a person has a part, the newest first. */
export const casesFor = async ({ register }: AppParts, viewer: string): Promise<ListEntry[]> => {
  await register.catchUp();
  return register.casesOf(viewer).toSorted((a, b) => inOrder(b.openedAt, a.openedAt)).map((entry) => entryOf(entry, viewer));
};

/** What waits for a person, the earliest due first; of what is due together, the oldest. */
export const tasksFor = async (parts: AppParts, viewer: string): Promise<ListEntry[]> =>
  (await casesFor(parts, viewer)).filter((entry) => entry.ask !== undefined).toSorted((a, b) => inOrder(a.due ?? '~', b.due ?? '~') || inOrder(a.openedAt, b.openedAt));

export const isAdministrator = ({ world }: AppParts, viewer: string): boolean =>
  world.directory().people[viewer]?.roles.includes('administrator') ?? false;

/** An administrator is told in time that a new table of bank holidays is needed. */
const warningOf = (world: AppParts['world']): string | undefined =>
  tableEndsSoon(londonDate(world.now())) ? `The table of bank holidays ends on ${inWords(tableEnds)}. Please install a newer version before that: deadlines are worked out from it.` : undefined;

/** Effects that are set aside, and people whom no card reaches. */
export const stuckFor = async ({ world, register }: AppParts, notice?: string): Promise<View> => {
  await register.catchUp();
  const effects = await world.store.effects({ state: 'stuck' });
  const unreachable = register.all().flatMap((entry) => entry.unreachable.filter((person) => entry.asks.some((ask) => ask.person === person)).map((person) => ({ case: entry.case, person: nameOf(world.directory(), person) })));
  return stuckView(effects.map(({ key, kind, error, attempts }) => ({ key, kind, error: error ?? '', attempts })), unreachable, notice ?? warningOf(world));
};

/** The lists and general cards that need no stream; undefined for any other press. */
export const showList = async (parts: AppParts, viewer: string, data: PressData): Promise<View | undefined> => {
  if (data.verb !== 'show') return undefined;
  const offset = Number.parseInt(data.param ?? '0', 10) || 0;
  switch (data.view) {
    case 'welcome':
      return welcomeView(parts);
    case 'help':
      return helpView(parts, isAdministrator(parts, viewer));
    case 'myCases':
      return myCasesView(await casesFor(parts, viewer), parts, offset);
    case 'myTasks':
      return myTasksView(await tasksFor(parts, viewer), parts, offset);
    case 'stuck':
      return isAdministrator(parts, viewer) ? stuckFor(parts) : undefined;
    default:
      return undefined;
  }
};

export const retryStuck = async (parts: AppParts, viewer: string, data: PressData): Promise<View | PressAnswer | undefined> => {
  if (data.verb !== 'retryEffect') return undefined;
  if (!isAdministrator(parts, viewer)) return { message: 'Only an administrator can do this.' };
  const again = await parts.world.store.retry(String(data.input['key'] ?? ''));
  parts.worker.wake();
  return stuckFor(parts, again ? 'It is being tried again.' : 'That one is no longer stuck.');
};
