/** People, managers, groups and automatic replies. */

import type { Answer, Call, Handler, Landlord } from './call.ts';
import type { Away, DirectoryPerson } from './documents.ts';
import { selectFrom } from './odata.ts';
import { pageOf } from './paging.ts';
import { mailboxOf, personNamed, presentPersons } from './persons.ts';
import { GraphError } from './refusal.ts';
import { showTime } from './times.ts';

const notThere = (what: string): GraphError =>
  new GraphError(404, 'Request_ResourceNotFound', `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`);

function shownPerson(person: DirectoryPerson) {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: person.id,
    displayName: person.name,
    givenName,
    surname: rest.join(' '),
    jobTitle: person.title,
    mail: person.mail,
    userPrincipalName: person.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: 'en-GB',
    businessPhones: [],
  };
}

/** What Graph shows only to those who ask for it by name. */
const shownOnRequest = { accountEnabled: true, userType: 'Member', companyName: null, department: null };

function selectedPerson(person: DirectoryPerson, select: string | undefined): object {
  const usual = shownPerson(person);
  return select === undefined ? usual : selectFrom({ ...usual, ...shownOnRequest }, select, 'user');
}

const listUsers: Handler = (call, landlord) => ({
  status: 200,
  body: pageOf(call, presentPersons(landlord), landlord.pageSize, (person) => selectedPerson(person, call.query.$select)),
});

function userOf(call: Call, landlord: Landlord): DirectoryPerson {
  const asked = call.path['user-id'] ?? '';
  const person = personNamed(landlord, asked);
  if (!person) throw notThere(asked);
  return person;
}

const getUser: Handler = (call, landlord) => ({
  status: 200,
  body: { '@odata.context': call.context, ...selectedPerson(userOf(call, landlord), call.query.$select) },
});

const getManager: Handler = (call, landlord) => {
  const manager = personNamed(landlord, userOf(call, landlord).manager ?? '');
  if (!manager) throw notThere('manager');
  const shown = selectedPerson(manager, call.query.$select);
  return { status: 200, body: { '@odata.context': call.context, '@odata.type': '#microsoft.graph.user', ...shown } };
};

type Member = { person: DirectoryPerson } | { group: string };

const inGroup = (landlord: Landlord, group: string): Member[] => [
  ...presentPersons(landlord).filter((person) => person.groups.includes(group)).map((person) => ({ person })),
  ...(landlord.groupsWithin[group] ?? []).map((within) => ({ group: within })),
];

const groupsUnder = (landlord: Landlord, group: string, seen = new Set<string>()): Set<string> => {
  for (const within of landlord.groupsWithin[group] ?? []) {
    if (seen.has(within)) continue;
    seen.add(within);
    groupsUnder(landlord, within, seen);
  }
  return seen;
};

function inGroupOrWithin(landlord: Landlord, group: string): Member[] {
  const all = [group, ...groupsUnder(landlord, group)].flatMap((each) => inGroup(landlord, each));
  const keyed = new Map(all.map((member) => ['person' in member ? member.person.id : member.group, member]));
  return [...keyed.values()];
}

function shownMember(member: Member, landlord: Landlord, select: string | undefined): object {
  if ('person' in member) return { '@odata.type': '#microsoft.graph.user', ...selectedPerson(member.person, select) };
  const displayName = Object.entries(landlord.groups).find(([, id]) => id === member.group)?.[0] ?? null;
  const whole: Record<string, unknown> = { id: member.group, displayName, securityEnabled: true, mailEnabled: false };
  // A group has fewer properties than a person: what it lacks is left out, not refused.
  const kept = select === undefined ? whole : Object.fromEntries(select.split(',').filter((name) => name in whole).map((name) => [name, whole[name]]));
  return { '@odata.type': '#microsoft.graph.group', ...kept };
}

const membersBy = (find: (landlord: Landlord, group: string) => Member[]): Handler => (call, landlord): Answer => {
  const group = call.path['group-id'] ?? '';
  if (!Object.values(landlord.groups).includes(group)) throw notThere(group);
  const members = find(landlord, group);
  return { status: 200, body: pageOf(call, members, landlord.pageSize, (member) => shownMember(member, landlord, call.query.$select)) };
};

function automaticReplies(away: Away, zone: string): object {
  const between = typeof away === 'object' ? { ...away, status: 'scheduled' } : undefined;
  return {
    status: between?.status ?? (away ? 'alwaysEnabled' : 'disabled'),
    externalAudience: 'all',
    internalReplyMessage: '',
    externalReplyMessage: '',
    ...(between ? { scheduledStartDateTime: showTime(between.start, zone), scheduledEndDateTime: showTime(between.end, zone) } : {}),
  };
}

const getMailboxSettings: Handler = (call, landlord) => {
  const person = mailboxOf(landlord, call.path['user-id'] ?? '');
  const settings = {
    timeZone: 'GMT Standard Time',
    automaticRepliesSetting: automaticReplies(person.away, call.prefer.timeZone),
    language: { locale: 'en-GB', displayName: 'English (United Kingdom)' },
    workingHours: workingHours(),
  };
  return { status: 200, body: { '@odata.context': call.context, ...selectFrom(settings, call.query.$select, 'mailboxSettings') } };
};

/** Monday to Friday, nine to five in London, for everybody. */
export const workingHours = (): object => ({
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '09:00:00.0000000',
  endTime: '17:00:00.0000000',
  timeZone: { name: 'GMT Standard Time' },
});

export const directoryHandlers: Record<string, Handler> = {
  listUsers,
  getUser,
  getManager,
  listMembers: membersBy(inGroup),
  listTransitiveMembers: membersBy(inGroupOrWithin),
  getMailboxSettings,
};
