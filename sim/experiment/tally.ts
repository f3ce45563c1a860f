// What a handful of differences says: how many lie on which side, the middle one, and the side that is certain, if one is.

import { mean, present, quantile } from '../moments.ts';
import { decide } from '../sequential.ts';
import type { SignOptions } from '../sequential.ts';

export interface Tally {
  /** Differences there are; replicates without one are left out. */
  readonly n: number;
  readonly above: number;
  readonly below: number;
  /** The middle one; null where there is none. */
  readonly median: number | null;
  readonly mean: number | null;
  /** The side on which they are certain to lie more often than not (decide of sequential.ts); null: undecided. */
  readonly side: 'above' | 'below' | null;
}

/** Counts differences, NaN left out. */
export function tally(differences: ArrayLike<number>, options: SignOptions = {}): Tally {
  const there = present(differences).sort();
  const above = there.filter((d) => d > 0).length;
  const below = there.filter((d) => d < 0).length;
  const median = there.length === 0 ? null : quantile(there, 0.5);
  const side = decide(above, below, options);
  return { n: there.length, above, below, median, mean: mean(there), side };
}
