import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactSum, mean, present, quantile, variance } from '../sim/moments.ts';
import nist from './vectors/statistics-nist.json';
import oracles from './vectors/statistics-oracles.json';

const SETTINGS = { seed: 20151001, numRuns: 500 };
// m · 2ᵉ: any such numbers have a sum that BigInt gives exactly.
const DYADIC = fc.array(fc.tuple(fc.maxSafeInteger(), fc.integer({ min: -60, max: 60 })), { maxLength: 40 });
const NUMBERS = fc.array(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 60 });

describe('exactSum', () => {
  it('is the exact sum, rounded once to even', () => {
    fc.assert(
      fc.property(DYADIC, (parts) => {
        const exact = parts.reduce((sum, [m, e]) => sum + (BigInt(m) << BigInt(e + 60)), 0n);
        const values = parts.map(([m, e]) => m * 2 ** e);
        expect(exactSum(values)).toBe(Number(exact) / 2 ** 60 + 0);
      }),
      { ...SETTINGS, numRuns: 2000 },
    );
  });

  it('is the same in any order, to the last bit', () => {
    const shuffles = NUMBERS.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    );
    fc.assert(
      fc.property(shuffles, ([values, shuffled]) => {
        expect(exactSum(shuffled)).toBe(exactSum(values));
      }),
      SETTINGS,
    );
  });

  it('decides half-way cases by what is left below (Python: math.fsum)', () => {
    expect(exactSum([1, 2 ** -53])).toBe(1);
    expect(exactSum([1, 2 ** -53, 2 ** -1074])).toBe(1 + 2 ** -52);
    expect(exactSum([1, 2 ** -52, 2 ** -53, -(2 ** -1074)])).toBe(1 + 2 ** -52);
    expect(exactSum([-1, -(2 ** -53), -(2 ** -1074)])).toBe(-1 - 2 ** -52);
    expect(exactSum([1e100, 1, -1e100])).toBe(1);
    expect(exactSum(new Array(10).fill(0.1))).toBe(1);
  });

  it('has no −0, and no terms add up to 0', () => {
    expect(Object.is(exactSum([-0, -0]), 0)).toBe(true);
    expect(Object.is(exactSum([]), 0)).toBe(true);
  });
});

describe('mean and variance', () => {
  it.each(nist.datasets)('$name of NIST has its certified mean and deviation', ({ mean: m, sd, values }) => {
    expect(digits(mean(Float64Array.from(values))!, m)).toBeGreaterThan(14);
    expect(digits(Math.sqrt(variance(Float64Array.from(values))!), sd)).toBeGreaterThan(12.5);
  });

  // Certified by construction: a first value, then 500 pairs on either side of it.
  it.each([
    { name: 'NumAcc2', middle: '1.2', pair: ['1.1', '1.3'], most: 14.5 },
    { name: 'NumAcc3', middle: '1000000.2', pair: ['1000000.1', '1000000.3'], most: 9 },
    { name: 'NumAcc4', middle: '10000000.2', pair: ['10000000.1', '10000000.3'], most: 8 },
  ])('$name of NIST has a deviation of 0.1 to $most digits', ({ middle, pair, most }) => {
    const values = [middle, ...new Array(500).fill(pair).flat()].map(Number);
    expect(values).toHaveLength(1001);
    expect(digits(mean(Float64Array.from(values))!, Number(middle))).toBeGreaterThan(15);
    expect(digits(Math.sqrt(variance(Float64Array.from(values))!), 0.1)).toBeGreaterThan(most);
  });

  it('the mean lies within the values, and equal values have no variance at all', () => {
    fc.assert(
      fc.property(NUMBERS, fc.integer({ min: 2, max: 50 }), (values, copies) => {
        const m = mean(Float64Array.from(values))!;
        expect(m).toBeGreaterThanOrEqual(Math.min(...values));
        expect(m).toBeLessThanOrEqual(Math.max(...values));
        const equal = new Float64Array(copies).fill(values[0]!);
        expect(mean(equal)! + 0).toBe(values[0]! + 0);
        expect(variance(equal)).toBe(0);
      }),
      SETTINGS,
    );
  });

  it('the variance of whole numbers is the exact one', () => {
    const counts = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(counts, (values) => {
        const n = values.length;
        const sum = values.reduce((a, b) => a + b);
        const squares = values.reduce((a, b) => a + b * b, 0);
        const exact = (n * squares - sum * sum) / (n * (n - 1));
        expect(Math.abs(variance(Float64Array.from(values))! - exact)).toBeLessThanOrEqual(1e-12 * exact);
      }),
      SETTINGS,
    );
  });

  it('a mean that no number can be is put right', () => {
    expect(variance(Float64Array.of(2 ** 52, 2 ** 52 + 1))).toBe(0.5);
  });

  it('no value has no mean, one has no variance', () => {
    expect(mean(new Float64Array(0))).toBeNull();
    expect(variance(Float64Array.of(3))).toBeNull();
  });
});

describe('quantile', () => {
  it.each(oracles.quantiles)('is that of numpy on %#, to the last bit', ({ values, p, quantiles }) => {
    const ascending = Float64Array.from(values).sort();
    p.forEach((place, k) => {
      expect(quantile(ascending, place)).toBe(quantiles[k]!);
    });
  });

  it('never falls as p rises, and stays within the values', () => {
    const places = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(NUMBERS, places, (values, [p, q]) => {
        const ascending = Float64Array.from(values).sort();
        const [low, high] = [quantile(ascending, Math.min(p, q)), quantile(ascending, Math.max(p, q))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(ascending[0]!);
        expect(high).toBeLessThanOrEqual(ascending.at(-1)!);
      }),
      SETTINGS,
    );
  });
});

describe('present', () => {
  it('leaves out NaN, keeps order, turns −0 into 0, refuses infinity', () => {
    expect([...present([3, NaN, 1, NaN])]).toEqual([3, 1]);
    expect(Object.is(present([-0])[0], 0)).toBe(true);
    expect(() => present([1, Infinity])).toThrow('replicate 1 has the value Infinity');
  });
});

// Log relative error: the count of digits that agree.
function digits(value: number, certified: number): number {
  return value === certified ? 16 : -Math.log10(Math.abs(value - certified) / Math.abs(certified));
}
