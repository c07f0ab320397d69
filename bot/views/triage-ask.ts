import { asksOf } from '../case/asks.ts';
import type { Case } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import type { View } from './view.ts';

/** The ask that the triage cards answer. What the manager waited for is a new round: an answer, or another report. */
export const triageAsk = (state: Case, policy: Profile): Pick<View, 'ask' | 'round'> => {
  const ask = asksOf(state, policy).find((entry) => entry.kind === 'triage');
  if (!ask) return {};
  const news = state.triage.questions.filter((question) => question.answer !== undefined).length + state.reports.length - 1;
  return { ask: ask.id, round: ask.round + news };
};
