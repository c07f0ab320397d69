/** Teams' counters: per bot and conversation, each operation apart, and all calls of the app together. */

export type Operation = 'send' | 'create' | 'members';

/** Span in milliseconds, and how many calls fit into it. */
type Window = readonly [span: number, most: number];

const writes: Window[] = [[1000, 7], [2000, 8], [30_000, 60], [3_600_000, 1800]];
const windows: Record<Operation, Window[]> = {
  send: writes,
  create: writes,
  members: [[1000, 14], [2000, 16], [30_000, 120], [3_600_000, 3600]],
};
const wholeApp: Window[] = [[1000, 50]];

export interface Limits {
  /** Counts a call of the given weight, or says how many seconds to wait. A refused call does not count. */
  count(operation: Operation, conversation: string, weight?: number): { wait: number } | undefined;
}

/** `now` is machine time. */
export function limitsFrom(now: () => number): Limits {
  const calls = new Map<string, number[]>();

  const recent = (key: string, longest: number): number[] => {
    const times = calls.get(key) ?? [];
    const kept = times.filter((time) => time > now() - longest);
    calls.set(key, kept);
    return kept;
  };

  /** When the counter has room again; 0 when it has room now. */
  const freeAt = (times: number[], limits: Window[]): number =>
    Math.max(
      ...limits.map(([span, most]) => {
        const within = times.filter((time) => time > now() - span);
        return within.length < most ? 0 : (within[within.length - most] ?? 0) + span;
      }),
    );

  return {
    count: (operation, conversation, weight = 1) => {
      const own = recent(`${operation} ${conversation}`, windows[operation].at(-1)?.[0] ?? 0);
      const app = recent('app', 1000);
      const free = Math.max(freeAt(own, windows[operation]), freeAt(app, wholeApp));
      if (free > 0) return { wait: Math.max(1, Math.ceil((free - now()) / 1000)) };
      for (let n = 0; n < weight; n++) own.push(now());
      app.push(now());
      return undefined;
    },
  };
}
