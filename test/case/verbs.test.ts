import assert from 'node:assert/strict';
import { caseCommands } from '../../bot/case/commands.ts';
import { personCommands } from '../../bot/people/draft.ts';
import { subjectCommands } from '../../bot/subject/claim.ts';
import './link.test.ts';
import './meeting.test.ts';
import './proposal.test.ts';
import './reach.test.ts';
import './report.test.ts';
import './seats.test.ts';
import './triage.test.ts';
import './vote.test.ts';
import '../people/draft.test.ts';
import '../subject/claim.test.ts';
import { aspects, tested } from './verbs.ts';

/** Two verbs of a case come from other streams and stand beside the others. */
const verbs = [...Object.keys(caseCommands), 'openCase', 'receiveReport', ...Object.keys(personCommands), ...Object.keys(subjectCommands)];

describe('Every verb', () => {
  it('has its facts, its no, and its silence', () => {
    const missing = verbs.flatMap((verb) => aspects.filter((aspect) => !tested.get(verb)?.has(aspect)).map((aspect) => `${verb} ${aspect}`));
    assert.deepEqual(missing, []);
    process.stdout.write(`    ${verbs.length} verbs, each with ${aspects.join(', ')}\n`);
  });

  it('that is tested is a verb', () => {
    assert.deepEqual([...tested.keys()].filter((verb) => !verbs.includes(verb)), []);
  });
});
