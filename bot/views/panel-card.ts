/** What the template `panel` shows, and how its parts are made. Every key is there, since a template prints the name of what is missing. */
import type { Button, Row } from './reading.ts';

export interface PanelCard {
  heading: string;
  /** Number of the case. */
  place: string;
  /** What is asked of the reader; our own words. */
  lead: string[];
  /** What must not be missed. */
  alerts: string[];
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

/** A part under a heading, with people's own words in its rows and buttons that act on it. */
export interface Section { heading: string; rows: Row[]; buttons: Button[] }

export interface Opening { title: string; text: string[]; fields: Field[]; buttons: Button[] }

export interface Choice { title: string; value: string }

export interface Field {
  kind: 'text' | 'long' | 'number' | 'choice' | 'choices' | 'toggle';
  id: string;
  /** With “(needed)” or “(if you know)”. */
  label: string;
  /** Said when it is missing; empty for what may be. */
  error: string;
  required: boolean;
  value: string | number;
  choices: Choice[];
  min: number;
  max: number;
}

export const panelCard = (given: Partial<PanelCard> & Pick<PanelCard, 'heading' | 'place'>): Record<string, unknown> =>
  ({ lead: [], alerts: [], links: [], first: [], sections: [], fields: [], after: [], buttons: [], opens: [], ...given }) satisfies PanelCard;

export const section = (heading: string, rows: Row[], buttons: Button[] = []): Section => ({ heading, rows, buttons });

/** Sections without the empty ones. */
export const sectionsOf = (...sections: Section[]): Section[] => sections.filter((entry) => entry.rows.length > 0 || entry.buttons.length > 0);

export const opening = (title: string, text: string[], fields: Field[], buttons: Button[]): Opening => ({ title, text, fields, buttons });

type Given = Pick<Field, 'id' | 'label'> & Partial<Field>;

/** With an error sentence an input is needed. */
const field = (kind: Field['kind'], { label, error = '', ...given }: Given): Field =>
  ({ kind, value: '', choices: [], min: 0, max: 4000, ...given, error, required: error !== '', label: error === '' ? label : `${label} (needed)` });

export const textField = (given: Given): Field => field('text', { max: 500, ...given });
export const longField = (given: Given): Field => field('long', given);
export const numberField = (given: Given & { min: number; max: number; value: number }): Field => field('number', given);
export const choiceField = (given: Given & { choices: Choice[] }): Field => field('choice', { error: 'Please choose one.', ...given });
export const choicesField = (given: Given & { choices: Choice[] }): Field => field('choices', { error: 'Please choose at least one.', ...given });
/** A sentence to agree to; without it nothing goes on. */
export const toggleField = (given: Given & { error: string }): Field => field('toggle', { value: 'false', ...given });

/** The longest list of lines: each is an element of its own on the card. */
const mostLines = 30;

/** Somebody's own words under a label of ours; nothing where there are none. */
export const ownRow = (label: string, text: unknown, most = 4000): Row[] => {
  if (typeof text !== 'string') return [];
  const lines = cut(text, most).split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  const words = lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join(' ')];
  return words.length === 0 ? [] : [{ label, words }];
};

/** The beginning of a long text; three dots say that it goes on. */
export const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most).trimEnd()} …`);

/** The parts of a set of choices as one value. */
export const chosen = (values: readonly string[] | undefined): string => (values ?? []).join(',');
