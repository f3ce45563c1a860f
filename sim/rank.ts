// Rank correlation: how far two columns of numbers rise together, whatever their scales. Ranks of equals are shared, and all
// sums are of whole numbers (twice a rank), so the answer is exact up to its one square root and division.

/** Twice the rank of each value from 1 on, equals sharing the mean of theirs: a whole number. Values without NaN. */
export function doubledRanks(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = Array.from({ length: n }, (_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(n);
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = from + to + 1;
  }
  return ranks;
}

/**
 * Spearman's coefficient of two columns of equal length, from −1 to 1: Pearson's of their ranks. Null where one of them does not vary.
 * Throws a RangeError on unequal lengths.
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length !== b.length) throw new RangeError(`${a.length} ranks cannot be set beside ${b.length}`);
  const [x, y] = [centred(a), centred(b)];
  const [xx, yy, xy] = [dot(x, x), dot(y, y), dot(x, y)];
  return xx === 0 || yy === 0 ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

// Doubled ranks have the mean n + 1.
function centred(values: ArrayLike<number>): Float64Array {
  return doubledRanks(values).map((rank) => rank - (values.length + 1));
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, k) => sum + value * y[k]!, 0);
}
