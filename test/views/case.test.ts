import assert from 'node:assert/strict';
import { asksOf } from '../../bot/case/asks.ts';
import { specialFor } from '../../bot/views/case.ts';
import { atPanel, declared, directory, idOf, open, policy, proposed, type Play } from '../case/play.ts';
import { drawn } from './seeing.ts';
import { buttonsOn, filesOn, main, part, textOn } from './viewing.ts';

const names = ['case', 'report', 'evidence', 'triage', 'triageForm', 'askReporter', 'earlier', 'reportStep', 'answer', 'nameManager', 'triaged', 'handedOver', 'duty', 'declare', 'vote', 'proposal', 'factors', 'equality', 'no such view'];

const step = (name: string, given: Record<string, string>) => ({ report: 'r1', step: name, go: 'next', ...given });

/** A report with something in every section. */
const told = (play: Play = open()): Play => {
  const say = (name: string, given: Record<string, string>) => play.does('Priya Nair', 'saveStep', step(name, given));
  say('person', { name: 'Jo Doe', address: '1 High Street' });
  say('when', { occurredOn: '2026-11-20', occurredAt: '14:30', place: 'At the door', channel: 'inPerson' });
  say('behaviour', { abuse: 'verbalAbuse', account: 'He shouted for ten minutes.', police: 'crime' });
  say('impact', { staff: 'I was shaken.', injury: 'no' });
  say('response', { done: 'I left.', warned: 'notPossible', warning: 'He did not listen.' });
  say('support', { needs: 'He may be hard of hearing.' });
  say('people', { aimedAtReporter: 'yes', witnesses: 'Callum Reid' });
  play.does('Priya Nair', 'addEvidence', { report: 'r1', file: 'f1', name: 'door.jpg', type: 'image/jpeg', size: 2_300_000 });
  return play;
};

const chairSeat = (play: Play) => play.state.panel?.seats.find((seat) => seat.person === idOf('Grace Oduya'));

describe('whose a case is', () => {
  it('given somebody without a part, then they see nothing of it, under no name', () => {
    for (const play of [open(), proposed()])
      for (const name of names) {
        assert.equal(main(play, 'Kit Rowe'), undefined);
        assert.equal(part(play, 'Kit Rowe', name), undefined, name);
      }
    assert.deepEqual(specialFor(told().state, idOf('Kit Rowe'), policy), []);
  });

  it('given every ask, then the person’s card answers their first one', () => {
    for (const play of [open(), told(), atPanel(), declared(), proposed()]) {
      const asks = asksOf(play.state, policy);
      for (const person of new Set(asks.map((ask) => ask.person)))
        assert.equal(main(play, directory.people[person]?.name ?? '')?.ask, asks.find((ask) => ask.person === person)?.id);
    }
  });

  it('given a lock screen, then no summary says who it is about or what is alleged', () => {
    for (const play of [told(open({ danger: true })), declared(), proposed()])
      for (const { name } of Object.values(directory.people)) assert.doesNotMatch(main(play, name)?.summary ?? '', /Doe|High Street|shout/i);
  });
});

describe('what a reporter sees', () => {
  it('given their report, then they read their own answers, the support ones too, and open their own files', () => {
    const play = told();
    const text = textOn(part(play, 'Priya Nair', 'report'));
    for (const words of ['Jo Doe', 'He may be hard of hearing.', 'I was shaken.']) assert(text.includes(words), words);
    assert.deepEqual(filesOn(part(play, 'Priya Nair', 'evidence')), ['f1']);
  });

  it('given a panel that votes, then the reporter sees the stage and neither votes, factors nor reasons', () => {
    const play = proposed();
    play.does('Grace Oduya', 'vote', { revision: '1', choice: 'for', reason: 'The lightest thing that helps.' });
    play.does('Priya Nair', 'finishReport', { report: 'r1' });
    const all = ['case', ...names].map((name) => JSON.stringify(part(play, 'Priya Nair', name) ?? '')).join('\n') + textOn(main(play, 'Priya Nair'));
    for (const words of ['The lightest thing that helps.', 'Forty calls a day', 'Asked on the phone.', 'One call a week leaves', 'It goes on.']) assert(!all.includes(words), words);
    assert.match(all, /panel/);
    for (const name of ['factors', 'equality', 'vote', 'proposal']) assert.equal(part(play, 'Priya Nair', name), undefined, name);
  });

  it('given a report by somebody else in the same case, then it is not theirs to read', () => {
    const play = told();
    const [own] = play.state.reports;
    assert(own);
    play.words['w2'] = 'She hit me.';
    play.state = { ...play.state, reports: [own, { ...own, id: 'r2', reporter: idOf('Callum Reid'), what: 'w2', evidence: own.evidence.map((item) => ({ ...item, id: 'f2' })) }] };
    assert(!textOn(part(play, 'Priya Nair', 'report')).includes('She hit me.'));
    assert.deepEqual(filesOn(part(play, 'Priya Nair', 'evidence')), ['f1']);
    assert.equal(filesOn(part(play, 'Tom Ashdown', 'evidence')).length, 2);
  });
});

describe('what a manager sees', () => {
  it('given the whole report, then every section is there in the policy’s words, the support answers too', () => {
    const play = told();
    const text = textOn(part(play, 'Tom Ashdown', 'report'));
    for (const words of ['Jo Doe', 'Friday 20 November 2026, 14:30', 'At the door', 'In person', 'Verbal abuse (in person or over the phone)', 'another crime', 'He shouted for ten minutes.', 'It was not possible', 'He may be hard of hearing.', 'Callum Reid', 'Not yet.']) assert(text.includes(words), words);
    assert(buttonsOn(part(play, 'Tom Ashdown', 'report')).some((button) => button.title === 'Evidence (1 file)'));
  });

  it('given a file, then it is named, with its size, and its button opens it by its id', () => {
    const view = part(told(), 'Tom Ashdown', 'evidence');
    assert(textOn(view).includes('door.jpg'));
    assert(textOn(view).includes('2.3 MB'));
    assert.equal(buttonsOn(view).find((button) => button.verb === 'openEvidence')?.data['file'], 'f1');
  });

  it('given more files than a card has buttons for, then all are named in its data and pages show them', () => {
    const play = told();
    for (const n of [2, 3, 4, 5, 6, 7, 8]) play.does('Priya Nair', 'addEvidence', { report: 'r1', file: `f${n}`, name: `${n}.jpg`, type: 'image/jpeg', size: 10 });
    const opened = ['0', '1', '2'].map((page) => {
      const view = part(play, 'Tom Ashdown', 'evidence', page);
      assert.equal(filesOn(view).length, 8);
      assert(buttonsOn(view).length <= 6);
      return buttonsOn(view).filter((button) => button.verb === 'openEvidence').map((button) => button.data['file']);
    });
    assert.deepEqual(opened.flat(), ['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8']);
  });

  it('given a report as long as can be, then its pages stay under what Teams takes and lose nothing', () => {
    const play = told();
    const long = (word: string) => `${word} `.repeat(3990 / (word.length + 1));
    for (const [name, fields] of [['behaviour', ['account']], ['impact', ['staff', 'service']], ['response', ['done', 'warning']]] as const)
      play.does('Priya Nair', 'saveStep', step(name, { ...(name === 'behaviour' && { police: '' }), ...Object.fromEntries(fields.map((field) => [field, `${long('слово').slice(0, 3980)} ${field}.`])) }));
    const text: string[] = [];
    for (let page = 0; ; page += 1) {
      const view = part(play, 'Tom Ashdown', 'report', String(page));
      assert(view);
      assert(Buffer.byteLength(JSON.stringify(drawn(view))) < 28_000);
      text.push(textOn(view));
      if (!buttonsOn(view).some((button) => button.title === 'Next page')) break;
    }
    assert(text.length > 1);
    for (const field of ['account', 'staff', 'service', 'done', 'warning']) assert.match(text.join('\n'), new RegExp(` ${field}\\.`), field);
  });

  it('given a report that went up the line, then the earlier manager has one line and no more', () => {
    const play = told();
    play.does('Tom Ashdown', 'handOver', { why: 'away' });
    assert.match(textOn(main(play, 'Tom Ashdown')), /gone on to somebody else/);
    for (const name of names) {
      const text = textOn(part(play, 'Tom Ashdown', name));
      assert.doesNotMatch(text, /Doe|shout|Helen|Priya/i, name);
    }
    assert.deepEqual(specialFor(play.state, idOf('Tom Ashdown'), policy), []);
    assert.equal(main(play, 'Helen Marsh')?.name, 'triage');
  });
});

describe('what the duty role sees', () => {
  it('given danger, then they see 999, who, what and whose case it is, and nothing that comes later', () => {
    const dan = directory.people[idOf('Dan Pryce')];
    assert(dan);
    // With the duty role alone he is asked to sit on no panel.
    const play = told(open({ danger: true, directory: { ...directory, people: { ...directory.people, [dan.id]: { ...dan, roles: ['staff', 'duty'] } } } }));
    const before = textOn(main(play, 'Dan Pryce'));
    for (const words of ['999', 'J. Doe, 1 High Street', 'Shouted at me.', 'Tom Ashdown']) assert(before.includes(words), words);
    play.does('Tom Ashdown', 'triage', { outcome: 'panel', reason: 'It goes on.', firstResponse: 'She was asked to stop.', grounds: 'verbalAbuse', notSole: 'true', warned: 'yes', warning: 'On Monday.', crime: 'willReport' });
    assert.equal(textOn(main(play, 'Dan Pryce')), before);
    assert.equal(part(play, 'Dan Pryce', 'report'), undefined);
    assert.equal(part(play, 'Dan Pryce', 'evidence'), undefined);
    assert.doesNotMatch(before, /hard of hearing|ten minutes/);
  });

  it('given danger and a case that is closed, then they are no longer told to call 999', () => {
    const play = told(open({ danger: true }));
    play.does('Tom Ashdown', 'triage', { outcome: 'noAction', reason: 'A misunderstanding.', firstResponse: 'She was asked to stop.', grounds: 'verbalAbuse', notSole: 'true', warned: 'yes', warning: 'On Monday.', crime: 'willReport' });
    const after = textOn(main(play, 'Dan Pryce'));
    assert.match(after, /There is nothing more for you to do/);
    assert.doesNotMatch(after, /999/);
  });
});

describe('what a member of the panel may read', () => {
  it('given a member who has not declared, then neither report nor evidence; once declared, both', () => {
    const play = told();
    play.does('Tom Ashdown', 'triage', { outcome: 'panel', reason: 'It goes on.', firstResponse: 'She was asked to stop.', grounds: 'verbalAbuse', notSole: 'true', warned: 'yes', warning: 'On Monday.', crime: 'willReport' });
    assert(chairSeat(play));
    assert.equal(part(play, 'Grace Oduya', 'report'), undefined);
    assert.equal(part(play, 'Grace Oduya', 'evidence'), undefined);
    assert.doesNotMatch(textOn(main(play, 'Grace Oduya')), /shout|ten minutes/i);
    assert.deepEqual(specialFor(play.state, idOf('Grace Oduya'), policy), []);
    play.does('Grace Oduya', 'declare', { answer: 'clear' });
    assert(textOn(part(play, 'Grace Oduya', 'report')).includes('He shouted for ten minutes.'));
    assert(textOn(part(play, 'Grace Oduya', 'report')).includes('He may be hard of hearing.'));
    assert(part(play, 'Grace Oduya', 'evidence'));
  });
});

describe('people’s own words', () => {
  it('given text that looks like a template, a date or formatting, then it stands as it was written', () => {
    const play = open();
    play.words[play.state.reports[0]?.what ?? ''] = 'Pay ${data.secret} on {{DATE(2026-01-01)}} **now**';
    const view = part(play, 'Tom Ashdown', 'report');
    assert(view);
    const run = JSON.stringify(drawn(view));
    assert(run.includes('"type":"TextRun","text":"Pay ${data.secret} on {\u200b{DATE(2026-01-01)}} **now**"'));
  });
});
