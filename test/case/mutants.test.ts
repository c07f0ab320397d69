import assert from 'node:assert/strict';
import fc from 'fast-check';
import { invariants, type InvariantName } from './invariants.ts';
import { mutants, type Mutant } from './mutants.ts';
import { walk, walks, type Walk } from './walk.ts';

/** A fixed seed: whether a fault is noticed must not be a matter of luck. */
const seed = 20261125;
const runs = 3_000;

/** A walk that breaks off is no proof: only what the invariant itself says counts. */
const isFound = (given: Walk, opening: Mutant['opening'], only: InvariantName): boolean => {
  try {
    return walk(given, { opening, only }) !== undefined;
  } catch {
    return false;
  }
};

/** The number of walks until the fault is noticed; none when it is not. */
const noticed = ({ breaks, opening }: Mutant): number | undefined => {
  const result = fc.check(fc.property(walks, (given) => !isFound(given, opening, breaks)), { numRuns: runs, seed, endOnFailure: true });
  return result.failed ? result.numRuns : undefined;
};

describe('Faults that are put into the rules on purpose', () => {
  it('each breaks its invariant, and is noticed', function () {
    this.timeout(120_000);
    const found = mutants.map((mutant) => ({ mutant, after: noticed(mutant) }));
    const missed = found.filter(({ after }) => after === undefined).map(({ mutant }) => `${mutant.breaks}: ${mutant.how}`);
    const slowest = Math.max(...found.map(({ after }) => after ?? 0));
    process.stdout.write(`      ${mutants.length - missed.length} of ${mutants.length} are noticed, the slowest after ${slowest} walks, seed ${seed}\n`);
    assert.deepEqual(missed, []);
  });

  it('every invariant has one', () => {
    const broken = new Set(mutants.map((mutant) => mutant.breaks));
    assert.deepEqual((Object.keys(invariants) as InvariantName[]).filter((name) => !broken.has(name)), []);
  });
});
