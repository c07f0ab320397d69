/** What stands before the SDK: it closes the holes in the SDK's own verification, which still follows. */
import type { Request, RequestHandler } from 'express';
import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { AllowList } from './origins.ts';

/** The Bot Connector's own issuer. The SDK also takes any Entra token that names the bot as its client. */
export const channelIssuer = 'https://api.botframework.com';

const sameId = (id: unknown, other: string): boolean => typeof id === 'string' && id.toLowerCase() === other.toLowerCase();

const claimsOf = (header: string | undefined): JWTPayload | undefined => {
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(header ?? '') ?? [];
  try {
    return token === undefined ? undefined : decodeJwt(token);
  } catch {
    return undefined;
  }
};

/** Refuses, before the body is read, whoever does not even claim to be the channel. */
export const refuseOtherIssuers = (tenant: string): RequestHandler => (request, response, next) => {
  const claims = claimsOf(request.get('authorization'));
  // NB: the SDK remembers every `tid` it sees, verified or not, and searches that list ever after.
  const ours = claims?.iss === channelIssuer && (claims['tid'] === undefined || sameId(claims['tid'], tenant));
  if (ours) next();
  else response.status(401).json({ error: 'Not signed by the channel.' });
};

const envelope = z.looseObject({
  type: z.string().min(1),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().min(1),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }) }),
});

const isOurs = (body: unknown, tenant: string, allowed: AllowList): boolean => {
  const { data } = envelope.safeParse(body);
  if (!data) return false;
  return sameId(data.channelData.tenant.id, tenant) && sameId(data.conversation.tenantId, tenant) && allowed.serviceUrl(data.serviceUrl);
};

/** Refuses what is no activity of Teams, of this tenant, from an allowed service URL. */
export const refuseOtherActivities = (tenant: string, allowed: AllowList): RequestHandler => (request: Request, response, next) => {
  if (isOurs(request.body, tenant, allowed)) next();
  else response.status(403).json({ error: 'Not an activity for this bot.' });
};
