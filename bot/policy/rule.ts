import { z } from 'zod';

/** Words that people read: at least one character that is not a space. */
export const text = z.string().regex(/\S/, 'must not be empty');

/** A name that code and other parts of the policy refer to, such as `namedContact`. */
export const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be one word that begins with a small letter, such as namedContact');

export const count = z.int().min(1);

export const units = ['workingDays', 'days', 'months'] as const;

/** A length of time. `days` are calendar days. */
export const amountShape = { amount: count, unit: z.enum(units) };
export const amount = z.strictObject(amountShape);
export type Amount = z.infer<typeof amount>;

const source = { clause: text.optional(), assumption: text.optional(), assumed: z.record(id, text).optional() };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const hasOneSource = (value: unknown): boolean =>
  !isFields(value) || (value['clause'] === undefined) !== (value['assumption'] === undefined);

const strayAssumptions = (value: unknown): string[] =>
  isFields(value) && isFields(value['assumed']) ? Object.keys(value['assumed']).filter((key) => !(key in value) || key in source) : [];

// NB: `when` lets these two speak even if another field of the rule is wrong, so that all faults come at once.
const always = { when: () => true };

/**
 * A rule of the policy: its fields, and where they come from. Either `clause` names the clause of the policy, or
 * `assumption` says why the software does so where the policy is silent; never both. Where a clause covers only some of
 * the fields, `assumed` gives the reason for each of the others.
 */
export const rule = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z
    .strictObject({ ...shape, ...source })
    .refine(hasOneSource, { error: 'must have either a clause or an assumption, and not both', ...always })
    .refine((value) => strayAssumptions(value).length === 0, {
      error: ({ input }) => `gives a reason for ${strayAssumptions(input).join(', ')}, which the rule does not have`,
      path: ['assumed'],
      ...always,
    });

/** Where a rule comes from. */
export interface Source {
  clause?: string | undefined;
  assumption?: string | undefined;
  assumed?: Record<string, string> | undefined;
}

export type Rule<Shape> = Shape & Source;

/** A rule that is one value. */
export const valueOf = <Schema extends z.ZodType>(value: Schema) => rule({ value });

/** A rule that is a length of time. */
export const timeLimit = rule(amountShape);

export const listOf = <Schema extends z.ZodType>(item: Schema) => z.array(item).min(1);
