import { z } from 'zod';
import type { MachineNow } from './types.ts';

export interface TokenRequest {
  /** Loopback origin of the token stand-in. */
  login: string;
  tenant: string;
  appId: string;
  secret: string;
  scope: string;
}

const answer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number().nonnegative() });
const renewBefore = 5 * 60_000;

const fetchToken = async ({ login, tenant, appId, secret, scope }: TokenRequest) => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope: `${scope}/.default` });
  const url = new URL(`/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, login);
  const response = await fetch(url, { method: 'POST', body: form, redirect: 'error', signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`The local login answered ${response.status}.`);
  return answer.parse(await response.json());
};

/** Tokens by client credentials, kept until five minutes before they end. MSAL itself refuses a login over plain http. */
export const localTokens = (request: TokenRequest, machineNow: MachineNow) => {
  let kept: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;
  const renew = async (): Promise<string> => {
    const asked = machineNow();
    const { access_token: token, expires_in: seconds } = await fetchToken(request);
    kept = { token, until: asked + seconds * 1000 - renewBefore };
    return token;
  };
  return async (): Promise<string> => {
    if (kept && machineNow() < kept.until) return kept.token;
    fetching ??= renew().finally(() => { fetching = undefined; });
    return fetching;
  };
};
