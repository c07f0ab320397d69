import { positions } from './kinds.ts';
import type { Wrong } from './faults.ts';
import type { Profile } from './profile.ts';

type Path = readonly (string | number)[];
type Fields = Record<string, unknown>;
type Named = readonly [path: Path, name: string | undefined];

const children = (value: unknown): [string | number, unknown][] => {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
};

const walk = (value: unknown, path: Path = []): [Path, unknown][] => [
  [path, value],
  ...children(value).flatMap(([key, child]) => walk(child, [...path, key])),
];

/** The field by which the entries of a list are told apart. */
const naming = ['id', 'kind', 'field', 'method', 'part', 'record'] as const;

const nameOf = (entry: unknown): Named | undefined => {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const key = naming.find((field) => typeof (entry as Fields)[field] === 'string');
  return key === undefined ? undefined : [[key], String((entry as Fields)[key])];
};

const repeated = (names: readonly Named[]): Wrong[] =>
  names.flatMap(([path, name], index) =>
    names.findIndex(([, other]) => other === name) < index ? [{ path, what: `is used twice: ${name}` }] : [],
  );

const entryNames = (path: Path, list: readonly unknown[]): Named[] =>
  list.flatMap((entry, index): Named[] => {
    const named = nameOf(entry) ?? (typeof entry === 'string' ? ([[], entry] as const) : undefined);
    return named ? [[[...path, index, ...named[0]], named[1]]] : [];
  });

const twins = (profile: Profile): Wrong[] => [
  ...walk(profile).flatMap(([path, value]) => (Array.isArray(value) ? repeated(entryNames(path, value)) : [])),
  ...repeated(
    profile.report.categories.flatMap((category, index) => entryNames(['report', 'categories', index, 'behaviours'], category.behaviours)),
  ).filter(({ path }) => !isTwinInOneList(profile, path)),
];

const isTwinInOneList = (profile: Profile, path: readonly PropertyKey[]): boolean => {
  const list = profile.report.categories[Number(path[2])]?.behaviours ?? [];
  const name = list[Number(path[4])]?.id;
  return list.filter((behaviour) => behaviour.id === name).length > 1;
};

const clauseLabels = (clause: string): string[] => clause.split(',').map((label) => label.trim());

const unknownClauses = (profile: Profile): Wrong[] =>
  walk(profile).flatMap(([path, value]) => {
    if (path.at(-1) !== 'clause' || typeof value !== 'string') return [];
    return clauseLabels(value)
      .filter((label) => !Object.hasOwn(profile.clauses, label))
      .map((label) => ({ path, what: `names the clause ${label}, which the list of clauses lacks` }));
  });

const notAmong = (what: string, known: readonly string[], named: readonly Named[]): Wrong[] =>
  named.flatMap(([path, name]) => (name === undefined || known.includes(name) ? [] : [{ path, what: `names the ${what} ${name}, which the policy does not have` }]));

const each = (path: Path, names: readonly string[]): Named[] => names.map((name, index) => [[...path, index], name]);

const rolesNamed = (profile: Profile): Named[] => {
  const { decision, appeal } = profile;
  return [
    ...each(['report', 'by', 'roles'], profile.report.by.roles),
    [['report', 'to', 'role'], profile.report.to.role],
    [['police', 'unreportedBy', 'role'], profile.police.unreportedBy?.role],
    [['triage', 'by'], profile.triage.by],
    [['triage', 'urgent', 'tell'], profile.triage.urgent?.tell],
    [['interim', 'by'], profile.interim.by],
    [['measures', 'documents', 'approvedBy'], profile.measures.documents?.approvedBy],
    ...decision.approvals.flatMap((approval, a) =>
      approval.seats.flatMap((seat, s): Named[] => [
        [['decision', 'approvals', a, 'seats', s, 'role'], seat.role],
        [['decision', 'approvals', a, 'seats', s, 'substitute'], seat.substitute],
      ]),
    ),
    ...(decision.stages ?? []).map((stage, index): Named => [['decision', 'stages', index, 'proposedBy'], stage.proposedBy]),
    [['term', 'longer', 'role'], profile.term.longer?.role],
    [['term', 'extension', 'noteBy'], profile.term.extension.noteBy],
    [['owners', 'register', 'role'], profile.owners.register.role],
    [['owners', 'informationAsset', 'role'], profile.owners.informationAsset.role],
    [['owners', 'case', 'role'], profile.owners.case.role],
    ...each(['disclosure', 'lookup', 'roles'], profile.disclosure.lookup.roles),
    ...each(['breach', 'recordedBy'], profile.breach.recordedBy),
    ...(appeal.enabled ? ([[['appeal', 'role'], appeal.role], [['appeal', 'substitute', 'role'], appeal.substitute.role]] as const) : []),
    [['governance', 'owner', 'role'], profile.governance.owner.role],
  ];
};

/** Places that may name a role, or a person by their part in the case. */
const peopleNamed = (profile: Profile): Named[] => [
  [['triage', 'substitute'], profile.triage.substitute],
  [['triage', 'escalateTo'], profile.triage.escalateTo],
  [['decision', 'escalateTo'], profile.decision.escalateTo],
  [['letters', 'signedBy', 'who'], profile.letters.signedBy.who],
  [['review', 'diarisedBy'], profile.review.diarisedBy],
  [['review', 'escalate', 'to'], profile.review.escalate.to],
  ...each(['lifting', 'proposedBy'], profile.lifting.proposedBy),
  [['breach', 'to'], profile.breach.to],
  ...(profile.appeal.enabled ? ([[['appeal', 'escalate', 'to'], profile.appeal.escalate.to]] as const) : []),
  [['reporting', 'report', 'to'], profile.reporting.report.to],
  [['reporting', 'meeting', 'who'], profile.reporting.meeting?.who],
];

const approvalsNamed = (profile: Profile): Named[] => [
  ...profile.decision.routes.flatMap((route, index) => each(['decision', 'routes', index, 'approvals'], route.approvals)),
  [['review', 'approval'], profile.review.approval],
  [['lifting', 'approval'], profile.lifting.approval],
];

const stagesNamed = (profile: Profile): Named[] => [
  ...profile.decision.routes.map((route, index): Named => [['decision', 'routes', index, 'stage'], route.stage]),
  ...(profile.decision.stages ?? []).map((stage, index): Named => [['decision', 'stages', index, 'after'], stage.after]),
  ...profile.triage.outcomes.map((outcome, index): Named => [['triage', 'outcomes', index, 'stage'], outcome.stage]),
];

const measuresNamed = (profile: Profile): Named[] => [
  ...each(['interim', 'kinds'], profile.interim.kinds),
  ...profile.decision.routes.flatMap((route, index) => each(['decision', 'routes', index, 'kinds'], route.kinds ?? [])),
  ...(profile.decision.stages ?? []).flatMap((stage, index) => each(['decision', 'stages', index, 'kinds'], stage.kinds)),
  ...profile.measures.conflicts.flatMap((conflict, index): Named[] => [
    [['measures', 'conflicts', index, 'a'], conflict.a],
    [['measures', 'conflicts', index, 'b'], conflict.b],
  ]),
];

const behaviourLinks = (profile: Profile): Wrong[] =>
  profile.report.categories.flatMap((category, c) =>
    category.behaviours.flatMap((behaviour, b) => {
      const path = ['report', 'categories', c, 'behaviours', b];
      return [
        ...notAmong('police question', profile.police.prompts.map((prompt) => prompt.when), [[[...path, 'police'], behaviour.police]]),
        ...notAmong('hand-off', profile.handOffs.map((handOff) => handOff.id), [[[...path, 'handOff'], behaviour.handOff]]),
      ];
    }),
  );

/** Every name that a policy uses must be one that it has, and no two entries of a list may share a name. */
export const checkReferences = (profile: Profile): Wrong[] => {
  const roles = profile.roles.map((role) => role.id);
  const { measures, report } = profile;
  const flagClasses = measures.flags.flatMap((flag) => flag.classes.filter((entry) => entry.protective).map((entry) => entry.id));
  return [
    ...twins(profile),
    ...unknownClauses(profile),
    ...notAmong('role', roles, rolesNamed(profile)),
    ...notAmong('role', [...roles, ...positions], peopleNamed(profile)),
    ...notAmong('approval', profile.decision.approvals.map((approval) => approval.id), approvalsNamed(profile)),
    ...notAmong('stage', (profile.decision.stages ?? []).map((stage) => stage.id), stagesNamed(profile)),
    ...notAmong('measure', [...measures.restrictions, ...measures.protective].map((row) => row.kind), measuresNamed(profile)),
    ...notAmong('protective class of flag', flagClasses, measures.protective.map((row, index) => [['measures', 'protective', index, 'needsFlagClass'], row.needsFlagClass])),
    ...notAmong('category', report.categories.map((category) => category.id), each(['report', 'impact', 'requiredFor'], report.impact.requiredFor)),
    ...behaviourLinks(profile),
  ];
};
