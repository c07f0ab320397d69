import type { Card, Message } from '../connector/shapes.ts';

/** What the page asks of the Bot Connector stand-in (same origin) and hears from it. */

export interface Config {
  /** Origin of the Graph stand-in. */
  graph: string;
  /** Whether case time can be moved here. */
  clock: boolean;
  landlord: string;
}

export interface Person {
  id: string;
  name: string;
  title: string;
  unread: number;
  installed: boolean;
}

export type { Card, Message };

export interface PressedAction {
  type: 'Action.Execute' | 'Action.Submit';
  verb: string;
  data: unknown;
}

/** What comes back from a press (the invoke response); `error` when there was none. */
export interface Answer {
  statusCode?: number;
  type?: string;
  value?: unknown;
  error?: unknown;
}

export interface Change {
  type: 'message' | 'update' | 'delete' | 'people' | 'clock';
  oid?: string;
  message?: Message;
}

export type Move = 'nextDue' | 'day' | 'month';

/** The sandbox said no, with a sentence for the person. */
export class Refused extends Error {}

/** Reads JSON. Throws `Refused` when the answer is not 2xx, and what `fetch` throws when there is none. */
export const ask = async <T>(address: string, init?: RequestInit): Promise<T> => {
  const answer = await fetch(address, init);
  const body = await answer.text();
  if (!answer.ok) throw new Refused(reasonIn(body) ?? `${address} answered ${answer.status}.`);
  return (body === '' ? {} : JSON.parse(body)) as T;
};

const reasonIn = (body: string): string | undefined => {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
};

const post = <T>(address: string, body: unknown): Promise<T> =>
  ask<T>(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const chatOf = (oid: string): string => `/ui/chats/${encodeURIComponent(oid)}`;

export const readConfig = (): Promise<Config> => ask('/ui/config');
export const readPeople = (): Promise<Person[]> => ask('/ui/people');
export const readChat = (oid: string): Promise<{ messages: Message[] }> => ask(chatOf(oid));
export const readClock = (): Promise<{ now: string }> => ask('/clock');
export const moveClock = (move: Move): Promise<{ now: string; passed: number }> => post('/clock', { move });
/** The person adds the bot to their Teams. */
export const install = (oid: string): Promise<unknown> => post(`/ui/people/${encodeURIComponent(oid)}/install`, {});
export const markRead = (oid: string): Promise<unknown> => post(`${chatOf(oid)}/read`, {});

/** A file to send; a picture that was pasted goes into the message itself, as Teams does with it. */
export interface Attached {
  file: File;
  pasted: boolean;
}

/** Sends what a person typed, as JSON, or as form data when files go with it. */
export const sendMessage = (oid: string, text: string, attached: Attached[]): Promise<unknown> => {
  const address = `${chatOf(oid)}/messages`;
  if (attached.length === 0) return post(address, { text });
  const form = new FormData();
  form.append('text', text);
  for (const { file, pasted } of attached) form.append(pasted ? 'pasted' : 'files', file);
  return ask(address, { method: 'POST', body: form });
};

/** Presses a button of a card. Never throws: what fails on the way is an answer with `error`, as in Teams. */
export const pressButton = async (oid: string, messageId: string, action: PressedAction): Promise<Answer> => {
  try {
    return await post<Answer>(`${chatOf(oid)}/press`, { messageId, action });
  } catch (error) {
    return { error: String(error) };
  }
};

/** Who listens to a stream: `lost` and `found` tell when the connection goes and comes back. */
export interface Listener<T> {
  hear(change: T): void;
  lost(): void;
  found(): void;
}

/** Listens for ever to server-sent events of this name, whose data is JSON. */
export const follow = <T>(address: string, name: string, listener: Listener<T>): void => {
  const open = (): void => {
    const source = new EventSource(address);
    source.addEventListener(name, (event: MessageEvent<string>) => listener.hear(JSON.parse(event.data) as T));
    // What happened between reading the chat and this moment was told to nobody.
    source.addEventListener('open', () => listener.found());
    source.addEventListener('error', () => {
      listener.lost();
      // The browser tries again by itself, except when the answer was not an event stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    });
  };
  open();
};
