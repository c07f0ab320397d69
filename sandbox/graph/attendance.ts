/** A meeting in the calendars of those who are asked to it. Every copy follows the organiser's. */

import type { Landlord } from './call.ts';
import { deliverCalendarMail } from './delivery.ts';
import type { Attendee, CalendarEvent, DirectoryPerson } from './documents.ts';
import { mintImmutableId, mintItemId, personNamed } from './persons.ts';
import { toHtml } from './words.ts';

const key = (attendee: Attendee): string => attendee.emailAddress.address.toLowerCase();

/** The others: nobody invites themselves. */
const othersOf = (event: CalendarEvent): Attendee[] => event.attendees.filter((attendee) => key(attendee) !== event.organizer.address.toLowerCase());

const copyOf = (landlord: Landlord, event: CalendarEvent, owner: string): CalendarEvent | undefined =>
  landlord.state.list('event', owner).find((copy) => copy.iCalUId === event.iCalUId && copy.folder === 'calendar');

function writeCopy(landlord: Landlord, event: CalendarEvent, person: DirectoryPerson, self: Attendee): void {
  const held = copyOf(landlord, event, person.id);
  landlord.state.write('event', {
    ...event,
    id: held?.id ?? mintImmutableId(),
    itemId: held?.itemId ?? mintItemId(),
    owner: person.id,
    isOrganizer: false,
    transactionId: null,
    extended: [],
    attendees: event.hideAttendees ? [self] : event.attendees,
  });
}

function cancelCopy(landlord: Landlord, event: CalendarEvent, attendee: Attendee): void {
  const person = personNamed(landlord, attendee.emailAddress.address);
  const copy = person && copyOf(landlord, event, person.id);
  if (!copy) return;
  const version = copy.version + 1;
  landlord.state.write('event', { ...copy, version, changedAt: landlord.now().toString(), isCancelled: true, subject: `Canceled: ${copy.subject}` });
}

const tell = (landlord: Landlord, event: CalendarEvent, attendees: readonly Attendee[], kind: 'invitation' | 'update' | 'cancellation', html: string): void => {
  const subject = kind === 'cancellation' ? `Canceled: ${event.subject}` : event.subject;
  // Each gets a mail of their own, so that a hidden list stays hidden.
  for (const { emailAddress } of attendees) deliverCalendarMail(landlord, { kind, from: event.organizer, to: [emailAddress], subject, html });
};

/** Puts the event into everybody's calendar and tells those whom the change concerns. */
export function shareEvent(landlord: Landlord, event: CalendarEvent, before?: CalendarEvent): void {
  const now = othersOf(event);
  const earlier = new Map((before ? othersOf(before) : []).map((attendee) => [key(attendee), attendee]));
  for (const attendee of now) {
    const person = personNamed(landlord, attendee.emailAddress.address);
    if (person) writeCopy(landlord, event, person, attendee);
  }
  const asked = now.filter((attendee) => !earlier.has(key(attendee)));
  const stayed = now.filter((attendee) => earlier.has(key(attendee)));
  const dropped = [...earlier.values()].filter((attendee) => !now.some((one) => key(one) === key(attendee)));
  tell(landlord, event, asked, 'invitation', event.body);
  if (before && changedForAll(before, event)) tell(landlord, event, stayed, 'update', event.body);
  for (const attendee of dropped) cancelCopy(landlord, event, attendee);
  tell(landlord, event, dropped, 'cancellation', '');
}

/** A change of the attendees alone is told only to those who come or go. */
const changedForAll = (before: CalendarEvent, after: CalendarEvent): boolean =>
  (['start', 'end', 'subject', 'body', 'location'] as const).some((property) => before[property] !== after[property]);

/** Takes the event out of everybody's time and tells them why. */
export function withdrawEvent(landlord: Landlord, event: CalendarEvent, comment: string): void {
  const others = othersOf(event);
  for (const attendee of others) cancelCopy(landlord, event, attendee);
  tell(landlord, event, others, 'cancellation', toHtml({ contentType: 'text', content: comment }));
}
