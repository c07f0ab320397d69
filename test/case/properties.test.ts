import assert from 'node:assert/strict';
import fc from 'fast-check';
import { caseCommands } from '../../bot/case/commands.ts';
import { longest, walk, walks, type Tally } from './walk.ts';

const runs = process.env['LONG'] === undefined ? 300 : 20_000;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
/** Each verb must have been accepted so often, or the walks no longer reach what they are to test. */
const enough = 5;

const table = (tally: Tally): string =>
  [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([verb, { done, nothing, refused }]) => `      ${verb.padEnd(18)} ${String(done).padStart(6)} ${String(nothing).padStart(6)} ${String(refused).padStart(6)}`).join('\n');

describe('Whatever people and time do', () => {
  it('every invariant holds after every step', function () {
    this.timeout(Math.max(60_000, runs * 100));
    const tally: Tally = new Map();
    const began = performance.now();
    fc.assert(fc.property(walks, (given) => {
      const fault = walk(given, { tally });
      assert.equal(fault && `${fault.invariant} after ${fault.after}: ${fault.says}`, undefined);
    }), { numRuns: runs, seed });
    process.stdout.write(`      ${runs} walks of at most ${longest} steps, SEED=${seed}, ${Math.round(performance.now() - began)} ms\n      verb                 done nothing refused\n${table(tally)}\n`);
    const seldom = [...Object.keys(caseCommands), 'receiveReport'].filter((verb) => (tally.get(verb)?.done ?? 0) < enough);
    assert.deepEqual(seldom, [], `Accepted fewer than ${enough} times: ${seldom.join(', ')}`);
  });
});
