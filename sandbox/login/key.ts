/** The stand-in's signing key, kept in a file so that a restart, or a second process, signs with the same one. */

import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

export interface SigningKey {
  kid: string;
  secret: CryptoKey;
  /** As JWKS shows it: a key for Teams' channel only. */
  shown: JWK & { endorsements: string[] };
}

/** Reads `login-key.json` in the folder, or makes both. */
export async function signingKey(folder: string): Promise<SigningKey> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'login-key.json');
  const jwk = read(file) ?? (await make(file));
  const { n, e, kid } = jwk;
  const secret = await importJWK(jwk, 'RS256');
  if (!kid || !n || !e || secret instanceof Uint8Array) throw new TypeError(`${file} holds no RSA key. Delete it and start again.`);
  return { kid, secret, shown: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e, endorsements: ['msteams'] } };
}

function read(file: string): JWK | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(file: string): Promise<JWK> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(pair.privateKey)), kid: randomUUID() };
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(jwk), { mode: 0o600 });
  try {
    // A link fails when another process was first: then its key is the key.
    linkSync(draft, file);
    return jwk;
  } catch (error) {
    const theirs = read(file);
    if (!theirs) throw error;
    return theirs;
  } finally {
    rmSync(draft);
  }
}
