import MiniSearch from 'minisearch';
import { asksOf, peopleOf, type Ask } from '../case/asks.ts';
import type { Match } from '../case/rule.ts';
import { ownerOf, reportersOf, type Case } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import type { Head, Store } from '../store/port.ts';

/** What the register keeps of a case, to find it again; the head, point-read, says what is so at this moment. */
export interface Entry extends Match {
  stream: string;
  openedAt: string;
  /** As the first report put it. */
  who: string;
  name: string;
  address: string;
  reference: string;
  outcome: string;
  people: string[];
  /** Those of them who still have a part, and may know whom it is about. */
  insiders: string[];
  asks: Ask[];
  /** People whom no card of this case reaches. */
  unreachable: string[];
  nextDue?: string;
  /** Shown as history: not a report that was found to be no misconduct (R9). */
  history: boolean;
}

export interface Register {
  /** Reads what has changed since the last call. */
  catchUp(): Promise<void>;
  entry(caseId: string): Entry | undefined;
  all(): Entry[];
  casesOf(person: string): Entry[];
  /** Earlier cases whose person or address is spelled like this one's, the likeliest first. */
  matches(caseId: string): Entry[];
}

const pageSize = 500;
const mostMatches = 8;

const textOf = (words: Record<string, unknown>, id: string | undefined): string => (id === undefined ? '' : String(words[id] ?? ''));

const entryOf = (head: Head, policy: Profile): Entry => {
  const state = head.state as Case;
  const [first] = state.reports;
  const described = state.reports.flatMap((report) => head.words[report.steps.person ?? ''] ?? [])[0] as { name?: string; address?: string; reference?: string } | undefined;
  return {
    case: state.id, stream: head.stream, subject: state.subject, open: state.ended === undefined, openedAt: state.openedAt,
    who: textOf(head.words, first?.who), name: described?.name ?? '', address: described?.address ?? '', reference: described?.reference ?? '',
    outcome: state.determination ? 'determination' : (state.ended?.as === 'triage' ? state.triage.decided?.outcome : state.ended?.as) ?? 'open',
    people: peopleOf(state), insiders: [...reportersOf(state), ...state.alerted, ...[ownerOf(state), ...(state.panel?.seats.map((seat) => seat.person) ?? [])].filter((id) => id !== undefined)],
    asks: asksOf(state, policy), unreachable: Object.keys(state.unreachable),
    history: state.ended?.as !== 'joined' && !(state.ended !== undefined && (state.triage.decided?.grounds.length ?? 0) === 0),
    ...(head.nextDue !== undefined && { nextDue: head.nextDue }),
  };
};

/** A projection in memory, built from the heads and kept by the store's feed of changes. */
export const openRegister = (store: Pick<Store, 'changesSince'>, policy: Profile): Register => {
  const entries = new Map<string, Entry>();
  const search = new MiniSearch<Entry>({ idField: 'case', fields: ['who', 'name', 'address', 'reference'] });
  let cursor = '';
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const page = await store.changesSince(cursor, pageSize);
      for (const head of page.heads.filter((entry) => entry.stream.startsWith('case/'))) {
        const entry = entryOf(head, policy);
        if (entries.has(entry.case)) search.discard(entry.case);
        entries.set(entry.case, entry);
        search.add(entry);
      }
      cursor = page.cursor;
      if (page.heads.length < pageSize) return;
    }
  };
  let running: Promise<void> | undefined;
  return {
    catchUp: () => {
      // A second caller waits for a reading that began after it asked.
      running = (running ?? Promise.resolve()).catch(() => {}).then(catchUp);
      return running;
    },
    entry: (id) => entries.get(id),
    all: () => [...entries.values()],
    casesOf: (person) => [...entries.values()].filter((entry) => entry.people.includes(person)),
    matches: (id) => {
      const entry = entries.get(id);
      if (!entry) return [];
      const query = [entry.who, entry.name, entry.address, entry.reference].join(' ').trim();
      if (query === '') return [];
      return search
        .search(query, { fuzzy: 0.2, prefix: false, combineWith: 'OR', filter: (found) => found.id !== id && entries.get(String(found.id))?.history === true })
        .filter((found) => found.terms.length >= 2 || found.score > 4)
        .slice(0, mostMatches)
        .flatMap((found) => entries.get(String(found.id)) ?? [])
        // A report goes on in a case only while nothing is decided there.
        .map((found) => ({ ...found, open: found.open && found.outcome !== 'determination' }));
    },
  };
};
