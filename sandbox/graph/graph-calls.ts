/** The calls below /v1.0: trouble first, then the token, the contract, the permission, and only then the work. */

import express, { type Request, type Response, type Router } from 'express';
import { calendarHandlers } from './calendar.ts';
import type { Answer, Call, Handler, Landlord } from './call.ts';
import type { Contract, Operation } from './contract.ts';
import { directoryHandlers } from './directory.ts';
import type { Faults } from './faults.ts';
import { fileHandlers } from './files.ts';
import { mailHandlers } from './mail.ts';
import { readPreferences, readQuery } from './odata.ts';
import { checkPermission } from './permissions.ts';
import type { RecordedRequest, RequestRecord } from './record.ts';
import { badRequest, GraphError, refusalBody, requestIds } from './refusal.ts';
import { scheduleHandlers } from './schedule.ts';
import { zoneNamed } from './times.ts';

export type Verify = (authorizationHeader: string | undefined) => Promise<{ appid: string }>;

export interface GraphParts {
  landlord: Landlord;
  contract: Contract;
  faults: Faults;
  record: RequestRecord;
  verify: Verify;
  permissions: readonly string[];
  /** Where the service is reached, ending in /v1.0. */
  url: () => string;
  log: (line: string) => void;
}

const handlers: Record<string, Handler> = { ...directoryHandlers, ...scheduleHandlers, ...calendarHandlers, ...mailHandlers, ...fileHandlers };

/** Graph takes no more than this in one request. */
const largestBody = '4mb';

type Noted = Pick<RecordedRequest, 'operation' | 'query' | 'appid' | 'body'>;

async function appOf(verify: Verify, header: string | undefined): Promise<string> {
  try {
    return (await verify(header)).appid;
  } catch {
    throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is missing, has expired or is not meant for this service.', {
      'www-authenticate': 'Bearer',
    });
  }
}

function knownOperation({ contract, log }: GraphParts, method: string, path: string): Operation {
  const operation = contract.operationOf(method, path);
  if (operation) return operation;
  log(`The Graph stand-in does not know ${method} ${path}.`);
  throw new GraphError(501, 'notImplemented', `The stand-in for Graph does not know ${method} ${path}.`);
}

function bodyOf(operation: Operation, request: Request): unknown {
  const bytes: Buffer | undefined = Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : undefined;
  if (operation.takesBytes) return bytes ?? Buffer.alloc(0);
  if (!bytes) return undefined;
  if (!operation.takesJson) throw badRequest('This call takes no body.');
  if (!request.is('application/json')) throw new GraphError(415, 'RequestBodyRead', 'The body must be sent as application/json.');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
  }
}

function checkedCall(parts: GraphParts, operation: Operation, request: Request, noted: Noted): Call {
  noted.query = readQuery(new URL(request.url, parts.url()).search);
  const body = bodyOf(operation, request);
  noted.body = operation.takesBytes ? { bytes: (body as Buffer).length } : (body ?? null);
  const headers = { 'content-type': request.get('content-type') ?? '' };
  const checkedBody = operation.takesBytes ? {} : body;
  const path = parts.contract.check(operation, { method: request.method, path: request.path, query: noted.query, headers, body: checkedBody });
  const prefer = readPreferences(request.get('prefer'));
  zoneNamed(prefer.timeZone);
  return {
    tag: operation.tag,
    path,
    query: noted.query,
    prefer,
    body,
    contentType: headers['content-type'] || 'application/octet-stream',
    address: `${parts.url()}${request.path}`,
    context: `${parts.url()}/$metadata#${operation.id}`,
  };
}

function preferencesApplied({ tag, prefer }: Call): Record<string, string> {
  if (tag !== 'outlook') return {};
  const applied = [...(prefer.immutableIds ? ['IdType="ImmutableId"'] : []), ...(prefer.timeZone === 'UTC' ? [] : [`outlook.timezone="${prefer.timeZone}"`])];
  return applied.length > 0 ? { 'preference-applied': applied.join(', ') } : {};
}

async function work(parts: GraphParts, request: Request, noted: Noted): Promise<Answer> {
  noted.appid = await appOf(parts.verify, request.get('authorization'));
  const operation = knownOperation(parts, request.method, request.path);
  noted.operation = operation.name;
  checkPermission(operation, parts.permissions);
  const call = checkedCall(parts, operation, request, noted);
  const handler = handlers[operation.id];
  if (!handler) throw new TypeError(`openapi.yaml names ${operation.id}, but nothing handles it.`);
  const answer = handler(call, parts.landlord);
  return { ...answer, headers: { ...preferencesApplied(call), ...answer.headers } };
}

function asGraphError(error: unknown, log: (line: string) => void): GraphError {
  if (error instanceof GraphError) return error;
  if ((error as { type?: string }).type === 'entity.too.large') return new GraphError(413, 'RequestEntityTooLarge', 'The request is too large.');
  if (error instanceof URIError) return badRequest('The path holds a percent sign that begins no character.');
  log(`The Graph stand-in failed: ${error instanceof Error ? error.stack : String(error)}`);
  return new GraphError(500, 'InternalServerError', 'The stand-in for Graph failed; its log says why.');
}

async function answerTo(parts: GraphParts, request: Request, response: Response): Promise<void> {
  const ids = requestIds(request.get('client-request-id'));
  const noted: Noted = { operation: null, query: {}, appid: null, body: null };
  const fault = parts.faults.take(request.method, decodedPath(request));
  const refuse = (error: unknown): Answer => {
    const refusal = asGraphError(error, parts.log);
    return { status: refusal.status, headers: refusal.headers, body: refusalBody(refusal, ids, parts.landlord.now()) };
  };
  const answer = fault instanceof GraphError ? refuse(fault) : await work(parts, request, noted).catch(refuse);
  const lost = fault === 'lost-answer';
  parts.record.add({
    at: parts.landlord.now().toString(),
    method: request.method,
    path: request.path,
    prefer: request.get('prefer') ?? null,
    ...noted,
    status: answer.status,
    lost,
    answer: answer.body ?? null,
  });
  if (lost) return void request.socket.resetAndDestroy();
  response.status(answer.status).set({ ...ids, ...answer.headers });
  if (answer.body) response.json(answer.body);
  else response.end();
}

function decodedPath({ path }: Request): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function graphCalls(parts: GraphParts): Router {
  const router = express.Router();
  router.use(express.raw({ type: () => true, limit: largestBody }));
  router.use((request, response) => answerTo(parts, request, response));
  router.use(((error: unknown, _request: Request, response: Response, _next: () => void) => {
    const refusal = asGraphError(error, parts.log);
    response.status(refusal.status).json(refusalBody(refusal, requestIds(undefined), parts.landlord.now()));
  }) satisfies express.ErrorRequestHandler);
  return router;
}
