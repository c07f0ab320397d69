import { z } from 'zod';
import { after } from '../after.ts';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { clauseOf, refuse, type Context, type Decision } from '../rule.ts';
import { standAside } from './stand-aside.ts';
import { isOpen, type Case, type Report } from '../state.ts';

/** R9, I27: only the manager sees what may be the same person, and joins it by a recorded act, never by guess. */
export const linkCommands = {
  linkEarlier: rule({
    input: z.strictObject({ case: z.string().max(80) }),
    decide: (state, { case: other }, context) => {
      const clause = clauseOf(context.policy.triage);
      if (state.triage.manager !== context.actor) return refuse('R9', clause, 'Only the manager who was asked can join reports.');
      if (!isOpen(state) || state.triage.decided || state.linked.some((entry) => entry.case === other)) return { events: [] };
      const match = context.matches?.(state.id).find((entry) => entry.case === other);
      if (!match) return refuse('R9', clause, 'That case is not one that may be about the same person.');
      const linked: CaseEvent = { type: 'EarlierCaseLinked', case: other, subject: match.subject };
      return { events: match.open ? [linked, { type: 'CaseEnded', as: 'joined', into: other }] : [linked] };
    },
  }),
};

export interface JoinedReport { report: Report; words: Record<string, unknown> }

/** The other side of joining: the report goes on in the case that was open already. */
export const receiveReport = (state: Case, { report, words }: JoinedReport, context: Context): Decision<CaseEvent> => {
  if (context.actor !== 'system') return refuse('R9', clauseOf(context.policy.triage), 'A report is joined by the manager.');
  if (state.reports.some((entry) => entry.id === report.id)) return { events: [] };
  if (!isOpen(state)) return refuse('R9', clauseOf(context.policy.triage), 'The case that this report was to go on in has ended. Somebody has to look at the report anew.');
  const joined: CaseEvent = { type: 'ReportJoined', report };
  return { events: [joined, ...standAside(after(state, [joined], context), context)], words };
};
