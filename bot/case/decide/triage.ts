import { z } from 'zod';
import { endOf, londonDate } from '../../calendar/clocks.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { choices, maybeOneOf, maybeText, text, toggle } from '../fields.ts';
import { clauseOf, refuse, wordsFor, type Context } from '../rule.ts';
import { firstApproval, seatPeople } from '../seating.ts';
import { isBarred, isOpen, type Case, type Measure } from '../state.ts';
import { nextManager } from './up-the-line.ts';

const answers = ['reported', 'willReport', 'notReported'] as const;
const police = maybeOneOf(answers);

/** Each is a message to the reporter. */
const mostOpenQuestions = 5;

const notYours = (context: Context) => refuse('R14', clauseOf(context.policy.triage), 'Only the manager who was asked can decide this.');

const isManager = (state: Case, context: Context): boolean => state.triage.manager === context.actor;

/** Behaviours that a report ticks, or that the manager finds, with their row of the profile. */
export const behavioursOf = (context: Pick<Context, 'policy'>, ids: readonly string[]) =>
  context.policy.report.categories.flatMap((category) => category.behaviours).filter((entry) => ids.includes(entry.id));

/** What the police are asked about: every prompt whose ground was ticked by a reporter or is found by the manager (R13). */
export const policePrompts = (state: Case, grounds: readonly string[], context: Pick<Context, 'policy'>) => {
  const ticked = [...grounds, ...state.reports.flatMap((report) => report.facts.behaviours ?? [])];
  const when = new Set<string | undefined>([...behavioursOf(context, ticked).map((entry) => entry.police), ...state.reports.flatMap((report) => report.facts.police ?? [])]);
  return context.policy.police.prompts.filter((prompt) => when.has(prompt.when));
};

const triageInput = z.strictObject({
  outcome: text(40),
  reason: text(),
  firstResponse: text(),
  grounds: choices,
  notSole: toggle,
  warned: maybeOneOf(['yes', 'no']),
  warning: maybeText(),
  threat: police, violence: police, hate: police, crime: police, refusalToLeave: police,
  interim: choices,
  interimReason: maybeText(),
});

export const triageCommands = {
  /** The manager's decision on a report (R14): end it, warn, or put it to the deciders. */
  triage: rule({
    input: triageInput,
    decide: (state, input, context) => {
      if (!isManager(state, context)) return notYours(context);
      if (!isOpen(state) || state.triage.decided) return { events: [] };
      const { policy } = context;
      if (isBarred(state, context.actor))
        return refuse('I2', clauseOf(policy.triage), 'You are part of what happened, so somebody else has to decide this.');
      const outcome = policy.triage.outcomes.find((entry) => entry.id === input.outcome);
      if (!outcome) return refuse('R14', clauseOf(policy.triage), 'The policy has no such outcome.');
      const ids = policy.report.categories.flatMap((category) => [...category.behaviours.map((entry) => entry.id), `other:${category.id}`]);
      if (input.grounds.some((id) => !ids.includes(id))) return refuse('R4', clauseOf(policy.triage), 'One of the behaviours is not in the policy.');
      if (outcome.leadsTo !== 'close' && (input.warned === undefined || input.warning === undefined))
        return refuse('I13', clauseOf(policy.warning), 'Say whether a warning was given: when, how and what was asked for, or why there was none.');
      if (outcome.leadsTo === 'decide') {
        const fault = groundsFault(input.grounds, input.notSole, context);
        if (fault) return fault;
        if (input.warned === 'no' && !policy.warning.exceptWithReason) return refuse('I13', clauseOf(policy.warning), 'A warning comes first.');
      }
      if (outcome.leadsTo === 'warn' && input.warned !== 'yes')
        return refuse('R11', clauseOf(policy.warning), 'A warning is only recorded when it was given. Say when, how and what was asked, and choose “Yes, a warning was given”.');
      const prompts = policePrompts(state, input.grounds, context);
      for (const prompt of prompts) {
        if (input[prompt.when] === undefined) return refuse('R13', clauseOf(prompt), `${prompt.label} Please answer the question about the police.`);
        if (prompt.duty === 'always' && input[prompt.when] === 'notReported') return refuse('R13', clauseOf(prompt), 'The policy says that this is always reported to the police.');
      }
      const words = wordsFor(context);
      const events: CaseEvent[] = [{
        type: 'Triaged', outcome: outcome.id, role: 'lineManager',
        decision: {
          reason: words.add('reason', input.reason),
          firstResponse: words.add('firstResponse', input.firstResponse),
          grounds: input.grounds,
          police: Object.fromEntries(prompts.map((prompt) => [prompt.id, input[prompt.when] ?? 'notReported'])),
          ...(input.warned !== undefined && input.warning !== undefined && { warning: { given: input.warned === 'yes', words: words.add('warning', input.warning) } }),
        },
      }];
      if (outcome.interim) {
        const { interim } = policy;
        if (input.interim.length === 0 || input.interimReason === undefined)
          return refuse('R12', clauseOf(interim), 'Choose what is to happen at once, and say why it cannot wait for the panel.');
        if (input.interim.some((kind) => !interim.kinds.some((allowed) => allowed === kind)))
          return refuse('R12', clauseOf(interim), 'Only measures that protect staff can start before the panel decides.');
        events.push({ type: 'InterimStarted', measures: input.interim.map((kind): Measure => ({ id: `interim-${kind}`, kind, params: {}, text: {} })), reason: words.add('interimReason', input.interimReason), endsAt: interimEnd(context) });
      }
      if (outcome.leadsTo === 'decide') events.push(...convene(state, context));
      else events.push({ type: 'CaseEnded', as: 'triage' });
      return { events, words: words.all };
    },
  }),

  askReporter: rule({
    input: z.strictObject({ question: text() }),
    decide: (state, { question }, context) => {
      if (!isManager(state, context)) return notYours(context);
      const reporter = state.reports[0]?.reporter;
      if (!isOpen(state) || reporter === undefined) return { events: [] };
      if (state.triage.questions.filter((entry) => entry.answer === undefined).length >= mostOpenQuestions)
        return refuse('R14', clauseOf(context.policy.triage), 'The reporter has not answered your last questions yet. Please wait for the answers, or decide without them.');
      const words = wordsFor(context);
      return { events: [{ type: 'QuestionAsked', question: context.command, to: reporter, text: words.add('question', question) }], words: words.all };
    },
  }),

  /** The manager is away, or was a victim: it goes up the line (R14). */
  handOver: rule({
    input: z.strictObject({ why: z.enum(['away', 'victim']) }),
    decide: (state, { why }, context) => {
      if (!isManager(state, context)) return notYours(context);
      if (!isOpen(state) || state.triage.decided) return { events: [] };
      return { events: [nextManager(state, why, context)] };
    },
  }),
};

/** I22: what is not misconduct is never the sole ground; what another law judges is never one by itself (C13). */
const groundsFault = (grounds: readonly string[], notSole: boolean, context: Context) => {
  const { policy } = context;
  const first = policy.report.notMisconduct[0];
  const clause = first ? clauseOf(first) : 'law';
  if (grounds.length === 0) return refuse('I22', clause, 'Choose at least one behaviour that the policy names. Without one, this cannot go to the panel.');
  if (!notSole) return refuse('I22', clause, 'Confirm that the report does not rest only on something that is not misconduct.');
  const judgedElsewhere = behavioursOf(context, grounds).filter((entry) => entry.handOff === 'dataProtection');
  if (judgedElsewhere.length === grounds.length)
    return refuse('I22', clauseOf(judgedElsewhere[0] ?? {}), 'A request for one’s own data is never the only ground. Pass it to data protection, or choose what else was unacceptable.');
  return undefined;
};

/** So many working days, to the end of that London day (R12, A2). */
const interimEnd = (context: Context): string =>
  endOf(addWorkingDays(londonDate(context.now), context.policy.interim.maxWorkingDays, context.calendar)).toString();

/** The panel of the first route, its seats filled from the directory (R15, C1). */
const convene = (state: Case, context: Context): CaseEvent[] => {
  const approval = firstApproval(context.policy);
  if (!approval) return [];
  return [
    { type: 'PanelConvened', approval: approval.id, seats: seatPeople(approval, state, context.directory, []) },
    { type: 'MeetingWanted' },
    { type: 'ClaimAsked' },
  ];
};
