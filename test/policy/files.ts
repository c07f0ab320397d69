import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { parseProfile, type Parsed } from '../../bot/policy/parse.ts';
import type { Profile } from '../../bot/policy/profile.ts';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a file of the repository. */
export const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const policyText = textOf('policies/wandle.yaml');

const merged = (under: unknown, over: unknown): unknown => {
  if (!isFields(under) || !isFields(over)) return over;
  const keys = [...new Set([...Object.keys(under), ...Object.keys(over)])].filter((key) => over[key] !== null);
  return Object.fromEntries(keys.map((key) => [key, key in over ? merged(under[key], over[key]) : under[key]]));
};

/** The shipped policy with changes laid over it: groups are merged, lists replaced, and null takes a key away. */
export const policyWith = (changes: unknown): Parsed => parseProfile(stringify(merged(parse(policyText), changes), { aliasDuplicateObjects: false }), 'changed.yaml');

export const profileOf = (parsed: Parsed): Profile => {
  if (!parsed.ok) throw new TypeError(parsed.faults.join('\n'));
  return parsed.profile;
};

export const faultsIn = (parsed: Parsed | { ok: false; faults: string[] } | { ok: true }): string[] => (parsed.ok || !('faults' in parsed) ? [] : parsed.faults);

export const wandle: Profile = profileOf(parseProfile(policyText, 'policies/wandle.yaml'));
