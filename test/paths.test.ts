// Paths: thinned courses that agree with the series that they are of.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../sim/measures.ts';
import { PATHS, pathsOf, pathWeeks } from '../sim/paths.ts';
import { compilePolicy } from '../sim/policy.ts';
import { simulate } from '../sim/run.ts';
import { column } from '../sim/series.ts';
import { scenarioOf } from './laws/worlds.ts';

const scenario = scenarioOf({ weeks: 300, population: { size: 600 } });
const run = simulate(scenario, await compilePolicy(scenario.policies[0]!, 300), 0);
const none = { ...run, left: new Uint32Array(0) };

describe('the weeks of a path', () => {
  it('are evenly spaced, few enough, and end with the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), (weeks) => {
        const shown = pathWeeks(weeks);
        const gaps = new Set(shown.slice(1).map((t, k) => t - shown[k]!));
        expect(shown.length).toBeLessThanOrEqual(260);
        expect(gaps.size).toBeLessThanOrEqual(1);
        expect(shown.at(-1)).toBe(weeks - 1);
        expect(shown[0]).toBeGreaterThanOrEqual(0);
      }),
      { seed: 20151001, numRuns: 200 },
    );
  });
});

describe('a path', () => {
  const paths = pathsOf(run, scenario);
  const shown = pathWeeks(300);
  const path = (name: string) =>
    paths.subarray(PATHS.indexOf(name) * shown.length, (PATHS.indexOf(name) + 1) * shown.length);

  it.each(MEASURES.filter(({ id }) => id !== 'same-leavers'))(
    'of $id ends where its outcome is',
    (measure) => {
      expect(path(measure.id).at(-1)).toBe(Math.fround(measure.of(run, scenario, none)));
      expect(measure.over(run, scenario)!.at(-1)).toBe(measure.of(run, scenario, none));
    },
  );
  it('of what is known at the end only is empty', () => {
    expect(path('same-leavers').every(Number.isNaN)).toBe(true);
  });
  it('of a stock is its column', () => {
    expect([...path('column.home')]).toEqual(shown.map((t) => column(run, 'home')[t]));
  });
  it.each(MEASURES.filter(({ adds }) => adds))('of $id, which adds up, never falls', (measure) => {
    const course = measure.over(run, scenario)!;
    expect(course.every((x, t) => t === 0 || x >= course[t - 1]!)).toBe(true);
  });
});
