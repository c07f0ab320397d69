import { measureText } from '../case/measures.ts';
import type { Measure } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import { ownLabel } from './measure-words.ts';
import { choiceField, longField, numberField, textField, toggleField, type Field } from './panel-card.ts';

const titled = (titles: Record<string, string>) => Object.entries(titles).map(([value, title]) => ({ title, value }));

/** The closed lists of each kind; a parameter's name is its input's id. */
const closedLists: Record<string, (policy: Profile) => Field[]> = {
  contactCap: () => [
    choiceField({ id: 'medium', label: 'What is limited?', choices: titled({ phone: 'Phone calls', email: 'Emails', both: 'Phone calls and emails together' }) }),
    numberField({ id: 'max', label: 'How many at most?', error: 'Please write a number from 1 to 50.', value: 1, min: 1, max: 50 }),
    choiceField({ id: 'period', label: 'In which time?', choices: titled({ day: 'In a day', week: 'In a week', month: 'In a month' }) }),
  ],
  oneMedium: () => [choiceField({ id: 'medium', label: 'Which one way stays open?', choices: titled({ phone: 'By phone', email: 'By email', letter: 'By letter', inPerson: 'In person' }) })],
  witness: ({ words }) => [choiceField({ id: 'who', label: 'Who is there?', choices: titled({ colleague: 'A colleague of ours', chosenByCustomer: `Somebody whom the ${words.customer} chooses` }) })],
  premisesBan: ({ words }) => [choiceField({
    id: 'exceptBookedMeetings', label: `May the ${words.customer} still come to a meeting that we have booked?`,
    choices: titled({ true: 'Yes: booked meetings are excepted', false: 'No: we never meet on our premises' }),
  })],
  portal: () => [choiceField({ id: 'closed', label: 'What is closed in the portal?', choices: titled({ messages: 'Messages', requests: 'Requests', all: 'The whole portal' }) })],
  complaintConditions: () => [choiceField({ id: 'route', label: 'How are complaints on these matters made?', choices: titled({ namedPerson: 'To one named person', writing: 'In writing', form: 'On our form' }) })],
  other: () => [toggleField({ id: 'leavesEssentialOpen', label: 'Emergencies, statutory services and complaints stay open', error: 'Without this it cannot be decided.' })],
  redFlag: ({ measures, words }) => [choiceField({
    id: 'class', label: `Why the ${words.flag}?`,
    choices: measures.flags.find((entry) => entry.kind === 'redFlag')?.classes.map(({ id, label }) => ({ title: label, value: id })) ?? [],
  })],
};

/** Words of a kind that may need more than a line. */
const long = new Set(['matters', 'what', 'whyNoOther', 'otherWay']);

/** The inputs of one kind of measure, filled with what stands in the draft. */
export const measureFields = (policy: Profile, kind: string, drafted: Measure | undefined, words: Record<string, unknown>): Field[] => {
  const lists = (closedLists[kind]?.(policy) ?? []).map((field): Field => ({ ...field, value: asGiven(drafted?.params[field.id]) ?? field.value }));
  const written = measureText(kind).map((id): Field => {
    const given = { id, label: ownLabel(policy, kind, id), error: 'Please write something here.', max: 500, value: String(words[drafted?.text[id] ?? ''] ?? '') };
    return long.has(id) ? longField(given) : textField(given);
  });
  // Somebody agrees to what they have written, not before.
  return [...lists.filter((field) => field.kind !== 'toggle'), ...written, ...lists.filter((field) => field.kind === 'toggle')];
};

const asGiven = (value: string | number | boolean | undefined): string | number | undefined => (typeof value === 'boolean' ? String(value) : value);
