import { createHash } from 'node:crypto';
import { commandId, handle } from '../pipeline/handle.ts';
import type { Case } from '../case/state.ts';
import type { Person } from '../people/draft.ts';
import { renderCard } from '../views/render.ts';
import { draftsOfferView, helpView, unknownTextView, welcomeView } from '../views/general.ts';
import { myCasesView, myTasksView } from '../views/lists.ts';
import { sizeInWords } from '../views/words.ts';
import type { View } from '../views/view.ts';
import type { AppParts } from './app-parts.ts';
import { casesFor, isAdministrator, stuckFor, tasksFor } from './lists.ts';
import type { InboundFile, Reply, TextMessage } from './types.ts';

/** The largest file that a report takes, in bytes. */
const largestFile = 25 * 1024 * 1024;

const card = (view: View): Reply => ({ card: renderCard(view, { stream: '', version: 0 }), summary: view.summary });

/** Answers what somebody writes to the bot. */
export const answerText = async (parts: AppParts, message: TextMessage): Promise<Reply[]> => {
  const viewer = message.who.id;
  if (message.files.length > 0) return saveFiles(parts, viewer, message.files);
  switch (message.text.trim().toLowerCase().replace(/[.!?]+$/, '')) {
    case 'report': case 'new report': case 'report an incident':
      return startReport(parts, viewer);
    case 'my cases': case 'cases':
      return [card(myCasesView(await casesFor(parts, viewer), parts, 0))];
    case 'my tasks': case 'tasks':
      return [card(myTasksView(await tasksFor(parts, viewer), parts, 0))];
    case 'help': case '?':
      return [card(helpView(parts, isAdministrator(parts, viewer)))];
    case 'hi': case 'hello': case 'hey': case 'start':
      return [card(welcomeView(parts))];
    case 'stuck':
      if (isAdministrator(parts, viewer)) return [card(await stuckFor(parts))];
      break;
  }
  return [card(unknownTextView(parts, message.text))];
};

/** Begins a report; what was begun before is offered first. */
const startReport = async (parts: AppParts, viewer: string): Promise<Reply[]> => {
  const { world, register, worker } = parts;
  const stream = `person/${viewer}`;
  const draft = ((await world.store.load(stream))?.state as Person | undefined)?.draft;
  await register.catchUp();
  const unfinished = register.casesOf(viewer).filter((entry) => entry.asks.some((ask) => ask.kind === 'report' && ask.person === viewer));
  if (draft || unfinished.length > 0) {
    const offers = unfinished.map((entry) => ({ stream: entry.stream, who: entry.who, at: entry.openedAt }));
    return [card(draftsOfferView(parts, { ...(draft && { draft: { stream, at: draft.startedAt } }), reports: offers }))];
  }
  await handle({ stream, verb: 'startReport', actor: viewer, input: {} }, world);
  worker.wake();
  return [];
};

/** Stores the bytes first, then names them in the report; “saved” is said when both stand. */
const saveFiles = async (parts: AppParts, viewer: string, files: InboundFile[]): Promise<Reply[]> => {
  const { register } = parts;
  await register.catchUp();
  const open = register.casesOf(viewer).filter((entry) => entry.asks.some((ask) => ask.kind === 'report' && ask.person === viewer)).toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0];
  if (!open) return [{ text: 'There is no open report to add this to. Write “report” to begin one, then attach the file again. Nothing was saved.' }];
  const replies: Reply[] = [];
  for (const file of files) replies.push({ text: await saveFile(parts, viewer, open.stream, file) });
  parts.worker.wake();
  return replies;
};

const saveFile = async ({ world, sender }: AppParts, viewer: string, stream: string, file: InboundFile): Promise<string> => {
  const got = await sender().download(file, largestFile);
  if ('refused' in got) return got.refused;
  const id = commandId(['file', stream, createHash('sha256').update(got.bytes).digest('hex')]);
  await world.store.putFile(id, stream, got.bytes);
  world.at('file-stored');
  const head = await world.store.load(stream);
  const report = (head?.state as Case | undefined)?.reports.find((entry) => entry.reporter === viewer && entry.finishedAt === undefined);
  if (!report) return 'This report is finished already, so the file was not added.';
  const name = file.name.trim().slice(0, 200) || 'file';
  const outcome = await handle({ stream, verb: 'addEvidence', actor: viewer, input: { report: report.id, file: id, name, type: got.contentType, size: got.bytes.byteLength }, id: `evidence/${id}` }, world);
  if (outcome.kind === 'refused') return outcome.refusal.why;
  if (outcome.kind === 'committed' || outcome.kind === 'nothing' || outcome.kind === 'repeated' || outcome.kind === 'differs')
    return `Saved: your file of ${sizeInWords(got.bytes.byteLength)} is part of the report now.`;
  return 'The file could not be added just now. Please send it again.';
};
