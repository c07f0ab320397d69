import assert from 'node:assert/strict';
import { atPanel, declared, proposed, seated } from './play.ts';

describe('the panel (clauses 3.2 and 4.0)', () => {
  it('given a case for the panel, the Head of Customer Services chairs, an independent manager and the line manager sit (C1)', () => {
    const seats = seated(atPanel());
    assert.equal(seats['headOfCustomerServices'], 'Grace Oduya');
    assert.equal(seats['lineManager'], 'Tom Ashdown');
    assert.ok(seats['independentManager']);
    assert.equal(new Set(Object.values(seats)).size, 3);
  });

  it('given a declared conflict, when the seat is refilled, somebody else sits by name and the meeting is wanted anew (R15)', () => {
    const play = atPanel();
    const before = seated(play)['independentManager'] ?? '';
    const events = play.does(before, 'declare', { answer: 'conflict', reason: 'A neighbour of mine.' });
    assert.deepEqual(events.map((event) => event.type), ['SeatVacated', 'SeatFilled', 'MeetingWanted']);
    assert.notEqual(seated(play)['independentManager'], before);
  });

  it('given the chair is away, the named deputy chairs (C20)', () => {
    const play = atPanel();
    play.does('Grace Oduya', 'declare', { answer: 'away' });
    assert.equal(seated(play)['headOfCustomerServices'], 'Martin Webb');
  });

  it('given no factors, no proposal is put to the vote (I12, clause 3.2)', () => {
    const play = atPanel();
    play.does('Grace Oduya', 'declare', { answer: 'clear' });
    play.does('Grace Oduya', 'draftMeasure', { kind: 'namedContact', contact: 'The Neighbourhood team' });
    play.refused('I12', 'Grace Oduya', 'propose', { termMonths: '6', reasons: 'Because.' });
  });

  it('given a term of 19 months, it is refused with the clause; 18 is taken (I3, clause 3.7)', () => {
    const play = declared();
    play.does('Tom Ashdown', 'draftMeasure', { kind: 'namedContact', contact: 'The Neighbourhood team' });
    const refusal = play.refused('I3', 'Tom Ashdown', 'propose', { termMonths: '19', reasons: 'Because.' });
    assert.match(refusal.clause, /3\.7/);
    play.does('Tom Ashdown', 'propose', { termMonths: '18', reasons: 'Because.' });
  });

  it('given both required seats vote for it, it is adopted once everybody has voted (I10)', () => {
    const play = proposed();
    const names = Object.values(seated(play)) as string[];
    for (const name of names.slice(0, 2)) play.does(name, 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
    assert.ok(!('closed' in (play.state.panel?.revisions[0] ?? {})));
    play.does(names[2] ?? '', 'vote', { revision: '1', choice: 'against', reason: 'Too long.' });
    assert.equal(play.state.panel?.revisions[0]?.closed?.result, 'adopted');
    play.refused('R15', 'Grace Oduya', 'confirm', { revision: '1', met: 'yes' });
    play.does('Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'All agreed in writing.' });
    assert.equal(play.state.determination?.termMonths, 6);
  });

  it('given the two required seats differ, a tie adopts nothing (C1)', () => {
    const play = proposed();
    play.does('Grace Oduya', 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
    play.does(seated(play)['independentManager'] ?? '', 'vote', { revision: '1', choice: 'against', reason: 'No.' });
    play.does('Grace Oduya', 'closeVote', { revision: '1' });
    assert.equal(play.state.panel?.revisions[0]?.closed?.result, 'tie');
    play.refused('I10', 'Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'None.' });
  });

  it('given an amendment, earlier votes are void (I11)', () => {
    const play = proposed();
    play.does('Grace Oduya', 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
    play.does('Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' });
    assert.equal(play.state.panel?.revisions.at(-1)?.votes.length, 0);
    play.refused('I11', 'Tom Ashdown', 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
  });

  it('given nobody votes, all are reminded after three working days and the deputy is told after five', () => {
    const play = proposed();
    const events = play.later({ days: 9 });
    const follows = events.filter((event) => event.type === 'DeadlinePassed').map((event) => event.deadline.split('/')[0]);
    assert.deepEqual(follows.slice(0, 2), ['voteReminder', 'votes']);
  });
});
