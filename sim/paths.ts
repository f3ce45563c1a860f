// What a screen shows of a run over time: courses of measures and of some columns of the series, thinned to what fits the
// width of a chart and narrowed to 32 bits. Outcomes are never read off a path: they come whole (jobs.ts).

import { MEASURES } from './measures.ts';
import type { Scenario } from './scenario.ts';
import { column } from './series.ts';
import type { Series } from './series.ts';
import { STAGES } from './stages.ts';

/** Columns of the series that have a path of their own. */
const STOCKS = [...STAGES, 'voices', 'publicVoices', 'fortunes', 'severity'] as const;

/** What has a path: every measure, by its id, then columns of the series, as 'column.home'. */
export const PATHS: readonly string[] = [
  ...MEASURES.map(({ id }) => id),
  ...STOCKS.map((name) => `column.${name}`),
];

/** Weeks that a path has at most: more would share a pixel. */
const MOST = 260;

/** The weeks that a path tells of, evenly spaced, the last week of the run among them. */
export function pathWeeks(weeks: number): readonly number[] {
  const step = Math.ceil(weeks / MOST);
  const first = (weeks - 1) % step;
  return Array.from({ length: Math.ceil(weeks / step) }, (_, k) => first + k * step);
}

/** Path by path in the order of PATHS, a number a week of pathWeeks; NaN where a measure has no course. */
export function pathsOf(run: Series, scenario: Scenario): Float32Array {
  const shown = pathWeeks(run.weeks);
  const paths = new Float32Array(PATHS.length * shown.length);
  PATHS.forEach((_, k) => {
    const measure = MEASURES[k];
    const course = measure ? measure.over(run, scenario) : column(run, STOCKS[k - MEASURES.length]!);
    shown.forEach((t, at) => (paths[k * shown.length + at] = course === null ? NaN : course[t]!));
  });
  return paths;
}
