import { expect, it } from 'vitest';
import { normalQuantile } from '../sim/exact.ts';
import { normalCdf } from '../sim/normal.ts';
import oracles from './vectors/statistics-oracles.json';

it.each(oracles.normal as [number, number][])('at %f it is that of scipy', (x, expected) => {
  const error = Math.abs(normalCdf(x) - expected);
  expect(error).toBeLessThanOrEqual(1e-15);
  if (x < 0) expect(error / expected).toBeLessThanOrEqual(1e-7);
});

it('the quantile undoes it', () => {
  for (let x = -6; x <= 4; x += 1 / 16)
    expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-10);
});

it('never falls, and its two sides add up to 1', () => {
  for (let k = -4000; k < 4000; k++) {
    expect(normalCdf(k / 100)).toBeLessThanOrEqual(normalCdf((k + 1) / 100));
    expect(Math.abs(normalCdf(k / 100) + normalCdf(-k / 100) - 1)).toBeLessThanOrEqual(2 ** -52);
  }
  expect(normalCdf(-Infinity)).toBe(0);
  expect(normalCdf(Infinity)).toBe(1);
});
