import assert from 'node:assert/strict';
import { command, noon, owed, write, type Place } from './samples.ts';

export const commits = (place: () => Place): void => {
  describe('a commit', () => {
    it('given a new stream, when it is expected at 0, then head, events and receipt stand there', async () => {
      const { store } = place();
      const first = write('case/1', 0, {
        state: { stage: 'reported', seats: [null, 1.5, 'naïve “quote”'] },
        command: command('c-1', 'd-1'),
        nextDue: '2026-03-09T00:00:00Z',
        basis: 'policy-1',
        events: [
          { at: noon, actor: 'officer', type: 'Reported', data: { kind: 'threat' } },
          { at: noon, actor: 'system', type: 'Acknowledged', data: {} },
        ],
      });
      assert.deepEqual(await store.commit(first), { outcome: 'committed', version: 1 });
      assert.deepEqual(await store.load('case/1'), {
        stream: 'case/1', version: 1, state: first.state, words: {}, nextDue: '2026-03-09T00:00:00Z', basis: 'policy-1',
      });
      assert.deepEqual(await store.history('case/1'), [
        { stream: 'case/1', seq: 1, at: noon, actor: 'officer', command: 'c-1', type: 'Reported', data: { kind: 'threat' } },
        { stream: 'case/1', seq: 2, at: noon, actor: 'system', command: 'c-1', type: 'Acknowledged', data: {} },
      ]);
      assert.deepEqual(await store.receipt('case/1', 'c-1'), { id: 'c-1', digest: 'd-1', at: noon, actor: 'officer', version: 1 });
    });

    it('given nothing, when a stream is asked for, then there is nothing', async () => {
      const { store } = place();
      assert.equal(await store.load('case/none'), undefined);
      assert.equal(await store.receipt('case/none', 'c'), undefined);
      assert.deepEqual(await store.history('case/none'), []);
    });

    it('given a head, when the next write comes, then its events count on and what it leaves out is gone', async () => {
      const { store } = place();
      await store.commit(write('case/1', 0, { nextDue: noon, basis: 'b' }));
      assert.deepEqual(await store.commit(write('case/1', 1, { state: 'closed', events: [] })), { outcome: 'committed', version: 2 });
      await store.commit(write('case/1', 2));
      assert.deepEqual((await store.history('case/1')).map(({ seq }) => seq), [1, 2]);
      const head = await store.load('case/1');
      assert.deepEqual([head?.version, head?.nextDue, head?.basis], [3, undefined, undefined]);
    });

    for (const expected of [0, 1, 3])
      it(`given version 2, when ${expected} is expected, then it is a conflict and nothing changes`, async () => {
        const { store } = place();
        await store.commit(write('case/1', 0));
        await store.commit(write('case/1', 1));
        const before = [await store.load('case/1'), await store.history('case/1')];
        const late = write('case/1', expected, { words: { w: 'late' }, effects: [owed('late')], command: command('late') });
        assert.deepEqual(await store.commit(late), { outcome: 'conflict' });
        assert.deepEqual([await store.load('case/1'), await store.history('case/1')], before);
        assert.equal(await store.receipt('case/1', 'late'), undefined);
        assert.deepEqual(await store.effects({}), []);
      });

    it('given no stream, when a version is expected, then it is a conflict', async () => {
      const { store } = place();
      assert.deepEqual(await store.commit(write('case/1', 1)), { outcome: 'conflict' });
      assert.equal(await store.load('case/1'), undefined);
    });

    for (const expected of [0, 1, 7])
      it(`given a command that was committed, when it comes again expecting ${expected}, then its receipt is the answer and nothing is written`, async () => {
        const { store } = place();
        await store.commit(write('case/1', 0, { command: command('press', 'first') }));
        const head = await store.load('case/1');
        const again = write('case/1', expected, { command: command('press', 'second'), words: { w: 1 }, effects: [owed('again')] });
        assert.deepEqual(await store.commit(again), {
          outcome: 'repeated', receipt: { id: 'press', digest: 'first', at: noon, actor: 'officer', version: 1 },
        });
        assert.deepEqual(await store.load('case/1'), head);
        assert.equal((await store.history('case/1')).length, 1);
        assert.deepEqual(await store.effects({}), []);
      });

    it('given a command of one stream, when another stream has the same id, then it is its own command', async () => {
      const { store } = place();
      await store.commit(write('case/1', 0, { command: command('same') }));
      assert.deepEqual(await store.commit(write('subject/1', 0, { command: command('same') })), { outcome: 'committed', version: 1 });
    });

    it('given words that a later write shows no more, when the head is loaded, then they are not among them, and the others are', async () => {
      const { store, reopen } = place();
      await store.commit(write('case/1', 0, { words: { early: 'first page', kept: 'who' } }));
      await store.commit(write('case/1', 1, { words: { late: 'first page, corrected' }, unshown: ['early', 'nothing'] }));
      assert.deepEqual((await store.load('case/1'))?.words, { kept: 'who', late: 'first page, corrected' });
      assert.deepEqual((await (await reopen()).load('case/1'))?.words, { kept: 'who', late: 'first page, corrected' });
    });

    it('given words in several writes, when the head is loaded, then it shows them all at their newest', async () => {
      const { store } = place();
      await store.commit(write('case/1', 0, { words: { told: { text: 'first' }, note: 'a' } }));
      await store.commit(write('case/2', 0, { words: { told: 'of another case' } }));
      await store.commit(write('case/1', 1));
      await store.commit(write('case/1', 2, { words: { told: { text: 'corrected' }, 'reply-1': ['b'] } }));
      assert.deepEqual((await store.load('case/1'))?.words, { told: { text: 'corrected' }, note: 'a', 'reply-1': ['b'] });
    });

    it('given 200 at once on one version, when all are answered, then exactly one has won', async () => {
      const { store } = place();
      await store.commit(write('case/1', 0));
      const outcomes = await Promise.all(Array.from({ length: 200 }, () => store.commit(write('case/1', 1))));
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'committed').length, 1);
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'conflict').length, 199);
      assert.equal((await store.load('case/1'))?.version, 2);
      assert.equal((await store.history('case/1')).length, 2);
    });

    it('given 50 deliveries of one command at once, when all are answered, then one is committed and 49 are its repeats', async () => {
      const { store } = place();
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.commit(write('case/1', 0, { command: command('press') }))));
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'committed').length, 1);
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'repeated').length, 49);
    });

    it('given a commit, when the store is opened again, then all of it is there', async () => {
      const { store, reopen } = place();
      await store.commit(write('case/1', 0, { words: { w: 'told' }, effects: [owed('letter')], command: command('c-1') }));
      const before = [await store.load('case/1'), await store.history('case/1'), await store.effects({}), await store.receipt('case/1', 'c-1')];
      const again = await reopen();
      const after = [await again.load('case/1'), await again.history('case/1'), await again.effects({}), await again.receipt('case/1', 'c-1')];
      assert.deepEqual(after, before);
      assert.deepEqual(await again.commit(write('case/1', 1)), { outcome: 'committed', version: 2 });
    });
  });
};
