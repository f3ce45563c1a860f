// What is known of the variants of a scenario: outcomes by variant, then by replicate. A plan asks for the next job from
// nothing but this, and reads of each variant only as many replicates as it has planned for: so a plan that was broken off in
// the middle of a job goes on exactly as one that was not.

import { MEASURES } from '../measures.ts';
import type { Change } from './design.ts';
import { placeOf } from './design.ts';

/** Outcomes of one replicate: a row a policy, a number a measure, as a job brings them; null where it was given up. */
export type Sample = Float64Array | null;

/** By key of the variant (keyOf), then by replicate from 0 on, without a hole. A plain value. */
export type Known = Readonly<Record<string, readonly Sample[]>>;

/** Replicates of one variant that are to be run, in ascending order. */
export interface Job {
  readonly key: string;
  readonly changes: readonly Change[];
  readonly replicates: readonly number[];
}

/** With one more replicate of a variant, which must be its next one: RangeError where it is another. */
export function learned(known: Known, key: string, replicate: number, sample: Sample): Known {
  const row = known[key] ?? [];
  if (replicate !== row.length)
    throw new RangeError(`replicate ${row.length} of "${key}" is awaited, not ${replicate}`);
  return { ...known, [key]: [...row, sample] };
}

/** How many replicates of a variant are there. */
export function countOf(known: Known, key: string): number {
  return known[key]?.length ?? 0;
}

/** What a variant lacks to have so many replicates; null where it lacks none. */
export function jobFor(known: Known, key: string, changes: readonly Change[], wanted: number): Job | null {
  const there = countOf(known, key);
  if (there >= wanted) return null;
  return { key, changes, replicates: Array.from({ length: wanted - there }, (_, k) => there + k) };
}

/** Outcomes of a measure under the p-th policy in the first `n` replicates; NaN for one that was given up. */
export function outcomesAt(
  known: Known,
  key: string,
  p: number,
  measure: string,
  n = Infinity,
): Float64Array {
  const at = p * MEASURES.length + placeOf(measure);
  return Float64Array.from((known[key] ?? []).slice(0, n), (sample) => (sample === null ? NaN : sample[at]!));
}

/** The p-th policy minus the b-th, replicate by replicate, in the first `n`. */
export function differencesAt(
  known: Known,
  key: string,
  [p, b]: readonly [policy: number, baseline: number],
  measure: string,
  n = Infinity,
): Float64Array {
  const theirs = outcomesAt(known, key, b, measure, n);
  return outcomesAt(known, key, p, measure, n).map((value, r) => value - theirs[r]!);
}
