import { isOpen, type Case, type Report } from '../case/state.ts';
import { deadlines } from '../case/deadlines.ts';
import { nameOf } from '../people/directory.ts';
import { shortened, showButton, texts } from './questions.ts';
import type { View, Viewing } from './view.ts';
import { amountInWords, caseReference, dueInWords, inWords } from './words.ts';

/** The reporter's newest report: there may be two where cases were joined. */
const ownReport = (state: Case, viewer: string): Report | undefined => state.reports.filter((report) => report.reporter === viewer).at(-1);

const triageInWords = (state: Case, viewing: Viewing): string => {
  const { manager, urgent } = state.triage;
  if (manager === undefined) return 'Nobody has your report yet. You are asked to name a manager.';
  const due = deadlines(state, viewing.policy, viewing.calendar).find(({ kind }) => kind === 'triage');
  const by = due ? ` An answer is due by ${dueInWords(due.dueAt)}.` : '';
  return `${nameOf(viewing.directory, manager)} has your report and decides what happens next.${by}${urgent ? ' It is urgent, because you said that somebody was in danger.' : ''}`;
};

const panelInWords = (state: Case, { policy }: Viewing): string => {
  const { panel } = state;
  const name = policy.words.panel;
  if (panel?.meeting.state === 'booked' && panel.meeting.start !== undefined) return `A ${name} looks into it. It meets on ${inWords(panel.meeting.start)}.`;
  return `A ${name} looks into it. The time of its meeting is not set yet.`;
};

const decidedInWords = (state: Case, { policy }: Viewing): string => {
  const { determination } = state;
  if (!determination) return '';
  const { words } = policy;
  const term = amountInWords({ amount: determination.termMonths, unit: 'months' });
  return `The ${words.panel} decided on ${inWords(determination.at)} that there will be measures for ${term}. Nothing limits the ${words.customer} before they have been told.`;
};

/** What came of a case that is over; the policy says whether a reporter hears more than that. */
const endedInWords = (state: Case, { policy }: Viewing): string => {
  const { ended, triage } = state;
  if (!ended) return '';
  if (ended.as === 'joined') return 'It goes on together with another case about the same person. Your report is part of that case.';
  const on = inWords(ended.at);
  if (!policy.report.outcomeToReporter.value) return `The case was closed on ${on}.`;
  if (ended.as === 'noRestriction') return `The ${policy.words.panel} decided on ${on} that there will be no ${policy.words.restrictions}. The case is closed.`;
  const outcome = policy.triage.outcomes.find(({ id }) => id === triage.decided?.outcome);
  if (!outcome) return `The case was closed on ${on}.`;
  const meaning = outcome.leadsTo === 'warn' ? ` The ${policy.words.customer} is asked to change. It limits nothing.` : '';
  return `The case was closed on ${on}. What came of it: ${outcome.label}.${meaning} Thank you for telling us.`;
};

const stageInWords = (state: Case, viewing: Viewing): string => {
  if (!isOpen(state)) return endedInWords(state, viewing);
  if (state.determination) return viewing.policy.report.outcomeToReporter.value ? decidedInWords(state, viewing) : `The ${viewing.policy.words.panel} has decided.`;
  return state.panel ? panelInWords(state, viewing) : triageInWords(state, viewing);
};

const interimInWords = ({ interim }: Case, now: Temporal.Instant): string | undefined =>
  interim && interim.endedAt === undefined && Temporal.Instant.compare(interim.endsAt, now) > 0
    ? `Safety measures for staff apply now, until ${dueInWords(interim.endsAt)}.`
    : undefined;

/** The reporter hears of each stage, not only on looking (R2). */
const newsOf = ({ triage, determination, ended }: Case): { news?: string } => {
  const news = ended ? 'ended' : determination ? 'decided' : triage.decided ? 'triaged' : undefined;
  return news === undefined ? {} : { news };
};

const heading = (state: Case): string => (isOpen(state) ? 'Your report: how it stands' : 'Your report: what came of it');

/** What a reporter sees once they have finished or the case has moved on: the stage and the result, and nothing of the panel. */
export const reporterView = (state: Case, viewing: Viewing): View => {
  const { policy, landlord, viewer } = viewing;
  const own = ownReport(state, viewer);
  const unfinished = own && own.finishedAt === undefined && !isOpen(state) && state.ended?.as !== 'joined' ? 'The case closed before you said that your report was finished. What you had saved is kept.' : undefined;
  return {
    template: 'reporter', name: 'reporter', open: false, summary: isOpen(state) ? 'Your report: how it stands' : 'Your report: what came of it',
    ...newsOf(state),
    data: {
      heading: heading(state),
      place: `Case ${caseReference(state.id)}${own ? `. You sent it on ${inWords(own.receivedAt)}` : ''}.`,
      who: own ? shortened(String(viewing.words[own.who] ?? ''), 120) : '',
      stage: texts(stageInWords(state, viewing), interimInWords(state, viewing.now), unfinished),
      paragraphs: texts(
        `We do not tell the ${policy.words.customer} who made this report.`,
        `Support for you: ${policy.report.support.text} Staff support line: ${landlord.phones.staffSupport}.`,
        isOpen(state) ? 'If something new happens, make a new report.' : undefined,
      ),
      buttons: [...(own ? [showButton('Read my report', 'report')] : []), showButton('My cases', 'myCases')],
    },
  };
};
