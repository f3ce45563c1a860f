// What was shown before a change, at the weeks that are shown now: a run of another length tells of other weeks.
import { expect, it } from 'vitest';
import { middleAt } from '../../../viz/answer/data.ts';

const bands = (weeks: readonly number[], middle: readonly number[]) => ({
  weeks,
  quantiles: [0, 0, 1, 0, 0].map((is) => Float64Array.from(middle, (value) => is * value)),
});

it('is what it was at its own weeks, in straight lines between them, and nothing beyond', () => {
  const longer = bands([1, 3, 5, 7], [10, 30, 20, 40]);
  expect(Array.from(middleAt(longer, [1, 3, 5, 7])!)).toEqual([10, 30, 20, 40]);
  expect(Array.from(middleAt(longer, [0, 1, 2, 4, 6, 8])!)).toEqual([NaN, 10, 20, 25, 30, NaN]);
  expect(middleAt(bands([], []), [0, 1])).toEqual(Float64Array.of(NaN, NaN));
  expect(middleAt(null, [0])).toBeUndefined();
});
