import assert from 'node:assert/strict';
import { parseProfile } from '../../bot/policy/parse.ts';
import { faultsIn, policyText, policyWith } from './files.ts';

const lineOf = (words: string): number => policyText.slice(0, policyText.indexOf(words)).split('\n').length;

describe('the faults of a policy', () => {
  it('given several faults of form, when read, then all come at once, each with its file, line and place', () => {
    const text = policyText
      .replace("  capMonths: 18\n  clause: '3.7'", '  capMonths: eighteen\n  clause: 3.7')
      .replace('  lastResort:', '  lastresort:');
    assert.deepEqual(faultsIn(parseProfile(text, 'wandle.yaml')).toSorted(), [
      `wandle.yaml, line ${lineOf('scope:\n')}: scope.lastResort is missing.`,
      `wandle.yaml, line ${lineOf('  lastResort:')}: scope.lastresort is not a known key.`,
      `wandle.yaml, line ${lineOf("  capMonths: 18\n  clause: '3.7'")}: term.capMonths must be a number, but is text.`,
      `wandle.yaml, line ${lineOf("  capMonths: 18\n  clause: '3.7'") + 1}: term.clause must be text, but is a number: put it in quotes.`,
    ].toSorted());
  });

  it('given text that is no YAML, or a key twice, when read, then the line is named', () => {
    assert.match(faultsIn(parseProfile('id: [', 'w.yaml'))[0] ?? '', /^w\.yaml, line 1: /);
    assert.match(faultsIn(parseProfile('id: a\nid: b\n', 'w.yaml'))[0] ?? '', /^w\.yaml, line 2: /);
  });

  it('given an empty file, a list, or a file that refers to itself, when read, then it is refused', () => {
    for (const text of ['', '- a', '"x"']) assert.match(faultsIn(parseProfile(text, 'w.yaml'))[0] ?? '', /^w\.yaml: the file must be a group of keys/);
    assert.match(faultsIn(parseProfile('id: &a x\ntitle: *a\n', 'w.yaml'))[0] ?? '', /^w\.yaml, line 2: A reference to another place is not allowed/);
  });

  it('given a rule with two sources or none, when read, then it is refused', () => {
    for (const source of [{ clause: '1.0', assumption: 'Because.' }, { clause: null, assumption: null }])
      assert.match(faultsIn(policyWith({ survey: source }))[0] ?? '', /survey must have either a clause or an assumption, and not both\.$/);
  });
});

const seat = { id: 'one', title: 'One', role: 'manager', required: true, relations: [] };
const panel = (changes: object): object => ({
  decision: { approvals: [{ id: 'panel', quorum: 1, majority: 'all', seats: [{ ...seat, chair: true }], clause: '3.2', ...changes }] },
});

describe('what must fit together in a policy', () => {
  for (const [what, changes, place] of [
    ['an unknown role', { triage: { by: 'nobody' } }, 'triage.by names the role nobody'],
    ['an unknown person to escalate to', { decision: { escalateTo: 'nobody' } }, 'decision.escalateTo names the role nobody'],
    ['an unknown clause', { survey: { clause: '9.9' } }, 'survey.clause names the clause 9.9'],
    ['an unknown approval', { review: { approval: 'board' } }, 'review.approval names the approval board'],
    ['a measure that is not offered', { interim: { kinds: ['riskAssessment'] } }, 'interim.kinds.0 names the measure riskAssessment'],
    ['two entries of one name', { roles: [] }, 'roles must have at least 1 entry'],
    ['a default above the cap', { term: { defaultMonths: 19 } }, 'term.defaultMonths must not be longer'],
    ['a default below the shortest term', { term: { minMonths: 7 } }, 'term.defaultMonths must not be shorter'],
    ['an extension above the cap', { term: { extension: { capMonths: 19 } } }, 'term.extension.capMonths must not be longer'],
    ['a quorum above the seats', panel({ quorum: 2 }), 'decision.approvals.0.quorum must not be more'],
    ['a quorum below the required seats', panel({ seats: [{ ...seat, chair: true }, { ...seat, id: 'two' }] }), 'decision.approvals.0.quorum must not be less'],
    ['no chair', panel({ seats: [seat] }), 'decision.approvals.0.seats must have one chair'],
    ['two chairs', panel({ quorum: 2, seats: [{ ...seat, chair: true }, { ...seat, id: 'two', chair: true }] }), 'decision.approvals.0.seats must have one chair'],
    ['no required seat', panel({ seats: [{ ...seat, required: false, chair: true }] }), 'decision.approvals.0.seats must have at least one required seat'],
    ['two seats of one name', panel({ quorum: 2, seats: [{ ...seat, chair: true }, seat] }), 'decision.approvals.0.seats.1.id is used twice: one'],
    ['a reminder after the vote is due', { decision: { remindAfter: { amount: 5 } } }, 'decision.remindAfter must be shorter than votesDue'],
    ['an urgent triage that is no faster', { triage: { urgentDue: { amount: 5 } } }, 'triage.urgentDue must be shorter'],
    ['a police duty without anybody to give a reason', { police: { prompts: [{ id: 'x', label: 'X', when: 'threat', duty: 'always', clause: '3.3' }] } }, 'police.unreportedBy must say who'],
    ['a flag class that no flag has', { measures: { protective: [{ kind: 'twoPersonVisit', label: 'Two', needsFlagClass: 'arrangements', clause: '3.5' }] } }, 'measures.protective.0.needsFlagClass names the protective class of flag arrangements'],
  ] as const)
    it(`given ${what}, when read, then it is refused by name`, () => {
      const faults = faultsIn(policyWith(changes));
      assert.ok(faults.some((fault) => fault.includes(`: ${place}`)), faults.join('\n') || 'it was let through');
    });

  it('given two behaviours of one name in two categories, when read, then it is refused', () => {
    const text = policyText.replace('id: timescale,', 'id: chasesEarly,');
    assert.match(faultsIn(parseProfile(text, 'w.yaml')).join(), /report\.categories\.1\.behaviours\.0\.id is used twice: chasesEarly/);
  });
});

describe('the floor that no policy can lower', () => {
  const without = (words: RegExp): string[] => faultsIn(parseProfile(policyText.replace(words, ''), 'w.yaml'));

  for (const id of ['emergencyContact', 'statutoryServices', 'complaintsProcess', 'appealAndOmbudsman', 'oneChannel'])
    it(`given a policy without ${id} in what is never restricted, when read, then it is refused`, () => {
      assert.match(without(new RegExp(`^  - \\{ id: ${id},.*\\n`, 'm')).join(), new RegExp(`neverRestrict must have ${id}`));
    });

  for (const id of ['accessRequest', 'complaint', 'legalClaim', 'concern', 'adjustmentRequest'])
    it(`given a policy that would let ${id} alone count against somebody, when read, then it is refused`, () => {
      assert.match(without(new RegExp(`^    - \\{ id: ${id}, text.*\\n`, 'm')).join(), new RegExp(`report\\.notMisconduct must have ${id}`));
    });

  it('given fewer than the nine characteristics of the Equality Act, when read, then it is refused', () => {
    assert.match(without(/^ {4}- gender reassignment\n/m).join(), /equality\.characteristics must have gender reassignment/);
  });

  it('given a decision letter without what stays open, or without the appeal that the policy gives, when read, then it is refused', () => {
    for (const part of ['stillOpen', 'appeal', 'ombudsman', 'survey']) {
      const changed = policyText.replace(new RegExp(`(kind: decision, [^\\n]*?), ${part}\\b`), '$1');
      assert.match(faultsIn(parseProfile(changed, 'w.yaml')).join(), new RegExp(`letters\\.kinds\\.2\\.parts must have ${part}`));
    }
  });

  it('given an appeal that somebody with an earlier part may hear, when read, then it is refused', () => {
    assert.match(faultsIn(policyWith({ appeal: { relations: ['otherService'] } })).join(), /appeal\.relations must have noEarlierPart/);
  });
});
