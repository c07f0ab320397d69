import assert from 'node:assert/strict';
import { evolvePerson, noPerson, personCommands, type Person, type PersonEvent } from '../../bot/people/draft.ts';
import { atDesk, type Desk } from '../pipeline/desk.ts';
import { idOf, policy } from '../case/play.ts';
import { does, nothing, refuses } from '../case/verbs.ts';

const owner = idOf('Priya Nair');
const by = ['R2', '4.0'] as const;
const acting = (actor = owner, command = 'c1') => ({ actor, command, owner, policy });
const at = '2026-11-23T10:00:00Z';
const told = { report: 'c1', who: 'J. Doe', what: 'Shouted.', danger: 'no' as const };
const fold = (events: readonly PersonEvent[], state: Person = noPerson): Person => events.reduce((now, event) => evolvePerson(now, { ...event, at }), state);
const begun = fold([{ type: 'DraftStarted', report: 'c1' }]);

const begunReport = async (desk: Desk): Promise<string | undefined> => {
  const state = (await desk.store.load(`person/${owner}`))?.state as Person | undefined;
  return state?.draft?.report;
};

/** Both presses on the pipeline; the second one's events. */
const twice = (verb: string, input: Record<string, unknown>): Promise<[]> =>
  atDesk(async (desk) => {
    const stream = `person/${owner}`;
    await desk.press('Priya Nair', 'startReport', {}, { stream });
    const report = await begunReport(desk);
    const press = () => desk.press('Priya Nair', verb, { ...input, report }, { stream, version: 1 });
    assert.equal((await press()).kind, 'committed');
    const before = await desk.store.history(stream);
    assert.equal((await press()).kind, 'repeated');
    assert.deepEqual(await desk.store.history(stream), before);
    return [];
  });

describe('A report that is not sent yet (R2, clause 4.0)', () => {
  does('startReport', 'given no draft, then one begins; its id will be the case’s', ['DraftStarted'], () => personCommands.startReport.decide(noPerson, {}, acting()));
  refuses('startReport', 'given somebody else’s draft', by, () => personCommands.startReport.decide(noPerson, {}, acting(idOf('Callum Reid'))));
  nothing('startReport', 'given a draft, then it is not begun twice', () => personCommands.startReport.decide(begun, {}, acting()));

  does('keepDraft', 'given answers, then they are kept', ['DraftKept'], () => personCommands.keepDraft.decide(begun, told, acting()));
  refuses('keepDraft', 'given somebody else’s draft', by, () => personCommands.keepDraft.decide(begun, told, acting(idOf('Tom Ashdown'))));
  nothing('keepDraft', 'given a report that is sent or thrown away, then nothing is kept', () => personCommands.keepDraft.decide(noPerson, told, acting()));
  nothing('keepDraft', 'given the same press twice, then it is kept once', () => twice('keepDraft', { who: 'J. Doe' }));

  does('discardDraft', 'given a draft, then it is gone', ['DraftDiscarded'], () => personCommands.discardDraft.decide(begun, told, acting()));
  refuses('discardDraft', 'given somebody else’s draft', by, () => personCommands.discardDraft.decide(begun, told, acting(idOf('Tom Ashdown'))));
  nothing('discardDraft', 'given no such draft, then nothing happens', () => personCommands.discardDraft.decide(noPerson, told, acting()));

  does('sendReport', 'given the three answers, then the report is sent', ['ReportSent'], () => personCommands.sendReport.decide(begun, told, acting()));
  refuses('sendReport', 'given somebody else’s draft', by, () => personCommands.sendReport.decide(begun, told, acting(idOf('Tom Ashdown'))));
  refuses('sendReport', 'given no answer on danger, then it is asked for', ['R10', '3.1'], () => personCommands.sendReport.decide(begun, { ...told, danger: undefined }, acting()));
  nothing('sendReport', 'given a report that is sent, then it is not sent twice', () => personCommands.sendReport.decide(fold([{ type: 'ReportSent', report: 'c1', who: 'w', what: 'x', danger: false }], begun), told, acting()));
  nothing('sendReport', 'given the same press twice, then one case opens', () => twice('sendReport', { who: 'J. Doe', what: 'Shouted.', danger: 'yes' }));

  it('given what is missing, then all of it is said in one sentence', () => {
    const decided = personCommands.sendReport.decide(begun, { report: 'c1' }, acting());
    assert('refused' in decided);
    assert.match(decided.refused.why, /who or where, and what happened, and whether anyone is in danger now/);
  });

  it('given what was typed, then no event holds it', () => {
    const kept = personCommands.keepDraft.decide(begun, told, acting());
    assert('events' in kept);
    assert.doesNotMatch(JSON.stringify(kept.events), /Doe|Shouted/);
    assert.deepEqual(kept.words, { 'c1.who': 'J. Doe', 'c1.what': 'Shouted.' });
  });

  it('given a draft that is kept, sent and begun again, then each report is a new one', () => {
    const state = fold([
      { type: 'DraftKept', report: 'c1', who: 'c1.who', danger: 'yes' },
      { type: 'ReportSent', report: 'c1', who: 'c1.who', what: 'c1.what', danger: true },
      { type: 'DraftStarted', report: 'c5' },
    ], begun);
    assert.deepEqual(state, { sent: [{ report: 'c1', at, who: 'c1.who', what: 'c1.what' }], draft: { report: 'c5', startedAt: at } });
    assert.deepEqual(fold([{ type: 'DraftDiscarded', report: 'c5' }], state).draft, undefined);
  });

  it('given any event without a draft, then it can be read again', () => {
    assert.deepEqual(fold([{ type: 'DraftKept', report: 'c9' }, { type: 'DraftDiscarded', report: 'c9' }]), noPerson);
  });

  it('given a report that is sent, then exactly one command goes on to open its case', () =>
    atDesk(async (desk) => {
      const stream = `person/${owner}`;
      await desk.press('Priya Nair', 'startReport', {}, { stream });
      const report = await begunReport(desk);
      const input = { report, who: 'J. Doe', what: 'Shouted.', danger: 'no' };
      const outcomes = await Promise.all([1, 2, 3].map(() => desk.press('Priya Nair', 'sendReport', input, { stream, version: 1 })));
      assert.deepEqual(outcomes.map((outcome) => outcome.kind).toSorted(), ['committed', 'repeated', 'repeated']);
      const effects = (await desk.store.effects({ stream })).filter((effect) => effect.kind === 'onward');
      assert.deepEqual(effects.map(({ key, data }) => [key, data['to'], data['verb']]), [[`onward/${report}/open`, `case/${report}`, 'openCase']]);
      assert.doesNotMatch(JSON.stringify(effects), /Doe|Shouted/);
    }));
});
