import type { Store } from './store/port.ts';

/** Case time: the machine's time plus an offset, which is always nothing in production. */
export interface CaseClock {
  now(): Temporal.Instant;
  /** Moves case time forward to an instant; kept over restarts. Time never runs back. */
  moveTo(instant: Temporal.Instant): Promise<void>;
}

const kind = 'clock';
const id = 'offset';

/** Reads the kept offset. `fixed` is the offset of a bot in a process of its own, and then nothing is kept. */
export const openClock = async (store: Pick<Store, 'keep' | 'kept'>, machineNow: () => number, fixed?: string): Promise<CaseClock> => {
  let offset = fixed === undefined ? ((await store.kept<{ milliseconds: number }>(kind, id))?.milliseconds ?? 0) : Temporal.Duration.from(fixed).total({ unit: 'milliseconds', relativeTo: Temporal.PlainDate.from('2026-01-01') });
  const now = () => Temporal.Instant.fromEpochMilliseconds(Math.round(machineNow() + offset));
  return {
    now,
    moveTo: async (instant) => {
      const further = instant.epochMilliseconds - now().epochMilliseconds;
      if (further <= 0) return;
      offset += further;
      if (fixed === undefined) await store.keep(kind, id, { milliseconds: offset });
    },
  };
};
