import assert from 'node:assert/strict';
import { triageCommands } from '../../bot/case/decide/triage.ts';
import type { EarlierCase } from '../../bot/views/view.ts';
import { lintCard } from '../../sandbox/connector/lint.ts';
import { atPanel, monday, open, policy, triageInput } from '../case/play.ts';
import { drawn } from './seeing.ts';
import { buttonsOn, choicesOn, inputsOn, main, part, textOn } from './viewing.ts';

const earlier: EarlierCase = { case: 'c9', subject: 's9', open: true, who: 'John Doe, 1 High St', openedAt: '2026-09-01T09:00:00Z', outcome: 'open' };

const step = (name: string, given: Record<string, string>) => ({ report: 'r1', step: name, go: 'next', ...given });

const threatened = () => {
  const play = open();
  play.does('Priya Nair', 'saveStep', step('behaviour', { abuse: 'threats', police: 'crime' }));
  return play;
};

describe('the manager’s card', () => {
  it('given a new report, when the manager looks, then it says what is asked, by when, who and what', () => {
    const view = main(open(), 'Tom Ashdown');
    const text = textOn(view);
    assert.equal(view?.name, 'triage');
    for (const words of ['A report needs your decision', 'the end of Monday 30 November 2026', 'J. Doe, 1 High Street', 'Shouted at me.', 'Priya Nair']) assert(text.includes(words), words);
    assert(!text.includes('danger'));
    assert(!view?.summary.includes('Doe'));
  });

  it('given danger, then it comes first, with 999 and who was told, and the time is shorter', () => {
    const text = textOn(main(open({ danger: true }), 'Tom Ashdown'));
    assert(text.includes('call 999'));
    assert(text.includes('Also told: Dan Pryce.'));
    assert(text.includes('the end of Tuesday 24 November 2026'));
  });

  it('given nothing similar, then there is no button for earlier incidents; given one, then it says how many', () => {
    assert(!buttonsOn(main(open(), 'Tom Ashdown')).some((button) => button.title.startsWith('Earlier')));
    assert(buttonsOn(main(open(), 'Tom Ashdown', [earlier])).some((button) => button.title === 'Earlier incidents (1)'));
  });

  it('given a question that is answered, then the card is a new round and shows the answer', () => {
    const play = open();
    play.does('Tom Ashdown', 'askReporter', { question: 'Was anybody with you?' });
    const before = main(play, 'Tom Ashdown');
    const id = play.state.triage.questions[0]?.id ?? '';
    play.does('Priya Nair', 'answerQuestion', { question: id, answer: 'Only Callum.' });
    const after = main(play, 'Tom Ashdown');
    assert(textOn(before).includes('Not answered yet'));
    assert(textOn(after).includes('Only Callum.'));
    assert.equal((after?.round ?? 0) - (before?.round ?? 0), 1);
    assert.equal(after?.ask, before?.ask);
  });

  it('given a very long report, then the card stays short and says that it goes on', () => {
    const play = open();
    play.words[play.state.reports[0]?.what ?? ''] = 'word '.repeat(800);
    const view = main(play, 'Tom Ashdown');
    assert(textOn(view).includes('it goes on in the whole report'));
    assert(textOn(view).length < 3000);
  });
});

describe('the manager’s form', () => {
  it('given the form, then it asks for exactly what the rule of triage takes', () => {
    const ids = inputsOn(part(open(), 'Tom Ashdown', 'triageForm')).map((input) => String(input['id']));
    const known = Object.keys((triageCommands.triage.input as unknown as { shape: object }).shape);
    assert.deepEqual(ids.filter((id) => !known.includes(id)), []);
    assert.deepEqual(known.filter((id) => !ids.includes(id)), ['crime', 'refusalToLeave']);
  });

  it('given the form filled in, when it is sent as a client sends it, then the rule accepts it', () => {
    const play = threatened();
    const given: Record<string, string> = { ...triageInput, threat: 'reported', crime: 'willReport' };
    const inputs = Object.fromEntries(inputsOn(part(play, 'Tom Ashdown', 'triageForm')).map((input) => [String(input['id']), given[String(input['id'])] ?? String(input['value'] ?? '')]));
    play.does('Tom Ashdown', 'triage', inputs);
    assert.equal(play.state.triage.decided?.police['threat'], 'reported');
  });

  it('given ticks by the reporter, then they are chosen already, stand first, and the police is asked about', () => {
    const inputs = inputsOn(part(threatened(), 'Tom Ashdown', 'triageForm'));
    const grounds = inputs.find((input) => input['id'] === 'grounds');
    assert.equal(grounds?.['value'], 'threats');
    assert.equal(choicesOn(part(threatened(), 'Tom Ashdown', 'triageForm'), 'grounds')[0]?.value, 'threats');
    const needed = inputs.filter((input) => ['threat', 'crime', 'violence'].includes(String(input['id']))).map((input) => [input['id'], input['isRequired']]);
    assert.deepEqual(needed, [['threat', true], ['crime', true], ['violence', false]]);
  });

  it('given the choices, then each names its consequence in the policy’s words and no value has a comma', () => {
    const choices = choicesOn(part(open(), 'Tom Ashdown', 'triageForm'), 'outcome');
    assert.deepEqual(choices.map((choice) => choice.value), policy.triage.outcomes.map((outcome) => outcome.id));
    for (const [n, outcome] of policy.triage.outcomes.entries()) assert(choices[n]?.title.includes(outcome.consequence));
  });

  it('given a decision, then the form and the question are the manager’s no longer, or never were anybody else’s', () => {
    assert.equal(part(atPanel(), 'Tom Ashdown', 'triageForm'), undefined);
    for (const name of ['triage', 'triageForm', 'earlier', 'askReporter'])
      for (const who of ['Priya Nair', 'Grace Oduya']) assert.equal(part(atPanel(), who, name, undefined, [earlier]), undefined, `${who} ${name}`);
  });
});

describe('earlier incidents', () => {
  it('given similar cases, then each says who, when and what came of it, and can be joined', () => {
    const closed: EarlierCase = { ...earlier, case: 'c8', open: false, outcome: 'formalWarning' };
    const view = part(open(), 'Tom Ashdown', 'earlier', undefined, [earlier, closed]);
    const text = textOn(view);
    for (const words of ['John Doe, 1 High St', 'Tuesday 1 September 2026', 'It is still open.', 'Warning.']) assert(text.includes(words), words);
    const joins = buttonsOn(view).filter((button) => button.verb === 'linkEarlier');
    assert.deepEqual(joins.map((button) => button.data['case']), ['c9', 'c8']);
  });

  it('given many, then five are offered with room for the way back', () => {
    const many = Array.from({ length: 8 }, (_, n): EarlierCase => ({ ...earlier, case: `c${n}` }));
    assert.equal(buttonsOn(part(open(), 'Tom Ashdown', 'earlier', undefined, many)).length, 6);
  });

  it('given one that is joined, then it says so and cannot be joined again', () => {
    const match: EarlierCase = { ...earlier, open: false, outcome: 'advice' };
    const play = open({ matches: () => [match] });
    play.does('Tom Ashdown', 'linkEarlier', { case: 'c9' });
    const view = part(play, 'Tom Ashdown', 'earlier', undefined, [match]);
    assert(textOn(view).includes('You have joined this incident'));
    assert(!buttonsOn(view).some((button) => button.verb === 'linkEarlier'));
  });
});

describe('what came of a report', () => {
  it('given measures that started at once, when the manager hands the seat on, then they see which and until when', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'interimAndPanel', interim: 'twoPersonVisit', interimReason: 'He waits at the door.' });
    play.does('Tom Ashdown', 'declare', { answer: 'away' });
    const text = textOn(part(play, 'Tom Ashdown', 'found'));
    for (const words of ['Protect staff now', 'Only visit the property', 'the end of Monday 7 December 2026', 'He waits at the door.']) assert(text.includes(words), `${words} is not in:\n${text}`);
  });

  it('given a closed case, then the manager reads what they decided and why', () => {
    const play = open();
    play.does('Tom Ashdown', 'triage', { ...triageInput, outcome: 'noAction', grounds: '' });
    const text = textOn(main(play, 'Tom Ashdown'));
    for (const words of ['No breach of the policy', 'by you', 'It goes on.', 'There is nothing more for you to do.']) assert(text.includes(words), words);
  });
});

describe('every card of triage', () => {
  it('given each of them, then a client draws it whole', () => {
    const play = threatened();
    const views = [main(play, 'Tom Ashdown', [earlier]), ...['triageForm', 'askReporter', 'earlier', 'report', 'evidence'].map((name) => part(play, 'Tom Ashdown', name, undefined, [earlier])), main(open({ danger: true }), 'Dan Pryce')];
    for (const view of views) {
      assert(view);
      const card = drawn(view);
      assert.deepEqual(lintCard(card), [], view.name);
      assert(!JSON.stringify(card).includes('${'), view.name);
      assert(Buffer.byteLength(JSON.stringify(card)) < 28_000, view.name);
    }
    assert.equal(monday.toString(), play.now.toString());
  });
});
