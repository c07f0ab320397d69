import type { Case } from '../case/state.ts';
import { peopleOf } from '../case/asks.ts';
import type { Calendar } from '../calendar/working-days.ts';
import type { Directory } from '../people/directory.ts';
import type { Person } from '../people/draft.ts';
import type { Register } from '../pipeline/register.ts';
import type { Landlord } from '../policy/landlord.ts';
import type { Profile } from '../policy/profile.ts';
import type { Head, Store } from '../store/port.ts';
import { caseSubview, caseView, specialFor } from './case.ts';
import { firstQuestionsView } from './report.ts';
import type { View, Viewing } from './view.ts';

export interface ViewsOptions {
  store: Pick<Store, 'special'>;
  register: Register;
  policy: Profile;
  landlord: Landlord;
  calendar: Calendar;
  directory(): Directory;
  now(): Temporal.Instant;
}

export interface Views {
  viewing(head: Head, viewer: string): Promise<Viewing>;
  /** What a stream shows to a person; undefined when it is not theirs, or has nothing to show. */
  main(head: Head, viewer: string): Promise<View | undefined>;
  /** A part of it by name, under the same rule. */
  part(head: Head, viewer: string, name: string, param: string | undefined): Promise<View | undefined>;
  /** Whose chats show a stream. */
  audience(head: Head): string[];
}

/** Views of heads: the only place where what a viewer may see is put together. */
export const viewsOf = (options: ViewsOptions): Views => {
  const { store, register, policy, landlord, calendar } = options;
  const viewing = async (head: Head, viewer: string): Promise<Viewing> => {
    const base = { viewer, stream: head.stream, version: head.version, policy, landlord, calendar, directory: options.directory(), now: options.now(), words: head.words };
    if (!head.stream.startsWith('case/')) return { ...base, special: {}, matches: [] };
    const state = head.state as Case;
    const ids = specialFor(state, viewer, policy);
    const triages = state.triage.manager === viewer && !state.triage.decided;
    if (triages) await register.catchUp();
    const linked = state.triage.manager === viewer ? state.linked.flatMap((entry) => register.entry(entry.case) ?? []) : [];
    const matches = triages ? [...linked, ...register.matches(state.id).filter((entry) => !linked.some((known) => known.case === entry.case))] : linked;
    return { ...base, special: ids.length === 0 ? {} : await store.special(ids), matches };
  };
  const ownDraft = (head: Head, viewer: string): Person | undefined => (head.stream === `person/${viewer}` ? (head.state as Person) : undefined);
  return {
    viewing,
    main: async (head, viewer) => {
      if (head.stream.startsWith('case/')) return caseView(head.state as Case, await viewing(head, viewer));
      const person = ownDraft(head, viewer);
      return person?.draft ? firstQuestionsView(person.draft, await viewing(head, viewer)) : undefined;
    },
    part: async (head, viewer, name, param) => {
      if (head.stream.startsWith('case/')) return caseSubview(head.state as Case, await viewing(head, viewer), name, param);
      const person = ownDraft(head, viewer);
      return person?.draft ? firstQuestionsView(person.draft, await viewing(head, viewer)) : undefined;
    },
    audience: (head) => (head.stream.startsWith('case/') ? peopleOf(head.state as Case) : head.stream.startsWith('person/') ? [head.stream.slice('person/'.length)] : []),
  };
};
