import { z } from 'zod';
import { deputiesOf, holders, managerOf, personOf } from '../../people/directory.ts';
import { after } from '../after.ts';
import { rule } from '../command.ts';
import type { CaseEvent } from '../events.ts';
import { choices, maybeDate, maybeOneOf, maybeText, maybeTime, text } from '../fields.ts';
import { recognise } from '../recognise.ts';
import { clauseOf, refuse, wordsFor, type Context, type Decision } from '../rule.ts';
import { isBarred, isOpen, reportSteps, type Case, type Report, type ReportFacts, type ReportStep } from '../state.ts';
import { standAside } from './stand-aside.ts';

const nextStep = (step: ReportStep): ReportStep => reportSteps[reportSteps.indexOf(step) + 1] ?? 'check';

const ownReport = (state: Case, id: string, actor: string): Report | undefined =>
  state.reports.find((report) => report.id === id && report.reporter === actor);

const notYours = (context: Context) =>
  refuse('R2', clauseOf(context.policy.report.by), 'Only the person who made this report can add to it.');

const finished = (context: Context) =>
  refuse('R10', clauseOf(context.policy.report.by), 'This report is finished. Tell your manager, or make a new report, if there is more to say.');

/** Who receives the report first: the nearest manager up the line who is here (R14). */
const assign = (reporter: string, context: Context): CaseEvent => {
  const manager = managerOf(context.directory, reporter, [reporter]);
  return manager
    ? { type: 'TriageAssigned', manager: manager.id, role: 'lineManager', why: 'lineManager' }
    : { type: 'ManagerUnknown' };
};

/** Where somebody is in danger, the role that the profile names is told at once, or its deputies when nobody holds it. */
const alertDuty = ({ policy, directory }: Context): CaseEvent[] => {
  const role = policy.triage.urgent?.tell;
  if (role === undefined) return [];
  const [first, ...others] = holders(directory, role);
  const people = first ? [first, ...others] : deputiesOf(directory, role);
  return [{ type: 'DutyAlerted', people: people.map((person) => person.id) }];
};

/** A report that stands in a person's draft becomes a case (R2), or comes from another case that the manager joined. */
export const openCase = {
  input: z.strictObject({ report: z.string(), reporter: z.string(), receivedAt: z.string(), danger: z.boolean(), who: text(500), what: text() }),
  decide: (state: Case | undefined, input: { report: string; reporter: string; receivedAt: string; danger: boolean; who: string; what: string }, context: Context, policy: string): Decision<CaseEvent> => {
    if (context.actor !== 'system') return refuse('R2', clauseOf(context.policy.report.by), 'A case is opened by a report.');
    if (state) return { events: [] };
    const words = wordsFor(context);
    return {
      events: [
        { type: 'CaseOpened', case: input.report, subject: input.report, policy },
        { type: 'ReportReceived', report: input.report, reporter: input.reporter, receivedAt: input.receivedAt, danger: input.danger, who: words.add('who', input.who), what: words.add('what', input.what) },
        assign(input.reporter, context),
        ...(input.danger ? alertDuty(context) : []),
      ],
      words: words.all,
    };
  },
};

interface StepAnswers { facts: ReportFacts; words?: Record<string, string | undefined>; special?: Record<string, string | undefined> }

const stepInputs = {
  person: z.strictObject({ name: maybeText(200), address: maybeText(300), reference: maybeText(60) }),
  when: z.strictObject({ occurredOn: maybeDate, occurredAt: maybeTime, place: maybeText(300), channel: maybeText(40) }),
  /** One choice for each category, by its id; `police` says which of the grounds for the police came up (R13). */
  behaviour: z.object({ account: maybeText(), police: choices }).catchall(choices),
  impact: z.strictObject({ staff: maybeText(), service: maybeText(), injury: maybeOneOf(['yes', 'no']) }),
  response: z.strictObject({ done: maybeText(), warned: maybeOneOf(['yes', 'no', 'notPossible']), warning: maybeText() }),
  support: z.strictObject({ needs: maybeText(), adjustments: maybeText() }),
  people: z.strictObject({ aimedAtReporter: maybeOneOf(['yes', 'no']), victims: maybeText(1000), witnesses: maybeText(1000) }),
  evidence: z.strictObject({}),
  check: z.strictObject({}),
} as const;

const known = <T extends string>(values: readonly { id: T }[], value: string | undefined): T | undefined =>
  values.find((entry) => entry.id === value)?.id;

/** Turns the inputs of one step into closed-list facts and words; undefined when they do not fit the step. */
const readStep = (step: ReportStep, given: Record<string, unknown>, context: Context): StepAnswers | undefined => {
  const parsed = stepInputs[step].safeParse(given);
  if (!parsed.success) return undefined;
  const { report } = context.policy;
  switch (step) {
    case 'person':
      return { facts: {}, words: parsed.data as Record<string, string | undefined> };
    case 'when': {
      const { occurredOn, occurredAt, place, channel } = parsed.data as z.output<(typeof stepInputs)['when']>;
      const via = known(report.channels, channel);
      if (channel !== undefined && via === undefined) return undefined;
      return { facts: { ...(occurredOn && { occurredOn }), ...(occurredAt && { occurredAt }), ...(via && { channel: via }) }, words: { place } };
    }
    case 'behaviour': {
      const { account, police, ...ticks } = parsed.data as { account: string | undefined; police: string[] } & Record<string, string[]>;
      if (police.some((ground) => !context.policy.police.prompts.some((prompt) => prompt.when === ground))) return undefined;
      const ids = report.categories.flatMap((category) => [...category.behaviours.map((entry) => entry.id), `other:${category.id}`]);
      const behaviours = [...new Set(Object.values(ticks).flat())];
      if (behaviours.some((id) => !ids.includes(id))) return undefined;
      return { facts: { behaviours, police }, words: { account } };
    }
    case 'impact': {
      const { injury, ...words } = parsed.data as z.output<(typeof stepInputs)['impact']>;
      return { facts: injury === undefined ? {} : { injury: injury === 'yes' }, words };
    }
    case 'response': {
      const { warned, ...words } = parsed.data as z.output<(typeof stepInputs)['response']>;
      return { facts: warned === undefined ? {} : { warned }, words };
    }
    case 'support':
      return { facts: {}, special: parsed.data as Record<string, string | undefined> };
    case 'people': {
      const { aimedAtReporter, victims, witnesses } = parsed.data as z.output<(typeof stepInputs)['people']>;
      const hurt = recognise(context.directory, victims);
      const saw = recognise(context.directory, witnesses);
      return {
        facts: { ...(aimedAtReporter && { aimedAtReporter: aimedAtReporter === 'yes' }), victims: hurt.people, witnesses: saw.people },
        words: { victims, witnesses },
      };
    }
    case 'evidence':
    case 'check':
      return { facts: {} };
  }
};

const filled = (fields: Record<string, string | undefined> | undefined): Record<string, string> | undefined => {
  const entries = Object.entries(fields ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

export const reportCommands = {
  /** Keeps one step's answers and goes on, or back: what was typed is kept either way (R10). */
  saveStep: rule({
    input: z.looseObject({ report: z.string(), step: z.enum(reportSteps), go: z.enum(['next', 'back']) }),
    decide: (state, { report: id, step, go, ...given }, context) => {
      const report = ownReport(state, id, context.actor);
      if (!report) return notYours(context);
      if (report.finishedAt || !isOpen(state)) return finished(context);
      const answers = readStep(step, given, context);
      if (!answers) return refuse('R10', clauseOf(context.policy.report.by), 'Something on this page could not be read. Please check it and try again.');
      if (answers.facts.occurredOn !== undefined && Temporal.PlainDate.compare(answers.facts.occurredOn, context.now.toZonedDateTimeISO('Europe/London').toPlainDate()) > 0)
        return refuse('R10', clauseOf(context.policy.report.by), 'The day of the incident lies in the future. Please check the date.');
      const next = go === 'next' ? nextStep(step) : (reportSteps[reportSteps.indexOf(step) - 1] ?? step);
      const words = wordsFor(context);
      const plain = filled(answers.words);
      const apart = filled(answers.special);
      const saved: CaseEvent = {
        type: 'ReportStepSaved', report: id, step, next, facts: answers.facts,
        ...(plain && { words: words.add(step, plain) }),
        ...(apart && { special: `${context.command}.${step}` }),
      };
      return {
        events: [saved, ...standAside(after(state, [saved], context), context)],
        words: words.all,
        ...(apart && { special: { [`${context.command}.${step}`]: apart } }),
      };
    },
  }),

  /** Goes to a step without saving, for the links of the last page. */
  openStep: rule({
    input: z.strictObject({ report: z.string(), step: z.enum(reportSteps) }),
    decide: (state, { report: id, step }, context) => {
      const report = ownReport(state, id, context.actor);
      if (!report) return notYours(context);
      if (report.finishedAt || !isOpen(state)) return finished(context);
      return { events: report.step === step ? [] : [{ type: 'ReportStepOpened', report: id, step }] };
    },
  }),

  /** A file whose bytes are stored already becomes part of the report (R10). */
  addEvidence: rule({
    input: z.strictObject({ report: z.string(), file: z.string(), name: text(200), type: z.string().max(120), size: z.number().int().nonnegative() }),
    decide: (state, { report: id, file, name, type, size }, context) => {
      const report = ownReport(state, id, context.actor);
      if (!report) return notYours(context);
      if (report.finishedAt || !isOpen(state)) return finished(context);
      if (report.evidence.some((item) => item.id === file)) return { events: [] };
      const words = wordsFor(context);
      const evidence = { id: file, name: words.add('name', name), type, size, by: context.actor, at: context.now.toString() };
      return { events: [{ type: 'EvidenceAdded', report: id, evidence }], words: words.all };
    },
  }),

  finishReport: rule({
    input: z.strictObject({ report: z.string() }),
    decide: (state, { report: id }, context) => {
      const report = ownReport(state, id, context.actor);
      if (!report) return notYours(context);
      return { events: report.finishedAt || !isOpen(state) ? [] : [{ type: 'ReportFinished', report: id }] };
    },
  }),

  /** The reporter is asked when Graph knows no manager (R14). */
  nameManager: rule({
    input: z.strictObject({ manager: text(200) }),
    decide: (state, { manager: name }, context) => {
      if (!state.reports.some((report) => report.reporter === context.actor)) return notYours(context);
      if (state.triage.manager !== undefined || !isOpen(state)) return { events: [] };
      const clause = clauseOf(context.policy.triage);
      const [id] = recognise(context.directory, name).people;
      const person = id === undefined ? undefined : personOf(context.directory, id);
      if (!person) return refuse('R14', clause, `Nobody here is called “${name}”. Please write the name as Teams shows it.`);
      if (!person.roles.includes('manager')) return refuse('R14', clause, `${person.name} is not a manager here. Please name your line manager, or the manager who is on duty.`);
      if (isBarred(state, person.id))
        return refuse('I2', clause, `${person.name} is part of what happened, so somebody else has to look at it. Please name another manager.`);
      return { events: [{ type: 'TriageAssigned', manager: person.id, role: 'manager', why: 'named' }] };
    },
  }),

  answerQuestion: rule({
    input: z.strictObject({ question: z.string(), answer: text() }),
    decide: (state, { question: id, answer }, context) => {
      const question = state.triage.questions.find((entry) => entry.id === id && entry.to === context.actor);
      if (!question) return notYours(context);
      if (question.answer !== undefined) return { events: [] };
      const words = wordsFor(context);
      return { events: [{ type: 'QuestionAnswered', question: id, answer: words.add('answer', answer) }], words: words.all };
    },
  }),
};
