import { measureText } from '../case/measures.ts';
import type { Measure } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import { ownLabel } from './measure-words.ts';

export interface Choice { title: string; value: string }

/** One input of a measure's form; its id is the parameter's. */
export interface Field {
  id: string;
  type: 'choice' | 'number' | 'toggle' | 'text';
  label: string;
  error: string;
  value: string | number;
  choices: Choice[];
  min: number;
  max: number;
}

const base = { value: '', choices: [], min: 0, max: 0 };

const choice = (id: string, label: string, titles: Record<string, string>): Field =>
  ({ ...base, id, type: 'choice', label, error: 'Please choose one.', choices: Object.entries(titles).map(([value, title]) => ({ title, value })) });

const closedList: Record<string, (policy: Profile) => Field[]> = {
  contactCap: () => [
    choice('medium', 'What is limited? (needed)', { phone: 'Phone calls', email: 'Emails', both: 'Phone calls and emails together' }),
    { ...base, id: 'max', type: 'number', label: 'How many at most? (needed)', error: 'Please write a number from 1 to 50.', value: 1, min: 1, max: 50 },
    choice('period', 'In which time? (needed)', { day: 'In a day', week: 'In a week', month: 'In a month' }),
  ],
  oneMedium: () => [choice('medium', 'Which one way stays open? (needed)', { phone: 'Phone', email: 'Email', letter: 'Letter', inPerson: 'In person' })],
  witness: ({ words }) => [choice('who', 'Who is there? (needed)', { colleague: 'A colleague of ours', chosenByCustomer: `Somebody whom the ${words.customer} chooses` })],
  premisesBan: ({ words }) => [choice('exceptBookedMeetings', `May the ${words.customer} still come to a meeting that we have booked? (needed)`, { true: 'Yes: booked meetings are excepted', false: 'No: we never meet on our premises' })],
  portal: () => [choice('closed', 'What is closed in the portal? (needed)', { messages: 'Messages', requests: 'Requests', all: 'The whole portal' })],
  complaintConditions: () => [choice('route', 'How are complaints on these matters made? (needed)', { namedPerson: 'To one named person', writing: 'In writing', form: 'On our form' })],
  other: () => [{ ...base, id: 'leavesEssentialOpen', type: 'toggle', label: 'I confirm that emergencies, statutory services and complaints stay open. (needed)', error: 'Without this it cannot be decided.', value: 'false' }],
  redFlag: ({ measures, words }) =>
    [choice('class', `Why the ${words.flag}? (needed)`, Object.fromEntries(measures.flags.find((row) => row.kind === 'redFlag')?.classes.map((entry) => [entry.id, entry.label]) ?? []))],
};

/** The inputs of one kind of measure, filled with what stands in the draft. */
export const measureFields = (policy: Profile, kind: string, drafted: Measure | undefined, words: Record<string, unknown>): Field[] => [
  ...(closedList[kind]?.(policy) ?? []).map((field) => ({ ...field, value: given(drafted?.params[field.id]) ?? field.value })),
  ...measureText(kind).map((id): Field => ({
    ...base, id, type: 'text', label: `${ownLabel(policy, kind, id)} (needed)`, error: 'Please write something here.',
    value: String(words[drafted?.text[id] ?? ''] ?? ''),
  })),
];

const given = (value: string | number | boolean | undefined): string | number | undefined => (typeof value === 'boolean' ? String(value) : value);
