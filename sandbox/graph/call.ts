/** One call, understood and allowed, as a handler sees it. */

import type { Preferences } from './odata.ts';
import type { State } from './state.ts';

export type Tag = 'directory' | 'outlook' | 'files';

export interface Call {
  tag: Tag;
  path: Record<string, string>;
  query: Record<string, string>;
  prefer: Preferences;
  /** Already held against openapi.yaml; bytes for files. */
  body: unknown;
  contentType: string;
  /** The call's own address without its query. */
  address: string;
  /** `@odata.context` of the answer. */
  context: string;
}

export interface Answer {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

/** What every handler works on. */
export interface Landlord {
  state: State;
  now: () => Temporal.Instant;
  /** Id of the tenant. */
  tenant: string;
  /** Name of a group → its id. */
  groups: Readonly<Record<string, string>>;
  /** Id of a group → ids of the groups that lie in it. */
  groupsWithin: Readonly<Record<string, readonly string[]>>;
  drives: readonly string[];
  pageSize: number;
  /** An address at which the bytes of a file can be had without a token. */
  downloadAddress: (itemId: string) => string;
}

export type Handler = (call: Call, landlord: Landlord) => Answer;
