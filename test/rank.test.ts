// Rank correlation: laws first, then numbers of an outside program.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubledRanks, spearman } from '../sim/rank.ts';

const few = fc.integer({ min: -4, max: 4 }); // many equals
const pairs = fc.array(fc.tuple(few, few), { minLength: 2, maxLength: 40 });
const both = (rows: [number, number][]): [number[], number[]] => [
  rows.map(([a]) => a),
  rows.map(([, b]) => b),
];
const law = (check: (a: number[], b: number[]) => void): void =>
  fc.assert(
    fc.property(pairs, (rows) => void check(...both(rows))),
    { seed: 20151001, numRuns: 300 },
  );

describe('ranks', () => {
  it('are shared among equals and add up (scipy.stats.rankdata)', () => {
    expect(Array.from(doubledRanks([3, 1, 3, 2, 3, 2]))).toEqual([10, 2, 10, 5, 10, 5]);
    law((a) => {
      const sum = doubledRanks(a).reduce((x, y) => x + y, 0);
      expect(sum).toBe(a.length * (a.length + 1));
    });
  });
});

describe('the rank correlation', () => {
  it('does not mind which column comes first', () =>
    law((a, b) => expect(spearman(a, b)).toBe(spearman(b, a))));

  it('sees order only: a rising scale changes no bit, a falling one turns the sign', () =>
    law((a, b) => {
      const rho = spearman(a, b);
      expect(
        spearman(
          a.map((x) => x * x * x + 2 * x),
          b,
        ),
      ).toBe(rho);
      const turned = spearman(
        a.map((x) => -x),
        b,
      );
      expect(turned).toEqual(rho === null ? null : 0 - rho);
    }));

  it('does not mind the order of the replicates', () =>
    law((a, b) => expect(spearman(a.toReversed(), b.toReversed())).toBe(spearman(a, b))));

  it('is 1 of a column with itself, at most 1 of any, and nothing where one stands still', () => {
    law((a, b) => {
      const still = new Set(a).size === 1;
      expect(spearman(a, a)).toBe(still ? null : 1);
      expect(Math.abs(spearman(a, b) ?? 0)).toBeLessThanOrEqual(1);
    });
    expect(spearman([1, 1], [1, 2])).toBe(null);
    expect(spearman([], [])).toBe(null);
    expect(() => spearman([1, 2], [1])).toThrow(new RangeError('2 ranks cannot be set beside 1'));
  });

  it.each([
    // The ten pairs of the textbook example (-29/165), then equals on one side, then on both: scipy.stats.spearmanr 1.17.1.
    [
      [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
      [7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
      -0.17575757575757575,
    ],
    [[0.1, 0.4, 0.2, 0.9, 0.5, 0.3], [5, 5, 5, 1, 1, 0], -0.49377071987869414],
    [[1, 2, 2, 3, 3, 3, 4, 5, 5, 9], [2.5, -1, 0, 0, 7, 7, 7, 1, 3, 3], 0.389937106918239],
  ])('of %j and %j', (a, b, rho) => expect(spearman(a, b)).toBeCloseTo(rho, 14));
});
