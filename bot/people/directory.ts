/** Who is who at the landlord: a snapshot of Graph that lives in memory, so that no press reads the directory. */

export interface Staff {
  /** Entra object id. */
  id: string;
  name: string;
  title: string;
  mail: string;
  /** Object id of the line manager; none when Graph knows none. */
  manager?: string;
  /** Role ids of the policy profile that the person's groups give. */
  roles: string[];
  /** Out of office now, as Graph's automatic replies say. */
  away: boolean;
}

export interface Directory {
  /** When it was read from Graph: ISO instant, machine time. */
  readAt: string;
  people: Record<string, Staff>;
  /** Named deputies: role id or person id → object ids, in order. */
  deputies: Record<string, string[]>;
}

export const personOf = (directory: Directory, id: string): Staff | undefined => directory.people[id];

/** Everybody who holds a role, in the directory's order. */
export const holders = (directory: Directory, role: string): Staff[] =>
  Object.values(directory.people).filter((person) => person.roles.includes(role));

/** A card would take these in a name for a link or bold letters. */
const formatting = /[[\]*`<>]/g;

/** A name for a card or a letter; somebody who left is still named as such. */
export const nameOf = (directory: Directory, id: string): string =>
  directory.people[id]?.name.replaceAll(formatting, ' ').replaceAll(/\s+/g, ' ').trim() ?? 'somebody who has left';

/** The first manager up the line who is neither excluded nor away; undefined when Graph's line ends. */
export const managerOf = (directory: Directory, id: string, excluded: readonly string[]): Staff | undefined => {
  const seen = new Set<string>([id]);
  let next = directory.people[id]?.manager;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const person = directory.people[next];
    if (person && !person.away && !excluded.includes(person.id)) return person;
    next = person?.manager;
  }
  return undefined;
};

/** Named deputies of a role or a person who are still here, in order. */
export const deputiesOf = (directory: Directory, roleOrPerson: string): Staff[] =>
  (directory.deputies[roleOrPerson] ?? []).flatMap((id) => directory.people[id] ?? []);
