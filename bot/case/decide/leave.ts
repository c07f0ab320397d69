import { z } from 'zod';
import { deputiesOf, holders } from '../../people/directory.ts';
import { after } from '../after.ts';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { refuse, type Context } from '../rule.ts';
import { isOpen, ownerOf, reportersOf, seatOf, victimsOf, type Case, type PersonId } from '../state.ts';
import { refill } from './seats.ts';
import { above, anyManager, nextManager } from './up-the-line.ts';

const person = z.string().max(80);

export const leaveCommands = {
  /**
   * Somebody left the landlord: whatever this case waits for from them goes to somebody else the same day (R37). Told by
   * the directory, with the manager whom it last knew above them.
   */
  personLeft: rule({
    input: z.strictObject({ person, manager: person.optional() }),
    decide: (state, { person: leaver, manager }, context) => {
      if (context.actor !== 'system') return refuse('R37', 'system', 'Only the directory reports this.');
      if (!isOpen(state)) return { events: [] };
      const taken = takenOver(state, leaver, manager, context);
      const now = after(state, taken, context);
      const seat = seatOf(now, leaver);
      return { events: [...taken, ...(seat ? refill(now, seat, 'left', undefined, context) : [])] };
    },
  }),
};

/** Before the first decision the owner is whoever triages; after it the case itself is handed on. */
const takenOver = (state: Case, leaver: PersonId, manager: PersonId | undefined, context: Context): CaseEvent[] => {
  if (ownerOf(state) !== leaver) return [];
  if (!state.triage.decided) return [nextManager(state, 'away', context, manager)];
  const owner = nextOwner(state, leaver, manager, context);
  return owner ? [{ type: 'OwnerChanged', ...owner }] : [];
};

/** The next manager up the line, else a deputy of the leaver, else any manager, else whoever keeps the register. */
const nextOwner = (state: Case, leaver: PersonId, manager: PersonId | undefined, context: Context): { owner: PersonId; role: string } | undefined => {
  const { owners } = context.policy;
  const excluded = [leaver, ...reportersOf(state), ...victimsOf(state)];
  const nearest = above(leaver, manager, excluded, context) ?? deputiesOf(context.directory, leaver).find((deputy) => !excluded.includes(deputy.id));
  if (nearest) return { owner: nearest.id, role: owners.case.role };
  const other = anyManager(excluded, context);
  if (other) return { owner: other.id, role: 'manager' };
  const keeper = holders(context.directory, owners.register.role).find((holder) => holder.id !== leaver);
  return keeper && { owner: keeper.id, role: owners.register.role };
};
