/** Pieces that the cards of a panel share. */
import { londonDate } from '../calendar/clocks.ts';
import { asksOf, type Ask, type AskKind } from '../case/asks.ts';
import { deadlines } from '../case/deadlines.ts';
import { isChair } from '../case/decide/panel.ts';
import type { Context } from '../case/rule.ts';
import { approvalOf } from '../case/seating.ts';
import { isOpen, ownerOf, seatOf, type Case, type Panel, type PersonId } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import type { Profile } from '../policy/profile.ts';
import type { View, Viewing } from './view.ts';
import { dueInWords, inWords, listInWords, paragraphs } from './words.ts';

/** A line of somebody's own words: it stands alone in a RichTextBlock. */
export interface Line { text: string }

export const caseNumber = (state: Case): string => state.id.slice(0, 6).toUpperCase();

export const linesOf = (text: unknown): Line[] => (typeof text === 'string' ? paragraphs(text).map((line) => ({ text: line })) : []);

/** Somebody's words by their id; none when they were erased. */
export const wordsOf = ({ words }: Viewing, id: string | undefined): Line[] => (id === undefined ? [] : linesOf(words[id]));

export const namesOf = ({ directory }: Viewing, people: readonly PersonId[]): string =>
  listInWords([...new Set(people)].map((person) => nameOf(directory, person)));

/** After the declaration a member sees all; so does the case owner. */
export const readsCase = (state: Case, viewer: PersonId): boolean =>
  state.panel !== undefined && (seatOf(state, viewer)?.declaredAt !== undefined || ownerOf(state) === viewer);

export const chairs = (state: Case, { viewer, policy }: Viewing): boolean => isChair(state, viewer, { policy });

/** Whether the panel still decides. */
export const deciding = (state: Case): boolean => state.panel !== undefined && isOpen(state) && state.determination === undefined;

/** What the rules of a case lean on, so that a card can say beforehand what they would say. */
export const contextOf = ({ policy, calendar, directory, now, viewer }: Viewing): Context =>
  ({ policy, calendar, directory, now, actor: viewer, command: 'view' });

export const seatTitle = (policy: Profile, panel: Panel, seat: string): string =>
  approvalOf(policy, panel.approval)?.seats.find((entry) => entry.id === seat)?.title ?? seat;

/** Whom the case is about, as the reports put it. */
export const customerOf = (state: Case, { words }: Viewing): Line[] => {
  const found = state.reports.map((report) => {
    const person = words[report.steps.person ?? ''] as { name?: string; address?: string } | undefined;
    const known = [person?.name, person?.address].filter((part) => part !== undefined);
    return person?.name === undefined ? String(words[report.who] ?? '') : known.join(', ');
  });
  return [...new Set(found)].filter((text) => text !== '').flatMap(linesOf);
};

/** When it happened, as far as the reports say. */
export const incidentsOf = (state: Case): string =>
  listInWords([...new Set(state.reports.map(({ facts, receivedAt }) =>
    facts.occurredOn === undefined ? `reported on ${inWords(londonDate(Temporal.Instant.from(receivedAt)))}` : inWords(facts.occurredOn)))]);

export const groundsOf = (state: Case, { report }: Profile): string[] =>
  (state.triage.decided?.grounds ?? []).map((id) => {
    const other = report.categories.find((category) => id === `other:${category.id}`);
    if (other) return `${report.otherBehaviour.label} (${other.label})`;
    return report.categories.flatMap((category) => category.behaviours).find((entry) => entry.id === id)?.label ?? id;
  });

/** The viewer's ask of these kinds, if any. */
export const ownAsk = (state: Case, { viewer, policy }: Viewing, ...of: AskKind[]): Ask | undefined =>
  asksOf(state, policy).find((ask) => ask.person === viewer && of.includes(ask.kind));

const clockOf = ({ kind, id }: Ask): string | undefined => {
  switch (kind) {
    case 'declare': case 'confirm': case 'afterRefusal':
      return id;
    case 'nameMember':
      return id.replace('nameMember/', 'seat/');
    case 'vote':
      return id.replace('vote/', 'votes/');
    case 'factors': case 'equality': case 'draft':
      return 'proposal';
    default:
      return undefined;
  }
};

interface Due { at: string; late: boolean }

/** When an ask is or was first due; a reminder does not make it due later. */
export const dueOf = (state: Case, { policy, calendar }: Viewing, ask: Ask): Due | undefined => {
  const clock = clockOf(ask);
  if (clock === undefined) return undefined;
  const [missed] = Object.entries(state.passed).filter(([id]) => id.startsWith(`${clock}/`)).map(([, entry]) => entry.dueAt).toSorted();
  if (missed !== undefined) return { at: missed, late: true };
  const next = deadlines(state, policy, calendar).find((entry) => entry.id.startsWith(`${clock}/`));
  return next && { at: next.dueAt, late: false };
};

/** “Please answer by …”, or that it is late; empty where there is no clock. */
export const dueSentence = (state: Case, viewing: Viewing, ask: Ask | undefined, what = 'Please answer'): string => {
  const due = ask && dueOf(state, viewing, ask);
  if (!due) return '';
  return due.late ? `This was due by ${dueInWords(due.at)}. Please do it now.` : `${what} by ${dueInWords(due.at)}.`;
};

/** For the chair and the case owner: people whom Teams does not reach, and the second way. */
export const unreachableOf = (state: Case, viewing: Viewing): string[] =>
  chairs(state, viewing) || ownerOf(state) === viewing.viewer
    ? Object.entries(state.unreachable).map(([person, { mailed }]) => `${nameOf(viewing.directory, person)} cannot be reached in Teams; ${mailed ? 'an email was sent' : 'an email is on its way'}.`)
    : [];

const alsoTitles: Partial<Record<AskKind, { title: string; view: string }>> = {
  pickSlot: { title: 'Pick a time for the meeting', view: 'pickSlot' },
  factors: { title: 'Record the factors', view: 'factors' },
  equality: { title: 'Complete the equality record', view: 'equality' },
  draft: { title: 'Draft the proposal', view: 'draft' },
  vote: { title: 'Cast my vote', view: 'voteForm' },
  confirm: { title: 'Confirm the decision', view: 'confirm' },
};

/** What else waits for the viewer, as links: a card asks one thing at a time. */
const alsoOf = (state: Case, { viewer, policy }: Viewing, kind: AskKind | undefined): { title: string; view: string }[] =>
  readsCase(state, viewer)
    ? asksOf(state, policy).filter((ask) => ask.person === viewer && ask.kind !== kind).flatMap((ask) => alsoTitles[ask.kind] ?? [])
    : [];

interface Card {
  template: string;
  name: string;
  param?: string;
  /** What the card answers. */
  ask?: Ask | undefined;
  open: boolean;
  summary: string;
  data: Record<string, unknown>;
}

/** A card of the panel, with what stands on each of them. */
export const cardOf = (state: Case, viewing: Viewing, { template, name, param, ask, open, summary, data }: Card): View => ({
  template, name, open, summary,
  data: { case: caseNumber(state), panel: viewing.policy.words.panel, customerWord: viewing.policy.words.customer, unreachable: unreachableOf(state, viewing), also: alsoOf(state, viewing, ask?.kind), ...data },
  ...(param !== undefined && { param }),
  ...(ask && { ask: ask.id, round: ask.round }),
});
