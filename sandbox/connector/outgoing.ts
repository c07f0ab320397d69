/** Reads what the bot sends: refuses what Teams refuses, and turns the rest into messages. */

import { lintCard } from './lint.ts';
import { badSyntax, notImitated, tooBig } from './refusal.ts';
import type { Card, Message } from './shapes.ts';

/** The part of a message that the bot decides. */
export type Said = Pick<Message, 'text' | 'card' | 'alert' | 'summary'>;

const largest = 102_400;
const cardType = 'application/vnd.microsoft.card.adaptive';

/** Bytes as Teams counts them: two for each UTF-16 unit of the JSON, images within it left out. */
export const sizeOf = (body: unknown): number =>
  2 * JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' && /^data:image\/[a-z]+;base64,/.test(value) ? '' : value)).length;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One message, or two when text and card come together; none for a typing indicator. */
export function saidIn(body: unknown): Said[] {
  if (!isObject(body) || typeof body.type !== 'string') throw badSyntax('An activity needs a type.');
  if (sizeOf(body) > largest) throw tooBig();
  if (body.type === 'typing') return [];
  if (body.type !== 'message') throw notImitated(`activities of type ${body.type}`);
  const text = typeof body.text === 'string' && body.text !== '' ? body.text : undefined;
  const card = cardIn(body.attachments);
  if (text === undefined && card === undefined) throw badSyntax('A message needs text or an attachment.');
  const ring = ringOf(body);
  if (card === undefined) return [{ ...ring, ...(text === undefined ? {} : { text }) }];
  return [...(text === undefined ? [] : [{ text }]), { ...ring, card }];
}

function cardIn(attachments: unknown): Card | undefined {
  if (attachments === undefined || attachments === null) return undefined;
  if (!Array.isArray(attachments) || !attachments.every(isObject)) throw badSyntax('Attachments must be a list of objects.');
  const [first, ...more] = attachments;
  if (!first) return undefined;
  if (more.length > 0) throw notImitated('several attachments in one message');
  if (first.contentType !== cardType) throw notImitated(`attachments of type ${String(first.contentType)}`);
  if (!isObject(first.content)) throw badSyntax('An adaptive card needs content.');
  return first.content;
}

function ringOf(body: Record<string, unknown>): Pick<Said, 'alert' | 'summary'> {
  const channelData = isObject(body.channelData) ? body.channelData : {};
  const notification = isObject(channelData.notification) ? channelData.notification : {};
  return {
    ...(notification.alert === true ? { alert: true } : {}),
    ...(typeof body.summary === 'string' && body.summary !== '' ? { summary: body.summary } : {}),
  };
}

export interface Finding {
  /** ISO instant, case time. */
  at: string;
  oid: string;
  /** Of the card that was sent, or of the card that was pressed. */
  messageId: string;
  words: string;
}

export interface Findings {
  inspect(card: unknown, where: Omit<Finding, 'words'>): void;
  /** Oldest first. */
  all(): Finding[];
}

/** What is wrong with the cards that were sent: told, never refused. */
export function findings(): Findings {
  const kept: Finding[] = [];
  return {
    inspect: (card, where) => {
      for (const words of lintCard(card)) kept.push({ ...where, words });
      kept.splice(0, kept.length - 1000);
    },
    all: () => kept,
  };
}
