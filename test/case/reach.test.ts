import assert from 'node:assert/strict';
import { effectsOf } from '../../bot/case/effects.ts';
import { atPanel, declared, idOf, open } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const person = idOf('Priya Nair');
const blocked = { person, why: 'BotBlocked' };
const system = ['R2', 'system'] as const;
const unreachable = () => {
  const play = open();
  play.does('system', 'personUnreachable', blocked);
  return play;
};

describe('A person whom no card reaches', () => {
  does('personUnreachable', 'given a card that cannot be sent, then that is on record', ['PersonUnreachable'], () => open().does('system', 'personUnreachable', blocked));
  refuses('personUnreachable', 'given a person who presses, then only the outbox says so', system, () => open().act('Tom Ashdown', 'personUnreachable', blocked));
  nothing('personUnreachable', 'given that it is known, then nothing happens', () => unreachable().does('system', 'personUnreachable', blocked));
  does('personMailed', 'given the mail that was sent instead, then that is on record', ['PersonMailed'], () => unreachable().does('system', 'personMailed', { person }));
  refuses('personMailed', 'given a person who presses, then only the outbox says so', system, () => unreachable().act('Tom Ashdown', 'personMailed', { person }));
  nothing('personMailed', 'given a mail that is on record, then nothing happens', () => {
    const play = unreachable();
    play.does('system', 'personMailed', { person });
    return play.does('system', 'personMailed', { person });
  });
  does('personReached', 'given a card that arrives again, then all is well', ['PersonReached'], () => unreachable().does('system', 'personReached', { person }));
  refuses('personReached', 'given a person who presses, then only the outbox says so', system, () => unreachable().act('Tom Ashdown', 'personReached', { person }));
  nothing('personReached', 'given nobody who was missed, then nothing happens', () => open().does('system', 'personReached', { person }));

  it('given somebody who is missed, then one mail is owed', () => {
    const { state } = unreachable();
    assert.deepEqual(effectsOf({ type: 'PersonUnreachable', ...blocked }, state, 3).map(({ key, kind }) => [key, kind]), [[`mail/r1/${person}/3`, 'mail']]);
  });
});

describe('The claim on the person whom a case is about (I6)', () => {
  does('claimSettled', 'given the claim, then this case may adopt', ['ClaimSettled'], () => atPanel().does('system', 'claimSettled', { held: true }));
  refuses('claimSettled', 'given a person who presses, then nobody gives themselves the claim', system, () => atPanel().act('Grace Oduya', 'claimSettled', { held: true }));
  nothing('claimSettled', 'given that it is known, then nothing happens', () => declared().does('system', 'claimSettled', { held: true }));

  it('given a case that ends, then its claim is given back', () => {
    const play = declared();
    const [ended] = play.does('Grace Oduya', 'endWithout', { reason: 'It has stopped.' });
    assert(ended);
    assert.deepEqual(effectsOf(ended, play.state, 9).map(({ key }) => key), ['meeting/r1', 'onward/r1/release']);
  });

  it('given a claim that comes only after the case has ended, then it is given back', () => {
    const play = atPanel();
    play.does('Grace Oduya', 'declare', { answer: 'clear' });
    play.does('Grace Oduya', 'endWithout', { reason: 'It has stopped.' });
    const [settled] = play.does('system', 'claimSettled', { held: true });
    assert(settled);
    assert.deepEqual(effectsOf(settled, play.state, 9).map(({ key, data }) => [key, data['verb']]), [['onward/r1/release/9', 'release']]);
  });
});
