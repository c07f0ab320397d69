import type { Relation } from '../policy/kinds.ts';
import { nameOf, type Directory } from './directory.ts';

/** Who had which part in a case, by Entra object id. */
export interface Parts {
  reporters: string[];
  victims: string[];
  /** Who triaged, or was asked to. */
  triagers: string[];
  witnesses?: string[];
  proposer?: string;
  /** Who sat or voted on the decision that is now looked at again. */
  deciders?: string[];
  /** Who started an interim measure or held the urgent discussion. */
  acted?: string[];
  /** Staff about whom the customer complains in turn. */
  counterAllegation?: string[];
  /** The profile's ranks by role id: the higher, the more senior. */
  ranks?: Record<string, number>;
}

export type MayTake = { ok: true } | { ok: false; why: string };

/** Whether somebody may decide, as a seat's relations ask. Reporters and victims never may (I2). The reason is a sentence for the card. */
export const mayTakeSeat = (person: string, relations: readonly Relation[], parts: Parts, directory: Directory): MayTake => {
  if (!directory.people[person]) return { ok: false, why: 'This person no longer works here.' };
  const name = nameOf(directory, person);
  if (parts.reporters.includes(person)) return { ok: false, why: `${name} reported the incident.` };
  if (parts.victims.includes(person)) return { ok: false, why: `The behaviour was aimed at ${name}.` };
  for (const relation of relations) {
    const why = objections[relation](person, parts, directory);
    if (why !== undefined) return { ok: false, why: `${name} ${why}.` };
  }
  return { ok: true };
};

type Objection = (person: string, parts: Parts, directory: Directory) => string | undefined;

const objections: Record<Relation, Objection> = {
  noEarlierPart: (person, parts) => partOf(person, parts),
  notProposer: (person, parts) => (parts.proposer === person ? 'proposed the decision' : undefined),
  otherService: (person, parts, directory) =>
    parts.reporters.some((reporter) => shareService(person, reporter, directory)) ? 'works in the same service as the reporter' : undefined,
  seniorToDeciders: (person, parts, directory) =>
    (parts.deciders ?? []).every((decider) => isSenior(person, decider, parts.ranks ?? {}, directory)) ? undefined : 'is not senior to those who decided',
};

/** A complaint against somebody bars them here alone: else a customer could empty the panel by complaining about everybody. */
const partOf = (person: string, parts: Parts): string | undefined => {
  if (parts.triagers.includes(person)) return 'looked at the report before';
  if (parts.witnesses?.includes(person)) return 'was a witness';
  if (parts.proposer === person) return 'proposed the decision';
  if (parts.deciders?.includes(person)) return 'took part in the decision';
  if (parts.acted?.includes(person)) return 'acted in this case before';
  if (parts.counterAllegation?.includes(person)) return 'is the subject of a complaint by the customer';
  return undefined;
};

/** The managers above somebody, nearest first. */
const lineOf = (person: string, directory: Directory): string[] => {
  const line: string[] = [];
  let next = directory.people[person]?.manager;
  while (next !== undefined && next !== person && !line.includes(next)) {
    line.push(next);
    next = directory.people[next]?.manager;
  }
  return line;
};

/** The chief executive and the directors lead several services, so a manager of these levels in common makes no common service. */
const levelsAboveServices = 2;

const shareService = (one: string, other: string, directory: Directory): boolean => {
  if (one === other) return true;
  const line = lineOf(one, directory);
  const otherLine = lineOf(other, directory);
  if (line.includes(other) || otherLine.includes(one)) return true;
  const common = line.find((manager) => otherLine.includes(manager));
  return common !== undefined && lineOf(common, directory).length >= levelsAboveServices;
};

const isSenior = (person: string, decider: string, ranks: Record<string, number>, directory: Directory): boolean => {
  if (lineOf(decider, directory).includes(person)) return true;
  const rank = rankOf(person, ranks, directory);
  const other = rankOf(decider, ranks, directory);
  return rank !== undefined && other !== undefined && rank > other;
};

const rankOf = (person: string, ranks: Record<string, number>, directory: Directory): number | undefined => {
  const held = (directory.people[person]?.roles ?? []).flatMap((role) => ranks[role] ?? []);
  return held.length === 0 ? undefined : Math.max(...held);
};
