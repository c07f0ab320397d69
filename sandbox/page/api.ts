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

export type Card = Record<string, unknown>;

export interface Message {
  id: string;
  from: 'bot' | 'user';
  /** ISO instant. */
  at: string;
  text?: string;
  card?: Card;
  files?: { name: string; type: string; size: number }[];
  edited?: boolean;
  /** Whether Teams would have rung for it, with `summary` as the words of the alert. */
  alert?: boolean;
  summary?: string;
}

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

/** Reads JSON. Throws an Error that names the address and status when the answer is not 2xx. */
export const ask = async <T>(address: string, init?: RequestInit): Promise<T> => {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
  const body = await answer.text();
  return (body === '' ? {} : JSON.parse(body)) as T;
};

const post = <T>(address: string, body: unknown): Promise<T> =>
  ask<T>(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const chatOf = (oid: string): string => `/ui/chats/${encodeURIComponent(oid)}`;

export const readConfig = (): Promise<Config> => ask('/ui/config');
export const readPeople = (): Promise<Person[]> => ask('/ui/people');
export const readChat = (oid: string): Promise<{ messages: Message[] }> => ask(chatOf(oid));
export const readClock = (): Promise<{ now: string }> => ask('/clock');
export const moveClock = (move: Move): Promise<{ now: string; passed: number }> => post('/clock', { move });
export const markRead = (oid: string): Promise<unknown> => post(`${chatOf(oid)}/read`, {});

/** Sends what a person typed, as JSON, or as form data when files go with it. */
export const sendMessage = (oid: string, text: string, files: File[]): Promise<unknown> => {
  const address = `${chatOf(oid)}/messages`;
  if (files.length === 0) return post(address, { text });
  const form = new FormData();
  form.append('text', text);
  for (const file of files) form.append('files', file);
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

/** Listens to server-sent events for ever; `lost` and `found` tell when the connection goes and comes back. */
export const follow = <T>(address: string, heard: (change: T) => void, lost: () => void, found: () => void): void => {
  let gone = false;
  const open = (): void => {
    const source = new EventSource(address);
    source.addEventListener('message', (event) => heard(JSON.parse(String(event.data)) as T));
    source.addEventListener('open', () => {
      if (gone) found();
      gone = false;
    });
    source.addEventListener('error', () => {
      gone = true;
      lost();
      // The browser tries again by itself, except when the answer was not an event stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    });
  };
  open();
};
