import { ownAsk, chairs, panelDrawing } from './panel-parts.ts';
import { choiceField } from './panel-card.ts';
import { button, showButton } from './reading.ts';
import type { Case, Panel } from '../case/state.ts';
import type { View, Viewing } from './view.ts';
import { amountInWords, countInWords, inWords } from './words.ts';

/** When and where the panel meets, or why not yet. */
export const meetingWords = ({ meeting }: Panel, viewing: Viewing): string[] => {
  const { start, picked, state } = meeting;
  switch (state) {
    case 'booked':
      if (start === undefined) return [];
      return [Temporal.Instant.compare(start, viewing.now) > 0 ? `${inWords(start)}, for ${countInWords(viewing.policy.decision.meeting.minutes, 'minute')}, in Teams.` : `It was on ${inWords(start)}.`];
    case 'wanted':
      return [picked === undefined ? 'A time is being looked for. Everybody gets an invitation.' : `It is being booked for ${inWords(picked)}.`];
    case 'noSlot':
      return [`No time suits everybody in the next ${amountInWords(viewing.policy.decision.meeting.within)}. The chair picks one.`];
    case 'cancelled':
      return ['It was called off.'];
  }
};

export const meetingLinks = ({ meeting }: Panel, viewing: Viewing): { title: string; url: string }[] => {
  const { state, start, joinUrl } = meeting;
  if (state !== 'booked' || start === undefined || !joinUrl?.startsWith('https://')) return [];
  const over = Temporal.Instant.compare(Temporal.Instant.from(start).add({ minutes: viewing.policy.decision.meeting.minutes }), viewing.now) < 0;
  return over ? [] : [{ title: 'Join the meeting', url: joinUrl }];
};

/** Where no time suits all, the chair picks one of those that suit most. */
export const pickSlotView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  if (!chairs(state, viewing) || panel.meeting.state !== 'noSlot') return undefined;
  const times = (panel.meeting.candidates ?? []).filter((start) => Temporal.Instant.compare(start, viewing.now) > 0);
  return panelDrawing(state, viewing, {
    name: 'pickSlot', ask: ownAsk(state, viewing, 'pickSlot'), open: times.length > 0, summary: 'Pick a time for a meeting',
    card: {
      heading: 'Pick a time for the meeting',
      lead: times.length > 0
        ? [`No time suits everybody in the next ${amountInWords(viewing.policy.decision.meeting.within)}. These suit most of the members.`]
        : ['No time was found at all. Agree on one among yourselves, or confirm the decision later with the reason why you did not meet.'],
      fields: times.length > 0 ? [choiceField({ id: 'start', label: 'When does the meeting begin?', choices: times.map((start) => ({ title: inWords(start), value: start })) })] : [],
      after: times.length > 0 ? ['Everybody gets an invitation for this time, also those who are busy then.'] : [],
      buttons: [...(times.length > 0 ? [button('Book this time', 'pickSlot')] : []), showButton('How far the case is', 'member')],
    },
  });
};
