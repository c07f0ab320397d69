/** What a file is by its first bytes; its name only decides between kinds that begin alike. */

const endings: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const brands: Record<string, string> = {
  heic: 'image/heic', heix: 'image/heic', heim: 'image/heic', heis: 'image/heic', hevc: 'image/heic', mif1: 'image/heic', msf1: 'image/heic',
  'M4A ': 'audio/mp4', 'M4B ': 'audio/mp4',
  isom: 'video/mp4', iso2: 'video/mp4', iso4: 'video/mp4', iso5: 'video/mp4', iso6: 'video/mp4', mp41: 'video/mp4', mp42: 'video/mp4', avc1: 'video/mp4', 'M4V ': 'video/mp4', MSNV: 'video/mp4', dash: 'video/mp4',
};

const latin = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');

const ending = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const isMp3 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && [0xfb, 0xfa, 0xf3, 0xf2].includes(bytes[1] ?? 0);

const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** True for a web page, which is what an expired or mistaken link gives instead of the file. */
export const looksLikeHtml = (bytes: Uint8Array): boolean => /^\s*(<!doctype html|<html|<head|<script|<body)/i.test(latin(bytes, 0, 512).replace(/^\xef\xbb\xbf/, ''));

const byStart = (start: string): string | undefined => {
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('ID3')) return 'audio/mpeg';
  return undefined;
};

/** The content type of a file that the bot takes, or undefined for every other kind. */
export const contentTypeOf = (bytes: Uint8Array, name: string): string | undefined => {
  const start = latin(bytes, 0, 16);
  const known = byStart(start);
  if (known) return known;
  if (isMp3(bytes)) return 'audio/mpeg';
  if (start.startsWith('PK\x03\x04')) return endings[ending(name)];
  if (start.slice(4, 8) === 'ftyp') return brands[start.slice(8, 12)];
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return ending(name) === 'msg' ? 'application/vnd.ms-outlook' : undefined;
  if (looksLikeHtml(bytes) || bytes.length === 0) return undefined;
  if (ending(name) === 'txt' && isText(bytes)) return 'text/plain';
  if (ending(name) === 'eml' && isText(bytes)) return 'message/rfc822';
  return undefined;
};
