/** What the cards of a panel share: who may see what, who is waited for, and what is known about the case. */
import { londonDate } from '../calendar/clocks.ts';
import { asksOf, type Ask, type AskKind } from '../case/asks.ts';
import { deadlines } from '../case/deadlines.ts';
import { isChair } from '../case/decide/panel.ts';
import type { Context } from '../case/rule.ts';
import { labelOf } from '../case/measures.ts';
import { approvalOf } from '../case/seating.ts';
import { isOpen, ownerOf, revisionOf, seatOf, type Case, type Panel, type PersonId } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import type { Profile } from '../policy/profile.ts';
import { panelCard, row, type PanelCard } from './panel-card.ts';
import { fieldsOf, named, showButton, textOf, type Button, type Row } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { caseReference, dueInWords, inWords, listInWords } from './words.ts';

/** Names, and “you” for the reader. */
export const namesOf = (viewing: Viewing, people: readonly PersonId[]): string =>
  listInWords([...new Set(people)].map((person) => named(viewing, person)));

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

/** Whom the case is about, as each report puts it: people's own words. */
export const customerOf = (state: Case, viewing: Viewing): string[] => {
  const found = state.reports.map((report) => {
    const { name, address } = fieldsOf(viewing.words, report.steps.person);
    return name ? [name, ...(address ? [address] : [])].join(', ') : textOf(viewing, report.who);
  });
  return [...new Set(found)].filter((text) => text !== '');
};

/** The days on which it happened, as far as the reports say. */
export const incidentsOf = (state: Case): string[] =>
  [...new Set(state.reports.map(({ facts, receivedAt }) =>
    facts.occurredOn === undefined ? `Reported on ${inWords(londonDate(Temporal.Instant.from(receivedAt)))}` : inWords(facts.occurredOn)))];

/** The behaviours that the manager found, in the policy's words. */
export const groundsOf = (state: Case, { report }: Profile): string[] =>
  (state.triage.decided?.grounds ?? []).map((id) => {
    const other = report.categories.find((category) => id === `other:${category.id}`);
    if (other) return `${other.label}: ${report.otherBehaviour.label.toLowerCase()}`;
    return report.categories.flatMap((category) => category.behaviours).find((entry) => entry.id === id)?.label ?? id;
  });

/** What protects staff at once, while it does. */
export const interimRows = ({ interim }: Case, { policy, now }: Viewing): Row[] => {
  if (!interim || interim.endedAt !== undefined || Temporal.Instant.compare(interim.endsAt, now) <= 0) return [];
  return row(`Protects staff until ${dueInWords(interim.endsAt)}`, ...interim.measures.map((measure) => labelOf(policy, measure.kind)));
};

/** The viewer's ask of these kinds, if any. */
export const ownAsk = (state: Case, { viewer, policy }: Viewing, ...of: AskKind[]): Ask | undefined =>
  asksOf(state, policy).find((ask) => ask.person === viewer && of.includes(ask.kind));

/** The deadline's id under which an ask's clock runs, without its ordinal. */
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

/** When an ask is or was first due; a reminder does not make it due later. */
export const dueOf = (state: Case, { policy, calendar }: Viewing, ask: Ask): { at: string; late: boolean } | undefined => {
  const clock = clockOf(ask);
  if (clock === undefined) return undefined;
  const [missed] = Object.entries(state.passed).filter(([id]) => id.startsWith(`${clock}/`)).map(([, entry]) => entry.dueAt).toSorted();
  if (missed !== undefined) return { at: missed, late: true };
  const next = deadlines(state, policy, calendar).find((entry) => entry.id.startsWith(`${clock}/`));
  return next && { at: next.dueAt, late: false };
};

/** “Please answer by …”, or that it is late; nothing where no clock runs. */
export const dueSentence = (state: Case, viewing: Viewing, ask: Ask | undefined, please = 'Please answer'): string[] => {
  const due = ask && dueOf(state, viewing, ask);
  if (!due) return [];
  return [due.late ? `This was due by ${dueInWords(due.at)}. ${please} now.` : `${please} by ${dueInWords(due.at)}.`];
};

/** For the chair and the case owner: people whom Teams does not reach, and the second way. */
const unreachableOf = (state: Case, viewing: Viewing): string[] =>
  deciding(state) && (chairs(state, viewing) || ownerOf(state) === viewing.viewer)
    ? Object.entries(state.unreachable).map(([person, { mailed }]) => `${nameOf(viewing.directory, person)} cannot be reached in Teams; ${mailed ? 'an email was sent' : 'an email is on its way'}.`)
    : [];

const titles: Partial<Record<AskKind, [title: string, view: string]>> = {
  nameMember: ['Name a member', 'nameMember'],
  pickSlot: ['Pick a time for the meeting', 'pickSlot'],
  factors: ['Record the factors', 'factors'],
  equality: ['Fill in the equality record', 'equality'],
  draft: ['Draft the proposal', 'draft'],
  vote: ['Vote', 'voteForm'],
  confirm: ['Confirm the decision', 'confirm'],
  afterRefusal: ['Say what follows', 'afterRefusal'],
};

/** What else waits for the viewer: a card asks one thing at a time. */
const alsoAsked = (state: Case, { viewer, policy }: Viewing, here: Ask | undefined): Button[] => {
  if (!here || !readsCase(state, viewer)) return [];
  const next = asksOf(state, policy).find((ask) => ask.person === viewer && ask.id !== here.id && titles[ask.kind] !== undefined);
  const found = next && titles[next.kind];
  return found ? [showButton(`Also waiting: ${found[0]}`, found[1])] : [];
};

type Reading = 'report' | 'evidence' | 'found' | 'factorsRead' | 'proposal';

const readings: Record<Reading, string> = {
  report: 'See the report', evidence: 'Evidence', found: 'What the manager found', factorsRead: 'Factors and equality', proposal: 'The proposal',
};

/** A reader's ways into the case, as far as there is something to read. */
export const readingButtons = (state: Case, ...views: Reading[]): Button[] =>
  views.filter((view) => (view === 'factorsRead' ? state.panel?.factors : view === 'proposal' ? revisionOf(state) : true)).map((view) => showButton(readings[view], view));

interface Drawing extends Pick<View, 'name' | 'open' | 'summary' | 'news'> {
  param?: string | undefined;
  /** What the card answers. */
  ask?: Ask | undefined;
  card: Partial<PanelCard> & Pick<PanelCard, 'heading'>;
}

/** A card of the panel, with what stands on each of them. */
export const panelDrawing = (state: Case, viewing: Viewing, { name, param, ask, news, open, summary, card }: Drawing): View => ({
  template: 'panel', name, open, summary,
  data: panelCard({
    place: `Case ${caseReference(state.id)}`,
    ...card,
    alerts: [...(card.alerts ?? []), ...(name === 'member' || (ask && param === undefined) ? unreachableOf(state, viewing) : [])],
    first: [...alsoAsked(state, viewing, ask), ...(card.first ?? [])],
  }),
  ...(param !== undefined && { param }),
  ...(ask && { ask: ask.id, round: ask.round }),
  ...(news !== undefined && { news }),
});
