import assert from 'node:assert/strict';
import { interimOf, isRefusal, open, directory, idOf, monday, triageInput, type Play } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const clause = '3.2, 4.0';
const noAction = { outcome: 'noAction', reason: 'No breach.', firstResponse: 'It was explained.', warned: 'no', warning: 'None was needed.' };
const panelled = ['Triaged', 'PanelConvened', 'MeetingWanted', 'ClaimAsked'];
const triaged = (more: Record<string, string>, play: Play = open()) => play.act('Tom Ashdown', 'triage', { ...triageInput, ...more });
const managerOf = (play: Play): string | undefined => directory.people[play.state.triage.manager ?? '']?.name;
const hurt = (victims: string): Play => {
  const play = open();
  play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims });
  return play;
};

describe('The first decision on a report (clauses 3.2 and 4.0)', () => {
  does('triage', 'given enough for a panel, then the panel is convened, a meeting is wanted, and the person is claimed (I6)', panelled, () => triaged({}));
  does('triage', 'given no breach, then the case ends', ['Triaged', 'CaseEnded'], () => triaged(noAction));
  does('triage', 'given a warning that was given, then the case ends with it (clause 3.2)', ['Triaged', 'CaseEnded'], () => triaged({ outcome: 'formalWarning' }));
  does('triage', 'given danger to staff, then protective measures start at once (R12)', ['Triaged', 'InterimStarted', 'PanelConvened', 'MeetingWanted', 'ClaimAsked'], () => triaged(interimOf('twoPersonVisit')));
  refuses('triage', 'given somebody who was not asked, then they do not decide', ['R14', clause], () => open().act('Grace Oduya', 'triage', triageInput));
  refuses('triage', 'given the reporter, then they do not decide on their own report', ['R14', clause], () => open().act('Priya Nair', 'triage', triageInput));
  refuses('triage', 'given an outcome that the policy lacks', ['R14', clause], () => triaged({ outcome: 'exile' }));
  refuses('triage', 'given a behaviour that the policy lacks', ['R4', clause], () => triaged({ grounds: 'verbalAbuse,hissing' }));
  refuses('triage', 'given no behaviour, then it does not go to the panel', ['I22', '1.0'], () => triaged({ grounds: '' }));
  refuses('triage', 'given that it may rest on something that is no misconduct, then it does not go to the panel', ['I22', '1.0'], () => triaged({ notSole: 'false' }));
  refuses('triage', 'given only requests for one’s own data, then it does not go to the panel (C13)', ['I22', '2.1'], () => triaged({ grounds: 'accessRequests' }));
  refuses('triage', 'given only such requests, one of them twice, then it does not go to the panel (C13)', ['I22', '2.1'], () => triaged({ grounds: 'accessRequests,accessRequests' }));
  refuses('triage', 'given a warning that nobody gave, then none is recorded', ['R11', '3.0, 3.2'], () => triaged({ outcome: 'formalWarning', warned: 'no' }));
  refuses('triage', 'given a threat and no word on the police, then it is asked for', ['R13', '3.3'], () => triaged({ grounds: 'threats' }));
  refuses('triage', 'given measures at once but no reason', ['R12', 'assumption'], () => triaged({ ...interimOf('twoPersonVisit'), interimReason: '' }));
  refuses('triage', 'given a limit on contact at once, then it waits for the panel', ['R12', 'assumption'], () => triaged(interimOf('contactCap')));
  nothing('triage', 'given a decision, then a second one changes nothing', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', noAction);
    return play.does('Tom Ashdown', 'triage', { ...triageInput });
  });

  it('given other grounds beside requests for data, then it goes to the panel (C13)', () => {
    assert(!isRefusal(triaged({ grounds: 'accessRequests,verbalAbuse' })));
  });

  it('given one grave incident, then it goes straight to the panel with the reason why there was no warning (C12, I13)', () => {
    const play = open();
    assert(!isRefusal(triaged({ warned: 'no', warning: 'He hit a colleague.', grounds: 'violence', violence: 'reported' }, play)));
    const warning = play.state.triage.decided?.warning;
    assert.equal(warning?.given, false);
    assert.equal(play.words[warning.words], 'He hit a colleague.');
  });

  it('given a crime that the reporter ticked, then the manager is asked about the police (R13)', () => {
    const play = open();
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'behaviour', go: 'next', police: 'refusalToLeave' });
    const refusal = triaged({}, play);
    assert(isRefusal(refusal));
    assert.equal(refusal.rule, 'R13');
    assert(!isRefusal(triaged({ refusalToLeave: 'willReport' }, play)));
    assert.deepEqual(play.state.triage.decided?.police, { refusalToLeave: 'willReport' });
  });

  it('given protection at once, then it lasts for ten working days at most (R12)', () => {
    const play = open();
    triaged(interimOf('twoPersonVisit,officeSecureRoom'), play);
    assert.equal(play.state.interim?.endsAt, '2026-12-08T00:00:00Z');
    assert.deepEqual(play.state.interim?.measures.map((measure) => measure.kind), ['twoPersonVisit', 'officeSecureRoom']);
  });
});

describe('A manager who cannot decide (clause 4.0)', () => {
  does('handOver', 'given a manager who is away, then it goes up the line', ['TriageAssigned'], () => open().does('Tom Ashdown', 'handOver', { why: 'away' }));
  refuses('handOver', 'given somebody who was not asked, then they hand nothing over', ['R14', clause], () => open().act('Helen Marsh', 'handOver', { why: 'away' }));
  nothing('handOver', 'given a decision, then nothing is handed over', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', noAction);
    return play.does('Tom Ashdown', 'handOver', { why: 'away' });
  });

  it('given one manager after the other, then each is asked once and the clock begins anew (R14)', () => {
    const play = open();
    play.does('Tom Ashdown', 'handOver', { why: 'away' });
    assert.equal(managerOf(play), 'Helen Marsh');
    play.later({ hours: 1 });
    play.does('Helen Marsh', 'handOver', { why: 'victim' });
    assert.equal(managerOf(play), 'Ruth Castell');
    assert.equal(play.state.triage.assignedAt, monday.add({ hours: 1 }).toString());
    play.refused('R14', 'Tom Ashdown', 'triage', triageInput);
  });

  it('given a manager who says that they were a victim, then they do not sit on the panel either (I2)', () => {
    const play = open({ reporter: 'Martin Webb' });
    assert.equal(managerOf(play), 'Grace Oduya');
    play.does('Grace Oduya', 'handOver', { why: 'victim' });
    play.does('Ruth Castell', 'triage', triageInput);
    assert(!play.state.panel?.seats.some((seat) => seat.person === idOf('Grace Oduya')));
  });

  it('given a manager who was only away, then they may sit on the panel', () => {
    const play = open({ reporter: 'Martin Webb' });
    play.does('Grace Oduya', 'handOver', { why: 'away' });
    play.does('Ruth Castell', 'triage', triageInput);
    assert.equal(play.state.panel?.seats[0]?.person, idOf('Grace Oduya'));
  });

  it('given a victim whom the report names, then that manager’s press is refused even before the case has moved on (I2)', () => {
    const play = hurt('Helen Marsh');
    play.state = { ...play.state, triage: { ...play.state.triage, manager: idOf('Helen Marsh') } };
    play.refused('I2', 'Helen Marsh', 'triage', triageInput);
  });
});

describe('a warning and the first decision (R11)', () => {
  const { warned: _warned, warning: _warning, ...withoutWarning } = triageInput;

  it('given no breach, when nothing is said of a warning, then it is decided all the same', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...withoutWarning, outcome: 'noAction', grounds: '' });
    assert.equal(play.state.triage.decided?.warning, undefined);
  });

  it('given the panel, when nothing is said of a warning, then it is refused (I13)', () => {
    open().refused('I13', 'Tom Ashdown', 'triage', withoutWarning);
  });
});
