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

/** Undefined when a press is not one of our cards'. */
export const readPress = (press: Press): PressData | undefined => {
  const parsed = envelope.safeParse(press.data);
  if (!parsed.success || press.verb.length > longestVerb) return undefined;
  const { stream, version, ask, view, param, from: _from, pick, ...input } = parsed.data;
  const picked = pick === undefined ? undefined : input[pick];
  const chosen = typeof picked === 'string' ? picked : param;
  return {
    verb: press.verb, stream: stream ?? '', input,
    ...(version !== undefined && { version }), ...(ask !== undefined && ask !== '' && { ask }), ...(view !== undefined && { view }), ...(chosen !== undefined && { param: chosen }),
  };
};
