import { StoreUnavailable } from './unavailable.ts';

/** The shape in which heads are written now. */
export const headSchema = 1;

/** Refuses a head that a newer release wrote: it is neither read nor overwritten. Throws `StoreUnavailable`. */
export const refuseNewerHead = (stream: string, schema: number): void => {
  if (schema > headSchema)
    throw new StoreUnavailable(`${stream} was written by a newer Fair Contact (shape ${schema}, this one knows ${headSchema}), so it is left alone.`);
};
