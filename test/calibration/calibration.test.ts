// The calibration: what it froze is still frozen, the model reads what it wrote, and the means of ruling out can rule out.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALIBRATED, CALIBRATION } from '../../sim/calibrated.ts';
import { UNIDENTIFIED } from '../../sim/calibration.ts';
import { defaultScenario } from '../patterns/world.ts';
import { growthOf, GROWTH_WEEKS, STOCKS } from '../patterns/growth.ts';
import {
  AGAIN,
  ASSUMPTIONS,
  CALIBRATED_POINTERS,
  TOGETHER,
  rangeOf,
  rangesDigest,
  withValues,
} from './parameters.ts';
import type { Record_ } from './record.ts';
import { CUTOFF, growthScores, judgeAgain } from './targets.ts';
import { boxAround, leftOf, middleOf, nearestTo, pointsIn, prior, type Judged } from './waves.ts';

const RECORD = JSON.parse(readFileSync(new URL('record.json', import.meta.url), 'utf8')) as Record_;
const SETTINGS = { seed: 20151001, numRuns: 100 };
const inside = (x: number, [low, high]: readonly [number, number] | readonly number[]): boolean =>
  x >= low! && x <= high!;

describe('the frozen ranges', () => {
  it('are those that the calibration was run in: whoever changes one calibrates anew', () => {
    expect(rangesDigest()).toBe(RECORD.ranges);
  });
  it('have a digest that no range can leave alone', () => {
    for (const [pointer, parameter] of ASSUMPTIONS) {
      const [low, high] = parameter.range;
      const moved = new Map(ASSUMPTIONS).set(pointer, { ...parameter, range: [low, high + 1] });
      expect(rangesDigest(moved)).not.toBe(RECORD.ranges);
    }
  });
});

describe('the record', () => {
  it('is where the model has its values from', () => {
    const recorded = Object.fromEntries(RECORD.parameters.map(({ pointer, value }) => [pointer, value]));
    expect(CALIBRATED).toEqual(recorded);
    expect(Object.keys(recorded).sort()).toEqual(CALIBRATED_POINTERS.toSorted());
    for (const [pointer, value] of Object.entries(recorded))
      expect(ASSUMPTIONS.get(pointer)!.value).toBe(value);
  });
  it('says in short what the module says', () => {
    expect(CALIBRATION.waves.map(({ left }) => left)).toEqual(
      [RECORD.goingAgain, ...RECORD.waves].map(({ left }) => left),
    );
    expect(CALIBRATION.scores).toEqual(RECORD.chosen.scores);
  });
  it('accounts for every point of every wave', () => {
    for (const { points, ruledOut, left, survivors } of [RECORD.goingAgain, ...RECORD.waves]) {
      expect(Object.values(ruledOut).reduce((sum, n) => sum + n, left)).toBe(points);
      expect(survivors).toHaveLength(left);
    }
  });
  it('chooses what no target rules out, inside what is left, inside the frozen range', () => {
    for (const { implausibility } of RECORD.chosen.scores) expect(implausibility).toBeLessThanOrEqual(CUTOFF);
    for (const { pointer, range, left, share, identified, value } of RECORD.parameters) {
      expect(range).toEqual(rangeOf(pointer));
      expect(inside(value, left)).toBe(true);
      for (const end of left) expect(inside(end, range)).toBe(true);
      expect(identified).toBe(share <= UNIDENTIFIED);
    }
  });
  it('can be had again: going again, anew', async () => {
    const { scores, ruledOutBy } = await judgeAgain({ [AGAIN]: CALIBRATED[AGAIN] });
    const recorded = RECORD.chosen.scores.find(({ target }) => target === scores[0]!.target)!;
    expect(scores[0]!.value).toBeCloseTo(recorded.value, 4);
    expect(ruledOutBy).toBe(null);
  }, 120_000);
});

describe('ruling out', () => {
  const grown = (stocks: readonly number[], replicates: number): number[] => {
    const growth = { ...growthOf(new Float64Array(GROWTH_WEEKS)), stocks, recruits: 90 * replicates };
    const ratios = stocks.slice(1).map((stock, k) => stock / stocks[k]!);
    return growthScores({ ...growth, ratios }, replicates).map(({ implausibility }) => implausibility);
  };
  it('finds nothing wrong with what was published', () => {
    expect(grown(STOCKS, 500)).toEqual([0, 0, 0, 0]);
  });
  it('rules out a growth that is not it, and allows for chance where few were counted', () => {
    const [many] = grown([1000, 2000, 4800, 10_000], 500);
    const [few] = grown([10, 20, 48, 100], 5);
    expect(many).toBeGreaterThan(CUTOFF);
    expect(few).toBeLessThan(CUTOFF);
  });
  it('reads stocks and months off recruits by week', () => {
    const growth = growthOf(Float64Array.from({ length: GROWTH_WEEKS }, (_, t) => (t < 276 ? 1 : 0)));
    expect(growth.stocks).toEqual([52, 104, 156, 208]);
    expect(growth.later).toBe(250 / 198);
    expect(growth.inflow).toBe(3 / 4);
  });
});

describe('a wave', () => {
  const point = (x: number): Record<string, number> =>
    Object.fromEntries(
      TOGETHER.map((pointer) => {
        const [low, high] = rangeOf(pointer);
        return [pointer, low + x * (high - low)];
      }),
    );
  it('has its points in its box', () => {
    for (const values of pointsIn(prior(TOGETHER), 64, 'a test'))
      for (const [pointer, value] of Object.entries(values))
        expect(inside(value, rangeOf(pointer))).toBe(true);
  });
  it('goes on in a box around what is left, never outside the frozen ranges', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        fc.constantFrom(0, 0.05, 3),
        (xs, margin) => {
          const box = boxAround(xs.map(point), margin);
          for (const [pointer, [low, high]] of Object.entries(box)) {
            expect(low >= rangeOf(pointer)[0] && high <= rangeOf(pointer)[1]).toBe(true);
            for (const x of xs) expect(inside(point(x)[pointer]!, [low, high])).toBe(true);
          }
        },
      ),
      SETTINGS,
    );
  });
  it('says so where nothing is left', () => {
    expect(() => boxAround([], 0)).toThrow('every point is ruled out');
  });
  it('leaves what no target ruled out, and chooses from its middle', () => {
    const judged = [0.2, 0.3, 0.9].map((x, k): Judged => {
      const scores = { scores: [], replicates: 1, growth: null, ruledOutBy: k === 2 ? 'scale' : null };
      return { values: point(x), scores };
    });
    const left = leftOf(judged).map(({ values }) => values);
    expect(left).toEqual([point(0.2), point(0.3)]);
    const middle = middleOf(left);
    for (const [pointer, value] of Object.entries(middle))
      expect(value).toBe(Number(point(0.25)[pointer]!.toPrecision(3)));
    expect(nearestTo(point(0.28), left)).toEqual([point(0.3), point(0.2)]);
  });
});

describe('a scenario with other values', () => {
  it('has them, and leaves the one it was made from alone', () => {
    const scenario = defaultScenario(4);
    const other = withValues(scenario, { '/group/rise': 0.123 });
    expect(other.group.rise).toBe(0.123);
    expect(scenario.group.rise).toBe(CALIBRATED['/group/rise']);
    expect({ ...other.group, rise: scenario.group.rise }).toEqual(scenario.group);
  });
  it('must know the assumption', () => {
    expect(() => withValues(defaultScenario(4), { '/group/luck': 1 })).toThrow('no assumption /group/luck');
  });
});
