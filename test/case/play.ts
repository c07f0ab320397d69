/** Plays a case by its commands, as the pipeline would, without store or network. The people are Harrowmere's. */
import assert from 'node:assert/strict';
import { caseCommands, type CaseVerb } from '../../bot/case/commands.ts';
import { deadlines, passDeadline } from '../../bot/case/deadlines.ts';
import { receiveReport, type JoinedReport } from '../../bot/case/decide/link.ts';
import { openCase } from '../../bot/case/decide/report.ts';
import type { CaseEvent } from '../../bot/case/events.ts';
import { evolve } from '../../bot/case/evolve.ts';
import type { Context, Decision, Refusal } from '../../bot/case/rule.ts';
import type { Case } from '../../bot/case/state.ts';
import { readSettings } from '../../bot/files.ts';
import type { Directory } from '../../bot/people/directory.ts';
import { groups, named, people } from '../../sandbox/harrowmere/people.ts';

export const { policy, landlord, calendar, basis } = readSettings('wandle', 'harrowmere');

const rolesOf = (ids: readonly string[]): string[] =>
  Object.entries(landlord.roles).filter(([, role]) => ids.includes(role.group)).map(([role]) => role);

export const directory: Directory = {
  readAt: '2026-11-25T08:00:00Z',
  people: Object.fromEntries(people.filter((person) => person.groups.includes(groups.staff)).map((person) => [person.id, {
    id: person.id, name: person.name, title: person.title, mail: person.mail, roles: rolesOf(person.groups), away: false,
    ...(person.manager !== undefined && { manager: person.manager }),
  }])),
  deputies: { ...landlord.people, ...Object.fromEntries(Object.entries(landlord.roles).flatMap(([role, entry]) => (entry.deputies ? [[role, entry.deputies]] : []))) },
};

export const idOf = (name: string): string => (name === 'system' ? 'system' : named(name).id);

export const monday = Temporal.Instant.from('2026-11-23T10:00:00Z');

/** `receiveReport` comes from another case and not from a card. */
export type Verb = CaseVerb | 'receiveReport';

/** Decides a command; a test may wrap it to see whether its rules would notice a fault. */
export type Decide = (verb: Verb, state: Case, input: unknown, context: Context) => Decision<CaseEvent>;

export const decide: Decide = (verb, state, input, context) =>
  verb === 'receiveReport' ? receiveReport(state, input as JoinedReport, context) : caseCommands[verb].decide(state, input, context);

const parsed = (verb: Verb, input: Record<string, unknown>): unknown => {
  if (verb === 'receiveReport') return input;
  const result = caseCommands[verb].input.safeParse(input);
  assert(result.success, `${verb} does not take ${JSON.stringify(input)}: ${result.success ? '' : result.error.message}`);
  return result.data;
};

export interface Play {
  state: Case;
  now: Temporal.Instant;
  readonly words: Record<string, unknown>;
  readonly special: Record<string, unknown>;
  readonly history: (CaseEvent & { at: string; by: string })[];
  /** The events of a command, or its refusal; fails when the input does not fit the verb. */
  act(who: string, verb: Verb, input?: Record<string, unknown>): CaseEvent[] | Refusal;
  /** As `act`, and fails on a refusal. */
  does(who: string, verb: Verb, input?: Record<string, unknown>): CaseEvent[];
  /** As `act`, and fails when it is not refused under this rule. */
  refused(rule: string, who: string, verb: Verb, input?: Record<string, unknown>): Refusal;
  /** Moves time; every deadline due by then passes, the earliest first. */
  later(duration: Temporal.DurationLike): CaseEvent[];
}

export interface Opening { reporter?: string; danger?: boolean; directory?: Directory; decide?: Decide; pass?: typeof passDeadline; matches?: Context['matches'] }

/** What a decision leans on, for a rule that is asked without a play. */
export const contextOf = (who: string, more: Partial<Context> = {}): Context => ({ policy, calendar, directory, now: monday, actor: idOf(who), command: 'c0', ...more });

export const isRefusal = (result: CaseEvent[] | Refusal): result is Refusal => !Array.isArray(result);

/** A case whose first three questions have just been sent. */
export const open = ({ reporter = 'Priya Nair', danger = false, directory: staff = directory, decide: decider = decide, pass = passDeadline, matches }: Opening = {}): Play => {
  let counter = 0;
  const context = (actor: string, now: Temporal.Instant): Context => ({
    policy, calendar, directory: staff, now, actor, command: `c${String(counter += 1)}`, ...(matches && { matches }),
  });
  const record = (play: Pick<Play, 'history'> & { state?: Case }, events: CaseEvent[], by: string, now: Temporal.Instant): Case => {
    let { state } = play;
    for (const event of events) {
      const recorded = { ...event, at: now.toString(), by };
      state = evolve(state, recorded);
      play.history.push(recorded);
    }
    assert(state);
    return state;
  };
  const history: Play['history'] = [];
  const opened = openCase.decide(undefined, { report: 'r1', reporter: idOf(reporter), receivedAt: monday.toString(), danger, who: 'J. Doe, 1 High Street', what: 'Shouted at me.' }, context('system', monday), basis);
  assert('events' in opened);
  const play: Play = {
    state: record({ history }, opened.events, 'system', monday),
    now: monday, history, words: { ...opened.words }, special: {},
    act: (who, verb, input = {}) => {
      const actor = idOf(who);
      const decided = decider(verb, play.state, parsed(verb, input), context(actor, play.now));
      if ('refused' in decided) return decided.refused;
      Object.assign(play.words, decided.words);
      Object.assign(play.special, decided.special);
      play.state = record(play, decided.events, actor, play.now);
      return decided.events;
    },
    does: (who, verb, input) => {
      const result = play.act(who, verb, input);
      assert(!isRefusal(result), `${who} may not ${verb}: ${isRefusal(result) ? result.why : ''}`);
      return result;
    },
    refused: (rule, who, verb, input) => {
      const result = play.act(who, verb, input);
      assert(isRefusal(result), `${who} may ${verb}, but should not`);
      assert.equal(result.rule, rule, result.why);
      return result;
    },
    later: (duration) => {
      const target = play.now.toZonedDateTimeISO('Europe/London').add(duration).toInstant();
      const all: CaseEvent[] = [];
      for (;;) {
        const due = deadlines(play.state, policy, calendar).filter((entry) => Temporal.Instant.compare(entry.dueAt, target) <= 0).toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))[0];
        if (!due) break;
        if (Temporal.Instant.compare(due.dueAt, play.now) > 0) play.now = Temporal.Instant.from(due.dueAt);
        const events = pass(play.state, due, context('system', play.now));
        play.state = record(play, events, 'system', play.now);
        all.push(...events);
      }
      play.now = target;
      return all;
    },
  };
  return play;
};

export const triageInput = {
  outcome: 'panel', reason: 'It goes on.', firstResponse: 'She was asked to stop.', grounds: 'verbalAbuse', notSole: 'true', warned: 'yes', warning: 'On the phone on Monday.',
};

/** What the manager adds so that these measures start at once. */
export const interimOf = (kinds: string) => ({ outcome: 'interimAndPanel', interim: kinds, interimReason: 'He waits at the door.' });

/** A case before its panel: Tom Ashdown has triaged; Grace Oduya chairs. */
export const atPanel = (opening: Opening = {}): Play => {
  const play = open(opening);
  play.does('Tom Ashdown', 'triage', triageInput);
  return play;
};

/** The people in the panel's seats, by seat. */
export const seated = (play: Play): Record<string, string | undefined> =>
  Object.fromEntries(play.state.panel?.seats.map((seat) => [seat.id, seat.person === undefined ? undefined : directory.people[seat.person]?.name]) ?? []);

/** Everybody declared no conflict, factors and equality are on record, the claim is held. */
export const declared = (opening: Opening = {}): Play => {
  const play = atPanel(opening);
  for (const seat of play.state.panel?.seats ?? []) if (seat.person !== undefined) play.does(directory.people[seat.person]?.name ?? '', 'declare', { answer: 'clear' });
  play.does('Tom Ashdown', 'recordFactors', { factors: 'none', details: 'Asked on the phone.', usable: 'phone,email,letter' });
  play.does('Tom Ashdown', 'recordEquality', { characteristics: 'none', effect: 'None seen.', adjustments: 'None asked for.', proportionate: 'One call a week leaves every service open.' });
  play.does('system', 'claimSettled', { held: true });
  return play;
};

/** One call a week for six months is before the panel as revision 1. */
export const proposed = (opening: Opening = {}): Play => {
  const play = declared(opening);
  play.does('Tom Ashdown', 'draftMeasure', { kind: 'contactCap', medium: 'phone', max: '1', period: 'week', when: 'Tuesday mornings' });
  play.does('Tom Ashdown', 'propose', { termMonths: '6', reasons: 'Forty calls a day; a warning did not help.' });
  return play;
};
