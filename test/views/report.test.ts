import assert from 'node:assert/strict';
import { reportSteps, type ReportStep } from '../../bot/case/state.ts';
import { personCommands, type Draft } from '../../bot/people/draft.ts';
import { answerView, firstQuestionsView, nameManagerView, reporterView, reportStepView } from '../../bot/views/report.ts';
import type { View } from '../../bot/views/view.ts';
import { atPanel, directory, idOf, landlord, monday, open, policy, proposed, triageInput, type Play } from '../case/play.ts';
import { buttonsOf, drawn, inputsOf, nodesOf, nothingYet, readingOf, viewingOf } from './seeing.ts';

const priya = 'Priya Nair';

/** Markdown, a template expression and a date macro: none may mean anything on a card. */
const hostile = '**J. Doe** [x](https://evil.example) ${policy} {{DATE(2026-01-01T00:00:00Z)}}';

const answers: Record<ReportStep, Record<string, string>> = {
  person: { name: 'J. Doe', address: '1 High Street', reference: 'T-1042' },
  when: { occurredOn: '2026-11-20', occurredAt: '14:30', place: 'Reception', channel: 'inPerson' },
  behaviour: { account: 'Ten minutes of shouting.', persistence: '', demands: 'continualContact', abuse: 'threats,other:abuse', police: 'threat,crime' },
  impact: { staff: 'I went home.', service: 'The desk closed for an hour.', injury: 'no' },
  response: { done: 'I asked for quiet.', warned: 'yes', warning: 'Twice at the desk.' },
  support: { needs: 'A death in the family.', adjustments: 'A quiet room.' },
  people: { aimedAtReporter: 'no', victims: 'Callum Reid', witnesses: 'A visitor' },
  evidence: {},
  check: {},
};

const stepCard = (play: Play, step?: ReportStep): Record<string, unknown> => {
  const [report] = play.state.reports;
  assert(report);
  return drawn(reportStepView(play.state, report, viewingOf(priya, play), step));
};

/** Goes through the pages to the last, answering each. */
const answered = (given = answers, play = open()): Play => {
  for (const step of reportSteps.slice(0, -1)) play.does(priya, 'saveStep', { report: 'r1', step, go: 'next', ...given[step] });
  return play;
};

/** A button's data as its command gets it: without the envelope that the press reader takes off. */
const ownData = ({ data }: { data: Record<string, unknown> }): Record<string, unknown> => {
  const { stream: _stream, version: _version, ask: _ask, view: _view, param: _param, ...own } = data;
  return own;
};

const stageOf = (play: Play): string => readingOf(drawn(reporterView(play.state, viewingOf(priya, play))));

describe('the first card of a report', () => {
  const draft: Draft = { report: 'r1', startedAt: monday.toString() };
  const card = drawn(firstQuestionsView(draft, viewingOf(priya, nothingYet)));

  it('given a new draft, when its card is read, then danger comes first of all, with the phone to ring', () => {
    const [first, second] = readingOf(card).split('\n');
    assert.equal(first, 'If anyone is in danger now, ring 999 first.');
    assert(second?.includes(landlord.phones.emergency));
  });

  it('given a new draft, when its card is read, then it says who gets the report and who is told of danger', () => {
    assert.match(readingOf(card), /It goes to Tom Ashdown/);
    assert.match(readingOf(card), /Yes\. The duty manager is told at once/);
  });

  it('given a shaken person, when the card is read, then it says where support is', () => {
    assert(readingOf(card).includes(landlord.phones.staffSupport));
  });

  it('given somebody without a manager, when the card is read, then it says that they are asked for one', () => {
    assert.match(readingOf(drawn(firstQuestionsView(draft, viewingOf('Kit Rowe', nothingYet)))), /asked for a name next/);
  });

  it('given its three buttons, when pressed with all inputs, then the draft’s commands take them', () => {
    const inputs = Object.fromEntries(inputsOf(card).map(({ id }) => [id, id === 'danger' ? 'no' : 'Some words.']));
    assert.deepEqual(buttonsOf(card).map(({ verb }) => verb), ['sendReport', 'keepDraft', 'discardDraft']);
    for (const button of buttonsOf(card)) {
      const parsed = personCommands[button.verb as keyof typeof personCommands].input.safeParse({ ...ownData(button), ...inputs });
      assert(parsed.success, button.title);
    }
  });

  it('given nothing typed, when the client checks the card, then no input stops it: the bot answers instead', () => {
    assert(inputsOf(card).every((input) => input['isRequired'] !== true && String(input['label']).includes('(needed)')));
  });

  it('given a kept draft, when its card is drawn, then all three answers are still there', () => {
    const kept = drawn(firstQuestionsView({ ...draft, who: 'a', what: 'b', danger: 'yes' }, viewingOf(priya, { ...nothingYet, words: { a: hostile, b: 'It was loud.\nVery loud.' } })));
    assert.deepEqual(inputsOf(kept).map(({ value }) => value), ['yes', hostile, 'It was loud.\nVery loud.']);
  });
});

describe('the pages of a report', () => {
  for (const step of reportSteps.slice(0, -1)) {
    it(`given the page “${step}”, when its inputs are filled and “Next” is pressed, then they are kept and shown again`, () => {
      const play = open();
      const card = stepCard(play, step);
      assert.deepEqual(inputsOf(card).map(({ id }) => String(id)).toSorted(), Object.keys(answers[step]).toSorted());
      const next = buttonsOf(card).find(({ title }) => title === 'Next');
      assert(next);
      play.does(priya, 'saveStep', { ...ownData(next), ...answers[step] });
      assert.deepEqual(Object.fromEntries(inputsOf(stepCard(play, step)).map(({ id, value }) => [id, value])), answers[step]);
    });
  }

  it('given the pages, when gone through with “Next” and once “Back”, then each button leads to its neighbour', () => {
    const play = open();
    for (const step of reportSteps.slice(0, -1)) {
      assert.equal(play.state.reports[0]?.step, step);
      const next = buttonsOf(stepCard(play)).find(({ title }) => title === 'Next');
      assert(next);
      play.does(priya, 'saveStep', ownData(next));
    }
    const back = buttonsOf(stepCard(play)).find(({ title }) => title === 'Back');
    assert(back);
    play.does(priya, 'saveStep', ownData(back));
    assert.equal(play.state.reports[0]?.step, 'evidence');
  });

  it('given the first page, then it says that the report is saved and who has it', () => {
    assert.match(readingOf(stepCard(open())), /Your report is saved, and Tom Ashdown has it\./);
  });

  it('given the first page, then there is no way back from it', () => {
    assert.deepEqual(buttonsOf(stepCard(open())).map(({ title }) => title), ['Next']);
  });

  it('given any page, then its ask is the report, and only the pages that show files are redrawn while it stands', () => {
    const play = open();
    const [report] = play.state.reports;
    assert(report);
    for (const step of reportSteps) {
      const view = reportStepView(play.state, report, viewingOf(priya, play), step);
      assert.equal(view.ask, 'report/r1');
      assert.equal(view.open, step !== 'evidence' && step !== 'check', step);
    }
  });

  it('given the page on behaviour, then it offers every behaviour of the policy, another in each category, and what is never misconduct', () => {
    const card = stepCard(open(), 'behaviour');
    const values = inputsOf(card).flatMap((input) => ((input['choices'] ?? []) as { value: string }[]).map(({ value }) => value));
    for (const { id, behaviours } of policy.report.categories) for (const value of [...behaviours.map((entry) => entry.id), `other:${id}`]) assert(values.includes(value), value);
    for (const { text } of policy.report.notMisconduct) assert(readingOf(card).includes(text), text);
  });

  it('given behaviour that counts by its effect, when the effect is asked, then the card says why', () => {
    assert.match(readingOf(stepCard(answered(), 'impact')), /only by their effect \(unreasonable demands\)/);
    assert.doesNotMatch(readingOf(stepCard(open(), 'impact')), /only by their effect/);
  });

  it('given a file that was sent, when the page for files is drawn, then it is named with its size', () => {
    const play = open();
    play.does(priya, 'addEvidence', { report: 'r1', file: 'f1', name: 'desk.jpg', type: 'image/jpeg', size: 2_340_000 });
    assert.match(readingOf(stepCard(play, 'evidence')), /desk\.jpg \(2\.3 MB\)/);
  });

  it('given a date, when the day is picked, then none after today in London can be', () => {
    assert.equal(inputsOf(stepCard(open(), 'when')).find(({ id }) => id === 'occurredOn')?.['max'], '2026-11-23');
  });
});

describe('the last page of a report', () => {
  it('given all answers, then it shows each, the reporter’s answers on support too', () => {
    const text = readingOf(stepCard(answered()));
    for (const part of ['J. Doe', 'Friday 20 November 2026', 'Reception', 'Threats (explicit or implied)', 'I went home.', 'Twice at the desk.', 'A quiet room.', 'Callum Reid']) assert(text.includes(part), part);
  });

  it('given its buttons, when one is pressed for each page, then the report stands on that page', () => {
    const play = answered();
    const changes = buttonsOf(stepCard(play)).filter(({ verb }) => verb === 'openStep');
    assert.deepEqual(changes.map(({ data }) => data['step']), reportSteps.slice(0, -1));
    for (const change of changes) {
      play.does(priya, 'openStep', ownData(change));
      assert.equal(play.state.reports[0]?.step, change.data['step']);
    }
  });

  it('given “I have finished”, when pressed, then the report is finished', () => {
    const play = answered();
    const finish = buttonsOf(stepCard(play)).find(({ title }) => title === 'I have finished');
    assert(finish);
    play.does(priya, 'finishReport', ownData(finish));
    assert(play.state.reports[0]?.finishedAt);
  });

  it('given the longest answers, when drawn, then each page fits a message', () => {
    const long = (step: ReportStep): Record<string, string> =>
      Object.fromEntries(inputsOf(stepCard(open(), step)).map(({ id, type, maxLength }) => [id, type === 'Input.Text' ? 'x'.repeat(Number(maxLength)) : (answers[step][String(id)] ?? '')]));
    const play = answered(Object.fromEntries(reportSteps.map((step) => [step, step === 'check' ? {} : long(step)])) as typeof answers);
    for (const step of reportSteps) assert(JSON.stringify(stepCard(play, step)).length < 28_000, step);
  });
});

describe('what a reporter is asked besides', () => {
  it('given a question of the manager, when its card is pressed, then the answer is taken', () => {
    const play = open();
    assert.equal(answerView(play.state, viewingOf(priya, play)), undefined);
    play.does('Tom Ashdown', 'askReporter', { question: 'Who else was there?' });
    const card = drawn(answerView(play.state, viewingOf(priya, play)) as View);
    assert.match(readingOf(card), /Tom Ashdown asks:\nWho else was there\?/);
    const [send] = buttonsOf(card);
    assert(send);
    play.does(priya, 'answerQuestion', { ...ownData(send), answer: 'A visitor.' });
    assert.equal(play.state.triage.questions[0]?.answer !== undefined, true);
  });

  it('given nobody up the line, when the reporter names a manager on the card, then that manager has the report', () => {
    const play = open({ reporter: 'Kit Rowe' });
    const card = drawn(nameManagerView(play.state, viewingOf('Kit Rowe', play)));
    assert.match(readingOf(card), /nobody has it yet/);
    const [send] = buttonsOf(card);
    assert(send);
    play.does('Kit Rowe', 'nameManager', { ...ownData(send), manager: 'Dan Pryce' });
    assert.equal(play.state.triage.manager, idOf('Dan Pryce'));
  });
});

describe('what a reporter hears of their report', () => {
  it('given a report with the manager, then it says who has it and by when an answer is due', () => {
    assert.match(stageOf(open()), /Tom Ashdown has your report and decides what happens next\. An answer is due by the end of Monday 30 November 2026\./);
  });

  it('given danger, then it says that it is urgent', () => assert.match(stageOf(open({ danger: true })), /urgent/));

  it('given any stage, then the support line is there, and that the customer is not told who reported', () => {
    for (const play of [open(), atPanel(), proposed()]) {
      assert(stageOf(play).includes(landlord.phones.staffSupport));
      assert.match(stageOf(play), /We do not tell the resident who made this report\./);
    }
  });

  it('given a case that the manager closed, then it says what came of it', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'noAction', grounds: '' });
    assert.match(stageOf(play), /closed on Monday 23 November 2026, 10:00\. What came of it: No breach of the policy\. Thank you for telling us\./);
    assert.match(stageOf(play), /The case closed before you said that your report was finished/);
  });

  it('given measures at once, then it says until when they apply, and nothing once they have ended', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'interimAndPanel', interim: 'twoPersonVisit', interimReason: 'A visit is due.' });
    assert.match(stageOf(play), /Safety measures for staff apply now, until the end of/);
    play.later({ days: 30 });
    assert.doesNotMatch(stageOf(play), /Safety measures/);
  });

  it('given a meeting that is booked, then it says when', () => {
    const play = atPanel();
    assert.match(stageOf(play), /not set yet/);
    const { panel } = play.state;
    assert(panel);
    play.state = { ...play.state, panel: { ...panel, meeting: { ...panel.meeting, state: 'booked', start: '2026-12-03T14:00:00Z' } } };
    assert.match(stageOf(play), /It meets on Thursday 3 December 2026, 14:00\./);
  });

  it('given a vote that runs, then no name, reason, vote or factor of the panel is on the card', () => {
    const play = proposed();
    play.does('Grace Oduya', 'vote', { revision: '1', choice: 'for', reason: 'The calls must stop.' });
    const text = JSON.stringify(drawn(reporterView(play.state, viewingOf(priya, play))));
    for (const seat of play.state.panel?.seats ?? []) if (seat.person !== undefined) assert(!text.includes(directory.people[seat.person]?.name ?? ''), seat.id);
    for (const part of ['The calls must stop.', 'Forty calls', 'Asked on the phone', 'One call a week']) assert(!text.includes(part), part);
  });

  it('given a decision, then it says for how long, and that nothing limits anybody before they are told', () => {
    const play = proposed();
    const revision = play.state.panel?.revisions[0];
    assert(revision);
    play.state = { ...play.state, determination: { revision: 1, at: monday.toString(), by: idOf('Grace Oduya'), measures: revision.measures, termMonths: 6, reasons: revision.reasons, votes: [], grounds: [], meeting: { held: true } } };
    assert.match(stageOf(play), /there will be measures for 6 months\. Nothing limits the resident before they have been told\./);
  });

  it('given a case that went on in another, then it says so', () => {
    const play = open();
    play.state = { ...play.state, ended: { as: 'joined', at: monday.toString(), by: 'system', into: 'r0' } };
    assert.match(stageOf(play), /together with another case/);
  });
});

describe('people’s own words on a reporter’s cards', () => {
  it('given words that look like code, when any page is drawn, then they stand in text runs and inputs only, as they were typed', () => {
    const typed = Object.fromEntries(Object.entries(answers).map(([step, given]) => [step, Object.fromEntries(Object.entries(given).map(([id, value]) => [id, ['name', 'address', 'place', 'account', 'staff', 'service', 'done', 'warning', 'needs', 'adjustments', 'victims', 'witnesses'].includes(id) ? hostile : value]))])) as typeof answers;
    const play = answered(typed);
    play.words[play.state.reports[0]?.who ?? ''] = hostile;
    const cards = [...reportSteps.map((step) => stepCard(play, step)), drawn(reporterView(play.state, viewingOf(priya, play))), drawn(nameManagerView(play.state, viewingOf(priya, play)))];
    for (const card of cards)
      for (const node of nodesOf(card)) {
        if (node['type'] !== 'TextBlock') continue;
        assert(!String(node['text']).includes('J. Doe'), String(node['text']));
      }
    assert(cards.some((card) => readingOf(card).includes('${policy}')));
    assert(!cards.some((card) => readingOf(card).includes('{{')));
  });

  it('given any card of a reporter, then its summary names nobody', () => {
    const play = answered();
    const [report] = play.state.reports;
    assert(report);
    for (const view of [reporterView(play.state, viewingOf(priya, play)), nameManagerView(play.state, viewingOf(priya, play)), ...reportSteps.map((step) => reportStepView(play.state, report, viewingOf(priya, play), step))])
      assert.doesNotMatch(view.summary, /Doe|High Street|resident/i);
  });
});
