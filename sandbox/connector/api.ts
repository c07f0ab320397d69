/** The Bot Connector's calls, as far as a bot in personal chats makes them. Anything else is answered 501. */
// oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to the error handler.

import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Caller } from '../login/verifier.ts';
import { TokenRefused } from '../login/verifier.ts';
import type { Chats } from './chats.ts';
import { createWish } from './create.ts';
import { oneAtATime, type Faults } from './faults.ts';
import type { FileShelf } from './files.ts';
import type { Ids, Known } from './ids.ts';
import type { Limits, Operation } from './limits.ts';
import { saidIn, type Findings, type Said } from './outgoing.ts';
import { badArgument, badSyntax, noActivity, noConversation, notImitated, Refusal, throttled, tooBig, writesBlocked } from './refusal.ts';
import { memberNamed, memberOf, pageOf } from './roster.ts';
import type { Announce, Log, Message } from './shapes.ts';

export interface ApiParts {
  appId: string;
  tenant: string;
  /** Host and port that callers must name. */
  host: string;
  serviceUrl: string;
  ids: Ids;
  chats: Chats;
  limits: Limits;
  faults: Faults;
  files: FileShelf;
  findings: Findings;
  verify: (authorization: string | undefined) => Promise<Caller>;
  announce: Announce;
  /** Case time, epoch milliseconds. */
  now: () => number;
  /** How long a write holds its conversation, in milliseconds. */
  writeTakes: number;
  log: Log;
}

/** The calls below `/emea/`. */
export function connectorApi(parts: ApiParts): Router {
  const { ids, chats, faults, tenant } = parts;
  const alone = oneAtATime(parts.writeTakes);
  const router = express.Router({ caseSensitive: false });

  const chatOf = (request: Request): Known => {
    const known = ids.byChat(String(request.params.chat));
    if (!known || chats.standing(known.person.id).install === 'never') throw noConversation();
    return known;
  };

  const count = (operation: Operation, known: Known, weight = 1): void => {
    const full = parts.limits.count(operation, known.chat, weight);
    if (full) throw throttled(faults.retryAfter ? full.wait : undefined);
  };

  /** Counter, fault, standing, then the work, one write at a time. */
  const write = async (response: Response, call: 'send' | 'update' | 'create', known: Known, weight: number, work: () => [number, object?]): Promise<void> => {
    count(call === 'create' ? 'create' : 'send', known, weight);
    const { lost } = faults.strike(call);
    refuseUnreachable(parts, known);
    const [status, body] = await alone(known.chat, work);
    if (lost) response.socket?.resetAndDestroy();
    else if (body) response.status(status).json(body);
    else response.status(status).end();
  };

  const post = (known: Known, said: Said): Message => {
    const now = parts.now();
    const message: Message = { id: chats.nextId(now), from: 'bot', at: instant(now), ...said };
    return keep(known, message, 'message');
  };

  const keep = (known: Known, message: Message, type: 'message' | 'update'): Message => {
    chats.write(known.person.id, message);
    if (message.card) parts.findings.inspect(message.card, { at: instant(parts.now()), oid: known.person.id, messageId: message.id });
    parts.announce({ type, oid: known.person.id, message });
    return message;
  };

  const ownMessage = (known: Known, id: string): Message => {
    const message = chats.message(known.person.id, id);
    if (message?.from !== 'bot') throw noActivity();
    return message;
  };

  /** A split message has no id that the bot could learn. */
  const idOf = (sent: Message[]): string | undefined => (sent.length > 1 ? undefined : (sent[0]?.id ?? chats.nextId(parts.now())));

  const send = async (request: Request, response: Response): Promise<void> => {
    const known = chatOf(request);
    const said = saidIn(request.body);
    await write(response, 'send', known, Math.max(1, said.length), () => {
      const id = idOf(said.map((each) => post(known, each)));
      return [201, id === undefined ? {} : { id }];
    });
  };

  router.use(onlyThisHost(parts), onlyTheBot(parts), express.json({ limit: '4mb' }));

  router.post('/v3/conversations', async (request, response) => {
    const { known, said } = createWish(request.body, parts);
    await write(response, 'create', known, 1, () => {
      const id = said.length === 0 ? undefined : idOf(said.map((each) => post(known, each)));
      return [201, { id: known.chat, serviceUrl: parts.serviceUrl, ...(id === undefined ? {} : { activityId: id }) }];
    });
  });
  router.post('/v3/conversations/:chat/activities', send);
  router.post('/v3/conversations/:chat/activities/:replyTo', send);
  router.put('/v3/conversations/:chat/activities/:id', async (request, response) => {
    const known = chatOf(request);
    const [said, ...more] = saidIn(request.body);
    if (!said || more.length > 0) throw badSyntax('An update carries either text or a card.');
    await write(response, 'update', known, 1, () => {
      const { id, from, at } = ownMessage(known, String(request.params.id));
      keep(known, { id, from, at, ...said, edited: true }, 'update');
      return [200, { id }];
    });
  });
  router.delete('/v3/conversations/:chat/activities/:id', async (request, response) => {
    const known = chatOf(request);
    await write(response, 'update', known, 1, () => {
      const message = ownMessage(known, String(request.params.id));
      chats.remove(known.person.id, message.id);
      parts.announce({ type: 'delete', oid: known.person.id, message });
      return [200];
    });
  });

  const membersOf = (request: Request) => {
    const known = chatOf(request);
    count('members', known);
    refuseAbsent(parts, known);
    return [memberOf(known, tenant)];
  };
  router.get('/v3/conversations/:chat/members', (request, response) => void response.json(membersOf(request)));
  router.get('/v3/conversations/:chat/members/:member', (request, response) => {
    response.json(memberNamed(String(request.params.member), membersOf(request)));
  });
  router.get('/v3/conversations/:chat/pagedmembers', (request, response) => {
    const { pageSize, continuationToken } = request.query;
    response.json(pageOf(membersOf(request), text(pageSize), text(continuationToken)));
  });
  router.get('/v3/conversations/:chat/activities/:id/members', (request, response) => {
    const members = membersOf(request);
    if (!chats.message(chatOf(request).person.id, String(request.params.id))) throw noActivity();
    response.json(members);
  });
  router.get('/v3/attachments/:id/views/original', (request, response) => parts.files.givePasted(String(request.params.id), response));

  router.use((request) => {
    throw notImitated(`${request.method} ${request.originalUrl}`);
  });
  router.use(refuse(parts.log));
  return router;
}

const instant = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString();
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const onlyThisHost = ({ host }: ApiParts) => (request: Request, _: Response, next: NextFunction): void => {
  if (request.headers.host !== host) throw new Refusal(403, 'InvalidBotApiHost', 'This is not the address of this service.');
  next();
};

const onlyTheBot = ({ verify, appId, tenant }: ApiParts) => async (request: Request, _: Response, next: NextFunction): Promise<void> => {
  const caller = await verify(request.headers.authorization);
  if (caller.appId !== appId || caller.tenant !== tenant) throw new Refusal(401, 'BotNotRegistered', 'No bot is registered for this application.');
  next();
};

function refuseAbsent({ chats }: ApiParts, { person }: Known): void {
  const { install, disabled, nested } = chats.standing(person.id);
  if (disabled) throw new Refusal(403, 'BotDisabledByAdmin', 'An administrator has disabled this bot.');
  if (install === 'installed') return;
  if (nested) throw writesBlocked('The bot is no longer installed for this person.');
  throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}

function refuseUnreachable(parts: ApiParts, known: Known): void {
  refuseAbsent(parts, known);
  const { blocked, nested } = parts.chats.standing(known.person.id);
  if (!blocked) return;
  if (nested) throw writesBlocked('The person has blocked the bot.');
  throw new Refusal(403, 'ConversationBlockedByUser', 'The person has blocked the conversation with the bot.');
}

const refuse = (log: Log) => (error: unknown, request: Request, response: Response, next: NextFunction): void => {
  if (response.headersSent) return next(error);
  const refusal = refusalFor(error);
  log(`${refusal.status} ${refusal.code} to ${request.method} ${request.originalUrl}: ${refusal.message}`);
  response.status(refusal.status).set(refusal.headers).json(refusal.body);
};

function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TokenRefused) return new Refusal(401, 'Unauthorized', error.message);
  const { status, message } = error as { status?: number; message: string };
  if (status === 413) return tooBig();
  if (status === 400) return badArgument(message);
  return new Refusal(500, 'ServiceError', `The simulation itself failed: ${message}.`);
}
