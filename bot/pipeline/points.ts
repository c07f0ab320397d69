/** The places where a crash matters (DESIGN: effects). Inert unless a test hands in what happens there. */
export type CrashPoint =
  /** The write stands, the person has not been told. */
  | 'committed-not-answered'
  /** The write stands, nothing that it owes was begun. */
  | 'committed-not-sent'
  /** An effect is leased, nothing of it was done. */
  | 'leased'
  /** The outside has done it, we have not written that down. */
  | 'sent-not-recorded'
  /** A draft step is saved, its answer is not out. */
  | 'draft-saved'
  /** A file's bytes are stored, the report does not name it yet. */
  | 'file-stored';

export type At = (point: CrashPoint, detail?: string) => void;

export const inert: At = () => {};
