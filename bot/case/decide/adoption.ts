import type { Profile } from '../../policy/profile.ts';
import { faultOf } from '../measures.ts';
import { clauseOf, refuse, type Refusal } from '../rule.ts';
import { isBarred, revisionOf, type Case } from '../state.ts';

/**
 * Why an adopted proposal can never become the determination, whatever is waited for. The chair then amends it or ends
 * the case. Undefined when nothing is adopted or nothing stands in the way.
 */
export const adoptionFault = (state: Case, policy: Profile): { refused: Refusal } | undefined => {
  const revision = revisionOf(state);
  const { panel } = state;
  if (!panel || revision?.closed?.result !== 'adopted') return undefined;
  const clause = clauseOf(policy.decision);
  if (revision.votes.some((vote) => isBarred(state, vote.person)))
    return refuse('I2', clause, 'Somebody who voted has turned out to be part of what happened. Put the proposal to the panel again.');
  const conflicted = panel.seats.flatMap((seat) => seat.past.filter((past) => past.why === 'conflict').map((past) => past.person));
  if (revision.votes.some((vote) => conflicted.includes(vote.person)))
    return refuse('R15', clause, 'Somebody who voted has since said that they have a conflict of interest. Put the proposal to the panel again.');
  return faultOf(policy, revision.measures, panel.factors?.usable ?? []);
};
