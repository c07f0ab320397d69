import type { Wrong } from './faults.ts';
import type { Amount, Profile } from './profile.ts';

const unless = (holds: boolean, path: Wrong['path'], what: string): Wrong[] => (holds ? [] : [{ path, what }]);

const termLimits = ({ term }: Profile): Wrong[] => [
  ...unless((term.minMonths ?? 1) <= term.defaultMonths, ['term', 'defaultMonths'], 'must not be shorter than the shortest term'),
  ...unless(term.defaultMonths <= term.capMonths, ['term', 'defaultMonths'], 'must not be longer than the longest term'),
  ...unless(!term.longer || term.longer.capMonths > term.capMonths, ['term', 'longer', 'capMonths'], 'must be longer than the longest ordinary term'),
  ...unless(
    term.extension.capMonths <= (term.longer?.capMonths ?? term.capMonths),
    ['term', 'extension', 'capMonths'],
    'must not be longer than the longest term',
  ),
  ...unless((term.extension.noteFrom === undefined) === (term.extension.noteBy === undefined), ['term', 'extension'], 'must have both noteFrom and noteBy, or neither'),
];

const seatLimits = (profile: Profile): Wrong[] =>
  profile.decision.approvals.flatMap((approval, index) => {
    const path = ['decision', 'approvals', index];
    const managerSeats = approval.seats.filter((seat) => profile.roles.some((role) => role.id === seat.role && role.from === 'directory'));
    const voting = approval.seats.length - (approval.lineManagerVotes === false ? managerSeats.length : 0);
    const required = approval.seats.filter((seat) => seat.required);
    return [
      ...unless(approval.quorum <= voting, [...path, 'quorum'], 'must not be more than the seats that vote'),
      ...unless(required.length > 0, [...path, 'seats'], 'must have at least one required seat'),
      ...unless(required.length <= approval.quorum, [...path, 'quorum'], 'must not be less than the required seats'),
      ...unless(approval.seats.filter((seat) => seat.chair).length === 1, [...path, 'seats'], 'must have one chair'),
      ...unless(approval.seats.every((seat) => !seat.chair || seat.required), [...path, 'seats'], 'must have a chair whose seat is required'),
      ...unless(
        (approval.lineManagerVotes === undefined) === (managerSeats.length === 0),
        [...path, 'lineManagerVotes'],
        'must be given if a line manager has a seat, and only then',
      ),
    ];
  });

const shorter = (a: Amount, b: Amount): boolean => a.unit === b.unit && a.amount < b.amount;

const clockLimits = ({ decision, triage }: Profile): Wrong[] => [
  ...unless(shorter(decision.remindAfter, decision.votesDue), ['decision', 'remindAfter'], 'must be shorter than votesDue, in the same unit'),
  ...unless(shorter(decision.remindAfter, decision.declareDue), ['decision', 'remindAfter'], 'must be shorter than declareDue, in the same unit'),
  ...unless(shorter(triage.urgentDue, triage.due), ['triage', 'urgentDue'], 'must be shorter than the ordinary limit, in the same unit'),
];

const routeLimits = ({ decision }: Profile): Wrong[] => {
  const conditions = decision.routes.map((route) => [route.kinds, route.stage, route.longerTerm, route.extension].filter((condition) => condition !== undefined).length);
  return [
    ...unless(conditions.at(-1) === 0, ['decision', 'routes'], 'must end with a route that fits every measure'),
    ...unless(conditions.slice(0, -1).every((count) => count > 0), ['decision', 'routes'], 'has a route that can never be reached'),
  ];
};

const stageLimits = ({ decision, term }: Profile): Wrong[] =>
  (decision.stages ?? []).flatMap((stage, index) =>
    unless((stage.monitoring?.minMonths ?? 0) <= term.capMonths, ['decision', 'stages', index, 'monitoring', 'minMonths'], 'must not be longer than the longest term'),
  );

const reviewLimits = ({ review, measures }: Profile): Wrong[] => [
  ...unless((review.everyMonths ?? 0) <= review.maxMonths, ['review', 'everyMonths'], 'must not be longer than maxMonths'),
  ...unless((review.statusMonths ?? 0) <= review.maxMonths, ['review', 'statusMonths'], 'must not be longer than maxMonths'),
  ...unless(
    ['end', 'lighten', 'keep', 'extend'].every((id) => review.outcomes.some((outcome) => outcome.id === id)),
    ['review', 'outcomes'],
    'must have the outcomes end, lighten, keep and extend',
  ),
  ...unless(
    review.from === 'flagEntry' || measures.flags.every((flag) => flag.onTermEnd === 'lapse'),
    ['review', 'from'],
    'must be flagEntry if a flag is held until it is reviewed',
  ),
];

const detailLimits = ({ measures }: Profile): Wrong[] => {
  const has = (kind: string): boolean => measures.restrictions.some((row) => row.kind === kind);
  return [
    ...unless(has('documents') === (measures.documents !== undefined), ['measures', 'documents'], 'must be given if documents is among the restrictions, and only then'),
    ...unless(has('socialMedia') === (measures.socialMedia !== undefined), ['measures', 'socialMedia'], 'must be given if socialMedia is among the restrictions, and only then'),
  ];
};

const policeLimits = ({ police }: Profile): Wrong[] =>
  unless(
    police.prompts.every((prompt) => prompt.duty === 'may') || police.unreportedBy !== undefined,
    ['police', 'unreportedBy'],
    'must say who may give the reason when a report to the police is always made',
  );

const triageLimits = ({ triage, decision }: Profile): Wrong[] => [
  ...unless(triage.outcomes.some((outcome) => outcome.leadsTo === 'close'), ['triage', 'outcomes'], 'must have an outcome that closes the case'),
  ...unless(triage.outcomes.some((outcome) => outcome.interim), ['triage', 'outcomes'], 'must have an outcome with interim: true'),
  ...unless(triage.outcomes.some((outcome) => outcome.leadsTo === 'decide'), ['triage', 'outcomes'], 'must have an outcome that leads to a decision'),
  ...unless(
    !decision.stages || triage.outcomes.every((outcome) => outcome.leadsTo !== 'decide' || outcome.stage !== undefined),
    ['triage', 'outcomes'],
    'must name a stage for each outcome that leads to a decision',
  ),
];

const dateLimits = ({ governance: { effective, reviewDue } }: Profile): Wrong[] =>
  unless(!effective || !reviewDue || effective.date < reviewDue.date, ['governance', 'reviewDue', 'date'], 'must be after the policy takes effect');

/** The numbers of a policy must fit together. */
export const checkLimits = (profile: Profile): Wrong[] =>
  [termLimits, seatLimits, clockLimits, routeLimits, stageLimits, reviewLimits, detailLimits, policeLimits, triageLimits, dateLimits].flatMap((check) => check(profile));
