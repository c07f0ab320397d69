/** How Graph shows an event of a mailbox. */

import type { Call } from './call.ts';
import type { CalendarEvent } from './documents.ts';
import { expansionOf, selectFrom } from './odata.ts';
import { showTime } from './times.ts';
import { previewOf } from './words.ts';

const noReply = { response: 'none', time: '0001-01-01T00:00:00Z' };

function online(event: CalendarEvent, joinUrl: string | null) {
  return {
    isOnlineMeeting: event.joinUrl !== null,
    onlineMeetingProvider: event.joinUrl === null ? 'unknown' : 'teamsForBusiness',
    onlineMeeting: joinUrl === null ? null : { joinUrl },
    onlineMeetingUrl: null,
  };
}

function whole(event: CalendarEvent, { prefer }: Call, joinUrl: string | null) {
  return {
    '@odata.etag': `W/"${event.iCalUId}.${event.version}"`,
    id: prefer.immutableIds ? event.id : event.itemId,
    createdDateTime: event.createdAt,
    lastModifiedDateTime: event.changedAt,
    changeKey: String(event.version),
    categories: [],
    transactionId: event.transactionId,
    originalStartTimeZone: event.zone,
    originalEndTimeZone: event.zone,
    iCalUId: event.iCalUId,
    subject: event.subject,
    bodyPreview: previewOf(event.body),
    body: { contentType: 'html', content: event.body },
    importance: event.importance,
    sensitivity: event.sensitivity,
    isAllDay: event.isAllDay,
    isCancelled: event.isCancelled,
    isDraft: false,
    isOrganizer: event.isOrganizer,
    isReminderOn: event.isReminderOn,
    reminderMinutesBeforeStart: event.reminderMinutesBeforeStart,
    responseRequested: event.responseRequested,
    hideAttendees: event.hideAttendees,
    allowNewTimeProposals: event.allowNewTimeProposals,
    showAs: event.showAs,
    type: 'singleInstance',
    hasAttachments: false,
    location: { displayName: event.location },
    start: showTime(event.start, prefer.timeZone),
    end: showTime(event.end, prefer.timeZone),
    attendees: event.attendees.map((attendee) => ({ ...attendee, status: noReply })),
    organizer: { emailAddress: event.organizer },
    responseStatus: event.isOrganizer ? { ...noReply, response: 'organizer' } : { ...noReply, response: 'notResponded' },
    ...online(event, joinUrl),
  };
}

/** The event under the id that the caller prefers, times in the zone that they prefer. */
export function shownEvent(event: CalendarEvent, call: Call, joinUrl = event.joinUrl): object {
  const expand = expansionOf(call.query.$expand);
  return { ...selectFrom(whole(event, call, joinUrl), call.query.$select, 'event', ['id']), ...expand(event) };
}
