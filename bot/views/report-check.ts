import { reportSteps, type Report, type ReportStep } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { shortened } from './questions.ts';
import { answersOf, stepTitle } from './report-answers.ts';
import type { Viewing } from './view.ts';
import { capitalised, inWords, listInWords } from './words.ts';

/** The last page fits a message only if long answers are cut: their beginning shows that they are there. */
const mostOfAnAnswer = 240;

interface Line { label: string; text: string }

const line = (label: string, text: string): Line[] => (text.trim() === '' ? [] : [{ label: `${label}: `, text: shortened(text, mostOfAnAnswer) }]);

const yesOrNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');

const warnedInWords = { yes: 'yes', no: 'no', notPossible: 'it was not possible' };

const linesOf = (step: ReportStep, report: Report, viewing: Viewing): Line[] => {
  const said = answersOf(report, step, viewing);
  const { facts } = report;
  const { report: rules, police } = viewing.policy;
  switch (step) {
    case 'person':
      return [...line('Name', said('name')), ...line('Address', said('address')), ...line('Number', said('reference'))];
    case 'when':
      return [
        ...line('Day', facts.occurredOn === undefined ? '' : inWords(facts.occurredOn)), ...line('Time', facts.occurredAt ?? ''), ...line('Place', said('place')),
        ...line('How', rules.channels.find(({ id }) => id === facts.channel)?.label ?? ''),
      ];
    case 'behaviour': {
      const labels = rules.categories.flatMap(({ id, label, behaviours }) => [...behaviours, { id: `other:${id}`, label: `${rules.otherBehaviour.label} (${label})` }]).filter(({ id }) => facts.behaviours?.includes(id));
      const grounds = police.prompts.filter(({ when }) => facts.police?.includes(when));
      return [...labels.flatMap(({ label }) => line('Chosen', label)), ...grounds.flatMap(({ label }) => line('Yes to', label)), ...line('Your account', said('account'))];
    }
    case 'impact':
      return [...line('On staff', said('staff')), ...line('On our work', said('service')), ...line('Anyone hurt', yesOrNo(facts.injury))];
    case 'response':
      return [...line('What you did', said('done')), ...line('Told to stop', facts.warned === undefined ? '' : warnedInWords[facts.warned]), ...line('How, or why not', said('warning'))];
    case 'support': {
      const kept = viewing.special[report.special.support ?? ''] as Record<string, string | undefined> | undefined;
      return [...line('What may explain it', kept?.['needs'] ?? ''), ...line('What would help', kept?.['adjustments'] ?? '')];
    }
    case 'people': {
      const staff = [...new Set([...(facts.victims ?? []), ...(facts.witnesses ?? [])])].map((id) => nameOf(viewing.directory, id));
      return [...line('Aimed at you', yesOrNo(facts.aimedAtReporter)), ...line('Aimed at', said('victims')), ...line('Saw or heard it', said('witnesses')), ...line('Found among our staff', listInWords(staff))];
    }
    case 'evidence':
      return report.evidence.flatMap(({ name }) => line('File', String(viewing.words[name] ?? 'a file')));
    case 'check':
      return [];
  }
};

/** What the template `report-check` shows: each page's answers, with a way back to it. */
export const checkData = (report: Report, viewing: Viewing): Record<string, unknown> => ({
  report: report.id,
  sections: [
    { title: 'What you sent first', lines: [...line('Who or where', String(viewing.words[report.who] ?? '')), ...line('What happened', String(viewing.words[report.what] ?? '')), ...line('In danger then', yesOrNo(report.danger))], change: [] },
    ...reportSteps.filter((step) => step !== 'check').map((step) => {
      const title = stepTitle(step, viewing);
      const lines = linesOf(step, report, viewing);
      return { title: capitalised(title), lines: lines.length > 0 ? lines : [{ label: '', text: 'Nothing yet.' }], change: [{ title: `Change: ${title}`, step }] };
    }),
  ],
});
