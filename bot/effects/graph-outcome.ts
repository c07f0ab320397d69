import { GraphFailure } from '../graph/failure.ts';
import type { Performed } from './worker.ts';

/** Three outcomes are told apart: try later, refused for good, and unknown, which is looked up again at the next try. */
export const fromGraph = async (work: () => Promise<Performed>): Promise<Performed> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    if (error.outcome === 'refused') return { state: 'stuck', error: error.code ?? `Graph${error.status ?? ''}` };
    return { state: 'retry', error: error.code ?? error.outcome, ...(error.retryAfterMs !== undefined && { afterMs: error.retryAfterMs }) };
  }
};
