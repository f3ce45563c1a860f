// Does the interval of the mean difference hold the true mean as often as it says? Four binomial deviations are allowed.
import { expect, it } from 'vitest';
import { seedWords } from '../../sim/digest.ts';
import { normalQuantile } from '../../sim/exact.ts';
import { meanInterval } from '../../sim/interval.ts';
import { KeyedChance } from '../../sim/random.ts';

const EXPERIMENTS = 2000;

it.each([
  // A bootstrap interval of n values is too narrow by about √((n − 1)/n) and the tails of t; skewness costs some more.
  { name: 'normal', n: 200, draw: normalQuantile, truth: 0, share: 0.947 },
  { name: 'normal', n: 30, draw: normalQuantile, truth: 0, share: 0.936 },
  { name: 'exponential', n: 200, draw: (u: number) => -Math.log(u), truth: 1, share: 0.944 },
])('$share of the intervals of $n $name values hold their mean', ({ name, n, draw, truth, share }) => {
  let held = 0;
  for (let k = 0; k < EXPERIMENTS; k++) {
    const luck = new KeyedChance(seedWords(`coverage ${name} ${n}`), k, ['value']);
    const values = Float64Array.from({ length: n }, (_, r) => draw(luck.uniform(0, r, 0)));
    const [low, high] = meanInterval(values, `coverage ${k}`)!;
    if (low <= truth && truth <= high) held++;
  }
  expect(Math.abs(held / EXPERIMENTS - share)).toBeLessThan(
    4 * Math.sqrt((share * (1 - share)) / EXPERIMENTS),
  );
});
