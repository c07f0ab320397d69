import { channels } from '../case/measures.ts';
import { approvalOf } from '../case/seating.ts';
import { ownerOf, type Case, type Panel } from '../case/state.ts';
import { nameOf } from '../people/directory.ts';
import { channelInWords } from './measure-words.ts';
import { choicesField, filledSections, longField, ownRow, row, textField } from './panel-card.ts';
import { deciding, dueSentence, ownAsk, panelDrawing, readingButtons, readsCase, seatTitle } from './panel-parts.ts';
import { button, fieldsOf, section, showButton, type Row } from './reading.ts';
import type { View, Viewing } from './view.ts';
import { capitalised, clauseInWords, inWords, listInWords } from './words.ts';
import { clauseOf } from '../case/rule.ts';

const none = 'none';

const citing = (rule: Parameters<typeof clauseOf>[0]): string => {
  const where = clauseInWords(clauseOf(rule));
  return where === undefined ? '' : ` (${where.charAt(0).toLowerCase()}${where.slice(1)})`;
};

/** A special answer is words by field, with lists of choices. */
const listOf = (from: Record<string, unknown>, id: string | undefined, field: string): string[] => {
  const found = id === undefined ? undefined : (from[id] as Record<string, unknown> | undefined)?.[field];
  return Array.isArray(found) ? found.map(String) : [];
};

/** What the reporter wrote about support, which helps with the form. */
const supportRows = (state: Case, viewing: Viewing): Row[] =>
  state.reports.flatMap((report) => {
    const support = fieldsOf(viewing.special, report.special.support);
    return [...ownRow('What may explain the behaviour', support['needs'], 600), ...ownRow('What would make contact easier', support['adjustments'], 600)];
  });

const mayRecord = (state: Case, viewing: Viewing): boolean => deciding(state) && readsCase(state, viewing.viewer);

/** What may explain the behaviour, asked before any vote (R16). */
export const factorsView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  if (!mayRecord(state, viewing)) return undefined;
  const { policy, special } = viewing;
  const { customer } = policy.words;
  const ask = ownAsk(state, viewing, 'factors');
  const known = panel.factors?.special;
  const written = fieldsOf(special, known);
  return panelDrawing(state, viewing, {
    name: 'factors', ask, open: true, summary: 'Factors to record before a vote',
    card: {
      heading: 'What may explain the behaviour?',
      lead: [...dueSentence(state, viewing, ask, 'Please record this and put a proposal'), `No vote opens before this is on record${citing(policy.factors)}. It is kept apart from the case; only the ${policy.words.panel} and the ${policy.words.caseOwner} read it.`],
      first: readingButtons(state, 'report', 'evidence', 'found'),
      sections: filledSections(section('From the report', supportRows(state, viewing))),
      fields: [
        choicesField({
          id: 'factors', label: 'What is known', value: listOf(special, known, 'factors').join(','),
          choices: [...policy.factors.list.map(({ id, label }) => ({ value: id, title: label })), { value: none, title: 'Nothing known' }],
        }),
        longField({ id: 'details', label: 'What do you know, and how did you find out?', error: 'Please say how you found out.', value: written['details'] ?? '' }),
        longField({ id: 'asked', label: `What has the ${customer} asked for? (if you know)`, value: written['asked'] ?? '' }),
        longField({ id: 'offered', label: 'What have we offered? (if you know)', value: written['offered'] ?? '' }),
        choicesField({
          id: 'usable', label: 'Ways in which this person can reach us', value: (panel.factors?.usable ?? []).join(','),
          choices: channels.map((channel) => ({ value: channel, title: capitalised(channelInWords(channel)) })),
        }),
      ],
      after: ['At least one of these ways always stays open.'],
      buttons: [button('Record', 'recordFactors'), ...(ask ? [] : [showButton('Back', 'factorsRead')])],
    },
  });
};

/** The equality record of the determination (R17). */
export const equalityView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  if (!mayRecord(state, viewing)) return undefined;
  const { policy, special } = viewing;
  const ask = ownAsk(state, viewing, 'equality');
  const known = panel.equality?.special;
  const written = fieldsOf(special, known);
  return panelDrawing(state, viewing, {
    name: 'equality', ask, open: true, summary: 'An equality record before a vote',
    card: {
      heading: 'Equality record',
      lead: [...dueSentence(state, viewing, ask, 'Please fill this in and put a proposal'), `No vote opens before this is complete${citing(policy.equality)}. It is kept apart from the case.`],
      first: readingButtons(state, 'report', 'evidence', 'factorsRead'),
      fields: [
        choicesField({
          id: 'characteristics', label: 'Which of these may matter here?', value: listOf(special, known, 'characteristics').join(','),
          choices: [...policy.equality.characteristics.map((name) => ({ value: name, title: capitalised(name) })), { value: none, title: 'None applies' }],
        }),
        longField({ id: 'effect', label: 'What effect could a decision have because of them?', error: 'Please say what effect.', value: written['effect'] ?? '' }),
        longField({ id: 'adjustments', label: 'Which adjustments are needed?', error: 'Please say which, or that none are.', value: written['adjustments'] ?? '' }),
        longField({ id: 'proportionate', label: 'Why would measures be proportionate?', error: 'Please say why.', value: written['proportionate'] ?? '' }),
      ],
      after: [policy.decision.proportionality.text],
      buttons: [button('Record', 'recordEquality'), ...(ask ? [] : [showButton('Back', 'factorsRead', 'equality')])],
    },
  });
};

const apart = 'It is not kept any more.';

/** Factors and equality to read, a page each: `param` is `equality` for the second. */
export const factorsReadView = (state: Case, panel: Panel, viewing: Viewing, param: string | undefined): View => {
  const { policy, directory } = viewing;
  const second = param === 'equality';
  const record = second ? panel.equality : panel.factors;
  const rows = record === undefined ? [] : second ? equalityRows(panel, viewing) : factorRows(panel, viewing);
  const kept = record !== undefined && viewing.special[record.special] !== undefined;
  return panelDrawing(state, viewing, {
    name: 'factorsRead', open: false, summary: 'Factors and equality', ...(second && { param: 'equality' }),
    card: {
      heading: second ? 'Equality record' : 'What may explain the behaviour',
      lead: [record ? `Recorded by ${nameOf(directory, record.by)}, ${inWords(record.at)}.${kept ? '' : ` ${apart}`}` : `Not on record yet. The ${policy.words.caseOwner} records it before any vote.`],
      sections: filledSections(section('', rows)),
      buttons: [
        second ? showButton('What may explain the behaviour', 'factorsRead') : showButton('Equality record', 'factorsRead', 'equality'),
        ...(record && mayRecord(state, viewing) ? [showButton('Correct it', second ? 'equality' : 'factors')] : []),
        showButton('Back', 'case'),
      ],
    },
  });
};

const factorRows = ({ factors }: Panel, { policy, special }: Viewing): Row[] => {
  const written = fieldsOf(special, factors?.special);
  const labels = listOf(special, factors?.special, 'factors').map((id) => (id === none ? 'Nothing known' : (policy.factors.list.find((entry) => entry.id === id)?.label ?? id)));
  return [
    ...row('Known', ...labels),
    ...ownRow('What is known, and how it was found out', written['details']),
    ...ownRow(`What the ${policy.words.customer} has asked for`, written['asked']),
    ...ownRow('What we have offered', written['offered']),
    ...row('Ways in which this person can reach us', capitalised(listInWords((factors?.usable ?? []).map(channelInWords)))),
  ];
};

const equalityRows = ({ equality }: Panel, { special }: Viewing): Row[] => {
  const written = fieldsOf(special, equality?.special);
  const names = listOf(special, equality?.special, 'characteristics').map((name) => (name === none ? 'None applies' : capitalised(name)));
  return [
    ...row('What may matter', ...names),
    ...ownRow('Effect', written['effect']),
    ...ownRow('Adjustments', written['adjustments']),
    ...ownRow('Why measures would be proportionate', written['proportionate']),
  ];
};

/** A required seat that nobody in the directory can take: the case owner names somebody (R15). */
export const nameMemberView = (state: Case, panel: Panel, viewing: Viewing): View | undefined => {
  const ask = ownAsk(state, viewing, 'nameMember');
  const seat = panel.seats.find((entry) => ask?.id.startsWith(`nameMember/${entry.id}/`));
  if (!ask || !seat || ownerOf(state) !== viewing.viewer) return undefined;
  const { words } = viewing.policy;
  const outsider = approvalOf(viewing.policy, panel.approval)?.seats.find((entry) => entry.id === seat.id)?.relations.includes('noEarlierPart');
  return panelDrawing(state, viewing, {
    name: 'nameMember', ask, open: true, summary: `A seat on a ${words.panel} is empty`,
    card: {
      heading: `Who sits on the ${words.panel}?`,
      lead: [...dueSentence(state, viewing, ask, 'Please name somebody'), `Nobody in the staff directory can take the seat “${seatTitle(viewing.policy, panel, seat.id)}”. Without it the ${words.panel} cannot decide.`],
      fields: [textField({ id: 'name', label: 'Name of a manager, as Teams shows it', error: 'Please write a name.', max: 200 })],
      after: [`Whoever reported this or was a victim cannot sit${outsider ? ', nor can anybody who has looked at the report before' : ''}. The person is asked at once whether there is a conflict of interest.`],
      buttons: [button('Name this person', 'nameMember', { seat: seat.id }), showButton('How far the case is', 'member')],
    },
  });
};
