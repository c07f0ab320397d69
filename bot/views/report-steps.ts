import { reportSteps, type Case, type Report, type ReportStep } from '../case/state.ts';
import { zone } from '../calendar/clocks.ts';
import { nameOf } from '../people/directory.ts';
import { button, choiceField, choicesField, dateField, longField, texts, textField, timeField, type Button, type Field, type Questions } from './questions.ts';
import { checkData } from './report-check.ts';
import { answersOf, stepTitle } from './report-answers.ts';
import type { Choice, View, Viewing } from './view.ts';
import { capitalised, caseReference, inWords, listInWords, sizeInWords } from './words.ts';

type Page = Pick<Questions, 'paragraphs' | 'fields'> & Partial<Pick<Questions, 'quoted' | 'after'>>;

interface Asking { report: Report; viewing: Viewing }

const yesOrNo = (yes: string, no: string): Choice[] => [{ title: yes, value: 'yes' }, { title: no, value: 'no' }];

const yesNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');

const personPage = ({ report, viewing }: Asking): Page => {
  const said = answersOf(report, 'person', viewing);
  const { customer, home } = viewing.policy.words;
  return {
    paragraphs: texts(`Fill in what you know about the ${customer}. It helps your manager to find earlier cases.`),
    fields: [
      textField({ id: 'name', label: 'Name (if you know)', max: 200, value: said('name') }),
      textField({ id: 'address', label: 'Address (if you know)', max: 300, value: said('address') }),
      textField({ id: 'reference', label: `Number of the ${home} (if you know)`, max: 60, value: said('reference') }),
    ],
    after: texts(viewing.policy.report.thirdParties.text),
  };
};

const whenPage = ({ report, viewing }: Asking): Page => {
  const { facts } = report;
  return {
    paragraphs: [],
    fields: [
      dateField({ id: 'occurredOn', label: 'Day of the incident (if you know)', value: facts.occurredOn ?? '', latest: viewing.now.toZonedDateTimeISO(zone).toPlainDate().toString() }),
      timeField({ id: 'occurredAt', label: 'Time (if you know)', value: facts.occurredAt ?? '' }),
      textField({ id: 'place', label: 'Place (if there was one)', hint: 'Such as: reception, their home, on the phone', max: 300, value: answersOf(report, 'when', viewing)('place') }),
      choiceField({ id: 'channel', label: 'How did it reach you? (if you can say)', style: 'compact', value: facts.channel ?? '', choices: viewing.policy.report.channels.map(({ id, label }) => ({ title: label, value: id })) }),
    ],
  };
};

const behaviourPage = ({ report, viewing }: Asking): Page => {
  const { report: rules, police, words } = viewing.policy;
  const ticked = report.facts.behaviours ?? [];
  const categories = rules.categories.map(({ id, label, test, behaviours }): Field => {
    const choices = [...behaviours.map((entry) => ({ title: entry.label, value: entry.id })), { title: rules.otherBehaviour.label, value: `other:${id}` }];
    return choicesField({ id, label: `${label} (choose all that fit)`, choices, value: ticked.filter((entry) => choices.some((choice) => choice.value === entry)).join(','), note: test ?? '' });
  });
  return {
    paragraphs: texts('Choose what you saw or heard. Your manager judges whether the policy applies.'),
    fields: [
      longField({ id: 'account', label: 'Your account (if there is more to say)', hint: 'Exact words, in their order', value: answersOf(report, 'behaviour', viewing)('account'), note: rules.evidence.text }),
      ...categories,
      choicesField({
        id: 'police', label: 'Did any of this happen? (choose all that fit)', choices: police.prompts.map(({ when, label }) => ({ title: label, value: when })), value: (report.facts.police ?? []).join(','),
        note: 'What you choose here makes your manager say whether the police are told. It tells nobody else.',
      }),
    ],
    after: texts(`By themselves these are never ${words.misconduct}:`, rules.notMisconduct.map(({ text }) => `- ${text}`).join('\n')),
  };
};

const impactPage = ({ report, viewing }: Asking): Page => {
  const said = answersOf(report, 'impact', viewing);
  const { impact, categories } = viewing.policy.report;
  const ticked = report.facts.behaviours ?? [];
  const counts = categories.filter(({ id, behaviours }) => impact.requiredFor.includes(id) && ticked.some((entry) => entry === `other:${id}` || behaviours.some((behaviour) => behaviour.id === entry)));
  const why = counts.length === 0 ? undefined : `You chose behaviours that count only by their effect (${listInWords(counts.map(({ label }) => label.toLowerCase()))}). Say how much time or work they took.`;
  return {
    paragraphs: texts(impact.question, why),
    fields: [
      longField({ id: 'staff', label: 'Effect on you or other staff (if any)', value: said('staff') }),
      longField({ id: 'service', label: `Effect on our work or on other ${viewing.policy.words.customers} (if any)`, hint: 'Such as: calls in a week, hours, visits that fell through', value: said('service') }),
      choiceField({ id: 'injury', label: 'Was anyone hurt? (if you know)', choices: yesOrNo('Yes, somebody was hurt', 'No, nobody was hurt'), value: yesNo(report.facts.injury) }),
    ],
  };
};

const responsePage = ({ report, viewing }: Asking): Page => {
  const said = answersOf(report, 'response', viewing);
  const { firstResponse, words } = viewing.policy;
  return {
    paragraphs: texts(firstResponse.text, firstResponse.endInteraction.allowed ? firstResponse.endInteraction.text : undefined),
    fields: [
      longField({ id: 'done', label: 'What did you say or do then? (if anything)', value: said('done') }),
      choiceField({
        id: 'warned', label: `Was the ${words.customer} told to stop? (if you know)`, value: report.facts.warned ?? '',
        choices: [{ title: 'Yes, they were told', value: 'yes' }, { title: 'No, they were not told', value: 'no' }, { title: 'It was not possible', value: 'notPossible' }],
      }),
      longField({ id: 'warning', label: 'How it was said, or why it was not possible (if you know)', hint: 'When, how, and what was asked', value: said('warning') }),
    ],
  };
};

const supportPage = ({ report, viewing }: Asking): Page => {
  const kept = viewing.special[report.special.support ?? ''] as Record<string, string | undefined> | undefined;
  const { factors, words } = viewing.policy;
  return {
    paragraphs: texts(
      `Some ${words.customers} act as they do because of something that we can help with. What you know here can change what is decided.`,
      'Write only what you were told or saw. It is kept apart from the rest: only you and the people who decide this case see it.',
    ),
    fields: [
      longField({ id: 'needs', label: `What may explain the ${words.customer}’s behaviour? (if you know)`, value: kept?.['needs'] ?? '', note: `For example: ${listInWords(factors.list.filter(({ id }) => id !== 'other').map(({ label }) => label.toLowerCase()), 'or')}.` }),
      longField({ id: 'adjustments', label: 'What would make contact easier for them? (if you know)', value: kept?.['adjustments'] ?? '', note: `For example: ${listInWords(factors.adjustments.filter(({ id }) => id !== 'other').map(({ label }) => label.toLowerCase()), 'or')}.` }),
    ],
  };
};

const peoplePage = ({ report, viewing }: Asking): Page => {
  const said = answersOf(report, 'people', viewing);
  return {
    paragraphs: texts('Whoever it was aimed at does not judge this case. That is why we ask.'),
    fields: [
      choiceField({ id: 'aimedAtReporter', label: 'Was it aimed at you? (if you can say)', choices: yesOrNo('Yes, at me', 'No, not at me'), value: yesNo(report.facts.aimedAtReporter) }),
      textField({ id: 'victims', label: 'Who else was it aimed at? (if anyone)', hint: 'Names, with commas between them', max: 1000, value: said('victims'), note: 'Write the names of staff as Teams shows them.' }),
      textField({ id: 'witnesses', label: 'Who saw or heard it? (if anyone)', hint: 'Names, with commas between them', max: 1000, value: said('witnesses') }),
    ],
  };
};

const evidencePage = ({ report, viewing }: Asking): Page => ({
  paragraphs: texts(
    'Do you have a photo, a recording, a letter or a screenshot? Attach it to a message in this chat. It is saved with your newest report that is not finished.',
    report.evidence.length === 0 ? 'There are no files yet. You can go on without one.' : 'These files are saved:',
  ),
  quoted: report.evidence.length === 0 ? [] : [{ lines: report.evidence.map(({ name, size, at }) => ({ text: `${String(viewing.words[name] ?? 'A file')} (${sizeInWords(size)}), ${inWords(at)}` })) }],
  fields: [],
});

const pages: Record<Exclude<ReportStep, 'check'>, (asking: Asking) => Page> = {
  person: personPage, when: whenPage, behaviour: behaviourPage, impact: impactPage, response: responsePage, support: supportPage, people: peoplePage, evidence: evidencePage,
};

const stepButtons = (report: string, step: ReportStep): Button[] => [
  button('Next', 'saveStep', { report, step, go: 'next' }),
  ...(step === reportSteps[0] ? [] : [button('Back', 'saveStep', { report, step, go: 'back' })]),
];

const placeInWords = (state: Case, step: ReportStep): string => `Case ${caseReference(state.id)}. Page ${reportSteps.indexOf(step) + 1} of ${reportSteps.length}. Each page is saved when you go on or back.`;

/** What a reporter has to know first: it is saved, who has it, and that they may stop here. */
const savedInWords = ({ triage, alerted }: Case, { danger }: Report, { directory }: Viewing): string => {
  const told = danger ? alerted.filter((person) => person !== triage.manager).map((person) => nameOf(directory, person)) : [];
  const has = triage.manager === undefined ? '' : `, and ${nameOf(directory, triage.manager)} has it`;
  const also = told.length === 0 ? '' : ` Also told: ${listInWords(told)}.`;
  return `Your report is saved${has}.${also} Go on now, or stop here: write “report” later and it is offered again.`;
};

/** The page of a report on which its reporter stands, or another page of it; each is saved as they go. */
export const reportStepView = (state: Case, report: Report, viewing: Viewing, step?: ReportStep): View => {
  const shown = step ?? report.step;
  const place = placeInWords(state, shown);
  const base = { name: 'reportStep', param: report.id, ask: `report/${report.id}`, round: 0, summary: 'Your report: the next page' };
  // The last page has nothing to fill in, and a file may come while it is shown.
  if (shown === 'check') return { ...base, template: 'report-check', open: false, data: { ...checkData(report, viewing), place } };
  const { after = [], quoted = [], ...page } = pages[shown]({ report, viewing });
  const first = shown === reportSteps[0] ? texts(savedInWords(state, report, viewing)) : [];
  const data: Questions = { heading: capitalised(stepTitle(shown, viewing)), place, quoted, after, ...page, paragraphs: [...first, ...page.paragraphs], buttons: stepButtons(report.id, shown) };
  return { ...base, template: 'questions', open: shown !== 'evidence', data: { ...data } };
};
