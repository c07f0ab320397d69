import type { Directory } from '../people/directory.ts';

const plain = (name: string): string => name.normalize('NFKD').replaceAll(/[^\p{Letter}\p{Number} ]/gu, '').toLowerCase().trim();

/**
 * Finds staff in names as people write them, one per line or parted by commas. A name that fits nobody, or fits two
 * people, is left in words: nobody becomes part of a case by guess.
 */
export const recognise = (directory: Directory, names: string | undefined): { people: string[]; unknown: string[] } => {
  const written = (names ?? '').split(/[\n,;]/).map((name) => name.trim()).filter((name) => name !== '');
  const people = new Set<string>();
  const unknown: string[] = [];
  for (const name of written) {
    const found = Object.values(directory.people).filter((person) => plain(person.name) === plain(name));
    if (found.length === 1 && found[0]) people.add(found[0].id);
    else unknown.push(name);
  }
  return { people: [...people], unknown };
};
