import type { Calendar } from '../calendar/working-days.ts';
import type { Directory } from '../people/directory.ts';
import type { Profile } from '../policy/profile.ts';

/** A "no" that is part of the rules: which rule, where it stands, and a sentence for the person who pressed. */
export interface Refusal {
  rule: string;
  /** Clause of the policy, or the law. */
  clause: string;
  why: string;
}

/** An earlier case that looks like the same person or address, as the register offers it. */
export interface Match {
  case: string;
  subject: string;
  open: boolean;
}

/** What a decision may lean on; nothing is fetched inside. */
export interface Context {
  policy: Profile;
  calendar: Calendar;
  directory: Directory;
  now: Temporal.Instant;
  /** Entra object id of the verified actor, or `system`. */
  actor: string;
  /** Cases that may be about the same person as this one, as the register finds them. */
  matches?: (caseId: string) => Match[];
  /** The command's id: words documents are named after it. */
  command: string;
}

export type Decision<E> =
  | { events: E[]; words?: Record<string, unknown>; special?: Record<string, unknown> }
  | { refused: Refusal };

export const refuse = (rule: string, clause: string, why: string): { refused: Refusal } => ({
  refused: { rule, clause, why },
});

/** A rule of the profile cites its clause; where the policy is silent, the assumption is what is cited. */
export const clauseOf = (rule: { clause?: string | undefined; assumption?: string | undefined }): string =>
  rule.clause ?? 'assumption';

/** Collects the words of one command under ids made of the command's. */
export const wordsFor = (context: Context): { add(field: string, text: unknown): string; all: Record<string, unknown> } => {
  const all: Record<string, unknown> = {};
  return {
    all,
    add: (field, text) => {
      const id = `${context.command}.${field}`;
      all[id] = text;
      return id;
    },
  };
};

export const instant = (context: Context): string => context.now.toString();
