/** Changes of the directory and of calendars by hand, for the page and for tests. */

import { z } from 'zod';
import type { Landlord } from './call.ts';
import type { DirectoryPerson } from './documents.ts';

const instant = z.string().refine((text) => {
  try {
    return Boolean(Temporal.Instant.from(text));
  } catch {
    return false;
  }
}, 'must be an instant, like 2026-12-01T10:00:00Z');

const span = z
  .strictObject({ start: instant, end: instant })
  .refine(({ start, end }) => Temporal.Instant.compare(Temporal.Instant.from(start), Temporal.Instant.from(end)) < 0, 'must end after it starts');

export const personChangeSchema = z.strictObject({
  /** Replaces the weekly busy times; an empty list leaves only booked meetings, null brings the weekly times back. */
  busy: z.array(span).nullable().optional(),
  /** On, off, or between two instants. */
  away: z.union([z.boolean(), span]).optional(),
  manager: z.string().nullable().optional(),
  groups: z.array(z.string()).optional(),
  left: z.boolean().optional(),
});

export type PersonChange = z.input<typeof personChangeSchema>;

/** Writes the change; refuses a manager or a group that does not exist. */
export function changePerson(landlord: Landlord, person: DirectoryPerson, change: PersonChange): DirectoryPerson {
  const { manager, groups } = change;
  if (manager && !landlord.state.read('person', manager)) throw new TypeError(`There is no person ${manager} who could be a manager.`);
  const known = Object.values(landlord.groups);
  for (const group of groups ?? []) if (!known.includes(group)) throw new TypeError(`There is no group ${group}.`);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: DirectoryPerson = { ...person, ...given };
  landlord.state.write('person', after);
  return after;
}
