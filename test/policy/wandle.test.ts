import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parseProfile } from '../../bot/policy/parse.ts';
import { policyText, profileOf, wandle } from './files.ts';

const panel = wandle.decision.approvals[0];

describe('the Wandle policy', () => {
  it('given the two make-ups of the panel, when read, then both hold: two required seats and one for the line manager', () => {
    assert.deepEqual(
      panel?.seats.map((seat) => [seat.id, seat.required, seat.chair ?? false, seat.relations]),
      [
        ['headOfCustomerServices', true, true, []],
        ['independentManager', true, false, ['noEarlierPart']],
        ['lineManager', false, false, []],
      ],
    );
    assert.deepEqual([panel?.quorum, panel?.majority, panel?.lineManagerVotes], [2, 'moreForThanAgainst', true]);
  });

  it('given its numbers, when read, then each is the policy’s or a named assumption', () => {
    const { term, review, appeal, triage, interim, decision } = wandle;
    assert.deepEqual([term.defaultMonths, term.capMonths, term.clause, Object.keys(term.assumed ?? {})], [6, 18, '3.7', ['defaultMonths']]);
    assert.deepEqual([review.maxMonths, review.from, review.toldWithin.amount, review.toldWithin.unit], [12, 'start', 7, 'workingDays']);
    assert.ok(appeal.enabled);
    assert.deepEqual([appeal.role, appeal.answerWithin.amount, appeal.answerWithin.unit, appeal.window.until], ['director', 28, 'days', 'measureEnds']);
    assert.deepEqual([triage.by, triage.due.amount, triage.urgentDue.amount, triage.escalateTo], ['lineManager', 5, 1, 'managersManager']);
    assert.deepEqual([interim.maxWorkingDays, interim.kinds], [10, ['twoPersonVisit', 'officeSecureRoom']]);
    assert.deepEqual([decision.votesDue.amount, decision.remindAfter.amount, decision.escalateTo, decision.meeting.minutes], [5, 3, 'chairsDeputy', 45]);
  });

  it('given its restrictions, when read, then they are those of clause 3.3 in its order, and police is an action', () => {
    assert.deepEqual(
      wandle.measures.restrictions.map((row) => row.kind),
      ['contactCap', 'oneMedium', 'namedContact', 'witness', 'complaintConditions', 'premisesBan', 'portal', 'other'],
    );
    assert.deepEqual(wandle.measures.actions.map((row) => row.kind), ['police', 'injunction', 'possession']);
    assert.ok(wandle.measures.protective.every((row) => row.needsFlagClass === 'abusive'));
  });

  it('given the police, when read, then every question is a choice', () => {
    assert.ok(wandle.police.prompts.every((prompt) => prompt.duty === 'may'));
  });

  it('given the same policy with other comments and order, when read, then its digest is the same; with another rule, it is not', () => {
    const read = (text: string): string => {
      const parsed = parseProfile(text, 'w.yaml');
      assert.ok(parsed.ok);
      return parsed.digest;
    };
    const moved = `${policyText.replace(/^id: wandle\n/m, '# moved\n')}\nid: wandle\n`;
    assert.equal(read(moved), read(policyText));
    assert.notEqual(read(policyText.replace('capMonths: 18', 'capMonths: 17').replace('    capMonths: 18', '    capMonths: 17')), read(policyText));
  });

  it('given a profile, when it is read twice, then nothing is shared', () => {
    const again = profileOf(parseProfile(policyText, 'policies/wandle.yaml'));
    assert.deepEqual(again, wandle);
    assert.notEqual(again, wandle);
  });
});

const source = new URL('../../../shared/seeds/003_7e03264a5ad56ec9.txt', import.meta.url);

describe('the words of the Wandle policy', () => {
  const quoted = [
    ...wandle.report.categories.flatMap((category) => [category.label, ...category.behaviours.map((behaviour) => behaviour.label)]),
    wandle.scope.lastResort.text,
    wandle.decision.proportionality.text,
    wandle.title.value,
  ];

  it('given the text of the policy, when compared, then what is quoted stands in it, examples in its order', function () {
    if (!existsSync(source)) this.skip();
    const text = readFileSync(source, 'utf8').replaceAll(/\s+/g, ' ');
    for (const words of quoted) assert.ok(text.includes(words), words);
    const places = wandle.report.categories.flatMap((category) => category.behaviours.map((behaviour) => text.indexOf(behaviour.label)));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
  });
});
