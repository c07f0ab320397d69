import { z } from 'zod';
import { faultsOf, readYaml, type Wrong } from './faults.ts';
import type { Profile } from './profile.ts';
import { text } from './rule.ts';

const objectId = z.guid();
const phone = z.string().regex(/^\+?\d[\d ]+$/, 'must be a phone number: digits and spaces, in quotes');

const landlordSchema = z.strictObject({
  name: text,
  /** Entra tenant id. */
  tenant: objectId,
  /** Id of the policy that the landlord follows. */
  policy: text,
  /** For each role of the policy that a group holds: the group's id, and who stands in, in order: groups or people. */
  roles: z.record(z.string(), z.strictObject({ group: objectId, deputies: z.array(objectId).optional() })),
  /** People who stand in for one person, by that person's id, in order. */
  people: z.record(objectId, z.array(objectId).min(1)),
  /** Days on which the landlord is closed beside bank holidays. */
  closedDays: z.array(z.iso.date()),
  phones: z.strictObject({ emergency: phone, office: phone, staffSupport: phone }),
  /** `case` sends letters and mail, and takes appeals; `duty` is told of danger. */
  mailboxes: z.strictObject({ case: z.email(), duty: z.email() }),
  /** Object id or address of the mailbox in whose calendar meetings are made. */
  meetingOrganiser: z.union([objectId, z.email()]),
  /** Postal address, a line each: appeals and returned letters go there. */
  address: z.array(text).min(1),
  links: z.strictObject({ policy: z.url(), privacy: z.url() }),
});

/** What is a landlord's own and not the policy's: groups, deputies, closed days, phones, mailboxes. */
export type Landlord = z.infer<typeof landlordSchema>;

export type ParsedLandlord = { ok: true; landlord: Landlord } | { ok: false; faults: string[] };

const misfits = (landlord: Landlord, profile: Profile): Wrong[] => {
  const held = profile.roles.filter((role) => role.from === 'group').map((role) => role.id);
  return [
    ...(landlord.policy === profile.id ? [] : [{ path: ['policy'], what: `names the policy ${landlord.policy}, but the policy read is ${profile.id}` }]),
    ...held.filter((role) => !Object.hasOwn(landlord.roles, role)).map((role) => ({ path: ['roles', role], what: 'is missing: the policy needs a group for this role' })),
    ...Object.keys(landlord.roles).filter((role) => !held.includes(role)).map((role) => ({ path: ['roles', role], what: 'is not a role that a group holds in this policy' })),
    ...Object.entries(landlord.people)
      .filter(([person, deputies]) => deputies.includes(person))
      .map(([person]) => ({ path: ['people', person], what: 'names a person as their own deputy' })),
  ];
};

/** Reads a landlord's file against the policy that it follows; `fileName` only names it in faults, which all come at once. */
export const parseLandlord = (fileText: string, fileName: string, profile: Profile): ParsedLandlord => {
  const source = readYaml(fileText, fileName);
  if (source.faults.length > 0) return { ok: false, faults: source.faults };
  const read = landlordSchema.safeParse(source.value, { reportInput: true });
  if (!read.success) return { ok: false, faults: faultsOf(read.error, source) };
  const wrong = misfits(read.data, profile);
  if (wrong.length > 0) return { ok: false, faults: wrong.map(({ path, what }) => source.fault(path, what)) };
  return { ok: true, landlord: read.data };
};
