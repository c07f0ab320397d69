/** What must hold in every case after every step; each as one function that says what is wrong. */
import { I3, I4, I5, I6, I7, I23 } from './invariants/measures.ts';
import { I2, I10, I11, I12, I13, I14, I22 } from './invariants/panel.ts';
import { I8, I27, I29, I31 } from './invariants/record.ts';
import type { Invariant } from './invariants/step.ts';

export const invariants = { I2, I3, I4, I5, I6, I7, I8, I10, I11, I12, I13, I14, I22, I23, I27, I29, I31 } satisfies Record<string, Invariant>;

export type InvariantName = keyof typeof invariants;
