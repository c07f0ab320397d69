/** What the card template `questions` is filled with. */
import { paragraphs } from './words.ts';
import type { Choice } from './view.ts';

/** One input. Every key is there, since a template prints the name of what is missing. */
export interface Field {
  kind: 'text' | 'long' | 'date' | 'time' | 'choice' | 'choices';
  id: string;
  label: string;
  value: string;
  hint: string;
  max: number;
  latest: string;
  style: 'compact' | 'expanded';
  choices: Choice[];
  /** A sentence under the input. */
  note: string;
}

export interface Button {
  title: string;
  verb: string;
  data: Record<string, unknown>;
}

export interface Questions {
  heading: string;
  /** Where the reader is: a page of several, or the number of the case. */
  place: string;
  paragraphs: { text: string }[];
  /** People's own words. */
  quoted: { lines: { text: string }[] }[];
  fields: Field[];
  after: { text: string }[];
  buttons: Button[];
}

type Given = Partial<Field> & Pick<Field, 'id' | 'label'>;

const field = (kind: Field['kind'], given: Given): Field =>
  ({ kind, value: '', hint: '', max: 4000, latest: '9999-12-31', style: 'expanded', choices: [], note: '', ...given });

export const textField = (given: Given): Field => field('text', given);
export const longField = (given: Given): Field => field('long', given);
/** `latest` is the last day that may be picked. */
export const dateField = (given: Given & { latest: string }): Field => field('date', given);
export const timeField = (given: Given): Field => field('time', given);
/** One of several. */
export const choiceField = (given: Given & { choices: Choice[] }): Field => field('choice', given);
/** Any of several. */
export const choicesField = (given: Given & { choices: Choice[] }): Field => field('choices', given);

/** Sentences as a template repeats them; empty ones fall away. */
export const texts = (...sentences: (string | undefined)[]): { text: string }[] =>
  sentences.flatMap((text) => (text ? [{ text }] : []));

/** People's own words as a quotation; none when there are none. */
export const quotation = (words: string): Questions['quoted'] =>
  words.trim() === '' ? [] : [{ lines: texts(...paragraphs(words)) }];

export const button = (title: string, verb: string, data: Record<string, unknown> = {}): Button => ({ title, verb, data });

/** Navigation: shows a view without recording anything. */
export const showButton = (title: string, view: string, more: Record<string, unknown> = {}): Button => button(title, 'show', { view, ...more });

/** The beginning of somebody's words on one line, for a list on a phone. */
export const shortened = (words: string, most: number): string => {
  const line = paragraphs(words).join(' ');
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
};
