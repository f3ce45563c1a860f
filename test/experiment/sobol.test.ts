// Sobol' points: SciPy's, to the bit; and what a digital shift must keep, which is every balance of the first 2^k points.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOBOL_DIMENSIONS, sobolPoints } from '../../sim/experiment/sobol.ts';

const VECTORS = JSON.parse(
  readFileSync(new URL('../vectors/sobol.json', import.meta.url), 'utf8'),
) as Readonly<{ first: number[][]; last: number[] }>;
const SETTINGS = { seed: 20151001, numRuns: 100 };
const column = (points: Float64Array, dimensions: number, d: number): number[] =>
  Array.from(points).filter((_, k) => k % dimensions === d);

describe("Sobol' points", () => {
  it('are those of SciPy', () => {
    const ours = Array.from(sobolPoints(16, 8), (x) => x * 2 ** 30);
    expect(ours).toEqual(VECTORS.first.flat());
    const all = sobolPoints(256, 128);
    expect(Array.from(all.subarray(255 * 128), (x) => x * 2 ** 30)).toEqual(VECTORS.last);
  });
  it('fill every axis evenly, shifted or not: of 2^k points one in each 2^k-th', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: SOBOL_DIMENSIONS - 1 }),
        fc.option(fc.string(), { nil: undefined }),
        (k, d, seed) => {
          const axis = column(sobolPoints(2 ** k, SOBOL_DIMENSIONS, seed), SOBOL_DIMENSIONS, d);
          const cells = axis.map((x) => Math.floor(x * 2 ** k)).sort((a, b) => a - b);
          expect(cells).toEqual(Array.from({ length: 2 ** k }, (_, n) => n));
        },
      ),
      SETTINGS,
    );
  });
  it('fill squares evenly: of 64 points one in each of 64 cells, whatever their shape, in the first two dimensions', () => {
    for (const wide of [1, 2, 4, 8, 16, 32, 64]) {
      const points = sobolPoints(64, 2, 'squares');
      const cells = new Set<number>();
      for (let n = 0; n < 64; n++)
        cells.add(Math.floor(points[2 * n]! * wide) * 64 + Math.floor((points[2 * n + 1]! * 64) / wide));
      expect(cells.size).toBe(64);
    }
  });
  it('begin alike whatever is asked for, and differ by seed', () => {
    const dimensions = 3;
    expect(sobolPoints(5, dimensions, 'a')).toEqual(sobolPoints(9, dimensions, 'a').slice(0, 15));
    expect(sobolPoints(5, dimensions, 'a')).not.toEqual(sobolPoints(5, dimensions, 'b'));
    for (const x of sobolPoints(1000, dimensions, 'a')) expect(x > 0 && x < 1).toBe(true);
  });
  it('are refused beyond what there are numbers for', () => {
    expect(() => sobolPoints(1, SOBOL_DIMENSIONS + 1)).toThrow(RangeError);
    expect(() => sobolPoints(1, 0)).toThrow(RangeError);
    expect(() => sobolPoints(2 ** 31 + 1, 1)).toThrow(RangeError);
    expect(sobolPoints(0, 3).length).toBe(0);
  });
});
