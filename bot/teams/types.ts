/** What this folder gives to the rest of the bot, and what it is handed. Nothing here knows the SDK. */
import type { Express } from 'express';

/** The person behind a verified activity; never taken from a card's data. */
export interface Who {
  /** Entra object id. */
  id: string;
  tenant: string;
  name: string;
  /** The person's Teams id, valid for this bot only. */
  mri: string;
}

/** Where a person's private chat with the bot is found. */
export interface Reference {
  conversation: string;
  serviceUrl: string;
  /** Empty until the person has written or pressed. */
  mri: string;
  /** Entra object id. */
  id: string;
  installed: boolean;
}

export interface InboundFile {
  name: string;
  contentType: string;
  url: string;
  /** A pasted picture is fetched with the bot's token; a shared file is not. */
  needsToken: boolean;
  /** Bytes, where Teams says so. */
  size?: number;
}

export interface Press {
  kind: 'press';
  who: Who;
  verb: string;
  data: Record<string, unknown>;
  /** The pressed card's message id, as the client stamped it. */
  replyTo?: string;
  activityId: string;
  shape: 'execute' | 'submit';
}

export interface TextMessage {
  kind: 'text';
  who: Who;
  text: string;
  activityId: string;
  files: InboundFile[];
}

export type Inbound = TextMessage | Press | { kind: 'installed' | 'uninstalled'; who: Who } | { kind: 'ignored' };

export type PressAnswer = { card: object } | { message: string };

export type Reply = { text: string } | { card: object; summary: string };

/** What the rest of the bot does with what arrives. */
export interface TeamsApp {
  /** An Execute's answer goes out in the HTTP answer; a Submit's is put on the pressed card afterwards. */
  onPress(press: Press): Promise<PressAnswer>;
  /** Replies are sent after Teams has its 200, in order, each as a message of its own. */
  onText(message: TextMessage): Promise<Reply[]>;
  onInstalled(who: Who): Promise<Reply[]>;
  onUninstalled(who: Who): Promise<Reply[]>;
  /** Told before anything else of every activity in a private chat; a press waits for it. */
  onReference(reference: Reference): Promise<void>;
}

export interface TeamsConfig {
  appId: string;
  appType: 'SingleTenant' | 'UserAssignedMSI';
  tenant: string;
  password?: string;
  /** Prefixes: origin and path. Whatever else an activity names is refused and never gets the bot's token. */
  serviceUrls: string[];
  /** Local mode: the loopback origin of the token stand-in. */
  local?: { login: string };
}

/** A message is a text or a card, never both: Teams would split it and return no id. */
export interface Outgoing {
  text?: string;
  card?: object;
  /** What a phone's lock screen shows of a card: no personal details. */
  summary?: string;
  alert?: boolean;
}

/** Why a person cannot be reached, where Teams says so. */
export type Reach = 'notInstalled' | 'blocked' | 'left' | 'disabled';

export type Sent =
  | { outcome: 'sent'; id?: string }
  /** Trying again as it stands is of no use. Status 0: nothing was sent at all. */
  | { outcome: 'refused'; code: string; status: number; reach?: Reach }
  /** The message to be changed is no longer there. */
  | { outcome: 'gone' }
  /** Nothing was done; try again, not before `afterMs` milliseconds where given. */
  | { outcome: 'later'; afterMs?: number }
  /** It may have been sent. */
  | { outcome: 'unknown' };

/** Why a chat could not be opened. */
export type Refusal = Exclude<Sent, { outcome: 'sent' | 'gone' }>;

export interface Recipient {
  /** Entra object id. */
  id: string;
  reference?: Reference;
}

export type Download = { bytes: Uint8Array; contentType: string } | { refused: string };

/** The single way out to Teams. No method throws for what Teams answers. */
export interface Sender {
  create(to: Recipient, activity: Outgoing): Promise<Sent>;
  update(to: Recipient, activityId: string, activity: Outgoing): Promise<Sent>;
  remove(to: Recipient, activityId: string): Promise<Sent>;
  openChat(personId: string, serviceUrl: string): Promise<Reference | Refusal>;
  download(file: InboundFile, maxBytes: number): Promise<Download>;
}

/** As pino has it. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Epoch milliseconds of the machine, for tokens and retries only. */
export type MachineNow = () => number;

export interface TeamsOptions {
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on; loopback unless given. */
  host?: string;
  log: Log;
  machineNow: MachineNow;
  /** Adds further routes to the same server, behind the bot's own. */
  mount?: (express: Express) => void;
}

export interface RunningTeams {
  port: number;
  sender: Sender;
  /** Takes nothing new, ends what was begun. */
  close(): Promise<void>;
}
