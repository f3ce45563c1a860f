import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanInterval, wilson } from '../sim/interval.ts';
import { mean } from '../sim/moments.ts';
import oracles from './vectors/statistics-oracles.json';

const SETTINGS = { seed: 20151001, numRuns: 200 };
const COUNTS = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 40 });

describe('meanInterval', () => {
  it("agrees with scipy's BCa within the error of resampling", () => {
    const { values, interval, sd } = oracles.bca;
    const keys = 64;
    const ends = Array.from({ length: keys }, (_, k) => meanInterval(Float64Array.from(values), `key ${k}`)!);
    for (const end of [0, 1] as const) {
      const each = Float64Array.from(ends, (found) => found[end]);
      for (const found of each) expect(Math.abs(found - interval[end]!)).toBeLessThan(4.5 * sd[end]!);
      expect(Math.abs(mean(each)! - interval[end]!)).toBeLessThan((4 * sd[end]!) / Math.sqrt(keys));
    }
    // The test can tell BCa from plain percentiles: on these data they lie further apart than that.
    const percentile = oracles.bca.percentile;
    expect(Math.abs(percentile[0]! - interval[0]!)).toBeGreaterThan((8 * sd[0]!) / Math.sqrt(keys));
  });

  it('lies within the values, around nothing else, and turns with their sign', () => {
    fc.assert(
      fc.property(COUNTS, fc.string(), (values, key) => {
        const [low, high] = meanInterval(Float64Array.from(values), key)!;
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(low).toBeLessThanOrEqual(high);
        const [turnedLow, turnedHigh] = meanInterval(
          Float64Array.from(values, (v) => -v),
          key,
        )!;
        expect(turnedLow).toBeCloseTo(-high, 8);
        expect(turnedHigh).toBeCloseTo(-low, 8);
      }),
      SETTINGS,
    );
  });

  it('a higher level is wider', () => {
    const values = Float64Array.from(oracles.bca.values);
    const [low80, high80] = meanInterval(values, 'level', 0.8)!;
    const [low99, high99] = meanInterval(values, 'level', 0.99)!;
    expect(low99).toBeLessThan(low80);
    expect(high99).toBeGreaterThan(high80);
  });

  it('equal values have no error, one value none to show, no value no interval', () => {
    expect(meanInterval(new Float64Array(7), '')).toEqual([0, 0]);
    expect(meanInterval(Float64Array.of(0), '')).toEqual([0, 0]);
    expect(meanInterval(Float64Array.of(0.1, 0.1, 0.1), '')).toEqual([0.1, 0.1]);
    expect(meanInterval(Float64Array.of(4), '')).toBeNull();
    expect(meanInterval(new Float64Array(0), '')).toBeNull();
  });

  it('where the acceleration is too great for a correction, percentiles stand', () => {
    // One value far out among equal ones, at a level so high that 1 − a (z₀ + z) falls below 0 and the places cross.
    const values = Float64Array.from({ length: 100 }, (_, i) => (i === 0 ? 1 : 0));
    const [low, high] = meanInterval(values, 'far out', 1 - 1e-10)!;
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.02);
  });
});

describe('wilson', () => {
  // Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i as published', (count, n, low, high) => {
    const found = wilson(count, n)!;
    expect(found[0].toFixed(4)).toBe(low.toFixed(4));
    expect(found[1].toFixed(4)).toBe(high.toFixed(4));
  });

  it.each(oracles.wilson)('$count of $n at $level as in scipy', ({ count, n, level, interval }) => {
    const found = wilson(count, n, level)!;
    expect(found[0]).toBeCloseTo(interval[0]!, 14);
    expect(found[1]).toBeCloseTo(interval[1]!, 14);
  });

  it('holds the share seen, within [0, 1], and turns with the question', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([count, n]) => {
        const [low, high] = wilson(count, n)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(count / n);
        expect(high).toBeGreaterThanOrEqual(count / n);
        expect(wilson(n - count, n)).toEqual([1 - high, 1 - low].map((end) => expect.closeTo(end, 14)));
      }),
      SETTINGS,
    );
    expect(wilson(0, 0)).toBeNull();
  });
});
