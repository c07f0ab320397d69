import { deadlines, timesPassed } from '../case/deadlines.ts';
import { ownerOf, revisionOf, type Case, type Determination } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { filledSections, ownRow, row } from './panel-card.ts';
import { groundsOf, interimRows, panelDrawing, readingButtons } from './panel-parts.ts';
import { hasLongReasons, votesSection } from './panel-votes.ts';
import { measureSections } from './proposal.ts';
import { section, showButton, textOf } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { capitalised, countInWords, dueInWords, inWords } from './words.ts';

/** What came of the case, for the members and the case owner. */
export const outcomeView = (state: Case, viewing: Viewing): View => (state.determination ? decidedView(state, state.determination, viewing) : endedView(state, viewing));

const ways = (state: Case, viewing: Viewing) => {
  const revision = revisionOf(state);
  return [...readingButtons(state, 'report', 'evidence', 'found', 'factorsRead', 'proposal'), ...(revision && hasLongReasons(revision, viewing) ? [showButton('The votes in full', 'votes')] : [])];
};

const decidedView = (state: Case, { at, by, measures, termMonths, reasons, meeting }: Determination, viewing: Viewing): View => {
  const { policy, directory } = viewing;
  const { customer, term } = policy.words;
  const revision = revisionOf(state);
  return panelDrawing(state, viewing, {
    name: 'outcome', open: false, summary: 'A decision was made', news: `decided/${timesPassed(state, 'notice')}`,
    card: {
      heading: `The ${policy.words.panel} has decided`,
      alerts: [`The ${customer} has not been told yet; nothing is in force.`],
      lead: [`Confirmed by ${nameOf(directory, by)}, ${inWords(at)}.`, ...nextStep(state, viewing)],
      sections: filledSections(
        ...measureSections(measures, viewing),
        section(capitalised(term), row('', `${countInWords(termMonths, 'month')} from the day on which the ${customer} has been told.`)),
        section('Reasons', [...ownRow('', textOf(viewing, reasons)), ...row('It rests on', ...groundsOf(state, policy))]),
        section('Meanwhile', interimRows(state, viewing)),
        ...(revision ? [votesSection(state, revision, viewing)] : []),
        section('Meeting', meeting.held ? row('', `The ${policy.words.panel} has met.`) : ownRow('Why no meeting was needed', textOf(viewing, meeting.reason), 600)),
      ),
      buttons: ways(state, viewing),
    },
  });
};

/** The letter, whose it is, and by when. */
const nextStep = (state: Case, viewing: Viewing): string[] => {
  const { policy, calendar, directory, viewer } = viewing;
  const owner = ownerOf(state);
  const notice = deadlines(state, policy, calendar).find((entry) => entry.kind === 'notice');
  const missed = Object.entries(state.passed).filter(([id]) => id.startsWith('notice/')).map(([, entry]) => entry.dueAt).toSorted()[0];
  const when = missed !== undefined ? `It was due by ${dueInWords(missed)}.` : notice ? `It is due by ${dueInWords(notice.dueAt)}.` : '';
  const what = owner === viewer ? `Next you tell the ${policy.words.customer} by letter. Fair Contact does not write it yet: write it yourself, with the right to appeal, and keep a copy.` : `Next ${owner === undefined ? `the ${policy.words.caseOwner}` : nameOf(directory, owner)} tells the ${policy.words.customer} by letter.`;
  return [`${what} ${when}`.trim()];
};

const endedView = (state: Case, viewing: Viewing): View => {
  const { policy, directory } = viewing;
  const { ended } = state;
  const revision = revisionOf(state);
  return panelDrawing(state, viewing, {
    name: 'outcome', open: false, summary: 'A case has ended', news: 'ended',
    card: {
      heading: `The case has ended without ${policy.words.restriction}`,
      lead: [...(ended ? [`Ended by ${nameOf(directory, ended.by)}, ${inWords(ended.at)}.`] : []), `Nothing is limited for the ${policy.words.customer}. There is nothing more for you to do.`],
      sections: filledSections(section('Why', ownRow('', textOf(viewing, ended?.reason))), ...(revision ? [votesSection(state, revision, viewing)] : [])),
      buttons: ways(state, viewing),
    },
  });
};
