import { adoptionFault } from '../case/decide/adoption.ts';
import { approvalOf } from '../case/seating.ts';
import { ownerOf, revisionOf, seatOf, type Case, type Panel, type Revision } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { meetingLinks, meetingWords } from './panel-meeting.ts';
import { choiceField, filledSections, longField, row } from './panel-card.ts';
import { chairs, deciding, dueSentence, ownAsk, panelDrawing, readingButtons } from './panel-parts.ts';
import { hasLongReasons, ownVote, resultWords, votesSection } from './panel-votes.ts';
import { mayAmend, measureSections, proposalSections, termWords } from './proposal.ts';
import { button, section, showButton, textOf, type Button } from './reading.ts';
import type { Choice, View, Viewing } from './view.ts';
import { capitalised, inWords } from './words.ts';

/** What a vote does, by the approval's own majority. */
const voteChoices = (panel: Panel, { policy }: Viewing): Choice[] =>
  approvalOf(policy, panel.approval)?.majority === 'all'
    ? [{ value: 'for', title: 'For. It is adopted only if everybody who votes is for it.' }, { value: 'against', title: 'Against. One vote against is enough to refuse it.' }]
    : [{ value: 'for', title: 'For. It is adopted if more members vote for it than against.' }, { value: 'against', title: 'Against. Without more votes for it than against, nothing is adopted.' }];

/** The proposal with a vote on it; a member's own vote may change until the vote closes (I11). */
export const voteView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  const revision = revisionOf(state);
  if (!deciding(state) || !revision || revision.closed || seatOf(state, viewing.viewer)?.declaredAt === undefined) return undefined;
  const ask = ownAsk(state, viewing, 'vote');
  const own = ownVote(revision, viewing.viewer);
  return panelDrawing(state, viewing, {
    name: 'voteForm', ask, open: true, summary: `The ${viewing.policy.words.panel} waits for your vote`,
    card: {
      heading: own ? `Change your vote on proposal ${revision.number}` : `Vote on proposal ${revision.number}`,
      lead: [...dueSentence(state, viewing, ask, 'Please vote'), `${nameOf(viewing.directory, revision.by)} put it to the ${viewing.policy.words.panel} on ${inWords(revision.at)}. Read first, then vote: what you have typed is not kept when you open another page.`,
        ...(revision.number > 1 ? [`It takes the place of proposal ${revision.number - 1}. Votes on that one no longer count.`] : [])],
      links: meetingLinks(panel, viewing),
      first: [...readingButtons(state, 'report', 'evidence', 'found', 'factorsRead'), showButton('Amend', 'draft')],
      sections: [
        ...proposalSections(state, revision, viewing),
        ...filledSections(section('Meeting', row('', ...meetingWords(panel, viewing))), votesSection(state, revision, viewing)),
      ],
      fields: [
        choiceField({ id: 'choice', label: 'Your vote', choices: voteChoices(panel, viewing), value: own?.choice ?? '' }),
        longField({ id: 'reason', label: 'Your reason', error: 'Please give your reason.', value: textOf(viewing, own?.reason) }),
      ],
      after: ['The others see your vote once they have voted themselves. You can change it until the vote closes.'],
      buttons: [button(own ? 'Change my vote' : 'Cast my vote', 'vote', { revision: String(revision.number) }), ...(own ? [showButton('Back', 'case')] : [])],
    },
  });
};

/** Bytes of the votes that stand on one card together; beyond that each has a page of its own. */
const mostTogether = 12_000;

/** The votes with their reasons in full; `param` is the page, from 0. */
export const votesView = (state: Case, viewing: Viewing, param?: string): View | undefined => {
  const revision = revisionOf(state);
  if (!revision) return undefined;
  const { rows } = votesSection(state, revision, viewing, 4000);
  const together = Buffer.byteLength(JSON.stringify(rows)) <= mostTogether;
  const page = Math.max(0, rows.findIndex((_row, n) => String(n) === param));
  return panelDrawing(state, viewing, {
    name: 'votes', open: false, summary: 'The votes', ...(param !== undefined && { param }),
    card: {
      heading: `Votes on proposal ${revision.number}`, lead: [resultWords(revision, viewing.policy.words.panel)],
      sections: filledSections(section('Votes', together ? rows : rows.slice(page, page + 1))),
      buttons: [
        ...(together || page + 1 >= rows.length ? [] : [showButton('Next vote', 'votes', String(page + 1))]),
        ...(together || page === 0 ? [] : [showButton('Vote before', 'votes', String(page - 1))]),
        showButton('Back', 'case'),
      ],
    },
  });
};

const votesButton = (revision: Revision, viewing: Viewing): Button[] => (hasLongReasons(revision, viewing) ? [showButton('The votes in full', 'votes')] : []);

/** What still keeps the chair from confirming, in words. */
const notYet = (state: Case, { meeting }: Panel, viewing: Viewing): string[] => [
  ...(state.claim === 'refused' ? [`Another case about the same ${viewing.policy.words.customer} is open. Until the two are joined this cannot be confirmed, so that all measures are judged together.`] : []),
  ...(meeting.start !== undefined && Temporal.Instant.compare(meeting.start, viewing.now) > 0 ? [`The meeting is on ${inWords(meeting.start)}. Confirm after it, or say why none was needed.`] : []),
];

/** Only the chair's confirmation makes the determination (R18). */
export const confirmView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  const revision = revisionOf(state);
  const { policy, directory } = viewing;
  if (!deciding(state) || !chairs(state, viewing) || revision?.closed?.result !== 'adopted' || adoptionFault(state, policy)) return undefined;
  const ask = ownAsk(state, viewing, 'confirm');
  const owner = ownerOf(state);
  const { customer, panel: panelWord } = policy.words;
  return panelDrawing(state, viewing, {
    name: 'confirm', ask, open: true, summary: 'A decision waits for you to confirm it',
    card: {
      heading: 'Confirm the decision',
      alerts: notYet(state, panel, viewing),
      lead: [resultWords(revision, panelWord), ...dueSentence(state, viewing, ask, 'Please confirm it')],
      links: meetingLinks(panel, viewing),
      first: [...readingButtons(state, 'report', 'found', 'factorsRead', 'proposal'), ...votesButton(revision, viewing)],
      sections: filledSections(
        ...measureSections(revision.measures, viewing),
        section(capitalised(policy.words.term), row('', ...termWords(revision.termMonths, viewing))),
        votesSection(state, revision, viewing),
        section('Meeting', row('', ...meetingWords(panel, viewing))),
      ),
      fields: [
        choiceField({ id: 'met', label: `Has the ${panelWord} met?`, choices: [{ value: 'yes', title: 'Yes, it has met' }, { value: 'no', title: 'No. I say below why no meeting was needed' }] }),
        longField({ id: 'reason', label: 'If it has not met: why was no meeting needed? (needed then)' }),
      ],
      after: [`Once confirmed, the decision can no longer be changed. ${owner === undefined ? `The ${policy.words.caseOwner}` : nameOf(directory, owner)} then tells the ${customer} by letter. Nothing is in force for the ${customer} before they have been told.`],
      buttons: [button('Confirm the decision', 'confirm', { revision: String(revision.number) })],
    },
  });
};

const closedHeading: Record<NonNullable<Revision['closed']>['result'], string> = {
  tie: 'The vote is a tie: what follows?', refused: 'The proposal is refused: what follows?', adopted: 'This decision cannot be confirmed: what follows?',
};

/** After a tie or a refusal, or where an adopted proposal can never be confirmed: the chair amends it or ends the case. */
export const afterRefusalView = (state: Case, viewing: Viewing): View | undefined => {
  const revision = revisionOf(state);
  if (!deciding(state) || !chairs(state, viewing) || !revision?.closed || !mayAmend(state, viewing)) return undefined;
  const ask = ownAsk(state, viewing, 'afterRefusal');
  const fault = adoptionFault(state, viewing.policy);
  return ending(state, viewing, {
    name: 'afterRefusal', ask, heading: closedHeading[revision.closed.result], alerts: fault ? [fault.refused.why] : [],
    lead: [resultWords(revision, viewing.policy.words.panel), ...dueSentence(state, viewing, ask, 'Please say what follows'), `Amend the proposal and put it to a new vote, or end the case without ${viewing.policy.words.restriction}.`],
    first: [showButton('Amend', 'draft'), ...readingButtons(state, 'report', 'factorsRead', 'proposal'), ...votesButton(revision, viewing)],
    sections: filledSections(votesSection(state, revision, viewing)),
  });
};

/** The chair may end the case before any proposal, where nothing is needed. */
export const endView = (state: Case, viewing: Viewing): View | undefined =>
  !deciding(state) || !chairs(state, viewing) || revisionOf(state) !== undefined ? undefined : ending(state, viewing, { name: 'end', heading: 'End the case?', sections: [], first: [showButton('Back', 'case')] });

const ending = (state: Case, viewing: Viewing, { name, ask, ...card }: { name: string; ask?: Parameters<typeof dueSentence>[2] } & Omit<Parameters<typeof panelDrawing>[2]['card'], 'fields'>): View => {
  const { restriction, customer } = viewing.policy.words;
  const protects = state.interim && state.interim.endedAt === undefined;
  return panelDrawing(state, viewing, {
    name, ask, open: true, summary: 'A case waits for what follows',
    card: {
      ...card,
      fields: [longField({ id: 'reason', label: `Why does the case end without ${restriction}?`, error: 'Please give the reason.' })],
      after: [`The case then closes. Nothing is limited for the ${customer}.${protects ? ' What protects staff for now ends too.' : ''}`],
      buttons: [button(`End without ${restriction}`, 'endWithout')],
    },
  });
};
