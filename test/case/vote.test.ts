import assert from 'node:assert/strict';
import { asksOf } from '../../bot/case/asks.ts';
import { resultOf } from '../../bot/case/decide/vote.ts';
import { firstApproval } from '../../bot/case/seating.ts';
import type { Revision } from '../../bot/case/state.ts';
import { secondPress } from '../pipeline/desk.ts';
import { declared, idOf, interimOf, open, policy, proposed, seated, triageInput, type Play } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const decision = ['R15', 'assumption'] as const;
const panel = '3.2, 4.0';
const yes = { revision: '1', choice: 'for', reason: 'Agreed.' };
const no = { revision: '1', choice: 'against', reason: 'Too much.' };
const inWriting = { revision: '1', met: 'no', reason: 'All agreed in writing.' };

const voted = (input: Record<string, string>, play = proposed()): Play => {
  for (const name of Object.values(seated(play))) play.does(name ?? '', 'vote', input);
  return play;
};
const adopted = () => voted(yes);
const independent = (play: Play): string => seated(play)['independentManager'] ?? '';
const confirmed = () => {
  const play = adopted();
  play.does('Grace Oduya', 'confirm', inWriting);
  return play;
};
const victim = (play: Play, name: string): Play => {
  play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: name });
  return play;
};

describe('A vote of the panel (clause 4.0)', () => {
  does('vote', 'given a declared member, then the vote counts for this revision', ['VoteCast'], () => proposed().does('Grace Oduya', 'vote', yes));
  refuses('vote', 'given somebody without a seat', decision, () => proposed().act('Samira Khan', 'vote', yes));
  refuses('vote', 'given the reporter', decision, () => proposed().act('Priya Nair', 'vote', yes));
  refuses('vote', 'given no proposal', ['I11', 'assumption'], () => declared().act('Grace Oduya', 'vote', yes));
  refuses('vote', 'given a revision that was changed', ['I11', 'assumption'], () => {
    const play = proposed();
    play.does('Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' });
    return play.act('Tom Ashdown', 'vote', yes);
  });
  refuses('vote', 'given a member who has not declared', decision, () => {
    const play = proposed();
    play.does('Grace Oduya', 'declare', { answer: 'away' });
    return play.act('Martin Webb', 'vote', yes);
  });
  refuses('vote', 'given somebody whose seat was vacated', decision, () => {
    const play = proposed();
    play.does('Grace Oduya', 'declare', { answer: 'away' });
    return play.act('Grace Oduya', 'vote', yes);
  });
  refuses('vote', 'given a victim whose seat is still theirs', ['I2', 'assumption'], () => {
    const play = proposed();
    play.state = { ...play.state, reports: play.state.reports.map((report) => ({ ...report, facts: { victims: [idOf('Grace Oduya')] } })) };
    return play.act('Grace Oduya', 'vote', yes);
  });
  refuses('vote', 'given a closed vote', ['I11', 'assumption'], () => adopted().act('Tom Ashdown', 'vote', no));
  nothing('vote', 'given the same press twice, then it counts once', () => secondPress(proposed(), 'Grace Oduya', 'vote', yes));

  it('given another answer before the vote closes, then the newer one counts (I11)', () => {
    const play = proposed();
    play.does('Grace Oduya', 'vote', no);
    play.does('Grace Oduya', 'vote', yes);
    assert.deepEqual(play.state.panel?.revisions[0]?.votes.map(({ person, choice }) => [person, choice]), [[idOf('Grace Oduya'), 'for']]);
  });

  it('given every result that votes can have, then only more for than against adopts, and a tie does not (I10)', () => {
    const approval = firstApproval(policy);
    assert(approval);
    const [head = '', other = '', line = ''] = approval.seats.map((seat) => seat.id);
    const result = (votes: Record<string, 'for' | 'against'>) =>
      resultOf(approval, { votes: Object.entries(votes).map(([seat, choice]) => ({ person: seat, seat, choice })) } as unknown as Revision);
    assert.equal(result({ [head]: 'for', [other]: 'for' }), 'adopted');
    assert.equal(result({ [head]: 'for', [other]: 'against' }), 'tie');
    assert.equal(result({ [head]: 'for', [other]: 'against', [line]: 'for' }), 'adopted');
    assert.equal(result({ [head]: 'for', [other]: 'against', [line]: 'against' }), 'refused');
    assert.equal(result({ [head]: 'for', [line]: 'for' }), 'refused', 'Without a required member nothing is adopted.');
    assert.equal(result({ [head]: 'for' }), 'refused', 'Below the quorum nothing is adopted.');
  });
});

describe('The chair closes the vote (clause 4.0)', () => {
  const two = () => {
    const play = proposed();
    for (const name of ['Grace Oduya', independent(play)]) play.does(name, 'vote', yes);
    return play;
  };
  does('closeVote', 'given the quorum, then the result is worked out', ['ApprovalClosed'], () => two().does('Grace Oduya', 'closeVote', { revision: '1' }));
  refuses('closeVote', 'given somebody who does not chair', decision, () => two().act('Tom Ashdown', 'closeVote', { revision: '1' }));
  refuses('closeVote', 'given a required member who has not voted', ['I10', panel], () => {
    const play = proposed();
    for (const name of ['Grace Oduya', 'Tom Ashdown']) play.does(name, 'vote', yes);
    return play.act('Grace Oduya', 'closeVote', { revision: '1' });
  });
  nothing('closeVote', 'given a vote that is closed, then nothing happens', () => adopted().does('Grace Oduya', 'closeVote', { revision: '1' }));
});

describe('The chair confirms (clauses 3.7 and 4.0)', () => {
  does('confirm', 'given an adopted proposal, then it is the determination', ['DeterminationMade'], () => adopted().does('Grace Oduya', 'confirm', inWriting));
  refuses('confirm', 'given somebody who does not chair', decision, () => adopted().act('Tom Ashdown', 'confirm', inWriting));
  refuses('confirm', 'given a proposal that was refused', ['I10', 'assumption'], () => voted(no).act('Grace Oduya', 'confirm', inWriting));
  refuses('confirm', 'given no word on why there was no meeting', ['R15', '4.0'], () => adopted().act('Grace Oduya', 'confirm', { revision: '1', met: 'no' }));
  refuses('confirm', 'given a meeting that has not begun', ['R15', '4.0'], () => {
    const play = adopted();
    play.does('system', 'meetingBooked', { wish: 1, start: '2026-11-24T10:00:00Z', joinUrl: 'https://teams.example/1' });
    return play.act('Grace Oduya', 'confirm', { revision: '1', met: 'yes' });
  });
  refuses('confirm', 'given another open case about the same person', ['I6', 'assumption'], () => {
    const play = adopted();
    play.does('system', 'claimSettled', { held: false });
    return play.act('Grace Oduya', 'confirm', inWriting);
  });
  refuses('confirm', 'given a voter who turns out to be a victim', ['I2', 'assumption'], () => victim(adopted(), 'Tom Ashdown').act('Grace Oduya', 'confirm', inWriting));
  refuses('confirm', 'given a voter who declares a conflict after the vote', decision, () => {
    const play = adopted();
    play.does(independent(play), 'declare', { answer: 'conflict' });
    return play.act('Grace Oduya', 'confirm', inWriting);
  });
  refuses('confirm', 'given that the person can no longer use what stays open', ['I6', 'assumption'], () => {
    const play = declared();
    play.does('Tom Ashdown', 'draftMeasure', { kind: 'oneMedium', medium: 'letter', address: '1 Mere Street' });
    play.does('Tom Ashdown', 'propose', { termMonths: '6', reasons: 'Forty calls a day.' });
    voted(yes, play);
    play.does('Tom Ashdown', 'recordFactors', { factors: 'literacy', details: 'Cannot read.', usable: 'phone' });
    return play.act('Grace Oduya', 'confirm', inWriting);
  });
  nothing('confirm', 'given a determination, then nothing happens', () => confirmed().does('Grace Oduya', 'confirm', inWriting));

  it('given a meeting that was held, then the determination says so', () => {
    const play = adopted();
    play.does('system', 'meetingBooked', { wish: 1, start: '2026-11-24T10:00:00Z', joinUrl: 'https://teams.example/1' });
    play.later({ days: 1 });
    play.does('Grace Oduya', 'confirm', { revision: '1', met: 'yes' });
    assert.deepEqual(play.state.determination?.meeting, { held: true });
  });

  it('given a determination, then nothing changes it (I14)', () => {
    const play = confirmed();
    const made = play.state.determination;
    play.refused('R15', 'Tom Ashdown', 'draftMeasure', { kind: 'namedContact', contact: 'A team' });
    play.refused('R15', 'Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' });
    play.refused('I11', 'Tom Ashdown', 'vote', no);
    victim(play, 'Tom Ashdown');
    play.later({ months: 2 });
    assert.deepEqual(play.state.determination, made);
  });
});

describe('An adopted proposal that can no longer be confirmed', () => {
  it('given an adopted proposal that can, then nobody changes it (I14)', () => {
    const play = adopted();
    play.refused('I14', 'Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' });
    play.refused('I14', 'Grace Oduya', 'dropMeasure', { measure: 'contactCap' });
  });

  it('given a voter who turns out to be a victim, then the chair puts it forward again, and the new panel decides (I2)', () => {
    const play = victim(adopted(), 'Tom Ashdown');
    play.refused('R15', independent(play), 'propose', { termMonths: '6', reasons: 'Forty calls a day.' });
    assert(asksOf(play.state, policy).some((ask) => ask.id === 'afterRefusal/1' && ask.person === idOf('Grace Oduya')));
    assert.equal(seated(play)['lineManager'], 'Helen Marsh');
    play.does('Helen Marsh', 'declare', { answer: 'clear' });
    play.does('Grace Oduya', 'propose', { termMonths: '6', reasons: 'Forty calls a day.' });
    voted({ ...yes, revision: '2' }, play);
    play.does('Grace Oduya', 'confirm', { ...inWriting, revision: '2' });
    assert.equal(play.state.determination?.revision, 2);
    assert(!play.state.determination.votes.some((vote) => vote.person === idOf('Tom Ashdown')));
  });

  it('given the same, then the chair may end the case instead', () => {
    const play = victim(adopted(), 'Tom Ashdown');
    assert.deepEqual(play.does('Grace Oduya', 'endWithout', { reason: 'It has stopped.' }).map((event) => event.type), ['CaseEnded']);
  });
});

describe('The chair ends a case without restriction (clause 4.0)', () => {
  const reason = { reason: 'It has stopped.' };
  const interim = () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, ...interimOf('twoPersonVisit') });
    play.does('Grace Oduya', 'declare', { answer: 'clear' });
    return play;
  };
  does('endWithout', 'given a refused proposal, then the case ends', ['CaseEnded'], () => voted(no).does('Grace Oduya', 'endWithout', reason));
  does('endWithout', 'given safety measures that still run, then they end with it (R12)', ['CaseEnded', 'InterimEnded'], () => interim().does('Grace Oduya', 'endWithout', reason));
  does('endWithout', 'given safety measures that have lapsed, then only the case ends', ['CaseEnded'], () => {
    const play = interim();
    play.later({ days: 20 });
    return play.does('Grace Oduya', 'endWithout', reason);
  });
  refuses('endWithout', 'given somebody who does not chair', decision, () => voted(no).act('Tom Ashdown', 'endWithout', reason));
  refuses('endWithout', 'given an adopted proposal', ['I14', 'assumption'], () => adopted().act('Grace Oduya', 'endWithout', reason));
  refuses('endWithout', 'given a vote that is open', ['I10', 'assumption'], () => proposed().act('Grace Oduya', 'endWithout', reason));
  nothing('endWithout', 'given a determination, then nothing happens', () => confirmed().does('Grace Oduya', 'endWithout', reason));

  it('given a determination, then safety measures run to their own end (R12)', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, ...interimOf('twoPersonVisit') });
    for (const name of Object.values(seated(play))) play.does(name ?? '', 'declare', { answer: 'clear' });
    play.does('Tom Ashdown', 'recordFactors', { factors: 'none', details: 'Asked.', usable: 'phone' });
    play.does('Tom Ashdown', 'recordEquality', { characteristics: 'none', effect: 'None.', adjustments: 'None.', proportionate: 'Little.' });
    play.does('system', 'claimSettled', { held: true });
    play.does('Tom Ashdown', 'draftMeasure', { kind: 'namedContact', contact: 'A team' });
    play.does('Tom Ashdown', 'propose', { termMonths: '6', reasons: 'Threats.' });
    voted(yes, play);
    play.does('Grace Oduya', 'confirm', inWriting);
    const interimNow = () => play.state.interim;
    assert.equal(interimNow()?.endedAt, undefined);
    play.later({ days: 30 });
    assert.equal(interimNow()?.endedAt, interimNow()?.endsAt);
  });
});
