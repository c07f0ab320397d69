import type { Button } from './reading.ts';
import type { Choice } from './view.ts';

/** What the template `form` shows: groups of questions, each with what its reader needs for it. */
export interface Form {
  heading: string;
  place: string;
  lead: string[];
  groups: Group[];
  after: string[];
  buttons: Button[];
}

export interface Group { heading: string; text: string[]; fields: Field[] }

interface Asked { id: string; label: string; required: boolean; error: string }

export type Field =
  | (Asked & { kind: 'long'; max: number })
  | (Asked & { kind: 'choice'; choices: Choice[] })
  | { kind: 'choices'; id: string; label: string; value: string; choices: Choice[] }
  | { kind: 'toggle'; id: string; label: string; title: string };

export const form = (given: Form): Record<string, unknown> => ({ ...given });

/** What must be given says so in its label, and has a sentence for when it is missing. */
const asked = (id: string, label: string, missing: string | undefined): Asked =>
  ({ id, label: missing === undefined ? label : `${label} (needed)`, required: missing !== undefined, error: missing ?? '' });

/** People's own words, at most as many as a words document holds. */
export const longText = (id: string, label: string, missing?: string): Field => ({ kind: 'long', max: 4000, ...asked(id, label, missing) });

export const oneOf = (id: string, label: string, choices: Choice[], missing?: string): Field => ({ kind: 'choice', choices, ...asked(id, label, missing) });

export const several = (id: string, label: string, choices: Choice[], chosen: readonly string[] = []): Field =>
  ({ kind: 'choices', id, label, choices, value: chosen.join(',') });

export const confirmation = (id: string, label: string, title: string): Field => ({ kind: 'toggle', id, label, title });
