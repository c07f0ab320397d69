type Path = readonly (string | number)[];

/** One change to a policy: what was done, where, and the policy after it. */
export interface Mutant {
  what: 'deleted' | 'wrong type' | 'other words' | 'unknown key';
  path: Path;
  policy: unknown;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const changed = (value: unknown, path: Path, change: (parent: Fields, key: string) => void): unknown => {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Fields)[key], copy);
  change(parent as Fields, String(path.at(-1)));
  return copy;
};

const otherType = (value: unknown): unknown => {
  if (typeof value === 'string') return 7;
  return Array.isArray(value) || isFields(value) ? 'seven' : ['seven'];
};

const pathsOf = (value: unknown, path: Path = []): Path[] => {
  const keys = Array.isArray(value) ? value.map((_, index) => index) : isFields(value) ? Object.keys(value) : [];
  return keys.flatMap((key) => [[...path, key], ...pathsOf((value as Fields)[key], [...path, key])]);
};

const at = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, key) => (inner as Fields)[key], value);

/** How each field of a policy can be broken; made one by one, since each is a whole policy. */
export function* mutantsOf(policy: unknown): Generator<() => Mutant> {
  for (const path of pathsOf(policy)) {
    if (typeof path.at(-1) === 'string')
      yield () => ({ what: 'deleted', path, policy: changed(policy, path, (parent, key) => delete parent[key]) });
    yield () => ({ what: 'wrong type', path, policy: changed(policy, path, (parent, key) => (parent[key] = otherType(parent[key]))) });
    if (typeof at(policy, path) === 'string')
      yield () => ({ what: 'other words', path, policy: changed(policy, path, (parent, key) => (parent[key] = 'Surprise words')) });
    if (isFields(at(policy, path)))
      yield () => ({ what: 'unknown key', path: [...path, 'surprise'], policy: changed(policy, [...path, 'surprise'], (parent, key) => (parent[key] = 'x')) });
  }
}
