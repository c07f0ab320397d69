import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Profile } from '../../bot/policy/profile.ts';
import { faultsIn, policyWith, profileOf, textOf } from './files.ts';

const shape = (name: string): object => parse(textOf(`test/policy/shapes/${name}.yaml`)) as object;
const read = (name: string): Profile => profileOf(policyWith(shape(name)));

describe('a policy with stages and no appeal', () => {
  it('given a sole decider at each of two stages, when read, then each is one seat', () => {
    const { decision } = read('stages');
    assert.deepEqual(decision.approvals.map((approval) => [approval.id, approval.seats.length, approval.quorum]), [['first', 1, 1], ['second', 1, 1]]);
    assert.deepEqual(decision.stages?.map((stage) => [stage.id, stage.after, stage.monitoring?.minMonths]), [['one', undefined, 6], ['two', 'one', undefined]]);
  });

  it('given no appeal, when read, then there is nothing of one, and a letter that offers it is refused', () => {
    const { appeal, ombudsman } = read('stages');
    assert.equal(appeal.enabled, false);
    assert.deepEqual(ombudsman.map((entry) => entry.matters), ['all', 'tenancies']);
    const offered = structuredClone(shape('stages')) as { letters: { kinds: { parts: string[] }[] } };
    offered.letters.kinds[1]?.parts.push('appeal');
    assert.match(faultsIn(policyWith(offered)).join(), /letters\.kinds\.1\.parts must not offer an appeal/);
  });

  it('given the police always, when read, then somebody senior may give the reason for not reporting', () => {
    const { police } = read('stages');
    assert.deepEqual(police.prompts.map((prompt) => prompt.duty), ['always', 'always', 'may']);
    assert.equal(police.unreportedBy?.role, 'director');
  });

  it('given a stage that triage does not name, when read, then it is refused', () => {
    const changed = { ...shape('stages'), triage: { outcomes: [{ id: 'noAction', label: 'No', consequence: 'No.', leadsTo: 'close', clause: '3.2' }, { id: 'panel', label: 'Go', consequence: 'Go.', leadsTo: 'decide', interim: true, clause: '3.2' }] } };
    assert.match(faultsIn(policyWith(changed)).join(), /triage\.outcomes must name a stage/);
  });
});

describe('a policy with held markers and three deciders', () => {
  it('given a marker that is held until it is reviewed, when read, then reviews count from its entry', () => {
    const { measures, review } = read('markers');
    assert.deepEqual(measures.flags.map((flag) => [flag.kind, flag.onTermEnd]), [['pb', 'holdUntilReviewed'], ['caution', 'holdUntilReviewed']]);
    assert.equal(review.from, 'flagEntry');
    assert.match(faultsIn(policyWith({ ...shape('markers'), review: { from: 'start' } })).join(), /review\.from must be flagEntry/);
  });

  it('given other deciders for one kind and for a longer term, when read, then the routes say so in order', () => {
    const { decision, term } = read('markers');
    assert.deepEqual(decision.routes.map((route) => route.approvals), [['director'], ['three', 'confirm'], ['three']]);
    assert.deepEqual([decision.approvals[0]?.majority, term.longer?.capMonths], ['moreForThanAgainst', 24]);
    const shadowed = structuredClone(shape('markers')) as { decision: { routes: object[] } };
    shadowed.decision.routes.reverse();
    assert.match(faultsIn(policyWith(shadowed)).join(), /decision\.routes must end with a route that fits every measure/);
  });

  it('given documents that may be destroyed, when read, then somebody must approve it', () => {
    assert.equal(read('markers').measures.documents?.approvedBy, 'director');
    const bare = structuredClone(shape('markers')) as { measures: { documents: unknown } };
    bare.measures.documents = null;
    assert.match(faultsIn(policyWith(bare)).join(), /measures\.documents must be given/);
  });
});

describe('a policy with status checks and a meeting with the customer', () => {
  it('given three layers of review, when read, then each has its own interval', () => {
    const { review, decision, reporting, measures } = read('checks');
    assert.deepEqual([review.statusMonths, review.everyMonths, review.maxMonths], [1, 3, 12]);
    assert.deepEqual([decision.customerMeeting?.offerWithin.amount, decision.customerMeeting?.letterWithin.amount], [5, 10]);
    assert.equal(reporting.meeting?.everyMonths, 1);
    assert.deepEqual(measures.flags.map((flag) => flag.onRiskDecision ?? false), [false, true]);
    assert.equal(measures.restrictions.find((row) => row.kind === 'representativeOnly')?.binding, false);
  });
});

describe('a policy with accounts on social media', () => {
  it('given 20 working days to appeal any decision, when read, then the window runs from deemed receipt', () => {
    const { appeal, scope, measures } = read('accounts');
    assert.ok(appeal.enabled && appeal.window.until === 'deadline');
    assert.deepEqual([appeal.window.amount, appeal.window.unit, appeal.window.from, appeal.scope, appeal.meanwhile.maySuspend], [20, 'workingDays', 'deemedReceipt', 'anyDecision', false]);
    assert.deepEqual(scope.subjects, ['person', 'account']);
    assert.deepEqual(measures.socialMedia?.steps, ['warn', 'hide', 'block', 'report']);
  });

  it('given a window that does not say how long it is, when read, then it is refused', () => {
    assert.match(faultsIn(policyWith({ appeal: { window: { until: 'deadline' } } })).join(), /appeal\.window\.amount is missing/);
  });
});
