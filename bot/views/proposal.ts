import { addMonths, londonDate } from '../calendar/clocks.ts';
import { adoptionFault } from '../case/decide/adoption.ts';
import { proposalFault } from '../case/decide/proposal.ts';
import { channelsLeft, profileRow } from '../case/measures.ts';
import { clauseOf } from '../case/rule.ts';
import { revisionOf, type Case, type Draft, type Measure, type Panel, type Revision } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { measureFields } from './measure-form.ts';
import { channelInWords, consequenceOf, measureInWords, offeredKinds } from './measure-words.ts';
import { choiceField, filledSections, longField, numberField, ownRow, row, type Opening } from './panel-card.ts';
import { chairs, contextOf, deciding, dueSentence, groundsOf, ownAsk, panelDrawing, readingButtons, readsCase } from './panel-parts.ts';
import { hasLongReasons, resultWords, votesSection } from './panel-votes.ts';
import { button, section, showButton, textOf, type Button, type Row, type Section } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { capitalised, clauseInWords, countInWords, inWords, listInWords } from './words.ts';

/** While a vote is open any member amends; once it is closed only the chair does, and what is adopted stays (I14). */
export const mayAmend = (state: Case, viewing: Viewing): boolean => {
  if (!deciding(state) || !readsCase(state, viewing.viewer)) return false;
  const closed = revisionOf(state)?.closed;
  if (!closed) return true;
  return chairs(state, viewing) && (closed.result !== 'adopted' || adoptionFault(state, viewing.policy) !== undefined);
};

const measureRows = (measure: Measure, { policy, words }: Viewing): { title: string; rows: Row[] } => {
  const { title, text, own } = measureInWords(policy, measure, words);
  return { title, rows: [...row('', text), ...own.flatMap(({ label, text: written }) => ownRow(label, written))] };
};

export const measureSections = (measures: readonly Measure[], viewing: Viewing, buttons: (measure: Measure) => Button[] = () => []): Section[] =>
  measures.map((measure) => {
    const { title, rows } = measureRows(measure, viewing);
    return section(title, rows, buttons(measure));
  });

/** A length of time with the last day that it would have if the customer were told today. */
export const termWords = (months: number, { policy, now }: Viewing): string[] => {
  const today = londonDate(now);
  return [
    `${countInWords(months, 'month')} from the day on which the ${policy.words.customer} has been told.`,
    `If that were today, ${inWords(today)}, the last day would be ${inWords(addMonths(today, months).subtract({ days: 1 }))}.`,
  ];
};

/** What a proposal says and what it rests on. */
export const proposalSections = (state: Case, { measures, termMonths, reasons }: Pick<Revision, 'measures' | 'termMonths' | 'reasons'>, viewing: Viewing): Section[] => {
  const { policy } = viewing;
  const warning = state.triage.decided?.warning;
  return filledSections(
    ...measureSections(measures, viewing),
    section(capitalised(policy.words.term), row('', ...termWords(termMonths, viewing))),
    section('Reasons', ownRow('', textOf(viewing, reasons))),
    section('What it rests on', [
      ...row('Behaviour shown', ...groundsOf(state, policy)),
      ...ownRow(warning?.given === false ? 'Why no warning was given' : 'Warning given', textOf(viewing, warning?.words), 600),
    ]),
  );
};

/** The proposal to read; before there is one, the draft so far. */
export const proposalView = (state: Case, panel: Panel, viewing: Viewing): View => {
  const revision = revisionOf(state);
  const amend = mayAmend(state, viewing) ? [showButton('Amend', 'draft')] : [];
  const back = showButton('Back', 'case');
  const base = { name: 'proposal', open: false, summary: 'A proposal' };
  if (!revision)
    return panelDrawing(state, viewing, { ...base, card: { heading: 'The draft so far', lead: ['Nothing has been put to the vote yet.'], sections: measureSections(panel.draft.measures, viewing), buttons: [...amend, back] } });
  return panelDrawing(state, viewing, {
    ...base,
    card: {
      heading: `Proposal ${revision.number}`,
      lead: [`Put by ${nameOf(viewing.directory, revision.by)}, ${inWords(revision.at)}. ${resultWords(revision, viewing.policy.words.panel)}`],
      sections: [...proposalSections(state, revision, viewing), ...filledSections(votesSection(state, revision, viewing))],
      buttons: [...amend, ...(hasLongReasons(revision, viewing) ? [showButton('The votes in full', 'votes')] : []), back],
    },
  });
};

/** The working draft: what is in it, what is wrong with it, and the way to the vote. */
export const draftView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  if (!mayAmend(state, viewing)) return undefined;
  const { policy } = viewing;
  const { words } = policy;
  const { draft } = panel;
  const ask = ownAsk(state, viewing, 'draft');
  const open = revisionOf(state);
  const fault = proposalFault(state, panel, monthsOf(draft, viewing), contextOf(viewing));
  return panelDrawing(state, viewing, {
    name: 'draft', ask, open: true, summary: 'A draft of a proposal',
    card: {
      heading: open ? 'Amend the proposal' : 'Draft the proposal',
      alerts: [
        ...(fault ? [['As it stands, this cannot be put to the vote.', fault.refused.why, clauseInWords(fault.refused.clause) ?? ''].filter((line) => line !== '').map((line) => line.replace(/[^.?!]$/, '$&.')).join(' ')] : []),
        ...(open && !open.closed ? [`The vote on proposal ${open.number} is open. If you put a changed proposal, it ends and everybody votes anew.`] : []),
      ],
      lead: [...dueSentence(state, viewing, ask, `Please put a proposal to the ${words.panel}`), 'Choose what helps and limits least.'],
      first: [...readingButtons(state, 'report', 'found', 'factorsRead'), ask ? showButton('How far the case is', 'member') : showButton('Back', 'case')],
      sections: filledSections(
        ...measureSections(draft.measures, viewing, (measure) => [
          ...(measureFields(policy, measure.kind, measure, viewing.words).length > 0 ? [showButton('Change', 'measure', measure.kind)] : []),
          button('Take out', 'dropMeasure', { measure: measure.id }),
        ]),
        section('Ways to reach us', channelRows(panel, viewing)),
      ),
      opens: [addMeasure(draft, viewing), ...(draft.measures.length > 0 ? [putToVote(draft, viewing)] : []), alwaysOpen(viewing)],
    },
  });
};

const monthsOf = (draft: Draft, { policy }: Viewing): number => draft.termMonths ?? policy.term.defaultMonths;

const channelRows = ({ draft, factors }: Panel, { policy }: Viewing): Row[] => {
  const left = channelsLeft(draft.measures);
  const usable = factors?.usable ?? [];
  return [
    ...row('Stay open with this draft', left.length === 0 ? 'None' : capitalised(listInWords(left.map(channelInWords)))),
    ...(usable.length === 0 ? [] : row(`The ${policy.words.customer} can use`, capitalised(listInWords(usable.map(channelInWords))))),
  ];
};

const addMeasure = ({ measures }: Draft, { policy }: Viewing): Opening => ({
  title: 'Add a measure', lead: [],
  fields: [choiceField({
    id: 'kind', label: 'Which kind?',
    choices: offeredKinds(policy).map((kind) => ({
      value: kind,
      title: `${profileRow(policy, kind)?.label ?? kind}${measures.some((measure) => measure.kind === kind) ? ' (in the draft already)' : ''}. ${consequenceOf(policy, kind)}`,
    })),
  })],
  buttons: [button('Go on', 'show', { view: 'measure', pick: 'kind' })],
});

const putToVote = (draft: Draft, viewing: Viewing): Opening => {
  const { policy } = viewing;
  const { term, words } = policy;
  const where = clauseInWords(clauseOf(term));
  const min = term.minMonths ?? 1;
  return {
    title: `Put to the ${words.panel}`,
    lead: [`One decision lasts at most ${countInWords(term.capMonths, 'month')}${where === undefined ? '' : ` (${where.toLowerCase()})`}. Shorter is enough where it helps as much.`],
    fields: [
      numberField({ id: 'termMonths', label: `${capitalised(words.term)} in months`, error: `Please write a whole number from ${min} to ${term.capMonths}.`, min, max: term.capMonths, value: monthsOf(draft, viewing) }),
      longField({
        id: 'reasons', label: 'Reasons: why, what effect the behaviour had, what else was tried, and why nothing lighter would do', error: 'Please give your reasons.',
        value: textOf(viewing, draft.reasons),
      }),
    ],
    buttons: [button(`Put to the ${words.panel}`, 'propose', { changes: String(draft.changes) })],
  };
};

const alwaysOpen = ({ policy }: Viewing): Opening => ({ title: 'What always stays open', lead: policy.neverRestrict.map(({ text }) => text), fields: [], buttons: [] });

/** The particulars of one kind of measure. */
export const measureView = (state: Case, panel: Panel, viewing: Viewing, kind: string | undefined): View | undefined => {
  const { policy, words } = viewing;
  if (kind === undefined || !offeredKinds(policy).includes(kind)) return draftView(state, panel, viewing);
  if (!mayAmend(state, viewing)) return undefined;
  const drafted = panel.draft.measures.find((measure) => measure.kind === kind);
  return panelDrawing(state, viewing, {
    name: 'measure', param: kind, ask: ownAsk(state, viewing, 'draft'), open: true, summary: 'A measure for the draft',
    card: {
      heading: profileRow(policy, kind)?.label ?? kind,
      lead: [consequenceOf(policy, kind)],
      fields: measureFields(policy, kind, drafted, words),
      after: [drafted ? 'It takes the place of what stands in the draft. Nothing is decided yet.' : 'It goes into the draft. Nothing is decided yet.'],
      buttons: [button('Put into the draft', 'draftMeasure', { kind }), showButton('Back to the draft', 'draft')],
    },
  });
};
