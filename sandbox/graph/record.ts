/** What was asked lately, so that a test can hold it against Microsoft's own schemas. In memory only. */

export interface RecordedRequest {
  /** Case time. */
  at: string;
  method: string;
  /** Below /v1.0, still encoded. */
  path: string;
  /** As in openapi.yaml, for instance `POST /users/{user-id}/events`; null for a call that is not known. */
  operation: string | null;
  query: Record<string, string>;
  prefer: string | null;
  appid: string | null;
  body: unknown;
  status: number;
  /** The answer was held back and the connection reset. */
  lost: boolean;
  answer: unknown;
}

export interface RequestRecord {
  add(request: RecordedRequest): void;
  recent(): RecordedRequest[];
}

const kept = 500;

/** The latest 500 requests, oldest first. */
export function makeRecord(): RequestRecord {
  const requests: RecordedRequest[] = [];
  return {
    add: (request) => {
      requests.push(request);
      if (requests.length > kept) requests.shift();
    },
    recent: () => [...requests],
  };
}
