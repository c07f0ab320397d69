import assert from 'node:assert/strict';
import type { Case } from '../../bot/case/state.ts';
import { openRegister } from '../../bot/pipeline/register.ts';
import { directory, idOf, open, policy, proposed } from '../case/play.ts';
import { atDesk, lay, stream, type Desk } from './desk.ts';

const stateAt = async (desk: Desk): Promise<Case> => (await desk.store.load(stream))?.state as Case;
const yes = { revision: '1', choice: 'for', reason: 'Agreed.' };

describe('Two landlords (I31)', () => {
  it('given the same case id at both, then neither sees the other’s case, words, people or files', () =>
    atDesk((ours) => atDesk(async (theirs) => {
      await lay(ours, proposed());
      await ours.store.putSpecial('s1', stream, { needs: 'Theirs to know.' });
      assert.equal(await theirs.store.load(stream), undefined);
      assert.equal((await theirs.press('Grace Oduya', 'vote', yes)).kind, 'missing');
      assert.deepEqual([await theirs.store.special(['s1']), await theirs.store.history(stream)], [{}, []]);
      const register = openRegister(theirs.store, policy);
      await register.catchUp();
      assert.deepEqual(register.all(), []);
      await lay(theirs, open());
      assert.equal((await stateAt(theirs)).panel, undefined);
      assert.equal((await stateAt(ours)).panel?.revisions.length, 1);
    })));

  it('given a landlord with people of its own, then only they are asked', () => {
    const other = { ...directory, people: Object.fromEntries(Object.values(directory.people).filter((person) => person.name !== 'Tom Ashdown').map((person) => [person.id, person])) };
    return atDesk(async (desk) => {
      const command = { report: 'r1', reporter: idOf('Priya Nair'), receivedAt: desk.now.toString(), danger: false, who: 'J. Doe', what: 'Shouted.' };
      await desk.press('system', 'openCase', command);
      const { manager } = (await stateAt(desk)).triage;
      assert.notEqual(manager, idOf('Tom Ashdown'));
    }, { world: { directory: () => other } });
  });
});
