import assert from 'node:assert/strict';
import { mayTakeSeat } from '../../bot/people/independence.ts';
import { asksOf } from '../../bot/case/asks.ts';
import { firstApproval, partsOf, seatPeople } from '../../bot/case/seating.ts';
import { atPanel, declared, directory, idOf, open, policy, proposed, seated, triageInput, type Play } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const panelled = ['SeatVacated', 'SeatFilled', 'MeetingWanted'];
const decision = ['R15', 'assumption'] as const;
const by = (name: string): ((play: Play) => string) => (play) => seated(play)[name] ?? '';
const independent = by('independentManager');

/** The chair's seat is empty: the Head of Customer Services and the deputy both stood down. */
const noChair = (play = atPanel()): Play => {
  play.does('Grace Oduya', 'declare', { answer: 'conflict' });
  play.does('Martin Webb', 'declare', { answer: 'conflict' });
  return play;
};

/** The whole panel votes for revision 1. */
const adopted = (): Play => {
  const play = proposed();
  for (const name of Object.values(seated(play))) play.does(name ?? '', 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
  return play;
};

describe('Who sits on the panel (clauses 3.2 and 4.0)', () => {
  does('declare', 'given no conflict, then the member sits', ['SeatDeclared'], () => atPanel().does('Grace Oduya', 'declare', { answer: 'clear' }));
  does('declare', 'given a conflict, then the seat is refilled by name and the meeting is wanted anew', panelled, () => atPanel().does('Grace Oduya', 'declare', { answer: 'conflict', reason: 'A cousin.' }));
  does('declare', 'given somebody who is away after all, then the seat is refilled', panelled, () => declared().does('Grace Oduya', 'declare', { answer: 'away' }));
  refuses('declare', 'given somebody without a seat', decision, () => atPanel().act('Samira Khan', 'declare', { answer: 'clear' }));
  refuses('declare', 'given a decision, then nobody leaves the panel that made it', decision, () => {
    const play = adopted();
    play.does('Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'In writing.' });
    return play.act('Grace Oduya', 'declare', { answer: 'conflict' });
  });
  nothing('declare', 'given that it was said before, then nothing happens', () => declared().does('Grace Oduya', 'declare', { answer: 'clear' }));

  it('given a seat that was given up, then that person never sits again and cannot vote (R15)', () => {
    const play = proposed();
    const gone = independent(play);
    play.does(gone, 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
    play.does(gone, 'declare', { answer: 'conflict' });
    assert.deepEqual(play.state.panel?.revisions[0]?.votes, []);
    play.refused('R15', gone, 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
    play.refused('R15', gone, 'declare', { answer: 'clear' });
  });

  it('given the line manager stands down, then the manager above has the seat (C1)', () => {
    const play = atPanel();
    play.does('Tom Ashdown', 'declare', { answer: 'conflict' });
    assert.equal(seated(play)['lineManager'], 'Helen Marsh');
  });

  it('given that only another member could take a seat, then nobody sits twice and the case owner is asked (R15)', () => {
    const few = ['Tom Ashdown', 'Helen Marsh', 'Dan Pryce', 'Grace Oduya'];
    const people = Object.fromEntries(Object.entries(directory.people).map(([id, person]) => [id, few.includes(person.name) ? person : { ...person, roles: ['staff'] }]));
    const play = atPanel({ directory: { ...directory, people } });
    play.does('Tom Ashdown', 'declare', { answer: 'conflict' });
    play.does('Dan Pryce', 'declare', { answer: 'conflict' });
    assert.deepEqual(seated(play), { headOfCustomerServices: 'Grace Oduya', independentManager: undefined, lineManager: 'Helen Marsh' });
    assert(asksOf(play.state, policy).some((ask) => ask.kind === 'nameMember' && ask.person === idOf('Tom Ashdown')));
  });

  it('given a seat with a substitute role in the policy, then that role fills it when nobody else can', () => {
    const approval = firstApproval(policy);
    assert(approval);
    const { state } = atPanel();
    const seats = approval.seats.map((seat) => (seat.chair ? { ...seat, substitute: 'director' } : seat));
    const avoid = [idOf('Grace Oduya'), idOf('Martin Webb')];
    const chair = (of: typeof approval) => seatPeople(of, state, directory, avoid).find((seat) => seat.id === 'headOfCustomerServices');
    assert.equal(chair(approval)?.person, undefined);
    assert.deepEqual(chair({ ...approval, seats }), { id: 'headOfCustomerServices', person: idOf('Arthur Lyle'), role: 'director' });
  });

  it('given a victim who is named after the decision, then the panel that decided stays on record', () => {
    const play = adopted();
    play.does('Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'In writing.' });
    const before = play.state.panel;
    const events = play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Tom Ashdown' });
    assert.deepEqual(events.map((event) => event.type), ['ReportStepSaved']);
    assert.deepEqual(play.state.panel, before);
  });
});

describe('A required seat that nobody can take (clause 4.0)', () => {
  const seat = 'headOfCustomerServices';
  does('nameMember', 'given a manager by name, then that manager sits and the meeting is wanted anew', ['SeatFilled', 'MeetingWanted'], () => noChair().does('Tom Ashdown', 'nameMember', { seat, name: 'Samira Khan' }));
  refuses('nameMember', 'given somebody who does not own the case', decision, () => noChair().act('Helen Marsh', 'nameMember', { seat, name: 'Samira Khan' }));
  refuses('nameMember', 'given a name that nobody has', decision, () => noChair().act('Tom Ashdown', 'nameMember', { seat, name: 'Nobody' }));
  refuses('nameMember', 'given somebody who is no manager', decision, () => noChair().act('Tom Ashdown', 'nameMember', { seat, name: 'Callum Reid' }));
  refuses('nameMember', 'given somebody who stood down', decision, () => noChair().act('Tom Ashdown', 'nameMember', { seat, name: 'Martin Webb' }));
  refuses('nameMember', 'given somebody who sits already', decision, () => noChair().act('Tom Ashdown', 'nameMember', { seat, name: 'Tom Ashdown' }));
  refuses('nameMember', 'given a victim', decision, () => {
    const play = noChair();
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Samira Khan' });
    return play.act('Tom Ashdown', 'nameMember', { seat, name: 'Samira Khan' });
  });
  nothing('nameMember', 'given a seat that is filled, then it stays as it is', () => atPanel().does('Tom Ashdown', 'nameMember', { seat, name: 'Samira Khan' }));

  it('given an empty required seat, then the owner is asked and reminded, and nothing is adopted meanwhile (I10)', () => {
    const play = noChair(proposed());
    for (const name of [independent(play), 'Tom Ashdown']) play.does(name, 'vote', { revision: '1', choice: 'for', reason: 'Agreed.' });
    assert.ok(!('closed' in (play.state.panel?.revisions[0] ?? {})));
    const events = play.later({ days: 8 });
    assert(events.some((event) => event.type === 'DeadlinePassed' && event.deadline.startsWith('seat/headOfCustomerServices/') && event.who === idOf('Tom Ashdown')));
  });
});

describe('Independence (clause 3.2)', () => {
  it('given a witness, then they do not have the independent seat either', () => {
    const usual = independent(atPanel());
    const play = open();
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', witnesses: usual });
    play.does('Tom Ashdown', 'triage', triageInput);
    assert(!Object.values(seated(play)).includes(usual));
  });

  it('given whoever triaged, then they do not have the independent seat', () => {
    const play = atPanel();
    assert.equal(mayTakeSeat(idOf('Tom Ashdown'), ['noEarlierPart'], partsOf(play.state), directory).ok, false);
    assert.notEqual(independent(play), 'Tom Ashdown');
  });
});

describe('Somebody leaves the landlord (R37)', () => {
  const left = (name: string, manager?: string) => ({ person: idOf(name), ...(manager !== undefined && { manager: idOf(manager) }) });
  /** The directory once somebody has gone. */
  const without = (...names: string[]) => {
    const people = Object.fromEntries(Object.entries(directory.people).filter(([, person]) => !names.includes(person.name)));
    return { ...directory, people };
  };

  does('personLeft', 'given the manager who was to decide, then it goes up the line', ['TriageAssigned'], () => open().does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh')));
  does('personLeft', 'given a member of the panel, then the seat is refilled', panelled, () => atPanel().does('system', 'personLeft', left('Grace Oduya')));
  does('personLeft', 'given the case owner, who has a seat, then both pass on', ['OwnerChanged', ...panelled], () => atPanel().does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh')));
  refuses('personLeft', 'given a person who presses, then only the directory says so', ['R37', 'system'], () => atPanel().act('Grace Oduya', 'personLeft', left('Tom Ashdown')));
  nothing('personLeft', 'given somebody with no part in the case, then nothing happens', () => atPanel().does('system', 'personLeft', left('Ola Berg')));
  nothing('personLeft', 'given that it was said before, then nothing happens', () => {
    const play = atPanel();
    play.does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh'));
    return play.does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh'));
  });
  nothing('personLeft', 'given a case that has ended, then nothing happens', () => {
    const play = declared();
    play.does('Grace Oduya', 'endWithout', { reason: 'It has stopped.' });
    return play.does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh'));
  });

  it('given an owner whom the directory no longer knows, then whoever was above them owns the case and has the seat', () => {
    const staff = without();
    const play = atPanel({ directory: staff });
    delete staff.people[idOf('Tom Ashdown')];
    play.does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh'));
    assert.equal(play.state.owner, idOf('Helen Marsh'));
    assert.equal(seated(play)['lineManager'], 'Helen Marsh');
    play.does('Helen Marsh', 'recordFactors', { factors: 'none', details: 'Asked.', usable: 'phone' });
    play.refused('R15', 'Tom Ashdown', 'recordFactors', { factors: 'none', details: 'Asked.', usable: 'phone' });
  });

  it('given that nobody is known above, then a named deputy owns the case', () => {
    const staff = without();
    const play = atPanel({ directory: staff });
    delete staff.people[idOf('Tom Ashdown')];
    play.does('system', 'personLeft', left('Tom Ashdown'));
    assert.equal(play.state.owner, idOf('Helen Marsh'), 'The deputy of the Neighbourhood manager is the Head of Housing.');
  });

  it('given that the one above is a victim, then the next one up owns the case (I2)', () => {
    const play = atPanel();
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Helen Marsh' });
    play.does('system', 'personLeft', left('Tom Ashdown', 'Helen Marsh'));
    assert.equal(play.state.owner, idOf('Ruth Castell'));
  });
});
