/** openapi.yaml at work: which operation a call is, who may make it, and whether it says what it must. */

import { readFileSync } from 'node:fs';
import { OpenAPIBackend, type Document } from 'openapi-backend';
import { parse } from 'yaml';
import type { Tag } from './call.ts';
import { badRequest, GraphError } from './refusal.ts';

export interface Operation {
  id: string;
  tag: Tag;
  /** `POST /users/{user-id}/events`. */
  name: string;
  /** Any one of them is enough. */
  permissions: readonly string[];
  takesJson: boolean;
  takesBytes: boolean;
}

export interface Incoming {
  method: string;
  /** Still encoded, without the query. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}

export interface Contract {
  /** Undefined when the stand-in does not know the call. */
  operationOf(method: string, path: string): Operation | undefined;
  /** Refuses what the document does not allow; gives the decoded path parameters. */
  check(operation: Operation, incoming: Incoming): Record<string, string>;
}

/** Our own document, for the server and for those who hold it against Microsoft's. */
export const openApiDocument = (): Document => parse(readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8'));

interface Fault {
  instancePath: string;
  keyword: string;
  params: { additionalProperty?: string; missingProperty?: string; allowedValues?: string[] };
  message?: string;
}

/** One sentence in the manner of Graph for the first thing that is wrong. */
function refusalOf(fault: Fault): GraphError {
  const [part = '', ...rest] = fault.instancePath.split('/').slice(1);
  const place = rest.join('/');
  const { additionalProperty, missingProperty, allowedValues } = fault.params;
  if (part === 'query' && additionalProperty !== undefined) return badRequest(`Query option '${additionalProperty}' is not known here.`);
  if (part === 'query' && missingProperty !== undefined) return badRequest(`Query option '${missingProperty}' is missing.`, 'ErrorInvalidParameter');
  if (part === 'query') return badRequest(`Invalid value specified for query option '${place}': it ${fault.message}.`);
  const inside = place === '' ? 'the request' : `'${place}'`;
  if (additionalProperty !== undefined) return badRequest(`The property '${additionalProperty}' does not exist in ${inside}.`, 'RequestBodyRead');
  if (missingProperty === 'requestBody') return badRequest('Empty Payload. JSON content expected.');
  if (missingProperty !== undefined) return badRequest(`The property '${missingProperty}' is missing from ${inside}.`, 'ErrorInvalidArgument');
  const values = allowedValues ? `: ${allowedValues.join(', ')}` : '';
  return badRequest(`The value of ${inside} ${fault.message}${values}.`, 'RequestBodyRead');
}

/** The path below `root:/` or `{id}:/` as one segment, however many folders it names. */
export function foldPath(path: string): string {
  const fromRoot = path.replace(/^(\/drives\/[^/]+)\/root:/, '$1/items/root:');
  const match = /^(\/drives\/[^/]+\/items\/[^/]+?):\/(.+?)(:\/content|:?)$/.exec(fromRoot);
  if (!match) return fromRoot;
  const [, before = '', file = '', after = ''] = match;
  return `${before}:/${file.replaceAll('/', '%2F')}${after === ':/content' ? after : ''}`;
}

const operationIn = (found: NonNullable<ReturnType<OpenAPIBackend['matchOperation']>>): Operation => {
  const { 'x-application-permissions': permissions = [] } = found as { 'x-application-permissions'?: string[] };
  const content = Object.keys((found.requestBody as { content?: object } | undefined)?.content ?? {});
  return {
    id: found.operationId ?? '',
    tag: found.tags?.[0] as Tag,
    name: `${found.method.toUpperCase()} ${found.path}`,
    permissions,
    takesJson: content.includes('application/json'),
    takesBytes: content.includes('*/*'),
  };
};

/** Reads and compiles openapi.yaml. */
export async function openContract(): Promise<Contract> {
  // Operations are compiled when they are first called, so that the start does not wait for them.
  const backend = new OpenAPIBackend({ definition: openApiDocument(), quick: true, strict: true, ajvOpts: { strict: false } });
  await backend.init();
  return {
    operationOf: (method, path) => {
      const found = backend.matchOperation({ method, path: foldPath(path), headers: {} });
      return found && operationIn(found);
    },
    check: (operation, { method, path, query, headers, body }) => {
      const request = { method, path: foldPath(path), query, headers, body };
      const { errors } = backend.validateRequest(request, operation.id);
      const [first] = (errors ?? []) as Fault[];
      if (first) throw refusalOf(first);
      return backend.router.parseRequest(request, backend.router.getOperation(operation.id)).params;
    },
  };
}
