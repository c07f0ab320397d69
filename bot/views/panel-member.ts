import { asksOf, type Ask } from '../case/asks.ts';
import { chairOf } from '../case/deadlines.ts';
import { refill } from '../case/decide/seats.ts';
import { hasQuorum } from '../case/decide/vote.ts';
import { approvalOf } from '../case/seating.ts';
import { reportersOf, revisionOf, seatOf, victimsOf, type Case, type Panel, type Seat } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { meetingLinks, meetingWords } from './panel-meeting.ts';
import { filledSections, longField, ownRow, row } from './panel-card.ts';
import { chairs, contextOf, customerOf, deciding, dueOf, dueSentence, groundsOf, incidentsOf, interimRows, namesOf, ownAsk, panelDrawing, readingButtons, seatTitle } from './panel-parts.ts';
import { hasLongReasons, missingVotes, ownVote, resultWords, seesWhoVoted, votesSection } from './panel-votes.ts';
import { mayAmend } from './proposal.ts';
import { button, section, showButton, textOf, type Button, type Row, type Section } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { amountInWords, capitalised, dueInWords } from './words.ts';

/** A member says first whether they have a conflict of interest, and sees no account before. */
export const declareView = (state: Case, panel: Panel, seat: Seat, viewing: Viewing): View => {
  const { policy } = viewing;
  const { customer } = policy.words;
  const ask = ownAsk(state, viewing, 'declare');
  const goesOn = goesTo(state, panel, seat, viewing);
  return panelDrawing(state, viewing, {
    name: 'declare', ask, open: true, summary: 'Do you have a conflict of interest?',
    card: {
      heading: 'Do you have a conflict of interest?',
      lead: [
        `You are asked to sit on a ${policy.words.panel} as ${seatTitle(policy, panel, seat.id)}. ${dueSentence(state, viewing, ask).join('')}`,
        `A conflict is anything that could keep you from judging fairly: you know one of these people well, or you were part of what happened. You see the report once you have answered.`,
      ],
      sections: filledSections(section('', [
        ...customerOf(state, viewing).flatMap((who) => ownRow(capitalised(customer), who)),
        ...row('Reported by', namesOf(viewing, reportersOf(state))),
        ...row('Aimed at', namesOf(viewing, victimsOf(state))),
        ...row('When', ...incidentsOf(state)),
      ])),
      after: [`With no conflict you keep the seat and see the whole case. With a conflict, or if you are away, ${goesOn}. Without an answer in ${amountInWords(policy.decision.declareDue)} the same happens.`],
      buttons: [button('No conflict', 'declare', { answer: 'clear' }), button('I am away', 'declare', { answer: 'away' })],
      opens: [{
        title: 'I have a conflict', lead: [`${capitalised(goesOn)}. You see nothing more of this case.`],
        fields: [longField({ id: 'reason', label: 'What is the conflict?', error: 'Please say in a few words what it is.', max: 1000 })],
        buttons: [button('Give up my seat', 'declare', { answer: 'conflict' })],
      }],
    },
  });
};

/** Who would sit here next, as the rules would have it now. */
const goesTo = (state: Case, panel: Panel, seat: Seat, viewing: Viewing): string => {
  const filled = refill(state, seat, 'away', undefined, contextOf(viewing)).find((event) => event.type === 'SeatFilled');
  if (filled?.type === 'SeatFilled') return `the seat goes to ${nameOf(viewing.directory, filled.person)}`;
  const required = approvalOf(viewing.policy, panel.approval)?.seats.find((entry) => entry.id === seat.id)?.required;
  return required ? `the ${viewing.policy.words.caseOwner} names somebody for the seat` : 'the seat stays empty';
};

/** Where nothing is asked of a member or the case owner: how far the case is, and for whom it waits. */
export const memberView = (state: Case, panel: Panel, viewing: Viewing): View => {
  const { policy, viewer } = viewing;
  const revision = revisionOf(state);
  const asked = asksOf(state, policy).some((ask) => ask.person === viewer);
  return panelDrawing(state, viewing, {
    name: 'member', open: false, summary: `A case before the ${policy.words.panel}`,
    card: {
      heading: stageWords(state, panel, viewing),
      lead: asked ? [] : ['Nothing is asked of you just now.', ...closing(state, viewing)],
      links: meetingLinks(panel, viewing),
      first: asked ? [showButton('Back to what is asked of you', 'case')] : memberButtons(state, viewing),
      sections: filledSections(
        section('We wait for', awaitedRows(state, viewing)),
        ...(revision ? [{ ...votesSection(state, revision, viewing), buttons: hasLongReasons(revision, viewing) ? [showButton('The votes in full', 'votes')] : [] }] : []),
        section('Meeting', row('', ...meetingWords(panel, viewing))),
        seatsSection(panel, viewing),
        caseSection(state, viewing),
      ),
      buttons: readingButtons(state, 'report', 'evidence', 'found', 'factorsRead', 'proposal'),
    },
  });
};

const stageWords = (state: Case, panel: Panel, { policy }: Viewing): string => {
  const { words } = policy;
  const revision = revisionOf(state);
  if (revision && !revision.closed) return `The vote on proposal ${revision.number} is open`;
  if (revision) return resultWords(revision, words.panel);
  return panel.seats.some((seat) => seat.person !== undefined && seat.declaredAt === undefined) ? `The ${words.panel} is being formed` : `The ${words.panel} prepares its proposal`;
};

/** The chair may close a vote once the quorum is there, when somebody's vote does not come. */
const mayClose = (state: Case, viewing: Viewing): boolean => {
  const revision = revisionOf(state);
  const approval = approvalOf(viewing.policy, state.panel?.approval ?? '');
  return deciding(state) && revision !== undefined && !revision.closed && approval !== undefined && chairs(state, viewing) && hasQuorum(approval, revision);
};

const closing = (state: Case, viewing: Viewing): string[] => {
  const revision = revisionOf(state);
  if (!revision || !mayClose(state, viewing)) return [];
  const missing = missingVotes(state, revision);
  return [`The quorum is there, so you may close the vote. It then counts as it stands${missing.length === 0 ? '' : `, without ${namesOf(viewing, missing)}`}.`];
};

const memberButtons = (state: Case, viewing: Viewing): Button[] => {
  const revision = revisionOf(state);
  const open = deciding(state) && revision !== undefined && !revision.closed;
  return [
    ...(open && ownVote(revision, viewing.viewer) ? [showButton('Change my vote', 'voteForm')] : []),
    ...(open && mayClose(state, viewing) ? [button('Close the vote', 'closeVote', { revision: String(revision.number) })] : []),
    ...(mayAmend(state, viewing) ? [showButton(revision ? 'Amend' : 'The draft', 'draft')] : []),
    ...(deciding(state) && chairs(state, viewing) && !revision ? [showButton(`End without ${viewing.policy.words.restriction}`, 'end')] : []),
  ];
};

const waitsFor: Partial<Record<Ask['kind'], string>> = {
  declare: 'to say whether there is a conflict of interest', nameMember: 'to name a member', pickSlot: 'to pick a time for the meeting', factors: 'to record the factors',
  equality: 'to fill in the equality record', draft: 'to put a proposal', vote: 'to vote', confirm: 'to confirm the decision', afterRefusal: 'to say what follows',
};

const awaitedRows = (state: Case, viewing: Viewing): Row[] => {
  const revision = revisionOf(state);
  // Whose vote is awaited tells who has voted.
  const shown = (ask: Ask): boolean => ask.kind !== 'vote' || ask.person === viewing.viewer || (revision !== undefined && seesWhoVoted(state, revision, viewing));
  return asksOf(state, viewing.policy).filter(shown).flatMap((ask) => {
    const what = waitsFor[ask.kind];
    const due = dueOf(state, viewing, ask);
    if (what === undefined) return [];
    return row('', `${nameOf(viewing.directory, ask.person)}: ${what}${due === undefined ? '' : due.late ? `; it was due by ${dueInWords(due.at)}` : `, by ${dueInWords(due.at)}`}.`);
  });
};

const seatsSection = (panel: Panel, viewing: Viewing): Section => {
  const { policy, directory } = viewing;
  const chair = chairOf(panel, policy);
  return section(`Who sits on the ${policy.words.panel}`, panel.seats.flatMap((seat) =>
    row(seatTitle(policy, panel, seat.id), seat.person === undefined ? 'Nobody' : `${nameOf(directory, seat.person)}${seat.person === chair ? ', chair' : ''}${seat.declaredAt === undefined ? ' (has not said yet whether there is a conflict)' : ''}`)));
};

/** The case in brief; the rest is a button away. */
const caseSection = (state: Case, viewing: Viewing): Section =>
  section('The case', [
    ...customerOf(state, viewing).flatMap((who) => ownRow(capitalised(viewing.policy.words.customer), who)),
    ...row('What the manager found shown', ...groundsOf(state, viewing.policy)),
    ...row('When', ...incidentsOf(state)),
    ...interimRows(state, viewing),
  ]);

/** The manager's decision in full: an opinion for the panel, which finds the facts itself. */
export const foundView = (state: Case, viewing: Viewing): View => {
  const { decided } = state.triage;
  const { policy } = viewing;
  const police = policy.police.prompts.flatMap((prompt) => {
    const answer = decided?.police[prompt.id];
    return answer === undefined ? [] : row(prompt.label, { reported: 'Yes, and it was reported to the police.', willReport: 'Yes, and it will be reported to the police.', notReported: 'It was not reported to the police.' }[answer]);
  });
  return panelDrawing(state, viewing, {
    name: 'found', open: false, summary: 'What the manager found',
    card: {
      heading: 'What the manager found',
      lead: decided ? [`${nameOf(viewing.directory, decided.by)} looked at the report first. The ${policy.words.panel} finds the facts for itself.`] : [],
      sections: filledSections(section('', [
        ...row('Decision', policy.triage.outcomes.find((outcome) => outcome.id === decided?.outcome)?.label ?? ''),
        ...row('Behaviour shown', ...groundsOf(state, policy)),
        ...ownRow('Why it is put to you', textOf(viewing, decided?.reason)),
        ...ownRow('First response', textOf(viewing, decided?.firstResponse)),
        ...ownRow(decided?.warning?.given === false ? 'Why no warning was given' : 'Warning given', textOf(viewing, decided?.warning?.words)),
        ...interimRows(state, viewing),
        ...ownRow('Why staff are protected at once', textOf(viewing, state.interim?.reason)),
        ...police,
      ])),
      buttons: [showButton('Back', 'case')],
    },
  });
};

/** A line for somebody who has no part any more: it says nothing of the case. */
export const noPartView = (state: Case, viewing: Viewing): View => {
  const { panel } = viewing.policy.words;
  const taken = seatOf(state, viewing.viewer) === undefined;
  return panelDrawing(state, viewing, {
    name: 'noPart', open: false, summary: 'Nothing is asked of you',
    card: {
      heading: taken ? 'Your seat was taken over' : `The ${panel} has finished`,
      lead: [taken ? `You no longer sit on this ${panel}. There is nothing more for you to do.` : `This ended before you had answered. There is nothing more for you to do.`],
    },
  });
};
