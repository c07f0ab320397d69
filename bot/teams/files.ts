import { z } from 'zod';
import type { InboundFile } from './types.ts';

const shared = z.looseObject({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().default('file'),
  content: z.looseObject({ downloadUrl: z.string().min(1), fileType: z.string().default('') }),
});

const pasted = z.looseObject({
  contentType: z.string().startsWith('image/'),
  name: z.string().default('picture'),
  contentUrl: z.string().min(1),
});

const fileOf = (attachment: unknown): InboundFile[] => {
  const file = shared.safeParse(attachment).data;
  if (file) return [{ name: file.name, contentType: file.content.fileType, url: file.content.downloadUrl, needsToken: false }];
  const picture = pasted.safeParse(attachment).data;
  if (picture) return [{ name: picture.name, contentType: picture.contentType, url: picture.contentUrl, needsToken: true }];
  return [];
};

/** As many as Teams lets people attach to one message. */
const mostFiles = 10;

/** The files of a message. Its attachments also hold the text's own twin in html, which is no file. */
export const inboundFiles = (attachments: unknown[]): InboundFile[] => attachments.flatMap(fileOf).slice(0, mostFiles);
