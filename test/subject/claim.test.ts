import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evolveSubject, noSubject, subjectCommands, type Subject, type SubjectEvent } from '../../bot/subject/claim.ts';
import { atDesk } from '../pipeline/desk.ts';
import { does, nothing, refuses } from '../case/verbs.ts';

type Verb = keyof typeof subjectCommands;
const fold = (events: readonly SubjectEvent[], state: Subject = noSubject): Subject => events.reduce(evolveSubject, state);
const ask = (state: Subject, verb: 'claim' | 'release', id: string) => subjectCommands[verb].decide(state, { case: id });
const held = fold([{ type: 'ClaimHeld', case: 'a' }]);
const waited = fold([{ type: 'ClaimRefused', case: 'b' }], held);
const stream = 'subject/s1';

/** No person's press reaches a subject, whatever its verb. */
const pressed = (verb: Verb, input: Record<string, unknown>) =>
  atDesk(async (desk) => {
    const outcome = await desk.press('Grace Oduya', verb, input, { stream });
    assert.equal(await desk.store.load(stream), undefined);
    assert(outcome.kind === 'refused');
    return outcome.refusal;
  });

const twice = (verb: Verb, input: Record<string, unknown>): Promise<[]> =>
  atDesk(async (desk) => {
    const send = () => desk.press('system', verb, input, { stream, id: 'once' });
    assert.deepEqual([(await send()).kind, (await send()).kind], ['committed', 'repeated']);
    assert.equal((await desk.store.history(stream)).length, 1);
    return [];
  });

describe('The one live case of a person (I6)', () => {
  does('claim', 'given nobody’s claim, then this case has it', ['ClaimHeld'], () => ask(noSubject, 'claim', 'a'));
  does('claim', 'given another case’s claim, then this case waits', ['ClaimRefused'], () => ask(held, 'claim', 'b'));
  does('claim', 'given its own claim, then it is answered again', ['ClaimHeld'], () => ask(held, 'claim', 'a'));
  refuses('claim', 'given a person who presses', ['I6', 'system'], () => pressed('claim', { case: 'a' }));
  nothing('claim', 'given a second delivery, then it is claimed once', () => twice('claim', { case: 'a' }));

  does('release', 'given the holder, then nobody has it', ['ClaimReleased'], () => ask(held, 'release', 'a'));
  does('release', 'given a case that waits, then that one has it next', ['ClaimReleased', 'ClaimHeld'], () => ask(waited, 'release', 'a'));
  does('release', 'given a case that waits and has ended, then it waits no more', ['ClaimReleased'], () => ask(waited, 'release', 'b'));
  refuses('release', 'given a person who presses', ['I6', 'system'], () => pressed('release', { case: 'a' }));
  nothing('release', 'given a case without a claim, then nothing happens', () => ask(held, 'release', 'c'));

  does('makeAlias', 'given that two are one person, then that is on record', ['AliasMade'], () => subjectCommands.makeAlias.decide(noSubject, { of: 's2' }));
  refuses('makeAlias', 'given a person who presses', ['I6', 'system'], () => pressed('makeAlias', { of: 's2' }));
  nothing('makeAlias', 'given that it is known, then nothing happens', () => subjectCommands.makeAlias.decide({ aliasOf: 's2' }, { of: 's2' }));

  it('given a waiting case that ended, then it never gets the claim', () => {
    const gone = ask(waited, 'release', 'b').events;
    const free = ask(fold(gone, waited), 'release', 'a').events;
    assert.deepEqual(free.map((event) => event.type), ['ClaimReleased']);
    assert.equal(fold([...gone, ...free], waited).claim, undefined);
  });

  it('given any order of claims and releases, then at most one case holds it, and nobody waits while it is free', () => {
    const step = fc.tuple(fc.constantFrom('claim' as const, 'release' as const), fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let state = noSubject;
      const holds = new Set<string>();
      for (const [verb, id] of steps) {
        for (const event of ask(state, verb, id).events) {
          if (event.type === 'ClaimHeld') holds.add(event.case);
          if (event.type === 'ClaimReleased') holds.delete(event.case);
          state = evolveSubject(state, event);
        }
        assert(holds.size <= 1, `${[...holds].join(' and ')} hold it`);
        assert.deepEqual([...holds], state.claim === undefined ? [] : [state.claim]);
        if (state.claim === undefined) assert.deepEqual(state.waiting ?? [], []);
      }
    }));
  });
});
