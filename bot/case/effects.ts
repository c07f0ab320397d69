import type { Owed } from '../store/port.ts';
import type { CaseEvent } from './events.ts';
import type { Case } from './state.ts';

/** A command that goes on to another stream; its words are read from the source when it is performed. */
export interface Onward { to: string; verb: string; input: Record<string, unknown> }

export type Owes = Omit<Owed, 'stream'>;

export const onward = (key: string, { to, verb, input }: Onward): Owes => ({ key: `onward/${key}`, kind: 'onward', wanted: 0, data: { to, verb, input } });

const release = (key: string, { id, subject }: Case): Owes => onward(key, { to: `subject/${subject}`, verb: 'release', input: { case: id } });

/** What one event owes to the outside, beside the cards that every change owes. `version` is the one that the write makes. */
export const effectsOf = (event: CaseEvent, after: Case, version: number): Owes[] => {
  const meeting: Owes = { key: `meeting/${after.id}`, kind: 'meeting', wanted: version, data: { case: after.id } };
  switch (event.type) {
    case 'MeetingWanted':
      return [meeting];
    case 'EarlierCaseLinked':
      return [onward(`${after.id}/alias/${event.case}`, { to: `subject/${after.id}`, verb: 'makeAlias', input: { of: event.subject } })];
    case 'ClaimAsked':
      return [onward(`${after.id}/claim/${version}`, { to: `subject/${after.subject}`, verb: 'claim', input: { case: after.id } })];
    case 'ClaimSettled':
      // A claim that comes too late is given back, or it would bar every other case about the same person.
      return event.held && after.ended ? [release(`${after.id}/release/${version}`, after)] : [];
    case 'CaseEnded':
      return [
        ...(after.panel ? [meeting] : []),
        ...(after.claim === 'none' ? [] : [release(`${after.id}/release`, after)]),
        ...(event.into === undefined ? [] : after.reports.map((report) => onward(`${after.id}/join/${report.id}`, { to: `case/${event.into}`, verb: 'receiveReport', input: { from: `case/${after.id}`, report: report.id } }))),
      ];
    case 'PersonUnreachable':
      return [{ key: `mail/${after.id}/${event.person}/${version}`, kind: 'mail', wanted: 0, data: { case: after.id, person: event.person } }];
    default:
      return [];
  }
};
