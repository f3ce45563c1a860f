// What the answer is read from: the runs of this machine, or the answer that came with the page until they are there. One
// shape for both, so that what is drawn does not ask.

import { drawnValues } from '../sim/draw.ts';
import { MEASURES, measureOf } from '../sim/measures.ts';
import type { Measure } from '../sim/measures.ts';
import { relianceOf } from '../sim/reliance.ts';
import type { Reliance } from '../sim/reliance.ts';
import type { Scenario } from '../sim/scenario.ts';
import { bands, happened, pairedSpread, summarise } from '../sim/summary.ts';
import type { PairedSpread, Summary } from '../sim/summary.ts';
import { verdict } from '../sim/verdict.ts';
import type { Verdict } from '../sim/verdict.ts';
import type { Opening } from './opening/opening.ts';
import { PREVIEW } from './plan.ts';
import type { Results, Runs } from './results.ts';
import { policyText } from './shelf.ts';

export type Spread = Pick<Summary, 'n' | 'median' | 'p05' | 'p95'>;

/** Quantiles over the runs, week by week: p05, p25, p50, p75, p95. */
export interface Bands {
  readonly weeks: readonly number[];
  readonly quantiles: readonly ArrayLike<number>[];
}

export interface Shown {
  readonly scenario: Scenario;
  /** Paired runs that are told of, those asked for, and those with the guesses drawn. */
  readonly n: number;
  readonly asked: number;
  readonly drawnRuns: number;
  /** So few runs that they are a first look. */
  readonly preview: boolean;
  /** Outcomes by replicate; null where they are not at hand. */
  outcomes(policy: string, measure: string): ArrayLike<number> | null;
  spread(policy: string, measure: string): Spread;
  /** Policy minus baseline. */
  difference(policy: string, measure: string): PairedSpread;
  /** The same with the guesses drawn; null where there is none. */
  drawn(policy: string, measure: string): PairedSpread | null;
  verdict(policy: string, measure: string): Verdict;
  /** On which guess the difference rests most; null while the guesses have not been drawn often enough to say. */
  reliance(policy: string, measure: string): Reliance | null;
  /** Null where a measure has no course, or it is not at hand. */
  bands(policy: string, measure: string, perWeek: boolean): Bands | null;
  /** Courses of real runs at the weeks of `courseWeeks`. */
  courses(policy: string, measure: string, perWeek: boolean): readonly ArrayLike<number>[];
  readonly courseWeeks: readonly number[];
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
/** Drawn runs from which on it is said what an answer rests on. */
const RELIED = 50;
/** Runs of which bands are made at most: more would not move an edge by a pixel. */
const BANDED = 400;

export function shownRuns({ scenario, fixed, drawn }: Results): Shown {
  const differences = new Map<string, PairedSpread>();
  const difference = (runs: Runs, policy: string, measure: string): PairedSpread => {
    const key = `${runs.assumptions} ${policy} ${measure}`;
    const known =
      differences.get(key) ??
      pairedSpread(runs.outcomes(policy, measure), runs.outcomes(scenario.baseline, measure));
    differences.set(key, known);
    return known;
  };
  return {
    scenario,
    n: fixed.done,
    asked: fixed.asked,
    drawnRuns: drawn.done,
    preview: fixed.done < fixed.asked && fixed.done <= PREVIEW,
    outcomes: (policy, measure) => fixed.outcomes(policy, measure),
    spread: (policy, measure) => summarise(fixed.outcomes(policy, measure)),
    difference: (policy, measure) => difference(fixed, policy, measure),
    drawn: (policy, measure) => (drawn.done === 0 ? null : difference(drawn, policy, measure)),
    verdict: (policy, measure) =>
      verdictOn(
        scenario,
        policy,
        measureOf(measure),
        difference(fixed, policy, measure),
        drawn.done === 0 ? null : difference(drawn, policy, measure),
        fixed.done,
        [policy, scenario.baseline].some((id) => happened(fixed.outcomes(id, measure))),
      ),
    reliance: (policy, measure) => {
      if (drawn.done < RELIED) return null;
      const theirs = drawn.outcomes(scenario.baseline, measure);
      return relianceOf({
        drawn: guessesOf(scenario, drawn.done),
        differences: drawn.outcomes(policy, measure).map((value, r) => value - theirs[r]!),
        policy: nameOf(scenario, policy),
        baseline: nameOf(scenario, scenario.baseline),
        measure: measureOf(measure),
      });
    },
    bands: (policy, measure, perWeek) => {
      if (measureOf(measure).relative !== undefined) return null;
      const courses = coursesOf(fixed, policy, measure, perWeek).slice(0, BANDED);
      return courses.length === 0 ? null : { weeks: fixed.weeks, quantiles: bands(courses, QUANTILES) };
    },
    courses: (policy, measure, perWeek) => coursesOf(fixed, policy, measure, perWeek),
    courseWeeks: fixed.weeks,
  };
}

/** `runs`: what this machine has made of the same scenario by now, for courses of single runs. */
export function shownOpening({ scenario, answer }: Opening, runs: () => Runs | null): Shown {
  const { comparison, outcomes, bands: banded } = answer;
  const { replicates, policies, differences, drawn, reliance } = comparison;
  const isAnything = (policy: string, measure: string): boolean => {
    const { p05, p95, mean } = policies[policy]![measure]!;
    return [p05, p95, mean].some((value) => value !== null && value !== 0);
  };
  return {
    scenario,
    n: replicates,
    asked: replicates,
    drawnRuns: drawn?.replicates ?? 0,
    preview: false,
    outcomes: (policy, measure) => outcomes[measure]?.[policy]?.map((value) => value ?? NaN) ?? null,
    spread: (policy, measure) => policies[policy]![measure]!,
    difference: (policy, measure) => differences[policy]![measure]!,
    drawn: (policy, measure) => drawn?.differences[policy]?.[measure] ?? null,
    verdict: (policy, measure) =>
      verdictOn(
        scenario,
        policy,
        measureOf(measure),
        differences[policy]![measure]!,
        drawn?.differences[policy]?.[measure] ?? null,
        replicates,
        [policy, scenario.baseline].some((id) => isAnything(id, measure)),
      ),
    reliance: (policy, measure) => (measure === scenario.headline ? (reliance?.[policy] ?? null) : null),
    bands: (policy, measure, perWeek) =>
      measure === scenario.headline && !perWeek
        ? {
            weeks: banded.weeks,
            quantiles: banded.policies[policy]!.map((band) => band.map((value) => value ?? NaN)),
          }
        : null,
    courses: (policy, measure, perWeek) => {
      const made = runs();
      return made === null ? [] : coursesOf(made, policy, measure, perWeek);
    },
    get courseWeeks() {
      return runs()?.weeks ?? [];
    },
  };
}

function coursesOf(runs: Runs, policy: string, measure: string, perWeek: boolean): Float32Array[] {
  const paths = runs.paths(policy, measure);
  return perWeek && measureOf(measure).adds ? paths.map((path) => rates(path, runs.weeks)) : paths;
}

/** What was added in each span between two weeks, by the week. */
function rates(path: Float32Array, weeks: readonly number[]): Float32Array {
  return path.map((x, k) =>
    k === 0 ? x / (weeks[0]! + 1) : (x - path[k - 1]!) / (weeks[k]! - weeks[k - 1]!),
  );
}

function verdictOn(
  scenario: Scenario,
  policy: string,
  measure: Measure,
  difference: PairedSpread,
  drawn: PairedSpread | null,
  runs: number,
  isAnything: boolean,
): Verdict {
  const of = (id: string) => scenario.policies.find((each) => each.id === id)!;
  const [ours, theirs] = [of(policy), of(scenario.baseline)];
  return verdict({
    policy: ours.name,
    baseline: theirs.name,
    measure,
    difference,
    ...(drawn === null ? {} : { drawn }),
    runs,
    identical: policyText(ours) === policyText(theirs),
    happened: isAnything,
    comparisons: Math.max(1, scenario.policies.length - 1),
  });
}

function nameOf({ policies }: Scenario, id: string): string {
  return policies.find((policy) => policy.id === id)!.name;
}

let guesses: { readonly seed: string; readonly values: Float64Array[] } = { seed: '', values: [] };

// Drawn from the seed and the replicate alone: made once, and only those that are new.
function guessesOf({ seed }: Scenario, replicates: number): Float64Array[] {
  if (guesses.seed !== seed) guesses = { seed, values: [] };
  for (let r = guesses.values.length; r < replicates; r++) guesses.values.push(drawnValues(seed, r));
  return guesses.values.slice(0, replicates);
}

/** Ids of the measures, the headline first. */
export function measuresOf(scenario: Scenario): readonly Measure[] {
  const first = MEASURES.filter(({ id }) => id === scenario.headline);
  return [...first, ...MEASURES.filter(({ id }) => id !== scenario.headline)];
}

/** The place of a policy in every chart: 0 the baseline, from 1 the others in the scenario's order. */
export function placeOf({ policies, baseline }: Scenario, id: string): number {
  return id === baseline
    ? 0
    : 1 + policies.filter((policy) => policy.id !== baseline).findIndex((policy) => policy.id === id);
}
