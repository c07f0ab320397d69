/** The calls below /sandbox, which are not Graph's: the page looks in, tests make trouble. */

import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import type { Landlord } from './call.ts';
import type { Downloads } from './downloads.ts';
import { faultSchema, type Faults } from './faults.ts';
import { changePerson, personChangeSchema } from './person-change.ts';
import { personView } from './person-view.ts';
import type { RequestRecord } from './record.ts';
import type { Stream } from './stream.ts';

export interface SandboxParts {
  landlord: Landlord;
  faults: Faults;
  record: RequestRecord;
  stream: Stream;
  downloads: Downloads;
}

/** A page from this machine may read; changes come from programs, never from a page elsewhere. */
const readableFromLoopback: RequestHandler = (request, response, next) => {
  const { origin } = request.headers;
  if (request.method === 'GET' && origin && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(origin)) {
    response.set({ 'access-control-allow-origin': origin, vary: 'origin' });
  }
  next();
};

const saidClearly: ErrorRequestHandler = (error, _request, response, _next) => {
  const sentence = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
  response.status(400).json({ error: sentence });
};

export function sandboxCalls({ landlord, faults, record, stream, downloads }: SandboxParts): Router {
  const router = express.Router();
  router.use(readableFromLoopback, express.json());

  router.get('/people/:oid', (request, response) => {
    const person = landlord.state.read('person', request.params.oid);
    if (!person) return void response.status(404).json({ error: `There is no person ${request.params.oid}.` });
    response.json(personView(landlord, person));
  });
  router.post('/people/:oid', (request, response) => {
    const person = landlord.state.read('person', request.params.oid);
    if (!person) return void response.status(404).json({ error: `There is no person ${request.params.oid}.` });
    response.json(personView(landlord, changePerson(landlord, person, personChangeSchema.parse(request.body))));
  });
  router.get('/requests', (_request, response) => void response.json(record.recent()));
  router.get('/stream', (request, response) => stream.open(request, response));
  router.post('/faults', (request, response) => {
    faults.add(faultSchema.parse(request.body));
    response.status(204).end();
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  router.get('/downloads/:token', (request, response) => {
    const item = landlord.state.read('item', downloads.itemFor(request.params.token) ?? '');
    if (!item) return void response.status(404).json({ error: 'This address of a file is not valid any more.' });
    response.set('content-type', item.contentType).send(Buffer.from(item.content, 'base64'));
  });
  router.use((_request, response) => void response.status(404).json({ error: 'There is no such call below /sandbox.' }));
  router.use(saidClearly);
  return router;
}
