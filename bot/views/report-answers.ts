import type { Report, ReportStep } from '../case/state.ts';
import type { Viewing } from './view.ts';

/** What a reporter wrote on a page, by the input's id; empty where they wrote nothing. */
export const answersOf = (report: Report, step: ReportStep, { words }: Pick<Viewing, 'words'>): ((id: string) => string) => {
  const kept = words[report.steps[step] ?? ''] as Record<string, string | undefined> | undefined;
  return (id) => kept?.[id] ?? '';
};

/** What each page of a report is about. */
export const stepTitle = (step: ReportStep, { policy }: Pick<Viewing, 'policy'>): string => {
  const titles: Record<ReportStep, string> = {
    person: `the ${policy.words.customer}`,
    when: 'when and where',
    behaviour: 'what was said or done',
    impact: 'the effect',
    response: 'what you did',
    support: `support for the ${policy.words.customer}`,
    people: 'who was there',
    evidence: 'files',
    check: 'check your report',
  };
  return titles[step];
};
