/** What a caller may write of an event, and the rules that a schema cannot say. */

import type { Attendee, CalendarEvent, ExtendedProperty } from './documents.ts';
import { badRequest } from './refusal.ts';
import { isMidnight, readTime, type DateTimeTimeZone } from './times.ts';
import { toHtml } from './words.ts';

interface WrittenAttendee {
  emailAddress: { name?: string; address: string };
  type?: Attendee['type'];
}

export interface ChangedEvent {
  subject?: string;
  body?: { contentType: 'text' | 'html'; content: string };
  start?: DateTimeTimeZone;
  end?: DateTimeTimeZone;
  location?: { displayName: string };
  attendees?: WrittenAttendee[];
}

export interface NewEvent extends ChangedEvent {
  subject: string;
  start: DateTimeTimeZone;
  end: DateTimeTimeZone;
  isAllDay?: boolean;
  isOnlineMeeting?: boolean;
  transactionId?: string;
  singleValueExtendedProperties?: ExtendedProperty[];
  sensitivity?: CalendarEvent['sensitivity'];
  importance?: CalendarEvent['importance'];
  showAs?: CalendarEvent['showAs'];
  hideAttendees?: boolean;
  allowNewTimeProposals?: boolean;
  responseRequested?: boolean;
  isReminderOn?: boolean;
  reminderMinutesBeforeStart?: number;
}

/** What a caller decides of an event; the rest is the mailbox's. */
type Written = Omit<
  CalendarEvent,
  'id' | 'itemId' | 'owner' | 'iCalUId' | 'folder' | 'isOrganizer' | 'isCancelled' | 'version' | 'createdAt' | 'changedAt' | 'organizer' | 'joinUrl'
>;

export const readAttendees = (written: WrittenAttendee[] | undefined): Attendee[] =>
  (written ?? []).map(({ emailAddress: { name, address }, type }) => ({ type: type ?? 'required', emailAddress: { name: name ?? address, address } }));

/** Refused unless the end comes after the start. */
export function checkOrder(start: string, end: string): void {
  if (Temporal.Instant.compare(Temporal.Instant.from(start), Temporal.Instant.from(end)) >= 0) {
    throw badRequest('The end of an event must come after its start.', 'ErrorCalendarEndDateIsEarlierThanStartDate');
  }
}

function checkAllDay({ isAllDay, start, end }: NewEvent): void {
  if (!isAllDay) return;
  if (!isMidnight(start) || !isMidnight(end) || start.timeZone !== end.timeZone) {
    throw badRequest('An all-day event starts and ends at midnight in one time zone.', 'ErrorInvalidPropertyValue');
  }
}

export function readNewEvent(event: NewEvent): Written {
  const start = readTime(event.start).toString();
  const end = readTime(event.end).toString();
  checkOrder(start, end);
  checkAllDay(event);
  return {
    subject: event.subject,
    body: toHtml(event.body),
    start,
    end,
    zone: event.start.timeZone,
    location: event.location?.displayName ?? '',
    attendees: readAttendees(event.attendees),
    transactionId: event.transactionId ?? null,
    extended: event.singleValueExtendedProperties ?? [],
    isAllDay: event.isAllDay ?? false,
    sensitivity: event.sensitivity ?? 'normal',
    importance: event.importance ?? 'normal',
    showAs: event.showAs ?? 'busy',
    hideAttendees: event.hideAttendees ?? false,
    allowNewTimeProposals: event.allowNewTimeProposals ?? true,
    responseRequested: event.responseRequested ?? true,
    isReminderOn: event.isReminderOn ?? true,
    reminderMinutesBeforeStart: event.reminderMinutesBeforeStart ?? 15,
  };
}
