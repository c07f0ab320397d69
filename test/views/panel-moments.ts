/** Moments in the work of a panel, and what a client would send from its cards. */
import assert from 'node:assert/strict';
import type { View } from '../../bot/views/view.ts';
import { directory, open, seated, triageInput, type Opening, type Play } from '../case/play.ts';
import { drawn } from './seeing.ts';
import { buttonsOn, main } from './viewing.ts';

export const chair = 'Grace Oduya';
export const owner = 'Tom Ashdown';

/** Whoever sits as the independent manager. */
export const third = (play: Play): string => seated(play)['independentManager'] ?? assert.fail('Nobody has the seat.');

export const everybodyDeclares = (play: Play): Play => {
  for (const seat of play.state.panel?.seats ?? []) if (seat.person !== undefined && seat.declaredAt === undefined) play.does(directory.people[seat.person]?.name ?? '', 'declare', { answer: 'clear' });
  return play;
};

export const account = 'He shouted until she wept.';
export const finding = 'It goes on and on.';
export const warned = 'On the phone, last Monday.';

export interface Said { account?: string; finding?: string; warned?: string; triage?: Record<string, string> }

/** The panel has just been asked; what was said in the report and at triage may be chosen. */
export const convened = (said: Said = {}, opening: Opening = {}): Play => {
  const play = open(opening);
  play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'behaviour', go: 'next', account: said.account ?? account });
  play.does(owner, 'triage', { ...triageInput, reason: said.finding ?? finding, warning: said.warned ?? warned, ...said.triage });
  return play;
};

export const factors = { factors: 'distress', details: 'Asked him on the phone.', asked: 'Calls after noon.', offered: 'Help with rent.', usable: 'phone,letter' };
export const equality = { characteristics: 'disability', effect: 'Letters are hard for him.', adjustments: 'Large print.', proportionate: 'One call leaves all open.' };

/** Everybody has declared no conflict; factors and equality are on record. */
export const prepared = (said: Said = {}): Play => {
  const play = everybodyDeclares(convened(said));
  play.does(owner, 'recordFactors', factors);
  play.does(owner, 'recordEquality', equality);
  play.does('system', 'claimSettled', { held: true });
  return play;
};

export const reasons = 'Forty calls in two days.';

/** A proposal of one measure is before the panel. */
export const put = (said: Said = {}): Play => {
  const play = prepared(said);
  play.does(owner, 'draftMeasure', { kind: 'contactCap', medium: 'phone', max: '1', period: 'week', when: 'Tuesday mornings' });
  play.does(owner, 'propose', { termMonths: '6', reasons });
  return play;
};

export const votes = (play: Play, who: string, choice: 'for' | 'against', reason: string, revision = '1'): void => void play.does(who, 'vote', { revision, choice, reason });

/** Every part of a panel by name. */
export const every = ['member', 'outcome', 'found', 'factors', 'equality', 'factorsRead', 'draft', 'measure', 'proposal', 'voteForm', 'votes', 'confirm', 'afterRefusal', 'end', 'pickSlot', 'nameMember'];

export const says = (text: string, ...parts: string[]): void => {
  for (const words of parts) assert(text.includes(words), `“${words}” is not in:\n${text}`);
};
export const saysNot = (text: string, ...parts: string[]): void => {
  for (const words of parts) assert(!text.includes(words), `“${words}” is in:\n${text}`);
};
/** What a person's card offers: verbs, and views to look at. */
export const offers = (play: Play, who: string): string[] => buttonsOn(main(play, who)).map(({ verb, data }) => (verb === 'show' ? String(data['view']) : verb));

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A button with the inputs that a client sends with it: those of its own card and of the cards around it. */
export interface Pressable { title: string; verb: string; data: Node; inputs: Node[] }

const isInput = (node: Node): boolean => String(node['type']).startsWith('Input.');

const children = (node: Node): unknown[] => ['body', 'items', 'columns', 'actions'].flatMap((key) => (Array.isArray(node[key]) ? (node[key] as unknown[]) : []));

const ownNodes = (node: Node): Node[] => children(node).filter(isNode).flatMap((child) => (child['type'] === 'Action.ShowCard' ? [child] : [child, ...ownNodes(child)]));

const pressesIn = (card: Node, around: Node[]): Pressable[] => {
  const own = ownNodes(card);
  const inputs = [...around, ...own.filter(isInput)];
  return own.flatMap((node): Pressable[] => {
    if (node['type'] === 'Action.ShowCard') return pressesIn(node['card'] as Node, inputs);
    if (node['type'] !== 'Action.Execute') return [];
    return [{ title: String(node['title']), verb: String(node['verb']), data: node['data'] as Node, inputs: node['associatedInputs'] === 'none' ? [] : inputs }];
  });
};

export const pressesOn = (view: View | undefined): Pressable[] => (view === undefined ? [] : pressesIn(drawn(view), []));

const envelope = new Set(['stream', 'version', 'ask', 'view', 'param', 'from', 'pick']);

/** Something that an input takes. */
const example = (input: Node): string => {
  switch (input['type']) {
    case 'Input.ChoiceSet': return String((input['choices'] as { value: string }[])[0]?.value);
    case 'Input.Number': return String(input['value']);
    case 'Input.Toggle': return String(input['valueOn']);
    default: return 'Some words.';
  }
};

/** What the bot gets as a command's input when every field is filled. */
export const sent = ({ data, inputs }: Pressable): Node => ({
  ...Object.fromEntries(Object.entries(data).filter(([key]) => !envelope.has(key))),
  ...Object.fromEntries(inputs.map((input) => [String(input['id']), example(input)])),
});
