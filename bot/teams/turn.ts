/** One verified activity: handed to the bot, answered, and what is left to send once Teams has its 200. */
import { ActivityTypes, type TurnContext } from 'botbuilder';
import { deliver, type Answer } from './deliver.ts';
import { nameOf } from './error-name.ts';
import { isCardAction, readActivity, type Arrival } from './inbound.ts';
import type { Inbound, Log, PressAnswer, Sender, TeamsApp } from './types.ts';

const failed = 'Something went wrong on our side. Nothing was recorded. Please try again.';

export interface TurnParts {
  app: TeamsApp;
  sender: Sender;
  log: Log;
}

/** Sends what a turn still owes. Never throws. */
export type Afterwards = () => Promise<void>;

/** For a turn that owes nothing. */
export const nothingOwed: Afterwards = async () => {};

const consult = async (app: TeamsApp, inbound: Inbound): Promise<Answer> => {
  switch (inbound.kind) {
    case 'press': return { press: await app.onPress(inbound), ...(inbound.replyTo === undefined ? {} : { replyTo: inbound.replyTo }) };
    case 'text': return { replies: await app.onText(inbound) };
    case 'installed': return { replies: await app.onInstalled(inbound.who) };
    case 'uninstalled': return { replies: await app.onUninstalled(inbound.who) };
    case 'ignored': return { replies: [] };
  }
};

const tell = async ({ app, log }: TurnParts, { reference }: Arrival, activity: string): Promise<void> => {
  try {
    if (reference) await app.onReference(reference);
  } catch (error) {
    log.error({ error: nameOf(error), activity }, 'A reference was not kept');
  }
};

const answerTo = async (parts: TurnParts, arrival: Arrival, activity: string): Promise<Answer> => {
  if (arrival.refusal !== undefined) return { press: { message: arrival.refusal } };
  try {
    return await consult(parts.app, arrival.inbound);
  } catch (error) {
    parts.log.error({ error: nameOf(error), activity }, 'A turn failed');
    return { press: { message: failed } };
  }
};

const typed = (answer: PressAnswer) => {
  if ('card' in answer) return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card };
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.message };
};

const owed = ({ sender, log }: TurnParts, { reference }: Arrival, answer: Answer, activity: string): Afterwards => async () => {
  // Without a private chat there is nowhere to say anything.
  if (!reference) return;
  try {
    await deliver(sender, { id: reference.id, reference }, answer, activity, log);
  } catch (error) {
    log.error({ error: nameOf(error), activity }, 'An answer was not sent');
  }
};

/** Runs one turn. A card's action always gets one typed reply under HTTP 200, whatever happens. */
export const runTurn = async (parts: TurnParts, context: TurnContext): Promise<Afterwards> => {
  const activity = String(context.activity.id ?? '');
  const arrival = readActivity(context.activity);
  await tell(parts, arrival, activity);
  const answer = await answerTo(parts, arrival, activity);
  if (!isCardAction(context.activity)) return owed(parts, arrival, answer, activity);
  const body = typed('press' in answer ? answer.press : { message: failed });
  // The SDK keeps this kind of activity for the HTTP answer; nothing is sent.
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
  return nothingOwed;
};
