import assert from 'node:assert/strict';
import { atPanel, directory, idOf, open, proposed, seated, triageInput, type Play } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const clause = '3.2, 4.0';
const matches = () => [{ case: 'old', subject: 's-old', open: false }, { case: 'live', subject: 's-live', open: true }];
const matched = () => open({ matches });

/** A report as another case sends it on. */
const joining = (reporter: string, facts = {}): { report: Play['state']['reports'][number]; words: Record<string, unknown> } => {
  const report = open().state.reports[0];
  assert(report);
  return { report: { ...report, id: 'r2', reporter: idOf(reporter), facts }, words: { 'c9.who': 'J. Doe' } };
};

describe('Reports about the same person (R9)', () => {
  does('linkEarlier', 'given an earlier case that has ended, then both are about one person', ['EarlierCaseLinked'], () => matched().does('Tom Ashdown', 'linkEarlier', { case: 'old' }));
  does('linkEarlier', 'given a case that is open, then this one goes on in it', ['EarlierCaseLinked', 'CaseEnded'], () => matched().does('Tom Ashdown', 'linkEarlier', { case: 'live' }));
  refuses('linkEarlier', 'given somebody who does not triage, then they join nothing', ['R9', clause], () => matched().act('Grace Oduya', 'linkEarlier', { case: 'old' }));
  refuses('linkEarlier', 'given a case that nobody was offered, then nobody’s record changes (I27)', ['R9', clause], () => matched().act('Tom Ashdown', 'linkEarlier', { case: 'another' }));
  nothing('linkEarlier', 'given that they are joined already, then nothing happens', () => {
    const play = matched();
    play.does('Tom Ashdown', 'linkEarlier', { case: 'old' });
    return play.does('Tom Ashdown', 'linkEarlier', { case: 'old' });
  });
  nothing('linkEarlier', 'given a case before its panel, then it stays as it is', () => atPanel({ matches }).does('Tom Ashdown', 'linkEarlier', { case: 'live' }));

  it('given two cases of one person, then the later one takes the earlier one’s record', () => {
    const play = matched();
    play.does('Tom Ashdown', 'linkEarlier', { case: 'old' });
    assert.equal(play.state.subject, 's-old');
    assert.deepEqual(play.state.linked.map(({ case: id, by }) => [id, by]), [['old', idOf('Tom Ashdown')]]);
  });
});

describe('A report that goes on in another case (R9)', () => {
  does('receiveReport', 'given the manager’s act, then the report is part of this case', ['ReportJoined'], () => open().does('system', 'receiveReport', joining('Callum Reid')));
  does('receiveReport', 'given a reporter who triages here, then the triage goes up the line (I2)', ['ReportJoined', 'TriageAssigned'], () => open().does('system', 'receiveReport', joining('Tom Ashdown')));
  refuses('receiveReport', 'given a person who presses, then reports are joined by the manager', ['R9', clause], () => open().act('Tom Ashdown', 'receiveReport', joining('Callum Reid')));
  nothing('receiveReport', 'given a second delivery, then it stands once', () => {
    const play = open();
    play.does('system', 'receiveReport', joining('Callum Reid'));
    return play.does('system', 'receiveReport', joining('Callum Reid'));
  });

  const ended = () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'noAction' });
    return play;
  };
  refuses('receiveReport', 'given a case that has ended meanwhile, then it is said and not lost', ['R9', clause], () => ended().act('system', 'receiveReport', joining('Callum Reid')));

  it('given a case that ended after it had the report, then a second delivery is no fault', () => {
    const play = open();
    play.does('system', 'receiveReport', joining('Callum Reid'));
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'noAction' });
    assert.deepEqual(play.does('system', 'receiveReport', joining('Callum Reid')), []);
  });

  it('given members of the panel who are reporter and victim, then each seat goes to somebody of its own (I2)', () => {
    const play = proposed();
    const before = seated(play);
    play.does('system', 'receiveReport', joining(before['independentManager'] ?? '', { victims: [idOf('Tom Ashdown')] }));
    const after = seated(play);
    const people = Object.values(after).filter((name) => name !== undefined);
    assert.equal(new Set(people).size, people.length, `Somebody sits twice: ${people.join(', ')}`);
    assert(!people.includes('Tom Ashdown') && !people.includes(before['independentManager'] ?? ''));
    assert.equal(after['headOfCustomerServices'], 'Grace Oduya');
  });

  it('given the first two in line for a seat, then nobody takes two of the seats (R15)', () => {
    const play = proposed();
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Dan Pryce, Tom Ashdown' });
    const people = Object.values(seated(play)).filter((name) => name !== undefined);
    assert.equal(new Set(people).size, people.length, `Somebody sits twice: ${people.join(', ')}`);
  });

  it('given danger in the report that joins, then the case is urgent (R12)', () => {
    const play = open();
    const { report, words } = joining('Callum Reid');
    play.does('system', 'receiveReport', { report: { ...report, danger: true }, words });
    assert.equal(play.state.triage.urgent, true);
    assert.equal(directory.people[play.state.triage.manager ?? '']?.name, 'Tom Ashdown');
  });
});
