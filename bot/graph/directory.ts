import type { Directory, Staff } from '../people/directory.ts';
import type { Graph } from './client.ts';
import { GraphFailure, isNotFound } from './failure.ts';
import { path } from './odata.ts';
import { fromGraph, type GraphTime } from './times.ts';

/** What a landlord's configuration says of people. */
export interface LandlordPeople {
  /** Role id of the policy → group id in Entra. */
  roles: Record<string, string>;
  /** Role id or person id → object ids of deputies, in order. */
  deputies: Record<string, string[]>;
}

interface User {
  id: string;
  displayName: string;
  jobTitle: string | null;
  mail: string | null;
  userPrincipalName: string;
  accountEnabled: boolean;
}

interface AutomaticReplies {
  status: 'disabled' | 'alwaysEnabled' | 'scheduled';
  scheduledStartDateTime?: GraphTime;
  scheduledEndDateTime?: GraphTime;
}

const pageSize = '999';

/** Everybody with an open account, by name. Throws when any part cannot be read: half a directory would make leavers of people who are here. */
export const readDirectory = async (graph: Graph, landlord: LandlordPeople, readAt: string): Promise<Directory> => {
  const users = await graph.list<User>('/users', { $select: 'id,displayName,jobTitle,mail,userPrincipalName,accountEnabled', $top: pageSize });
  const here = users.filter(({ accountEnabled }) => accountEnabled).toSorted(byName);
  if (here.length === 0) throw new GraphFailure('later', 'Graph shows nobody at all.', { code: 'nobody' });
  const roles = await rolesOf(graph, landlord.roles);
  const managers = await managersOf(graph, here);
  const asked = new Set([...roles.keys(), ...managers.values(), ...Object.values(landlord.deputies).flat()]);
  const away = await awayAmong(graph, here.filter(({ id }) => asked.has(id)), readAt);
  const people = here.map((user): Staff => staffOf(user, managers.get(user.id), roles.get(user.id) ?? [], away.has(user.id)));
  return { readAt, people: Object.fromEntries(people.map((person) => [person.id, person])), deputies: named(landlord, roles) };
};

const byName = (a: User, b: User): number => a.displayName.localeCompare(b.displayName, 'en') || (a.id < b.id ? -1 : 1);

const staffOf = (user: User, manager: string | undefined, roles: string[], away: boolean): Staff => ({
  id: user.id,
  name: user.displayName,
  title: user.jobTitle ?? '',
  mail: user.mail ?? user.userPrincipalName,
  ...(manager !== undefined && { manager }),
  roles,
  away,
});

/** Role ids by person; groups within a group count. */
const rolesOf = async (graph: Graph, groups: Record<string, string>): Promise<Map<string, string[]>> => {
  const held = new Map<string, string[]>();
  for (const [role, group] of Object.entries(groups)) {
    const members = await graph.list<{ id: string }>(path`/groups/${group}/transitiveMembers`, { $select: 'id', $top: pageSize });
    for (const { id } of members) held.set(id, [...(held.get(id) ?? []), role]);
  }
  return held;
};

/** Deputies by name: where a group stands in, its members do. */
const named = ({ roles, deputies }: LandlordPeople, held: Map<string, string[]>): Record<string, string[]> => {
  const roleOf = new Map(Object.entries(roles).map(([role, group]) => [group, role]));
  const membersOf = (role: string): string[] => [...held].filter(([, its]) => its.includes(role)).map(([person]) => person);
  return Object.fromEntries(Object.entries(deputies).map(([whose, ids]) => {
    const people = ids.flatMap((id) => {
      const role = roleOf.get(id);
      return role === undefined ? [id] : membersOf(role);
    });
    return [whose, [...new Set(people)]];
  }));
};

const managersOf = async (graph: Graph, users: User[]): Promise<Map<string, string>> => {
  const pairs = await Promise.all(users.map(async ({ id }) => [id, await managerIdOf(graph, id)] as const));
  return new Map(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
};

const managerIdOf = async (graph: Graph, id: string): Promise<string | undefined> =>
  (await unlessMissing(graph.get<{ id: string }>(path`/users/${id}/manager`, { $select: 'id' })))?.id;

const awayAmong = async (graph: Graph, users: User[], readAt: string): Promise<Set<string>> => {
  const now = Temporal.Instant.from(readAt);
  const asked = await Promise.all(users.map(async ({ id }) => ({ id, away: await isAway(graph, id, now) })));
  return new Set(asked.filter(({ away }) => away).map(({ id }) => id));
};

/** Somebody without a mailbox sends no replies, and is not away. */
const isAway = async (graph: Graph, id: string, now: Temporal.Instant): Promise<boolean> => {
  const settings = await unlessMissing(
    graph.get<{ automaticRepliesSetting: AutomaticReplies }>(path`/users/${id}/mailboxSettings`, { $select: 'automaticRepliesSetting' }),
  );
  const replies = settings?.automaticRepliesSetting;
  if (replies?.status !== 'scheduled') return replies?.status === 'alwaysEnabled';
  const { scheduledStartDateTime: start, scheduledEndDateTime: end } = replies;
  return start !== undefined && end !== undefined && isWithin(now, start, end);
};

/** One person's unreadable zone must not keep the whole directory old: they then count as here. */
const isWithin = (now: Temporal.Instant, start: GraphTime, end: GraphTime): boolean => {
  try {
    return Temporal.Instant.compare(fromGraph(start), now) <= 0 && Temporal.Instant.compare(now, fromGraph(end)) < 0;
  } catch {
    return false;
  }
};

const unlessMissing = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};
