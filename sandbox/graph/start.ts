/** Microsoft Graph on loopback, as strict as the real one in what the bot asks of it. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Person } from '../harrowmere/people.ts';
import type { Landlord } from './call.ts';
import { openContract } from './contract.ts';
import { makeDownloads } from './downloads.ts';
import { makeFaults, type Fault } from './faults.ts';
import { graphCalls, type Verify } from './graph-calls.ts';
import { leastPermissions } from './permissions.ts';
import { changePerson, personChangeSchema, type PersonChange } from './person-change.ts';
import { personView, type PersonView } from './person-view.ts';
import { seedPersons } from './persons.ts';
import { makeRecord, type RecordedRequest } from './record.ts';
import { sandboxCalls } from './sandbox-calls.ts';
import { openState } from './state.ts';
import { makeStream } from './stream.ts';

export interface GraphOptions {
  /** Any free port when it is left out. */
  port?: number;
  /** Where the state is kept, as `graph.sqlite`. */
  folder: string;
  people: readonly Person[];
  /** Name of a group → its id. */
  groups: Readonly<Record<string, string>>;
  /** Id of a group → ids of the groups that lie in it. */
  groupsWithin?: Readonly<Record<string, readonly string[]>>;
  tenant: string;
  /** Throws on a bad token. */
  verify: Verify;
  /** Application permissions that the landlord granted. */
  permissions?: readonly string[];
  /** Ids of the drives that the landlord chose. */
  drives?: readonly string[];
  /** The largest page, whatever `$top` says. */
  pageSize?: number;
  /** Case time. */
  now?: () => Temporal.Instant;
  log?: (line: string) => void;
}

export interface RunningGraph {
  /** Ends in /v1.0; what is not Graph's is beside it, below /sandbox. */
  url: string;
  sandboxUrl: string;
  port: number;
  fault(fault: Fault): void;
  clearFaults(): void;
  requests(): RecordedRequest[];
  person(id: string): PersonView;
  changePerson(id: string, change: PersonChange): void;
  close(): Promise<void>;
}

/** Starts the stand-in on 127.0.0.1. */
export async function startGraph(options: GraphOptions): Promise<RunningGraph> {
  const { log = console.warn, now = () => Temporal.Now.instant() } = options;
  const stream = makeStream();
  const faults = makeFaults();
  const record = makeRecord();
  const downloads = makeDownloads();
  const contract = await openContract();
  const state = openState(options.folder, stream.tell);
  seedPersons(state, options.people);

  let origin = '';
  const url = (): string => `${origin}/v1.0`;
  const landlord: Landlord = {
    state,
    now,
    tenant: options.tenant,
    groups: options.groups,
    groupsWithin: options.groupsWithin ?? {},
    drives: options.drives ?? ['letters'],
    pageSize: options.pageSize ?? 5,
    downloadAddress: (itemId) => `${origin}/sandbox/downloads/${downloads.tokenFor(itemId)}`,
  };
  const app = express().disable('x-powered-by');
  app.use('/sandbox', sandboxCalls({ landlord, faults, record, stream, downloads }));
  app.use('/v1.0', graphCalls({ landlord, contract, faults, record, verify: options.verify, permissions: options.permissions ?? leastPermissions, url, log }));

  const server = createServer(app).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;

  const personOf = (id: string) => {
    const person = state.read('person', id);
    if (!person) throw new TypeError(`There is no person ${id}.`);
    return person;
  };
  return {
    url: url(),
    sandboxUrl: `${origin}/sandbox`,
    port,
    fault: faults.add,
    clearFaults: faults.clear,
    requests: record.recent,
    person: (id) => personView(landlord, personOf(id)),
    changePerson: (id, change) => void changePerson(landlord, personOf(id), personChangeSchema.parse(change)),
    close: async () => {
      stream.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      state.close();
    },
  };
}
