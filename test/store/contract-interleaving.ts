import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CommandReceipt, CommitOutcome, Head, Store, StoredEvent, Write } from '../../bot/store/port.ts';
import { command, noon, write, type Place } from './samples.ts';

interface Step {
  /** Added to the version that stands: 0 is what a reader would expect. */
  stale: number;
  command: number;
  events: number;
  words: Record<string, string>;
  effects: { key: number; wanted: number }[];
  nextDue: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  stale: fc.constantFrom(0, 0, 0, 1, -1),
  command: fc.nat(9),
  events: fc.nat(3),
  words: fc.dictionary(fc.constantFrom('told', 'reply', 'reason'), fc.string({ maxLength: 8 }), { noNullPrototype: true }),
  effects: fc.array(fc.record({ key: fc.nat(2), wanted: fc.nat(4) }), { maxLength: 3 }),
  nextDue: fc.boolean(),
});

/** What a stream should hold: the whole rule, in one place and without a database. */
class Model {
  readonly stream: string;
  head: Head | undefined;
  events: StoredEvent[] = [];
  readonly receipts = new Map<string, CommandReceipt>();
  readonly wanted = new Map<string, number>();

  constructor(stream: string) {
    this.stream = stream;
  }

  writeOf(one: Step, ordinal: number): Write {
    const { stream } = this;
    return write(stream, Math.max(0, (this.head?.version ?? 0) + one.stale), {
      state: { ordinal },
      words: one.words,
      command: command(`c-${one.command}`, `d-${ordinal}`),
      events: Array.from({ length: one.events }, (_, index) => ({ at: noon, actor: 'officer', type: 'Noted', data: { ordinal, index } })),
      effects: one.effects.map(({ key, wanted }) => ({ key: `${stream}:${key}`, stream, kind: 'cards', data: {}, wanted })),
      ...(one.nextDue && { nextDue: noon, basis: 'policy-1' }),
    });
  }

  commit(given: Write): CommitOutcome {
    const receipt = this.receipts.get(given.command.id);
    if (receipt) return { outcome: 'repeated', receipt };
    if (given.expected !== (this.head?.version ?? 0)) return { outcome: 'conflict' };
    const version = given.expected + 1;
    const { stream, state, nextDue, basis } = given;
    this.head = { stream, version, state, words: { ...this.head?.words, ...given.words }, ...(nextDue && basis && { nextDue, basis }) };
    for (const event of given.events) this.events.push({ stream, seq: this.events.length + 1, command: given.command.id, ...event });
    for (const { key, wanted } of given.effects) this.wanted.set(key, Math.max(wanted, this.wanted.get(key) ?? 0));
    this.receipts.set(given.command.id, { ...given.command, version });
    return { outcome: 'committed', version };
  }
}

const walk = async (store: Store, model: Model, steps: Step[]): Promise<void> => {
  for (const [ordinal, one] of steps.entries()) {
    const given = model.writeOf(one, ordinal);
    assert.deepEqual(await store.commit(given), model.commit(given));
    assert.deepEqual(await store.load(model.stream), model.head);
  }
};

const compare = async (store: Store, model: Model): Promise<void> => {
  const { stream } = model;
  assert.deepEqual(await store.load(stream), model.head);
  assert.deepEqual(await store.history(stream), model.events);
  for (const [id, receipt] of model.receipts) assert.deepEqual(await store.receipt(stream, id), receipt);
  const owed = (await store.effects({ stream })).map(({ key, wanted }) => [key, wanted] as const);
  assert.deepEqual(new Map(owed), model.wanted);
};

/** Reads, decides and commits until it is through, as the pipeline does. */
const persist = async (store: Store, stream: string, id: string): Promise<number> => {
  for (let tries = 1; ; tries++) {
    const head = await store.load(stream);
    const count = (head?.state as { count: number } | undefined)?.count ?? 0;
    const { outcome } = await store.commit(write(stream, head?.version ?? 0, { state: { count: count + 1 }, command: command(id) }));
    if (outcome !== 'conflict') return tries;
  }
};

export const interleavings = (place: () => Place): void => {
  describe('many at once', () => {
    it('given any commits on several streams, when they interleave, then each stream is what the plain model says', async function () {
      this.timeout(60_000);
      let cursor = '';
      let run = 0;
      const lanes = fc.array(fc.array(step, { maxLength: 12 }), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(lanes, async (all) => {
          const { store } = place();
          const prefix = `case/run-${run++}`;
          const models = all.map((_, lane) => new Model(`${prefix}-${lane}`));
          await Promise.all(models.map((model, lane) => walk(store, model, all[lane]!)));
          for (const model of models) await compare(store, model);
          const changed = await store.changesSince(cursor, 100);
          cursor = changed.cursor;
          const byStream = (heads: Head[]): Map<string, Head> => new Map(heads.map((head) => [head.stream, head]));
          assert.equal(changed.heads.length, byStream(changed.heads).size);
          assert.deepEqual(byStream(changed.heads), byStream(models.flatMap(({ head }) => head ?? [])));
        }),
        { numRuns: process.env['LONG'] ? 2000 : 60 },
      );
    });

    it('given 40 commands on one stream, each delivered twice, when all persist, then each counts once', async () => {
      const { store } = place();
      const ids = Array.from({ length: 40 }, (_, index) => `c-${index}`);
      await Promise.all([...ids, ...ids].map((id) => persist(store, 'case/1', id)));
      const head = await store.load('case/1');
      assert.deepEqual([head?.version, head?.state], [40, { count: 40 }]);
      const history = await store.history('case/1');
      assert.deepEqual(history.map(({ seq }) => seq), Array.from({ length: 40 }, (_, index) => index + 1));
      assert.equal(new Set(history.map((event) => event.command)).size, 40);
    });
  });
};
