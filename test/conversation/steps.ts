/** The steps of a case that many conversations begin with: who writes what and presses which button. */
import assert from 'node:assert/strict';
import type { Card } from './card.ts';
import type { Scene } from './scene.ts';

export interface FirstReport { by?: string; who?: string; what?: string; danger?: 'Yes' | 'No' }

/** The customer of the tests. None of these words may reach anybody outside the case. */
export const customer = 'Mr Ezra Vole, 4 Mill Lane';
export const account = 'He shouted at me that he would break my window.';

/** The card with the first questions; another report that is not finished is left as it is. */
export const begin = async (scene: Scene, by: string): Promise<Card> => {
  const card = await scene.user(by).asks('report', (one) => one.has('Send to my manager') || one.has('Start a new one'));
  return card.has('Start a new one') ? card.next('Start a new one') : card;
};

/** Sends the first three answers. Gives the reporter's next card. */
export const report = async (scene: Scene, { by = 'Priya Nair', who = customer, what = account, danger = 'No' }: FirstReport = {}): Promise<Card> => {
  const first = await begin(scene, by);
  return first.write({ 'Who': who, 'What happened': what, 'Is anyone in danger': danger }).next('Send to my manager');
};

/** Goes through the nine pages without a word, and finishes. */
export const finish = async (step: Card): Promise<Card> => {
  let card = step;
  while (card.has('Next')) card = await card.next('Next');
  return card.next('I have finished');
};

export const decision: Record<string, string | string[]> = {
  'What happens now?': 'Put to a panel',
  'Why?': 'It goes on in spite of two talks.',
  'What was done or said at the time?': 'Priya ended the call.',
  'Behaviour that you find shown': ['Verbal abuse', 'Repeatedly shouting'],
  'Confirm': 'true',
  'Was the resident warned?': 'Yes',
  'When, how and what': 'By phone on Monday: he was asked not to shout.',
};

/** The manager decides on the card that says this. */
export const triage = async (scene: Scene, { by = 'Tom Ashdown', about = customer, ...answers }: { by?: string; about?: string } & Record<string, string | string[]> = {}): Promise<Card> => {
  const card = await scene.user(by).card(about);
  assert.ok(card.has('Decide'), card.text);
  const form = await card.next('Decide');
  return form.write({ ...decision, ...answers }).next('Record my decision');
};
