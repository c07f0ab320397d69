/** A whole case by its verbs alone: whoever presses looks at the chat, never at the answer, which may have been lost. */
import assert from 'node:assert/strict';
import { eventually } from './office.ts';
import { caseOf, seats } from './panel-steps.ts';
import type { Scene } from './scene.ts';
import { customer } from './steps.ts';

type Data = Record<string, unknown>;

/** Presses a button of the newest card that says this, with these inputs; a form that it opens is not looked at. */
const send = async (scene: Scene, name: string, says: string | RegExp, verb: string, inputs: Data): Promise<void> => {
  await scene.quiet();
  const card = await scene.user(name).card(says);
  const { stream, version, ask } = card.envelope;
  await scene.user(name).press(card.messageId, { type: 'Action.Execute', verb, data: { stream, version, ...(ask !== undefined && { ask }), ...inputs } });
  await scene.quiet();
};

/** From the first word to the determination. Gives the case's stream. */
export const play = async (scene: Scene): Promise<string> => {
  const priya = scene.user('Priya Nair');
  await priya.says('report');
  const first = await priya.card('Three answers are enough');
  const { report } = first.action('Send to my manager')['data'] as { report: string };
  await send(scene, 'Priya Nair', 'Three answers are enough', 'sendReport', { report, who: customer, what: 'He shouted.', danger: 'no' });
  const stream = `case/${report}`;
  await send(scene, 'Priya Nair', 'Page 1 of 9', 'saveStep', { report, step: 'person', go: 'next', name: 'Ezra Vole', address: '', reference: '' });
  await send(scene, 'Priya Nair', 'Page 2 of 9', 'saveStep', { report, step: 'when', go: 'back', occurredOn: '', occurredAt: '', place: 'At the door', channel: '' });
  await priya.attaches({ name: 'note.txt', type: 'text/plain', bytes: new TextEncoder().encode('word for word') });
  await eventually('the file is part of the report', async () => ((await caseOf(scene, stream)).reports[0]?.evidence.length === 1 ? true : undefined));
  await send(scene, 'Priya Nair', 'Page 1 of 9', 'finishReport', { report });
  await send(scene, 'Tom Ashdown', 'needs your decision', 'triage', { outcome: 'panel', reason: 'It goes on.', firstResponse: 'None.', grounds: 'verbalAbuse', notSole: 'true', warned: 'yes', warning: 'On Monday.' });
  const members = Object.values(await seats(scene, stream));
  assert.equal(members.length, 3);
  for (const name of members) await send(scene, name, 'conflict of interest', 'declare', { answer: 'clear' });
  await send(scene, 'Tom Ashdown', 'What may explain the behaviour', 'recordFactors', { factors: 'none', details: 'Asked.', usable: 'phone,letter' });
  await send(scene, 'Tom Ashdown', 'Equality record', 'recordEquality', { characteristics: 'none', effect: 'None.', adjustments: 'None.', proportionate: 'Yes.' });
  await send(scene, 'Tom Ashdown', 'Draft the proposal', 'draftMeasure', { kind: 'namedContact', contact: 'The Neighbourhood team' });
  await send(scene, 'Tom Ashdown', 'Draft the proposal', 'propose', { termMonths: '6', reasons: 'It goes on.' });
  for (const name of members) await send(scene, name, 'Vote on proposal 1', 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
  await send(scene, members[0] ?? '', 'Confirm the decision', 'confirm', { revision: '1', met: 'no', reason: 'All agreed in writing.' });
  await scene.quiet();
  return stream;
};

/** How often each kind of thing was recorded. */
export const tally = async (scene: Scene): Promise<Record<string, number>> => {
  const types = (await scene.events()).map((event) => event.type).toSorted();
  return Object.fromEntries([...new Set(types)].map((type) => [type, types.filter((other) => other === type).length]));
};
