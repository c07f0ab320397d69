import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Writes index.html, style.css and page.js (all TypeScript of this folder and the card renderer in one) into `outFolder`. */
export const buildPage = async (outFolder: string): Promise<void> => {
  await mkdir(outFolder, { recursive: true });
  await build({
    entryPoints: [join(here, 'page.ts')],
    outfile: join(outFolder, 'page.js'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    minify: true,
    // adaptivecards calls itself free of side effects; believed, its tables and inputs would be left out in silence.
    ignoreAnnotations: true,
    logLevel: 'warning',
  });
  for (const file of ['index.html', 'style.css']) await copyFile(join(here, file), join(outFolder, file));
};
