// What an ensemble says: outcomes indexed by replicate become means, quantiles, paired differences and bands over weeks.
// Everything here is a plain function of numbers; a replicate without a value (NaN) is left out, and n says so. What
// cannot be said is null, never NaN, for these numbers are written as JSON; only bands, typed columns, keep NaN.

import { meanInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { mean, present, quantile, variance } from './moments.ts';

export interface Summary {
  /** Replicates with a value. */
  readonly n: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p05: number | null;
  readonly p25: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  /** Standard deviation between replicates; null below two. */
  readonly sd: number | null;
  /** Monte Carlo error: the standard error of the mean, sd / √n; null below two. */
  readonly mcse: number | null;
}

/** How many replicates have a difference below, equal to and above 0. */
export interface Counts {
  readonly below: number;
  readonly equal: number;
  readonly above: number;
}

export interface PairedDifference extends Counts {
  /** Replicates with a value under both policies. */
  readonly n: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
  /** Bootstrap interval (95 %) of the mean difference; null where one replicate, or none, has a difference. */
  readonly interval: Interval | null;
  /**
   * How many times more replicates an unmatched comparison would need for the same error of the mean difference:
   * (var(policy) + var(baseline)) / var(difference). Null where the difference does not vary, or n is below 2.
   */
  readonly varianceRatio: number | null;
}

/** The outcomes of one measure under one policy, in the measure's unit. Throws a RangeError on an infinite one. */
export function summarise(values: ArrayLike<number>): Summary {
  const ascending = present(values).sort();
  const n = ascending.length;
  const spread = variance(ascending);
  const sd = spread === null ? null : Math.sqrt(spread);
  return {
    n,
    mean: mean(ascending),
    median: at(ascending, 0.5),
    p05: at(ascending, 0.05),
    p25: at(ascending, 0.25),
    p75: at(ascending, 0.75),
    p95: at(ascending, 0.95),
    sd,
    mcse: sd === null ? null : sd / Math.sqrt(n),
  };
}

/** What can be counted of the differences, without the chance of a bootstrap. */
export type PairedSpread = Omit<PairedDifference, 'interval'>;

/**
 * Policy minus baseline, replicate by replicate: both outcomes are indexed by replicate and equally long, and a replicate
 * counts if it has a value in both. Throws a RangeError on unequal lengths or infinite outcomes.
 */
export function pairedSpread(policy: ArrayLike<number>, baseline: ArrayLike<number>): PairedSpread {
  return spreadOf(paired(policy, baseline));
}

/**
 * The same with an interval. `key` names the bootstrap's chance (pairKey of resample.ts). A difference that is 0 everywhere
 * has the interval [0, 0].
 */
export function pairedDifference(
  policy: ArrayLike<number>,
  baseline: ArrayLike<number>,
  key: string,
): PairedDifference {
  const pairs = paired(policy, baseline);
  return { ...spreadOf(pairs), interval: meanInterval(pairs.differences, key) };
}

interface Pairs {
  readonly ours: Float64Array;
  readonly theirs: Float64Array;
  readonly differences: Float64Array;
}

function paired(policy: ArrayLike<number>, baseline: ArrayLike<number>): Pairs {
  if (policy.length !== baseline.length)
    throw new RangeError(`${policy.length} replicates cannot be paired with ${baseline.length}`);
  const pairs = Array.from(policy, (_, r) => r).filter((r) => bothPresent(policy[r]!, baseline[r]!));
  const ours = present(pairs.map((r) => policy[r]!));
  const theirs = present(pairs.map((r) => baseline[r]!));
  return { ours, theirs, differences: present(ours.map((value, k) => value - theirs[k]!)) };
}

function spreadOf({ ours, theirs, differences }: Pairs): PairedSpread {
  const ascending = differences.slice().sort();
  return {
    n: differences.length,
    mean: mean(differences),
    median: at(ascending, 0.5),
    p05: at(ascending, 0.05),
    p95: at(ascending, 0.95),
    below: differences.filter((d) => d < 0).length,
    equal: differences.filter((d) => d === 0).length,
    above: differences.filter((d) => d > 0).length,
    varianceRatio: varianceRatio(ours, theirs, differences),
  };
}

/** True where any replicate has a value other than 0. */
export function happened(values: ArrayLike<number>): boolean {
  return present(values).some((value) => value !== 0);
}

/**
 * Quantiles over the replicates, week by week: a series a replicate, a row a week, all equally long; the answer is one
 * column for each p asked. NaN where no replicate has a value in a week. Throws a RangeError on unequal lengths.
 */
export function bands(series: readonly ArrayLike<number>[], quantiles: readonly number[]): Float64Array[] {
  const weeks = series[0]?.length ?? 0;
  if (series.some((run) => run.length !== weeks)) throw new RangeError('series of unequal length');
  const columns = quantiles.map(() => new Float64Array(weeks).fill(NaN));
  const week = new Float64Array(series.length);
  for (let t = 0; t < weeks; t++) {
    let n = 0;
    for (const run of series) if (run[t] === run[t]) week[n++] = run[t]!;
    if (n === 0) continue;
    const ascending = week.subarray(0, n).sort();
    quantiles.forEach((p, k) => (columns[k]![t] = quantile(ascending, p)));
  }
  return columns;
}

function bothPresent(a: number, b: number): boolean {
  return a === a && b === b;
}

function at(ascending: Float64Array, p: number): number | null {
  return ascending.length === 0 ? null : quantile(ascending, p);
}

function varianceRatio(ours: Float64Array, theirs: Float64Array, differences: Float64Array): number | null {
  const matched = variance(differences);
  return matched === null || matched === 0 ? null : (variance(ours)! + variance(theirs)!) / matched;
}
