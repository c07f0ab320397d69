/** Addresses at which the bytes of a file can be had without a token, for an hour. */

import { randomBytes } from 'node:crypto';

export interface Downloads {
  tokenFor(itemId: string): string;
  itemFor(token: string): string | undefined;
}

const hour = 3_600_000;

export function makeDownloads(): Downloads {
  const held = new Map<string, string>();
  return {
    tokenFor: (itemId) => {
      const token = randomBytes(24).toString('base64url');
      held.set(token, itemId);
      setTimeout(() => held.delete(token), hour).unref();
      return token;
    },
    itemFor: (token) => held.get(token),
  };
}
