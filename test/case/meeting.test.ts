import assert from 'node:assert/strict';
import { atPanel, declared, open, policy, seated, type Play } from './play.ts';
import { asksOf } from '../../bot/case/asks.ts';
import { does, nothing, refuses } from './verbs.ts';

const slots = ['2026-12-08T10:00:00Z', '2026-12-09T10:00:00Z'];
const booking = { wish: 1, start: '2026-11-26T10:00:00Z', joinUrl: 'https://teams.example/1' };
const system = ['R15', 'system'] as const;
const noSlot = (play: Play = declared()): Play => {
  play.does('system', 'noCommonSlot', { wish: 1, candidates: slots });
  return play;
};

describe('The meeting of the panel (clause 4.0)', () => {
  does('meetingBooked', 'given a time that suits all, then it is on record', ['MeetingBooked'], () => atPanel().does('system', 'meetingBooked', booking));
  refuses('meetingBooked', 'given a person who presses, then only the calendar says so', system, () => atPanel().act('Grace Oduya', 'meetingBooked', booking));
  nothing('meetingBooked', 'given the same booking again, then nothing happens', () => {
    const play = atPanel();
    play.does('system', 'meetingBooked', booking);
    return play.does('system', 'meetingBooked', booking);
  });
  nothing('meetingBooked', 'given an answer to an older wish, then it is let go', () => {
    const play = atPanel();
    play.does('Grace Oduya', 'declare', { answer: 'away' });
    return play.does('system', 'meetingBooked', booking);
  });
  nothing('meetingBooked', 'given a case without a panel, then nothing happens', () => open().does('system', 'meetingBooked', booking));

  does('noCommonSlot', 'given no time that suits all, then the chair is asked', ['NoCommonSlot'], () => atPanel().does('system', 'noCommonSlot', { wish: 1, candidates: slots }));
  refuses('noCommonSlot', 'given a person who presses, then only the calendar says so', system, () => atPanel().act('Tom Ashdown', 'noCommonSlot', { wish: 1, candidates: slots }));
  nothing('noCommonSlot', 'given that it was said before, then nothing happens', () => noSlot().does('system', 'noCommonSlot', { wish: 1, candidates: slots }));

  does('pickSlot', 'given one of the times offered, then it is wanted', ['MeetingWanted'], () => noSlot().does('Grace Oduya', 'pickSlot', { start: slots[1] }));
  refuses('pickSlot', 'given somebody who does not chair', ['R15', '4.0'], () => noSlot().act('Tom Ashdown', 'pickSlot', { start: slots[1] }));
  refuses('pickSlot', 'given a time that was not offered', ['R15', '4.0'], () => noSlot().act('Grace Oduya', 'pickSlot', { start: '2026-12-25T10:00:00Z' }));
  nothing('pickSlot', 'given that no time is asked for, then nothing happens', () => declared().does('Grace Oduya', 'pickSlot', { start: slots[1] }));

  it('given a picked time, then the wish is a new one and the chair is no longer asked', () => {
    const play = noSlot();
    assert(asksOf(play.state, policy).some((ask) => ask.kind === 'pickSlot'));
    play.does('Grace Oduya', 'pickSlot', { start: slots[1] });
    assert.deepEqual(play.state.panel?.meeting, { wish: 2, state: 'wanted', picked: slots[1] });
    assert(!asksOf(play.state, policy).some((ask) => ask.kind === 'pickSlot'));
  });

  it('given a booked meeting and a seat that changes, then the meeting is wanted anew', () => {
    const play = atPanel();
    play.does('system', 'meetingBooked', booking);
    play.does(seated(play)['independentManager'] ?? '', 'declare', { answer: 'conflict' });
    assert.deepEqual(play.state.panel?.meeting, { wish: 2, state: 'wanted' });
  });
});
