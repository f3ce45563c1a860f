// The nine patterns, as the table of `npm run validate` has them: each holds, or is missed as it is recorded to be; the points
// of the prior box are what they were, to the byte; and the pieces that read patterns off runs are right where the answer is known.
import { describe, expect, it } from 'vitest';
import { findingOf } from '../ancestors/case.ts';
import { MISSED, PATTERNS, boxPoints } from '../patterns/all.ts';
import { POINTS, SIDES, pointAt, valuesAt } from '../patterns/box.ts';
import { rangeOf } from '../calibration/parameters.ts';

describe('patterns', () => {
  it.each(PATTERNS)('$id: $target', async (one) => {
    const found = await findingOf(one);
    const expected = one.id in MISSED ? 'FAILS' : 'holds';
    expect(found.verdict, JSON.stringify({ published: one.published, ...found })).toBe(expected);
  });
  it('have names of their own, and a source', () => {
    expect(new Set(PATTERNS.map(({ id }) => id)).size).toBe(PATTERNS.length);
    for (const { source } of PATTERNS) expect(source.length).toBeGreaterThan(15);
    for (const id of Object.keys(MISSED)) expect(PATTERNS.map((one) => one.id)).toContain(id);
  });
});

describe('the prior box', () => {
  it('was run at every point of its design', () => {
    expect(boxPoints()).toHaveLength(POINTS);
  });
  it('has a side for every assumption with a range', () => {
    expect(SIDES.length).toBeGreaterThan(60);
    for (const [pointer, value] of Object.entries(valuesAt(77))) {
      const [low, high] = rangeOf(pointer);
      expect(value >= low && value <= high).toBe(true);
    }
  });
  it.each(Array.from({ length: 24 }, (_, k) => k * 21 + 5))('gives at point %i what it gave', async (n) => {
    expect(await pointAt(n)).toEqual(boxPoints()[n]);
  });
});
