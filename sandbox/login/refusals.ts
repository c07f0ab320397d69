/** Refusals in the shape of Entra's token endpoint. */

import { randomUUID } from 'node:crypto';

export interface Refusal {
  status: number;
  error: string;
  code: number;
  words: string;
}

export const refusals = {
  unknownTenant: { status: 400, error: 'invalid_request', code: 90002, words: 'Tenant not found.' },
  unknownClient: { status: 400, error: 'unauthorized_client', code: 700016, words: 'Application not found in the directory.' },
  wrongSecret: { status: 401, error: 'invalid_client', code: 7000215, words: 'Invalid client secret provided.' },
  grantType: { status: 400, error: 'unsupported_grant_type', code: 70003, words: 'Only client_credentials is supported here.' },
  badScope: { status: 400, error: 'invalid_scope', code: 1002012, words: 'The scope must be one resource followed by /.default.' },
  noSuchResource: { status: 400, error: 'invalid_resource', code: 500011, words: 'This application may not ask for that resource.' },
} satisfies Record<string, Refusal>;

/** The body of a refusal. */
export function refusalBody(refusal: Refusal, now: Temporal.Instant): object {
  const trace = randomUUID();
  const correlation = randomUUID();
  const timestamp = now.toString({ smallestUnit: 'second' }).replace('T', ' ');
  return {
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.words} (Simulation.) Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
  };
}
