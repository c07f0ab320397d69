import type { Case, Evidence, Report } from '../case/state.ts';
import { ownerOf, seatOf } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import type { Profile } from '../policy/profile.ts';
import { actions, backButton, button, fieldsOf, reading, rowOf, section, showButton, textOf, type Row, type Section } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { caseReference, countInWords, inWords, listInWords, sizeInWords } from './words.ts';

/** Whether this viewer may read all reports of a case: its manager, and members of the panel who have declared no conflict. */
export const mayReadReport = (state: Case, viewer: string): boolean =>
  state.triage.manager === viewer || ownerOf(state) === viewer || seatOf(state, viewer)?.declaredAt !== undefined;

/** The reports that a viewer may read: all, or those that they made themselves. */
export const readable = (state: Case, viewer: string): Report[] =>
  mayReadReport(state, viewer) ? state.reports : state.reports.filter((report) => report.reporter === viewer);

/** Bytes of one page's sections: a card must stay under 28 KB with its buttons. */
const pageBytes = 14_000;

/** All that a report says, in pages; `param` is the page, from 0. Undefined when no report is theirs to read. */
export const reportReadView = (state: Case, viewing: Viewing, param?: string): View | undefined => {
  const reports = readable(state, viewing.viewer);
  if (reports.length === 0) return undefined;
  const pages = pagesOf(reports.flatMap((report, n) => sectionsOf(report, reports.length === 1 ? '' : ` (report ${n + 1})`, state, viewing)));
  const page = pageNumber(param, pages.length);
  const files = filesOf(reports).length;
  return {
    template: 'reading', name: 'report', open: false, summary: 'A report', ...(param !== undefined && { param }),
    data: reading({
      place: `Case ${caseReference(state.id)}`,
      heading: reports.length === 1 ? 'The report' : `The ${reports.length} reports`,
      lead: pages.length === 1 ? [] : [`Page ${page + 1} of ${pages.length}`],
      sections: [
        ...(pages[page] ?? []),
        actions(...turning('report', page, pages.length), ...(files === 0 ? [] : [showButton(`Evidence (${countInWords(files, 'file')})`, 'evidence')]), backButton),
      ],
    }),
  };
};

const pageNumber = (param: string | undefined, pages: number): number => {
  const wanted = Number(param ?? 0);
  return Number.isInteger(wanted) && wanted >= 0 && wanted < pages ? wanted : 0;
};

const turning = (view: string, page: number, pages: number) => [
  ...(page + 1 < pages ? [showButton('Next page', view, String(page + 1))] : []),
  ...(page > 0 ? [showButton('Page before', view, String(page - 1))] : []),
];

/** What a row takes on the card: each paragraph has a frame of its own, and a zero-width space goes into each pair of braces. */
const bytesOf = (row: Row): number => {
  const text = JSON.stringify(row);
  return Buffer.byteLength(text) + 100 * row.words.length + 3 * (text.split('{{').length - 1);
};

/** Fills pages row by row; a section that goes over the edge goes on under the same heading. */
const pagesOf = (sections: Section[]): Section[][] => {
  const pages: Section[][] = [[]];
  let used = 0;
  for (const { heading, rows } of sections) {
    let open: Section | undefined;
    for (const row of rows) {
      const size = bytesOf(row);
      if (used > 0 && used + size > pageBytes) {
        pages.push([]);
        used = 0;
        open = undefined;
      }
      if (!open) {
        open = section(heading, []);
        pages.at(-1)?.push(open);
      }
      open.rows.push(row);
      used += size + 300;
    }
  }
  return pages;
};

const yesNo = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : value ? 'Yes' : 'No');

const sectionsOf = (report: Report, mark: string, state: Case, viewing: Viewing): Section[] => {
  const { policy, directory } = viewing;
  const { facts } = report;
  const step = (name: keyof Report['steps']) => fieldsOf(viewing.words, report.steps[name]);
  const [person, when, behaviour, impact, response, people] = [step('person'), step('when'), step('behaviour'), step('impact'), step('response'), step('people')];
  const { customer, home } = policy.words;
  const staff = [...new Set([...(facts.victims ?? []), ...(facts.witnesses ?? [])])].map((id) => nameOf(directory, id));
  return [
    section(`What was sent first${mark}`, [
      ...rowOf('Who it is about', textOf(viewing, report.who)),
      ...rowOf('What happened', textOf(viewing, report.what)),
      ...rowOf('Was somebody in danger then?', yesNo(report.danger)),
      ...rowOf('Reported by', `${nameOf(directory, report.reporter)}, ${inWords(report.receivedAt)}`),
      ...rowOf('Finished', report.finishedAt === undefined ? 'Not yet. The reporter may still add to it.' : inWords(report.finishedAt)),
    ]),
    section(`The ${customer}${mark}`, [...rowOf('Name', person['name']), ...rowOf('Address', person['address']), ...rowOf(`Number of the ${home}`, person['reference'])]),
    section(`When and where${mark}`, [...rowOf('When', whenWords(report)), ...rowOf('Place', when['place']), ...rowOf('How', policy.report.channels.find((row) => row.id === facts.channel)?.label)]),
    section(`What was said or done${mark}`, [...listed('What the reporter chose from the policy', behaviourLabels(report, policy)), ...listed('What may be a matter for the police', policeLabels(report, policy)), ...rowOf('The reporter’s account', behaviour['account'])]),
    section(`The effect${mark}`, [...rowOf('On staff', impact['staff']), ...rowOf(`On our work or on other ${policy.words.customers}`, impact['service']), ...rowOf('Was anyone hurt?', yesNo(facts.injury))]),
    section(`What the reporter did${mark}`, [...rowOf('Said or done then', response['done']), ...rowOf(`Was the ${customer} told to stop?`, facts.warned && { yes: 'Yes', no: 'No', notPossible: 'It was not possible' }[facts.warned]), ...rowOf('How, or why not', response['warning'])]),
    section(`Support for the ${customer}${mark}`, supportRows(report, viewing)),
    section(`Who was there${mark}`, [
      ...rowOf('Was it aimed at the reporter?', yesNo(facts.aimedAtReporter)),
      ...rowOf('Who else it was aimed at', people['victims']),
      ...rowOf('Who saw or heard it', people['witnesses']),
      ...rowOf('Found among our staff', listInWords(staff)),
    ]),
    section(`Questions and answers${mark}`, questionRows(report, state, viewing)),
  ].filter(({ rows }) => rows.length > 0);
};

const listed = (label: string, words: string[]): Row[] => (words.length === 0 ? [] : [{ label, words }]);

const whenWords = ({ facts }: Report): string | undefined =>
  facts.occurredOn === undefined ? facts.occurredAt : `${inWords(facts.occurredOn)}${facts.occurredAt === undefined ? '' : `, ${facts.occurredAt}`}`;

/** Behaviours in the policy's words. */
export const behaviourLabels = ({ facts }: Report, { report }: Profile): string[] =>
  report.categories.flatMap((category) => [
    ...category.behaviours.map((entry) => ({ id: entry.id, label: entry.label })),
    { id: `other:${category.id}`, label: `${category.label}: ${report.otherBehaviour.label.toLowerCase()}` },
  ]).filter((entry) => facts.behaviours?.includes(entry.id)).map((entry) => entry.label);

const policeLabels = ({ facts }: Report, { police }: Profile): string[] =>
  police.prompts.filter((prompt) => facts.police?.includes(prompt.when)).map((prompt) => `${prompt.label} Yes.`);

const supportRows = (report: Report, { special }: Viewing): Row[] => {
  const support = fieldsOf(special, report.special.support);
  return [...rowOf('What may explain the behaviour', support['needs']), ...rowOf('What would make contact easier', support['adjustments'])];
};

const questionRows = (report: Report, state: Case, viewing: Viewing): Row[] =>
  state.triage.questions.filter((question) => question.to === report.reporter).flatMap((question) => [
    ...rowOf(`Asked by ${nameOf(viewing.directory, question.by)}, ${inWords(question.at)}`, textOf(viewing, question.text)),
    ...rowOf('Answer', question.answer === undefined ? 'Not answered yet.' : textOf(viewing, question.answer)),
  ]);

const filesOf = (reports: readonly Report[]): Evidence[] => reports.flatMap((report) => report.evidence);

/** Buttons stand in one row of six at most: with turning pages and the way back, fewer files have room. */
const mostFiles = 5;
const filesOnPage = 3;

/** The evidence that a viewer may open. `data.files` names all of it; a page shows some. */
export const evidenceView = (state: Case, viewing: Viewing, param?: string): View | undefined => {
  const reports = readable(state, viewing.viewer);
  if (reports.length === 0) return undefined;
  const files = filesOf(reports).map((item, n) => ({ id: item.id, number: n + 1, name: textOf(viewing, item.name), size: sizeInWords(item.size), by: nameOf(viewing.directory, item.by), at: inWords(item.at) }));
  const onPage = files.length <= mostFiles ? mostFiles : filesOnPage;
  const pages = Math.max(1, Math.ceil(files.length / onPage));
  const page = pageNumber(param, pages);
  const shown = files.slice(page * onPage, (page + 1) * onPage);
  return {
    template: 'reading', name: 'evidence', open: false, summary: 'Evidence', ...(param !== undefined && { param }),
    data: {
      ...reading({
        place: `Case ${caseReference(state.id)}`,
        heading: 'Evidence',
        lead: files.length === 0 ? ['There are no files with this report.'] : ['It may upset you. Open only what you need. Each opening is logged.', ...(pages === 1 ? [] : [`Page ${page + 1} of ${pages}`])],
        sections: [
          ...shown.map((file) => section(
            `File ${file.number}`,
            [{ label: '', words: [file.name, `${file.size}, added by ${file.by}, ${file.at}`].filter((line) => line !== '') }],
            [button(`Open file ${file.number}`, 'openEvidence', { file: file.id })],
          )),
          actions(...turning('evidence', page, pages), showButton('Back to the report', 'report')),
        ],
      }),
      files,
    },
  };
};
