import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseProfile } from '../../bot/policy/parse.ts';
import { policyText } from './files.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const mutants = [...mutantsOf(parse(policyText))];

/** What a policy may do without. All else in the file is needed. */
const optional = new Set(['assumed', 'rank', 'test', 'handOff', 'police', 'abusive', 'urgent', 'interim', 'needsFlagClass', 'unless']);

/** Fields whose words are a landlord's to write. */
const freeText = new Set([
  'value', 'title', 'assumption', 'text', 'label', 'consequence', 'test', 'question', 'name', 'address', 'phone',
]);

const names = (mutant: Mutant): string[] => mutant.path.filter((key) => typeof key === 'string');

const allowed = (mutant: Mutant): boolean => {
  const [section] = names(mutant);
  const field = names(mutant).at(-1) ?? '';
  const inFreeList = names(mutant).at(-2) === 'assumed' || section === 'clauses';
  switch (mutant.what) {
    case 'deleted':
      return optional.has(field) || inFreeList;
    case 'other words':
      return freeText.has(field) || inFreeList || section === 'words';
    case 'unknown key':
      return mutant.path.join('.') === 'clauses.surprise';
    case 'wrong type':
      return false;
  }
};

const placeIn = (fault: string): string => fault.replace(/^[^:]*: /, '').split(' ')[0] ?? '';

const isNear = (place: string, path: string): boolean => place === path || path.startsWith(`${place}.`) || place.startsWith(`${path}.`);

const holds = (make: () => Mutant): void => {
  const mutant = make();
  const path = mutant.path.join('.');
  const read = parseProfile(JSON.stringify(mutant.policy), 'wandle.yaml');
  if (read.ok) return assert.ok(allowed(mutant), `${mutant.what}: ${path} was let through`);
  for (const fault of read.faults) assert.match(fault, /^wandle\.yaml(, line \d+)?: \S+ .*\.$/);
  // A field that others lean on is missed where they name it.
  const named = (fault: string): boolean => isNear(placeIn(fault), path) || fault.includes(` ${names(mutant).at(-1)}, which`);
  assert.ok(read.faults.some(named), `${mutant.what}: ${path} is not named in ${read.faults.join(' ')}`);
};

describe('a policy with one field broken', () => {
  it('given any field deleted, of a wrong type, reworded or beside an unknown one, when read, then it is refused by name, or only free words have changed', () => {
    fc.assert(fc.property(fc.constantFrom(...mutants), holds), { numRuns: 120 });
  });

  if (process.env['LONG'])
    it('given every such policy, when read, then the same holds', () => {
      for (const mutant of mutants) holds(mutant);
    }).timeout(240_000);
});
