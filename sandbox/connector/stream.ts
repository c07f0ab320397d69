/** Tells open pages what has changed, by server-sent events. */

import type { Request, Response } from 'express';
import type { Announce } from './shapes.ts';

export interface Stream {
  announce: Announce;
  /** Answers a request with the stream; it stays open. */
  join(request: Request, response: Response): void;
  close(): void;
}

export function openStream(): Stream {
  const listeners = new Set<Response>();
  return {
    announce: (change) => {
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(change)}\n\n`);
    },
    join: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-simulation': 'Bot Connector stand-in, not Microsoft' });
      response.write(': a simulation\n\n');
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
    },
    close: () => {
      for (const listener of listeners) listener.end();
    },
  };
}
