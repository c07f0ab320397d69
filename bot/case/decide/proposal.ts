import { z } from 'zod';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { text } from '../fields.ts';
import { faultOf, measureText, profileRow, readMeasure } from '../measures.ts';
import { clauseOf, refuse, wordsFor, type Context } from '../rule.ts';
import { revisionOf, type Case, type Measure, type Panel } from '../state.ts';
import { adoptionFault } from './adoption.ts';
import { isChair, panelFor } from './panel.ts';

/**
 * While votes are open any member amends; once a revision is refused or tied only the chair does. Adopted is adopted (I14),
 * unless something has come up that keeps it from ever being confirmed: then the chair amends it too.
 */
const editable = (state: Case, panel: Panel, context: Context) => {
  const last = revisionOf(state)?.closed;
  const clause = clauseOf(context.policy.decision);
  if (last?.result === 'adopted' && !adoptionFault(state, context.policy)) return refuse('I14', clause, 'This proposal is adopted. It can no longer be changed.');
  if (last && !isChair(state, context.actor, context)) return refuse('R15', clause, 'Once the vote is closed, the chair amends the proposal or ends the case.');
  return { panel };
};

const draftFor = (state: Case, context: Context) => {
  const found = panelFor(state, context);
  return 'refused' in found ? found : editable(state, found.panel, context);
};

export const proposalCommands = {
  draftMeasure: rule({
    input: z.looseObject({ kind: z.string().max(40) }),
    decide: (state, { kind, ...given }, context) => {
      const found = draftFor(state, context);
      if ('refused' in found) return found;
      const row = profileRow(context.policy, kind);
      if (!row) return refuse('I23', 'catalogue', 'The policy does not offer this kind of measure.');
      const measure = readMeasure(kind, given);
      if (!measure) return refuse('R18', clauseOf(row), `“${row.label}” is not complete. Please fill in every field.`);
      const words = wordsFor(context);
      const drafted: Measure = {
        id: kind, kind, params: measure.params,
        text: Object.fromEntries(measureText(kind).map((field) => [field, words.add(`${kind}.${field}`, measure.text[field])])),
      };
      const fault = faultOf(context.policy, [drafted], found.panel.factors?.usable ?? []);
      return fault && fault.refused.rule !== 'C18' ? fault : { events: [{ type: 'MeasureDrafted', measure: drafted }], words: words.all };
    },
  }),

  dropMeasure: rule({
    input: z.strictObject({ measure: z.string().max(40) }),
    decide: (state, { measure }, context) => {
      const found = draftFor(state, context);
      if ('refused' in found) return found;
      return { events: found.panel.draft.measures.some((entry) => entry.id === measure) ? [{ type: 'MeasureDropped', measure }] : [] };
    },
  }),

  /** Freezes the draft as a revision; votes on an earlier one fall away with it (I11). */
  propose: rule({
    input: z.strictObject({ termMonths: z.coerce.number().int().min(1).max(120), reasons: text(), changes: z.coerce.number().int().optional() }),
    decide: (state, { termMonths, reasons, changes }, context) => {
      const found = draftFor(state, context);
      if ('refused' in found) return found;
      const { panel } = found;
      if (changes !== undefined && changes !== panel.draft.changes)
        return refuse('R18', clauseOf(context.policy.decision), 'Somebody has changed the draft since your card was made. Look at it again, and then put it to the panel.');
      const fault = proposalFault(state, panel, termMonths, context);
      if (fault) return fault;
      const words = wordsFor(context);
      const id = words.add('reasons', reasons);
      const proposed: CaseEvent = { type: 'ProposalMade', revision: panel.revisions.length + 1, measures: panel.draft.measures, termMonths, reasons: id };
      return { events: [{ type: 'DraftReasoned', termMonths, reasons: id }, proposed], words: words.all };
    },
  }),
};

/** What keeps a draft from being put to the vote: I3, I6, I12, I13, I22, I23 and the rest of R32. */
export const proposalFault = (state: Case, panel: Panel, termMonths: number, context: Context) => {
  const { policy } = context;
  const { term } = policy;
  if (!panel.factors) return refuse('I12', clauseOf(policy.factors), 'First record the factors that might explain the behaviour. No vote opens before that.');
  if (!panel.equality) return refuse('I12', clauseOf(policy.equality), 'First complete the equality record. No vote opens before that.');
  if (!state.triage.decided?.warning) return refuse('I13', clauseOf(policy.warning), 'A warning, or the reason why none was possible, has to be on record first.');
  if (state.triage.decided.grounds.length === 0) return refuse('I22', clauseOf(policy.warning), 'The case has no ground that the policy names.');
  if (panel.draft.measures.length === 0) return refuse('R18', clauseOf(policy.decision), 'The draft has no measure yet. Add one, or let the chair end the case without restriction.');
  if (termMonths > term.capMonths) return refuse('I3', clauseOf(term), `The term can be at most ${term.capMonths} months for one determination.`);
  if (term.minMonths !== undefined && termMonths < term.minMonths) return refuse('I3', clauseOf(term), `The term must be at least ${term.minMonths} months.`);
  return faultOf(policy, panel.draft.measures, panel.factors.usable);
};
