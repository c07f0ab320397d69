import { z } from 'zod';
import type { Approval, Profile } from '../../policy/profile.ts';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { maybeText, text } from '../fields.ts';
import { clauseOf, instant, refuse, wordsFor } from '../rule.ts';
import { approvalOf } from '../seating.ts';
import { isBarred, isOpen, revisionOf, seatOf, type Case, type Panel, type Revision } from '../state.ts';
import { adoptionFault } from './adoption.ts';
import { isChair } from './panel.ts';

/** Seats that somebody holds now. */
const filledSeats = (panel: Panel) => panel.seats.filter((seat) => seat.person !== undefined);

/** Every required seat has voted and the quorum is there: the chair may close (I10). */
export const hasQuorum = (approval: Approval, revision: Revision): boolean => {
  const voted = new Set(revision.votes.map((vote) => vote.seat));
  return voted.size >= approval.quorum && approval.seats.every((seat) => !seat.required || voted.has(seat.id));
};

/** The result of the votes on one revision (I10): a tie is no adoption. */
export const resultOf = (approval: Approval, revision: Revision): 'adopted' | 'refused' | 'tie' => {
  const votesFor = revision.votes.filter((vote) => vote.choice === 'for').length;
  const against = revision.votes.length - votesFor;
  if (!hasQuorum(approval, revision)) return 'refused';
  if (votesFor === against) return 'tie';
  return approval.majority === 'all' ? (against === 0 ? 'adopted' : 'refused') : votesFor > against ? 'adopted' : 'refused';
};

const open = (state: Case, policy: Profile): { panel: Panel; revision: Revision; approval: Approval } | undefined => {
  const revision = revisionOf(state);
  const approval = approvalOf(policy, state.panel?.approval ?? '');
  return state.panel && revision && !revision.closed && approval && isOpen(state) ? { panel: state.panel, revision, approval } : undefined;
};

export const voteCommands = {
  /** For or against one revision, with reasons; a vote may change until the approval closes (I11). */
  vote: rule({
    input: z.strictObject({ revision: z.coerce.number().int(), choice: z.enum(['for', 'against']), reason: text() }),
    decide: (state, { revision: number, choice, reason }, context) => {
      const clause = clauseOf(context.policy.decision);
      const found = open(state, context.policy);
      if (!found) return refuse('I11', clause, 'No vote is open on this case now.');
      const { panel, revision, approval } = found;
      if (number !== revision.number) return refuse('I11', clause, `The proposal was changed. You looked at revision ${number}; revision ${revision.number} is now before the panel.`);
      const seat = seatOf(state, context.actor);
      if (!seat) return refuse('R15', clause, 'Only members of the panel vote.');
      if (isBarred(state, context.actor)) return refuse('I2', clause, 'Whoever reported, or was a victim, does not vote.');
      if (seat.declaredAt === undefined) return refuse('R15', clause, 'First say whether you have a conflict of interest.');
      const words = wordsFor(context);
      const role = approval.seats.find((entry) => entry.id === seat.id)?.role ?? seat.id;
      const cast: CaseEvent = { type: 'VoteCast', revision: number, seat: seat.id, choice, reason: words.add('reason', reason), role };
      const votes = [...revision.votes.filter((vote) => vote.person !== context.actor), { person: context.actor, seat: seat.id, choice, reason: '', at: '' }];
      const all = filledSeats(panel).every((entry) => votes.some((vote) => vote.seat === entry.id)) && hasQuorum(approval, { ...revision, votes });
      return {
        events: all ? [cast, { type: 'ApprovalClosed', revision: number, result: resultOf(approval, { ...revision, votes }), how: 'allVoted' }] : [cast],
        words: words.all,
      };
    },
  }),

  /** The chair closes with the quorum, when somebody's vote does not come. */
  closeVote: rule({
    input: z.strictObject({ revision: z.coerce.number().int() }),
    decide: (state, { revision: number }, context) => {
      const clause = clauseOf(context.policy.decision);
      if (!isChair(state, context.actor, context)) return refuse('R15', clause, 'Only the chair closes the vote.');
      const found = open(state, context.policy);
      if (!found || found.revision.number !== number) return { events: [] };
      if (!hasQuorum(found.approval, found.revision)) return refuse('I10', clauseOf(found.approval), 'The quorum is not there yet: each required member has to vote first.');
      return { events: [{ type: 'ApprovalClosed', revision: number, result: resultOf(found.approval, found.revision), how: 'chair' }] };
    },
  }),

  /** Only the chair's confirmation makes the determination (R18). */
  confirm: rule({
    input: z.strictObject({ revision: z.coerce.number().int(), met: z.enum(['yes', 'no']), reason: maybeText() }),
    decide: (state, { revision: number, met, reason }, context) => {
      const { policy } = context;
      const clause = clauseOf(policy.decision);
      if (!isChair(state, context.actor, context)) return refuse('R15', clause, 'Only the chair confirms the decision.');
      const revision = revisionOf(state);
      if (!isOpen(state) || state.determination) return { events: [] };
      if (revision?.number !== number || revision.closed?.result !== 'adopted') return refuse('I10', clause, 'The panel has not adopted this proposal.');
      const fault = adoptionFault(state, policy);
      if (fault) return fault;
      if (met === 'no' && reason === undefined) return refuse('R15', clauseOf(policy.decision.meeting), 'Say why no meeting was needed, or hold it first.');
      if (met === 'yes' && !(state.panel?.meeting.start !== undefined && Temporal.Instant.compare(context.now, state.panel.meeting.start) >= 0))
        return refuse('R15', clauseOf(policy.decision.meeting), 'The meeting has not begun yet. Confirm after it, or say why none was needed.');
      if (state.claim !== 'held') return refuse('I6', clause, state.claim === 'refused' ? 'Another case about the same person is open. Join the two first, so that their measures are judged together.' : 'One moment: we are still checking for another open case about the same person. Please press again.');
      const words = wordsFor(context);
      return {
        events: [{ type: 'DeterminationMade', revision: number, grounds: state.triage.decided?.grounds ?? [], meeting: met === 'yes' ? { held: true } : { held: false, reason: words.add('noMeeting', reason) } }],
        words: words.all,
      };
    },
  }),

  /** After a tie or a refusal, or when nothing is needed, the chair ends the case without restriction, and with it what protects staff for now. */
  endWithout: rule({
    input: z.strictObject({ reason: text() }),
    decide: (state, { reason }, context) => {
      const clause = clauseOf(context.policy.decision);
      if (!isChair(state, context.actor, context)) return refuse('R15', clause, 'Only the chair ends the case.');
      if (!isOpen(state) || state.determination) return { events: [] };
      const result = revisionOf(state)?.closed?.result;
      if (result === 'adopted' && !adoptionFault(state, context.policy)) return refuse('I14', clause, 'The panel has adopted a proposal. Confirm it.');
      if (revisionOf(state) && result === undefined) return refuse('I10', clause, 'A vote is open. Close it first.');
      const words = wordsFor(context);
      const ended: CaseEvent = { type: 'CaseEnded', as: 'noRestriction', reason: words.add('reason', reason) };
      const protects = state.interim && state.interim.endedAt === undefined;
      return { events: protects ? [ended, { type: 'InterimEnded', endedAt: instant(context), why: 'ended' }] : [ended], words: words.all };
    },
  }),
};
