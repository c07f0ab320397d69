/** The walls of the house: imports point down, the core does no I/O, and each library stays behind its folder. Exits 1 on a breach. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const files = (folder: string): string[] =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => `${folder}/${file}`);

/** From the top of the house to the bottom; a folder may import its own floor and those below. */
const floors = [['main'], ['teams', 'api', 'effects'], ['pipeline', 'views', 'graph', 'letters'], ['store', 'people'], ['case', 'subject', 'policy'], ['calendar']];
const floorOf = (folder: string): number => floors.findIndex((floor) => floor.includes(folder));

/** The core reads types of what lies above it where the value is handed to it: the directory of staff and what it owes. */
const handed: Record<string, string[]> = { case: ['people', 'store'], policy: ['people'] };

const pure = ['case', 'subject', 'policy', 'calendar'];
const pureLibraries = ['zod', 'yaml', 'node:crypto'];
const owners: Record<string, string> = { botbuilder: 'teams', 'botframework-connector': 'teams', 'botframework-schema': 'teams', '@microsoft/microsoft-graph-client': 'graph', 'node:sqlite': 'store', minisearch: 'pipeline', 'adaptivecards-templating': 'views' };

const importsOf = (file: string): string[] =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(/^(?:(?:import|export|\}) ?[^\n]*\sfrom|import) '([^']+)'/gm)].map((match) => match[1] ?? '');

const folderOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';

const breachesOf = (file: string): string[] => {
  const breaches: string[] = [];
  const inBot = file.startsWith('bot/');
  const folder = file.split('/').length === 2 ? 'main' : folderOf(file);
  for (const name of importsOf(file)) {
    if (!name.startsWith('.')) {
      if (!inBot) continue;
      const library = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.startsWith('node:') ? name : (name.split('/')[0] ?? name);
      if (pure.includes(folder) && !pureLibraries.includes(library)) breaches.push(`${file} imports ${library}, and ${folder}/ does no I/O`);
      const owner = owners[library];
      if (owner !== undefined && owner !== folder) breaches.push(`${file} imports ${library}, which belongs to ${owner}/`);
      continue;
    }
    const target = relative(root, resolve(root, dirname(file), name)).replaceAll('\\', '/');
    if (inBot && !target.startsWith('bot/')) breaches.push(`${file} imports ${target}, outside the bot`);
    if (!inBot || !target.startsWith('bot/') || target === 'bot/node-version.ts') continue;
    const to = target.split('/').length === 2 ? 'main' : folderOf(target);
    if (to === 'main' && folder !== 'main') breaches.push(`${file} imports ${target}, which is above it`);
    const [from, into] = [floorOf(folder), floorOf(to)];
    if (from >= 0 && into >= 0 && into < from && !handed[folder]?.includes(to)) breaches.push(`${file} imports ${target}: imports point down, and ${to}/ is above ${folder}/`);
  }
  return breaches;
};

const checked = [...files('bot'), ...files('sandbox')];
const breaches = checked.flatMap(breachesOf);
const least = 60;
if (checked.length < least) breaches.push(`Only ${checked.length} files were seen, fewer than ${least}: the check itself is broken.`);
process.stdout.write(breaches.length === 0 ? `${checked.length} files keep the walls.\n` : `${breaches.join('\n')}\n`);
process.exit(breaches.length === 0 ? 0 : 1);
