import { z } from 'zod';

/** What a card's inputs give: always strings; an untouched optional input is absent or empty. */

/** People's own words, which must be there. */
export const text = (max = 4000) => z.string().trim().min(1).max(max);

/** People's own words, which may be missing. */
export const maybeText = (max = 4000) => z.string().trim().max(max).optional().transform((value) => value || undefined);

/** A multiple choice: one string, its values parted by commas, each counted once. */
export const choices = z.string().max(4000).optional().transform((value) => [...new Set((value ?? '').split(',').filter((part) => part !== ''))]);

export const toggle = z.enum(['true', 'false']).optional().transform((value) => value === 'true');

/** One of a closed list, or untouched. */
export const maybeOneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.enum(values), z.literal('')]).optional().transform((value) => (value ? (value as T[number]) : undefined));

export const maybeDate = z.union([z.iso.date(), z.literal('')]).optional().transform((value) => value || undefined);

export const maybeTime = z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), z.literal('')]).optional().transform((value) => value || undefined);
