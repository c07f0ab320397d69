import type { DirectoryChanges } from '../people/sync.ts';
import { handle, type World } from '../pipeline/handle.ts';
import type { Register } from '../pipeline/register.ts';

/** A leaver's change goes to each case in which that person has a part; told again, it changes nothing. */
export const passOnLeavers = async ({ left }: DirectoryChanges, world: World, register: Register): Promise<void> => {
  await register.catchUp();
  for (const { id: person, manager } of left)
    for (const { stream } of register.casesOf(person)) {
      const head = await world.store.load(stream);
      if (head) await handle({ stream, verb: 'personLeft', actor: 'system', input: { person, ...(manager !== undefined && { manager }) }, id: `left/${person}/${head.version}` }, world);
    }
};
