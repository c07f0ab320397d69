import { z } from 'zod';
import { relations } from './kinds.ts';
import { amountShape, count, id, listOf, rule, text } from './rule.ts';

const outcome = rule({ id: z.enum(['keep', 'lighten', 'replace', 'setAside']), label: text, consequence: text });

const window = z.discriminatedUnion('until', [
  rule({ until: z.literal('measureEnds') }),
  rule({ until: z.literal('deadline'), ...amountShape, from: z.literal('deemedReceipt') }),
]);

const granted = rule({
  enabled: z.literal(true),
  role: id,
  prefer: z.enum(['ofTheService', 'anyHolder']),
  relations: listOf(z.enum(relations)),
  substitute: rule({ role: id }),
  scope: z.enum(['flagsAndRestrictions', 'anyDecision']),
  representatives: rule({ value: z.boolean() }),
  window,
  routes: rule({ list: listOf(z.enum(['letter', 'email', 'phone', 'staff'])), text }),
  answerWithin: rule({ ...amountShape, from: z.literal('receipt') }),
  remindBefore: rule({ workingDays: listOf(z.int().min(0)) }),
  escalate: rule({ to: id, afterWorkingDays: count }),
  meanwhile: rule({ measures: z.literal('stand'), maySuspend: z.boolean() }),
  outcomes: listOf(outcome),
  lateWithReason: rule({ value: z.literal(true) }),
});

const none = rule({ enabled: z.literal(false), instead: rule({ text }) });

/** The customer's challenge to a determination, or the recorded fact that the policy gives none. */
export const appeal = z.discriminatedUnion('enabled', [granted, none]);

/** Whom else the customer may turn to; printed in letters. */
export const ombudsman = listOf(
  rule({ id, name: text, address: text, phone: text, email: z.email(), site: z.url(), matters: z.enum(['all', 'tenancies']), text }),
);
