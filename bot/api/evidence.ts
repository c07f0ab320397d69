import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Express } from 'express';
import type { Case, Evidence } from '../case/state.ts';
import type { Head, Store } from '../store/port.ts';
import type { Views } from '../views/draw.ts';
import { evidenceLinkView } from '../views/general.ts';
import type { View } from '../views/view.ts';

export interface EvidenceOptions {
  store: Pick<Store, 'file' | 'kept' | 'keep'>;
  views: Views;
  /** Where people's browsers reach the bot. */
  publicUrl(): string;
  key: string;
  /** Epoch milliseconds: links end by machine time. */
  machineNow(): number;
  log: { info(fields: object, message: string): void };
}

/** Minutes for which a link opens. */
const minutes = 5;

/** So that a downloaded file opens; its own name may tell whom it is about, and stays with us. */
const endings: Record<string, string> = {
  'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/heic': 'heic', 'application/pdf': 'pdf', 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'video/mp4': 'mp4', 'text/plain': 'txt', 'message/rfc822': 'eml',
  'application/vnd.ms-outlook': 'msg', 'application/zip': 'zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

const signature = (key: string, file: string, ending: string, until: number): string => createHmac('sha256', key).update(`evidence ${file} ${ending} ${until}`).digest('base64url');

const sameText = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** The evidence that a viewer may see: their own report's, or the whole case's where the view shows it to them. */
const evidenceOf = (state: Case, file: string): Evidence | undefined => state.reports.flatMap((report) => report.evidence).find((item) => item.id === file);

/**
 * Evidence is opened by a link that ends after a few minutes and says nothing: the id is a digest, the file's name stays
 * with us. Whoever may see the view “evidence” of the case gets one; each is logged without the person's name.
 */
export const evidenceLinks = (options: EvidenceOptions) => ({
  view: async (head: Head, viewer: string, file: string): Promise<View | undefined> => {
    const listed = await options.views.part(head, viewer, 'evidence', undefined);
    const item = head.stream.startsWith('case/') && listed ? evidenceOf(head.state as Case, file) : undefined;
    if (!item || !(listed?.data['files'] as { id: string }[] | undefined)?.some((entry) => entry.id === file)) return undefined;
    const until = options.machineNow() + minutes * 60_000;
    const ending = endings[item.type] ?? 'bin';
    options.log.info({ case: (head.state as Case).id, file, by: viewer }, 'evidence opened');
    return evidenceLinkView({ name: String(head.words[item.name] ?? ''), size: item.size, minutes, url: `${options.publicUrl()}/evidence/${file}?as=${ending}&until=${until}&sign=${signature(options.key, file, ending, until)}` });
  },
  mount: (app: Express): void => {
    app.get('/evidence/:file', async (request, response) => {
      const { file } = request.params;
      const ending = String(request.query['as'] ?? '');
      const until = Number(request.query['until']);
      const sign = String(request.query['sign'] ?? '');
      if (!Number.isSafeInteger(until) || until < options.machineNow() || !sameText(sign, signature(options.key, file, ending, until))) {
        response.status(403).type('text/plain').send('This link has ended. Open the evidence from your chat again.');
        return;
      }
      const bytes = await options.store.file(file);
      if (!bytes) {
        response.status(404).type('text/plain').send('This file is no longer here.');
        return;
      }
      response.set({ 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="evidence-${file.slice(0, 6)}.${ending}"`, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': "sandbox; default-src 'none'", 'referrer-policy': 'no-referrer' });
      response.send(Buffer.from(bytes));
    });
  },
});
