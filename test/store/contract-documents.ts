import assert from 'node:assert/strict';
import type { Place } from './samples.ts';

export const documents = (place: () => Place): void => {
  describe('documents beside the streams', () => {
    it('given kept documents, when they are read, then the newest stands under its kind and id', async () => {
      const { store, reopen } = place();
      await store.keep('card', 'b', { activity: 1 });
      await store.keep('card', 'a', { activity: 2 });
      await store.keep('card', 'b', { activity: 3 });
      await store.keep('setting', 'b', 'of another kind');
      for (const opening of [() => store, reopen]) {
        const one = await opening();
        assert.deepEqual(await one.kept('card', 'b'), { activity: 3 });
        assert.deepEqual(await one.keptOf('card'), [{ id: 'a', document: { activity: 2 } }, { id: 'b', document: { activity: 3 } }]);
        assert.equal(await one.kept('setting', 'a'), undefined);
        assert.deepEqual(await one.keptOf('nothing'), []);
      }
    });

    it('given a kept document, when it is forgotten, then it is gone and its neighbour is not', async () => {
      const { store } = place();
      await store.keep('card', 'a', 1);
      await store.keep('card', 'b', 2);
      await store.forget('card', 'a');
      await store.forget('card', 'unknown');
      assert.deepEqual(await store.keptOf('card'), [{ id: 'b', document: 2 }]);
    });

    it('given an object that changes after the call, when it is read, then it is as it was', async () => {
      const { store } = place();
      const document = { value: 'then' };
      const bytes = Uint8Array.of(1, 2);
      const writing = Promise.all([store.keep('card', 'a', document), store.putFile('f', 'case/1', bytes)]);
      document.value = 'now';
      bytes[0] = 9;
      await writing;
      assert.deepEqual(await store.kept('card', 'a'), { value: 'then' });
      assert.deepEqual(await store.file('f'), Uint8Array.of(1, 2));
      assert.deepEqual(bytes, Uint8Array.of(9, 2));
    });

    it('given special answers, when some are asked for, then those that exist come', async () => {
      const { store, reopen } = place();
      await store.putSpecial('s-1', 'case/1', { health: 'diabetes' });
      await store.putSpecial('s-2', 'case/1', 'second');
      await store.putSpecial('s-2', 'case/1', 'second, again');
      for (const opening of [() => store, reopen]) {
        const one = await opening();
        assert.deepEqual(await one.special(['s-2', 's-1', 'unknown', 's-2']), { 's-1': { health: 'diabetes' }, 's-2': 'second, again' });
        assert.deepEqual(await one.special([]), {});
      }
    });

    it('given a file, when it is read, then it is the same byte for byte', async () => {
      const { store, reopen } = place();
      const large = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256);
      await store.putFile('scan', 'case/1', large.subarray(1000));
      await store.putFile('empty', 'case/1', new Uint8Array(0));
      for (const opening of [() => store, reopen]) {
        const one = await opening();
        assert.deepEqual(await one.file('scan'), large.slice(1000));
        assert.deepEqual(await one.file('empty'), new Uint8Array(0));
        assert.equal(await one.file('unknown'), undefined);
      }
    });

    it('given writes that nobody waited for, when the store is closed, then they are kept, and closing twice is harmless', async () => {
      const { store, reopen } = place();
      const writing = Promise.all(Array.from({ length: 50 }, (_, index) => store.keep('card', `${index}`, index)));
      await Promise.all([store.close(), store.close()]);
      await writing;
      assert.equal((await (await reopen()).keptOf('card')).length, 50);
    });

    it('given a closed store, when it is used, then it refuses', async () => {
      const { store } = place();
      await store.close();
      await assert.rejects(store.keep('card', 'a', 1), { message: 'The store is closed.' });
      await assert.rejects(store.kept('card', 'a'));
    });
  });
};
