import type { Case } from '../case/state.ts';
import { handle, type World } from '../pipeline/handle.ts';
import type { Leased } from '../store/port.ts';
import type { Handler, Performed } from './worker.ts';

interface Data { to: string; verb: string; input: Record<string, unknown> }

const done: Performed = { state: 'done', performed: 0 };

/** Sends a command onward to another stream. Its id is the effect's key, so it happens once however often it is tried. */
export const onwardHandler = (world: World): Handler => async (effect: Leased) => {
  const { to, verb, input } = effect.data as unknown as Data;
  const read = await inputOf(verb, input, world);
  if (!read) return { state: 'stuck', error: 'SourceGone' };
  const outcome = await handle({ stream: to, verb, actor: 'system', input: read, id: effect.key }, world);
  switch (outcome.kind) {
    case 'committed': case 'nothing': case 'repeated': case 'differs':
      return done;
    case 'busy': case 'stale':
      return { state: 'retry', error: outcome.kind };
    case 'refused':
      return { state: 'stuck', error: outcome.refusal.rule };
    case 'invalid': case 'missing':
      return { state: 'stuck', error: outcome.kind };
  }
};

/** Words are read from the source when the command is performed: an effect carries none. */
const inputOf = async (verb: string, { from, ...input }: Record<string, unknown>, world: World): Promise<Record<string, unknown> | undefined> => {
  if (typeof from !== 'string') return input;
  const head = await world.store.load(from);
  if (!head) return undefined;
  if (verb === 'openCase') {
    const { words, ...rest } = input as { words: Record<string, string> };
    return { ...rest, ...Object.fromEntries(Object.entries(words).map(([field, id]) => [field, head.words[id]])) };
  }
  const report = (head.state as Case).reports.find((entry) => entry.id === input['report']);
  if (!report) return undefined;
  const ids = [report.who, report.what, ...Object.values(report.steps), ...report.evidence.map((item) => item.name)];
  return { report, words: Object.fromEntries(ids.map((id) => [id, head.words[id]])) };
};
