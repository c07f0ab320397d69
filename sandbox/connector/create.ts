/** Reads a call that makes, or finds again, the personal chat with one person. */

import { z } from 'zod';
import type { Chats } from './chats.ts';
import type { Ids, Known } from './ids.ts';
import { saidIn, type Said } from './outgoing.ts';
import { badArgument, badSyntax, Refusal } from './refusal.ts';

const wish = z.looseObject({
  isGroup: z.boolean().nullish(),
  bot: z.looseObject({ id: z.string() }).nullish(),
  members: z.array(z.looseObject({ id: z.string() })),
  tenantId: z.string().nullish(),
  activity: z.unknown().optional(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});

/** The person meant, and what is said with it. Throws the refusal that the Connector would answer. */
export function createWish(body: unknown, parts: { ids: Ids; chats: Chats; appId: string; tenant: string }): { known: Known; said: Said[] } {
  const read = wish.safeParse(body);
  if (!read.success) throw badSyntax('Members are missing or ill-formed.');
  const { isGroup, bot, members, tenantId, activity, channelData } = read.data;
  const [member, ...others] = members;
  if (isGroup || !member || others.length > 0) throw badArgument('A bot can only create a chat with one person.');
  if (bot && bot.id !== parts.ids.bot && bot.id !== parts.appId) throw badArgument('The bot is another one than the caller.');
  if ((tenantId ?? channelData?.tenant?.id) !== parts.tenant) throw badArgument('The tenant is missing or is not the tenant of this bot.');
  return { known: personMeant(member.id, parts), said: activity ? saidIn(activity) : [] };
}

function personMeant(id: string, { ids, chats }: { ids: Ids; chats: Chats }): Known {
  if (!/^(29:|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$)/i.test(id)) throw badArgument('A member is named by its id in Teams or its Entra object id.');
  const known = ids.byAccount(id);
  if (!known || chats.standing(known.person.id).install === 'never')
    throw new Refusal(403, 'ForbiddenOperationException', "The bot is not installed in the person's personal scope.");
  return known;
}
