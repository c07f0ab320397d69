import { createHash } from 'node:crypto';
import { checkFloor } from './floor.ts';
import { checkLimits } from './limits.ts';
import { faultsOf, readYaml } from './faults.ts';
import { profileSchema, type Profile } from './profile.ts';
import { checkReferences } from './references.ts';

export type Parsed = { ok: true; profile: Profile; digest: string } | { ok: false; faults: string[] };

/**
 * Reads a policy from the text of its file. `fileName` only names it in faults. All faults of form come at once; if there
 * are none, all faults of sense do. The digest is of what the policy says, not of its comments or layout.
 */
export const parseProfile = (text: string, fileName: string): Parsed => {
  const source = readYaml(text, fileName);
  if (source.faults.length > 0) return { ok: false, faults: source.faults };
  const read = profileSchema.safeParse(source.value, { reportInput: true });
  if (!read.success) return { ok: false, faults: faultsOf(read.error, source) };
  const profile = read.data;
  const wrong = [...checkReferences(profile), ...checkLimits(profile), ...checkFloor(profile)];
  if (wrong.length > 0) return { ok: false, faults: wrong.map(({ path, what }) => source.fault(path, what)) };
  return { ok: true, profile, digest: createHash('sha256').update(JSON.stringify(profile)).digest('hex') };
};
