import assert from 'node:assert/strict';
import { openCase } from '../../bot/case/decide/report.ts';
import type { CaseEvent } from '../../bot/case/events.ts';
import { secondPress } from '../pipeline/desk.ts';
import { atPanel, basis, contextOf, directory, idOf, monday, open, type Play } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const by = ['R2', '4.0'] as const;
const sent = { report: 'r1', reporter: idOf('Priya Nair'), receivedAt: monday.toString(), danger: false, who: 'J. Doe', what: 'Shouted.' };
const when = { report: 'r1', step: 'when', go: 'next', occurredOn: '2026-11-20', channel: 'phone' };
const people = { report: 'r1', step: 'people', go: 'next', aimedAtReporter: 'no' };
const file = { report: 'r1', file: 'f1', name: 'note.pdf', type: 'application/pdf', size: 12 };
const finished = (): Play => {
  const play = open();
  play.does('Priya Nair', 'finishReport', { report: 'r1' });
  return play;
};
const managerOf = (play: Play): string | undefined => directory.people[play.state.triage.manager ?? '']?.name;

describe('A report (clauses 3.1 and 4.0)', () => {
  does('openCase', 'given a report by any member of staff, then a case opens and their line manager is asked', ['CaseOpened', 'ReportReceived', 'TriageAssigned'],
    () => openCase.decide(undefined, sent, contextOf('system'), basis));
  does('openCase', 'given danger, then the duty manager is told as well (R12)', ['CaseOpened', 'ReportReceived', 'TriageAssigned', 'DutyAlerted'],
    () => openCase.decide(undefined, { ...sent, danger: true }, contextOf('system'), basis));
  does('openCase', 'given that the directory knows no manager, then that is on record (R14)', ['CaseOpened', 'ReportReceived', 'ManagerUnknown'],
    () => openCase.decide(undefined, { ...sent, reporter: idOf('Kit Rowe') }, contextOf('system'), basis));
  refuses('openCase', 'given a person who presses, then a case is only opened by a report', by, () => openCase.decide(undefined, sent, contextOf('Priya Nair'), basis));
  nothing('openCase', 'given a second delivery, then nothing happens', () => openCase.decide(open().state, sent, contextOf('system'), basis));

  does('saveStep', 'given one page, then its answers are kept', ['ReportStepSaved'], () => open().does('Priya Nair', 'saveStep', when));
  refuses('saveStep', 'given somebody else’s report, then it is closed to them', by, () => open().act('Tom Ashdown', 'saveStep', when));
  refuses('saveStep', 'given a finished report, then it is only added to by a new one', ['R10', '4.0'], () => finished().act('Priya Nair', 'saveStep', when));
  refuses('saveStep', 'given a day in the future, then the date is wrong', ['R10', '4.0'], () => open().act('Priya Nair', 'saveStep', { ...when, occurredOn: '2026-11-24' }));
  refuses('saveStep', 'given a behaviour that the policy does not name, then it is not kept', ['R10', '4.0'],
    () => open().act('Priya Nair', 'saveStep', { report: 'r1', step: 'behaviour', go: 'next', abuse: 'hissing' }));
  refuses('saveStep', 'given a channel that the policy does not name, then it is not kept', ['R10', '4.0'], () => open().act('Priya Nair', 'saveStep', { ...when, channel: 'pigeon' }));
  nothing('saveStep', 'given the same press twice, then it is kept once', () => secondPress(open(), 'Priya Nair', 'saveStep', when));

  it('given answers about health, then they go to the place apart and not into the event (R17)', () => {
    const play = open();
    const [saved] = play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'support', go: 'next', needs: 'Deaf in one ear.' }) as [Extract<CaseEvent, { type: 'ReportStepSaved' }>];
    assert.equal(saved.words, undefined);
    assert.deepEqual(play.special[saved.special ?? ''], { needs: 'Deaf in one ear.' });
    assert.doesNotMatch(JSON.stringify([play.history, play.words]), /Deaf/);
  });

  it('given “Back”, then what was typed is kept and the page before is next (R10)', () => {
    const play = open();
    play.does('Priya Nair', 'saveStep', { ...when, go: 'back' });
    assert.equal(play.state.reports[0]?.step, 'person');
    assert.equal(play.state.reports[0]?.facts.channel, 'phone');
  });

  it('given a name that fits nobody, then nobody becomes part of the case by guess (I27)', () => {
    const play = open();
    play.does('Priya Nair', 'saveStep', { ...people, victims: 'Tom, the caretaker\nJoel Peters' });
    assert.deepEqual(play.state.reports[0]?.facts.victims, [idOf('Joel Peters')]);
  });

  it('given that it was aimed at the manager, then the next up the line decides (I2)', () => {
    const play = open();
    const events = play.does('Priya Nair', 'saveStep', { ...people, victims: 'Tom Ashdown' });
    assert.deepEqual(events.map((event) => event.type), ['ReportStepSaved', 'TriageAssigned']);
    assert.equal(managerOf(play), 'Helen Marsh');
  });

  it('given that it was aimed at the manager and at theirs, then neither decides (I2)', () => {
    const play = open();
    play.does('Priya Nair', 'saveStep', { ...people, victims: 'Tom Ashdown, Helen Marsh' });
    assert.equal(managerOf(play), 'Ruth Castell');
  });

  does('openStep', 'given another page, then it is the one that is shown', ['ReportStepOpened'], () => open().does('Priya Nair', 'openStep', { report: 'r1', step: 'check' }));
  refuses('openStep', 'given somebody else’s report, then it is closed to them', by, () => open().act('Grace Oduya', 'openStep', { report: 'r1', step: 'check' }));
  refuses('openStep', 'given a finished report, then no page opens', ['R10', '4.0'], () => finished().act('Priya Nair', 'openStep', { report: 'r1', step: 'when' }));
  nothing('openStep', 'given the page that is shown, then nothing happens', () => open().does('Priya Nair', 'openStep', { report: 'r1', step: 'person' }));

  does('addEvidence', 'given a file that is stored, then the report names it, with who and when (R10)', ['EvidenceAdded'], () => open().does('Priya Nair', 'addEvidence', file));
  refuses('addEvidence', 'given somebody else’s report, then it takes no file', by, () => open().act('Callum Reid', 'addEvidence', file));
  refuses('addEvidence', 'given a finished report, then it takes no file', ['R10', '4.0'], () => finished().act('Priya Nair', 'addEvidence', file));
  nothing('addEvidence', 'given the same file again, then it stands once', () => {
    const play = open();
    play.does('Priya Nair', 'addEvidence', file);
    return play.does('Priya Nair', 'addEvidence', file);
  });

  does('finishReport', 'given that all is said, then the report is finished', ['ReportFinished'], () => open().does('Priya Nair', 'finishReport', { report: 'r1' }));
  refuses('finishReport', 'given somebody else’s report, then only its reporter finishes it', by, () => open().act('Tom Ashdown', 'finishReport', { report: 'r1' }));
  nothing('finishReport', 'given a finished report, then nothing happens', () => finished().does('Priya Nair', 'finishReport', { report: 'r1' }));
});

describe('Who looks at a report when the directory knows no manager (clauses 3.2 and 4.0)', () => {
  const unknown = () => open({ reporter: 'Kit Rowe' });
  const triage = '3.2, 4.0';

  does('nameManager', 'given a manager by name, then that manager is asked', ['TriageAssigned'], () => unknown().does('Kit Rowe', 'nameManager', { manager: 'tom ashdown' }));
  refuses('nameManager', 'given somebody who did not report, then they name nobody', by, () => unknown().act('Callum Reid', 'nameManager', { manager: 'Tom Ashdown' }));
  refuses('nameManager', 'given a name that nobody has, then it is asked again', ['R14', triage], () => unknown().act('Kit Rowe', 'nameManager', { manager: 'Nobody Here' }));
  refuses('nameManager', 'given somebody who manages nobody, then it is asked again', ['R14', triage], () => unknown().act('Kit Rowe', 'nameManager', { manager: 'Priya Nair' }));
  nothing('nameManager', 'given that a manager was asked already, then nothing happens', () => open().does('Priya Nair', 'nameManager', { manager: 'Helen Marsh' }));

  refuses('nameManager', 'given a manager at whom it was aimed, then somebody else has to look at it', ['I2', triage], () => {
    const play = unknown();
    play.does('Kit Rowe', 'saveStep', { ...people, victims: 'Tom Ashdown' });
    return play.act('Kit Rowe', 'nameManager', { manager: 'Tom Ashdown' });
  });

  refuses('nameManager', 'given a manager who reported the same person, then somebody else has to look at it', ['I2', triage], () => {
    const play = unknown();
    play.does('system', 'receiveReport', { report: { ...play.state.reports[0], id: 'r2', reporter: idOf('Tom Ashdown') }, words: {} });
    return play.act('Kit Rowe', 'nameManager', { manager: 'Tom Ashdown' });
  });

  refuses('nameManager', 'given a manager who said that they were a victim, then they are not asked again', ['I2', triage], () => {
    const only = Object.fromEntries(Object.entries(directory.people).map(([id, person]) => [id, { ...person, roles: person.name === 'Tom Ashdown' ? person.roles : [] }]));
    const play = open({ reporter: 'Kit Rowe', directory: { ...directory, people: only } });
    play.does('Kit Rowe', 'nameManager', { manager: 'Tom Ashdown' });
    for (const above of ['Helen Marsh', 'Ruth Castell', 'Arthur Lyle']) Object.assign(only[idOf(above)] ?? {}, { away: true });
    play.does('Tom Ashdown', 'handOver', { why: 'victim' });
    return play.act('Kit Rowe', 'nameManager', { manager: 'Tom Ashdown' });
  });
});

describe('A question of the manager to the reporter', () => {
  const asked = () => {
    const play = open();
    const [event] = play.does('Tom Ashdown', 'askReporter', { question: 'Was anybody else there?' }) as [Extract<CaseEvent, { type: 'QuestionAsked' }>];
    return { play, answer: { question: event.question, answer: 'No.' } };
  };

  does('answerQuestion', 'given a question, then its answer is on record', ['QuestionAnswered'], () => {
    const { play, answer } = asked();
    return play.does('Priya Nair', 'answerQuestion', answer);
  });
  refuses('answerQuestion', 'given somebody who was not asked, then they do not answer', by, () => {
    const { play, answer } = asked();
    return play.act('Callum Reid', 'answerQuestion', answer);
  });
  nothing('answerQuestion', 'given an answer, then a second one changes nothing', () => {
    const { play, answer } = asked();
    play.does('Priya Nair', 'answerQuestion', answer);
    return play.does('Priya Nair', 'answerQuestion', { ...answer, answer: 'Yes.' });
  });
  does('askReporter', 'given something unclear, then the reporter is asked', ['QuestionAsked'], () => open().does('Tom Ashdown', 'askReporter', { question: 'Where was it?' }));
  refuses('askReporter', 'given somebody who does not triage, then they ask nothing', ['R14', '3.2, 4.0'], () => open().act('Helen Marsh', 'askReporter', { question: 'Where?' }));
  nothing('askReporter', 'given a case that has ended, then nothing is asked', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { outcome: 'noAction', reason: 'No breach.', firstResponse: 'None.', warned: 'no', warning: 'None needed.' });
    return play.does('Tom Ashdown', 'askReporter', { question: 'Where?' });
  });

  it('given a case before the panel, then a question is still answered', () => {
    const play = atPanel();
    const [event] = play.does('Tom Ashdown', 'askReporter', { question: 'When?' }) as [Extract<CaseEvent, { type: 'QuestionAsked' }>];
    assert.equal(play.does('Priya Nair', 'answerQuestion', { question: event.question, answer: 'At noon.' }).length, 1);
  });
});
