import { nameOf } from '../people/directory.ts';
import type { Viewing } from './view.ts';
import { paragraphs } from './words.ts';

/** What the template `reading` shows: a heading, boxes that must not be missed, what is asked of the reader, sections with their buttons. */
export interface Reading {
  heading: string;
  /** Which case it is. */
  place: string;
  alerts: { heading: string; rows: Row[] }[];
  /** Our own or the policy's words. */
  lead: string[];
  sections: Section[];
}

export interface Section { heading: string; rows: Row[]; buttons: Button[] }

/** People's own words, a paragraph each, under a label of ours. */
export interface Row { label: string; words: string[] }

export interface Button {
  title: string;
  verb: string;
  /** `none` for a button that must work while required inputs are still empty. */
  inputs: 'auto' | 'none';
  data: Record<string, string>;
}

export const reading = (given: Partial<Reading> & Pick<Reading, 'heading' | 'place'>): Record<string, unknown> =>
  ({ alerts: [], lead: [], sections: [], ...given }) satisfies Reading;

/** A label with words under it; nothing where there are no words. */
export const rowOf = (label: string, text: string | undefined): Row[] => {
  const words = paragraphs(text ?? '');
  return words.length === 0 ? [] : [{ label, words }];
};

export const section = (heading: string, rows: Row[], buttons: Button[] = []): Section => ({ heading, rows, buttons });

/** What can be done with all that stands above. */
export const actions = (...buttons: Button[]): Section => section('', [], buttons);

export const button = (title: string, verb: string, data: Record<string, string> = {}): Button => ({ title, verb, inputs: 'auto', data });

/** Opens another view of the same stream; inputs that stand on the card are neither needed nor sent. */
export const showButton = (title: string, view: string, param?: string): Button =>
  ({ title, verb: 'show', inputs: 'none', data: { view, ...(param !== undefined && { param }) } });

export const backButton = showButton('Back', 'case');

/** A person's name, and “you” for the reader. */
export const named = ({ viewer, directory }: Viewing, person: string): string => (person === viewer ? 'you' : nameOf(directory, person));

/** The words of an id as text; empty when they are not there any more. */
export const textOf = ({ words }: Viewing, id: string | undefined): string => {
  const found = id === undefined ? undefined : words[id];
  return typeof found === 'string' ? found : '';
};

/** The words of a step, or a special answer, by field. */
export const fieldsOf = (from: Record<string, unknown>, id: string | undefined): Record<string, string> => {
  const found = id === undefined ? undefined : from[id];
  return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {};
};

/** The beginning of a long text, for a card that has to stay short. */
export const beginning = (text: string, most = 900): string => {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))} … (it goes on in the whole report)`;
};
