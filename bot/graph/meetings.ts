import { createHash } from 'node:crypto';
import type { Graph } from './client.ts';
import { GraphFailure, isNotFound, isUnknown } from './failure.ts';
import { keyFilter, path, withKey } from './odata.ts';
import { fromGraph, toGraph, type GraphTime } from './times.ts';

export interface Attendee {
  id: string;
  name: string;
  mail: string;
}

export interface MeetingWish {
  /** The effect's key: the meeting carries it and is found by it. */
  key: string;
  /** Mailbox or object id of the organiser. */
  organiser: string;
  attendees: Attendee[];
  /** Neither subject nor body may say whom the case is about. */
  subject: string;
  body: string;
  /** ISO instant. */
  start: string;
  minutes: number;
}

export interface MeetingChange {
  start: string;
  minutes: number;
  attendees: Attendee[];
}

export interface Booked {
  id: string;
  joinUrl: string;
  start: string;
  end: string;
  /** Mail addresses in small letters. */
  attendees: string[];
}

interface GraphEvent {
  id: string;
  start: GraphTime;
  end: GraphTime;
  isCancelled: boolean;
  onlineMeeting: { joinUrl?: string | null } | null;
  attendees: { emailAddress: { address: string } }[];
}

const shown = 'id,start,end,isCancelled,onlineMeeting,attendees';
const reminderMinutes = 15;
/** How often one key may be booked again after a cancellation. */
const mostBookings = 10;
/** Milliseconds between looks for the join link, which Teams may fill in after the answer. */
const linkWaits = [250, 500, 1_000, 2_000];

/** The meeting that carries the key and is not cancelled. Throws `later` while its join link is missing. */
export const findMeeting = async (graph: Graph, organiser: string, key: string): Promise<Booked | undefined> => {
  const found = await graph.list<GraphEvent>(path`/users/${organiser}/events`, { $filter: keyFilter(key), $select: shown });
  const event = found.find((candidate) => !candidate.isCancelled);
  return event && withLink(graph, organiser, event);
};

/**
 * Books a private Teams meeting and invites everybody at once. Look with `findMeeting` first. When the answer is lost the
 * meeting is looked for before the failure is passed on.
 */
export const bookMeeting = async (graph: Graph, wish: MeetingWish): Promise<Booked> => {
  try {
    for (let earlier = 0; earlier < mostBookings; earlier += 1) {
      const booked = await bookAfter(graph, wish, earlier);
      if (booked) return booked;
    }
  } catch (error) {
    const found = isUnknown(error) || isTaken(error) ? await findMeeting(graph, wish.organiser, wish.key) : undefined;
    if (found) return found;
    throw error;
  }
  throw new GraphFailure('refused', 'This meeting was booked and cancelled too often.', { code: 'bookedTooOften' });
};

/** Graph answers a `transactionId` it knows with the meeting of that time, cancelled or not: undefined when it is cancelled. */
const bookAfter = async (graph: Graph, wish: MeetingWish, earlier: number): Promise<Booked | undefined> => {
  const event = await graph.post<GraphEvent>(path`/users/${wish.organiser}/events`, eventOf(wish, earlier));
  if (event.isCancelled) return undefined;
  try {
    return await withLink(graph, wish.organiser, event);
  } catch (error) {
    if (isNotFound(error)) return findMeeting(graph, wish.organiser, wish.key);
    throw error;
  }
};

/** Graph may answer a repeated `transactionId` with a conflict. */
const isTaken = (error: unknown): boolean => error instanceof GraphFailure && error.status === 409;

const eventOf = (wish: MeetingWish, earlier: number): object => ({
  subject: wish.subject,
  body: { contentType: 'text', content: wish.body },
  ...timesOf(wish),
  attendees: invited(wish.attendees),
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  sensitivity: 'private',
  showAs: 'busy',
  hideAttendees: false,
  allowNewTimeProposals: false,
  isReminderOn: true,
  reminderMinutesBeforeStart: reminderMinutes,
  transactionId: transactionOf(wish.key, earlier),
  ...withKey(wish.key),
});

const timesOf = ({ start, minutes }: { start: string; minutes: number }): { start: GraphTime; end: GraphTime } => {
  const begins = Temporal.Instant.from(start);
  return { start: toGraph(begins), end: toGraph(begins.add({ minutes })) };
};

const invited = (attendees: Attendee[]): object[] =>
  attendees.map(({ name, mail }) => ({ type: 'required', emailAddress: { name, address: mail } }));

/** Graph drops a second POST with the same one; a digest, because keys hold ids of ours. */
const transactionOf = (key: string, earlier: number): string => createHash('sha256').update(`${key} ${earlier}`).digest('hex').slice(0, 32);

/** Sends only what differs, so that nobody is told twice; the body, which holds the join link, is left alone. */
export const moveMeeting = async (graph: Graph, organiser: string, id: string, change: MeetingChange): Promise<Booked> => {
  const event = await readEvent(graph, organiser, id);
  const differing = differences(bookedOf(event), change);
  const standing = Object.keys(differing).length === 0 ? event : await graph.patch<GraphEvent>(eventPath(organiser, id), differing);
  return withLink(graph, organiser, standing);
};

const differences = (standing: Booked, change: MeetingChange): object => {
  const times = timesOf(change);
  const moved = fromGraph(times.start).toString() !== standing.start || fromGraph(times.end).toString() !== standing.end;
  const mails = change.attendees.map(({ mail }) => mail.toLowerCase());
  const others = mails.toSorted().join() !== standing.attendees.toSorted().join();
  return { ...(moved && times), ...(others && { attendees: invited(change.attendees) }) };
};

/** Cancels and tells everybody. A meeting that is gone or cancelled already is left as it is. */
export const cancelMeeting = async (graph: Graph, organiser: string, id: string, comment: string): Promise<void> => {
  if (await isOver(graph, organiser, id)) return;
  try {
    await graph.post(`${eventPath(organiser, id)}/cancel`, { comment });
  } catch (error) {
    if (isNotFound(error) || (isUnknown(error) && (await isOver(graph, organiser, id)))) return;
    throw error;
  }
};

const isOver = async (graph: Graph, organiser: string, id: string): Promise<boolean> => {
  try {
    return (await graph.get<GraphEvent>(eventPath(organiser, id), { $select: 'id,isCancelled' })).isCancelled;
  } catch (error) {
    if (isNotFound(error)) return true;
    throw error;
  }
};

const eventPath = (organiser: string, id: string): string => path`/users/${organiser}/events/${id}`;

const readEvent = (graph: Graph, organiser: string, id: string): Promise<GraphEvent> =>
  graph.get<GraphEvent>(eventPath(organiser, id), { $select: shown });

const withLink = async (graph: Graph, organiser: string, event: GraphEvent): Promise<Booked> => {
  let seen = event;
  for (const wait of linkWaits) {
    if (seen.onlineMeeting?.joinUrl) break;
    await graph.pause(wait);
    seen = await readEvent(graph, organiser, event.id);
  }
  if (!seen.onlineMeeting?.joinUrl) throw new GraphFailure('later', 'The meeting has no join link yet.', { code: 'noJoinLink' });
  return bookedOf(seen);
};

const bookedOf = (event: GraphEvent): Booked => ({
  id: event.id,
  joinUrl: event.onlineMeeting?.joinUrl ?? '',
  start: fromGraph(event.start).toString(),
  end: fromGraph(event.end).toString(),
  attendees: event.attendees.map(({ emailAddress }) => emailAddress.address.toLowerCase()),
});

export type Busy = { busy: { start: string; end: string }[] } | { error: string };

interface Schedule {
  scheduleId: string;
  scheduleItems?: { status: string; start: GraphTime; end: GraphTime }[];
  error?: { responseCode?: string };
}

const schedulesPerCall = 20;
/** Somebody who works elsewhere can still join a call. */
const freeEnough = ['free', 'workingElsewhere'];

/** When each person is busy between two ISO instants, by mail as given. One person's error stands in their entry alone. */
export const busyTimes = async (graph: Graph, organiser: string, people: { mail: string }[], from: string, to: string): Promise<Record<string, Busy>> => {
  const found: Record<string, Busy> = {};
  for (let at = 0; at < people.length; at += schedulesPerCall) {
    const mails = people.slice(at, at + schedulesPerCall).map(({ mail }) => mail);
    const schedules = await readSchedules(graph, organiser, mails, from, to);
    for (const mail of mails) found[mail] = busyOf(schedules.find(({ scheduleId }) => scheduleId.toLowerCase() === mail.toLowerCase()));
  }
  return found;
};

const busyOf = (schedule: Schedule | undefined): Busy => {
  if (!schedule || schedule.error) return { error: schedule?.error?.responseCode ?? 'noAnswer' };
  const taken = (schedule.scheduleItems ?? []).filter(({ status }) => !freeEnough.includes(status));
  return { busy: taken.map(({ start, end }) => ({ start: fromGraph(start).toString(), end: fromGraph(end).toString() })) };
};

/** A question asked by POST: a lost answer leaves nothing behind, so it may be asked again. */
const readSchedules = async (graph: Graph, organiser: string, schedules: string[], from: string, to: string): Promise<Schedule[]> => {
  try {
    const startTime = toGraph(Temporal.Instant.from(from));
    const endTime = toGraph(Temporal.Instant.from(to));
    return (await graph.post<{ value: Schedule[] }>(path`/users/${organiser}/calendar/getSchedule`, { schedules, startTime, endTime, availabilityViewInterval: 30 })).value;
  } catch (error) {
    throw isUnknown(error) ? new GraphFailure('later', 'Graph gave no answer.') : error;
  }
};
