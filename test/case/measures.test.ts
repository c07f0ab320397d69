import assert from 'node:assert/strict';
import fc from 'fast-check';
import { channels, channelsLeft, faultOf, kinds, labelOf, profileRow, readMeasure } from '../../bot/case/measures.ts';
import type { Measure } from '../../bot/case/state.ts';
import { policy } from './play.ts';

const measure = (kind: string, params: Measure['params'] = {}): Measure => ({ id: kind, kind, params, text: {} });
const rule = (measures: Measure[], usable: string[] = []) => faultOf(policy, measures, usable)?.refused.rule;

describe('Measures (clauses 3.3 to 3.6)', () => {
  it('given every kind that the policy offers, then this code runs it', () => {
    const { restrictions, flags, protective, actions } = policy.measures;
    for (const row of [...restrictions, ...flags, ...protective, ...actions]) {
      assert(kinds[row.kind], row.kind);
      assert.equal(labelOf(policy, row.kind), row.label);
    }
  });

  it('given a kind that the policy lacks, then it is refused (I23)', () => {
    assert.equal(rule([measure('returnDocuments')]), 'I23');
    assert.equal(profileRow(policy, 'returnDocuments'), undefined);
    assert.equal(readMeasure('toString', {}), undefined);
  });

  it('given what a card sends, then it is read as the kind has it, and nothing else is taken', () => {
    assert.deepEqual(readMeasure('contactCap', { medium: 'both', max: '3', period: 'day', when: 'Mornings' }), { params: { medium: 'both', max: 3, period: 'day' }, text: { when: 'Mornings' } });
    assert.deepEqual(readMeasure('premisesBan', { exceptBookedMeetings: 'true' }), { params: { exceptBookedMeetings: true }, text: {} });
    for (const wrong of [{ medium: 'fax' }, { max: '0' }, { max: '51' }, { period: 'year' }, { when: ' ' }, { extra: '1' }])
      assert.equal(readMeasure('contactCap', { medium: 'both', max: '3', period: 'day', when: 'Mornings', ...wrong }), undefined, JSON.stringify(wrong));
  });

  it('given measures that close everything together, then they are refused although each alone is not (I6)', () => {
    const onlyInPerson = measure('oneMedium', { medium: 'inPerson' });
    const ban = measure('premisesBan', { exceptBookedMeetings: false });
    assert.deepEqual([rule([onlyInPerson]), rule([ban])], [undefined, undefined]);
    assert.equal(rule([onlyInPerson, ban]), 'I6');
    assert.equal(rule([onlyInPerson, measure('premisesBan', { exceptBookedMeetings: true })]), undefined);
  });

  it('given ways that stay open but none that this person can use, then they are refused (I6)', () => {
    assert.equal(rule([measure('oneMedium', { medium: 'letter' })], ['phone', 'email']), 'I6');
    assert.equal(rule([measure('oneMedium', { medium: 'letter' })], ['letter']), undefined);
  });

  it('given another measure, then a decider confirms that what is essential stays open (R32)', () => {
    assert.equal(rule([measure('other', { leavesEssentialOpen: false })]), 'R32');
    assert.equal(rule([measure('other', { leavesEssentialOpen: true })]), undefined);
  });

  it('given a protective measure, then it needs a flag of its class (C18)', () => {
    assert.equal(rule([measure('twoPersonVisit')]), 'C18');
    assert.equal(rule([measure('twoPersonVisit'), measure('redFlag', { class: 'persistence' })]), 'C18');
    assert.equal(rule([measure('twoPersonVisit'), measure('redFlag', { class: 'abusive' })]), undefined);
  });

  it('given any set of measures, then a way is left or the set is refused, and a further measure never opens one (I6)', () => {
    const one = fc.oneof(
      fc.constantFrom('phone', 'email', 'letter', 'inPerson').map((medium) => measure('oneMedium', { medium })),
      fc.boolean().map((exceptBookedMeetings) => measure('premisesBan', { exceptBookedMeetings })),
      fc.constantFrom('messages', 'requests', 'all').map((closed) => measure('portal', { closed })),
      fc.constant(measure('namedContact')),
    );
    fc.assert(fc.property(fc.array(one, { maxLength: 5 }), one, fc.subarray([...channels]), (measures, more, usable) => {
      const left = channelsLeft(measures);
      const leaves = left.length > 0 && (usable.length === 0 || left.some((channel) => usable.includes(channel)));
      assert.equal(rule(measures, usable) === 'I6', !leaves);
      assert(channelsLeft([...measures, more]).every((channel) => left.includes(channel)));
    }));
  });
});
