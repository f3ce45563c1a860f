import fc from 'fast-check';
import xor4096 from 'seedrandom/lib/xor4096.js';
import { describe, expect, it } from 'vitest';
import { bands, happened, pairedDifference, summarise } from '../sim/summary.ts';
import oracles from './vectors/statistics-oracles.json';

const SETTINGS = { seed: 20151001, numRuns: 200 };
const OUTCOME = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { arbitrary: fc.constant(NaN), weight: 1 },
);
const PAIRS = fc.array(fc.tuple(OUTCOME, OUTCOME), { maxLength: 40 });

const column = (pairs: readonly (readonly [number, number])[], k: 0 | 1): Float64Array =>
  Float64Array.from(pairs, (pair) => pair[k]);

describe('summarise', () => {
  it('is numpy on a stored column', () => {
    const { values, p, quantiles } = oracles.quantiles.at(-1)!;
    const found = summarise(values);
    expect(found.n).toBe(values.length);
    for (const [name, place] of [
      ['p05', 0.05],
      ['p25', 0.25],
      ['median', 0.5],
      ['p75', 0.75],
      ['p95', 0.95],
    ] as const)
      expect(found[name]).toBeCloseTo(quantiles[p.indexOf(place)]!, 12);
    expect(found.mcse).toBe(found.sd! / Math.sqrt(values.length));
  });

  it('does not depend on the order of replicates, nor on those without a value', () => {
    const lists = fc.array(OUTCOME, { maxLength: 40 });
    const shuffles = lists.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffles, ([list, shuffled]) => {
        expect(summarise(shuffled)).toEqual(summarise(list));
        expect(summarise(list.filter((value) => value === value))).toEqual(summarise(list));
      }),
      SETTINGS,
    );
  });

  it('quantiles ascend, and moving every value by a whole number moves them by it', () => {
    const lists = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(lists, fc.integer({ min: -500, max: 500 }), (list, by) => {
        const { p05, p25, median, p75, p95, mean, sd } = summarise(list);
        const ascending = [p05!, p25!, median!, p75!, p95!];
        expect(ascending).toEqual(ascending.slice().sort((a, b) => a - b));
        const moved = summarise(list.map((value) => value + by));
        expect(moved.median).toBeCloseTo(median! + by, 9);
        expect(moved.mean).toBeCloseTo(mean! + by, 9);
        expect(moved.sd).toBeCloseTo(sd!, 9);
      }),
      SETTINGS,
    );
  });

  it('says null, not NaN, of what is not there', () => {
    const none = {
      mean: null,
      median: null,
      p05: null,
      p25: null,
      p75: null,
      p95: null,
      sd: null,
      mcse: null,
    };
    expect(summarise([])).toEqual({ n: 0, ...none });
    expect(summarise([NaN, NaN])).toEqual({ n: 0, ...none });
    expect(summarise([7])).toMatchObject({ n: 1, mean: 7, p95: 7, sd: null, mcse: null });
    expect(JSON.stringify(summarise([NaN]))).not.toContain('NaN');
  });
});

describe('pairedDifference', () => {
  it('counts every pair once, and says the same of any pairs in which both have a value', () => {
    fc.assert(
      fc.property(PAIRS, fc.string(), (pairs, key) => {
        const found = pairedDifference(column(pairs, 0), column(pairs, 1), key);
        const whole = pairs.filter(([a, b]) => a === a && b === b);
        expect(found.n).toBe(whole.length);
        expect(found.below).toBe(whole.filter(([a, b]) => a < b).length);
        expect(found.equal).toBe(whole.filter(([a, b]) => a === b).length);
        expect(found.below + found.equal + found.above).toBe(found.n);
        expect(found.mean).toEqual(summarise(whole.map(([a, b]) => a - b)).mean);
        expect(pairedDifference(column(whole, 0), column(whole, 1), key)).toEqual(found);
      }),
      SETTINGS,
    );
  });

  it('turns with the baseline', () => {
    fc.assert(
      fc.property(PAIRS, fc.string(), (pairs, key) => {
        const there = pairedDifference(column(pairs, 0), column(pairs, 1), key);
        const back = pairedDifference(column(pairs, 1), column(pairs, 0), key);
        expect([back.below, back.equal, back.above]).toEqual([there.above, there.equal, there.below]);
        expect(back.varianceRatio).toEqual(there.varianceRatio);
        if (there.n === 0) return;
        expect(back.mean! + there.mean!).toBe(0);
        expect(back.p95! + there.p05!).toBeCloseTo(0, 9);
        expect(back.interval === null).toBe(there.interval === null);
        if (there.interval) expect(back.interval![0]).toBeCloseTo(-there.interval[1], 8);
      }),
      SETTINGS,
    );
  });

  it('the interval lies between the least and the greatest difference, and mostly holds their mean', () => {
    let held = 0;
    let all = 0;
    fc.assert(
      fc.property(PAIRS, fc.string(), (pairs, key) => {
        const { interval, mean, n } = pairedDifference(column(pairs, 0), column(pairs, 1), key);
        if (interval === null) {
          expect(n).toBeLessThan(2);
          return;
        }
        all++;
        if (interval[0] <= mean! && mean! <= interval[1]) held++;
      }),
      SETTINGS,
    );
    expect(held).toBeGreaterThan(0.98 * all);
  });

  it('of a policy with itself it is exactly 0 in everything, under any key', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
        fc.string(),
        (list, key) => {
          const zero = {
            mean: 0,
            median: 0,
            p05: 0,
            p95: 0,
            interval: [0, 0],
            below: 0,
            above: 0,
            varianceRatio: null,
          };
          expect(pairedDifference(list, list, key)).toEqual({ ...zero, n: list.length, equal: list.length });
        },
      ),
      SETTINGS,
    );
  });

  it('matched noise saves what the variances say', () => {
    // Shared noise of variance 99, own noise of variance 1 in each: 200 / 2 = 100 times the replicates.
    const shared = Array.from({ length: 400 }, (_, r) => Math.sin(r * r) * Math.sqrt(2 * 99));
    const own = (k: number): number[] => shared.map((x, r) => x + Math.cos(k * r * r + r) * Math.sqrt(2));
    const { varianceRatio } = pairedDifference(own(3), own(5), 'saved');
    expect(varianceRatio).toBeGreaterThan(80);
    expect(varianceRatio).toBeLessThan(125);
    // And with nothing shared, none: the ratio is near 1.
    const alone = pairedDifference(
      own(3).map((x, r) => x - shared[r]!),
      own(5).map((x, r) => x - shared[r]!),
      'alone',
    );
    expect(alone.varianceRatio).toBeGreaterThan(0.8);
    expect(alone.varianceRatio).toBeLessThan(1.25);
  });

  it('refuses columns that cannot be paired', () => {
    expect(() => pairedDifference([1, 2], [1], '')).toThrow('2 replicates cannot be paired with 1');
    expect(() => pairedDifference([Infinity], [1], '')).toThrow(RangeError);
  });

  it('four policies, twenty measures and 200 replicates cost a few times the drawing alone', () => {
    // 80 comparisons × 2,000 resamples × 200 draws: 0.2 s where the generator alone takes 0.1 s. Times are compared within
    // one run, the better of two, for how busy the machine is is not what is measured.
    const outcomes = (k: number): Float64Array =>
      Float64Array.from({ length: 200 }, (_, r) => Math.round(99 * Math.sin(k + r * r)));
    const pairs = Array.from({ length: 80 }, (_, k) => [outcomes(k), outcomes(-k - 1)] as const);
    const { int32 } = xor4096('speed');
    const time = (work: () => void): number => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const ratios = [1, 2].map(() => {
      const compared = time(() => pairs.forEach(([a, b], k) => pairedDifference(a, b, `${k}`)));
      let bits = 0;
      const drawn = time(() => {
        for (let k = 0; k < 80 * 2000 * 200; k++) bits ^= int32();
      });
      expect(bits).not.toBe(0);
      return compared / drawn;
    });
    expect(Math.min(...ratios)).toBeLessThan(8);
  });
});

describe('bands', () => {
  it('are the quantiles of every week', () => {
    const table = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 12 }))
      .chain(([weeks, runs]) =>
        fc.array(fc.array(OUTCOME, { minLength: weeks, maxLength: weeks }), {
          minLength: runs,
          maxLength: runs,
        }),
      );
    fc.assert(
      fc.property(table, (series) => {
        const [low, middle, high] = bands(series, [0.05, 0.5, 0.95]) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        for (let t = 0; t < (series[0]?.length ?? 0); t++) {
          const week = summarise(series.map((run) => run[t]!));
          expect([low[t], middle[t], high[t]]).toEqual([
            week.p05 ?? NaN,
            week.median ?? NaN,
            week.p95 ?? NaN,
          ]);
        }
      }),
      SETTINGS,
    );
    expect(bands([], [0.5])).toEqual([new Float64Array(0)]);
    expect(() => bands([[1, 2], [1]], [0.5])).toThrow(RangeError);
  });
});

it('something happened where a value is not 0', () => {
  expect(happened([0, NaN, 0, 0.5])).toBe(true);
  expect(happened([0, NaN, -0])).toBe(false);
  expect(happened([])).toBe(false);
});
