/** Reads what a page sends with files in it. */

import type { Attached } from './files.ts';

export interface Said {
  text: string | undefined;
  files: Attached[];
}

/** Form data with `text`, any number of `files`, and images under `pasted`. */
export async function readForm(contentType: string, body: Uint8Array<ArrayBuffer>): Promise<Said> {
  // The platform reads form data for whoever hands it over as an answer.
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const chosen = await Promise.all(form.getAll('files').map((entry) => attached(entry, false)));
  const pasted = await Promise.all(form.getAll('pasted').map((entry) => attached(entry, true)));
  return { text: words(form.get('text')), files: [...chosen, ...pasted].filter((file) => file !== undefined) };
}

/** Empty words are no words. */
export const words = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

async function attached(entry: FormDataEntryValue, pasted: boolean): Promise<Attached | undefined> {
  if (typeof entry === 'string') return undefined;
  const type = entry.type || 'application/octet-stream';
  return { name: entry.name, type, bytes: new Uint8Array(await entry.arrayBuffer()), pasted: pasted && type.startsWith('image/') };
}
