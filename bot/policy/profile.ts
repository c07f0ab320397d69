import { z } from 'zod';
import { appeal, ombudsman } from './appeal.ts';
import { decision } from './decision.ts';
import { governance, handOffs, privacy, publication, roles, scope, words } from './governance.ts';
import { letters } from './letters.ts';
import { measures } from './measures.ts';
import { disclosure, owners, register, reporting, retention, survey } from './records.ts';
import { firstResponse, police, report, warning } from './reporting.ts';
import { breach, lifting, review } from './review.ts';
import { text, valueOf } from './rule.ts';
import { neverRestrict, receipt, term } from './term.ts';
import { equality, factors, interim, triage } from './triage.ts';

/** A landlord's policy as data. Unknown keys are refused at every level. */
export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and hyphens'),
  title: valueOf(text),
  version: valueOf(text),
  /** The policy's clauses, by the label under which rules cite them. */
  clauses: z.record(z.string(), text),
  governance,
  words,
  roles,
  scope,
  report,
  firstResponse,
  warning,
  police,
  triage,
  interim,
  factors,
  equality,
  decision,
  measures,
  term,
  neverRestrict,
  letters,
  receipt,
  register,
  owners,
  disclosure,
  review,
  lifting,
  breach,
  appeal,
  ombudsman,
  survey,
  reporting,
  retention,
  publication,
  privacy,
  handOffs,
});

export type Profile = z.infer<typeof profileSchema>;
export type Approval = Profile['decision']['approvals'][number];
export type Seat = Approval['seats'][number];
export type Category = Profile['report']['categories'][number];
export type Behaviour = Category['behaviours'][number];
export type TriageOutcome = Profile['triage']['outcomes'][number];
export type { Amount, Rule, Source } from './rule.ts';
