import { addWorkingDays } from '../calendar/working-days.ts';
import { londonDate, zone } from '../calendar/clocks.ts';
import { approvalOf } from '../case/seating.ts';
import type { Case, Panel } from '../case/state.ts';
import type { Graph } from '../graph/client.ts';
import { bookMeeting, busyTimes, cancelMeeting, findMeeting, moveMeeting, type Attendee, type Booked } from '../graph/meetings.ts';
import { candidates, firstCommonSlot, type SlotAsk, type Span } from '../graph/slots.ts';
import { handle, type World } from '../pipeline/handle.ts';
import type { Landlord } from '../policy/landlord.ts';
import type { Leased } from '../store/port.ts';
import { fromGraph } from './graph-outcome.ts';
import type { Handler, Performed } from './worker.ts';

/** Opening hours in which panels meet, how fine the search is, and how soon a meeting may begin. */
const hours = { openFrom: '09:00', openTo: '17:00', zone, notice: 60, step: 30 };
const offered = 5;

/**
 * Brings the panel's meeting to what the case wants now: booked where all are free, moved when the panel changes, cancelled
 * when the case ends. The meeting carries the case's key and is found again, so a repetition books no second one.
 */
export const meetingHandler = (world: World, graph: Graph, landlord: Landlord): Handler => (effect) =>
  fromGraph(async () => {
    const head = await world.store.load(effect.stream);
    const state = head?.state as Case | undefined;
    if (!state?.panel) return done(effect);
    const booking = new Booking(world, graph, landlord.meetingOrganiser, `meeting/${state.id}`);
    const standing = await findMeeting(graph, landlord.meetingOrganiser, booking.key);
    if (state.ended) {
      if (standing && standing.start > world.now().toString()) await cancelMeeting(graph, landlord.meetingOrganiser, standing.id, 'The panel is no longer needed.');
      return done(effect);
    }
    if (state.determination || state.panel.meeting.state !== 'wanted') return done(effect);
    await booking.bring(state, state.panel, standing, effect);
    return done(effect);
  });

const done = (effect: Leased): Performed => ({ state: 'done', performed: effect.wanted });

class Booking {
  readonly world: World;
  readonly graph: Graph;
  readonly organiser: string;
  readonly key: string;

  constructor(world: World, graph: Graph, organiser: string, key: string) {
    this.world = world;
    this.graph = graph;
    this.organiser = organiser;
    this.key = key;
  }

  async bring(state: Case, panel: Panel, standing: Booked | undefined, effect: Leased): Promise<void> {
    const attendees = this.attendees(panel);
    if (!this.requiredAreThere(panel)) {
      if (standing) await cancelMeeting(this.graph, this.organiser, standing.id, 'The panel has changed. A new time follows.');
      return;
    }
    const { minutes } = this.world.policy.decision.meeting;
    const ask = await this.ask(attendees, standing, minutes);
    const slot = this.slot(panel, standing, attendees, ask);
    if (slot === undefined) {
      await this.report(state, 'noCommonSlot', { wish: panel.meeting.wish, candidates: candidates(ask, offered).map((entry) => entry.start) }, effect);
      return;
    }
    const booked = standing
      ? await moveMeeting(this.graph, this.organiser, standing.id, { start: slot, minutes, attendees })
      : await bookMeeting(this.graph, { key: this.key, organiser: this.organiser, attendees, start: slot, minutes, subject: `Panel meeting, case ${state.id.slice(0, 6).toUpperCase()}`, body: 'The case and its papers are in your chat with Fair Contact.' });
    this.world.at('sent-not-recorded', 'meeting');
    await this.report(state, 'meetingBooked', { wish: panel.meeting.wish, start: booked.start, joinUrl: booked.joinUrl }, effect);
  }

  attendees(panel: Panel): Attendee[] {
    const { people } = this.world.directory();
    return panel.seats.flatMap((seat) => (seat.person === undefined ? [] : (people[seat.person] ?? []))).map(({ id, name, mail }) => ({ id, name, mail }));
  }

  requiredAreThere(panel: Panel): boolean {
    const approval = approvalOf(this.world.policy, panel.approval);
    return approval?.seats.every((seat) => !seat.required || panel.seats.some((entry) => entry.id === seat.id && entry.person !== undefined)) ?? false;
  }

  /** The chair's pick; else the time that stands, if it suits everybody still; else the first that does. */
  slot(panel: Panel, standing: Booked | undefined, attendees: Attendee[], ask: SlotAsk): string | undefined {
    if (panel.meeting.picked !== undefined) return panel.meeting.picked;
    const suits = (span: Span): boolean => attendees.every(({ mail }) => !(ask.busy[mail] ?? []).some((busy) => busy.start < span.end && span.start < busy.end));
    if (standing && standing.start > this.world.now().toString() && suits(standing)) return standing.start;
    return firstCommonSlot(ask)?.start;
  }

  async ask(attendees: Attendee[], standing: Booked | undefined, minutes: number): Promise<SlotAsk> {
    const now = this.world.now();
    const today = londonDate(now);
    const { amount } = this.world.policy.decision.meeting.within;
    const workingDays = Array.from({ length: amount }, (_, index) => addWorkingDays(today, index + 1, this.world.calendar));
    const until = (workingDays.at(-1) ?? today).add({ days: 1 }).toZonedDateTime(zone).toInstant();
    const schedules = await busyTimes(this.graph, this.organiser, attendees, now.toString(), until.toString());
    const busy = Object.fromEntries(Object.entries(schedules).map(([mail, schedule]) => [mail, 'busy' in schedule ? schedule.busy.filter((span) => !(standing && span.start === standing.start && span.end === standing.end)) : []]));
    return { busy, from: now, workingDays, minutes, ...hours };
  }

  async report(state: Case, verb: string, input: Record<string, unknown>, effect: Leased): Promise<void> {
    await handle({ stream: `case/${state.id}`, verb, actor: 'system', input, id: `${effect.key}/${verb}/${String(input['wish'])}` }, this.world);
  }
}
