/** A server that answers as it is told, call after call, and remembers what it was asked. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphClient, type Graph, type GraphOptions } from '../../bot/graph/client.ts';

export interface Asked {
  method: string;
  /** As it came over the wire, still encoded. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Script = (response: ServerResponse, asked: Asked) => void;

export const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Script => (response) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Carried out, but the line breaks before the answer. */
export const lost: Script = (response) => void response.socket?.destroy();
export const halfAnswer: Script = (response) =>
  void response.writeHead(201, { 'content-length': '9' }).write('{"id":', () => response.socket?.destroy());
export const silent: Script = () => undefined;

export interface Scripted {
  origin: string;
  url: string;
  asked: Asked[];
  /** Answers to come; the last one stays. */
  say(...scripts: Script[]): void;
  close(): Promise<void>;
}

export const startScripted = async (): Promise<Scripted> => {
  const asked: Asked[] = [];
  let scripts: Script[] = [answer(200)];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
    asked.push(call);
    const script = scripts.length > 1 ? scripts.shift() : scripts[0];
    script?.(response, call);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/v1.0`,
    asked,
    say: (...next) => void (scripts = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export const machineTime = Date.parse('2026-12-01T08:00:00Z');

/** A client whose waits take no time and are written down. */
export const clientOf = (baseUrl: string, options: Partial<GraphOptions> = {}): { graph: Graph; waits: number[] } => {
  const waits: number[] = [];
  const graph = graphClient({
    baseUrl,
    token: async () => 'good',
    machineNow: () => machineTime,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    ...options,
  });
  return { graph, waits };
};
