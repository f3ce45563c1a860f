// Sequential chance for what is sequential by nature, the resampling of replicates: seedrandom's doorway. Its seeds are
// always 64 hexadecimal digits of SHA-256, because short texts collide in it ('a' and 'aa' are one seed there).

import xor4096 from 'seedrandom/lib/xor4096.js';
import { digestOf } from './digest.ts';

const WORDS = 4294967296; // 2³²

/**
 * The key of a comparison's resamples: from the run's seed, the measure's id and what the two policies contain (values
 * that JSON can say; leave names and ids out). Unordered in the policies: change baseline and only the sign changes.
 */
export function pairKey(seed: string, measure: string, policy: unknown, baseline: unknown): string {
  const contents = [digestOf(policy), digestOf(baseline)].sort();
  return digestOf(['palinode:pair', seed, measure, contents]);
}

/**
 * The sums of `resamples` resamples of `values`, each as many draws with replacement as there are values, added in the
 * order of drawing. Every index is equally likely (Lemire 2019, doi 10.1145/3230636: multiply, shift, reject). The
 * generator is Brent's xorgens 4096. Any text is a key. Throws a RangeError on no value, or more than 2²⁰.
 */
export function resampledSums(values: Float64Array, resamples: number, key: string): Float64Array {
  const n = values.length;
  if (n < 1 || n > 1 << 20) throw new RangeError(`1 to ${1 << 20} values can be resampled, not ${n}`);
  const word = xor4096(digestOf(['palinode:resample', key])).int32;
  const refused = WORDS % n;
  const sums = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      let product: number; // below 2⁵³, so that both halves of it are exact
      let index: number;
      do {
        product = (word() >>> 0) * n;
        index = Math.floor(product / WORDS);
      } while (product - index * WORDS < refused);
      sum += values[index]!;
    }
    sums[b] = sum;
  }
  return sums;
}
