/**
 * I30: two decisions at the same moment cannot both win. Whatever two people press at once, the case ends as if one had
 * pressed after the other, and each is told what became of their press.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Outcome } from '../../bot/pipeline/handle.ts';
import type { Store } from '../../bot/store/port.ts';
import { folded } from '../case/invariants/record.ts';
import type { Event } from '../case/invariants/step.ts';
import { interimOf, open, triageInput, type Play } from '../case/play.ts';
import { move, offered, pressOf, starts, type Press } from '../case/walk.ts';
import { atDesk, lay, type Desk } from './desk.ts';

interface Ending { outcomes: string[]; events: string; faults: string[] }

let streams = 0;

/** Lays the case anew and presses, at once or one after the other; says how it ended and what does not fit. */
const ending = async (desk: Desk, play: Play, presses: readonly Press[], order: 'at once' | readonly number[]): Promise<Ending> => {
  const stream = `case/m${(streams += 1)}`;
  await lay(desk, play, stream);
  const send = (n: number): Promise<Outcome> => {
    const { who, verb, input } = presses[n] as Press;
    return desk.press(who, verb, input, { stream, id: `press-${n}` });
  };
  const outcomes: Outcome[] = [];
  if (order === 'at once') outcomes.push(...(await Promise.all(presses.map((_, n) => send(n)))));
  else for (const n of order) outcomes[n] = await send(n);
  const history = await desk.store.history(stream);
  const head = await desk.store.load(stream);
  const added = history.slice(play.history.length);
  const recorded = new Set(added.map((event) => event.command));
  const faults = outcomes.flatMap(({ kind }, n) => ((kind === 'committed' || kind === 'repeated') === recorded.has(`press-${n}`) ? [] : [`press ${n} was told ${kind}`]));
  const events = history.map(({ type, at, actor, data }) => ({ type, at, by: actor, ...data }) as unknown as Event);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(folded(events))), JSON.parse(JSON.stringify(head?.state)))) faults.push('the case is not what its events say');
  return { outcomes: outcomes.map((outcome) => outcome.kind), events: JSON.stringify(added.map(({ type, actor, data }) => [type, actor, data])), faults };
};

/** What is wrong when these two are pressed at once. */
const faultOf = async (desk: Desk, play: Play, presses: readonly [Press, Press]): Promise<string | undefined> => {
  const { outcomes, events, faults } = await ending(desk, play, presses, 'at once');
  if (faults.length > 0) return faults.join('; ');
  const inTurn = [await ending(desk, play, presses, [0, 1]), await ending(desk, play, presses, [1, 0])];
  return inTurn.some((other) => other.events === events) ? undefined : `${presses.map(({ who, verb }) => `${who} ${verb}`).join(' and ')} (${outcomes.join(', ')}) ended as neither order does: ${events}`;
};

const begin = (start: string): Play => starts[start]?.({ matches: () => offered }) ?? open();
const press = (who: string, verb: Press['verb'], input: Record<string, unknown> = {}): Press => ({ who, verb, input });
const vote = (who: string, choice: string) => press(who, 'vote', { revision: '1', choice, reason: 'So.' });

/** Pairs of which only one can win, or whose order matters. */
const pairs: readonly (readonly [string, Press, Press])[] = [
  ['open', press('Tom Ashdown', 'triage', triageInput), press('Tom Ashdown', 'handOver', { why: 'victim' })],
  ['open', press('Tom Ashdown', 'triage', { ...triageInput, ...interimOf('twoPersonVisit') }), press('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Tom Ashdown' })],
  ['open', press('Tom Ashdown', 'triage', triageInput), press('Tom Ashdown', 'triage', { ...triageInput, outcome: 'noAction' })],
  ['open', press('Tom Ashdown', 'linkEarlier', { case: 'live' }), press('Tom Ashdown', 'triage', triageInput)],
  ['proposed', vote('Grace Oduya', 'for'), press('Tom Ashdown', 'propose', { termMonths: '3', reasons: 'Shorter.' })],
  ['quorate', vote('Tom Ashdown', 'against'), press('Grace Oduya', 'closeVote', { revision: '1' })],
  ['adopted', press('Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'In writing.' }), press('Priya Nair', 'saveStep', { report: 'r1', step: 'people', go: 'next', victims: 'Tom Ashdown' })],
  ['refused', press('Grace Oduya', 'endWithout', { reason: 'It has stopped.' }), press('Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' })],
  ['noChair', press('Tom Ashdown', 'nameMember', { seat: 'headOfCustomerServices', name: 'Samira Khan' }), press('Tom Ashdown', 'nameMember', { seat: 'headOfCustomerServices', name: 'Joel Peters' })],
  ['atPanel', press('system', 'personLeft', { person: '00000000-0000-4000-8000-000000000003' }), press('Tom Ashdown', 'declare', { answer: 'away' })],
];

const faultsOfPairs = async (desk: Desk): Promise<string[]> => {
  const faults: string[] = [];
  for (const [start, one, other] of pairs) {
    const fault = await faultOf(desk, begin(start), [one, other]).catch((error: unknown) => `it broke off: ${String(error)}`);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
};

/** Faults put into the store on purpose, each of which lets both win or hides that one lost. */
const mutants: Record<string, (store: Store) => Store> = {
  'the last write wins': (store) => ({ ...store, commit: async (write) => {
    const outcome = await store.commit(write);
    if (outcome.outcome !== 'conflict') return outcome;
    return store.commit({ ...write, expected: (await store.load(write.stream))?.version ?? 0 });
  } }),
  'who lost is told to have won': (store) => ({ ...store, commit: async (write) => {
    const outcome = await store.commit(write);
    return outcome.outcome === 'conflict' ? { outcome: 'committed', version: write.expected + 1 } : outcome;
  } }),
  'who lost is told that it was recorded before': (store) => ({ ...store, commit: async (write) => {
    const outcome = await store.commit(write);
    return outcome.outcome === 'conflict' ? { outcome: 'repeated', receipt: { ...write.command, version: write.expected } } : outcome;
  } }),
};

describe('Two decisions at the same moment (I30)', () => {
  it(`given ${pairs.length} pairs that matter, then each ends as one after the other`, () => atDesk(async (desk) => assert.deepEqual(await faultsOfPairs(desk), [])));

  it('given any two presses, then they end as one after the other', () =>
    atDesk(async (desk) => {
      const runs = process.env['LONG'] === undefined ? 40 : 1_000;
      const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
      let pressed = 0;
      await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(starts)), move, move, async (start, one, other) => {
        const play = begin(start);
        const [first, second] = [pressOf(play, one), pressOf(play, other)];
        if (!first || !second) return;
        pressed += 1;
        assert.equal(await faultOf(desk, play, [first, second]), undefined);
      }), { numRuns: runs, seed });
      process.stdout.write(`      ${pressed} of ${runs} pairs pressed at once, SEED=${seed}\n`);
    })).timeout(120_000);

  it('given a store that lets both win, then that is noticed', async () => {
    const missed: string[] = [];
    for (const [how, wrap] of Object.entries(mutants)) if ((await atDesk(faultsOfPairs, { wrap })).length === 0) missed.push(how);
    process.stdout.write(`      ${Object.keys(mutants).length - missed.length} of ${Object.keys(mutants).length} faults of the store are noticed\n`);
    assert.deepEqual(missed, []);
  });
});
