/** What a turn says after Teams has its 200: these few words are on no list of owed effects, so they are tried here. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log, Outgoing, PressAnswer, Recipient, Reply, Sender, Sent } from './types.ts';

const tries = 3;
const usualWait = 1000;
const longestWait = 10_000;
const cardSummary = 'Your card has changed.';

/** A submitted card's answer goes onto that card; everything else is a message of its own. */
export type Answer = { press: PressAnswer; replyTo?: string } | { replies: Reply[] };

const outgoing = (answer: PressAnswer): Outgoing => ('card' in answer ? { card: answer.card, summary: cardSummary } : { text: answer.message });

const create = async (sender: Sender, to: Recipient, message: Outgoing): Promise<Sent> => {
  for (let tried = 1; ; tried += 1) {
    const sent = await sender.create(to, message);
    if (sent.outcome !== 'later' || tried === tries) return sent;
    await pause(Math.min(sent.afterMs ?? usualWait, longestWait));
  }
};

const messagesOf = (answer: Answer): Outgoing[] => ('press' in answer ? [outgoing(answer.press)] : answer.replies);

const putOnCard = async (sender: Sender, to: Recipient, answer: Answer): Promise<boolean> => {
  if (!('press' in answer) || !('card' in answer.press) || answer.replyTo === undefined) return false;
  const sent = await sender.update(to, answer.replyTo, outgoing(answer.press));
  return sent.outcome === 'sent';
};

/** Puts or sends an answer. What does not arrive is logged, without its words. */
export const deliver = async (sender: Sender, to: Recipient, answer: Answer, activity: string, log: Log): Promise<void> => {
  if (await putOnCard(sender, to, answer)) return;
  for (const message of messagesOf(answer)) {
    const { outcome } = await create(sender, to, message);
    if (outcome !== 'sent') log.warn({ outcome, activity }, 'An answer did not arrive');
  }
};
