/** What must hold of every conversation, whatever it was about: the last tests of each file. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Scene } from './scene.ts';

const shared = new URL('../../../shared/', import.meta.url);
const cardSchema = new URL('schemas/adaptive-card-1.5.json', shared);
const bodySchemas = new URL('graph/graph-request-bodies-strict.json', shared);

const read = (file: URL): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

const cardCheck = (): ValidateFunction => {
  const { id: _id, ...schema } = read(cardSchema);
  const ajv = new Ajv({ strict: false, logger: false });
  ajv.addMetaSchema(read(new URL('../../node_modules/ajv/lib/refs/json-schema-draft-06.json', import.meta.url)));
  return ajv.compile(schema);
};

const bodyCheck = (): ((operation: string) => ValidateFunction | undefined) => {
  const ajv = new Ajv({ strict: false, logger: false });
  const file = read(bodySchemas);
  ajv.addSchema(file);
  const known = file['requests'] as Record<string, unknown>;
  return (operation) => {
    if (!Object.hasOwn(known, operation)) return undefined;
    const pointer = encodeURIComponent(operation.replaceAll('~', '~0').replaceAll('/', '~1'));
    return ajv.getSchema(`${String(file['$id'])}#/requests/${pointer}`);
  };
};

/** The most that Teams takes in one message, in bytes. */
const mostBytes = 28_000;

/** Every card that somebody saw, sent or as an answer, each once. */
const cardsOf = (scene: Scene): Record<string, unknown>[] => {
  const all = [...scene.shown.map(({ card }) => card), ...scene.answers.map(({ card }) => card)];
  return [...new Map(all.map((card) => [JSON.stringify(card), card as Record<string, unknown>])).values()];
};

/** Registers the tests that end each file. */
export const afterwards = (scene: () => Scene): void => {
  describe('afterwards', () => {
    it('then Teams would draw every card as it is meant', () => {
      assert.deepEqual(scene().standIns.connector.findings().map(({ words }) => words), []);
    });

    it('then no card is too large, and none has a field without a value', () => {
      const cards = cardsOf(scene());
      assert.ok(cards.length > 0);
      for (const card of cards) {
        const text = JSON.stringify(card);
        assert.ok(Buffer.byteLength(text) < mostBytes, `${Buffer.byteLength(text)} bytes: ${text.slice(0, 300)}`);
      }
    });

    it('then every card fits the schema of Adaptive Cards 1.5', function () {
      if (!existsSync(cardSchema)) this.skip();
      const check = cardCheck();
      for (const card of cardsOf(scene())) assert.ok(check(card), `${JSON.stringify(check.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`).slice(0, 6))} in ${JSON.stringify(card)}`);
    });

    it('then every request to Graph fits what Microsoft documents', function () {
      if (!existsSync(bodySchemas)) this.skip();
      const checkOf = bodyCheck();
      // What was ordered to go wrong was never looked at.
      for (const { method, operation, body } of scene().standIns.graph.requests().filter(({ status }) => status !== 429 && status < 500)) {
        assert.ok(operation, `${method} is not a call that is known`);
        if (method === 'GET' || method === 'DELETE') continue;
        const check = checkOf(operation);
        if (check) assert.ok(check(body), `${operation}: ${JSON.stringify(check.errors?.slice(0, 3))}`);
      }
    });

    it('then nobody was shown an error, and no answer was late', () => {
      const bad = scene().standIns.connector.deliveries().filter((delivery) => delivery.wrong !== undefined && !delivery.wrong.includes('could not be reached'));
      assert.deepEqual(bad, []);
    });
  });
};
