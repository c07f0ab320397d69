/** Graph writes an instant as a local time beside the name of its zone. */

export interface GraphTime {
  dateTime: string;
  timeZone: string;
}

const otherNames: Record<string, string> = { 'tzone://microsoft/utc': 'UTC', 'gmt standard time': 'Europe/London' };

/** Always in UTC: the hour that a change of clocks repeats has two meanings in any other zone. */
export const toGraph = (instant: Temporal.Instant): GraphTime => ({
  dateTime: instant.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'second' }),
  timeZone: 'UTC',
});

/** Throws a RangeError for a zone that is neither UTC, London nor an IANA name. */
export const fromGraph = (time: GraphTime): Temporal.Instant =>
  Temporal.PlainDateTime.from(time.dateTime)
    .toZonedDateTime(otherNames[time.timeZone.toLowerCase()] ?? time.timeZone)
    .toInstant();
