import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { handle, type World } from '../pipeline/handle.ts';
import type { Head } from '../store/port.ts';
import type { Outgoing, Recipient, Reference, Sender, Sent } from '../teams/types.ts';
import type { View } from '../views/view.ts';
import type { Handler, Performed } from './worker.ts';

/** The one message that shows a stream to a person. Only the worker writes it. */
export interface CardRecord {
  activity?: string;
  ask?: string;
  round?: number;
  /** What its reader was told last. */
  news?: string;
  /** Digest of what was shown, so that nothing is sent twice for nothing. */
  shown: string;
  open: boolean;
  /** Of the stream, where somebody has pressed on this message and it does not show the answer yet. */
  version?: number;
}

/** Somebody pressed on a message and got a card as the answer: it is there already, and what it asks needs no alert. */
export interface Answered { activity: string; version: number; ask?: string; round?: number }

export interface CardsOptions {
  world: World;
  sender(): Sender;
  /** Whose chats show a stream, and what each of them shows. */
  audience(head: Head): Promise<string[]>;
  view(head: Head, person: string): Promise<View | undefined>;
  draw(view: View, head: Head): object;
  /** The line to which a message shrinks when its ask is answered or gone. */
  line(head: Head, person: string): object;
  /** Ends when what a person is pressing now is answered: the answer may be what would be sent. */
  answered(person: string): Promise<void>;
  /** The service URL to open a chat with when a person has never written. */
  serviceUrl(): Promise<string | undefined>;
}

export const recordId = (stream: string, person: string): string => `${stream} ${person}`;

const digest = (card: object): string => createHash('sha256').update(JSON.stringify(card)).digest('base64url');

export interface Cards {
  /** "This stream's cards, at version n or later": brings each person's message to the present state. Late runs are harmless. */
  handler: Handler;
  /** Puts the answer to a press onto the pressed message, where the outbox was quicker than the answer. */
  freshen(stream: string, person: string): Promise<void>;
}

const freshenings = 3;
/** Milliseconds in which the outbox has usually put the answer there. */
const usually = 250;

export const cardsOf = (options: CardsOptions): Cards => {
  const { store } = options.world;
  const inTurn = turns();
  const handler: Handler = (effect) => inTurn(effect.stream, async () => {
    const head = await store.load(effect.stream);
    if (!head) return { state: 'done', performed: effect.wanted };
    const people = await options.audience(head);
    const results = await Promise.all(people.map((person) => show(person, head, options)));
    const later = results.find((result) => result !== undefined && result.state === 'retry');
    return later ?? { state: 'done', performed: head.version };
  });
  const freshenOnce = (stream: string, person: string): Promise<Performed | undefined> => inTurn(stream, async () => {
    const id = recordId(stream, person);
    const behind = (await store.kept<Answered>('answered', id)) !== undefined || (await store.kept<CardRecord>('card', id))?.shown === '';
    if (!behind) return undefined;
    const head = await store.load(stream);
    return head && show(person, head, options);
  });
  return {
    handler,
    freshen: async (stream, person) => {
      let wait = usually;
      for (let tries = 1; tries <= freshenings; tries += 1) {
        await pause(wait, undefined, { ref: false });
        const left = await freshenOnce(stream, person);
        if (left?.state !== 'retry') return;
        wait = left.afterMs ?? 1_000;
      }
    },
  };
};

/** One stream's cards are brought up to date by one at a time. */
const turns = (): (<T>(stream: string, work: () => Promise<T>) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>();
  return async (stream, work) => {
    const now = (last.get(stream) ?? Promise.resolve()).then(work, work);
    last.set(stream, now);
    try {
      return await now;
    } finally {
      if (last.get(stream) === now) last.delete(stream);
    }
  };
};

const show = async (person: string, read: Head, options: CardsOptions): Promise<Performed | undefined> => {
  const { store } = options.world;
  await options.answered(person);
  const id = recordId(read.stream, person);
  const reference = await store.kept<Reference>('reference', person);
  const to = { id: person, ...(reference && { reference }) };
  const before = await standing(id, to, options);
  if (before && 'state' in before) return before;
  // They have pressed since the stream was read.
  const head = (before?.version ?? 0) > read.version ? ((await store.load(read.stream)) ?? read) : read;
  const view = await options.view(head, person);
  if (!view) return before?.activity === undefined ? undefined : shrink(person, head, before.activity, options);
  const card = options.draw(view, head);
  // The version stands in every button; only what a person sees decides whether anything is sent.
  const shown = digest(options.draw(view, { ...head, version: 0 }));
  const next: CardRecord = { shown, open: view.open, ...(view.ask !== undefined && { ask: view.ask, round: view.round ?? 0 }), ...(view.news !== undefined && { news: view.news }) };
  const sameAsk = before !== undefined && before.ask === next.ask && (before.round ?? 0) === (next.round ?? 0);
  // Whoever has just pressed reads it as the answer; anybody else would miss an update in place.
  const isNews = view.ask === undefined && view.news !== undefined && before !== undefined && before.shown !== '' && before.news !== view.news;
  if (before?.activity !== undefined && !isNews && (sameAsk || view.ask === undefined)) {
    if (before.shown === shown || (sameAsk && before.open && view.open && view.ask !== undefined)) return undefined;
    const sent = await options.sender().update(to, before.activity, { card, summary: view.summary });
    if (sent.outcome === 'sent') await store.keep('card', id, { ...next, activity: before.activity });
    // The message that a press named may be none of ours: then theirs is sent anew.
    const notOurs = before.shown === '' && sent.outcome === 'refused' && sent.reach === undefined;
    if (sent.outcome !== 'gone' && !notOurs) return undone(sent);
  } else if (before?.activity !== undefined) {
    const sent = await options.sender().update(to, before.activity, { card: options.line(head, person), summary: 'Fair Contact' });
    if (sent.outcome === 'later') return retry(sent);
  }
  // What is only for information is sent at most once; an ask is sent until it has surely arrived.
  if (before && before.shown === shown && view.ask === undefined) return undefined;
  return create(person, head, view, card, next, options);
};

/** The message that shows a stream to a person. One on which they have pressed is adopted, and its twin removed. */
const standing = async (id: string, to: Recipient, { world, sender }: CardsOptions): Promise<CardRecord | Performed | undefined> => {
  const { store } = world;
  const known = await store.kept<CardRecord>('card', id);
  const answered = await store.kept<Answered>('answered', id);
  if (!answered) return known;
  if (known?.activity !== undefined && known.activity !== answered.activity) {
    const removed = await sender().remove(to, known.activity);
    if (removed.outcome === 'later') return retry(removed);
  }
  // Teams still holds the card that was pressed, so what is shown there counts as nothing.
  const adopted: CardRecord = { shown: '', open: false, ...answered };
  await store.keep('card', id, adopted);
  await store.forget('answered', id);
  return adopted;
};

/** What is left to do after a change that was not made. Nobody can be helped whom Teams does not reach: the next change tries again. */
const undone = (sent: Sent): Performed | undefined => {
  if (sent.outcome === 'later') return retry(sent);
  return sent.outcome === 'refused' && sent.reach === undefined ? { state: 'retry', error: sent.code } : undefined;
};

/** There is nothing to show any more: the message becomes a line, and is let go. */
const shrink = async (person: string, head: Head, activity: string, { world, sender, line }: CardsOptions): Promise<Performed | undefined> => {
  const reference = await world.store.kept<Reference>('reference', person);
  const sent = await sender().update({ id: person, ...(reference && { reference }) }, activity, { card: line(head, person), summary: 'Fair Contact' });
  if (sent.outcome === 'later') return retry(sent);
  await world.store.forget('card', recordId(head.stream, person));
  return undefined;
};

const create = async (person: string, head: Head, view: View, card: object, next: CardRecord, options: CardsOptions): Promise<Performed | undefined> => {
  const { world } = options;
  const { store } = world;
  const id = recordId(head.stream, person);
  // Whoever hears of a case for the first time is alerted as well, such as the duty manager of a danger.
  const alert = view.ask !== undefined || view.news !== undefined || (await store.kept<CardRecord>('card', id)) === undefined;
  const sent = await post(person, { card, summary: view.summary, alert }, options);
  switch (sent.outcome) {
    case 'sent':
      world.at('sent-not-recorded', 'card');
      await store.keep('card', id, { ...next, ...(sent.id !== undefined && { activity: sent.id }) });
      await reached(person, head, world);
      return undefined;
    case 'unknown':
      if (view.ask !== undefined) return { state: 'retry', error: 'Unknown' };
      await store.keep('card', id, next);
      return undefined;
    case 'later':
      return retry(sent);
    case 'refused':
      if (sent.reach === undefined) return { state: 'retry', error: sent.code };
      if (head.stream.startsWith('case/') && view.ask !== undefined)
        await handle({ stream: head.stream, verb: 'personUnreachable', actor: 'system', input: { person, why: sent.reach }, id: `unreachable/${person}/${head.version}` }, world);
      return undefined;
    case 'gone':
      return undefined;
  }
};

/** Sends into the person's chat, which is opened first when they have never written. */
const post = async (person: string, activity: Outgoing, { world, sender, serviceUrl }: CardsOptions): Promise<Sent> => {
  let reference = await world.store.kept<Reference>('reference', person);
  if (!reference?.conversation) {
    const url = await serviceUrl();
    if (url === undefined) return { outcome: 'later', afterMs: 5_000 };
    const opened = await sender().openChat(person, url);
    if (!('conversation' in opened)) return opened;
    reference = opened;
    await world.store.keep('reference', person, opened);
  }
  return sender().create({ id: person, reference }, activity);
};

const reached = async (person: string, head: Head, world: World): Promise<void> => {
  const state = head.state as { unreachable?: Record<string, unknown> };
  if (state.unreachable?.[person] !== undefined)
    await handle({ stream: head.stream, verb: 'personReached', actor: 'system', input: { person }, id: `reached/${person}/${head.version}` }, world);
};

const retry = (sent: { afterMs?: number }): Performed => ({ state: 'retry', error: 'Later', ...(sent.afterMs !== undefined && { afterMs: sent.afterMs }) });
