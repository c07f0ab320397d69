import { z } from 'zod';
import { rule } from '../command.ts';
import { clauseOf, refuse } from '../rule.ts';
import { isOpen } from '../state.ts';
import { isChair } from './panel.ts';

const system = refuse('R15', 'system', 'Only the calendar reports this.');

export const meetingCommands = {
  /** Where no time suits all within the profile's days, the chair picks one. */
  pickSlot: rule({
    input: z.strictObject({ start: z.string().max(40) }),
    decide: (state, { start }, context) => {
      const clause = clauseOf(context.policy.decision.meeting);
      if (!isChair(state, context.actor, context)) return refuse('R15', clause, 'Only the chair picks the time.');
      const meeting = state.panel?.meeting;
      if (!isOpen(state) || meeting?.state !== 'noSlot') return { events: [] };
      if (!meeting.candidates?.includes(start)) return refuse('R15', clause, 'Please pick one of the times offered.');
      return { events: [{ type: 'MeetingWanted', picked: start }] };
    },
  }),

  /** Told by the calendar after the booking; an answer to an older wish is let go. */
  meetingBooked: rule({
    input: z.strictObject({ wish: z.number().int(), start: z.string(), joinUrl: z.string() }),
    decide: (state, { wish, start, joinUrl }, context) => {
      if (context.actor !== 'system') return system;
      const meeting = state.panel?.meeting;
      if (meeting?.wish !== wish || (meeting.state === 'booked' && meeting.start === start)) return { events: [] };
      return { events: [{ type: 'MeetingBooked', wish, start, joinUrl }] };
    },
  }),

  noCommonSlot: rule({
    input: z.strictObject({ wish: z.number().int(), candidates: z.array(z.string()).max(12) }),
    decide: (state, { wish, candidates }, context) => {
      if (context.actor !== 'system') return system;
      const meeting = state.panel?.meeting;
      if (meeting?.wish !== wish || meeting.state === 'noSlot') return { events: [] };
      return { events: [{ type: 'NoCommonSlot', wish, candidates }] };
    },
  }),
};
