import { deadlines } from '../case/deadlines.ts';
import { isOpen, type Case, type Report } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { form, longText } from './form.ts';
import { actions, backButton, beginning, button, named, reading, rowOf, section, showButton, textOf, type Row, type Section } from './reading.ts';
import { triageAsk } from './triage-ask.ts';
import type { EarlierCase, View, Viewing } from './view.ts';
import { caseReference, dueInWords, inWords, listInWords } from './words.ts';

/** Whether this viewer is the manager from whom the first decision is waited for. */
export const triages = (state: Case, viewer: string): boolean =>
  isOpen(state) && state.triage.manager === viewer && state.triage.decided === undefined;

const inDanger = (state: Case): boolean => state.reports.some((report) => report.danger);

/** The manager's card: what is asked by when, what is known, and what they can do. */
export const triageView = (state: Case, viewing: Viewing): View => {
  const { policy, calendar, matches } = viewing;
  const due = deadlines(state, policy, calendar).find((entry) => entry.kind === 'triage');
  const { urgent } = state.triage;
  return {
    template: 'reading', name: 'triage', open: true, ...triageAsk(state, policy),
    summary: urgent ? 'An urgent report needs your decision' : 'A report needs your decision',
    data: reading({
      place: `Case ${caseReference(state.id)}`,
      heading: urgent ? 'An urgent report needs your decision' : 'A report needs your decision',
      lead: [
        ...(due ? [`Please decide by ${dueInWords(due.dueAt)}. After that it goes to the next manager up the line.`] : []),
        `You decide whether this was ${policy.words.misconduct} and what happens next. Nothing changes for the ${policy.words.customer} until you do.`,
      ],
      alerts: inDanger(state) ? [{ heading: 'Somebody may be in danger', rows: [{ label: '', words: dangerWords(state, viewing) }] }] : [],
      sections: [
        ...state.reports.map((report, n) => reportSection(report, n, state, viewing)),
        ...questionSection(state, viewing),
        actions(
          showButton('Decide', 'triageForm'),
          showButton('See the whole report', 'report'),
          showButton('Ask the reporter', 'askReporter'),
          ...(matches.length === 0 ? [] : [showButton(`Earlier incidents (${matches.length})`, 'earlier')]),
        ),
        section('Not for you?', [{ label: '', words: ['If you are away, or this happened to you, the next manager up the line gets it. You then see no more of it.'] }], [
          button('I am away', 'handOver', { why: 'away' }),
          button('I was part of this', 'handOver', { why: 'victim' }),
        ]),
      ],
    }),
  };
};

const dangerWords = (state: Case, viewing: Viewing): string[] => {
  const told = state.alerted.map((person) => nameOf(viewing.directory, person));
  return [
    'The reporter said that somebody was in danger. If that may still be so, call 999 now. Do not wait for this form.',
    told.length === 0 ? 'Nobody else has been told.' : `Also told: ${listInWords(told)}.`,
  ];
};

const reportSection = (report: Report, n: number, state: Case, viewing: Viewing): Section =>
  section(state.reports.length === 1 ? 'What was reported' : `Report ${n + 1} of ${state.reports.length}`, aboutRows(report, viewing, beginning(textOf(viewing, report.what))));

const aboutRows = (report: Report, viewing: Viewing, what = ''): Row[] => [
  ...rowOf('Who it is about', textOf(viewing, report.who)),
  ...rowOf('What happened', what),
  ...rowOf('Reported by', `${nameOf(viewing.directory, report.reporter)}, ${inWords(report.receivedAt)}`),
];

/** The newest question, which is what the manager waits for; the others stand in the whole report. */
const questionSection = (state: Case, viewing: Viewing): Section[] => {
  const question = state.triage.questions.at(-1);
  if (!question) return [];
  const answer = beginning(textOf(viewing, question.answer));
  return [section('Your question', [
    ...rowOf(`Asked of ${nameOf(viewing.directory, question.to)}`, beginning(textOf(viewing, question.text), 300)),
    ...rowOf('Answer', question.answer === undefined ? 'Not answered yet. You can decide without it.' : answer),
  ])];
};

/** A question for the reporter, as a form. */
export const askReporterView = (state: Case, { policy, directory }: Viewing): View => {
  const reporter = state.reports[0]?.reporter ?? '';
  return {
    template: 'form', name: 'askReporter', open: true, summary: 'Ask the reporter', ...triageAsk(state, policy),
    data: form({
      place: `Case ${caseReference(state.id)}`,
      heading: `Ask ${nameOf(directory, reporter)}`,
      lead: ['Ask for what you need to decide. Question and answer become part of the report. The time you have stays the same.'],
      groups: [{ heading: '', text: [], fields: [longText('question', 'Your question', 'Write your question.')] }],
      after: [],
      buttons: [button('Send the question', 'askReporter'), backButton],
    }),
  };
};

const mostEarlier = 5;

/** Earlier cases that may be about the same person; joining is the manager's recorded act. */
export const earlierView = (state: Case, viewing: Viewing): View => {
  const { policy } = viewing;
  const shown = viewing.matches.slice(0, mostEarlier);
  const linked = (entry: EarlierCase): boolean => state.linked.some((link) => link.case === entry.case);
  return {
    template: 'reading', name: 'earlier', open: true, summary: 'Earlier incidents', ...triageAsk(state, policy),
    data: reading({
      place: `Case ${caseReference(state.id)}`,
      heading: 'Is this the same person?',
      lead: [
        'These earlier incidents have a similar name or address. Spelling alone proves nothing: join only what you know to be the same person.',
        'If you join an open case, this report goes on there and this case closes. If you join a closed one, it stays closed and is shown as history.',
      ],
      sections: [
        ...shown.map((entry, n) => section(
          `Incident ${n + 1}`,
          [
            ...rowOf('Who it was about', entry.who),
            ...rowOf('Reported', inWords(entry.openedAt)),
            ...rowOf('What came of it', outcomeWords(entry, viewing)),
            ...(linked(entry) ? rowOf('Joined', 'You have joined this incident to the report.') : []),
          ],
          linked(entry) ? [] : [button(`This is the same person${shown.length === 1 ? '' : ` (incident ${n + 1})`}`, 'linkEarlier', { case: entry.case })],
        )),
        actions(backButton),
      ],
    }),
  };
};

const outcomeWords = ({ outcome, open }: EarlierCase, { policy }: Viewing): string => {
  const { words } = policy;
  if (outcome === 'determination') return `The ${words.panel} decided on measures.`;
  if (outcome === 'noRestriction') return `The ${words.panel} decided on no measures.`;
  if (outcome === 'joined') return 'It went on in another case.';
  const row = policy.triage.outcomes.find((entry) => entry.id === outcome);
  return row ? `${row.label}.` : open ? 'It is still open.' : 'It is closed.';
};

/** What the manager sees once they have decided, or the report has gone on in another case. */
export const triagedView = (state: Case, viewing: Viewing): View => {
  const { decided } = state.triage;
  const outcome = viewing.policy.triage.outcomes.find((entry) => entry.id === decided?.outcome);
  const joined = state.ended?.as === 'joined';
  return {
    template: 'reading', name: 'triaged', open: false, summary: 'What came of a report',
    data: reading({
      place: `Case ${caseReference(state.id)}`,
      heading: joined ? 'This report goes on in an earlier case' : (outcome?.label ?? 'This report is closed'),
      lead: joined ? ['You joined it with a case about the same person that was open already. This one is closed.'] : [...(outcome ? [outcome.consequence] : []), ...stageWords(state, viewing)],
      sections: [
        ...state.reports.slice(0, 1).map((report) => section('', aboutRows(report, viewing))),
        ...(decided ? [decisionSection(decided, viewing)] : []),
        ...interimSection(state, viewing),
        actions(showButton('See the whole report', 'report')),
      ],
    }),
  };
};

const stageWords = (state: Case, { policy }: Viewing): string[] => {
  const { words } = policy;
  if (!state.panel) return state.ended ? ['The case is closed. There is nothing more for you to do.'] : [];
  if (state.determination) return [`The ${words.panel} has decided.`];
  return [state.ended ? `The ${words.panel} has decided on no measures. The case is closed.` : `The case is with the ${words.panel} now.`];
};

const decisionSection = (decided: NonNullable<Case['triage']['decided']>, viewing: Viewing): Section => section('The decision', [
  ...rowOf('Decided', `by ${named(viewing, decided.by)}, ${inWords(decided.at)}`),
  ...rowOf('Why', beginning(textOf(viewing, decided.reason))),
  ...(decided.warning ? rowOf(decided.warning.given ? 'Warning given' : 'Why no warning was given', beginning(textOf(viewing, decided.warning.words))) : []),
]);

const interimSection = ({ interim }: Case, viewing: Viewing): Section[] => {
  if (!interim) return [];
  const rows: { kind: string; label: string }[] = [...viewing.policy.measures.protective, ...viewing.policy.measures.restrictions];
  const labels = interim.measures.map((measure) => rows.find((row) => row.kind === measure.kind)?.label ?? measure.kind);
  const until: Row[] = interim.endedAt === undefined ? rowOf('Until', dueInWords(interim.endsAt)) : rowOf('Ended', inWords(interim.endedAt));
  return [section('Started at once', [{ label: '', words: labels }, ...until, ...rowOf('Why', beginning(textOf(viewing, interim.reason)))])];
};

/** An earlier manager learns only that it is no longer theirs. */
export const handedOverView = (state: Case): View => ({
  template: 'reading', name: 'handedOver', open: false, summary: 'A report has gone on to somebody else',
  data: reading({ place: `Case ${caseReference(state.id)}`, heading: 'This report has gone on to somebody else', lead: ['There is nothing more for you to do.'] }),
});

/** The duty role is alerted of danger: who and what, whose case it is, and nothing of what follows. */
export const dutyView = (state: Case, viewing: Viewing): View => {
  const report = state.reports.find((entry) => entry.danger) ?? state.reports[0];
  const { manager } = state.triage;
  const over = !isOpen(state);
  return {
    template: 'reading', name: 'duty', open: false, summary: over ? 'A report of danger has been looked at' : 'Somebody may be in danger',
    data: reading({
      place: `Case ${caseReference(state.id)}`,
      heading: over ? 'A report of danger has been looked at' : 'Somebody may be in danger',
      alerts: over ? [] : [{ heading: 'If this may still be so, call 999 now', rows: [{ label: '', words: ['Then make sure that our staff are safe.'] }] }],
      sections: [
        ...(over ? [section('', rowOf('', 'There is nothing more for you to do.'))] : []),
        ...(report ? [section('What was reported', aboutRows(report, viewing, textOf(viewing, report.what)))] : []),
        section('', rowOf(over ? 'Who looked into the report' : 'Who looks into the report', manager === undefined ? 'A manager is being found.' : nameOf(viewing.directory, manager))),
      ],
    }),
  };
};
