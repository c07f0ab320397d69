import assert from 'node:assert/strict';
import { panelSpecialFor, panelView } from '../../bot/views/panel.ts';
import { directory, idOf, policy } from '../case/play.ts';
import { account, chair, convened, equality, every, everybodyDeclares, factors, finding, offers, owner, prepared, put, reasons, says, saysNot, third, votes, warned } from './panel-moments.ts';
import { viewingOf } from './seeing.ts';
import { choicesOn, main, part, textOn } from './viewing.ts';

describe('a panel member before the declaration', () => {
  it('sees who it is about, who reported, and whose the seat becomes, but no account', () => {
    const play = convened();
    const text = textOn(main(play, third(play)));
    says(text, 'Do you have a conflict of interest?', 'J. Doe, 1 High Street', 'Priya Nair', 'Another manager or Head of Service', 'the seat goes to Helen Marsh', 'the end of Monday 30 November 2026');
    saysNot(text, account, finding, warned, 'Shouted at me');
  });

  it('sees at whom the behaviour was aimed', () => {
    const play = convened();
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Callum Reid' });
    says(textOn(main(play, third(play))), 'Aimed at\nCallum Reid');
  });

  it('can open nothing else, even by name', () => {
    const play = put();
    play.does(third(play), 'declare', { answer: 'away' });
    const late = third(play);
    for (const name of [...every, 'report', 'evidence']) assert.equal(part(play, late, name), undefined, name);
    assert.deepEqual(panelSpecialFor(play.state, idOf(late), policy), []);
  });

  it('given that the optional seat is left, then it stays empty; given that nobody can take a required one, the case owner names somebody', () => {
    const few = { ...directory, people: Object.fromEntries(Object.entries(directory.people).filter(([, { name }]) => ['Priya Nair', owner, chair, 'Dan Pryce'].includes(name))) };
    const play = convened({}, { directory: few });
    says(textOn(panelView(play.state, { ...viewingOf('Dan Pryce', play), directory: few })), 'the case owner names somebody for the seat');
  });

  it('when they declare a conflict, then one line is left, and nothing of the case', () => {
    const play = convened();
    const gone = third(play);
    play.does(gone, 'declare', { answer: 'conflict', reason: 'A neighbour of mine.' });
    const text = textOn(main(play, gone));
    says(text, 'Your seat was taken over');
    saysNot(text, 'J. Doe', 'Priya Nair', account, 'Helen Marsh');
    assert.deepEqual(offers(play, gone), []);
    for (const name of [...every, 'declare']) assert.equal(part(play, gone, name), undefined, name);
  });
});

describe('a panel member after the declaration', () => {
  it('sees for whom the case waits, until when, who sits, and the way to all of it', () => {
    const play = convened();
    play.does(chair, 'declare', { answer: 'clear' });
    const text = textOn(main(play, chair));
    says(text, 'The panel is being formed', 'Tom Ashdown: to say whether there is a conflict of interest, by the end of Monday 30 November 2026', 'Grace Oduya, chair', 'Verbal abuse', 'A time is being looked for');
    for (const view of ['report', 'evidence', 'found', 'draft', 'end']) assert(offers(play, chair).includes(view), view);
    says(textOn(part(play, chair, 'found')), finding, warned, 'She was asked to stop.');
  });

  it('given a booked meeting, then they can join it until it is over', () => {
    const play = everybodyDeclares(convened());
    play.does('system', 'meetingBooked', { wish: 1, start: '2026-11-25T14:00:00Z', joinUrl: 'https://teams.microsoft.com/l/meetup-join/1' });
    const links = (): unknown => main(play, third(play))?.data['links'];
    says(textOn(main(play, third(play))), 'Wednesday 25 November 2026, 14:00, for 45 minutes');
    assert.deepEqual(links(), [{ title: 'Join the meeting', url: 'https://teams.microsoft.com/l/meetup-join/1' }]);
    play.later({ days: 3 });
    assert.deepEqual(links(), []);
    says(textOn(main(play, third(play))), 'It was on Wednesday 25 November 2026, 14:00.');
  });

  it('given no time that suits all, then the chair picks one of those to come', () => {
    const play = everybodyDeclares(convened());
    play.does('system', 'noCommonSlot', { wish: 1, candidates: ['2026-11-23T09:00:00Z', '2026-11-26T10:00:00Z', '2026-11-27T10:00:00Z'] });
    assert.deepEqual(choicesOn(main(play, chair), 'start').map(({ value }) => value), ['2026-11-26T10:00:00Z', '2026-11-27T10:00:00Z']);
    says(textOn(main(play, third(play))), 'No time suits everybody');
    assert.equal(part(play, third(play), 'pickSlot'), undefined);
  });

  it('reads factors and equality, which are fetched for members and the case owner only', () => {
    const play = prepared();
    const { factors: first, equality: second } = play.state.panel ?? {};
    says(textOn(part(play, third(play), 'factorsRead')), 'Distress or crisis', factors.details, factors.asked, factors.offered, 'By phone and by letter');
    says(textOn(part(play, third(play), 'factorsRead', 'equality')), 'Disability', equality.effect, equality.adjustments, equality.proportionate);
    for (const who of [chair, owner, third(play)]) assert.deepEqual(panelSpecialFor(play.state, idOf(who), policy), [first?.special, second?.special]);
    for (const who of ['Priya Nair', 'Ruth Castell']) assert.deepEqual(panelSpecialFor(play.state, idOf(who), policy), []);
  });

  it('given that a member cannot be reached, then the chair and the case owner see it, and nobody else', () => {
    const play = everybodyDeclares(convened());
    const who = third(play);
    play.does('system', 'personUnreachable', { person: idOf(who), why: 'blocked' });
    says(textOn(main(play, chair)), `${who} cannot be reached in Teams; an email is on its way.`);
    play.does('system', 'personMailed', { person: idOf(who) });
    says(textOn(main(play, owner)), `${who} cannot be reached in Teams; an email was sent.`);
    saysNot(textOn(main(play, who)), 'cannot be reached');
  });
});

describe('when a step of the panel is late', () => {
  it('then the chair’s deputy learns which one, whose it is and since when, and nothing of the case', () => {
    const play = put();
    votes(play, chair, 'for', 'Agreed.');
    play.later({ days: 9 });
    const text = textOn(main(play, 'Martin Webb'));
    says(text, 'The vote on the proposal', 'Tom Ashdown', third(play), 'the end of Monday 30 November 2026');
    saysNot(text, 'J. Doe', account, reasons, 'Phone calls', 'Agreed.');
    for (const name of every) assert.equal(part(play, 'Martin Webb', name), undefined, name);
    votes(play, third(play), 'for', 'Agreed.');
    votes(play, owner, 'for', 'Agreed.');
    says(textOn(main(play, 'Martin Webb')), 'The step that was late has been taken');
  });

  it('then who owes it reads since when, not a later date', () => {
    const play = put();
    play.later({ days: 9 });
    says(textOn(main(play, chair)), 'This was due by the end of Monday 30 November 2026. Please vote now.');
  });
});

describe('the case owner', () => {
  it('given a required seat that nobody can take, then they are asked for a name and told who cannot sit', () => {
    const few = { ...directory, people: Object.fromEntries(Object.entries(directory.people).filter(([, { name }]) => ['Priya Nair', owner, chair].includes(name))) };
    const play = convened({}, { directory: few });
    play.does(owner, 'declare', { answer: 'clear' });
    says(textOn(main(play, owner)), 'Another manager or Head of Service', 'Whoever reported this or was a victim cannot sit, nor can anybody who has looked at the report before.');
  });

  it('given no seat of their own, then they see who has voted, not how', () => {
    const play = convened();
    play.does(owner, 'declare', { answer: 'conflict', reason: 'My neighbour.' });
    everybodyDeclares(play);
    play.does(owner, 'recordFactors', factors);
    play.does(owner, 'recordEquality', equality);
    play.does(owner, 'draftMeasure', { kind: 'namedContact', contact: 'The team' });
    play.does(owner, 'propose', { termMonths: '6', reasons });
    votes(play, chair, 'for', 'The chair’s reason.');
    const text = textOn(panelView(play.state, viewingOf(owner, play)));
    says(text, 'Has voted\nGrace Oduya');
    saysNot(text, 'The chair’s reason.');
  });
});

describe('everybody else', () => {
  it('sees nothing of the panel: the reporter, the duty role, a manager of another service', () => {
    const play = put();
    votes(play, chair, 'against', 'The chair’s reason.');
    for (const who of ['Priya Nair', 'Ruth Castell', 'Joel Peters']) {
      assert.equal(panelView(play.state, viewingOf(who, play)), undefined, who);
      for (const name of every) assert.equal(part(play, who, name), undefined, `${who}: ${name}`);
    }
  });
});
