/** A random walk through a case: commands and time, with every invariant looked at after every step. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { asksOf, type AskKind } from '../../bot/case/asks.ts';
import { caseCommands, type CaseVerb } from '../../bot/case/commands.ts';
import { chairOf } from '../../bot/case/deadlines.ts';
import type { Case } from '../../bot/case/state.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import { drawWith, inputFor, type Draw } from './inputs.ts';
import { invariants, type InvariantName } from './invariants.ts';
import { folded } from './invariants/record.ts';
import { momentsOf, type Event } from './invariants/step.ts';
import { atPanel, decide, declared, directory, isRefusal, open, policy, proposed, seated, type Opening, type Play, type Verb } from './play.ts';

export interface Fault { invariant: InvariantName; says: string; after: string }
export interface Counts { done: number; nothing: number; refused: number }
export type Tally = Map<string, Counts>;

export const offered = [{ case: 'old', subject: 's-old', open: false }, { case: 'live', subject: 's-live', open: true }];

const voted = (opening: Opening, choice = 'for', members = 3): Play => {
  const play = proposed(opening);
  for (const name of Object.values(seated(play)).slice(0, members)) play.does(name ?? '', 'vote', { revision: '1', choice, reason: 'So.' });
  return play;
};

const noChair = (opening: Opening): Play => {
  const play = atPanel(opening);
  for (const name of ['Grace Oduya', 'Martin Webb']) play.does(name, 'declare', { answer: 'conflict' });
  return play;
};

/** Where walks begin, so that late stages are reached as often as early ones. */
export const starts: Record<string, (opening: Opening) => Play> = {
  open, atPanel, declared, proposed, noChair,
  adopted: (opening) => voted(opening),
  refused: (opening) => voted(opening, 'against'),
  quorate: (opening) => voted(opening, 'for', 2),
  confirmed: (opening) => {
    const play = voted(opening);
    play.does('Grace Oduya', 'confirm', { revision: '1', met: 'no', reason: 'In writing.' });
    return play;
  },
  danger: (opening) => open({ ...opening, danger: true }),
  noManager: (opening) => open({ ...opening, reporter: 'Kit Rowe' }),
  headTriages: (opening) => open({ ...opening, reporter: 'Martin Webb' }),
};

export interface Move { by: 'asked' | 'anybody' | 'system' | 'time'; pick: number; dice: number[] }

/** Somebody who is asked acts most often; then the system; then anybody with anything; then time passes. */
export const move: fc.Arbitrary<Move> = fc.record({
  by: fc.constantFrom('asked' as const, 'asked' as const, 'asked' as const, 'asked' as const, 'asked' as const, 'asked' as const, 'system' as const, 'anybody' as const, 'time' as const),
  pick: fc.nat(9999),
  dice: fc.array(fc.nat(9999), { minLength: 9, maxLength: 9 }),
});

export const longest = 60;
export const walks = fc.record({ start: fc.constantFrom(...Object.keys(starts), 'quorate', 'noManager'), moves: fc.array(move, { minLength: 10, maxLength: longest, size: 'max' }) });
export type Walk = typeof walks extends fc.Arbitrary<infer T> ? T : never;

/** What somebody who is asked may do, also what they should not. */
const answers: Record<AskKind, readonly Verb[]> = {
  answer: ['answerQuestion'], nameManager: ['nameManager'], triage: ['triage', 'triage', 'triage', 'askReporter', 'handOver', 'linkEarlier'],
  declare: ['declare'], nameMember: ['nameMember'], pickSlot: ['pickSlot'],
  factors: ['recordFactors', 'recordFactors', 'recordEquality', 'draftMeasure', 'propose'], equality: ['recordEquality', 'recordEquality', 'draftMeasure', 'propose'],
  draft: ['draftMeasure', 'draftMeasure', 'propose', 'propose', 'dropMeasure'],
  vote: ['vote', 'vote', 'vote', 'vote', 'closeVote', 'closeVote', 'closeVote', 'closeVote', 'propose', 'draftMeasure', 'dropMeasure', 'declare', 'recordFactors'],
  confirm: ['confirm', 'confirm', 'vote', 'declare', 'recordFactors', 'closeVote'], afterRefusal: ['propose', 'endWithout', 'draftMeasure', 'vote', 'confirm'],
  report: ['saveStep', 'saveStep', 'openStep', 'addEvidence', 'finishReport'],
};

/** What is tried on a determination that stands. */
const late: readonly Verb[] = ['confirm', 'confirm', 'propose', 'vote', 'declare', 'endWithout'];
const chairs: readonly Verb[] = ['confirm', 'closeVote', 'endWithout'];
const members: readonly Verb[] = ['vote', 'declare'];

const told: readonly Verb[] = ['claimSettled', 'claimSettled', 'meetingBooked', 'noCommonSlot', 'personUnreachable', 'personMailed', 'personMailed', 'personReached', 'personReached', 'personLeft', 'receiveReport'];
const everyVerb = [...(Object.keys(caseCommands) as CaseVerb[]), 'receiveReport'] as const;
const everybody = ['system', ...people.map((person) => person.name)];
const hours = [1, 3, 24, 72, 216] as const;

const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? 'system';

/** Who acts with which verb; none when nothing is asked of anybody. */
const actorOf = (state: Case, { by, pick }: Move, draw: Draw): { who: string; verb: Verb } | undefined => {
  if (by === 'system') return { who: 'system', verb: draw(told) };
  if (by === 'anybody') return { who: everybody[pick % everybody.length] ?? 'system', verb: draw(everyVerb) };
  const asks = asksOf(state, policy);
  const ask = asks[pick % Math.max(1, asks.length)];
  const verb = state.determination && pick % 2 === 0 ? draw(late) : ask && draw(answers[ask.kind]);
  if (!verb) return undefined;
  const chair = state.panel && chairOf(state.panel, policy);
  const member = draw([undefined, ...(state.panel?.seats.map((seat) => seat.person) ?? [])]);
  const actor = (chairs.includes(verb) ? chair : members.includes(verb) && verb !== ask?.kind ? member : undefined) ?? ask?.person ?? chair;
  return actor === undefined ? undefined : { who: nameOf(actor), verb };
};

const count = (tally: Tally, verb: string, as: keyof Counts): void => {
  const counts = tally.get(verb) ?? { done: 0, nothing: 0, refused: 0 };
  counts[as] += 1;
  tally.set(verb, counts);
};

export interface Press { who: string; verb: Verb; input: Record<string, unknown> }

/** The press that a move means in this case; none when it means none. */
export const pressOf = (play: Play, step: Move, draw = drawWith(step.dice)): Press | undefined => {
  const actor = step.by === 'time' ? undefined : actorOf(play.state, step, draw);
  return actor && { ...actor, input: inputFor(actor.verb, play, draw) };
};

/** Makes one move; says what it was. */
const make = (play: Play, step: Move, tally: Tally): string => {
  const draw = drawWith(step.dice);
  if (step.by === 'time') {
    const length = hours[step.pick % hours.length] ?? 1;
    play.later({ hours: length });
    return `${length} hours`;
  }
  const press = pressOf(play, step, draw);
  if (!press) return 'nothing is asked';
  const result = play.act(press.who, press.verb, press.input);
  count(tally, press.verb, isRefusal(result) ? 'refused' : result.length > 0 ? 'done' : 'nothing');
  return `${press.who} ${press.verb}`;
};

/** What is looked at after each step: all invariants, or one alone. */
const faultIn = (play: Play, history: readonly Event[], before: Case, from: number, after: Case, name: string, only: InvariantName | undefined): Fault | undefined => {
  const step = { before, moments: momentsOf(before, history.slice(from)), after, history, words: play.words, policy, directory, offered };
  for (const [invariant, check] of Object.entries(invariants) as [InvariantName, (typeof invariants)[InvariantName]][]) {
    if (only !== undefined && invariant !== only) continue;
    const says = check(step);
    if (says !== undefined) return { invariant, says, after: name };
  }
  return undefined;
};

export interface Walking { opening?: Opening; tally?: Tally; only?: InvariantName }

/** Plays up to the start of a walk, and looks at each command on the way. */
const begun = (start: string, opening: Opening, only: InvariantName | undefined): { play: Play; fault: Fault | undefined } => {
  const begin = starts[start];
  if (!begin) throw new RangeError(`No walk begins at ${start}.`);
  const lengths: number[] = [];
  const decider = opening.decide ?? decide;
  const play = begin({
    matches: () => offered, ...opening,
    decide: (...given) => {
      const decided = decider(...given);
      lengths.push('events' in decided ? decided.events.length : 0);
      return decided;
    },
  });
  const history = play.history as Event[];
  let from = history.length - lengths.reduce((sum, length) => sum + length, 0);
  let state = folded(history.slice(0, from)) as Case;
  for (const length of lengths.splice(0)) {
    const upTo = history.slice(0, from + length);
    const after = momentsOf(state, history.slice(from, from + length)).at(-1)?.after ?? state;
    const fault = faultIn(play, upTo, state, from, after, start, only);
    if (fault) return { play, fault };
    [from, state] = [from + length, after];
  }
  return { play, fault: undefined };
};

/** Walks, and stops at the first fault. */
export const walk = ({ start, moves }: Walk, { opening = {}, tally = new Map(), only }: Walking = {}): Fault | undefined => {
  const { play, fault: early } = begun(start, opening, only);
  let fault = early;
  for (const step of moves) {
    if (fault) return fault;
    const { state } = play;
    const from = play.history.length;
    const name = make(play, step, tally);
    fault = faultIn(play, play.history as Event[], state, from, play.state, name, only);
  }
  if (!fault && (only === undefined || only === 'I29') && !isDeepStrictEqual(folded(play.history as Event[]), play.state)) return { invariant: 'I29', says: 'the case is not what its whole history says', after: 'the end' };
  return fault;
};
