/** Our OpenAPI document against Microsoft's own, when a copy of it lies beside the project. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { OpenAPIBackend } from 'openapi-backend';
import { openApiDocument, openContract } from '../../sandbox/graph/contract.ts';
import { groups } from '../../sandbox/harrowmere/people.ts';
import { asked, id, key, letter, london, openOffice, panelMeeting, type Office } from './graph-kit.ts';

const folder = new URL('../../../shared/graph/', import.meta.url);
const isThere = existsSync(new URL('graph-openapi-slice.json', folder));
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
}
interface Operation {
  operationId: string;
  parameters?: Parameter[];
  'x-application-permissions'?: string[];
}
interface OpenApi {
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
  components: { parameters: Record<string, Parameter>; schemas: Record<string, { properties: object }> };
}

const ours = openApiDocument() as unknown as OpenApi;
const methods = ['get', 'post', 'put', 'patch', 'delete'];

const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ name: `${method.toUpperCase()} ${path}`, path, method, operation }] : [];
    }),
  );

const queryOf = (document: OpenApi, path: string, method: string): string[] => {
  const item = document.paths[path];
  return [...(item?.parameters ?? []), ...(item?.[method]?.parameters ?? [])]
    .map((parameter) => (parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] : parameter))
    .flatMap((parameter) => (parameter?.in === 'query' ? [parameter.name] : []));
};

/** Why each of ours is not among Microsoft's: the names are all there is to look through. */
const notInTheirs: Record<string, string> = {
  'GET /users/{user-id}/messages': 'the copy leaves it out; the same list of one folder is there',
  'GET /drives/{drive-id}/items/{parent-id}:/{file-path}': 'addressing by path is OData syntax and in no OpenAPI document',
  'GET /drives/{drive-id}/items/{parent-id}:/{file-path}:/content': 'the same',
  'PUT /drives/{drive-id}/items/{parent-id}:/{file-path}:/content': 'the same',
};

/** Query options that Graph takes and its document leaves out. */
const undocumentedQuery = ['$skiptoken'];

/** Permissions that are enough, and that the table of Microsoft leaves out. */
const undocumentedPermissions: Record<string, string> = {
  'Sites.Selected': 'granted for each site, so the table does not list it',
  'Calendars.ReadWrite': 'left out where only one event is read',
  'Mail.ReadWrite': 'left out where only one message is read',
};

const recipient = [{ emailAddress: { name: 'Somebody', address: 'somebody@elsewhere.example' } }];
const location = { displayName: 'Room 2' };

/** Bodies with everything that our document allows. */
const fullBodies: Record<string, { schema: string; body: Record<string, unknown> }> = {
  'POST /users/{user-id}/events': {
    schema: 'newEvent',
    body: panelMeeting({ isAllDay: false, location, importance: 'high', showAs: 'busy', responseRequested: true, isReminderOn: true, reminderMinutesBeforeStart: 30 }),
  },
  'PATCH /users/{user-id}/events/{event-id}': {
    schema: 'changedEvent',
    body: { subject: 'Panel', body: { contentType: 'html', content: '' }, start: london('2026-12-04T10:00:00'), end: london('2026-12-04T11:00:00'), location, attendees: [asked('Tom Ashdown')] },
  },
  'POST /users/{user-id}/calendar/getSchedule': {
    schema: 'askedSchedule',
    body: { schedules: ['a@b.example'], startTime: london('2026-12-04T10:00:00'), endTime: london('2026-12-04T11:00:00'), availabilityViewInterval: 30 },
  },
  'POST /users/{user-id}/messages': {
    schema: 'newMessage',
    body: letter({
      toRecipients: recipient,
      ccRecipients: recipient,
      bccRecipients: recipient,
      replyTo: recipient,
      importance: 'normal',
      internetMessageHeaders: [{ name: 'x-key', value: '1' }],
      attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'letter.docx', contentType: 'application/octet-stream', contentBytes: 'aGVsbG8=' }],
    }),
  },
};

/** A path that fits the template, for the one check that needs a path. */
const pathFor = (template: string): string => template.replace(/\{[^}]+\}/g, 'x');

describe('The OpenAPI document of the stand-in for Graph', () => {
  it('is whole: every reference leads somewhere and every operation is valid', async () => {
    const backend = new OpenAPIBackend({ definition: openApiDocument(), strict: true, ajvOpts: { strict: false } });
    await backend.init();
    assert.ok(operationsOf(ours).length >= 23);
  });

  it('closes every body that it takes', () => {
    const open: string[] = [];
    const look = (schema: unknown, where: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, additionalProperties } = schema as { type?: unknown; additionalProperties?: unknown };
      if (type === 'object' && additionalProperties !== false) open.push(where);
      for (const [name, inner] of Object.entries(schema)) look(inner, `${where}/${name}`);
    };
    look(ours.components.schemas, 'schemas');
    for (const { name, operation } of operationsOf(ours)) look(operation, name);
    assert.deepEqual(open, []);
  });

  it('has an example with every property that it allows, and takes it', async () => {
    const contract = await openContract();
    for (const [name, { schema, body }] of Object.entries(fullBodies)) {
      assert.deepEqual(Object.keys(body).toSorted(), Object.keys(ours.components.schemas[schema]?.properties ?? {}).toSorted(), name);
      const [method = '', template = ''] = name.split(' ');
      const operation = contract.operationOf(method, pathFor(template));
      assert.equal(operation?.name, name);
      contract.check(operation, { method, path: pathFor(template), query: {}, headers: { 'content-type': 'application/json' }, body });
    }
  });
});

describe('Held against the OpenAPI document of Microsoft', () => {
  before(function () {
    if (isThere) return;
    console.log("      Microsoft's OpenAPI document is not beside the project: these tests wait for it.");
    this.skip();
  });

  it('every operation of ours exists there, the named exceptions aside', () => {
    const theirs = new Set(operationsOf(read('graph-openapi-slice.json')).map(({ name }) => name));
    const missing = operationsOf(ours).map(({ name }) => name).filter((name) => !theirs.has(name));
    assert.deepEqual(missing.toSorted(), Object.keys(notInTheirs).toSorted());
  });

  it('every query option of ours exists there', () => {
    const theirs: OpenApi = read('graph-openapi-slice.json');
    for (const { name, path, method } of operationsOf(ours)) {
      if (name in notInTheirs) continue;
      const known = [...queryOf(theirs, path, method), ...undocumentedQuery];
      assert.deepEqual(queryOf(ours, path, method).filter((option) => !known.includes(option)), [], name);
    }
  });

  it('every permission of ours is enough there, and the least is among them', () => {
    const { permissions } = read('permissions.json') as { permissions: Record<string, { least: { application: string }; application: string[] }> };
    for (const { name, operation } of operationsOf(ours)) {
      const theirs = permissions[name];
      if (!theirs) {
        assert.ok(name in notInTheirs, name);
        continue;
      }
      const named = operation['x-application-permissions'] ?? [];
      assert.deepEqual(named.filter((permission) => !theirs.application.includes(permission) && !(permission in undocumentedPermissions)), [], name);
      // Microsoft's table gives another word for the drives that a landlord chose.
      if (!named.includes('Sites.Selected')) assert.equal(named[0], theirs.least.application, name);
    }
  });

  describe('bodies that ours takes', () => {
    let strict: Ajv;
    before(() => {
      strict = new Ajv({ strict: false, allErrors: true });
      addFormats.default(strict);
      strict.addFormat('base64url', true);
      strict.addSchema(read('graph-request-bodies-strict.json'));
    });
    const validatorOf = (name: string): ValidateFunction => {
      const pointer = encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('%24', '$');
      const found = strict.getSchema(`graph-request-bodies-strict#/requests/${pointer}`);
      assert.ok(found, name);
      return found;
    };

    for (const [name, { body }] of Object.entries({ ...fullBodies, 'POST /users/{user-id}/events/{event-id}/cancel': { body: { comment: 'Off' } } })) {
      it(`are taken there: ${name}`, () => {
        const validate = validatorOf(name);
        assert.ok(validate(body), JSON.stringify(validate.errors));
        assert.ok(!validate({ ...body, attendee: [] }), 'an unknown property must be refused');
      });
    }
  });

  describe('answers of ours', () => {
    let office: Office;
    let theirs: OpenAPIBackend;
    before(async () => {
      office = await openOffice();
      theirs = new OpenAPIBackend({
        definition: read('graph-openapi-slice.json'),
        quick: true,
        ajvOpts: { strict: false },
        customizeAjv: (ajv) => {
          addFormats.default(ajv as unknown as Ajv);
          ajv.addFormat('base64url', true);
          // Graph's times of day carry no offset, which the usual format demands.
          ajv.addFormat('time', /^\d\d:\d\d:\d\d(\.\d+)?$/);
          return ajv;
        },
      });
      await theirs.init();
    });
    after(() => office.close());

    it('are answers of theirs too', async () => {
      const user = `/users/${id('Grace Oduya')}`;
      const { body: event } = await office.call('POST', `${user}/events`, panelMeeting());
      await office.call('POST', `${user}/messages`, letter());
      const answered = [
        ['/users', '/users'],
        ['/users/{user-id}', user],
        ['/users/{user-id}/manager', `${user}/manager`],
        ['/groups/{group-id}/members', `/groups/${groups.managers}/members`],
        ['/users/{user-id}/mailboxSettings', `${user}/mailboxSettings`],
        ['/users/{user-id}/events', `${user}/events?$expand=singleValueExtendedProperties($filter=id eq '${key}')`],
        ['/users/{user-id}/events/{event-id}', `${user}/events/${event.id}`],
        ['/users/{user-id}/calendarView', `${user}/calendarView?startDateTime=2026-12-01&endDateTime=2026-12-08`],
        ['/users/{user-id}/mailFolders/{mailFolder-id}/messages', `${user}/mailFolders/drafts/messages`],
      ] as const;
      for (const [template, path] of answered) {
        const { status, body } = await office.call('GET', path);
        assert.equal(status, 200, path);
        assertTheirs('get', template, body);
      }
      const schedule = await office.call('POST', `${user}/calendar/getSchedule`, fullBodies['POST /users/{user-id}/calendar/getSchedule']?.body);
      assertTheirs('post', '/users/{user-id}/calendar/getSchedule', schedule.body);
      assert.throws(() => assertTheirs('get', '/users/{user-id}/events/{event-id}', { ...event, start: 'soon' }), 'a wrong answer must be seen');
    });

    function assertTheirs(method: string, template: string, body: object): void {
      const operation = theirs.router.getOperations().find((each) => each.path === template && each.method === method);
      assert.ok(operation, template);
      const { errors } = theirs.validateResponse(body, operation);
      assert.equal(errors, null, `${template}: ${JSON.stringify(errors?.slice(0, 3))}`);
    }
  });
});
