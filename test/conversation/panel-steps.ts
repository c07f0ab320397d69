/** The steps of a panel that several conversations share. */
import assert from 'node:assert/strict';
import type { Case } from '../../bot/case/state.ts';
import { recordId, type CardRecord } from '../../bot/effects/cards.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import type { Card } from './card.ts';
import { eventually } from './office.ts';
import type { Scene } from './scene.ts';
import { finish, report, triage, type FirstReport } from './steps.ts';

export const caseOf = async (scene: Scene, stream: string): Promise<Case> => (await scene.read.load(stream))?.state as Case;

const nameOf = (id: string | undefined): string => people.find((person) => person.id === id)?.name ?? '';

/** Who sits where now, by the seat's id. */
export const seats = async (scene: Scene, stream: string): Promise<Record<string, string>> =>
  Object.fromEntries((await caseOf(scene, stream)).panel?.seats.map((seat) => [seat.id, nameOf(seat.person)]) ?? []);

/** A case that has come to its panel, and who decides. */
export interface Panel { stream: string; chair: string; independent: string; owner: string; members: string[]; about: string }

export const panelOn = async (scene: Scene, first: Required<Pick<FirstReport, 'who'>> & FirstReport): Promise<Panel> => {
  const step = await report(scene, first);
  await finish(step);
  await triage(scene, { about: first.who });
  await scene.quiet();
  const { headOfCustomerServices: chair = '', independentManager: independent = '', lineManager: owner = '' } = await seats(scene, step.stream);
  assert.ok(chair !== '' && independent !== '' && owner !== '');
  return { stream: step.stream, chair, independent, owner, members: [chair, independent, owner], about: first.who };
};

/** The one card that shows a case in somebody's chat, whatever it asks. */
export const cardOf = async (scene: Scene, name: string, { stream }: Pick<Panel, 'stream'>): Promise<Card> => {
  await scene.quiet();
  const user = scene.user(name);
  return eventually(`${name}’s card of the case`, async () => {
    const record = await scene.read.kept<CardRecord>('card', recordId(stream, user.id));
    return (await user.cards()).find((card) => card.messageId === record?.activity);
  });
};

export const declare = async (scene: Scene, panel: Panel): Promise<void> => {
  for (const name of panel.members) await (await cardOf(scene, name, panel)).next('No conflict');
};

/** Factors and equality, by the case owner. Gives the card on which the proposal is drafted. */
export const record = async (scene: Scene, panel: Panel): Promise<Card> => {
  const factors = await cardOf(scene, panel.owner, panel);
  const equality = await factors.write({ 'What is known': ['Bereavement'], 'What do you know': 'His wife died in spring.', 'Ways in which this person': ['By phone', 'By letter'] }).next('Record');
  return equality.write({ 'Which of these may matter': 'None applies', 'What effect': 'None that we know.', 'Which adjustments': 'None were asked for.', 'Why would measures': 'They limit little.' }).next('Record');
};

/** Adds one measure to the draft. */
export const add = async (draft: Card, kind: string, answers: Record<string, string | string[]> = {}): Promise<Card> => {
  const form = await draft.write({ 'Which kind': kind }).next('Go on');
  return form.write(answers).next('Put into the draft');
};

export const propose = async (draft: Card, answers: Record<string, string> = {}): Promise<Card> =>
  draft.write({ 'Length of time in months': '6', 'Reasons': 'He rings every hour; talks did not help; nothing lighter would.', ...answers }).next('Put to the panel');

/** A case with a proposal before its panel. */
export const proposed = async (scene: Scene, first: Required<Pick<FirstReport, 'who'>> & FirstReport): Promise<Panel> => {
  const panel = await panelOn(scene, first);
  await declare(scene, panel);
  const draft = await record(scene, panel);
  await propose(await add(draft, 'A named employee', { 'Named employee': 'The Neighbourhood team' }));
  return panel;
};

export const vote = async (scene: Scene, panel: Panel, name: string, choice: 'For' | 'Against', reason = `${name} has looked at it.`): Promise<Card> => {
  const card = await cardOf(scene, name, panel);
  return card.write({ 'Your vote': choice, 'Your reason': reason }).next('Cast my vote');
};
