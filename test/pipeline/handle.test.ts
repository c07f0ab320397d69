import assert from 'node:assert/strict';
import type { Case } from '../../bot/case/state.ts';
import { sweep, type Outcome } from '../../bot/pipeline/handle.ts';
import type { Store } from '../../bot/store/port.ts';
import { atPanel, directory, idOf, interimOf, open, proposed, seated, triageInput } from '../case/play.ts';
import { atDesk, lay, stream, type Desk } from './desk.ts';

const yes = { revision: '1', choice: 'for', reason: 'Agreed.' };
const kinds = (outcomes: readonly Outcome[]): string[] => outcomes.map((outcome) => outcome.kind).toSorted();
const stateAt = async (desk: Desk): Promise<Case> => (await desk.store.load(stream))?.state as Case;
const newEvents = async (desk: Desk, laid: number): Promise<string[]> => (await desk.store.history(stream)).slice(laid).map((event) => event.type);
const file = (n: number) => ({ report: 'r1', file: `f${n}`, name: `note ${n}.pdf`, type: 'application/pdf', size: n });

describe('One press on a card', () => {
  it('given the same press twice, then it is recorded once, and the second answer says when', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      const first = await desk.press('Grace Oduya', 'vote', yes, { version: 1, ask: 'vote/1' });
      assert.equal(first.kind, 'committed');
      desk.now = desk.now.add({ minutes: 5 });
      const second = await desk.press('Grace Oduya', 'vote', yes, { version: 1, ask: 'vote/1' });
      assert(second.kind === 'repeated');
      assert.equal(second.at, desk.now.subtract({ minutes: 5 }).toString());
      assert.equal(second.head.version, 2);
    }));

  it('given the same card with other input, then nothing is recorded, and what stands is said', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      await desk.press('Grace Oduya', 'vote', yes, { version: 1, ask: 'vote/1' });
      const other = await desk.press('Grace Oduya', 'vote', { ...yes, choice: 'against' }, { version: 1, ask: 'vote/1' });
      assert.equal(other.kind, 'differs');
      assert.deepEqual((await stateAt(desk)).panel?.revisions[0]?.votes.map((vote) => vote.choice), ['for']);
    }));

  it('given a newer card, then a vote can be changed (I11)', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      await desk.press('Grace Oduya', 'vote', yes, { version: 1 });
      assert.equal((await desk.press('Grace Oduya', 'vote', { ...yes, choice: 'against' }, { version: 2 })).kind, 'committed');
    }));

  it('given the order of inputs, then it makes no other press of it', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      await desk.press('Grace Oduya', 'vote', yes, { version: 1 });
      assert.equal((await desk.press('Grace Oduya', 'vote', Object.fromEntries(Object.entries(yes).toReversed()), { version: 1 })).kind, 'repeated');
    }));

  it('given an old card whose ask still stands, then the vote counts however old the card is', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      for (let n = 1; n <= 3; n++) await desk.press('Priya Nair', 'addEvidence', file(n));
      assert.equal((await desk.press('Grace Oduya', 'vote', yes, { version: 1, ask: 'vote/1' })).kind, 'committed');
    }));

  it('given a card whose ask is gone, then nothing is recorded', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      await desk.press('Grace Oduya', 'propose', { termMonths: '3', reasons: 'Shorter.' });
      const outcome = await desk.press('Tom Ashdown', 'vote', yes, { version: 1, ask: 'vote/1' });
      assert.equal(outcome.kind, 'stale');
      assert.deepEqual(await newEvents(desk, proposed().history.length), ['DraftReasoned', 'ProposalMade']);
    }));

  it('given a refusal, a verb that is none, or a field too many, then nothing is recorded', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      assert.equal((await desk.press('Priya Nair', 'vote', yes)).kind, 'refused');
      assert.equal((await desk.press('Grace Oduya', 'constructor', {})).kind, 'invalid');
      assert.equal((await desk.press('Grace Oduya', 'vote', { ...yes, seat: 'lineManager' })).kind, 'invalid');
      assert.equal((await desk.press('Grace Oduya', 'vote', yes, { stream: 'case/none' })).kind, 'missing');
      assert.equal((await desk.press('Grace Oduya', 'vote', yes, { stream: 'elsewhere' })).kind, 'missing');
      assert.equal((await desk.store.load(stream))?.version, 1);
    }));

  it('given what was typed, then the receipt tells nothing of it', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      await desk.press('Grace Oduya', 'vote', { ...yes, reason: 'Because of Mrs Doe.' }, { id: 'v1' });
      assert.doesNotMatch(JSON.stringify([await desk.store.receipt(stream, 'v1'), await desk.store.history(stream)]), /Doe/);
    }));

  it('given health data, then it is stored apart before the event that names it', () =>
    atDesk(async (desk) => {
      const special: boolean[] = [];
      const { store } = desk;
      desk.world.store = { ...store, commit: async (write) => {
        for (const event of write.events) special.push(Object.keys(await store.special([String(event.data['special'])])).length === 1);
        return store.commit(write);
      } };
      await lay(desk, atPanel());
      const outcome = await desk.press('Tom Ashdown', 'recordFactors', { factors: 'mentalHealth', details: 'Bipolar disorder.', usable: 'phone' });
      assert(outcome.kind === 'committed');
      assert.deepEqual(special, [true]);
      assert.doesNotMatch(JSON.stringify(outcome.head), /Bipolar/);
    }));
});

describe('Presses at the same moment (I30)', () => {
  it('given one press twenty times at once, then it is recorded once', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => desk.press('Grace Oduya', 'vote', yes, { version: 1, ask: 'vote/1' })));
      assert.deepEqual(kinds(outcomes), ['committed', ...Array.from({ length: 19 }, () => 'repeated')]);
      assert.deepEqual(await newEvents(desk, proposed().history.length), ['VoteCast']);
    }));

  it('given twenty different presses at once, then each is recorded once or says that it is not, and none is lost', () =>
    atDesk(async (desk) => {
      const play = open();
      await lay(desk, play);
      let waiting = Array.from({ length: 20 }, (_, n) => n);
      let rounds = 0;
      while (waiting.length > 0) {
        const outcomes = await Promise.all(waiting.map((n) => desk.press('Priya Nair', 'addEvidence', file(n), { id: `file/${n}` })));
        assert(outcomes.every(({ kind }) => kind === 'committed' || kind === 'busy'), kinds(outcomes).join());
        const done = outcomes.filter(({ kind }) => kind === 'committed').length;
        assert(done >= Math.min(3, waiting.length), `Only ${done} of ${waiting.length} were recorded.`);
        waiting = waiting.filter((_, index) => outcomes[index]?.kind === 'busy');
        rounds += 1;
        assert(rounds <= 20);
      }
      const files = (await stateAt(desk)).reports[0]?.evidence.map((item) => item.id) ?? [];
      assert.deepEqual(files.toSorted(), Array.from({ length: 20 }, (_, n) => `f${n}`).toSorted());
      assert.equal((await newEvents(desk, play.history.length)).length, 20);
      assert.equal((await desk.store.load(stream))?.version, 21);
    }));

  it('given the whole panel votes at once, then every vote counts and the result is worked out once', () =>
    atDesk(async (desk) => {
      const play = proposed();
      await lay(desk, play);
      const outcomes = await Promise.all(Object.values(seated(play)).map((name) => desk.press(name ?? '', 'vote', yes, { version: 1, ask: 'vote/1' })));
      assert.deepEqual(kinds(outcomes), ['committed', 'committed', 'committed']);
      assert.deepEqual((await newEvents(desk, play.history.length)).toSorted(), ['ApprovalClosed', 'VoteCast', 'VoteCast', 'VoteCast']);
      assert.equal((await stateAt(desk)).panel?.revisions[0]?.closed?.result, 'adopted');
    }));
});

describe('An answer of the store that is lost', () => {
  const losing = (store: Store, when: 'before' | 'after'): Store => {
    let lost = false;
    return { ...store, commit: async (write) => {
      if (lost || write.command.id === 'laid') return store.commit(write);
      lost = true;
      if (when === 'after') await store.commit(write);
      throw new Error('The connection is gone.');
    } };
  };

  it('given a write that stands, then its receipt says so and it is answered as recorded', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      const outcome = await desk.press('Grace Oduya', 'vote', yes, { version: 1 });
      assert(outcome.kind === 'committed');
      assert.equal(outcome.head.version, 2);
      assert.deepEqual(outcome.head.state, await stateAt(desk));
      assert.equal((await desk.press('Grace Oduya', 'vote', yes, { version: 1 })).kind, 'repeated');
      assert.deepEqual(await newEvents(desk, proposed().history.length), ['VoteCast']);
    }, { wrap: (store) => losing(store, 'after') }));

  it('given a write that does not stand, then that is a fault, and the same press again is recorded', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      await assert.rejects(desk.press('Grace Oduya', 'vote', yes, { version: 1 }), /connection/);
      assert.equal((await desk.press('Grace Oduya', 'vote', yes, { version: 1 })).kind, 'committed');
    }, { wrap: (store) => losing(store, 'before') }));

  it('given that the same card was recorded with other input meanwhile, then that one stands and is said', () =>
    atDesk(async (desk) => {
      await lay(desk, proposed());
      const { store } = desk;
      let twin = true;
      desk.world.store = { ...store, commit: async (write) => {
        if (!twin) return store.commit(write);
        twin = false;
        await desk.press('Grace Oduya', 'vote', { ...yes, choice: 'against' }, { version: 1 });
        throw new Error('The connection is gone.');
      } };
      assert.equal((await desk.press('Grace Oduya', 'vote', yes, { version: 1 })).kind, 'differs');
      assert.deepEqual((await stateAt(desk)).panel?.revisions[0]?.votes.map((vote) => vote.choice), ['against']);
    }));
});

describe('Time in the pipeline', () => {
  it('given a deadline that is due, then it passes in the same write as the press, before it', () =>
    atDesk(async (desk) => {
      const play = open();
      await lay(desk, play);
      desk.now = desk.now.add({ hours: 24 * 8 });
      const outcome = await desk.press('Helen Marsh', 'triage', triageInput);
      assert.equal(outcome.kind, 'committed');
      const events = (await desk.store.history(stream)).slice(play.history.length);
      assert.deepEqual(events.map(({ type, actor }) => [type, actor === 'system' ? 'time' : directory.people[actor]?.name]).slice(0, 3), [['DeadlinePassed', 'time'], ['TriageAssigned', 'time'], ['Triaged', 'Helen Marsh']]);
      assert.equal(new Set(events.map((event) => event.command)).size, 1);
      assert.equal((await desk.store.load(stream))?.version, 2);
    }));

  it('given a press that comes too late, then it is refused, and the passed deadline stands all the same', () =>
    atDesk(async (desk) => {
      await lay(desk, open());
      desk.now = desk.now.add({ hours: 24 * 8 });
      const outcome = await desk.press('Tom Ashdown', 'triage', triageInput);
      assert(outcome.kind === 'refused');
      assert.equal(outcome.refusal.rule, 'R14');
      const state = await stateAt(desk);
      assert.equal(state.triage.manager, idOf('Helen Marsh'));
      assert.deepEqual(outcome.head?.state, state);
    }));

  it('given safety measures whose lapse nobody noticed, then they ended at their own time (R12)', () =>
    atDesk(async (desk) => {
      const play = open();
      play.does('Tom Ashdown', 'triage', { ...triageInput, ...interimOf('twoPersonVisit') });
      await lay(desk, play);
      desk.now = desk.now.add({ hours: 24 * 30 });
      await desk.press('Priya Nair', 'finishReport', { report: 'r1' });
      assert.equal((await stateAt(desk)).interim?.endedAt, '2026-12-08T00:00:00Z');
    }));

  it('given deadlines of many weeks, then the earliest passes first, and a second sweep finds nothing', () =>
    atDesk(async (desk) => {
      const play = atPanel();
      await lay(desk, play);
      desk.now = desk.now.add({ hours: 24 * 60 });
      assert.equal(await sweep(stream, desk.world), 'passed');
      const due = (await desk.store.history(stream)).slice(play.history.length).flatMap((event) => (event.type === 'DeadlinePassed' ? [String(event.data['dueAt'])] : []));
      assert(due.length > 3);
      assert.deepEqual(due, due.toSorted(Temporal.Instant.compare));
      assert.equal(await sweep(stream, desk.world), 'nothing');
      const next = (await desk.store.load(stream))?.nextDue;
      assert(next !== undefined && Temporal.Instant.compare(next, desk.now) > 0);
    }));

  it('given another policy or calendar, then the next deadline is worked out anew', () =>
    atDesk(async (desk) => {
      await lay(desk, open());
      desk.world.basis = 'another';
      assert.equal(await sweep(stream, desk.world), 'nothing');
      const head = await desk.store.load(stream);
      assert.deepEqual([head?.basis, head?.nextDue, head?.version], ['another', '2026-12-01T00:00:00Z', 2]);
    }));
});
