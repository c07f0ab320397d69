/** How a stand-in checks the token of its caller. */

import { createRemoteJWKSet, jwtVerify } from 'jose';

export interface Caller {
  /** Client id of the identity that calls. */
  appId: string;
  tenant: string;
}

/** The token is missing, forged, expired or meant for somebody else. */
export class TokenRefused extends Error {}

/**
 * Checks the value of an `Authorization` header against the keys of the login stand-in.
 * The result names the caller; anything else is a `TokenRefused` with one sentence.
 */
export function verifier(loginUrl: string, audience: string): (authorization: string | undefined) => Promise<Caller> {
  const keys = createRemoteJWKSet(new URL('/keys', loginUrl));
  return async (authorization) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new TokenRefused('A bearer token is needed.');
    const { payload } = await jwtVerify(token, keys, { audience, algorithms: ['RS256'], requiredClaims: ['exp', 'appid', 'tid'] }).catch((error: Error) => {
      throw new TokenRefused(`The token was refused: ${error.message}.`);
    });
    const { appid, tid } = payload;
    // The Bot Connector's own tokens are signed with the same key, but prove no client.
    if (payload.iss !== `https://sts.windows.net/${String(tid)}/`) throw new TokenRefused('The token was refused: it comes from another issuer.');
    return { appId: String(appid), tenant: String(tid) };
  };
}
