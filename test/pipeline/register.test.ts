import assert from 'node:assert/strict';
import { openRegister } from '../../bot/pipeline/register.ts';
import type { Case } from '../../bot/case/state.ts';
import type { Head } from '../../bot/store/port.ts';
import { open, policy } from '../case/play.ts';

/** A head as the store gives it, of a case about somebody. */
const headOf = (id: string, who: string, person: { name?: string; address?: string; reference?: string } = {}, change: (state: Case) => Case = (state) => state): Head => {
  const { state } = open();
  const [report] = state.reports;
  assert(report);
  return {
    stream: `case/${id}`, version: 1, words: { who, person },
    state: change({ ...state, id, subject: id, reports: [{ ...report, id, who: 'who', steps: { person: 'person' } }] }),
  };
};

const registerOf = async (...heads: Head[]) => {
  const register = openRegister({ changesSince: async (cursor) => (cursor === '' ? { heads, cursor: '1' } : { heads: [], cursor }) }, policy);
  await register.catchUp();
  return (id: string): string[] => register.matches(id).map((entry) => entry.case);
};

describe('earlier incidents of the same person or address (R9)', () => {
  it('given a name and an address spelled differently, then the earlier case is offered', async () => {
    const matches = await registerOf(
      headOf('old', 'John Vole', { name: 'John Vole', address: '4 Mill Lane, Harrowmere' }),
      headOf('new', 'Jon Voles at 4 Mill Lan'),
      headOf('other', 'Mrs Heron', { address: '71 Station Road' }),
    );
    assert.deepEqual(matches('new'), ['old']);
  });

  it('given the same tenancy number, then the earlier case is offered whatever the name', async () => {
    const matches = await registerOf(headOf('old', 'A. Crake', { reference: 'TN-40412' }), headOf('new', 'Somebody', { reference: 'TN-40412' }));
    assert.deepEqual(matches('new'), ['old']);
  });

  it('given one common word and nothing else, then nobody is offered', async () => {
    const matches = await registerOf(headOf('old', 'Mr Crake', { address: '9 Station Road' }), headOf('new', 'Mr Heron', { address: '2 Mill Lane' }), headOf('third', 'Mr Finch', { address: '5 Weir Close' }));
    assert.deepEqual(matches('new'), []);
  });

  it('given an earlier report that was found to be no misconduct, then it is not shown as history', async () => {
    const ended = (state: Case): Case => ({ ...state, ended: { as: 'triage', at: state.openedAt, by: 'x' } });
    const matches = await registerOf(headOf('old', 'John Vole, 4 Mill Lane', {}, ended), headOf('new', 'John Vole, 4 Mill Lane'));
    assert.deepEqual(matches('new'), []);
  });

  it('given a case that changed, then it is found under its new words alone', async () => {
    const pages = [[headOf('old', 'John Vole, 4 Mill Lane')], [headOf('old', 'Ann Tern, 8 Weir Close'), headOf('new', 'John Vole, 4 Mill Lane')]];
    const register = openRegister({ changesSince: async (cursor) => ({ heads: pages[Number(cursor || 0)] ?? [], cursor: String(Number(cursor || 0) + 1) }) }, policy);
    await register.catchUp();
    await register.catchUp();
    assert.deepEqual(register.matches('new'), []);
  });
});
