// Sums, means, variances and quantiles that do not depend on the order of their values, nor on the engine.
// NaN is a replicate without a value for the measure: it is left out, never averaged.

/** The values there are, with −0 as 0. Throws a RangeError on an infinite one. */
export function present(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (let r = 0; r < values.length; r++) {
    const value = values[r]!;
    if (value - value === 0) kept[n++] = value + 0;
    else if (value === value) throw new RangeError(`replicate ${r} has the value ${value}`);
  }
  return kept.slice(0, n);
}

/**
 * The sum, rounded once, so the same in any order: Shewchuk 1997 (doi 10.1007/PL00009321), with the last rounding to even
 * as Python's math.fsum does it. Values finite, their partial sums too.
 */
export function exactSum(values: ArrayLike<number>): number {
  const partials: number[] = []; // ascending, none overlapping another: together the sum so far, exactly
  for (let i = 0; i < values.length; i++) {
    let x = values[i]!;
    let kept = 0;
    for (let k = 0; k < partials.length; k++) {
      const y = partials[k]!;
      const high = x + y;
      const low = Math.abs(x) < Math.abs(y) ? x - (high - y) : y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return rounded(partials) + 0;
}

function rounded(partials: readonly number[]): number {
  let k = partials.length - 1;
  let high = k < 0 ? 0 : partials[k]!;
  let low = 0;
  while (k > 0 && low === 0) {
    const top = high;
    const next = partials[--k]!;
    high = top + next;
    low = next - (high - top);
  }
  // Half-way cases: what is left below decides which way.
  const left = k > 0 ? partials[k - 1]! : 0;
  if ((low < 0 && left < 0) || (low > 0 && left > 0)) {
    const moved = high + 2 * low;
    if (moved - high === 2 * low) return moved;
  }
  return high;
}

/** The mean of values without NaN; null of none. Never outside them, so equal values have exactly their mean. */
export function mean(values: Float64Array): number | null {
  if (values.length === 0) return null;
  let least = values[0]!;
  let most = values[0]!;
  for (let i = 1; i < values.length; i++) {
    least = Math.min(least, values[i]!);
    most = Math.max(most, values[i]!);
  }
  return Math.min(Math.max(exactSum(values) / values.length, least), most);
}

/** The variance with n − 1, in two passes, corrected for the rounding of the mean; null of fewer than two. */
export function variance(values: Float64Array): number | null {
  const n = values.length;
  if (n < 2) return null;
  const middle = mean(values)!;
  const deviations = values.map((value) => value - middle);
  const rest = exactSum(deviations);
  return Math.max(exactSum(deviations.map((d) => d * d)) - (rest * rest) / n, 0) / (n - 1);
}

/** The type-7 quantile (Hyndman & Fan 1996; R's and numpy's default) of ascending values without NaN; p from 0 to 1. */
export function quantile(ascending: Float64Array, p: number): number {
  const last = ascending.length - 1;
  const place = last * p;
  const i = Math.floor(place);
  const lower = ascending[i]!;
  const upper = ascending[Math.min(i + 1, last)]!;
  const share = place - i;
  // From the nearer end, so that the result never leaves the gap nor falls as p rises.
  return share < 0.5 ? lower + (upper - lower) * share : upper - (upper - lower) * (1 - share);
}
