import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { calendarOf, type Calendar } from './calendar/working-days.ts';
import { BadStart } from './config.ts';
import { parseLandlord, type Landlord } from './policy/landlord.ts';
import { parseProfile } from './policy/parse.ts';
import type { Profile } from './policy/profile.ts';

const root = resolve(import.meta.dirname, '..');

/** A name under `policies/` or `landlords/`, or a path of one's own. */
const read = (folder: string, nameOrPath: string): { text: string; name: string } => {
  const path = /^[a-z0-9-]+$/.test(nameOrPath) ? resolve(root, folder, `${nameOrPath}.yaml`) : isAbsolute(nameOrPath) ? nameOrPath : resolve(nameOrPath);
  try {
    return { text: readFileSync(path, 'utf8'), name: `${folder}/${path.split(/[\\/]/).at(-1) ?? ''}` };
  } catch {
    throw new BadStart([`The file ${nameOrPath} of ${folder} could not be read.`]);
  }
};

export interface Settings { policy: Profile; landlord: Landlord; calendar: Calendar; basis: string }

/** The policy and the landlord of this start, checked; every fault is named at once. */
export const readSettings = (policyName: string, landlordName: string): Settings => {
  const file = read('policies', policyName);
  const parsed = parseProfile(file.text, file.name);
  if (!parsed.ok) throw new BadStart(parsed.faults);
  const other = read('landlords', landlordName);
  const landlord = parseLandlord(other.text, other.name, parsed.profile);
  if (!landlord.ok) throw new BadStart(landlord.faults);
  const calendar = calendarOf(landlord.landlord.closedDays);
  return { policy: parsed.profile, landlord: landlord.landlord, calendar, basis: `${parsed.digest}/${calendar.closed.length}/${calendar.closed.at(-1) ?? ''}` };
};
