// A slider's track: every value is on it, its steps are round, and what is stepped stays within bounds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionGroups, leverGroups } from '../../../viz/form/fields.ts';
import type { Field } from '../../../viz/form/fields.ts';
import { placeOn, stepOf, stepped, trackOf } from '../../../viz/form/track.ts';

const RUNS = { seed: 20151001, numRuns: 2000 };
const fields = [...assumptionGroups({}), ...leverGroups({}, 0)].flatMap((group) => group.fields);
const field = fc.constantFrom(...fields);
const within = fc.tuple(field, fc.double({ min: 0, max: 1, noNaN: true })).map(([one, share]) => {
  const value = one.min + share * (one.max - one.min);
  return [one, one.integer ? Math.round(value) : value] as const;
});

describe('a track', () => {
  it('has every value of its field on it, unless the value is no limit', () => {
    fc.assert(
      fc.property(within, ([one, value]) => {
        const { low, high, step } = trackOf(one, value);
        expect(low).toBeLessThanOrEqual(value + 1e-6 * step);
        if (!(one.isLimit && value >= one.max)) expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeGreaterThan(low);
        expect(high).toBeLessThanOrEqual(one.max);
        expect(low).toBeGreaterThan(one.min - step);
      }),
      RUNS,
    );
  });

  it('covers the plausible range, and is not much longer', () => {
    for (const one of fields.filter(({ range, default: d }) => range !== null && typeof d === 'number')) {
      const [from, to] = one.range!;
      const { low, high } = trackOf(one, one.default!);
      expect(low, one.pointer).toBeLessThanOrEqual(from);
      expect(high, one.pointer).toBeGreaterThanOrEqual(to);
      if (to > from) expect((to - from) / (high - low), one.pointer).toBeGreaterThan(0.2);
    }
  });

  it('is where it was, whatever value on it is chosen', () => {
    fc.assert(
      fc.property(field, fc.double({ min: 0, max: 1, noNaN: true }), (one, share) => {
        const start = typeof one.default === 'number' ? one.default : (one.range?.[0] ?? one.min);
        const track = trackOf(one, start);
        const inside = Math.max(one.min, track.low + share * (track.high - track.low));
        if (start <= (one.range?.[1] ?? Infinity)) expect(trackOf(one, inside)).toEqual(track);
      }),
      RUNS,
    );
  });

  it('has steps of 1, 2 or 5 times a power of ten, 100 to 500 of them', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (width) => {
        const step = stepOf(width, false);
        expect(step.toExponential()).toMatch(/^[125]e/);
        expect(width / step).toBeGreaterThan(79);
        expect(width / step).toBeLessThan(501);
      }),
      RUNS,
    );
    expect(stepOf(0, true)).toBe(1);
    expect(stepOf(0, false)).toBe(0.01);
    expect(stepOf(10, true)).toBe(1);
  });
});

describe('a step', () => {
  it('stays within bounds, and gives numbers without a tail of digits', () => {
    fc.assert(
      fc.property(within, fc.integer({ min: -3, max: 3 }), ([one, value], by) => {
        const { step } = trackOf(one, value);
        const moved = stepped(one, value, step, by);
        expect(moved).toBeGreaterThanOrEqual(one.min);
        expect(moved).toBeLessThanOrEqual(one.max);
        if (moved > one.min && moved < one.max) expect(String(moved).length).toBeLessThan(12);
        if (one.integer) expect(Number.isInteger(moved)).toBe(true);
      }),
      RUNS,
    );
  });

  it('up and then down is back on the grid', () => {
    const certainty = fields.find(({ pointer }) => pointer.endsWith('sentencing/certainty')) as Field;
    expect(stepped(certainty, 0.3, 0.005, 1)).toBe(0.305);
    expect(stepped(certainty, 0.305, 0.005, -1)).toBe(0.3);
    expect(stepped(certainty, 0.999, 0.005, 2)).toBe(1);
    expect(placeOn({ low: 0, high: 4, step: 1 }, 1)).toBe(0.25);
    expect(placeOn({ low: 1, high: 1, step: 1 }, 1)).toBe(0);
  });
});
