/** What one person sees of a played case, as the bot would put it together, and a card as text. */
import type { Viewing } from '../../bot/views/view.ts';
import { renderCard, type Above } from '../../bot/views/render.ts';
import type { View } from '../../bot/views/view.ts';
import { calendar, directory, idOf, landlord, monday, policy, type Play } from '../case/play.ts';

export const parts = { policy, landlord };

export type Seen = Pick<Play, 'now' | 'words' | 'special'>;

export const nothingYet: Seen = { now: monday, words: {}, special: {} };

/** Everything is handed over: a view must show less than it is given. */
export const viewingOf = (who: string, { now, words, special }: Seen, more: Partial<Viewing> = {}): Viewing => ({
  viewer: idOf(who), stream: 'case/r1', version: 3, policy, landlord, calendar, directory, now, words, special, matches: [], ...more,
});

export const drawn = (view: View, above?: Above): Record<string, unknown> => renderCard(view, { stream: 'case/r1', version: 3 }, above) as Record<string, unknown>;

type Node = Record<string, unknown>;

/** Every node of a card, in reading order. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const [key, child] of Object.entries(value)) if (key !== 'fallback' && key !== 'data') yield* nodesOf(child);
  }
}

export const inputsOf = (card: unknown): Node[] => [...nodesOf(card)].filter((node) => String(node['type']).startsWith('Input.'));

export const buttonsOf = (card: unknown): { title: string; verb: string; data: Node }[] =>
  [...nodesOf(card)].filter((node) => node['type'] === 'Action.Execute').map((node) => ({ title: String(node['title']), verb: String(node['verb']), data: node['data'] as Node }));

/** All that can be read, a line each. */
export const readingOf = (card: unknown): string =>
  [...nodesOf(card)].flatMap((node) => [node['text'], node['title'], node['label'], node['placeholder']]).filter((text) => typeof text === 'string').join('\n');
