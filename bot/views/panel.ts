import { asksOf, type Ask } from '../case/asks.ts';
import { seatOf, type Case, type Panel } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import { outcomeView } from './outcome.ts';
import { equalityView, factorsReadView, factorsView, nameMemberView } from './panel-forms.ts';
import { isTold, lateView } from './panel-late.ts';
import { pickSlotView } from './panel-meeting.ts';
import { declareView, foundView, memberView, noPartView } from './panel-member.ts';
import { deciding, readsCase } from './panel-parts.ts';
import { draftView, measureView, proposalView } from './proposal.ts';
import type { View, Viewing } from './view.ts';
import { afterRefusalView, confirmView, endView, votesView, voteView } from './vote.ts';

/**
 * The card of a panel member, the case owner, somebody who had a seat, or to whom a late step went. `ask` is what the
 * case asks of them first. Undefined for everybody else, and before there is a panel.
 */
export const panelView = (state: Case, viewing: Viewing, ask?: Ask): View | undefined => {
  const { panel } = state;
  const { viewer, policy } = viewing;
  if (!panel) return undefined;
  const seat = seatOf(state, viewer);
  if (readsCase(state, viewer) || seat) {
    const first = ask ?? asksOf(state, policy).find((entry) => entry.person === viewer);
    const asked = first && panelSubview(state, viewing, viewOf[first.kind] ?? '');
    if (asked) return asked;
    return readsCase(state, viewer) ? (deciding(state) ? memberView(state, panel, viewing) : outcomeView(state, viewing)) : noPartView(state, viewing);
  }
  if (isTold(state, viewer)) return lateView(state, panel, viewing);
  return panel.seats.some((entry) => entry.past.some((past) => past.person === viewer)) ? noPartView(state, viewing) : undefined;
};

const viewOf: Partial<Record<Ask['kind'], string>> = {
  declare: 'declare', nameMember: 'nameMember', pickSlot: 'pickSlot', factors: 'factors', equality: 'equality', draft: 'draft', vote: 'voteForm', confirm: 'confirm', afterRefusal: 'afterRefusal',
};

/** A part of the panel's work by name, to look at or to draw again after a refusal; undefined for whom it is not, or when it is over. */
export const panelSubview = (state: Case, viewing: Viewing, name: string, param?: string): View | undefined => {
  const { panel } = state;
  if (!panel) return undefined;
  const { viewer } = viewing;
  if (name === 'declare') {
    const seat = seatOf(state, viewer);
    return deciding(state) && seat && seat.declaredAt === undefined ? declareView(state, panel, seat, viewing) : undefined;
  }
  return readsCase(state, viewer) ? readerView(state, panel, viewing, name, param) : undefined;
};

/** For those who see all of the case. */
const readerView = (state: Case, panel: Panel, viewing: Viewing, name: string, param: string | undefined): View | undefined => {
  switch (name) {
    case 'member': return deciding(state) ? memberView(state, panel, viewing) : outcomeView(state, viewing);
    case 'outcome': return deciding(state) ? undefined : outcomeView(state, viewing);
    case 'found': return foundView(state, viewing);
    case 'factors': return factorsView(state, panel, viewing);
    case 'equality': return equalityView(state, panel, viewing);
    case 'factorsRead': return factorsReadView(state, panel, viewing, param);
    case 'draft': return draftView(state, panel, viewing) ?? proposalView(state, panel, viewing);
    case 'measure': return measureView(state, panel, viewing, param) ?? proposalView(state, panel, viewing);
    case 'proposal': return proposalView(state, panel, viewing);
    case 'voteForm': return voteView(state, panel, viewing);
    case 'votes': return votesView(state, viewing, param);
    case 'confirm': return confirmView(state, panel, viewing);
    case 'afterRefusal': return afterRefusalView(state, viewing);
    case 'end': return endView(state, viewing);
    case 'pickSlot': return pickSlotView(state, panel, viewing);
    case 'nameMember': return nameMemberView(state, panel, viewing);
    default: return undefined;
  }
};

/** The special answers of a panel, for those who see all of the case. */
export const panelSpecialFor = (state: Case, viewer: string, _policy: Profile): string[] =>
  readsCase(state, viewer) ? [state.panel?.factors, state.panel?.equality].flatMap((record) => record?.special ?? []) : [];
