import { z } from 'zod';

/**
 * Who a case is about, as one stream: two cases of one person could each leave a channel and together none, so only the
 * case that holds the subject's claim adopts (I6). Joining persons is an alias, undone by one event.
 */
export interface Subject {
  aliasOf?: string;
  claim?: string;
  /** Cases that asked while another one held the claim, in order. */
  waiting?: string[];
}

export type SubjectEvent =
  | { type: 'AliasMade'; of: string }
  | { type: 'ClaimHeld'; case: string }
  | { type: 'ClaimRefused'; case: string }
  /** By the case that held it, or by one that waited for it and has ended. */
  | { type: 'ClaimReleased'; case: string };

export const noSubject: Subject = {};

export const evolveSubject = (state: Subject, event: SubjectEvent): Subject => {
  switch (event.type) {
    case 'AliasMade':
      return { ...state, aliasOf: event.of };
    case 'ClaimHeld':
      return { ...state, claim: event.case, waiting: (state.waiting ?? []).filter((id) => id !== event.case) };
    case 'ClaimRefused':
      return { ...state, waiting: [...(state.waiting ?? []).filter((id) => id !== event.case), event.case] };
    case 'ClaimReleased': {
      const { claim, ...rest } = state;
      const waiting = (rest.waiting ?? []).filter((id) => id !== event.case);
      return { ...rest, waiting, ...(claim !== undefined && claim !== event.case && { claim }) };
    }
  }
};

const named = z.strictObject({ case: z.string().max(80) });

/** Sent by other streams only; the answer goes back to the case that asked. */
export const subjectCommands = {
  makeAlias: {
    input: z.strictObject({ of: z.string().max(80) }),
    decide: (state: Subject, { of }: { of: string }) => ({ events: state.aliasOf === of ? [] : [{ type: 'AliasMade', of } satisfies SubjectEvent] }),
  },
  claim: {
    input: named,
    decide: (state: Subject, { case: id }: { case: string }) => ({
      events: [(state.claim === undefined || state.claim === id ? { type: 'ClaimHeld', case: id } : { type: 'ClaimRefused', case: id }) satisfies SubjectEvent],
    }),
  },
  release: {
    input: named,
    decide: (state: Subject, { case: id }: { case: string }): { events: SubjectEvent[] } => {
      const waiting = state.waiting ?? [];
      if (state.claim !== id) return { events: waiting.includes(id) ? [{ type: 'ClaimReleased', case: id }] : [] };
      const next = waiting[0];
      return { events: [{ type: 'ClaimReleased', case: id }, ...(next === undefined ? [] : [{ type: 'ClaimHeld', case: next } satisfies SubjectEvent])] };
    },
  },
};
