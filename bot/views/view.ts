import type { Calendar } from '../calendar/working-days.ts';
import type { Directory } from '../people/directory.ts';
import type { Landlord } from '../policy/landlord.ts';
import type { Profile } from '../policy/profile.ts';

/** What one person sees of one stream: the data of a card template. Nothing in it that is not theirs to see. */
export interface View {
  /** Name of the template in `cards/`. */
  template: string;
  /** Under this name, and with this parameter, the same view is drawn again after a refusal. */
  name: string;
  param?: string;
  data: Record<string, unknown>;
  /** The ask that this card answers, and its round of reminders. */
  ask?: string;
  round?: number;
  /** What the reader must hear of although nothing is asked: another value is a new message. */
  news?: string;
  /** Somebody may be typing in it: it is left alone while its ask stands. */
  open: boolean;
  /** What a phone shows on its lock screen: no name, no allegation. */
  summary: string;
}

/** One of a list that a reader chooses from. */
export interface Choice { title: string; value: string }

/** Everything that a view may lean on, fetched beforehand. */
export interface Viewing {
  viewer: string;
  stream: string;
  version: number;
  policy: Profile;
  landlord: Landlord;
  calendar: Calendar;
  directory: Directory;
  now: Temporal.Instant;
  /** People's own words, by id. */
  words: Record<string, unknown>;
  /** Special answers that this viewer may see, by id. */
  special: Record<string, unknown>;
  /** For the manager only: earlier cases that may be about the same person. */
  matches: EarlierCase[];
}

export interface EarlierCase {
  case: string;
  subject: string;
  open: boolean;
  /** As it was written in that report. */
  who: string;
  openedAt: string;
  outcome: string;
}

/** A sentence above the card: what was recorded, why not, or what has changed since. */
export interface Notice {
  kind: 'recorded' | 'refused' | 'changed';
  text: string;
  clause?: string;
}
