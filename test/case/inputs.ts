/** Inputs that fit each verb, right and wrong ones, drawn by dice. */
import { reportSteps } from '../../bot/case/state.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import { directory, interimOf, triageInput, type Play, type Verb } from './play.ts';

/** Draws from a list; the same dice draw the same. */
export type Draw = <T>(list: readonly T[]) => T;

export const drawWith = (dice: readonly number[]): Draw => {
  let next = 0;
  return (list) => {
    const die = dice[next++ % dice.length] ?? 0;
    if (list.length === 0) throw new RangeError('An empty list was drawn from.');
    return list[die % list.length] as (typeof list)[number];
  };
};

const names = people.map((person) => person.name);
const oneOf = (draw: Draw, ...choices: string[]) => draw(choices);
const sometimes = (draw: Draw, often: string, ...seldom: string[]) => draw([often, often, often, often, ...seldom]);

const pages: Record<string, (draw: Draw) => Record<string, string>> = {
  person: () => ({ name: 'J. Doe', address: '1 High Street' }),
  when: (draw) => ({ occurredOn: sometimes(draw, '2026-11-20', '', '2030-01-01'), channel: sometimes(draw, 'phone', 'pigeon') }),
  behaviour: (draw) => ({ abuse: sometimes(draw, 'verbalAbuse', 'threats,violence', 'hissing'), police: sometimes(draw, '', 'crime') }),
  impact: (draw) => ({ staff: 'Shaken.', injury: oneOf(draw, 'yes', 'no') }),
  response: (draw) => ({ done: 'Hung up.', warned: oneOf(draw, 'yes', 'no', 'notPossible') }),
  support: () => ({ needs: 'Hard of hearing.' }),
  people: (draw) => ({ aimedAtReporter: oneOf(draw, '', 'yes', 'no'), victims: sometimes(draw, '', oneOf(draw, ...names), `${oneOf(draw, ...names)}, ${oneOf(draw, ...names)}`, 'Nobody here') }),
  evidence: () => ({}),
  check: () => ({}),
};

const measures: Record<string, string>[] = [
  { kind: 'contactCap', medium: 'phone', max: '2', period: 'week', when: 'Mornings' },
  { kind: 'contactCap', medium: 'both', max: '1', period: 'day', when: 'Mornings' },
  { kind: 'oneMedium', medium: 'letter', address: '1 Mere Street' },
  { kind: 'oneMedium', medium: 'inPerson', address: '1 Mere Street' },
  { kind: 'namedContact', contact: 'The Neighbourhood team' },
  { kind: 'premisesBan', exceptBookedMeetings: 'false' },
  { kind: 'portal', closed: 'all', otherWay: 'By phone' },
  { kind: 'complaintConditions', route: 'writing', matters: 'The roof' },
  { kind: 'redFlag', class: 'abusive' },
  { kind: 'redFlag', class: 'nuisance' },
  { kind: 'twoPersonVisit' },
  { kind: 'officeSecureRoom' },
  { kind: 'other', what: 'Letters in large print only', whyNoOther: 'None fits', leavesEssentialOpen: 'true' },
  { kind: 'other', what: 'Nothing at all', whyNoOther: 'None fits', leavesEssentialOpen: 'false' },
  { kind: 'returnDocuments' },
  { kind: 'contactCap', medium: 'fax' },
];

const triage = (draw: Draw): Record<string, string> => ({
  ...triageInput,
  ...(draw([0, 0, 0, 1]) ? interimOf(oneOf(draw, 'twoPersonVisit', 'officeSecureRoom', 'contactCap')) : { outcome: sometimes(draw, 'panel', 'panel', 'noAction', 'formalWarning', 'exile') }),
  grounds: sometimes(draw, 'verbalAbuse', 'accessRequests', 'accessRequests,accessRequests', 'accessRequests,rudeness', 'other:abuse', '', 'threats'),
  notSole: sometimes(draw, 'true', 'false'), warned: sometimes(draw, 'yes', 'no'),
  threat: sometimes(draw, 'reported', ''), violence: sometimes(draw, 'reported', ''), crime: sometimes(draw, 'willReport', ''), hate: 'notReported', refusalToLeave: 'notReported',
});

const slots = ['2026-12-08T10:00:00Z', '2026-12-09T10:00:00Z'];
const staff = Object.keys(directory.people);
const idAmong = (draw: Draw): string => draw(staff);

/** What a card or the system would send with a verb in this case, more often right than wrong. */
export const inputFor = (verb: Verb, { state }: Play, draw: Draw): Record<string, unknown> => {
  const last = state.panel?.revisions.at(-1)?.number ?? 1;
  const report = draw(state.reports).id;
  const revision = String(draw([last, last, last, last, Math.max(1, last - 1)]));
  const wish = draw([state.panel?.meeting.wish ?? 1, state.panel?.meeting.wish ?? 1, 1]);
  switch (verb) {
    case 'saveStep': {
      const step = draw(reportSteps);
      return { report, step, go: oneOf(draw, 'next', 'back'), ...pages[step]?.(draw) };
    }
    case 'openStep': return { report, step: draw(reportSteps) };
    case 'addEvidence': return { report, file: oneOf(draw, 'f1', 'f2'), name: 'note.pdf', type: 'application/pdf', size: 12 };
    case 'finishReport': return { report };
    case 'nameManager': return { manager: oneOf(draw, ...names, 'Nobody here') };
    case 'answerQuestion': return { question: draw([...state.triage.questions.map((entry) => entry.id), 'none']), answer: 'At noon.' };
    case 'triage': return triage(draw);
    case 'askReporter': return { question: 'When was it?' };
    case 'handOver': return { why: oneOf(draw, 'away', 'victim') };
    case 'linkEarlier': return { case: oneOf(draw, 'old', 'old', 'live', 'another') };
    case 'declare': return { answer: sometimes(draw, 'clear', 'clear', 'conflict', 'away') };
    case 'recordFactors': return { factors: sometimes(draw, 'none', 'mentalHealth', '', 'laziness'), details: 'Asked.', usable: sometimes(draw, 'phone,email,letter', 'phone', 'letter', '') };
    case 'recordEquality': return { characteristics: sometimes(draw, 'none', 'age', '', 'height'), effect: 'None.', adjustments: 'None.', proportionate: 'Little.' };
    case 'nameMember': return { seat: draw(['none', ...(state.panel?.seats.filter((seat) => seat.person === undefined).flatMap((seat) => [seat.id, seat.id, seat.id]) ?? [])]), name: oneOf(draw, ...names, 'Nobody here') };
    case 'draftMeasure': return draw(measures);
    case 'dropMeasure': return { measure: draw([...(state.panel?.draft.measures.map((entry) => entry.id) ?? []), 'portal']) };
    case 'propose': return { termMonths: sometimes(draw, '6', '18', '19', '1'), reasons: 'Forty calls a day.' };
    case 'vote': return { revision, choice: sometimes(draw, 'for', 'against', 'against'), reason: 'So.' };
    case 'closeVote': return { revision };
    case 'confirm': return { revision, met: sometimes(draw, 'no', 'yes'), reason: sometimes(draw, 'In writing.', '') };
    case 'endWithout': return { reason: 'It has stopped.' };
    case 'pickSlot': return { start: oneOf(draw, ...slots, '2026-12-25T10:00:00Z') };
    case 'meetingBooked': return { wish, start: draw(slots), joinUrl: 'https://teams.example/1' };
    case 'noCommonSlot': return { wish, candidates: slots };
    case 'personUnreachable': return { person: idAmong(draw), why: 'BotBlocked' };
    case 'personMailed': case 'personReached': return { person: draw([...Object.keys(state.unreachable), ...Object.keys(state.unreachable), idAmong(draw)]) };
    case 'claimSettled': return { held: draw([true, true, true, false]) };
    case 'personLeft': return { person: draw([state.owner ?? state.triage.manager ?? '', ...(state.panel?.seats.map((seat) => seat.person ?? '') ?? []), idAmong(draw)]) };
    case 'receiveReport': {
      const [own] = state.reports;
      return { report: { ...own, id: oneOf(draw, 'r2', 'r3', 'r4'), reporter: idAmong(draw), danger: false, facts: { victims: draw([[], [], [idAmong(draw)]]) } }, words: {} };
    }
  }
};
