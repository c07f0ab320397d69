import { asksOf } from '../case/asks.ts';
import { caseCommands } from '../case/commands.ts';
import { deadlines, passDeadline } from '../case/deadlines.ts';
import { receiveReport, type JoinedReport } from '../case/decide/link.ts';
import { openCase } from '../case/decide/report.ts';
import { effectsOf, onward, type Owes } from '../case/effects.ts';
import type { CaseEvent, Recorded } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { refuse, type Context, type Decision } from '../case/rule.ts';
import type { Case } from '../case/state.ts';
import { evolvePerson, noPerson, personCommands, type Person, type PersonEvent } from '../people/draft.ts';
import { evolveSubject, noSubject, subjectCommands, type Subject, type SubjectEvent } from '../subject/claim.ts';

export type AnyEvent = { type: string } & Record<string, unknown>;

export interface Due {
  id: string;
  dueAt: string;
}

/** One kind of stream: how it is decided, evolved, and what it owes. All kinds go through one pipeline. */
export interface StreamKind<S = unknown> {
  /** Undefined when the verb is not one of this kind's, or not one that this kind knows yet. */
  decide(verb: string, state: S | undefined, input: unknown, context: Context, stream: { id: string; policy: string }): Decision<AnyEvent> | 'invalid' | undefined;
  evolve(state: S | undefined, event: AnyEvent, at: string, by: string): S;
  deadlines(state: S, context: Context): Due[];
  pass(state: S, due: Due, context: Context): AnyEvent[];
  owes(event: AnyEvent, after: S, version: number, stream: string): Owes[];
  /** Ids of what is asked of the actor now; a press that names another one is stale. */
  asks(state: S, context: Context): string[];
}

interface Command {
  input: { safeParse(value: unknown): { success: true; data: unknown } | { success: false } };
}

const parse = (commands: Record<string, Command>, verb: string, input: unknown): { command: Command; data: unknown } | 'invalid' | undefined => {
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (!command) return undefined;
  const parsed = command.input.safeParse(input);
  return parsed.success ? { command, data: parsed.data } : 'invalid';
};

const cases: StreamKind<Case> = {
  decide: (verb, state, input, context, { policy }) => {
    if (verb === 'openCase') {
      const parsed = openCase.input.safeParse(input);
      return parsed.success ? (openCase.decide(state, parsed.data, context, policy) as Decision<AnyEvent>) : 'invalid';
    }
    if (!state) return undefined;
    if (verb === 'receiveReport') return receiveReport(state, input as JoinedReport, context) as Decision<AnyEvent>;
    const found = parse(caseCommands, verb, input);
    if (found === undefined || found === 'invalid') return found;
    return caseCommands[verb as keyof typeof caseCommands].decide(state, found.data, context) as Decision<AnyEvent>;
  },
  evolve: (state, event, at, by) => evolve(state, { ...event, at, by } as Recorded<CaseEvent>),
  deadlines: (state, context) => deadlines(state, context.policy, context.calendar),
  pass: (state, due, context) => {
    const deadline = deadlines(state, context.policy, context.calendar).find((entry) => entry.id === due.id);
    return deadline ? (passDeadline(state, deadline, context) as AnyEvent[]) : [];
  },
  owes: (event, after, version) => effectsOf(event as CaseEvent, after, version),
  asks: (state, { policy, actor }) => asksOf(state, policy).filter((ask) => ask.person === actor).map((ask) => ask.id),
};

const people: StreamKind<Person> = {
  decide: (verb, state, input, context, { id }) => {
    const found = parse(personCommands, verb, input);
    if (found === undefined || found === 'invalid') return found;
    const acting = { actor: context.actor, command: context.command, policy: context.policy, owner: id };
    const command = personCommands[verb as keyof typeof personCommands] as { decide(state: Person, input: unknown, acting: unknown): Decision<AnyEvent> };
    return command.decide(state ?? noPerson, found.data, acting);
  },
  evolve: (state, event, at) => evolvePerson(state ?? noPerson, { ...event, at } as PersonEvent & { at: string }),
  deadlines: () => [],
  pass: () => [],
  owes: (event, after, _version, stream) => {
    if (event.type !== 'ReportSent') return [];
    const { report, who, what, danger } = event as Extract<PersonEvent, { type: 'ReportSent' }>;
    const reporter = stream.slice('person/'.length);
    const receivedAt = after.sent.find((entry) => entry.report === report)?.at ?? '';
    return [onward(`${report}/open`, { to: `case/${report}`, verb: 'openCase', input: { from: stream, report, reporter, receivedAt, danger, words: { who, what } } })];
  },
  asks: (state) => (state.draft ? [`draft/${state.draft.report}`] : []),
};

const subjects: StreamKind<Subject> = {
  decide: (verb, state, input, context) => {
    const found = parse(subjectCommands, verb, input);
    if (found === undefined || found === 'invalid') return found;
    if (context.actor !== 'system') return refuse('I6', 'system', 'Only cases ask for a claim.');
    const command = subjectCommands[verb as keyof typeof subjectCommands] as { decide(state: Subject, input: unknown): Decision<AnyEvent> };
    return command.decide(state ?? noSubject, found.data);
  },
  evolve: (state, event) => evolveSubject(state ?? noSubject, event as unknown as SubjectEvent),
  deadlines: () => [],
  pass: () => [],
  owes: (event, _after, version, stream) =>
    event.type === 'ClaimHeld' || event.type === 'ClaimRefused'
      ? [onward(`${stream}/settled/${version}/${String(event['case'])}`, { to: `case/${String(event['case'])}`, verb: 'claimSettled', input: { held: event.type === 'ClaimHeld' } })]
      : [],
  asks: () => [],
};

const kinds: Record<string, StreamKind> = { case: cases, person: people, subject: subjects } as unknown as Record<string, StreamKind>;

/** The kind and the id of a stream's name; undefined for a name that is none. */
export const kindOf = (stream: string): { kind: StreamKind; name: string; id: string } | undefined => {
  const slash = stream.indexOf('/');
  const name = stream.slice(0, slash);
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  return kind && slash > 0 ? { kind, name, id: stream.slice(slash + 1) } : undefined;
};
