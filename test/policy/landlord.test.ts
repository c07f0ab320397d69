import assert from 'node:assert/strict';
import { parseLandlord } from '../../bot/policy/landlord.ts';
import { groups, people, tenant } from '../../sandbox/harrowmere/people.ts';
import { faultsIn, textOf, wandle } from './files.ts';

const text = textOf('landlords/harrowmere.yaml');
const read = (changed: string): string[] => faultsIn(parseLandlord(changed, 'harrowmere.yaml', wandle));

describe("a landlord's file", () => {
  it('given Harrowmere Homes, when read, then its groups, deputies and mailbox are those of its directory', () => {
    const parsed = parseLandlord(text, 'harrowmere.yaml', wandle);
    assert.ok(parsed.ok);
    const { landlord } = parsed;
    const groupIds: string[] = Object.values(groups);
    const ids = people.map((person) => person.id);
    assert.equal(landlord.tenant, tenant);
    assert.ok(Object.values(landlord.roles).every((role) => groupIds.includes(role.group)));
    const deputies = [...Object.values(landlord.roles).flatMap((role) => role.deputies ?? []), ...Object.entries(landlord.people).flat(2)];
    assert.ok(deputies.every((id) => ids.includes(id) || groupIds.includes(id)));
    const organiser = people.find((person) => person.id === landlord.meetingOrganiser);
    assert.equal(organiser?.mail, landlord.mailboxes.case);
    assert.deepEqual(organiser?.groups, []);
    const chairsDeputy = landlord.roles['headOfCustomerServices']?.deputies?.[0];
    assert.equal(people.find((person) => person.id === chairsDeputy)?.name, 'Martin Webb');
  });

  for (const [what, from, to, fault] of [
    ['a role that the policy does not have', '  staff: {', '  stuff: {', 'roles.stuff is not a role'],
    ['a role of the policy without a group', /^ {2}director: .*\n/m, '', 'roles.director is missing'],
    ['another policy', 'policy: wandle', 'policy: other', 'policy names the policy other'],
    ['an unknown key', 'name: Harrow', 'nickname: H\nname: Harrow', 'nickname is not a known key'],
    ['a group that is no id', '10000000-0000-4000-8000-000000000002 }', 'managers }', 'roles.manager.group must be a valid guid'],
    ['a phone that is a number', '0808 157 0101', '8081570101', 'phones.emergency must be text, but is a number: put it in quotes'],
    ['a day that is no date', "'2026-12-24'", "'24 December'", 'closedDays.0 must be a date such as 2026-11-30'],
    ['a mailbox that is no address', 'duty@harrowmere.example', 'duty', 'mailboxes.duty must be a valid email'],
    ['somebody as their own deputy', '[00000000-0000-4000-8000-000000000005]', '[00000000-0000-4000-8000-000000000003]', 'names a person as their own deputy'],
  ] as const)
    it(`given ${what}, when read, then it is refused by name`, () => {
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      const faults = read(changed);
      assert.ok(faults.some((line) => line.startsWith('harrowmere.yaml') && line.includes(fault)), faults.join('\n') || 'it was let through');
    });
});
