/** What the stand-in keeps, and what the chat page sees of it. */

export interface Person {
  /** Entra object id. */
  id: string;
  name: string;
  title: string;
  mail?: string;
}

export interface FileNote {
  name: string;
  type: string;
  size: number;
}

export type Card = Record<string, unknown>;

export interface Message {
  /** Epoch milliseconds as text, ever increasing. */
  id: string;
  from: 'bot' | 'user';
  /** ISO instant, case time. */
  at: string;
  text?: string;
  card?: Card;
  files?: FileNote[];
  edited?: boolean;
  /** Whether the bot asked for an alert in the activity feed, with `summary` as its words. */
  alert?: boolean;
  summary?: string;
}

/** One event of the page's stream. */
export interface Change {
  type: 'message' | 'update' | 'delete' | 'people' | 'clock';
  oid?: string;
  message?: Message;
}

export type Announce = (change: Change) => void;

/** An activity as it goes over the wire. */
export type Activity = Record<string, unknown> & { type: string; id: string };

/** Where a line about the simulation goes. */
export type Log = (line: string) => void;
