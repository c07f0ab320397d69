/** A simulation, on loopback, of the two places that Teams' bots get their trust from: Entra's token endpoint and the Bot Connector's keys. */
// oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to the error handler.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { SignJWT, type JWTPayload } from 'jose';
import { signingKey } from './key.ts';
import { refusalBody, refusals, type Refusal } from './refusals.ts';

export interface Client {
  id: string;
  secret: string;
  /** Resources it may ask for, for example `https://graph.microsoft.com`. */
  scopes: string[];
}

export interface LoginOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Where the key file lives. */
  folder: string;
  clients: Client[];
  tenant: string;
}

export interface SignOptions {
  /** Seconds from now; below 0 the token is already expired. One hour by default. */
  expiresIn?: number;
  kid?: string;
}

export interface Login {
  url: string;
  sign(claims: JWTPayload, options?: SignOptions): Promise<string>;
  close(): Promise<void>;
}

/** Whom the Bot Connector's own tokens, those sent to a bot, name as issuer. */
export const channelIssuer = 'https://api.botframework.com';

const hour = 3600;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** Starts the stand-in on 127.0.0.1. */
export async function startLogin(options: LoginOptions): Promise<Login> {
  const key = await signingKey(options.folder);

  const sign: Login['sign'] = (claims, { expiresIn = hour, kid = key.kid } = {}) => {
    const seconds = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
    return new SignJWT({ iat: seconds + Math.min(0, expiresIn), nbf: seconds + Math.min(0, expiresIn) - 1, exp: seconds + expiresIn, ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .sign(key.secret);
  };

  const app = express();
  app.disable('x-powered-by');
  app.use((_, response, next) => {
    response.set('x-simulation', 'Login stand-in, not Microsoft').set('cache-control', 'no-store');
    next();
  });
  app.get('/.well-known/openidconfiguration', (request, response) => {
    const base = `http://${request.headers.host}`;
    response.json({
      issuer: channelIssuer,
      jwks_uri: `${base}/keys`,
      token_endpoint: `${base}/${options.tenant}/oauth2/v2.0/token`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    });
  });
  app.get('/keys', (_, response) => {
    response.json({ keys: [key.shown] });
  });
  app.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), async (request, response) => {
    const asked = consider(options, String(request.params.tenant), request.body ?? {});
    if ('error' in asked) {
      response.status(asked.status).json(refusalBody(asked, Temporal.Now.instant()));
      return;
    }
    const access_token = await sign({
      iss: `https://sts.windows.net/${options.tenant}/`,
      aud: asked.audience,
      appid: asked.client.id,
      tid: options.tenant,
      idtyp: 'app',
      ver: '1.0',
    });
    response.json({ token_type: 'Bearer', expires_in: hour - 1, ext_expires_in: hour - 1, access_token });
  });

  const server = app.listen(options.port ?? 0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sign,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function consider(options: LoginOptions, tenant: string, form: Record<string, unknown>): Refusal | { client: Client; audience: string } {
  if (tenant !== options.tenant) return refusals.unknownTenant;
  if (form.grant_type !== 'client_credentials') return refusals.grantType;
  const client = options.clients.find((each) => each.id === form.client_id);
  if (!client) return refusals.unknownClient;
  if (typeof form.client_secret !== 'string' || !same(form.client_secret, client.secret)) return refusals.wrongSecret;
  const audience = /^(\S+)\/\.default$/.exec(String(form.scope ?? ''))?.[1];
  if (!audience) return refusals.badScope;
  if (!client.scopes.includes(audience)) return refusals.noSuchResource;
  return { client, audience };
}
