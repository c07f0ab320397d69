import { policePrompts } from '../case/decide/triage.ts';
import type { Case } from '../case/state.ts';
import type { Profile, TriageOutcome } from '../policy/profile.ts';
import { confirmation, form, longText, oneOf, several, type Field, type Group } from './form.ts';
import { backButton, button } from './reading.ts';
import { triageAsk } from './triage-ask.ts';
import type { Choice, View, Viewing } from './view.ts';
import { capitalised, caseReference, countInWords, listInWords } from './words.ts';

/** The manager's decision as one form. What it takes is what the rule of triage takes. */
export const triageFormView = (state: Case, { policy }: Viewing): View => ({
  template: 'form', name: 'triageForm', open: true, summary: 'A report needs your decision',
  ...triageAsk(state, policy),
  data: form({
    place: `Case ${caseReference(state.id)}`,
    heading: 'Decide what happens with this report',
    lead: rights(policy),
    groups: [decision(policy), behaviour(state, policy), warned(policy), ...police(state, policy), ...atOnce(policy)],
    after: [`Your decision goes on record with your name, and cannot be changed. ${policy.report.outcomeToReporter.value ? 'The reporter is told what you decided, not your reasons.' : 'The reporter is only told that it was decided.'}`],
    buttons: [button('Record my decision', 'triage'), backButton],
  }),
});

/** What this does to the customer, said before anything is chosen. */
const rights = ({ words, neverRestrict, interim, measures }: Profile): string[] => {
  const limitsAtOnce = interim.kinds.some((kind) => measures.restrictions.some((row) => row.kind === kind));
  const emergency = neverRestrict.find((row) => row.id === 'emergencyContact');
  return [
    limitsAtOnce
      ? `Only what you start at once, or the ${words.panel} later, can limit how the ${words.customer} contacts us.`
      : `Nothing you decide here limits how the ${words.customer} contacts us. Only the ${words.panel} can do that. If it does, the ${words.customer} is told why and can appeal.`,
    ...(emergency ? [emergency.text] : []),
  ];
};

const decision = ({ triage }: Profile): Group => ({
  heading: 'Your decision', text: [],
  fields: [
    oneOf('outcome', 'What happens now?', triage.outcomes.map((outcome) => ({ title: `${outcome.label}. ${outcome.consequence}`, value: outcome.id })), 'Choose what happens now.'),
    longText('reason', 'Why?', 'Say why you decide so.'),
    longText('firstResponse', 'What was done or said at the time?', 'Say what was done or said at the time. If nothing was, say so.'),
  ],
});

const quoted = (outcomes: readonly TriageOutcome[]): string => listInWords(outcomes.map((outcome) => `“${outcome.label}”`), 'or');

const behaviour = (state: Case, { report, words }: Profile): Group => {
  const condition = `needed if it goes to the ${words.panel}`;
  return {
    heading: `What was ${words.misconduct}?`,
    text: [`None of these is ${words.misconduct} by itself:`, report.notMisconduct.map((row) => `- ${row.text}`).join('\n')],
    fields: [
      several('grounds', `Behaviour that you find shown (${condition})`, behaviours(state, { report }), ticked(state, { report })),
      confirmation('notSole', `Confirm (${condition})`, `My decision does not rest only on something from the list above.`),
    ],
  };
};

const ticked = (state: Case, { report }: Pick<Profile, 'report'>): string[] => {
  const ids = behaviourChoices({ report }).map((choice) => choice.value);
  return [...new Set(state.reports.flatMap((entry) => entry.facts.behaviours ?? []))].filter((id) => ids.includes(id));
};

const behaviourChoices = ({ report }: Pick<Profile, 'report'>): Choice[] =>
  report.categories.flatMap((category) => [
    ...category.behaviours.map((entry) => ({ title: entry.label, value: entry.id })),
    { title: `${category.label}: ${report.otherBehaviour.label.toLowerCase()}`, value: `other:${category.id}` },
  ]);

/** What the reports tick comes first, so that the manager sees it without a search. */
const behaviours = (state: Case, profile: Pick<Profile, 'report'>): Choice[] => {
  const first = ticked(state, profile);
  return behaviourChoices(profile).toSorted((a, b) => Number(first.includes(b.value)) - Number(first.includes(a.value)));
};

const warned = ({ words, warning, triage }: Profile): Group => ({
  heading: capitalised(words.warning),
  text: [
    `A ${words.customer} gets the chance to change before anything is restricted.`,
    ...needsWarning(triage.outcomes.filter((outcome) => outcome.leadsTo === 'warn'), words),
  ],
  fields: [
    oneOf('warned', `Was the ${words.customer} warned? (needed unless it ends here)`, [
      { title: 'Yes, a warning was given', value: 'yes' },
      { title: warning.exceptWithReason ? 'No, and I say why below' : `No. Then this cannot go to the ${words.panel}`, value: 'no' },
    ]),
    longText('warning', 'When, how and what was asked for; or why there was no warning (needed unless it ends here)'),
  ],
});

const needsWarning = (outcomes: readonly TriageOutcome[], words: Profile['words']): string[] =>
  outcomes.length === 0 ? [] : [`${quoted(outcomes)} is only recorded when a ${words.warning} was given.`];

const policeAnswers = (duty: 'may' | 'always'): Choice[] => [
  { title: 'It has been reported to the police', value: 'reported' },
  { title: 'I will report it to the police', value: 'willReport' },
  ...(duty === 'always' ? [] : [{ title: 'It is not reported to the police. My reason above says why', value: 'notReported' }]),
];

/** A question for each ground that a report ticks, and one to fall back on for what only the manager finds. */
const police = (state: Case, policy: Profile): Group[] => {
  const needed = policePrompts(state, [], { policy });
  const grounds = new Set<string | undefined>(policy.report.categories.flatMap((category) => category.behaviours.map((entry) => entry.police)));
  const possible = policy.police.prompts.filter((prompt) => !needed.includes(prompt) && grounds.has(prompt.when));
  if (needed.length + possible.length === 0) return [];
  const fields: Field[] = [
    ...needed.map((prompt) => oneOf(prompt.when, prompt.label, policeAnswers(prompt.duty), 'Please answer the question about the police.')),
    ...possible.map((prompt) => oneOf(prompt.when, `${prompt.label} (needed if you chose such a behaviour)`, policeAnswers(prompt.duty))),
  ];
  return [{ heading: 'Police', text: ['A report to the police is separate from this decision. It does not wait for it.'], fields }];
};

const atOnce = ({ triage, interim, measures }: Profile): Group[] => {
  const outcomes = triage.outcomes.filter((outcome) => outcome.interim);
  if (outcomes.length === 0) return [];
  const rows: { kind: string; label: string }[] = [...measures.protective, ...measures.restrictions];
  const choices = interim.kinds.map((kind) => ({ title: rows.find((row) => row.kind === kind)?.label ?? kind, value: kind }));
  return [{
    heading: 'Measures that start at once',
    text: [`Fill this in only for ${quoted(outcomes)}. Such measures end by themselves after ${countInWords(interim.maxWorkingDays, 'working day')}, and cannot be renewed.`],
    fields: [
      several('interim', 'What starts at once? (needed then)', choices),
      longText('interimReason', 'Why can it not wait? (needed then)'),
    ],
  }];
};
