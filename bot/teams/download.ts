/** Files that people send: where they may come from, how large, and of what kind. */
import { contentTypeOf, looksLikeHtml } from './content-type.ts';
import { isLoopback, parsedUrl, type AllowList } from './origins.ts';
import type { Download, InboundFile } from './types.ts';

// Where Teams keeps the files of a private chat. An attachment may name any address: the bot must not fetch from its own network.
const fileHosts = ['.sharepoint.com', '.sharepoint.us', '.svc.ms'];
const mostRedirects = 3;
const patience = 60_000;

const sentences = {
  place: 'This file is kept where the bot may not fetch it. Please send it again from your own device.',
  failed: 'The file could not be fetched. Please send it again.',
  page: 'Teams gave a web page instead of the file. Please send it again.',
  kind: 'The bot does not take this kind of file.',
};

const tooLarge = (maxBytes: number): string => `The file is too large. The most is ${Math.floor(maxBytes / 1_000_000)} MB.`;

export interface DownloadParts {
  allowed: AllowList;
  local: boolean;
  token(serviceUrl: string): Promise<string>;
}

/** Thrown inside this file only: why a file is not taken, as a sentence for its sender. */
class NotTaken extends Error {}

const isFilePlace = (url: URL, local: boolean): boolean => {
  if (local) return isLoopback(url);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && fileHosts.some((host) => url.hostname.endsWith(host));
};

const headersFor = async (file: InboundFile, url: URL, { allowed, local, token }: DownloadParts): Promise<Record<string, string>> => {
  if (!file.needsToken) {
    if (isFilePlace(url, local) || allowed.address(url)) return {};
    throw new NotTaken(sentences.place);
  }
  if (!allowed.address(url)) throw new NotTaken(sentences.place);
  return { authorization: `Bearer ${await token(`${url.origin}/`)}` };
};

const next = (response: Response, url: URL): URL | undefined => {
  const place = response.headers.get('location');
  return response.status >= 300 && response.status < 400 && place !== null ? (URL.parse(place, url) ?? undefined) : undefined;
};

const open = async (file: InboundFile, parts: DownloadParts): Promise<Response> => {
  let url = parsedUrl(file.url);
  const signal = AbortSignal.timeout(patience);
  for (let hop = 0; url && hop <= mostRedirects; hop += 1) {
    const response = await fetch(url, { headers: await headersFor(file, url, parts), redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    url = next(response, url);
  }
  throw new NotTaken(sentences.failed);
};

const read = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new NotTaken(tooLarge(maxBytes));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const take = async (file: InboundFile, maxBytes: number, parts: DownloadParts): Promise<Download> => {
  const response = await open(file, parts);
  const declared = response.headers.get('content-type') ?? '';
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes || declared.startsWith('text/html')) {
    await response.body?.cancel();
    throw new NotTaken(declared.startsWith('text/html') ? sentences.page : tooLarge(maxBytes));
  }
  const bytes = await read(response, maxBytes);
  if (looksLikeHtml(bytes)) throw new NotTaken(sentences.page);
  const contentType = contentTypeOf(bytes, file.name);
  if (contentType === undefined) throw new NotTaken(sentences.kind);
  return { bytes, contentType };
};

/** Fetches a file once: Teams' links are short-lived. Never throws; a refusal is a sentence for the sender. */
export const downloader = (parts: DownloadParts) => async (file: InboundFile, maxBytes: number): Promise<Download> => {
  try {
    if (file.size !== undefined && file.size > maxBytes) return { refused: tooLarge(maxBytes) };
    return await take(file, maxBytes, parts);
  } catch (error) {
    return { refused: error instanceof NotTaken ? error.message : sentences.failed };
  }
};
