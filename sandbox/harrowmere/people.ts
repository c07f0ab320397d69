/** The people and groups of Harrowmere Homes, a landlord that does not exist. The stand-ins for Teams and Graph share them. */

export interface Person {
  /** Entra object id. */
  id: string;
  name: string;
  title: string;
  mail: string;
  /** Entra object id of the line manager, as Graph would know it. */
  manager?: string;
  /** Ids of the groups that the person belongs to. */
  groups: string[];
}

const oid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const gid = (n: number): string => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const tenant = '7e4a0c1e-0000-4000-8000-00000000feed';

export const groups = {
  staff: gid(1),
  managers: gid(2),
  headOfCustomerServices: gid(3),
  directors: gid(4),
  duty: gid(5),
  registerOwners: gid(6),
  administrators: gid(7),
} as const;

const person = (n: number, name: string, title: string, manager: number | undefined, ...extra: string[]): Person => ({
  id: oid(n),
  name,
  title,
  mail: `${name.toLowerCase().replace(' ', '.')}@harrowmere.example`,
  ...(manager === undefined ? {} : { manager: oid(manager) }),
  groups: [groups.staff, ...extra],
});

export const people: Person[] = [
  person(1, 'Priya Nair', 'Housing officer', 3),
  person(2, 'Callum Reid', 'Repairs engineer', 6),
  person(3, 'Tom Ashdown', 'Neighbourhood manager', 5, groups.managers),
  person(4, 'Grace Oduya', 'Head of Customer Services', 9, groups.headOfCustomerServices, groups.managers, groups.registerOwners),
  person(5, 'Helen Marsh', 'Head of Housing', 9, groups.managers),
  person(6, 'Joel Peters', 'Repairs manager', 7, groups.managers),
  person(7, 'Samira Khan', 'Head of Repairs', 9, groups.managers),
  person(8, 'Martin Webb', 'Deputy Head of Customer Services', 4, groups.managers),
  person(9, 'Ruth Castell', 'Director of Homes', 10, groups.directors),
  person(10, 'Arthur Lyle', 'Chief Executive', undefined, groups.directors),
  person(11, 'Dan Pryce', 'Duty manager', 5, groups.duty, groups.managers),
  person(12, 'Kit Rowe', 'Contact centre, agency', undefined),
  person(13, 'Ola Berg', 'Systems administrator', 10, groups.administrators),
  // The mailbox that sends letters and holds meetings; nobody's own, so it is in no group.
  { id: oid(14), name: 'Fair Contact meetings', title: 'Mailbox', mail: 'fair.contact@harrowmere.example', groups: [] },
];

/** A person by name, for tests and for the page's `?as=`. */
export const named = (name: string): Person => {
  const found = people.find((p) => p.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new TypeError(`Nobody at Harrowmere Homes is called ${name}.`);
  return found;
};
