/** The three tests that every verb has: its facts when it is allowed, its no, and its silence when there is nothing to do. */
import assert from 'node:assert/strict';
import type { Refusal } from '../../bot/case/rule.ts';

export const aspects = ['does', 'refuses', 'nothing'] as const;
type Aspect = (typeof aspects)[number];

/** Which of the three each verb has, as the test files are read. */
export const tested = new Map<string, Set<Aspect>>();

type Result = readonly { type: string }[] | Refusal | { refused: Refusal } | { events: readonly { type: string }[] };
type Act = () => Result | Promise<Result>;

const note = (verb: string, aspect: Aspect): void => {
  tested.set(verb, (tested.get(verb) ?? new Set()).add(aspect));
};

const eventsOf = (result: Result): string[] => {
  const events = Array.isArray(result) ? (result as readonly { type: string }[]) : 'events' in result ? result.events : undefined;
  assert(events, `It was refused: ${JSON.stringify(result)}`);
  return events.map((event) => event.type);
};

const refusalOf = (result: Result): Refusal => {
  const refusal = 'refused' in result ? result.refused : 'rule' in result ? result : undefined;
  assert(refusal, `It was not refused: ${JSON.stringify(result)}`);
  return refusal;
};

/** The verb records these events. */
export const does = (verb: string, title: string, events: readonly string[], act: Act): void => {
  note(verb, 'does');
  it(`${verb}: ${title}`, async () => {
    assert(events.length > 0);
    assert.deepEqual(eventsOf(await act()), events);
  });
};

/** The verb is refused under a rule and a clause, with a sentence. */
export const refuses = (verb: string, title: string, [rule, clause]: readonly [string, string], act: Act): void => {
  note(verb, 'refuses');
  it(`${verb}: ${title} (${rule}, ${clause})`, async () => {
    const refusal = refusalOf(await act());
    assert.deepEqual([refusal.rule, refusal.clause], [rule, clause], refusal.why);
    assert.match(refusal.why, /^[A-Z“].*[.!?”]$/s);
  });
};

/** The verb finds nothing to do, and records nothing. */
export const nothing = (verb: string, title: string, act: Act): void => {
  note(verb, 'nothing');
  it(`${verb}: ${title}`, async () => assert.deepEqual(eventsOf(await act()), []));
};
