/** What the stand-in keeps. Instants are ISO strings in UTC. */

/** A busy time that was set by hand. */
export interface BusyTime {
  start: string;
  end: string;
}

/** Automatic replies: off, on, or on between two instants. */
export type Away = boolean | { start: string; end: string };

export interface DirectoryPerson {
  id: string;
  owner: '';
  name: string;
  title: string;
  mail: string;
  manager: string | null;
  groups: string[];
  /** A leaver's account and mailbox are gone. */
  left: boolean;
  away: Away;
  /** Without a list, the person has the weekly busy times that are made from their id. */
  busy: BusyTime[] | null;
}

export interface ExtendedProperty {
  id: string;
  value: string;
}

export interface EmailAddress {
  name: string;
  address: string;
}

export interface Attendee {
  type: 'required' | 'optional' | 'resource';
  emailAddress: EmailAddress;
}

/** One mailbox's copy of an event. The copies of a meeting share `iCalUId`. */
export interface CalendarEvent {
  /** The immutable id; `itemId` is the one that changes when the item moves. */
  id: string;
  itemId: string;
  owner: string;
  iCalUId: string;
  folder: 'calendar' | 'deleteditems';
  isOrganizer: boolean;
  isCancelled: boolean;
  version: number;
  createdAt: string;
  changedAt: string;
  organizer: EmailAddress;
  transactionId: string | null;
  extended: ExtendedProperty[];
  joinUrl: string | null;
  subject: string;
  /** HTML. */
  body: string;
  start: string;
  end: string;
  zone: string;
  isAllDay: boolean;
  location: string;
  attendees: Attendee[];
  sensitivity: 'normal' | 'personal' | 'private' | 'confidential';
  importance: 'low' | 'normal' | 'high';
  showAs: 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere';
  hideAttendees: boolean;
  allowNewTimeProposals: boolean;
  responseRequested: boolean;
  isReminderOn: boolean;
  reminderMinutesBeforeStart: number;
}

export type MailFolder = 'drafts' | 'sentitems' | 'inbox';

export interface MailMessage {
  id: string;
  itemId: string;
  owner: string;
  folder: MailFolder;
  /** Calendars send mail of their own. */
  kind: 'mail' | 'invitation' | 'update' | 'cancellation';
  createdAt: string;
  sentAt: string | null;
  subject: string;
  body: { contentType: 'text' | 'html'; content: string };
  from: EmailAddress;
  to: EmailAddress[];
  cc: EmailAddress[];
  bcc: EmailAddress[];
  replyTo: EmailAddress[];
  importance: 'low' | 'normal' | 'high';
  headers: { name: string; value: string }[];
  extended: ExtendedProperty[];
  attachments: { name: string; contentType: string; contentBytes: string }[];
  internetMessageId: string;
  conversationId: string;
}

export interface DriveItem {
  id: string;
  /** The drive. */
  owner: string;
  /** From the root, without a leading slash. */
  path: string;
  folder: boolean;
  contentType: string;
  /** Base64. */
  content: string;
  size: number;
  version: number;
  createdAt: string;
  changedAt: string;
}

export interface Documents {
  person: DirectoryPerson;
  event: CalendarEvent;
  message: MailMessage;
  item: DriveItem;
}

export type Kind = keyof Documents;
