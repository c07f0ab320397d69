import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import templating from 'adaptivecards-templating';
import type { Notice, View } from './view.ts';
import { clauseInWords } from './words.ts';

type Node = Record<string, unknown>;
type Template = InstanceType<typeof templating.Template>;

export interface Drawn { stream: string; version: number }
export interface Above { notice?: Notice | undefined; typed?: Record<string, unknown> | undefined }

const ownFolder = fileURLToPath(new URL('../../cards/', import.meta.url));
const templates = new Map<string, Template>();

/** Reads every card template of a folder into memory, so that a press reads no file. Throws on one that is no JSON. */
export const loadTemplates = (folder: string = ownFolder): void => {
  templates.clear();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.json') || file.endsWith('.sample.json')) continue;
    templates.set(file.slice(0, -'.json'.length), new templating.Template(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  }
};

const templateOf = (name: string): Template => {
  if (templates.size === 0) loadTemplates();
  const found = templates.get(name);
  if (!found) throw new TypeError(`There is no card template called ${name}.`);
  return found;
};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const isInput = (node: Node): boolean => typeof node['type'] === 'string' && node['type'].startsWith('Input.');

/**
 * A view as an Adaptive Card for Teams. Every button tells which stream, version, ask and view it was drawn from, and
 * has the fallback for older clients; a notice stands first; what had been typed is still there.
 */
export const renderCard = (view: View, drawn: Drawn, { notice, typed }: Above = {}): object => {
  const expanded = templateOf(view.template).expand({ $root: view.data }) as Node;
  const { body, ...rest } = finish(expanded, { view, drawn, typed: typed ?? {} }) as Node;
  return {
    ...rest,
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [...(notice ? [noticeBox(notice)] : []), ...(Array.isArray(body) ? (body as unknown[]) : [])],
  };
};

interface Finishing { view: View; drawn: Drawn; typed: Record<string, unknown> }

const finish = (value: unknown, finishing: Finishing): unknown => {
  if (typeof value === 'string') return unformatted(value);
  if (Array.isArray(value)) return value.map((item) => finish(item, finishing));
  if (!isNode(value)) return value;
  if (value['type'] === 'Action.Execute') return withFallback(value, finishing);
  const node = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, finish(child, finishing)]));
  return isInput(value) ? filledIn(node, value['value'], finishing.typed) : node;
};

/** Clients turn `{{DATE(…)}}` in any text into a date; nothing of ours uses that. */
const unformatted = (text: string): string => text.replaceAll('{{', '{\u200b{');

/** An input shows what was typed, else what is known; it comes back as it stands, so nothing is put between its letters. */
const filledIn = (node: Node, known: unknown, typed: Record<string, unknown>): Node => {
  const id = String(node['id']);
  const value = Object.hasOwn(typed, id) ? typed[id] : known;
  if (value === undefined) return node;
  if (node['type'] !== 'Input.Number') return { ...node, value };
  // What was typed arrives as text, and this input takes only numbers.
  const { value: _none, ...empty } = node;
  return value === '' || !Number.isFinite(Number(value)) ? empty : { ...node, value: Number(value) };
};

const withFallback = (action: Node, { view, drawn }: Finishing): Node => {
  const own = isNode(action['data']) ? action['data'] : {};
  const { verb, fallback: _own, ...rest } = action;
  const place = verb === 'show' ? { from: view.name } : { view: view.name, ...(view.param !== undefined && { param: view.param }) };
  // Only these two of the stream: what is drawn from may be a whole head.
  const data = { stream: drawn.stream, version: drawn.version, ...(view.ask !== undefined && { ask: view.ask }), ...place, ...own };
  const title = unformatted(String(action['title']));
  return { ...rest, title, verb, data, fallback: { ...rest, type: 'Action.Submit', title, data: { ...data, verb } } };
};

const styles: Record<Notice['kind'], string> = { recorded: 'good', refused: 'attention', changed: 'accent' };
/** The colour alone would tell some readers nothing. */
const opening: Record<Notice['kind'], string> = { recorded: '', refused: 'Not done. ', changed: 'Changed. ' };

const noticeBox = ({ kind, text, clause }: Notice): Node => {
  const where = clause === undefined ? undefined : clauseInWords(clause);
  const run = (words: string, more: Node = {}): Node => ({ type: 'TextRun', text: unformatted(words), ...more });
  return {
    type: 'Container',
    style: styles[kind],
    bleed: true,
    items: [
      { type: 'RichTextBlock', inlines: [...(opening[kind] === '' ? [] : [run(opening[kind], { weight: 'bolder' })]), run(text)] },
      ...(where === undefined ? [] : [{ type: 'RichTextBlock', spacing: 'none', inlines: [run(where, { size: 'small' })] }]),
    ],
  };
};
