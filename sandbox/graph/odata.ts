/** What a caller writes behind the question mark, and in `Prefer`. Whatever is not understood is refused. */

import type { ExtendedProperty } from './documents.ts';
import { badRequest } from './refusal.ts';

/** Query options, decoded once. A plus sign is a space. */
export function readQuery(search: string): Record<string, string> {
  const options: Record<string, string> = {};
  for (const part of search.replace(/^\?/, '').split('&').filter(Boolean)) {
    const at = part.indexOf('=');
    if (at < 1) throw badRequest(`The query option '${part}' has no value.`);
    const name = decode(part.slice(0, at));
    if (name in options) throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    options[name] = decode(part.slice(at + 1));
  }
  return options;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badRequest(`The query string holds a percent sign that begins no character: '${text}'.`);
  }
}

export interface Preferences {
  immutableIds: boolean;
  timeZone: string;
}

/** `Prefer: IdType="ImmutableId", outlook.timezone="…"`; what is not known is let pass, as HTTP says. */
export function readPreferences(header: string | undefined): Preferences {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, bare] of (header ?? '').matchAll(/([\w.-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/g)) {
    found.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return {
    immutableIds: found.get('idtype')?.toLowerCase() === 'immutableid',
    timeZone: found.get('outlook.timezone') ?? 'UTC',
  };
}

/** Leaves only what `$select` asks for. A property that the type does not have is refused. */
export function selectFrom<T extends object>(whole: T, select: string | undefined, type: string, always: readonly string[] = []): object {
  if (select === undefined) return whole;
  const asked = select.split(',').map((name) => name.trim());
  for (const name of asked) {
    if (!(name in whole)) throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`, 'Request_BadRequest');
  }
  const kept = new Set([...asked, ...always]);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => kept.has(name) || name.includes('@odata.')));
}

const quoted = String.raw`'((?:[^']|'')*)'`;
const anyProperty = new RegExp(
  String.raw`^singleValueExtendedProperties/any\(\s*(\w+)\s*:\s*\1/id\s+eq\s+${quoted}\s+and\s+\1/value\s+eq\s+${quoted}\s*\)$`,
  'i',
);
const expandProperty = new RegExp(String.raw`^singleValueExtendedProperties\(\s*\$filter\s*=\s*id\s+eq\s+${quoted}\s*\)$`, 'i');

const unquote = (text: string | undefined): string => (text ?? '').replaceAll("''", "'");
const sameProperty = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The one filter that is known: an extended property with a value. */
export function filterOf(filter: string | undefined): (item: { extended: ExtendedProperty[] }) => boolean {
  if (filter === undefined) return () => true;
  const match = anyProperty.exec(filter.trim());
  if (!match) throw badRequest(`Invalid filter clause: '${filter}'.`, 'ErrorInvalidUrlQueryFilter');
  const id = unquote(match[2]);
  const value = unquote(match[3]);
  return (item) => item.extended.some((property) => sameProperty(property.id, id) && property.value === value);
}

/** The one expansion that is known: an extended property by its id. */
export function expansionOf(expand: string | undefined): (item: { extended: ExtendedProperty[] }) => object {
  if (expand === undefined) return () => ({});
  const match = expandProperty.exec(expand.trim());
  if (!match) throw badRequest(`Parsing OData Select and Expand failed: '${expand}'.`);
  const id = unquote(match[1]);
  return (item) => {
    const found = item.extended.filter((property) => sameProperty(property.id, id));
    return found.length > 0 ? { singleValueExtendedProperties: found } : {};
  };
}
