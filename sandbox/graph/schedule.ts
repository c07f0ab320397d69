/** getSchedule: who is busy when. One person who is not found does not spoil the answer for the others. */

import { takenTimes, type TakenTime } from './busy.ts';
import type { Call, Handler, Landlord } from './call.ts';
import { workingHours } from './directory.ts';
import { mailboxOf, personNamed } from './persons.ts';
import { badRequest } from './refusal.ts';
import { readTime, showTime, type DateTimeTimeZone } from './times.ts';

interface AskedSchedule {
  schedules: string[];
  startTime: DateTimeTimeZone;
  endTime: DateTimeTimeZone;
  availabilityViewInterval?: number;
}

interface Span {
  from: Temporal.Instant;
  until: Temporal.Instant;
  minutes: number;
}

const longestDays = 62;

function spanOf(asked: AskedSchedule): Span {
  const from = readTime(asked.startTime);
  const until = readTime(asked.endTime);
  const minutes = asked.availabilityViewInterval ?? 30;
  const length = from.until(until).total('minutes');
  if (length < minutes) throw badRequest('The requested time duration is shorter than one interval.', 'ErrorInvalidTimeInterval');
  if (length > longestDays * 24 * 60) throw badRequest(`The requested time duration is longer than ${longestDays} days.`, 'ErrorTimeRangeTooLarge');
  return { from, until, minutes };
}

const codes: Record<TakenTime['showAs'], string> = { free: '0', tentative: '1', busy: '2', oof: '3', workingElsewhere: '4' };
/** What is told when several things stand in one interval. */
const ranks: Record<TakenTime['showAs'], number> = { free: 0, workingElsewhere: 1, tentative: 2, busy: 3, oof: 4 };

function availabilityView(times: readonly TakenTime[], { from, until, minutes }: Span): string {
  let view = '';
  for (let start = from; Temporal.Instant.compare(start, until) < 0; start = start.add({ minutes })) {
    const end = start.add({ minutes });
    const strongest = times
      .filter((time) => Temporal.Instant.compare(time.start, end) < 0 && Temporal.Instant.compare(time.end, start) > 0)
      .reduce<TakenTime['showAs']>((best, time) => (ranks[time.showAs] > ranks[best] ? time.showAs : best), 'free');
    view += codes[strongest];
  }
  return view;
}

function shownTime({ start, end, showAs, event }: TakenTime, zone: string): object {
  const isPrivate = event !== null && event.sensitivity === 'private';
  return {
    isPrivate,
    status: showAs,
    ...(event && !isPrivate ? { subject: event.subject, location: event.location } : {}),
    start: showTime(start.toString(), zone),
    end: showTime(end.toString(), zone),
  };
}

function scheduleOf(scheduleId: string, span: Span, call: Call, landlord: Landlord): object {
  const person = personNamed(landlord, scheduleId);
  if (!person) {
    const message = `Unable to resolve e-mail address ${scheduleId} to an Active Directory object.`;
    return { scheduleId, availabilityView: '', error: { message, responseCode: 'ErrorMailRecipientNotFound' } };
  }
  const times = takenTimes(landlord.state, person, span.from, span.until);
  return {
    scheduleId,
    availabilityView: availabilityView(times, span),
    scheduleItems: times.map((time) => shownTime(time, call.prefer.timeZone)),
    workingHours: workingHours(),
  };
}

const getSchedule: Handler = (call, landlord) => {
  mailboxOf(landlord, call.path['user-id'] ?? '');
  const asked = call.body as AskedSchedule;
  const span = spanOf(asked);
  return { status: 200, body: { '@odata.context': call.context, value: asked.schedules.map((id) => scheduleOf(id, span, call, landlord)) } };
};

export const scheduleHandlers: Record<string, Handler> = { getSchedule };
