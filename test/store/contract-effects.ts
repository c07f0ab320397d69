import assert from 'node:assert/strict';
import type { EffectRow, Leased, Store } from '../../bot/store/port.ts';
import { owe, owed, write, type Place } from './samples.ts';

const minute = 60_000;
const lease = (store: Store, machineNow: number, limit = 10): Promise<Leased[]> => store.lease({ machineNow, ttl: minute, limit });
const keys = (leased: Leased[]): string[] => leased.map(({ key }) => key);

const theOnly = <T>(all: T[]): T => {
  assert.equal(all.length, 1);
  return all[0]!;
};
const only = async (store: Store): Promise<EffectRow> => theOnly(await store.effects({}));
const leaseOnly = async (store: Store, machineNow: number): Promise<Leased> => theOnly(await lease(store, machineNow));

export const effects = (place: () => Place): void => {
  describe('an effect that is owed', () => {
    it('given a commit, when effects are listed, then what it owes is pending', async () => {
      const { store } = place();
      await owe(store, owed('letter'));
      assert.deepEqual(await store.effects({}), [{ ...owed('letter'), state: 'pending', attempts: 0, notBefore: 0 }]);
    });

    it('given streams and states, when effects are listed, then the filter holds', async () => {
      const { store } = place();
      await owe(store, owed('one'), owed('two'));
      await store.commit(write('case/2', 0, { effects: [owed('three', 0, 'case/2')] }));
      const [first] = await lease(store, 0, 1);
      await store.settle(first!.key, first!.token, { state: 'stuck', error: 'refused' });
      const listed = async (filter: Parameters<Store['effects']>[0]): Promise<string[]> => (await store.effects(filter)).map(({ key }) => key);
      assert.deepEqual(await listed({ stream: 'case/2' }), ['three']);
      assert.deepEqual(await listed({ state: 'stuck' }), ['one']);
      assert.deepEqual(await listed({ state: 'pending' }), ['two', 'three']);
      assert.deepEqual(await listed({ stream: 'case/1', state: 'pending' }), ['two']);
    });

    it('given a once-only key, when it is owed again after it was done, then it stays done', async () => {
      const { store } = place();
      await owe(store, owed('letter'));
      const { token } = await leaseOnly(store, 0);
      await store.settle('letter', token, { state: 'done', performed: 0, receipt: { file: 'f' } });
      await owe(store, { ...owed('letter'), data: { other: true } });
      assert.deepEqual(await only(store), { ...owed('letter'), state: 'done', attempts: 1, notBefore: 0, receipt: { file: 'f' } });
    });

    it('given a key that waits, when more is wanted, then it is raised, and less changes nothing', async () => {
      const { store } = place();
      await owe(store, owed('cards', 3));
      await owe(store, owed('cards', 5));
      await owe(store, owed('cards', 4));
      assert.deepEqual(await only(store), { ...owed('cards', 5), state: 'pending', attempts: 0, notBefore: 0 });
    });

    it('given a key that was done, when more is wanted, then it is pending afresh; the same again changes nothing', async () => {
      const { store } = place();
      await owe(store, owed('cards', 1));
      const { token } = await leaseOnly(store, 0);
      await store.settle('cards', token, { state: 'done', performed: 1 });
      await owe(store, owed('cards', 1));
      assert.equal((await only(store)).state, 'done');
      await owe(store, owed('cards', 2));
      const again = await leaseOnly(store, 1);
      assert.deepEqual([again.wanted, again.attempts], [2, 1]);
    });

    it('given a key that did more than was wanted, when that much is wanted later, then it stays done', async () => {
      const { store } = place();
      await owe(store, owed('cards', 1));
      const { token } = await leaseOnly(store, 0);
      await store.settle('cards', token, { state: 'done', performed: 7 });
      await owe(store, owed('cards', 7));
      assert.equal((await only(store)).state, 'done');
      await owe(store, owed('cards', 8));
      assert.equal((await only(store)).state, 'pending');
    });

    it('given a key that is stuck, when more is wanted, then it is tried again', async () => {
      const { store } = place();
      await owe(store, owed('cards', 1));
      const { token } = await leaseOnly(store, 0);
      await store.settle('cards', token, { state: 'stuck', error: 'refused' });
      await owe(store, owed('cards', 2));
      assert.equal((await only(store)).state, 'pending');
    });

    it('given a key that is leased, when more is wanted, then it stays leased, and doing less leaves it pending', async () => {
      const { store } = place();
      await owe(store, owed('cards', 1));
      const { token } = await leaseOnly(store, 0);
      await owe(store, owed('cards', 2));
      assert.equal((await only(store)).state, 'leased');
      assert.deepEqual(await lease(store, 1), []);
      await store.settle('cards', token, { state: 'done', performed: 1 });
      assert.equal((await only(store)).state, 'pending');
      const again = await leaseOnly(store, 1);
      assert.equal(again.wanted, 2);
      await store.settle('cards', again.token, { state: 'done', performed: 2 });
      assert.equal((await only(store)).state, 'done');
    });
  });
};

export const settlements = (place: () => Place): void => {
  describe('the lease of an effect', () => {
    it('given effects that wait, when they are leased, then the oldest come first and nobody gets one twice', async () => {
      const { store } = place();
      await owe(store, owed('z'), owed('a'));
      await owe(store, owed('m'));
      assert.deepEqual(keys(await lease(store, 0, 2)), ['z', 'a']);
      assert.deepEqual(keys(await lease(store, 0, 2)), ['m']);
      assert.deepEqual(await lease(store, 0, 2), []);
    });

    it('given two workers at once, when both lease, then no effect goes to both', async () => {
      const { store } = place();
      await owe(store, ...Array.from({ length: 20 }, (_, index) => owed(`effect-${index}`)));
      const taken = (await Promise.all([lease(store, 0, 15), lease(store, 0, 15)])).flatMap(keys);
      assert.equal(taken.length, 20);
      assert.equal(new Set(taken).size, 20);
    });

    it('given a lease that ran out, when another takes it, then the first can no longer settle', async () => {
      const { store } = place();
      await owe(store, owed('letter'));
      const lost = await leaseOnly(store, 0);
      assert.deepEqual(await lease(store, minute - 1), []);
      const taken = await leaseOnly(store, minute);
      assert.equal(taken.attempts, 2);
      assert.notEqual(taken.token, lost.token);
      await store.settle('letter', lost.token, { state: 'done', performed: 0 });
      assert.equal((await only(store)).state, 'leased');
      await store.settle('letter', taken.token, { state: 'done', performed: 0 });
      await store.settle('letter', taken.token, { state: 'stuck', error: 'twice' });
      assert.equal((await only(store)).state, 'done');
    });

    it('given a retry, when its time has not come, then others go ahead and it follows then', async () => {
      const { store } = place();
      await owe(store, owed('busy'), owed('well'));
      const [busy] = await lease(store, 0, 1);
      await store.settle('busy', busy!.token, { state: 'retry', notBefore: 1500.5, error: '429' });
      const [row] = await store.effects({ state: 'pending' });
      assert.deepEqual([row?.notBefore, row?.error, row?.attempts], [1500.5, '429', 1]);
      assert.deepEqual(keys(await lease(store, 1500)), ['well']);
      assert.deepEqual(keys(await lease(store, 1501)), ['busy']);
    });

    it('given a stuck effect, when somebody retries it, then it is pending afresh, once', async () => {
      const { store } = place();
      await owe(store, owed('letter'));
      assert.equal(await store.retry('letter'), false);
      const { token } = await leaseOnly(store, 0);
      await store.settle('letter', token, { state: 'stuck', error: 'The mailbox refuses.' });
      assert.deepEqual(await lease(store, 10 * minute), []);
      assert.equal(theOnly(await store.effects({ state: 'stuck' })).error, 'The mailbox refuses.');
      assert.equal(await store.retry('letter'), true);
      assert.equal(await store.retry('letter'), false);
      assert.equal((await leaseOnly(store, 0)).attempts, 1);
    });

    it('given a key that nobody owes, when it is retried or settled, then nothing happens', async () => {
      const { store } = place();
      assert.equal(await store.retry('unknown'), false);
      await store.settle('unknown', 'token', { state: 'done', performed: 0 });
      assert.deepEqual(await store.effects({}), []);
    });
  });
};
