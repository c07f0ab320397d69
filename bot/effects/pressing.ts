/** Who is pressing a button at this moment, so that the outbox does not send what the answer to the press is about to show. */
export interface Pressing {
  during<T>(person: string, work: () => Promise<T>): Promise<T>;
  /** Ends when the presses that this person has begun are answered. */
  ended(person: string): Promise<void>;
}

export const watchPresses = (): Pressing => {
  const running = new Map<string, Set<Promise<unknown>>>();
  return {
    during: async (person, work) => {
      const presses = running.get(person) ?? new Set();
      running.set(person, presses);
      const press = work();
      presses.add(press);
      try {
        return await press;
      } finally {
        presses.delete(press);
        if (presses.size === 0) running.delete(person);
      }
    },
    ended: async (person) => {
      await Promise.allSettled(running.get(person) ?? []);
    },
  };
};
