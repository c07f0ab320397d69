import { z } from 'zod';
import { rule } from '../command.ts';
import { choices, maybeText, text } from '../fields.ts';
import { channels } from '../measures.ts';
import { clauseOf, refuse, wordsFor, type Context } from '../rule.ts';
import { approvalOf } from '../seating.ts';
import { isOpen, ownerOf, seatOf, type Case, type Panel } from '../state.ts';
import { refill } from './seats.ts';

/** The panel while the case waits for it, or the refusal for somebody who has no seat and does not own the case. */
export const panelFor = (state: Case, context: Context): { panel: Panel } | { refused: ReturnType<typeof refuse>['refused'] } => {
  const { panel } = state;
  const clause = clauseOf(context.policy.decision);
  if (!panel || !isOpen(state) || state.determination) return refuse('R15', clause, 'No panel is deciding on this case now.');
  const sits = seatOf(state, context.actor)?.declaredAt !== undefined;
  if (!sits && ownerOf(state) !== context.actor) return refuse('R15', clause, 'Only the members of the panel and the case owner can do this. Members first say whether they have a conflict of interest.');
  return { panel };
};

export const isChair = (state: Case, actor: string, context: Pick<Context, 'policy'>): boolean => {
  const seat = seatOf(state, actor);
  const approval = approvalOf(context.policy, state.panel?.approval ?? '');
  return seat !== undefined && seat.declaredAt !== undefined && approval?.seats.find((entry) => entry.id === seat.id)?.chair === true;
};

export const panelCommands = {
  /** Each decider says on the card whether they have a conflict, or are away; the seat is refilled by name (R15, C20). */
  declare: rule({
    input: z.strictObject({ answer: z.enum(['clear', 'conflict', 'away']), reason: maybeText(1000) }),
    decide: (state, { answer, reason }, context) => {
      const seat = seatOf(state, context.actor);
      if (!seat || !isOpen(state) || state.determination) return refuse('R15', clauseOf(context.policy.decision), 'You have no seat on this panel now.');
      if (answer === 'clear') return { events: seat.declaredAt === undefined ? [{ type: 'SeatDeclared', seat: seat.id }] : [] };
      const words = wordsFor(context);
      const why = reason === undefined ? undefined : words.add('reason', reason);
      return { events: refill(state, seat, answer, why, context), words: words.all };
    },
  }),

  /** What may explain the behaviour, and what this person can use (R16). Health data goes to its place apart. */
  recordFactors: rule({
    input: z.strictObject({
      factors: choices, details: text(), asked: maybeText(), offered: maybeText(), usable: choices,
    }),
    decide: (state, { factors, details, asked, offered, usable }, context) => {
      const found = panelFor(state, context);
      if ('refused' in found) return found;
      const { policy } = context;
      if (factors.some((id) => id !== 'none' && !policy.factors.list.some((entry) => entry.id === id)))
        return refuse('R16', clauseOf(policy.factors), 'One of the factors is not in the policy.');
      if (usable.length === 0 || usable.some((channel) => !channels.some((entry) => entry === channel)))
        return refuse('I6', clauseOf(policy.factors), 'Choose at least one way in which this person can reach us.');
      if (factors.length === 0) return refuse('I12', clauseOf(policy.factors), 'Choose what may explain the behaviour, or “Nothing known”, and say how you found out.');
      const id = `${context.command}.factors`;
      return { events: [{ type: 'FactorsRecorded', special: id, usable }], special: { [id]: { factors, details, asked, offered, usable } } };
    },
  }),

  /** The equality record of the determination (R17, Equality Act 2010). */
  recordEquality: rule({
    input: z.strictObject({ characteristics: choices, effect: text(), adjustments: text(), proportionate: text() }),
    decide: (state, { characteristics, ...written }, context) => {
      const found = panelFor(state, context);
      if ('refused' in found) return found;
      const { equality } = context.policy;
      if (characteristics.some((name) => name !== 'none' && !equality.characteristics.some((entry) => entry === name)))
        return refuse('R17', clauseOf(equality), 'One of the characteristics is not known.');
      if (characteristics.length === 0) return refuse('I12', clauseOf(equality), 'Choose the characteristics that you considered, or “None applies”.');
      const id = `${context.command}.equality`;
      return { events: [{ type: 'EqualityRecorded', special: id }], special: { [id]: { characteristics, ...written } } };
    },
  }),
};
