import { z } from 'zod';
import type { Press } from './types.ts';

/** What a button's data says besides the inputs: which stream, which ask, which view. Nothing else of it is trusted. */
const envelope = z.looseObject({
  stream: z.string().max(120).optional(),
  version: z.coerce.number().int().nonnegative().optional(),
  ask: z.string().max(200).optional(),
  view: z.string().max(60).optional(),
  param: z.string().max(200).optional(),
  from: z.string().max(60).optional(),
  pick: z.string().max(60).optional(),
});

export interface PressData {
  verb: string;
  stream: string;
  version?: number;
  ask?: string;
  view?: string;
  param?: string;
  input: Record<string, unknown>;
}

const longestVerb = 40;
const longestParam = 200;

/** Signs that nobody types: each takes six letters on a card, so that a few thousand would keep it from arriving. */
const asTyped = (value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed().replaceAll(/[^\P{Cc}\n\r\t]/gu, '') : value);

/** Undefined when a press is not one of our cards'. */
export const readPress = (press: Press): PressData | undefined => {
  const parsed = envelope.safeParse(press.data);
  if (!parsed.success || press.verb.length > longestVerb) return undefined;
  const { stream, version, ask, view, param, from: _from, pick, ...given } = parsed.data;
  const input = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, asTyped(value)]));
  const picked = pick !== undefined && Object.hasOwn(input, pick) ? input[pick] : undefined;
  const chosen = typeof picked === 'string' && picked.length <= longestParam ? picked : param;
  return {
    verb: press.verb, stream: stream ?? '', input,
    ...(version !== undefined && { version }), ...(ask !== undefined && ask !== '' && { ask }), ...(view !== undefined && { view }), ...(chosen !== undefined && { param: chosen }),
  };
};
