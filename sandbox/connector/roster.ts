/** The members of a personal chat: the person alone, as Teams lists them. */

import type { Known } from './ids.ts';
import { badArgument, Refusal } from './refusal.ts';

export interface Member {
  id: string;
  objectId: string;
  aadObjectId: string;
  name: string;
  givenName: string;
  surname: string;
  email?: string;
  userPrincipalName?: string;
  tenantId: string;
  userRole: 'user';
}

/** A page of members, of 50 to 500 whatever was asked for. */
export interface Page {
  members: Member[];
  continuationToken?: string;
}

/** Some people have no e-mail address in Teams: here, those whose object id ends in 2 or 7. */
const hasMail = (oid: string): boolean => !/[27]$/.test(oid);

export function memberOf({ person, mri }: Known, tenant: string): Member {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: mri,
    objectId: person.id,
    aadObjectId: person.id,
    name: person.name,
    givenName,
    surname: rest.join(' '),
    ...(person.mail && hasMail(person.id) ? { email: person.mail } : {}),
    ...(person.mail ? { userPrincipalName: person.mail } : {}),
    tenantId: tenant,
    userRole: 'user',
  };
}

/** By `29:…`, Entra object id or user principal name. */
export function memberNamed(id: string, members: Member[]): Member {
  const wanted = id.toLowerCase();
  const found = members.find(
    (member) => member.id === id || member.objectId.toLowerCase() === wanted || member.userPrincipalName?.toLowerCase() === wanted,
  );
  if (!found) throw new Refusal(404, 'MemberNotFoundInConversation', 'The member is not in this conversation.');
  return found;
}

export function pageOf(members: Member[], pageSize: string | undefined, token: string | undefined): Page {
  const asked = Number(pageSize);
  const size = Math.min(500, Math.max(50, Number.isInteger(asked) ? asked : 200));
  const start = Number(token ?? 0);
  if (!Number.isInteger(start) || start < 0) throw badArgument('The continuation token is not one of ours.');
  const next = start + size;
  return { members: members.slice(start, next), ...(next < members.length ? { continuationToken: String(next) } : {}) };
}
