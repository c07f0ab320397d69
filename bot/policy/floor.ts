import { floor, protectedCharacteristics, type LetterKind, type LetterPart } from './kinds.ts';
import type { Wrong } from './faults.ts';
import type { Profile } from './profile.ts';

/** What the law protects is never by itself misconduct, whatever a policy says. */
export const neverSoleGround = ['accessRequest', 'complaint', 'legalClaim', 'concern', 'adjustmentRequest'] as const;

const missing = (path: Wrong['path'], needed: readonly string[], present: readonly string[]): Wrong[] =>
  needed.filter((name) => !present.includes(name)).map((name) => ({ path, what: `must have ${name}: no policy can lower this` }));

const decisionParts: readonly LetterPart[] = ['why', 'what', 'term', 'review', 'stillOpen', 'ombudsman', 'adjustments', 'contact', 'privacy'];

/** The parts that a letter cannot leave without: reasons, what stays open, and where to turn. */
const partsOf = (profile: Profile): Partial<Record<LetterKind, readonly LetterPart[]>> => {
  const appeal: LetterPart[] = profile.appeal.enabled ? ['appeal'] : [];
  const survey: LetterPart[] = profile.survey.exclude ? ['survey'] : [];
  return {
    warning: ['why', 'contact'],
    interim: ['why', 'what', 'term', 'stillOpen', 'contact', 'privacy'],
    decision: [...decisionParts, ...appeal, ...survey],
    reviewOutcome: ['why', 'what', 'stillOpen', 'ombudsman', 'contact', ...appeal],
    ...(profile.appeal.enabled ? { appealOutcome: ['why', 'what', 'stillOpen', 'ombudsman', 'contact'] } : {}),
    ended: ['what', 'contact'],
  };
};

const letterFloor = (profile: Profile): Wrong[] =>
  Object.entries(partsOf(profile)).flatMap(([kind, parts]) => {
    const index = profile.letters.kinds.findIndex((letter) => letter.kind === kind);
    return index < 0
      ? missing(['letters', 'kinds'], [kind], [])
      : missing(['letters', 'kinds', index, 'parts'], parts, profile.letters.kinds[index]?.parts ?? []);
  });

const noEmptyPromise = (profile: Profile): Wrong[] =>
  profile.appeal.enabled
    ? []
    : profile.letters.kinds.flatMap((letter, index) =>
        letter.parts.includes('appeal') ? [{ path: ['letters', 'kinds', index, 'parts'], what: 'must not offer an appeal that the policy does not give' }] : [],
      );

/** The floor that no landlord can lower: what is never restricted, never a ground by itself, and never left out of a letter. */
export const checkFloor = (profile: Profile): Wrong[] => [
  ...missing(['neverRestrict'], floor, profile.neverRestrict.map((item) => item.id)),
  ...missing(['report', 'notMisconduct'], neverSoleGround, profile.report.notMisconduct.map((item) => item.id)),
  ...missing(['equality', 'characteristics'], protectedCharacteristics, profile.equality.characteristics),
  ...(profile.appeal.enabled ? missing(['appeal', 'relations'], ['noEarlierPart'], profile.appeal.relations) : []),
  ...letterFloor(profile),
  ...noEmptyPromise(profile),
];
