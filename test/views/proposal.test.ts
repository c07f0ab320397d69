import assert from 'node:assert/strict';
import { policy } from '../case/play.ts';
import { chair, everybodyDeclares, convened, offers, owner, prepared, put, reasons, says, saysNot, third, votes, warned } from './panel-moments.ts';
import { buttonsOn, inputsOn, main, part, textOn } from './viewing.ts';

describe('the draft', () => {
  it('says why it cannot be put to the vote as it stands, with the clause', () => {
    const play = everybodyDeclares(convened());
    says(textOn(part(play, chair, 'draft')), 'As it stands, this cannot be put to the vote. First record the factors', 'Clause 3.2 of the policy');
    const ready = prepared();
    ready.does(owner, 'draftMeasure', { kind: 'twoPersonVisit' });
    says(textOn(main(ready, owner)), 'is only for people with a red flag');
    ready.does(owner, 'dropMeasure', { measure: 'twoPersonVisit' });
    ready.does(owner, 'draftMeasure', { kind: 'namedContact', contact: 'The team' });
    saysNot(textOn(main(ready, owner)), 'As it stands');
  });

  it('shows the cap with its clause, the policy’s term, and all that stays open whatever is decided', () => {
    const play = prepared();
    play.does(owner, 'draftMeasure', { kind: 'oneMedium', medium: 'letter', address: '1 Office Road' });
    const text = textOn(main(play, owner));
    says(text, 'at most 18 months (clause 3.7 of the policy)', 'Stay open with this draft\nBy letter', 'By phone and by letter', ...policy.neverRestrict.map((entry) => entry.text));
    const [term] = inputsOn(main(play, owner)).filter((input) => input['id'] === 'termMonths');
    assert.deepEqual([term?.['value'], term?.['min'], term?.['max']], [6, 1, 18]);
  });

  it('given an open vote, then amending says that everybody votes anew', () => {
    says(textOn(part(put(), chair, 'draft')), 'The vote on proposal 1 is open.', 'everybody votes anew');
  });

  it('given an adopted proposal, then it can only be read', () => {
    const play = put();
    for (const who of [chair, owner, third(play)]) votes(play, who, 'for', 'Agreed.');
    assert.equal(part(play, chair, 'draft')?.name, 'proposal');
    assert(!buttonsOn(part(play, chair, 'draft')).some(({ data }) => data['view'] === 'draft'));
  });
});

describe('votes', () => {
  it('given others’ votes, when somebody has not voted, then they see none; once they have, all with their reasons', () => {
    const play = put();
    votes(play, owner, 'against', 'Too long for this.');
    const who = third(play);
    for (const name of ['voteForm', 'proposal', 'votes', 'draft', 'member']) saysNot(textOn(part(play, who, name)), 'Too long for this.', 'Has voted', 'Tom Ashdown: Against');
    votes(play, who, 'for', 'It is needed.');
    says(textOn(main(play, who)), 'Tom Ashdown: Against', 'Too long for this.', 'You: For', 'It is needed.', 'Has not voted yet\nGrace Oduya');
    assert(offers(play, who).includes('voteForm'));
  });

  it('given that others have voted, then the chair sees who, not how', () => {
    const play = put();
    votes(play, owner, 'against', 'Too long for this.');
    const text = textOn(main(play, chair));
    says(text, 'Has voted\nTom Ashdown', `Has not voted yet\nYou and ${third(play)}`);
    saysNot(text, 'Too long for this.', 'Tom Ashdown: Against');
  });

  it('given an amended proposal, then a vote on the earlier one shows nothing of the new votes (I11)', () => {
    const play = put();
    votes(play, chair, 'for', 'Agreed.');
    play.does(owner, 'propose', { termMonths: '3', reasons: 'Shorter.' });
    votes(play, owner, 'for', 'Three months will do.', '2');
    const text = textOn(main(play, chair));
    says(text, 'Vote on proposal 2', '3 months from the day');
    saysNot(text, 'Three months will do.');
  });

  it('shows the proposal in words, with the end that its term would have, and what it rests on', () => {
    const text = textOn(main(put(), chair));
    says(text, 'Phone calls: at most 1 a week', 'Tuesday mornings', '6 months from the day on which the resident has been told', 'If that were today, Monday 23 November 2026, the last day would be Saturday 22 May 2027', reasons, 'Verbal abuse', `Warning given\n${warned}`);
  });

  it('given no warning, then the reason for that is shown', () => {
    says(textOn(main(put({ warned: 'He left at once.', triage: { warned: 'no' } }), chair)), 'Why no warning was given\nHe left at once.');
  });

  it('given the quorum, then the chair may close the vote, and is told without whom; before, nobody may', () => {
    const play = put();
    votes(play, chair, 'for', 'Agreed.');
    assert(!offers(play, chair).includes('closeVote'));
    votes(play, third(play), 'for', 'Agreed.');
    says(textOn(main(play, chair)), 'It then counts as it stands, without Tom Ashdown.');
    assert(offers(play, chair).includes('closeVote'));
    assert(!offers(play, third(play)).includes('closeVote'));
  });

  it('given a very long reason, then the card shows its beginning and a way to all of it', () => {
    const play = put();
    const long = `${'word '.repeat(700)}end.`;
    votes(play, chair, 'for', long);
    saysNot(textOn(main(play, chair)), 'end.');
    says(textOn(part(play, chair, 'votes')), long);
  });
});

describe('after the vote', () => {
  it('given adoption, then only the chair is asked to confirm, and is told what follows', () => {
    const play = put();
    for (const who of [chair, owner, third(play)]) votes(play, who, 'for', 'Agreed.');
    play.does('system', 'meetingBooked', { wish: 1, start: '2026-12-01T14:00:00Z', joinUrl: 'https://teams.microsoft.com/l/meetup-join/1' });
    says(textOn(main(play, chair)), 'Confirm the decision', '3 for, 0 against', 'Confirm after it, or say why none was needed.', 'Tom Ashdown then tells the resident by letter.', 'Nothing is in force for the resident before they have been told.');
    assert.equal(part(play, third(play), 'confirm'), undefined);
    says(textOn(main(play, third(play))), 'The panel has adopted the proposal', 'Grace Oduya: to confirm the decision');
  });

  it('given another open case about the same person, then the chair is told why confirming must wait (I6)', () => {
    const play = put();
    for (const who of [chair, owner, third(play)]) votes(play, who, 'for', 'Agreed.');
    play.does('system', 'claimSettled', { held: false });
    says(textOn(main(play, chair)), 'Another case about the same resident is open.');
  });

  it('given a tie, then the chair amends or ends, and is told that a tie adopts nothing', () => {
    const play = put();
    votes(play, chair, 'for', 'Agreed.');
    votes(play, third(play), 'against', 'A letter would do.');
    play.does(chair, 'closeVote', { revision: '1' });
    says(textOn(main(play, chair)), 'A tie adopts nothing.', 'A letter would do.', 'Did not vote\nTom Ashdown');
    for (const what of ['draft', 'endWithout']) assert(offers(play, chair).includes(what), what);
    // The vote is over, so whoever has not voted sees it too.
    says(textOn(main(play, owner)), 'A letter would do.');
    assert(!offers(play, owner).includes('draft'));
  });

  it('given an adopted proposal whose voter turns out to be a victim, then the chair learns why it cannot be confirmed', () => {
    const play = put();
    for (const who of [chair, owner, third(play)]) votes(play, who, 'for', 'Agreed.');
    play.does('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: third(play) });
    const text = textOn(main(play, chair));
    says(text, 'This decision cannot be confirmed', 'Put the proposal to the panel again.');
  });

  it('given the determination, then nothing is in force, and the letter’s date and author are named', () => {
    const play = put();
    for (const who of [chair, owner, third(play)]) votes(play, who, 'for', 'Agreed.');
    play.does(chair, 'confirm', { revision: '1', met: 'no', reason: 'We agreed in writing.' });
    for (const who of [chair, third(play)]) says(textOn(main(play, who)), 'The resident has not been told yet; nothing is in force.', 'Next Tom Ashdown tells the resident by letter. It is due by Tuesday 1 December 2026, 09:00.', 'We agreed in writing.');
    says(textOn(main(play, owner)), 'Next you tell the resident by letter.');
    for (const name of ['draft', 'voteForm', 'confirm', 'factors', 'end']) assert(!buttonsOn(part(play, chair, name)).some(({ verb }) => verb !== 'show'), name);
  });

  it('given an end without restriction, then the members read why', () => {
    const play = prepared();
    play.does(chair, 'endWithout', { reason: 'It has calmed down.' });
    for (const who of [chair, owner, third(play)]) says(textOn(main(play, who)), 'The case has ended without restriction', 'It has calmed down.', 'Nothing is limited for the resident.');
  });
});
