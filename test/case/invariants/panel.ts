/** Who decides, on what, and by which votes (I2, I10 to I14, I22). */
import { isDeepStrictEqual } from 'node:util';
import type { Case, Revision } from '../../../bot/case/state.ts';
import type { Profile } from '../../../bot/policy/profile.ts';
import { first, partOf, when, type Invariant } from './step.ts';

/** Nobody who reported or is a victim triages, sits or votes. */
export const I2: Invariant = (step) => {
  const { after, history } = step;
  const barred = partOf(after, history);
  const acted = first(when(step, 'Triaged', 'VoteCast'), ({ event, before }) => (partOf(before, history.slice(0, history.indexOf(event))).has(event.by) ? `${event.type} by somebody with a part in it` : undefined));
  if (acted !== undefined) return acted;
  const decided = first(when(step, 'DeterminationMade'), ({ before, after: made }) =>
    made.determination?.votes.some((vote) => partOf(before, history).has(vote.person)) ? 'a determination on the vote of somebody with a part in it' : undefined);
  if (decided !== undefined) return decided;
  if (after.ended || after.determination) return undefined;
  if (!after.triage.decided && after.triage.manager !== undefined && barred.has(after.triage.manager)) return 'the manager has a part in it';
  return after.panel?.seats.some((seat) => seat.person !== undefined && barred.has(seat.person)) ? 'a member of the panel has a part in it' : undefined;
};

/** The result of a revision, counted from the policy's own words. */
const counted = (policy: Profile, state: Case, revision: Revision): 'adopted' | 'refused' | 'tie' => {
  const approval = policy.decision.approvals.find((entry) => entry.id === state.panel?.approval);
  const seats = new Set(revision.votes.map((vote) => vote.seat));
  if (!approval || seats.size < approval.quorum) return 'refused';
  if (approval.seats.some((seat) => seat.required && !seats.has(seat.id))) return 'refused';
  const balance = revision.votes.reduce((sum, vote) => sum + (vote.choice === 'for' ? 1 : -1), 0);
  return balance === 0 ? 'tie' : balance > 0 ? 'adopted' : 'refused';
};

const numbered = (state: Case, number: number): Revision | undefined => state.panel?.revisions.find((entry) => entry.number === number);

/** No adoption below quorum, without each required member, or on a tie. */
export const I10: Invariant = (step) =>
  first(when(step, 'ApprovalClosed'), ({ event, before }) => {
    const revision = numbered(before, event.revision);
    const result = revision && counted(step.policy, before, revision);
    return result === event.result ? undefined : `closed as ${event.result}, counted as ${String(result)}`;
  }) ?? first(when(step, 'DeterminationMade'), ({ event, before }) => {
    const revision = numbered(before, event.revision);
    return revision?.closed?.result === 'adopted' && counted(step.policy, before, revision) === 'adopted' ? undefined : 'a determination that was not adopted';
  });

/** A vote counts for its revision only; one vote for each person; a changed proposal starts with none. */
export const I11: Invariant = (step) => {
  const { after, history } = step;
  const cast = first(when(step, 'VoteCast'), ({ event, before }) => {
    const last = before.panel?.revisions.at(-1);
    if (last?.number !== event.revision || last.closed) return `a vote on revision ${event.revision}, which is not open`;
    const seat = before.panel?.seats.find((entry) => entry.id === event.seat);
    return seat?.person === event.by && seat.declaredAt !== undefined ? undefined : 'a vote without the seat';
  });
  if (cast !== undefined) return cast;
  const fresh = first(when(step, 'ProposalMade'), ({ event, before }) => {
    if (event.revision !== (before.panel?.revisions.length ?? 0) + 1) return `revision ${event.revision} twice`;
    return numbered(after, event.revision)?.votes.length === 0 ? undefined : 'a changed proposal with votes';
  });
  if (fresh !== undefined) return fresh;
  const sitting = after.panel?.seats.flatMap((seat) => seat.person ?? []) ?? [];
  if (new Set(sitting).size !== sitting.length) return 'somebody in two seats';
  const known = new Set(history.flatMap((event) => (event.type === 'VoteCast' ? [`${event.revision} ${event.by} ${event.choice} ${event.reason}`] : [])));
  return first(after.panel?.revisions ?? [], ({ number, votes, closed }) => {
    if (new Set(votes.map((vote) => vote.person)).size !== votes.length || new Set(votes.map((vote) => vote.seat)).size !== votes.length) return 'two votes of one person or seat';
    if (votes.some((vote) => !known.has(`${number} ${vote.person} ${vote.choice} ${vote.reason}`))) return 'a vote that nobody cast on this revision';
    // A revision that a newer one has replaced keeps its votes as history.
    return closed || number !== after.panel?.revisions.length || votes.every((vote) => after.panel?.seats.some((seat) => seat.id === vote.seat && seat.person === vote.person)) ? undefined : 'an open vote of somebody without the seat';
  });
};

const decisive = ['ProposalMade', 'VoteCast', 'ApprovalClosed', 'DeterminationMade'] as const;

/** No vote before factors and equality are on record. */
export const I12: Invariant = (step) =>
  first(when(step, ...decisive), ({ event, before }) => (before.panel?.factors && before.panel.equality ? undefined : `${event.type} before factors and equality`));

/** No restriction without a warning or the reason why there was none. */
export const I13: Invariant = (step) =>
  first(when(step, 'PanelConvened', ...decisive), ({ event, before }) => {
    const said = step.words[before.triage.decided?.warning?.words ?? ''];
    return typeof said === 'string' && said.trim() !== '' ? undefined : `${event.type} without a word on a warning`;
  });

/** A determination never changes, nor does a revision once its vote is closed. */
export const I14: Invariant = (step) =>
  first(step.moments, ({ before, event, after }) => {
    if (before.determination && !isDeepStrictEqual(before.determination, after.determination)) return `${event.type} changed the determination`;
    const closed = before.panel?.revisions.filter((entry) => entry.closed) ?? [];
    return closed.every((entry) => isDeepStrictEqual(entry, numbered(after, entry.number))) ? undefined : `${event.type} changed a closed revision`;
  });

/** No vote on a case whose only grounds are no misconduct. */
export const I22: Invariant = (step) => {
  const { categories } = step.policy.report;
  const sound = new Set([...categories.flatMap(({ behaviours }) => behaviours.filter((entry) => entry.handOff !== 'dataProtection').map((entry) => entry.id)), ...categories.map(({ id }) => `other:${id}`)]);
  return first(when(step, 'PanelConvened', ...decisive), ({ event, before }) => (before.triage.decided?.grounds.some((ground) => sound.has(ground)) ? undefined : `${event.type} without a ground`));
};
