/** What the chat page asks of the stand-in. */
// oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to the error handler.

import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Acts } from './acts.ts';
import type { Chats } from './chats.ts';
import type { Deliverer } from './deliver.ts';
import { faultOrder, type Faults } from './faults.ts';
import { readForm, words } from './forms.ts';
import type { Ids } from './ids.ts';
import type { Findings } from './outgoing.ts';
import { Refusal } from './refusal.ts';
import type { Stream } from './stream.ts';

export interface PageConfig {
  /** Origin of the Graph stand-in. */
  graph: string;
  /** Whether case time can be moved. */
  clock: boolean;
  landlord: string;
}

export interface PageParts {
  config: PageConfig;
  ids: Ids;
  chats: Chats;
  faults: Faults;
  findings: Findings;
  deliverer: Deliverer;
  acts: Acts;
  stream: Stream;
}

const pressed = z.object({
  messageId: z.string(),
  action: z.object({ type: z.enum(['Action.Execute', 'Action.Submit']), verb: z.string().optional(), data: z.unknown().optional() }),
});

const oid = (request: Request): string => String(request.params.oid);

/** The routes below `/ui/`. */
export function pageApi({ config, ids, chats, faults, findings, deliverer, acts, stream }: PageParts): Router {
  const router = express.Router();
  router.use(samePage, express.json({ limit: '1mb' }), express.raw({ type: 'multipart/form-data', limit: '64mb' }));
  const known = (request: Request): string => {
    const person = ids.byOid(oid(request))?.person;
    if (!person) throw new Refusal(404, 'NotFound', 'Nobody here has this id.');
    return person.id;
  };

  router.get('/config', (_, response) => void response.json(config));
  router.get('/people', (_, response) => {
    response.json(
      ids.all.map(({ person: { id, name, title } }) => ({ id, name, title, unread: chats.unread(id), installed: chats.standing(id).install === 'installed' })),
    );
  });
  router.get('/stream', stream.join);
  router.get('/chats/:oid', (request, response) => void response.json({ messages: chats.messages(known(request)) }));
  router.post('/chats/:oid/messages', async (request, response) => {
    const type = request.headers['content-type'] ?? '';
    const said = Buffer.isBuffer(request.body) ? await readForm(type, new Uint8Array(request.body)) : { text: words(request.body?.text), files: [] };
    response.status(201).json(acts.say(oid(request), said.text, said.files));
  });
  router.post('/chats/:oid/press', async (request, response) => {
    response.json(await acts.press(oid(request), pressed.parse(request.body)));
  });
  router.post('/chats/:oid/read', (request, response) => {
    acts.read(oid(request));
    response.status(204).end();
  });

  for (const act of ['install', 'uninstall'] as const)
    router.post(`/people/:oid/${act}`, (request, response) => {
      known(request);
      // The bot hears of it meanwhile, as in Teams.
      void acts[act](oid(request));
      response.status(204).end();
    });
  for (const act of ['block', 'unblock'] as const)
    router.post(`/people/:oid/${act}`, (request, response) => {
      acts[act](oid(request));
      response.status(204).end();
    });

  router.get('/findings', (_, response) => void response.json(findings.all()));
  router.get('/deliveries', (_, response) => void response.json(deliverer.recent()));
  router.get('/faults', (_, response) => void response.json(faults.shown()));
  router.post('/faults', (request, response) => {
    const order = faultOrder.parse(request.body);
    faults.order(order);
    if (order.person) stream.announce({ type: 'people', oid: order.person.id });
    response.json(faults.shown());
  });
  router.use(refuse);
  return router;
}

/** Another site that is open in the same browser must not press buttons here. */
function samePage(request: Request, _: Response, next: NextFunction): void {
  const { host = '', origin } = request.headers;
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(host)) throw new Refusal(403, 'Host', 'This page is served on 127.0.0.1 only.');
  if (origin !== undefined && origin !== `http://${host}`) throw new Refusal(403, 'Origin', 'Another page may not act here.');
  next();
}

function refuse(error: unknown, _: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) next(error);
  else if (error instanceof Refusal) response.status(error.status).json({ error: error.message });
  else if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else response.status((error as { status?: number }).status ?? 500).json({ error: (error as Error).message });
}
