// A course that is drawn faintly beside one of other weeks stands at its own weeks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathWeeks } from '../../../sim/paths.ts';
import { atWeeks } from '../../../viz/answer/data.ts';

const SEED = { seed: 20151001, numRuns: 200 };
const length = fc.integer({ min: 1, max: 1023 });

describe('a course at other weeks', () => {
  it('of a straight line is that line where it has weeks, and nothing beyond them', () => {
    fc.assert(
      fc.property(length, length, fc.integer({ min: -9, max: 9 }), (here, there, slope) => {
        const [own, weeks] = [pathWeeks(there), pathWeeks(here)];
        const moved = atWeeks(
          own.map((week) => slope * week + 3),
          own,
          weeks,
        );
        expect(moved.length).toBe(weeks.length);
        weeks.forEach((week, k) => {
          if (week < own[0]! || week > own.at(-1)!) expect(moved[k]).toBeNaN();
          else expect(moved[k]).toBeCloseTo(slope * week + 3, 6);
        });
      }),
      SEED,
    );
  });

  it('is the very course where the weeks are the same', () => {
    const values = Float64Array.from([1, NaN, 3]);
    expect(atWeeks(values, [0, 2, 4], [0, 2, 4])).toBe(values);
  });
});
