// Intervals for what a number of replicates can say: of a mean, by the bootstrap, and of a share, by Wilson's score.

import { normalQuantile } from './exact.ts';
import { exactSum, mean, quantile } from './moments.ts';
import { normalCdf } from './normal.ts';
import { resampledSums } from './resample.ts';

export type Interval = readonly [low: number, high: number];

const RESAMPLES = 2000;

/**
 * The bootstrap interval of the mean of values without NaN: bias-corrected and accelerated (BCa; Efron 1987, JASA 82,
 * 171–185), from 2,000 resamples under `key` (pairKey of resample.ts); by percentiles where a correction is not defined.
 * Equal values have no error to show: [c, c]. Null where there are fewer than two, unless the one is 0.
 */
export function meanInterval(values: Float64Array, key: string, level = 0.95): Interval | null {
  const n = values.length;
  const first = values[0];
  if (first === undefined || (n < 2 && first !== 0)) return null;
  if (values.every((value) => value === first)) return [first, first];

  const sums = resampledSums(values, RESAMPLES, key).sort();
  const [low, high] = places(values, sums, (1 - level) / 2);
  return [quantile(sums, low) / n, quantile(sums, high) / n];
}

// Where in the ascending resamples the interval ends: BCa's places, or the percentiles.
function places(values: Float64Array, sums: Float64Array, tail: number): Interval {
  const bias = normalQuantile(shareBelow(sums, exactSum(values)));
  const speed = acceleration(values);
  const place = (z: number): number => normalCdf(bias + (bias + z) / (1 - speed * (bias + z)));
  const z = normalQuantile(1 - tail);
  const corrected: Interval = [place(-z), place(z)];
  // Past the pole of the correction the places cross; without resamples on both sides they are no numbers.
  return corrected[0] < corrected[1] ? corrected : [tail, 1 - tail];
}

// Sums, not means, are compared: where the values are whole numbers a tie is then exact. A tie counts half.
function shareBelow(sums: Float64Array, sum: number): number {
  let halves = 0;
  for (let b = 0; b < sums.length; b++) halves += sums[b]! < sum ? 2 : sums[b] === sum ? 1 : 0;
  return halves / (2 * sums.length);
}

// For a mean the jackknife's acceleration is a sixth of the skewness over √n.
function acceleration(values: Float64Array): number {
  const middle = mean(values)!;
  const deviations = values.map((value) => value - middle);
  const squares = exactSum(deviations.map((d) => d * d));
  return exactSum(deviations.map((d) => d * d * d)) / (6 * squares * Math.sqrt(squares));
}

/** Wilson's score interval (1927, JASA 22, 209–212) for a share of which `count` of `n` were seen; null for n = 0. */
export function wilson(count: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const low = (k: number): number => {
    const spread = z * Math.sqrt((k * (n - k)) / n + (z * z) / 4);
    return k === 0 ? 0 : (k + (z * z) / 2 - spread) / (n + z * z);
  };
  return [low(count), 1 - low(n - count)];
}
