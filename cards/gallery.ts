/** `npm run cards`: every card template with every sample, in light, in dark and as wide as a phone. `--out FOLDER` writes the page instead. */
import '../bot/node-version.ts';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { renderCard } from '../bot/views/render.ts';
import { lintCard } from '../sandbox/connector/lint.ts';
import type { Shown } from './gallery-page.ts';

const here = import.meta.dirname;

const samplesOf = (template: string): Record<string, Record<string, unknown>> =>
  (JSON.parse(readFileSync(join(here, `${template}.sample.json`), 'utf8')) as { samples: Record<string, Record<string, unknown>> }).samples;

/** What is wrong with a card: the lint's findings, and fields that no data filled. */
const findingsOf = (card: object): string[] => {
  const text = JSON.stringify(card);
  const unfilled = [...new Set(text.match(/\$\{[^}]*\}/g) ?? [])].map((field) => `${field} is not filled.`);
  return [...lintCard(card), ...unfilled];
};

/** Every template with every sample, as a person would get it. */
export const shownCards = (): Shown[] => {
  const files = readdirSync(here);
  const templates = files.filter((file) => file.endsWith('.json') && !file.endsWith('.sample.json')).map((file) => file.slice(0, -'.json'.length));
  return templates.flatMap((template) => {
    if (!files.includes(`${template}.sample.json`)) return [{ template, sample: 'none', card: {}, bytes: 0, findings: [`cards/${template}.sample.json is missing.`] }];
    return Object.entries(samplesOf(template)).map(([sample, data]): Shown => {
      const card = renderCard({ template, name: template, data, open: false, summary: '' }, { stream: 'case/sample', version: 1 });
      return { template, sample, card, bytes: Buffer.byteLength(JSON.stringify(card)), findings: findingsOf(card) };
    });
  });
};

/** The page's own colours, so that light and dark can stand side by side. */
const bothThemes = (style: string): string =>
  style.replace(':root {', ':root, [data-theme="light"] {').replace(':root[data-theme="dark"] {', '[data-theme="dark"] {');

const layout = `
html, body { height: auto; }
body { display: block; padding: 24px; background: var(--list); }
h1 { font-size: 24px; line-height: 32px; }
h2 { margin: 32px 0 8px; font-size: 18px; line-height: 24px; }
nav { columns: 4 220px; margin-top: 12px; }
.looks { display: grid; grid-template-columns: 552px 552px 360px; gap: 16px; align-items: start; }
.look { padding: 16px; border-radius: 8px; color: var(--text); background: var(--canvas); }
.look.phone { padding: 16px 12px; }
.look > p { margin-bottom: 8px; color: var(--text-subtle); font-size: 12px; }
.findings { margin: 8px 0; color: var(--attention); list-style: disc; padding-left: 20px; }
`;

const html = (cards: Shown[]): string => `<!doctype html>
<html lang="en-GB" data-theme="light">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The cards</title><link rel="stylesheet" href="style.css"></head>
<body><script id="cards" type="application/json">${JSON.stringify(cards).replaceAll('<', '\\u003c')}</script><script src="page.js"></script></body>
</html>
`;

/** Writes index.html, style.css and page.js into a folder, and tells how many cards they show and what is wrong with them. */
export const writeGallery = async (folder: string): Promise<Shown[]> => {
  const cards = shownCards();
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(here, 'gallery-page.ts')],
    outfile: join(folder, 'page.js'),
    // A browser runs no module of a page that is opened as a file.
    bundle: true, format: 'iife', platform: 'browser', target: 'es2024', minify: true,
    // adaptivecards calls itself free of side effects; believed, its tables and inputs would be left out in silence.
    ignoreAnnotations: true,
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'style.css'), bothThemes(await readFile(join(here, '../sandbox/page/style.css'), 'utf8')) + layout);
  await writeFile(join(folder, 'index.html'), html(cards));
  return cards;
};

const types: Record<string, string> = { 'index.html': 'text/html; charset=utf-8', 'style.css': 'text/css; charset=utf-8', 'page.js': 'text/javascript; charset=utf-8' };

/** Serves the page on this machine only; resolves with its address. */
const serve = async (folder: string): Promise<string> => {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
    const type = types[name];
    if (type === undefined) return void response.writeHead(404).end();
    readFile(join(folder, name)).then((bytes) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(bytes), () => response.writeHead(500).end());
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => server.close(() => void rm(folder, { recursive: true, force: true }).then(() => process.exit(0))));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const summary = (cards: Shown[]): string => {
  const wrong = cards.filter((card) => card.findings.length > 0);
  return `${cards.length} cards${wrong.length === 0 ? ', nothing wrong with them' : `; something is wrong with ${wrong.map((card) => `${card.template} (${card.sample})`).join(', ')}`}.`;
};

if (import.meta.main) {
  const at = process.argv.indexOf('--out');
  const out = process.argv[at + 1];
  if (at > 0 && out === undefined) {
    process.stderr.write('Name a folder after --out.\n');
    process.exit(1);
  }
  const folder = at > 0 && out !== undefined ? resolve(out) : await mkdtemp(join(tmpdir(), 'fair-contact-cards-'));
  say(summary(await writeGallery(folder)));
  say(at > 0 ? `Written to ${join(folder, 'index.html')}` : `The cards are at ${await serve(folder)} (Ctrl+C ends it)`);
}
