/** Graph's two ways of writing time: an instant, and a local time beside the name of its zone. */

import { badRequest } from './refusal.ts';

export interface DateTimeTimeZone {
  dateTime: string;
  timeZone: string;
}

/** Windows' names of the zones that a landlord in the UK may meet. IANA names are taken as they are. */
const windowsZones: Record<string, string> = {
  'utc': 'UTC',
  'tzone://microsoft/utc': 'UTC',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'w. europe standard time': 'Europe/Berlin',
  'romance standard time': 'Europe/Paris',
  'central european standard time': 'Europe/Warsaw',
  'eastern standard time': 'America/New_York',
  'pacific standard time': 'America/Los_Angeles',
};

/** The IANA zone behind a name. An unknown name, and an offset in place of a name, are refused. */
export function zoneNamed(name: string): string {
  const known = windowsZones[name.toLowerCase()];
  if (known) return known;
  const refusal = badRequest(`The following TimeZone value is not supported: ${name}.`, 'TimeZoneNotSupportedException');
  if (!/^[A-Za-z]/.test(name)) throw refusal;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    throw refusal;
  }
}

/** The instant of a local time in its zone; a time that is no time is refused. */
export function readTime(time: DateTimeTimeZone): Temporal.Instant {
  const zone = zoneNamed(time.timeZone);
  try {
    return Temporal.PlainDateTime.from(time.dateTime).toZonedDateTime(zone).toInstant();
  } catch {
    throw badRequest(`The value '${time.dateTime}' is no date and time.`, 'ErrorInvalidPropertyValue');
  }
}

/** An instant as Graph shows it in the zone that the caller prefers. */
export function showTime(instant: string, zoneName: string): DateTimeTimeZone {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zoneNamed(zoneName)).toPlainDateTime();
  return { dateTime: local.toString({ fractionalSecondDigits: 7 }), timeZone: zoneName };
}

/** Midnight in the zone that the event was written in? All-day events must start and end there. */
export const isMidnight = (time: DateTimeTimeZone): boolean => /T00:00(:00(\.0+)?)?$/.test(time.dateTime);

/** The start or end of a calendar view: with an offset, or else UTC. */
export function readQueryTime(value: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(/(Z|[+-]\d{2}:?\d{2})$/i.test(value.slice(10)) ? value : `${value.length === 10 ? `${value}T00:00` : value}Z`);
  } catch {
    throw badRequest(`The value '${value}' is no date and time. Is a plus sign written as %2B?`, 'ErrorInvalidParameter');
  }
}
