/** Server-sent events: whose calendar, mailbox or place in the directory has changed. */

import type { Request, Response } from 'express';
import type { Kind } from './documents.ts';

export interface Stream {
  open(request: Request, response: Response): void;
  tell(kind: Kind, owner: string, id: string): void;
  close(): void;
}

const names: Record<Kind, string> = { event: 'calendar', message: 'mailbox', person: 'directory', item: 'files' };

export function makeStream(): Stream {
  const open = new Set<Response>();
  return {
    open: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': open\n\n');
      open.add(response);
      request.on('close', () => open.delete(response));
    },
    tell: (kind, owner, id) => {
      const data = JSON.stringify({ person: kind === 'person' ? id : owner, changed: names[kind] });
      for (const response of open) response.write(`event: change\ndata: ${data}\n\n`);
    },
    close: () => {
      for (const response of open) response.end();
      open.clear();
    },
  };
}
