import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayTakeSeat, type Parts } from '../../bot/people/independence.ts';
import type { Relation } from '../../bot/policy/kinds.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import { directoryWith, id, ids, parts } from './harrowmere.ts';

const harrowmere = directoryWith();
const may = (name: string, relations: Relation[], given: Parts = parts()): boolean => mayTakeSeat(id(name), relations, given, harrowmere).ok;
const why = (name: string, relations: Relation[], given: Parts = parts()): string => {
  const answer = mayTakeSeat(id(name), relations, given, harrowmere);
  return answer.ok ? '' : answer.why;
};

const relations: Relation[] = ['noEarlierPart', 'notProposer', 'otherService', 'seniorToDeciders'];
const person = fc.constantFrom(...people.map(({ id: oid }) => oid));
const some = fc.uniqueArray(person, { maxLength: 3 });
const anyParts = fc.record({ reporters: some, victims: some, triagers: some, witnesses: some, deciders: some, acted: some, counterAllegation: some });

describe('Who may take a seat', () => {
  it('never a reporter or a victim, whatever the seat asks (I2)', () => {
    fc.assert(
      fc.property(person, fc.subarray(relations), anyParts, (oid, asked, given) => {
        if (given.reporters.includes(oid) || given.victims.includes(oid)) assert.equal(mayTakeSeat(oid, asked, given, harrowmere).ok, false);
      }),
    );
  });

  it('anybody else, when the seat asks nothing', () => {
    fc.assert(
      fc.property(person, anyParts, (oid, given) => {
        assert.equal(mayTakeSeat(oid, [], given, harrowmere).ok, !given.reporters.includes(oid) && !given.victims.includes(oid));
      }),
    );
  });

  it('nobody the more for a further relation', () => {
    fc.assert(
      fc.property(person, fc.subarray(relations), fc.constantFrom(...relations), anyParts, (oid, asked, further, given) => {
        if (mayTakeSeat(oid, [...asked, further], given, harrowmere).ok) assert.ok(mayTakeSeat(oid, asked, given, harrowmere).ok);
      }),
    );
  });

  it('nobody who has left', () => {
    assert.deepEqual(mayTakeSeat('gone', [], parts(), harrowmere), { ok: false, why: 'This person no longer works here.' });
  });

  it('says why in a sentence', () => {
    assert.equal(why('Priya Nair', []), 'Priya Nair reported the incident.');
    assert.equal(why('Callum Reid', [], parts({ victims: ids('Callum Reid') })), 'The behaviour was aimed at Callum Reid.');
    assert.equal(why('Tom Ashdown', ['noEarlierPart']), 'Tom Ashdown looked at the report before.');
    assert.equal(why('Helen Marsh', ['otherService']), 'Helen Marsh works in the same service as the reporter.');
  });

  const earlier: [part: string, given: Partial<Parts>][] = [
    ['triaged', { triagers: ids('Joel Peters') }],
    ['was a witness', { witnesses: ids('Joel Peters') }],
    ['proposed', { proposer: id('Joel Peters') }],
    ['decided', { deciders: ids('Joel Peters') }],
    ['started an interim measure', { acted: ids('Joel Peters') }],
    ['is complained about by the customer', { counterAllegation: ids('Joel Peters') }],
  ];
  for (const [part, given] of earlier) {
    it(`given somebody who ${part}, then a seat without earlier part is not for them`, () => {
      assert.equal(may('Joel Peters', ['noEarlierPart'], parts(given)), false);
      assert.equal(may('Joel Peters', [], parts(given)), true);
      assert.equal(may('Samira Khan', ['noEarlierPart'], parts(given)), true);
    });
  }

  it('given the proposer, then a seat for somebody else is not for them', () => {
    assert.equal(may('Samira Khan', ['notProposer'], parts({ proposer: id('Samira Khan') })), false);
    assert.equal(may('Samira Khan', ['notProposer'], parts({ proposer: id('Joel Peters') })), true);
  });

  const services: [name: string, other: boolean, because: string][] = [
    ['Tom Ashdown', false, 'manages the reporter'],
    ['Helen Marsh', false, 'stands above in the line'],
    ['Ruth Castell', false, 'stands above in the line, as director'],
    ['Dan Pryce', false, 'has the same head of service'],
    ['Grace Oduya', true, 'leads another service under the same director'],
    ['Joel Peters', true, 'works under another head of service'],
    ['Kit Rowe', true, 'has no line'],
  ];
  for (const [name, other, because] of services) {
    it(`given that ${name} ${because}, then they are ${other ? '' : 'not '}from another service than Priya`, () => {
      assert.equal(may(name, ['otherService']), other);
    });
  }

  it('given managers who manage each other in a ring, then it comes to an end', () => {
    const ring = directoryWith({ 'Helen Marsh': { manager: id('Tom Ashdown') } });
    assert.equal(mayTakeSeat(id('Tom Ashdown'), ['otherService'], parts(), ring).ok, false);
  });

  describe('senior to those who decided', () => {
    const decided = parts({ deciders: ids('Grace Oduya', 'Samira Khan') });

    it('is who stands above all of them', () => {
      assert.equal(may('Ruth Castell', ['seniorToDeciders'], decided), true);
      assert.equal(may('Helen Marsh', ['seniorToDeciders'], decided), false);
      assert.equal(may('Joel Peters', ['seniorToDeciders'], decided), false);
    });

    it('or holds a role of higher rank', () => {
      const ranks = { manager: 1, headOfCustomerServices: 2, director: 3 };
      const lone = directoryWith({ 'Ola Berg': { roles: ['director'] }, 'Helen Marsh': { roles: ['manager', 'headOfCustomerServices'] } });
      const given = parts({ deciders: ids('Grace Oduya'), ranks });
      assert.equal(mayTakeSeat(id('Ola Berg'), ['seniorToDeciders'], given, lone).ok, true);
      assert.equal(mayTakeSeat(id('Helen Marsh'), ['seniorToDeciders'], given, lone).ok, false);
      assert.equal(mayTakeSeat(id('Kit Rowe'), ['seniorToDeciders'], given, lone).ok, false);
    });
  });
});
