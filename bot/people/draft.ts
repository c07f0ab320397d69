import { z } from 'zod';
import type { Profile } from '../policy/profile.ts';

/** A member of staff's own stream: the report that they have begun, and those that they have sent. */
export interface Person {
  draft?: Draft;
  /** The words stay here until the case has them: it is opened from here. */
  sent: { report: string; at: string; who: string; what: string }[];
}

export interface Draft {
  report: string;
  startedAt: string;
  /** Words documents, by id; gone from here once the report is sent. */
  who?: string;
  what?: string;
  danger?: 'yes' | 'no';
}

export type PersonEvent =
  | { type: 'DraftStarted'; report: string }
  | { type: 'DraftKept'; report: string; who?: string; what?: string; danger?: 'yes' | 'no' }
  | { type: 'DraftDiscarded'; report: string }
  | { type: 'ReportSent'; report: string; who: string; what: string; danger: boolean };

export const noPerson: Person = { sent: [] };

export const evolvePerson = (state: Person, event: PersonEvent & { at: string }): Person => {
  switch (event.type) {
    case 'DraftStarted':
      return { ...state, draft: { report: event.report, startedAt: event.at } };
    case 'DraftKept': {
      if (!state.draft) return state;
      const { type: _type, at: _at, report: _report, ...answers } = event;
      return { ...state, draft: { report: state.draft.report, startedAt: state.draft.startedAt, ...answers } };
    }
    case 'DraftDiscarded': {
      const { draft: _gone, ...rest } = state;
      return rest;
    }
    case 'ReportSent': {
      const { draft: _sent, ...rest } = state;
      return { ...rest, sent: [...state.sent, { report: event.report, at: event.at, who: event.who, what: event.what }] };
    }
  }
};

const words = (max: number) => z.string().trim().max(max).optional().transform((value) => value || undefined);
const answers = { report: z.string().max(80), who: words(500), what: words(4000), danger: z.union([z.enum(['yes', 'no']), z.literal('')]).optional().transform((value) => value || undefined) };

interface Acting { actor: string; command: string; owner: string; policy: Profile }
type Decided = { events: PersonEvent[]; words?: Record<string, unknown> } | { refused: { rule: string; clause: string; why: string } };

const clause = (policy: Profile): string => policy.report.by.clause ?? 'assumption';
const notYours = (policy: Profile): Decided => ({ refused: { rule: 'R2', clause: clause(policy), why: 'This draft belongs to somebody else.' } });

/** What a person does with a report before it is sent (R2): begin, keep, throw away, send. */
export const personCommands = {
  startReport: {
    input: z.strictObject({ another: z.literal('true').optional() }),
    decide: (state: Person, _input: unknown, { actor, owner, policy, command }: Acting): Decided =>
      actor !== owner ? notYours(policy) : { events: state.draft ? [] : [{ type: 'DraftStarted', report: command }] },
  },
  keepDraft: {
    input: z.strictObject(answers),
    decide: (state: Person, { report, ...given }: Given, { actor, owner, policy, command }: Acting): Decided => {
      if (actor !== owner) return notYours(policy);
      if (state.draft?.report !== report) return { events: [] };
      const kept = keep(given, command);
      return { events: [{ type: 'DraftKept', report, ...kept.ids }], words: kept.words };
    },
  },
  discardDraft: {
    input: z.strictObject(answers),
    decide: (state: Person, { report }: Given, { actor, owner, policy }: Acting): Decided =>
      actor !== owner ? notYours(policy) : { events: state.draft?.report === report ? [{ type: 'DraftDiscarded', report }] : [] },
  },
  sendReport: {
    input: z.strictObject(answers),
    decide: (state: Person, { report, ...given }: Given, { actor, owner, policy, command }: Acting): Decided => {
      if (actor !== owner) return notYours(policy);
      if (state.draft?.report !== report) return { events: [] };
      const missing = [given.who === undefined && 'who or where', given.what === undefined && 'what happened', given.danger === undefined && 'whether anyone is in danger now'].filter(Boolean);
      if (missing.length > 0) return { refused: { rule: 'R10', clause: policy.report.evidence.clause ?? 'assumption', why: `Please say ${missing.join(', and ')}. A few words are enough.` } };
      const kept = keep(given, command);
      return { events: [{ type: 'ReportSent', report, who: kept.ids.who ?? '', what: kept.ids.what ?? '', danger: given.danger === 'yes' }], words: kept.words };
    },
  },
};

interface Given { report: string; who?: string | undefined; what?: string | undefined; danger?: 'yes' | 'no' | undefined }

const keep = (given: Omit<Given, 'report'>, command: string) => ({
  ids: {
    ...(given.who !== undefined && { who: `${command}.who` }),
    ...(given.what !== undefined && { what: `${command}.what` }),
    ...(given.danger !== undefined && { danger: given.danger }),
  },
  words: {
    ...(given.who !== undefined && { [`${command}.who`]: given.who }),
    ...(given.what !== undefined && { [`${command}.what`]: given.what }),
  },
});
