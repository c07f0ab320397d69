import type { Case, Report } from '../case/state.ts';
import { holders, managerOf, nameOf } from '../people/directory.ts';
import type { Draft } from '../people/draft.ts';
import { button, longField, quotation, texts, textField, type Questions } from './questions.ts';
import type { View, Viewing } from './view.ts';
import { caseReference, listInWords } from './words.ts';

export { reportStepView } from './report-steps.ts';
export { reporterView } from './reporter.ts';

const wordsOf = (viewing: Viewing, id: string | undefined): string => (id === undefined ? '' : String(viewing.words[id] ?? ''));

const roleTitle = ({ policy }: Viewing, id: string): string => (policy.roles.find((role) => role.id === id)?.title ?? id).toLowerCase();

const goesTo = (viewing: Viewing): string => {
  const manager = managerOf(viewing.directory, viewing.viewer, [viewing.viewer]);
  const first = manager ? `It goes to ${nameOf(viewing.directory, manager.id)}, who decides what happens next.` : 'We do not know who your manager is, so you are asked for a name next.';
  return `${first} We do not tell the ${viewing.policy.words.customer} who made this report.`;
};

/** The first card of a report: danger, who or where, what happened. Nothing is sent before its button is pressed. */
export const firstQuestionsView = (draft: Draft, viewing: Viewing): View => {
  const { landlord } = viewing;
  const told = holders(viewing.directory, 'duty').length > 0 ? `The ${roleTitle(viewing, 'duty')} is told at once as well.` : 'Your manager must answer sooner.';
  return {
    template: 'first-questions', name: 'draft', ask: `draft/${draft.report}`, round: 0, open: true, summary: 'Report an incident: three questions',
    data: {
      report: draft.report,
      emergency: `Then ring the staff emergency phone: ${landlord.phones.emergency}.`,
      dangers: [{ title: `Yes. ${told}`, value: 'yes' }, { title: 'No. Your manager gets the report.', value: 'no' }],
      danger: draft.danger ?? '',
      who: wordsOf(viewing, draft.who),
      what: wordsOf(viewing, draft.what),
      goesTo: goesTo(viewing),
      support: `Support for you: the staff support line, ${landlord.phones.staffSupport}.`,
    },
  };
};

/** A question of the manager to the reporter; their report stays as it is. */
export const answerView = (state: Case, viewing: Viewing): View | undefined => {
  const question = state.triage.questions.find((entry) => entry.to === viewing.viewer && entry.answer === undefined);
  if (!question) return undefined;
  const asker = viewing.directory.people[question.by] ? nameOf(viewing.directory, question.by) : 'The manager';
  const data: Questions = {
    heading: 'A question about your report',
    place: `Case ${caseReference(state.id)}`,
    paragraphs: texts(`${asker} asks:`),
    quoted: quotation(wordsOf(viewing, question.text)),
    fields: [longField({ id: 'answer', label: 'Your answer (needed)' })],
    after: texts('Your answer becomes part of the case. It cannot be changed afterwards.'),
    buttons: [button('Send the answer', 'answerQuestion', { question: question.id })],
  };
  return { template: 'questions', name: 'answer', ask: `answer/${question.id}`, round: 0, open: true, summary: 'A question about your report', data: { ...data } };
};

/** The directory knows no manager who can look at the report: its reporter names one (R14). */
export const nameManagerView = (state: Case, viewing: Viewing): View => {
  const own: Report | undefined = state.reports.find((report) => report.reporter === viewing.viewer);
  const duty = holders(viewing.directory, 'duty').map(({ name }) => name);
  const data: Questions = {
    heading: 'Who is your manager?',
    place: `Case ${caseReference(state.id)}`,
    paragraphs: texts(
      'Your report is saved, but nobody has it yet: the staff directory shows no manager for you who can take it.',
      duty.length === 0 ? undefined : `If your manager is away, name the manager on duty: ${listInWords(duty, 'or')}.`,
    ),
    quoted: quotation(wordsOf(viewing, own?.who)),
    fields: [textField({ id: 'manager', label: 'Name of the manager (needed)', hint: 'As Teams shows it', max: 200 })],
    after: texts('This manager gets your report at once and decides what happens next.'),
    buttons: [button('Send to this manager', 'nameManager')],
  };
  return { template: 'questions', name: 'nameManager', ask: `nameManager/${state.triage.assignedAt}`, round: 0, open: true, summary: 'Your report needs a manager', data: { ...data } };
};
