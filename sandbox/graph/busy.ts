/** When a person is busy: the weekly times that are made from their id, or those set by hand, and their events. */

import { createHash } from 'node:crypto';
import type { BusyTime, CalendarEvent, DirectoryPerson } from './documents.ts';
import type { State } from './state.ts';

/** A span of somebody's time, with the event behind it when there is one. */
export interface TakenTime {
  start: Temporal.Instant;
  end: Temporal.Instant;
  showAs: CalendarEvent['showAs'];
  event: CalendarEvent | null;
}

const zone = 'Europe/London';
const firstHour = 9;
const lastHour = 17;
/** Of a hundred hours at work so many are taken. */
const taken = 35;

/** Is this hour of this weekday taken, every week? The same for everybody's id at all times. */
function isTaken(personId: string, weekday: number, hour: number): boolean {
  const digest = createHash('sha256').update(`${personId} ${weekday} ${hour}`).digest();
  return digest.readUInt16BE(0) % 100 < taken;
}

function weeklyTimes(personId: string, from: Temporal.Instant, until: Temporal.Instant): BusyTime[] {
  const times: BusyTime[] = [];
  const last = until.toZonedDateTimeISO(zone).toPlainDate();
  let day = from.toZonedDateTimeISO(zone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue;
    for (let hour = firstHour; hour < lastHour; hour += 1) {
      if (!isTaken(personId, day.dayOfWeek, hour)) continue;
      const start = day.toZonedDateTime({ timeZone: zone, plainTime: { hour } });
      times.push({ start: start.toInstant().toString(), end: start.add({ hours: 1 }).toInstant().toString() });
    }
  }
  return times;
}

/** Everything that touches the span, earliest first. */
export function takenTimes(state: State, person: DirectoryPerson, from: Temporal.Instant, until: Temporal.Instant): TakenTime[] {
  const byHand = (person.busy ?? weeklyTimes(person.id, from, until)).map(
    ({ start, end }): TakenTime => ({ start: Temporal.Instant.from(start), end: Temporal.Instant.from(end), showAs: 'busy', event: null }),
  );
  const events = state
    .list('event', person.id)
    .filter((event) => event.folder === 'calendar')
    .map((event): TakenTime => {
      const showAs = event.isCancelled ? 'free' : event.showAs;
      return { start: Temporal.Instant.from(event.start), end: Temporal.Instant.from(event.end), showAs, event };
    });
  return [...byHand, ...events]
    .filter((time) => Temporal.Instant.compare(time.start, until) < 0 && Temporal.Instant.compare(time.end, from) > 0)
    .toSorted((a, b) => Temporal.Instant.compare(a.start, b.start));
}
