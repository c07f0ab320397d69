import assert from 'node:assert/strict';
import { deadlines, type Deadline } from '../../bot/case/deadlines.ts';
import type { CaseEvent } from '../../bot/case/events.ts';
import { atPanel, calendar, declared, directory, idOf, interimOf, open, policy, proposed, seated, triageInput, type Play } from './play.ts';

const due = (play: Play): Pick<Deadline, 'kind' | 'dueAt' | 'follows'>[] => deadlines(play.state, policy, calendar).map(({ kind, dueAt, follows }) => ({ kind, dueAt, follows }));
const find = (play: Play, kind: Deadline['kind']): Deadline | undefined => deadlines(play.state, policy, calendar).find((entry) => entry.kind === kind);
const name = (id: string | undefined): string | undefined => (id === undefined ? undefined : directory.people[id]?.name);
const passed = (events: CaseEvent[]) => events.filter((event) => event.type === 'DeadlinePassed');

/** The case under way with the whole panel's votes on revision 1. */
const voted = (choice: 'for' | 'against'): Play => {
  const play = proposed();
  for (const member of Object.values(seated(play))) play.does(member ?? '', 'vote', { revision: '1', choice, reason: 'So.' });
  return play;
};

// The play begins on Monday 23 November 2026 at 10:00 London; the due day ends with the first instant of the next.
describe('What is due, and what follows (clauses 3.2, 3.7 and 4.0)', () => {
  it('given a report, then the manager has five working days, and then the one above has them anew (R14)', () => {
    const play = open();
    assert.deepEqual(due(play), [{ kind: 'triage', dueAt: '2026-12-01T00:00:00Z', follows: 'escalate' }]);
    const events = play.later({ days: 8 });
    assert.deepEqual(events.map((event) => event.type), ['DeadlinePassed', 'TriageAssigned']);
    assert.equal(name(play.state.triage.manager), 'Helen Marsh');
    assert.equal(find(play, 'triage')?.dueAt, '2026-12-09T00:00:00Z');
  });

  it('given danger, then the manager has one working day (R14)', () => {
    assert.equal(find(open({ danger: true }), 'triage')?.dueAt, '2026-11-25T00:00:00Z');
  });

  it('given managers who all stay silent, then it goes up the line, to other managers, and to whoever keeps the register', () => {
    const play = open();
    const asked = new Set<string | undefined>();
    for (let week = 0; week < 14; week++) {
      asked.add(name(play.state.triage.manager));
      play.later({ days: 9 });
    }
    assert(!asked.has('Priya Nair'));
    assert.deepEqual([...asked].slice(0, 4), ['Tom Ashdown', 'Helen Marsh', 'Ruth Castell', 'Arthur Lyle']);
    assert.notEqual(find(play, 'triage') ?? find(play, 'nameManager'), undefined);
  });

  it('given a reporter who names no manager, then after one working day the register’s owner is asked', () => {
    const play = open({ reporter: 'Kit Rowe' });
    assert.equal(name(find(play, 'nameManager')?.who), 'Kit Rowe');
    play.later({ days: 2 });
    assert.equal(name(play.state.triage.manager), 'Grace Oduya');
  });

  it('given a register’s owner who is a victim or away, then nobody is asked by mistake and the clock runs on (I2)', () => {
    const play = open({ reporter: 'Kit Rowe' });
    play.does('Kit Rowe', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Grace Oduya' });
    const events = play.later({ days: 3 });
    assert.equal(play.state.triage.manager, undefined);
    assert.equal(passed(events).length, 2);
    assert.notEqual(find(play, 'nameManager'), undefined);
  });

  it('given safety measures that start at once, then they lapse at their own time, whenever that is noticed (R12)', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, ...interimOf('twoPersonVisit') });
    const events = play.later({ months: 1 });
    assert(events.some((event) => event.type === 'InterimEnded' && event.endedAt === '2026-12-08T00:00:00Z' && event.why === 'lapsed'));
    assert.equal(find(play, 'interim'), undefined);
  });

  it('given a member who does not declare, then the seat is refilled after five working days (R15)', () => {
    const play = atPanel();
    const before = Object.values(seated(play));
    const events = play.later({ days: 8 });
    assert.equal(events.filter((event) => event.type === 'SeatVacated' && event.why === 'noAnswer').length, 3);
    for (const member of Object.values(seated(play))) assert(!before.includes(member), `${member} still sits`);
  });

  it('given no proposal, then the case owner is reminded on a working morning', () => {
    const play = declared();
    assert.deepEqual([find(play, 'proposal')?.dueAt, name(find(play, 'proposal')?.who)], ['2026-12-01T09:00:00Z', 'Tom Ashdown']);
    play.later({ days: 10 });
    assert.equal(find(play, 'proposal')?.id.split('/').at(-1), '1');
  });

  it('given votes that do not come, then all are reminded once, and then the chair’s deputy is told', () => {
    const play = proposed();
    assert.equal(find(play, 'voteReminder')?.dueAt, '2026-11-27T09:00:00Z');
    const [reminder, late] = passed(play.later({ days: 9 }));
    assert.deepEqual([reminder?.follows, reminder?.to], ['remind', undefined]);
    assert.deepEqual([late?.follows, name(late?.to)], ['escalate', 'Martin Webb']);
    assert.equal(find(play, 'voteReminder'), undefined);
  });

  it('given an empty chair, then the case owner answers for the votes (I8)', () => {
    const play = proposed();
    for (const member of ['Grace Oduya', 'Martin Webb']) play.does(member, 'declare', { answer: 'conflict' });
    for (const entry of deadlines(play.state, policy, calendar)) assert.notEqual(entry.who, undefined, entry.id);
    assert.equal(name(find(play, 'voteReminder')?.who), 'Tom Ashdown');
  });

  it('given an adopted proposal that waits for the chair, then the deputy is told', () => {
    const play = voted('for');
    assert.deepEqual(due(play), [{ kind: 'confirm', dueAt: '2026-12-01T00:00:00Z', follows: 'escalate' }]);
    assert.equal(name(passed(play.later({ days: 8 }))[0]?.to), 'Martin Webb');
  });

  it('given a refused proposal that waits for the chair, then the deputy is told', () => {
    const play = voted('against');
    assert.deepEqual(due(play), [{ kind: 'afterRefusal', dueAt: '2026-12-01T00:00:00Z', follows: 'escalate' }]);
    assert.equal(name(passed(play.later({ days: 8 }))[0]?.to), 'Martin Webb');
  });

  it('given a determination, then the case owner is reminded of the letter until it is out', () => {
    const play = voted('for');
    play.does('Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'In writing.' });
    assert.deepEqual([find(play, 'notice')?.follows, find(play, 'notice')?.who], ['remind', idOf('Tom Ashdown')]);
    play.later({ months: 1 });
    assert.notEqual(find(play, 'notice'), undefined);
  });

  it('given a case that has ended, then nothing is due', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'noAction' });
    assert.deepEqual(due(play), []);
  });

  it('given Christmas, then days on which nobody works do not count', () => {
    const play = open();
    play.later({ days: 29 });
    // Tuesday 22 December, with the 24th closed by the landlord and the 25th and 28th as bank holidays.
    play.state = { ...play.state, triage: { ...play.state.triage, assignedAt: '2026-12-22T10:00:00Z' } };
    assert.equal(find(play, 'triage')?.dueAt, '2027-01-05T00:00:00Z');
  });
});
