/** What a person of Harrowmere sees of a played case: special answers come only where the bot would fetch them. */
import { caseSubview, caseView, specialFor } from '../../bot/views/case.ts';
import type { EarlierCase, View, Viewing } from '../../bot/views/view.ts';
import { idOf, policy, type Play } from '../case/play.ts';
import { buttonsOf, drawn, inputsOf, readingOf, viewingOf } from './seeing.ts';

const fetched = (play: Play, who: string, matches: EarlierCase[] = []): Viewing => {
  const ids = specialFor(play.state, idOf(who), policy);
  return viewingOf(who, { ...play, special: Object.fromEntries(ids.map((id) => [id, play.special[id]])) }, { matches });
};

export const main = (play: Play, who: string, matches?: EarlierCase[]): View | undefined => caseView(play.state, fetched(play, who, matches));

export const part = (play: Play, who: string, name: string, param?: string, matches?: EarlierCase[]): View | undefined =>
  caseSubview(play.state, fetched(play, who, matches), name, param);

/** All that can be read on a view; nothing of a view that is not theirs. */
export const textOn = (view: View | undefined): string => (view === undefined ? '' : readingOf(drawn(view)));

export const buttonsOn = (view: View | undefined): ReturnType<typeof buttonsOf> => (view === undefined ? [] : buttonsOf(drawn(view)));

export const inputsOn = (view: View | undefined): ReturnType<typeof inputsOf> => (view === undefined ? [] : inputsOf(drawn(view)));

/** The ids of the files that a view of the evidence lists. */
export const filesOn = (view: View | undefined): string[] => ((view?.data['files'] ?? []) as { id: string }[]).map((file) => file.id);

/** The values of an input's choices, in order. */
export const choicesOn = (view: View | undefined, id: string): { title: string; value: string }[] =>
  (inputsOn(view).find((input) => input['id'] === id)?.['choices'] ?? []) as { title: string; value: string }[];
