import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { loadTemplates } from '../../bot/views/render.ts';
import { lintCard } from '../../sandbox/connector/lint.ts';
import { drawn } from './seeing.ts';

const folder = new URL('../../cards/', import.meta.url);
const read = (file: URL): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

const templates = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('.sample.json')).map((file) => file.slice(0, -'.json'.length));

const samplesOf = (template: string): [string, Record<string, unknown>][] => {
  const file = new URL(`${template}.sample.json`, folder);
  return existsSync(file) ? Object.entries(read(file)['samples'] as Record<string, Record<string, unknown>>) : [];
};

/** Microsoft's schema of Adaptive Cards 1.5, where it is at hand. */
const schemaFile = new URL('../../../shared/schemas/adaptive-card-1.5.json', import.meta.url);

const schemaCheck = () => {
  const { id: _id, ...schema } = read(schemaFile);
  const ajv = new Ajv({ strict: false, logger: false });
  ajv.addMetaSchema(read(new URL('../../node_modules/ajv/lib/refs/json-schema-draft-06.json', import.meta.url)));
  return ajv.compile(schema);
};

/** The most that Teams takes in one message, in bytes. */
const mostBytes = 28_000;

describe('the card templates', () => {
  before(() => loadTemplates());

  for (const template of templates) {
    it(`given ${template}, then there are samples for it`, () => assert.notEqual(samplesOf(template).length, 0));

    for (const [name, data] of samplesOf(template)) {
      const card = () => drawn({ template, name: 'sample', data, open: false, summary: '' });

      it(`given ${template} with the sample “${name}”, when drawn, then every field is filled`, () => {
        const unfilled = /\$\{[^}]*\}/.exec(JSON.stringify(card()));
        assert.equal(unfilled, null);
      });

      it(`given ${template} with the sample “${name}”, when drawn, then Teams would draw it as meant`, () => {
        assert.deepEqual(lintCard(card()), []);
        assert(JSON.stringify(card()).length < mostBytes);
      });

      it(`given ${template} with the sample “${name}”, when drawn, then it fits the schema of 1.5`, function () {
        if (!existsSync(schemaFile)) this.skip();
        const check = schemaCheck();
        assert(check(card()), JSON.stringify(check.errors?.map(({ instancePath }) => instancePath).slice(-3)));
      });
    }
  }
});
