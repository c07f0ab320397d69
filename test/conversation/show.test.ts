import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openOffice, type Office } from './office.ts';

const script = fileURLToPath(new URL('../../bot/show.ts', import.meta.url));

describe('npm run case -- show ID', () => {
  let office: Office;
  before(async () => { office = await openOffice(); });
  after(() => office.close());

  const show = (...words: string[]): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', STORE: office.standIns.environment['STORE'] ?? '' } });

  it('given a case, while the bot runs, then its events, deadlines and effects are told in words, and nobody’s own words are', async () => {
    const priya = office.user('Priya Nair');
    await priya.says('report');
    const step = await (await priya.card('ring 999 first')).write({ Who: 'Flat 21', 'What happened': 'A word that nobody else knows: quillfeather.', 'Is anyone in danger': 'No' }).next('Send to my manager');
    await office.settled();
    const reference = step.stream.slice('case/'.length, 'case/'.length + 6);
    const { status, stdout } = show('show', reference.toUpperCase());
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`^Case ${reference.toUpperCase()}, version 1, open`));
    assert.match(stdout, /triage assigned \(manager Tom Ashdown/);
    assert.match(stdout, /Deadlines\n +\w+day .*: triage, Tom Ashdown, then escalate/);
    assert.match(stdout, /cards: done/);
    assert.ok(!stdout.includes('quillfeather'));
  });

  it('given a word that is no case, then it says so', () => {
    assert.match(show('show', 'zzzzzz').stdout, /There is no case zzzzzz\./);
    assert.equal(show('list').status, 1);
  });
});
