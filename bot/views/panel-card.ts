/** What the template `panel` shows, and how its parts are made. Every key is there, since a template prints the name of what is missing. */
import type { Button, Row, Section } from './reading.ts';
import type { Choice } from './view.ts';

export interface PanelCard {
  heading: string;
  /** Which case it is. */
  place: string;
  /** What must not be missed; our own words, like all that follows save the rows of sections. */
  alerts: string[];
  /** What is asked of the reader. */
  lead: string[];
  /** Addresses outside the chat. */
  links: { title: string; url: string }[];
  /** Buttons above all that is read. */
  first: Button[];
  sections: Section[];
  fields: Field[];
  /** What follows from the buttons below. */
  after: string[];
  buttons: Button[];
  /** Buttons that open a form of their own; its inputs go with its own button only. */
  opens: Opening[];
}

export interface Opening { title: string; lead: string[]; fields: Field[]; buttons: Button[] }

export interface Field {
  kind: 'text' | 'long' | 'number' | 'choice' | 'choices' | 'toggle';
  id: string;
  label: string;
  required: boolean;
  /** Said when it is missing. */
  error: string;
  value: string | number;
  choices: Choice[];
  min: number;
  max: number;
}

export const panelCard = (given: Partial<PanelCard> & Pick<PanelCard, 'heading' | 'place'>): Record<string, unknown> =>
  ({ alerts: [], lead: [], links: [], first: [], sections: [], fields: [], after: [], buttons: [], opens: [], ...given }) satisfies PanelCard;

type Given = Pick<Field, 'id' | 'label'> & Partial<Field>;

/** An input with a sentence for when it is missing is needed, and says so. */
const field = (kind: Field['kind'], { label, error = '', ...given }: Given): Field =>
  ({ kind, value: '', choices: [], min: 0, max: 4000, ...given, error, required: error !== '', label: error === '' ? label : `${label} (needed)` });

export const textField = (given: Given): Field => field('text', { max: 500, ...given });
export const longField = (given: Given): Field => field('long', given);
export const numberField = (given: Given & { min: number; max: number; value: number; error: string }): Field => field('number', given);
export const choiceField = (given: Given & { choices: Choice[] }): Field => field('choice', { error: 'Please choose one.', ...given });
export const choicesField = (given: Given & { choices: Choice[] }): Field => field('choices', { error: 'Please choose at least one.', ...given });
/** A sentence to agree to, without which nothing goes on. */
export const toggleField = (given: Given & { error: string }): Field => field('toggle', { value: 'false', ...given });

/** Each line is an element of its own on the card; a card with very many is too large for Teams. */
const mostLines = 15;

/** Somebody's own words under a label of ours; nothing where there are none. A long text is cut at `most` characters. */
export const ownRow = (label: string, text: unknown, most = 4000): Row[] => {
  if (typeof text !== 'string') return [];
  const lines = cut(text, most).split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  const words = lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join(' ')];
  return words.length === 0 ? [] : [{ label, words }];
};

/** The beginning of a long text; three dots say that it goes on. */
export const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most).trimEnd()} …`);

/** Our own words under a label; nothing where there are none. */
export const row = (label: string, ...words: string[]): Row[] => {
  const said = words.filter((line) => line !== '');
  return said.length === 0 ? [] : [{ label, words: said }];
};

/** Sections without the empty ones. */
export const filledSections = (...sections: Section[]): Section[] => sections.filter(({ rows, buttons }) => rows.length > 0 || buttons.length > 0);
