/** Files that people attach, and the ways in which a bot gets at them. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import express, { type Response, type Router } from 'express';
import type { Faults } from './faults.ts';
import { Refusal } from './refusal.ts';

export interface Attached {
  name: string;
  type: string;
  bytes: Uint8Array;
  /** Pasted into the message, not chosen as a file: only images are. */
  pasted: boolean;
}

export interface FileShelf {
  /** Stores a file; the result is the attachment that the bot receives. */
  keep(file: Attached): object;
  /** Answers with a pasted image; the caller's token has been checked. */
  givePasted(id: string, response: Response): void;
  /** The links that need no token, below `/files/`, and the ones into a person's own storage, below `/personal/`. */
  links: Router;
}

export interface ShelfParts {
  database: DatabaseSync;
  faults: Faults;
  /** Origin of the stand-in. */
  origin: string;
  serviceUrl: string;
  /** Machine time, epoch milliseconds. */
  machineNow: () => number;
  /** For how many milliseconds a link works. */
  linkLives: number;
}

const infoType = 'application/vnd.microsoft.teams.file.download.info';
const extension = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
const sharingPage = '<!doctype html><title>Simulation</title><p>This page stands where the file should be.</p>';

export function fileShelf({ database, faults, origin, serviceUrl, machineNow, linkLives }: ShelfParts): FileShelf {
  const put = database.prepare('INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)');
  const find = database.prepare('SELECT secret, type, expires, pasted, bytes FROM files WHERE id = ?');

  const keep = ({ name, type, bytes, pasted }: Attached): object => {
    const id = randomUUID();
    const secret = randomBytes(24).toString('base64url');
    put.run(id, secret, type, machineNow() + linkLives, pasted ? 1 : 0, bytes);
    if (pasted) return { contentType: type, contentUrl: `${serviceUrl}v3/attachments/${id}/views/original` };
    return {
      contentType: infoType,
      content: { downloadUrl: `${origin}/files/${id}?tempauth=${secret}`, uniqueId: id, fileType: extension(name) },
      contentUrl: `${origin}/personal/files/${id}/${encodeURIComponent(name)}`,
      name,
    };
  };

  const links = express.Router();
  links.get('/files/:id', (request, response) => {
    const file = find.get(String(request.params.id));
    if (!file || request.query.tempauth !== file.secret || Number(file.expires) <= machineNow()) {
      response.status(401).json({ error: { code: 'unauthenticated', message: 'The link has expired or was never valid.' } });
    } else if (faults.download === 'page') response.type('html').send(sharingPage);
    else response.type(String(file.type)).send(Buffer.from(file.bytes as Uint8Array));
  });
  links.get('/personal/*rest', (_, response) => {
    response.status(401).json({ error: { code: 'unauthenticated', message: "The file lies in the person's own storage, which the bot cannot open." } });
  });

  return {
    keep,
    links,
    givePasted: (id, response) => {
      const file = find.get(id);
      if (!file?.pasted) throw new Refusal(404, 'ResourceNotFound', 'There is no such attachment.');
      response.type(String(file.type)).send(Buffer.from(file.bytes as Uint8Array));
    },
  };
}
