import type { AskKind } from '../case/asks.ts';
import type { GeneralParts } from './general.ts';
import { button, shortened, showButton, texts } from './questions.ts';
import type { View } from './view.ts';
import { caseReference, countInWords, dueInWords, inWords } from './words.ts';

/** One case as its row in a list: what the register keeps of it for one person. */
export interface ListEntry {
  stream: string;
  case: string;
  /** As the first report put it: people's own words. */
  who: string;
  openedAt: string;
  open: boolean;
  outcome: string;
  /** What waits for this person. */
  ask?: AskKind;
  /** The next deadline of the case. */
  due?: string;
}

const rowsPerPage = 4;

const askInWords: Record<AskKind, string> = {
  answer: 'Answer a question about your report',
  nameManager: 'Say who your manager is',
  triage: 'Decide on a report',
  declare: 'Say whether you have a conflict',
  nameMember: 'Name a member of the panel',
  pickSlot: 'Pick a time for the meeting',
  factors: 'Record what may explain the behaviour',
  equality: 'Record what you considered about equality',
  draft: 'Put a proposal to the panel',
  vote: 'Vote on a proposal',
  confirm: 'Confirm the decision',
  afterRefusal: 'Say how it goes on after a vote against',
  report: 'Finish your report',
};

const rowOf = (entry: ListEntry, title: string) => ({
  title,
  quoted: texts(shortened(entry.who, 120)),
  lines: texts(
    `Case ${caseReference(entry.case)}, opened on ${inWords(entry.openedAt)}.`,
    entry.open && entry.due !== undefined ? `Next deadline of the case: ${dueInWords(entry.due)}.` : undefined,
  ),
  buttons: [showButton(`Open case ${caseReference(entry.case)}`, 'case', { stream: entry.stream })],
});

interface Listed { name: string; heading: string; empty: string; thing: string; title(entry: ListEntry): string }

const listView = (entries: ListEntry[], offset: number, { name, heading, empty, thing, title }: Listed): View => {
  // Entries may have gone since the button was drawn.
  const from = offset >= 0 && offset < entries.length ? offset : 0;
  const shown = entries.slice(from, from + rowsPerPage);
  const next = from + rowsPerPage;
  return {
    template: 'list', name, param: String(from), open: false, summary: heading,
    data: {
      heading,
      paragraphs: texts(entries.length === 0 ? empty : entries.length > rowsPerPage ? `${from + 1} to ${from + shown.length} of ${countInWords(entries.length, thing)}` : undefined),
      rows: shown.map((entry) => rowOf(entry, title(entry))),
      buttons: [
        ...(next < entries.length ? [showButton('Show more', name, { param: String(next) })] : []),
        ...(entries.length === 0 ? [button('Report an incident', 'startReport')] : []),
      ],
    },
  };
};

/** Every case in which a person has a part. What came of each stands on its own card, where it is theirs to see. */
export const myCasesView = (entries: ListEntry[], _parts: GeneralParts, offset: number): View =>
  listView(entries, offset, {
    name: 'myCases', heading: 'My cases', thing: 'case', empty: 'You have no part in any case.',
    title: (entry) => (entry.ask === undefined ? (entry.open ? 'Open. Nothing waits for you.' : 'Closed.') : `Waits for you: ${askInWords[entry.ask]}`),
  });

/** What waits for a person, the earliest first. */
export const myTasksView = (entries: ListEntry[], _parts: GeneralParts, offset: number): View =>
  listView(entries, offset, {
    name: 'myTasks', heading: 'My tasks', thing: 'task', empty: 'Nothing waits for you. A card comes to this chat when something does.',
    title: (entry) => (entry.ask === undefined ? `Case ${caseReference(entry.case)}` : askInWords[entry.ask]),
  });
