/** Who sees whose votes on a revision. */
import { ownerOf, seatOf, type Case, type PersonId, type Revision } from '../case/state.ts';
import { ownRow, row } from './panel-card.ts';
import { chairs, namesOf, readsCase } from './panel-parts.ts';
import { named, section, textOf, type Row, type Section } from './reading.ts';
import type { Viewing } from './view.ts';
import { capitalised, inWords } from './words.ts';

export const ownVote = (revision: Revision, viewer: PersonId) => revision.votes.find((vote) => vote.person === viewer);

/** Others' votes are seen only after one's own vote on that revision, so that nobody leans on them; once closed, by all. */
export const seesVotes = (state: Case, revision: Revision, viewer: PersonId): boolean =>
  readsCase(state, viewer) && (revision.closed !== undefined || ownVote(revision, viewer) !== undefined);

/** The chair has to know who has answered, and so has an owner without a seat; not how. */
export const seesWhoVoted = (state: Case, revision: Revision, viewing: Viewing): boolean =>
  seesVotes(state, revision, viewing.viewer) || chairs(state, viewing) || (ownerOf(state) === viewing.viewer && seatOf(state, viewing.viewer) === undefined);

const choiceWords = { for: 'For', against: 'Against' } as const;

/** People in the panel's seats whose vote on a revision is not there. */
export const missingVotes = (state: Case, revision: Revision): PersonId[] =>
  (state.panel?.seats ?? []).flatMap((seat) => (seat.person === undefined || revision.votes.some((vote) => vote.seat === seat.id) ? [] : [seat.person]));

/** The longest part of a reason that stands on a card with much else. */
const beginning = 600;

/** Each vote with its reason. */
const voteRows = (revision: Revision, viewing: Viewing, most: number): Row[] =>
  revision.votes.map(({ person, choice, reason, at }) => ({
    label: `${capitalised(named(viewing, person))}: ${choiceWords[choice]}, ${inWords(at)}`,
    words: ownRow('', textOf(viewing, reason), most)[0]?.words ?? [],
  }));

/** The votes on a revision as far as the viewer may see them. */
export const votesSection = (state: Case, revision: Revision, viewing: Viewing, most = beginning): Section => {
  const voted = revision.votes.map((vote) => vote.person);
  const missing = missingVotes(state, revision);
  const open = revision.closed === undefined;
  return section('Votes', [
    ...(seesVotes(state, revision, viewing.viewer) ? voteRows(revision, viewing, most) : []),
    ...(seesWhoVoted(state, revision, viewing) && !seesVotes(state, revision, viewing.viewer) && voted.length > 0 ? row('Has voted', capitalised(namesOf(viewing, voted))) : []),
    ...(seesWhoVoted(state, revision, viewing) && open && missing.length > 0 ? row('Has not voted yet', capitalised(namesOf(viewing, missing))) : []),
    ...(!open && missing.length > 0 ? row('Did not vote', capitalised(namesOf(viewing, missing))) : []),
  ]);
};

/** Whether a reason is longer than what other cards show of it. */
export const hasLongReasons = (revision: Revision, viewing: Viewing): boolean =>
  revision.votes.some((vote) => textOf(viewing, vote.reason).length > beginning);

/** How the approval closed, in a sentence. */
export const resultWords = (revision: Revision, panel: string): string => {
  const votesFor = revision.votes.filter((vote) => vote.choice === 'for').length;
  const count = `${votesFor} for, ${revision.votes.length - votesFor} against`;
  switch (revision.closed?.result) {
    case 'adopted': return `The ${panel} has adopted the proposal: ${count}.`;
    case 'refused': return `The ${panel} has not adopted the proposal: ${count}.`;
    case 'tie': return `The vote is a tie: ${count}. A tie adopts nothing.`;
    case undefined: return 'The vote is open.';
  }
};
