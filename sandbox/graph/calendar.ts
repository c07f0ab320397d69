/** Events: booked by their organiser, seen by everybody who is asked to them. */

import { randomUUID } from 'node:crypto';
import { shareEvent, withdrawEvent } from './attendance.ts';
import { takenTimes, type TakenTime } from './busy.ts';
import type { Answer, Call, Handler, Landlord } from './call.ts';
import type { CalendarEvent, DirectoryPerson } from './documents.ts';
import { checkOrder, readAttendees, readNewEvent, type ChangedEvent, type NewEvent } from './event-input.ts';
import { shownEvent } from './event-shape.ts';
import { expansionOf, filterOf } from './odata.ts';
import { pageOf } from './paging.ts';
import { addressOf, mailboxOf, mintImmutableId, mintItemId } from './persons.ts';
import { badRequest, itemNotFound } from './refusal.ts';
import { readQueryTime, readTime } from './times.ts';
import { toHtml, withJoinBlock } from './words.ts';

const ownerOf = (call: Call, landlord: Landlord): DirectoryPerson => mailboxOf(landlord, call.path['user-id'] ?? '');

function eventOf(call: Call, landlord: Landlord): CalendarEvent {
  const id = call.path['event-id'] ?? '';
  const owner = ownerOf(call, landlord);
  const found = landlord.state.list('event', owner.id).find((event) => event.id === id || event.itemId === id);
  // What was cancelled lies among the deleted things, where a calendar does not look.
  if (!found || found.folder !== 'calendar') throw itemNotFound();
  return found;
}

const shown = (event: CalendarEvent, call: Call): object => ({ '@odata.context': call.context, ...shownEvent(event, call) });

function bookedBefore(landlord: Landlord, owner: DirectoryPerson, transactionId: string | undefined): CalendarEvent | undefined {
  if (transactionId === undefined) return undefined;
  return landlord.state.list('event', owner.id).find((event) => event.transactionId === transactionId);
}

function joinAddress(tenant: string, organiser: DirectoryPerson): string {
  const context = encodeURIComponent(JSON.stringify({ Tid: tenant, Oid: organiser.id }));
  return `https://teams.harrowmere.example/l/meetup-join/${randomUUID()}/0?context=${context}`;
}

function book(landlord: Landlord, owner: DirectoryPerson, asked: NewEvent): CalendarEvent {
  const written = readNewEvent(asked);
  const at = landlord.now().toString();
  const joinUrl = asked.isOnlineMeeting ? joinAddress(landlord.tenant, owner) : null;
  const event: CalendarEvent = {
    ...written,
    body: joinUrl === null ? written.body : withJoinBlock(written.body, joinUrl),
    joinUrl,
    id: mintImmutableId(),
    itemId: mintItemId(),
    owner: owner.id,
    iCalUId: randomUUID().replaceAll('-', '').toUpperCase(),
    folder: 'calendar',
    isOrganizer: true,
    isCancelled: false,
    version: 1,
    createdAt: at,
    changedAt: at,
    organizer: addressOf(owner),
  };
  landlord.state.write('event', event);
  shareEvent(landlord, event);
  return event;
}

const createEvent: Handler = (call, landlord) => {
  const owner = ownerOf(call, landlord);
  const asked = call.body as NewEvent;
  const event = bookedBefore(landlord, owner, asked.transactionId) ?? landlord.state.atomically(() => book(landlord, owner, asked));
  // The link is made a moment later: only a later read shows it.
  return { status: 201, body: { '@odata.context': call.context, ...shownEvent(event, call, null) } };
};

const getEvent: Handler = (call, landlord) => ({ status: 200, body: shown(eventOf(call, landlord), call) });

const listEvents: Handler = (call, landlord) => {
  const keeps = filterOf(call.query.$filter);
  expansionOf(call.query.$expand);
  const events = landlord.state.list('event', ownerOf(call, landlord).id).filter((event) => event.folder === 'calendar' && keeps(event));
  return { status: 200, body: pageOf(call, events, landlord.pageSize, (event) => shownEvent(event, call)) };
};

function organisedBy(event: CalendarEvent, what: string): void {
  if (event.isOrganizer) return;
  throw badRequest(`Your request can't be completed. You need to be an organizer to ${what} a meeting.`, 'ErrorInvalidRequest');
}

/** The meeting in Teams lives as long as its link stands in the body. */
function bodyAfter(event: CalendarEvent, body: ChangedEvent['body']): Pick<CalendarEvent, 'body' | 'joinUrl'> {
  if (!body) return { body: event.body, joinUrl: event.joinUrl };
  const html = toHtml(body);
  return { body: html, joinUrl: event.joinUrl !== null && html.includes(event.joinUrl) ? event.joinUrl : null };
}

function changed(event: CalendarEvent, asked: ChangedEvent, at: string): CalendarEvent {
  const after: CalendarEvent = {
    ...event,
    ...bodyAfter(event, asked.body),
    subject: asked.subject ?? event.subject,
    location: asked.location?.displayName ?? event.location,
    start: asked.start ? readTime(asked.start).toString() : event.start,
    end: asked.end ? readTime(asked.end).toString() : event.end,
    attendees: asked.attendees ? readAttendees(asked.attendees) : event.attendees,
    version: event.version + 1,
    changedAt: at,
  };
  checkOrder(after.start, after.end);
  return after;
}

const changeEvent: Handler = (call, landlord): Answer => {
  const before = eventOf(call, landlord);
  organisedBy(before, 'change');
  const after = changed(before, call.body as ChangedEvent, landlord.now().toString());
  landlord.state.atomically(() => {
    landlord.state.write('event', after);
    shareEvent(landlord, after, before);
  });
  return { status: 200, body: shown(after, call) };
};

const cancelEvent: Handler = (call, landlord): Answer => {
  const event = eventOf(call, landlord);
  organisedBy(event, 'cancel');
  const { comment = '' } = call.body as { comment?: string };
  landlord.state.atomically(() => {
    withdrawEvent(landlord, event, comment);
    const version = event.version + 1;
    const changedAt = landlord.now().toString();
    landlord.state.write('event', { ...event, itemId: mintItemId(), folder: 'deleteditems', isCancelled: true, version, changedAt });
  });
  return { status: 202 };
};

/** A busy time that no event of ours stands behind, as an event. It can be seen here, not fetched by its id. */
function asEvent({ start, end, showAs, event }: TakenTime, owner: DirectoryPerson): CalendarEvent {
  if (event) return event;
  const id = `busy-${start.epochMilliseconds}`;
  const at = start.toString();
  return {
    id, itemId: id, owner: owner.id, iCalUId: id, folder: 'calendar', isOrganizer: true, isCancelled: false, version: 1,
    createdAt: at, changedAt: at, organizer: addressOf(owner), transactionId: null, extended: [], joinUrl: null,
    subject: 'Busy', body: '', start: at, end: end.toString(), zone: 'GMT Standard Time', isAllDay: false, location: '', attendees: [],
    sensitivity: 'normal', importance: 'normal', showAs, hideAttendees: false, allowNewTimeProposals: true, responseRequested: true,
    isReminderOn: false, reminderMinutesBeforeStart: 0,
  };
}

const listCalendarView: Handler = (call, landlord) => {
  const owner = ownerOf(call, landlord);
  const from = readQueryTime(call.query.startDateTime ?? '');
  const until = readQueryTime(call.query.endDateTime ?? '');
  if (Temporal.Instant.compare(from, until) >= 0) throw badRequest('The end of the view must come after its start.', 'ErrorInvalidParameter');
  const events = takenTimes(landlord.state, owner, from, until).map((time) => asEvent(time, owner));
  return { status: 200, body: pageOf(call, events, landlord.pageSize, (event) => shownEvent(event, call)) };
};

export const calendarHandlers: Record<string, Handler> = { createEvent, getEvent, listEvents, changeEvent, cancelEvent, listCalendarView };
