import { asksOf, type AskKind } from '../case/asks.ts';
import { chairOf } from '../case/deadlines.ts';
import { revisionOf, type Case, type Panel } from '../case/state.ts';
import { missingVotes } from './panel-votes.ts';
import { row } from './panel-card.ts';
import { namesOf, panelDrawing } from './panel-parts.ts';
import { section, type Section } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { dueInWords } from './words.ts';

const steps: Record<string, { ask: AskKind; what: string }> = {
  votes: { ask: 'vote', what: 'The vote on the proposal' },
  confirm: { ask: 'confirm', what: 'The confirmation of the decision' },
  afterRefusal: { ask: 'afterRefusal', what: 'What follows after the vote' },
};

/** Steps of the panel that went to this person because nobody had acted, the newest of each kind. */
const toldOf = (state: Case, viewer: string) =>
  Object.entries(state.passed).flatMap(([id, { told, dueAt }]) => {
    const step = steps[id.split('/')[0] ?? ''];
    return told === viewer && step ? [{ ...step, dueAt }] : [];
  });

export const isTold = (state: Case, viewer: string): boolean => toldOf(state, viewer).length > 0;

/** Somebody to whom a late step went up: which one, whose it is, since when; nothing of what happened. */
export const lateView = (state: Case, panel: Panel, viewing: Viewing): View => {
  const { policy } = viewing;
  const asked = new Set(asksOf(state, policy).map((ask) => ask.kind));
  const late = toldOf(state, viewing.viewer).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const open = late.filter((step, n) => asked.has(step.ask) && late.findIndex((other) => other.ask === step.ask) === n);
  return panelDrawing(state, viewing, {
    name: 'late', open: false, summary: 'A step of a case is late',
    card: {
      heading: open.length > 0 ? `A step of a ${policy.words.panel} is late` : 'The step that was late has been taken',
      lead: open.length > 0 ? [`It has come to you because you stand in for the chair. Please speak with those who are named here.`] : ['There is nothing more for you to do.'],
      sections: open.map((step): Section => section(step.what, [...row('Whose it is', whose(state, panel, step.ask, viewing)), ...row('Due since', dueInWords(step.dueAt))])),
    },
  });
};

const whose = (state: Case, panel: Panel, kind: AskKind, viewing: Viewing): string => {
  const revision = revisionOf(state);
  const chair = chairOf(panel, viewing.policy);
  if (kind === 'vote' && revision) return namesOf(viewing, missingVotes(state, revision));
  return chair === undefined ? 'Nobody has the chair now' : namesOf(viewing, [chair]);
};
