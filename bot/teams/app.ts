/** What the bot does with what arrives: a press becomes a command, a text becomes an answer. */
import { londonTime } from '../views/words.ts';
import { renderCard } from '../views/render.ts';
import { handle, type Command, type Outcome } from '../pipeline/handle.ts';
import { recordId, type Answered, type CardRecord } from '../effects/cards.ts';
import type { Case } from '../case/state.ts';
import type { Head } from '../store/port.ts';
import type { Notice, View } from '../views/view.ts';
import { lineView, welcomeView } from '../views/general.ts';
import type { AppParts } from './app-parts.ts';
import { answerText } from './talk.ts';
import { readPress, type PressData } from './press.ts';
import { showList, retryStuck } from './lists.ts';
import type { Press, PressAnswer, Reference, Reply, TeamsApp, TextMessage, Who } from './types.ts';

const notYours = { message: 'This is not one of your cases. Write “my cases” to see what is yours.' };
const unreadable = { message: 'This card could not be read. Write “my tasks” to get it anew.' };

export const teamsApp = (parts: AppParts): TeamsApp => ({
  onPress: (press) => (isStaff(parts, press.who) ? parts.pressing.during(press.who.id, () => onPress(parts, press)) : Promise.resolve({ message: outsider(parts) })),
  onText: (message) => (isStaff(parts, message.who) ? onText(parts, message) : Promise.resolve([{ text: outsider(parts) }])),
  onInstalled: (who) => onInstalled(parts, who),
  onUninstalled: async () => [],
  onReference: (reference) => (knows(parts, reference.id) ? keepReference(parts, reference) : Promise.resolve()),
});

const knows = ({ world }: AppParts, person: string): boolean => Object.hasOwn(world.directory().people, person);

/** Only people of the landlord's directory; somebody new is found at the next reading, which this asks for. */
const isStaff = (parts: AppParts, who: Who): boolean => {
  const known = knows(parts, who.id);
  if (!known) parts.refreshDirectory();
  return known;
};

const outsider = ({ landlord }: AppParts): string => `Fair Contact is for staff of ${landlord.name}. If you work here and see this, please ask your administrator.`;

const keepReference = async ({ world, references }: AppParts, reference: Reference): Promise<void> => {
  const known = references.get(reference.id);
  if (known && JSON.stringify(known) === JSON.stringify(reference)) return;
  references.set(reference.id, reference);
  await world.store.keep('reference', reference.id, reference);
};

const onInstalled = async (parts: AppParts, who: Who): Promise<Reply[]> => {
  if (!isStaff(parts, who)) return [{ text: outsider(parts) }];
  await reached(parts, who.id);
  return [{ card: draw(welcomeView(parts)), summary: 'Fair Contact is here' }];
};

const onText = async (parts: AppParts, message: TextMessage): Promise<Reply[]> => {
  await reached(parts, message.who.id);
  return answerText(parts, message);
};

/** Whoever writes or installs can be reached again: what waits for them is sent anew. */
const reached = async ({ world, register, worker }: AppParts, person: string): Promise<void> => {
  await register.catchUp();
  const cases = register.casesOf(person).filter((entry) => entry.unreachable.includes(person));
  for (const { stream } of cases) {
    const head = await world.store.load(stream);
    if (head) await handle({ stream, verb: 'personReached', actor: 'system', input: { person }, id: `wrote/${person}/${head.version}` }, world);
  }
  if (cases.length > 0) worker.wake();
};

/** What keeps a report that is still being written. */
const draftVerbs = new Set(['keepDraft', 'saveStep']);

/** A card that belongs to no stream. */
const draw = (view: View, notice?: Notice): object => renderCard(view, { stream: '', version: 0 }, notice && { notice });

const onPress = async (parts: AppParts, press: Press): Promise<PressAnswer> => {
  const data = readPress(press);
  if (!data) return unreadable;
  const viewer = press.who.id;
  const list = (await showList(parts, viewer, data)) ?? (await retryStuck(parts, viewer, data));
  if (list) return 'template' in list ? { card: draw(list) } : list;
  const { world } = parts;
  const stream = data.verb === 'startReport' ? `person/${viewer}` : data.stream;
  const head = await world.store.load(stream);
  // Whoever has no part is not even told that a stream is there: its name can be worked out.
  if (data.verb !== 'startReport' && !(head && (await hasPart(parts, head, viewer)))) return notYours;
  // No card of ours was drawn from a version that is still to come, and none names a file: those come as attachments.
  if (data.verb === 'addEvidence' || (head && (data.version ?? 0) > head.version && data.verb !== 'startReport')) return unreadable;
  if (data.verb === 'show' || data.verb === 'openEvidence') return show(parts, viewer, head, data);
  const command: Command = { stream, verb: data.verb, actor: viewer, input: data.input, ...(data.ask !== undefined && { ask: data.ask }), ...(data.version !== undefined && data.verb !== 'startReport' && { version: data.version }) };
  const outcome = await handle(command, world);
  world.at(draftVerbs.has(data.verb) ? 'draft-saved' : 'committed-not-answered', data.verb);
  return settle(parts, press, data, command, outcome);
};

const hasPart = async ({ views }: AppParts, head: Head, viewer: string): Promise<boolean> =>
  head.stream.startsWith('person/') ? head.stream === `person/${viewer}` : (await views.main(head, viewer)) !== undefined;

const show = async (parts: AppParts, viewer: string, head: Head | undefined, data: PressData): Promise<PressAnswer> => {
  if (!head) return notYours;
  const view = data.verb === 'openEvidence'
    ? await parts.evidence.view(head, viewer, String(data.input['file'] ?? ''))
    : data.view === 'case' ? await parts.views.main(head, viewer) : await parts.views.part(head, viewer, data.view ?? '', data.param);
  return view ? { card: renderCard(view, head) } : notYours;
};

/** Where somebody goes on after what they have recorded, when that is not what is asked of them first. */
const goesOn: Record<string, string> = { draftMeasure: 'draft', dropMeasure: 'draft' };

/** After the write: the message that was pressed is known to show the answer, and the outbox is woken. */
const settle = async (parts: AppParts, press: Press, data: PressData, command: Command, outcome: Outcome): Promise<PressAnswer> => {
  const viewer = press.who.id;
  const { views, worker } = parts;
  if (outcome.kind === 'missing' || outcome.head === undefined) return notYours;
  const opened = await parts.openedCase(command);
  const head = opened ?? outcome.head;
  const committed = outcome.kind === 'committed';
  const kept = outcome.kind === 'refused' || outcome.kind === 'invalid' || outcome.kind === 'busy';
  const main = (await views.main(head, viewer)) ?? lineView(endLine(command.verb));
  const name = kept ? data.view : committed ? goesOn[command.verb] : undefined;
  const aside = name === undefined || name === main.name ? undefined : await views.part(head, viewer, name, kept ? data.param : undefined);
  if (head.stream !== command.stream) await parts.world.store.forget('card', recordId(command.stream, viewer));
  const settled = !aside && (committed || outcome.kind === 'repeated' || outcome.kind === 'nothing');
  const adopted = (settled || outcome.kind === 'stale' || outcome.kind === 'differs') && (await adopt(parts, press, head, main, settled));
  worker.wake();
  if (settled && adopted) void parts.freshen(head.stream, viewer);
  const notice = opened && committed ? sent(parts, opened) : noticeOf(outcome);
  const card = renderCard(aside ?? main, head, { ...(notice && { notice }), ...(kept && { typed: typedIn(data.input) }) });
  // Under a sentence for an answer the pressed card stays as it is, with all that was typed.
  return kept && notice && Buffer.byteLength(JSON.stringify(card)) > largestCard ? { message: `Not done. ${notice.text}` } : { card };
};

/**
 * The pressed message is from now on the one that shows the stream to this person. Where nothing was settled, so that the
 * answer says why, a message that is known already is left as it is.
 */
const adopt = async ({ world: { store } }: AppParts, { who, replyTo }: Press, head: Head, { ask, round }: View, settled: boolean): Promise<boolean> => {
  const id = recordId(head.stream, who.id);
  if (replyTo === undefined || (!settled && (await store.kept<CardRecord>('card', id))?.activity === replyTo)) return false;
  await store.keep('answered', id, { activity: replyTo, version: head.version, ...(ask !== undefined && { ask, round: round ?? 0 }) } satisfies Answered);
  return true;
};

const endLine = (verb: string): string =>
  verb === 'discardDraft' ? 'Your draft is thrown away. Nothing was sent.' : 'There is nothing here for you to do.';

/** The most that Teams takes in one message, in bytes. */
const largestCard = 28_000;

/** No input of ours takes more; a card of this size would not come back. */
const longestInput = 4000;

const typedIn = (input: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= longestInput));

/** What a reporter has to know first: it is saved, and who has it. */
const sent = ({ world }: AppParts, head: Head): Notice => {
  const { manager } = (head.state as Case).triage;
  const who = manager === undefined ? undefined : world.directory().people[manager]?.name;
  return { kind: 'recorded', text: `Your report is saved${who === undefined ? '' : ` and ${who} has it`}. Go on now, or later: write “report” and it is offered again.` };
};

/** The sentence above the card: a press is counted once, or you are told that it was not. */
const noticeOf = (outcome: Exclude<Outcome, { kind: 'missing' }>): Notice | undefined => {
  switch (outcome.kind) {
    case 'committed': case 'nothing':
      return undefined;
    case 'repeated':
      return { kind: 'recorded', text: `Recorded at ${londonTime(outcome.at)}.` };
    case 'differs':
      return { kind: 'changed', text: `You answered this at ${londonTime(outcome.at)}, and that stands. To change it, use the card below.` };
    case 'stale':
      return { kind: 'changed', text: 'This has moved on since your card was made. Nothing was recorded. Below is how it stands now.' };
    case 'busy':
      return { kind: 'refused', text: 'Somebody else acted at the same moment. Nothing was recorded. Please press again.' };
    case 'invalid':
      return { kind: 'refused', text: 'Something is missing or could not be read. Nothing was recorded. Please check what you filled in.' };
    case 'refused':
      return { kind: 'refused', text: outcome.refusal.why, ...(outcome.refusal.clause !== 'system' && { clause: outcome.refusal.clause }) };
  }
};
