/** How paths and queries for Graph are written. The Graph client encodes neither. */

/** A path whose values are encoded. A value that would lead to another place is refused. */
export const path = (texts: TemplateStringsArray, ...values: string[]): string =>
  texts.reduce((whole, text, index) => whole + segment(values[index - 1] ?? '') + text);

const segment = (value: string): string => {
  if (value === '' || value === '.' || value === '..') throw new TypeError('A path to Graph lacks an id.');
  return encodeURIComponent(value);
};

/** Query options as Graph reads them; the option's name is ours and needs no encoding. */
export const encoded = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, encodeURIComponent(value)]));

/** A text in a filter: in quotes, with quotes inside doubled. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Our effect's key on an event or a message; the GUID marks properties as ours. */
const keyProperty = 'String {6f3d1c52-8a04-4c1e-9b7d-2f5e90c3a7d1} Name FairContactKey';

export const withKey = (key: string): { singleValueExtendedProperties: { id: string; value: string }[] } => ({
  singleValueExtendedProperties: [{ id: keyProperty, value: key }],
});

/** Finds what carries a key. */
export const keyFilter = (key: string): string =>
  `singleValueExtendedProperties/Any(ep: ep/id eq ${literal(keyProperty)} and ep/value eq ${literal(key)})`;
