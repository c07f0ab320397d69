/** What the sandbox page shows of a person's calendar and mailbox. None of this is Graph's. */

import type { Landlord } from './call.ts';
import type { CalendarEvent, DirectoryPerson, MailMessage } from './documents.ts';
import { toText } from './words.ts';

const shownEvent = (event: CalendarEvent) => ({
  id: event.id,
  subject: event.subject,
  start: event.start,
  end: event.end,
  organiser: event.organizer,
  attendees: event.attendees.map(({ emailAddress }) => emailAddress),
  joinUrl: event.joinUrl,
  cancelled: event.isCancelled,
});

const shownMail = (message: MailMessage) => ({
  id: message.id,
  folder: message.folder,
  kind: message.kind,
  subject: message.subject,
  from: message.from,
  to: message.to,
  at: message.sentAt ?? message.createdAt,
  body: toText(message.body),
  attachments: message.attachments.map(({ name }) => name),
});

function isAway({ away }: DirectoryPerson, now: Temporal.Instant): boolean {
  if (typeof away === 'boolean') return away;
  return Temporal.Instant.compare(Temporal.Instant.from(away.start), now) <= 0 && Temporal.Instant.compare(now, Temporal.Instant.from(away.end)) < 0;
}

/** Events by their start, mail newest first. */
export function personView(landlord: Landlord, person: DirectoryPerson) {
  const events = landlord.state.list('event', person.id).map(shownEvent);
  return {
    events: events.toSorted((a, b) => a.start.localeCompare(b.start)),
    mail: landlord.state.list('message', person.id).map(shownMail).toReversed(),
    away: isAway(person, landlord.now()),
    left: person.left,
    manager: person.manager,
    groups: person.groups,
  };
}

export type PersonView = ReturnType<typeof personView>;
