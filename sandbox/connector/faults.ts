/** What can be made to go wrong, one order at a time. */

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Chats, Standing } from './chats.ts';
import type { Ids } from './ids.ts';
import { badArgument, overlapping, Refusal, throttled } from './refusal.ts';

export const faultOrder = z.strictObject({
  /** The next calls of one kind. `lost` does the work and then resets the connection, so that the answer never arrives. */
  next: z
    .strictObject({
      call: z.enum(['send', 'update', 'create']),
      times: z.int().min(1).default(1),
      answer: z.enum(['429', '429 without header', '412', '500', '502', '503', '504', 'lost']),
      /** Seconds of `Retry-After`. */
      wait: z.int().min(0).default(1),
    })
    .optional(),
  /** How the bot stands with one person. `nested` words the refusal in Teams' other shape. */
  person: z
    .strictObject({ id: z.string(), state: z.enum(['fine', 'blocked', 'uninstalled', 'disabled']), nested: z.boolean().default(false) })
    .optional(),
  /** Whether each press on a card reaches the bot once, twice, or twice under two ids. */
  press: z.enum(['once', 'twice', 'twice under new ids']).optional(),
  /** What a file's link gives: its bytes, or a page about the file. */
  download: z.enum(['file', 'page']).optional(),
  /** Whether the counters say how long to wait. */
  retryAfter: z.boolean().optional(),
  /** Everything as at the start, except for persons. */
  clear: z.literal(true).optional(),
});

export type FaultOrder = z.input<typeof faultOrder>;

interface Modes {
  press: 'once' | 'twice' | 'twice under new ids';
  download: 'file' | 'page';
  retryAfter: boolean;
}

type Next = NonNullable<z.output<typeof faultOrder>['next']>;
type Call = Next['call'];

export interface Faults extends Readonly<Modes> {
  order(order: FaultOrder): void;
  /** Throws the refusal that was ordered for this call; says whether its answer shall be lost. */
  strike(call: Call): { lost: boolean };
  /** What is ordered now, for people to read. */
  shown(): object;
}

const atStart: Modes = { press: 'once', download: 'file', retryAfter: true };

const standings: Record<NonNullable<FaultOrder['person']>['state'], Partial<Standing>> = {
  fine: { install: 'installed', blocked: false, disabled: false },
  blocked: { blocked: true },
  uninstalled: { install: 'removed' },
  disabled: { disabled: true },
};

export function faultsOn(chats: Chats, ids: Ids): Faults {
  let modes = atStart;
  let waiting: Next[] = [];

  return {
    order: (given) => {
      const { next, person, press, download, retryAfter, clear } = faultOrder.parse(given);
      if (clear) {
        waiting = [];
        modes = atStart;
      }
      if (next) waiting.push({ ...next });
      if (person) {
        const known = ids.byOid(person.id);
        if (!known) throw badArgument(`Nobody here has the id ${person.id}.`);
        chats.stand(known.person.id, { ...standings[person.state], nested: person.nested });
      }
      modes = { press: press ?? modes.press, download: download ?? modes.download, retryAfter: retryAfter ?? modes.retryAfter };
    },
    strike: (call) => {
      const ordered = waiting.find((each) => each.call === call);
      if (!ordered) return { lost: false };
      ordered.times -= 1;
      waiting = waiting.filter((each) => each.times > 0);
      if (ordered.answer === 'lost') return { lost: true };
      throw refusalFor(ordered);
    },
    get press() {
      return modes.press;
    },
    get download() {
      return modes.download;
    },
    get retryAfter() {
      return modes.retryAfter;
    },
    shown: () => ({ ...modes, next: waiting }),
  };
}

function refusalFor({ answer, wait }: Next): Refusal {
  if (answer === '429') return throttled(wait);
  if (answer === '429 without header') return throttled(undefined);
  if (answer === '412') return overlapping();
  return new Refusal(Number(answer), 'ServiceError', 'The service failed, as it was asked to.');
}

/** One write at a time in a conversation: whoever comes while another runs is refused with 412. `takes` in milliseconds. */
export function oneAtATime(takes: number): <T>(conversation: string, work: () => T) => Promise<T> {
  const busy = new Set<string>();
  return async (conversation, work) => {
    if (busy.has(conversation)) throw overlapping();
    busy.add(conversation);
    try {
      await delay(takes);
      return work();
    } finally {
      busy.delete(conversation);
    }
  };
}
