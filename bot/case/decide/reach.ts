import { z } from 'zod';
import { rule } from '../command.ts';
import { refuse } from '../rule.ts';

const person = z.string().max(80);
const system = refuse('R2', 'system', 'Only the outbox reports this.');

/** People whom no card reaches are a state that somebody sees, with a second way on. Told by the outbox. */
export const reachCommands = {
  personUnreachable: rule({
    input: z.strictObject({ person, why: z.string().max(40) }),
    decide: (state, input, context) => {
      if (context.actor !== 'system') return system;
      return { events: state.unreachable[input.person] ? [] : [{ type: 'PersonUnreachable', ...input }] };
    },
  }),
  personMailed: rule({
    input: z.strictObject({ person }),
    decide: (state, input, context) => {
      if (context.actor !== 'system') return system;
      const entry = state.unreachable[input.person];
      return { events: entry && !entry.mailed ? [{ type: 'PersonMailed', person: input.person }] : [] };
    },
  }),
  personReached: rule({
    input: z.strictObject({ person }),
    decide: (state, input, context) => {
      if (context.actor !== 'system') return system;
      return { events: state.unreachable[input.person] ? [{ type: 'PersonReached', person: input.person }] : [] };
    },
  }),
  /** The subject stream's answer: whether this case may adopt (I6). */
  claimSettled: rule({
    input: z.strictObject({ held: z.boolean() }),
    decide: (state, { held }, context) => {
      if (context.actor !== 'system') return system;
      return { events: state.claim === (held ? 'held' : 'refused') ? [] : [{ type: 'ClaimSettled', held }] };
    },
  }),
};
