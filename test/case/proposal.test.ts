import assert from 'node:assert/strict';
import { proposalFault } from '../../bot/case/decide/proposal.ts';
import { secondPress } from '../pipeline/desk.ts';
import { atPanel, contextOf, declared, open, proposed, seated, type Play } from './play.ts';
import { does, nothing, refuses } from './verbs.ts';

const decision = ['R15', 'assumption'] as const;
const cap = { kind: 'contactCap', medium: 'phone', max: '1', period: 'week', when: 'Tuesday mornings' };
const named = { kind: 'namedContact', contact: 'The Neighbourhood team' };
const term = { termMonths: '6', reasons: 'Forty calls a day.' };
const factors = { factors: 'mentalHealth,language', details: 'Asked on the phone.', usable: 'phone,letter' };
const equality = { characteristics: 'disability', effect: 'None seen.', adjustments: 'Large print.', proportionate: 'Every service stays open.' };

const drafted = (...measures: Record<string, string>[]): Play => {
  const play = declared();
  for (const measure of measures) play.does('Tom Ashdown', 'draftMeasure', measure);
  return play;
};
const proposing = (play: Play, more: Record<string, string> = {}) => play.act('Tom Ashdown', 'propose', { ...term, ...more });
const refusedRevision = (): Play => {
  const play = proposed();
  for (const name of Object.values(seated(play))) play.does(name ?? '', 'vote', { revision: '1', choice: 'against', reason: 'Too much.' });
  return play;
};

describe('What might explain the behaviour (clauses 3.2 and 7.0)', () => {
  does('recordFactors', 'given an answer, then it is on record', ['FactorsRecorded'], () => atPanel().does('Tom Ashdown', 'recordFactors', factors));
  refuses('recordFactors', 'given somebody without a part in the decision', decision, () => atPanel().act('Priya Nair', 'recordFactors', factors));
  refuses('recordFactors', 'given a member who has not declared yet', decision, () => atPanel().act('Grace Oduya', 'recordFactors', factors));
  refuses('recordFactors', 'given a factor that the policy lacks', ['R16', '3.2'], () => atPanel().act('Tom Ashdown', 'recordFactors', { ...factors, factors: 'laziness' }));
  refuses('recordFactors', 'given nothing chosen', ['I12', '3.2'], () => atPanel().act('Tom Ashdown', 'recordFactors', { ...factors, factors: '' }));
  refuses('recordFactors', 'given no way in which the person can reach us', ['I6', '3.2'], () => atPanel().act('Tom Ashdown', 'recordFactors', { ...factors, usable: '' }));
  nothing('recordFactors', 'given the same press twice, then it is recorded once', () => secondPress(atPanel(), 'Tom Ashdown', 'recordFactors', factors));

  does('recordEquality', 'given an answer, then it is on record', ['EqualityRecorded'], () => atPanel().does('Tom Ashdown', 'recordEquality', equality));
  refuses('recordEquality', 'given somebody without a part in the decision', decision, () => atPanel().act('Callum Reid', 'recordEquality', equality));
  refuses('recordEquality', 'given a characteristic that the law lacks', ['R17', '7.0'], () => atPanel().act('Tom Ashdown', 'recordEquality', { ...equality, characteristics: 'height' }));
  refuses('recordEquality', 'given nothing chosen', ['I12', '7.0'], () => atPanel().act('Tom Ashdown', 'recordEquality', { ...equality, characteristics: '' }));
  nothing('recordEquality', 'given the same press twice, then it is recorded once', () => secondPress(atPanel(), 'Tom Ashdown', 'recordEquality', equality));

  it('given health data, then no event and no words hold it (R17)', () => {
    const play = atPanel();
    play.does('Tom Ashdown', 'recordFactors', { ...factors, details: 'Bipolar disorder.' });
    play.does('Tom Ashdown', 'recordEquality', { ...equality, effect: 'Bipolar disorder.' });
    assert.doesNotMatch(JSON.stringify([play.history, play.words, play.state]), /Bipolar|mentalHealth/);
    assert.match(JSON.stringify(play.special), /Bipolar/);
  });
});

describe('The draft (clauses 3.3 to 3.6)', () => {
  does('draftMeasure', 'given a kind that the policy offers, then it is in the draft', ['MeasureDrafted'], () => declared().does('Tom Ashdown', 'draftMeasure', cap));
  refuses('draftMeasure', 'given somebody without a part in the decision', decision, () => declared().act('Priya Nair', 'draftMeasure', cap));
  refuses('draftMeasure', 'given a kind that the policy lacks', ['I23', 'catalogue'], () => declared().act('Tom Ashdown', 'draftMeasure', { kind: 'returnDocuments' }));
  refuses('draftMeasure', 'given a name that every object has', ['I23', 'catalogue'], () => declared().act('Tom Ashdown', 'draftMeasure', { kind: 'constructor' }));
  refuses('draftMeasure', 'given a field that is missing', ['R18', '3.3'], () => declared().act('Tom Ashdown', 'draftMeasure', { ...cap, when: '' }));
  refuses('draftMeasure', 'given a field that the kind lacks', ['R18', '3.3'], () => declared().act('Tom Ashdown', 'draftMeasure', { ...cap, emergency: 'true' }));
  refuses('draftMeasure', 'given another measure that may touch what stays open', ['R32', '3.6'],
    () => declared().act('Tom Ashdown', 'draftMeasure', { kind: 'other', what: 'No calls at all.', whyNoOther: 'None fits.', leavesEssentialOpen: 'false' }));
  refuses('draftMeasure', 'given one way of contact that this person cannot use', ['I6', 'assumption'],
    () => declared().act('Tom Ashdown', 'draftMeasure', { kind: 'oneMedium', medium: 'inPerson', address: 'Our office' }));
  nothing('draftMeasure', 'given the same press twice, then it is drafted once', () => secondPress(declared(), 'Tom Ashdown', 'draftMeasure', cap));

  does('dropMeasure', 'given a measure of the draft, then it is out', ['MeasureDropped'], () => drafted(cap).does('Tom Ashdown', 'dropMeasure', { measure: 'contactCap' }));
  refuses('dropMeasure', 'given somebody without a part in the decision', decision, () => drafted(cap).act('Callum Reid', 'dropMeasure', { measure: 'contactCap' }));
  nothing('dropMeasure', 'given a measure that is not in the draft, then nothing happens', () => drafted(cap).does('Tom Ashdown', 'dropMeasure', { measure: 'portal' }));

  it('given the same kind again, then the newer one stands', () => {
    const play = drafted(cap, { ...cap, max: '2' });
    assert.deepEqual(play.state.panel?.draft.measures.map((measure) => measure.params['max']), [2]);
  });
});

describe('A proposal before the panel (clauses 3.2 to 3.7)', () => {
  does('propose', 'given measures, a term and reasons, then the panel can vote', ['DraftReasoned', 'ProposalMade'], () => proposing(drafted(cap)) as []);
  refuses('propose', 'given somebody without a part in the decision', decision, () => drafted(cap).act('Priya Nair', 'propose', term));
  refuses('propose', 'given no panel', decision, () => open().act('Tom Ashdown', 'propose', term));
  refuses('propose', 'given no measure', ['R18', 'assumption'], () => proposing(declared()));
  refuses('propose', 'given a term beyond the cap', ['I3', '3.7'], () => proposing(drafted(cap), { termMonths: '19' }));
  refuses('propose', 'given no factors on record', ['I12', '3.2'], () => {
    const play = atPanel();
    play.does('Tom Ashdown', 'draftMeasure', cap);
    return proposing(play);
  });
  refuses('propose', 'given no equality record', ['I12', '7.0'], () => {
    const play = atPanel();
    play.does('Tom Ashdown', 'recordFactors', factors);
    play.does('Tom Ashdown', 'draftMeasure', cap);
    return proposing(play);
  });
  refuses('propose', 'given measures that together close every way that this person can use', ['I6', 'assumption'], () => {
    const play = drafted({ kind: 'oneMedium', medium: 'phone', address: '01632 960100' });
    play.does('Tom Ashdown', 'recordFactors', { ...factors, usable: 'letter' });
    return proposing(play);
  });
  refuses('propose', 'given a measure that is only for people with a flag (C18)', ['C18', '3.5'], () => proposing(drafted({ kind: 'twoPersonVisit' })));
  refuses('propose', 'given a flag of a class that the policy lacks (C18)', ['C18', '3.4, 3.7'], () => proposing(drafted({ kind: 'redFlag', class: 'nuisance' })));
  refuses('propose', 'given a ban and a meeting at the office (C17)', ['C17', '3.3, 3.5'],
    () => proposing(drafted({ kind: 'redFlag', class: 'abusive' }, { kind: 'officeSecureRoom' }, { kind: 'premisesBan', exceptBookedMeetings: 'false' })));
  refuses('propose', 'given a refusal of the panel, then the chair puts the next one', decision, () => proposing(refusedRevision()));
  nothing('propose', 'given the same press twice, then it is put once', () => secondPress(drafted(cap), 'Tom Ashdown', 'propose', term));

  it('given a ban that excepts booked meetings, then both stand (C17)', () => {
    assert.equal((proposing(drafted({ kind: 'redFlag', class: 'abusive' }, { kind: 'officeSecureRoom' }, { kind: 'premisesBan', exceptBookedMeetings: 'true' })) as []).length, 2);
  });

  it('given no warning on record, or no ground, then there is no vote (I13, I22)', () => {
    const play = drafted(named);
    const { state } = play;
    const { panel, triage } = state;
    assert(panel && triage.decided);
    const { warning: _none, ...unwarned } = triage.decided;
    const fault = (decided: object) => proposalFault({ ...state, triage: { ...triage, decided: decided as NonNullable<typeof triage.decided> } }, panel, 6, contextOf('Tom Ashdown'))?.refused.rule;
    assert.equal(fault(unwarned), 'I13');
    assert.equal(fault({ ...triage.decided, grounds: [] }), 'I22');
    assert.equal(fault(triage.decided), undefined);
  });

  it('given a refusal, then the chair amends it and the votes begin anew (I11)', () => {
    const play = refusedRevision();
    play.does('Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' });
    assert.deepEqual(play.state.panel?.revisions.map(({ number, votes }) => [number, votes.length]), [[1, 3], [2, 0]]);
  });
});

describe('a draft that several people change', () => {
  it('given a colleague changed it since the card was made, when it is put to the panel, then it is refused and the card shows what is new', () => {
    const play = drafted(cap);
    const seen = play.state.panel?.draft.changes ?? 0;
    play.does('Grace Oduya', 'draftMeasure', { kind: 'namedContact', contact: 'The Neighbourhood team' });
    play.refused('R18', 'Tom Ashdown', 'propose', { ...term, changes: String(seen) });
    play.does('Tom Ashdown', 'propose', { ...term, changes: String(seen + 1) });
  });
});
