import { isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** One thing that is wrong in a file whose form is right: its place, and the rest of a sentence that begins with it. */
export interface Wrong {
  path: Path;
  what: string;
}

/** A file read as YAML: its value, or what is wrong with its form. */
export interface Source {
  value: unknown;
  faults: string[];
  /** The sentence for a person: file, line if known, place in the file, and what is wrong. */
  fault(path: Path, what: string): string;
}

const pathText = (path: Path): string => path.map(String).join('.');

const keyRange = (document: Document, path: Path): number | undefined => {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(path.at(-1)));
  return pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
};

const nodeStart = (document: Document, path: Path): number | undefined => {
  const node: unknown = document.getIn(path, true);
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? Number(node.range[0]) : undefined;
};

/** Where a path begins; for what is missing, where the nearest thing around it begins. */
const offsetOf = (document: Document, path: Path): number | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const offset = keyRange(document, part) ?? nodeStart(document, part);
    if (offset !== undefined) return offset;
  }
  return undefined;
};

const aliasesIn = (document: Document): number[] => {
  const found: number[] = [];
  visit(document, { Alias: (_key, alias) => void found.push(alias.range?.[0] ?? 0) });
  return found;
};

/** Reads YAML text; `fileName` only names the file in faults. */
export const readYaml = (text: string, fileName: string): Source => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true });
  const at = (offset: number | undefined): string => (offset === undefined ? fileName : `${fileName}, line ${lines.linePos(offset).line}`);
  const faults = [
    ...[...document.errors, ...document.warnings].map((error) => `${at(error.pos[0])}: ${error.message.split('\n')[0]}`),
    ...aliasesIn(document).map((offset) => `${at(offset)}: A reference to another place is not allowed: write the value out.`),
  ];
  return {
    value: faults.length === 0 ? document.toJS() : undefined,
    faults,
    fault: (path, what) =>
      path.length === 0 ? `${fileName}: the file ${what}.` : `${at(offsetOf(document, path))}: ${pathText(path)} ${what}.`,
  };
};

const kindWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

const kindOf = (value: unknown): string => (value === null ? 'nothing' : (kindWords[Array.isArray(value) ? 'array' : typeof value] ?? 'something else'));

const wrongType = (expected: string, input: unknown): string => {
  const hint = expected === 'string' && (typeof input === 'number' || typeof input === 'boolean') ? ': put it in quotes' : '';
  return `must be ${kindWords[expected] ?? expected}, but is ${kindOf(input)}${hint}`;
};

const choices = (values: readonly unknown[]): string => (values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.join(', ')}`);

const sentence = (issue: z.core.$ZodIssue): string => {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return choices(issue.values);
    case 'invalid_union':
      return 'has none of the forms that are allowed here';
    case 'too_small':
      return issue.origin === 'array' ? `must have at least ${issue.minimum} entry` : `must be at least ${issue.minimum}`;
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : `must be ${issue.format === 'date' ? 'a date such as 2026-11-30' : `a valid ${issue.format}`}`;
    default:
      return issue.message;
  }
};

/** Each fault that zod found, with its place: an unknown key is a fault of its own. Parse with `reportInput`. */
export const faultsOf = (error: z.ZodError, source: Source): string[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => source.fault([...issue.path, key], 'is not a known key'))
      : [source.fault(issue.path, sentence(issue))],
  );
