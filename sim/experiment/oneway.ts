// The tornado: each assumption at either end of its range, all others as they stand, and what becomes of the paired
// difference. Every end has the replicates of the scenario as it stands, so few tell much: all ends have a few, the
// assumptions that moved the difference most have more, and of those the first have many (successive halving; Karnin, Koren &
// Somekh 2013). A difference that is not certain at an end stays undecided, and then nothing is said to flip.

import type { Scenario } from '../scenario.ts';
import { assumptionsOf, keyOf } from './design.ts';
import type { Change, Factor } from './design.ts';
import { countOf, differencesAt, jobFor, learned } from './runs.ts';
import type { Job, Known, Sample } from './runs.ts';
import { tally } from './tally.ts';
import type { Tally } from './tally.ts';

/** So many replicates for so many assumptions, those that moved the difference most on the rung before. */
export interface Rung {
  readonly replicates: number;
  readonly factors: number;
}

export const RUNGS: readonly Rung[] = [
  { replicates: 4, factors: Infinity },
  { replicates: 12, factors: 16 },
  { replicates: 48, factors: 8 },
];

interface End {
  readonly key: string;
  readonly changes: readonly Change[];
}

interface Arm {
  readonly factor: Factor;
  readonly low: End;
  readonly high: End;
}

/** A plan and what it has learned: a plain value. */
export interface OneWay {
  /** Rows of the policy and of the baseline in every sample. */
  readonly pair: readonly [policy: number, baseline: number];
  readonly measure: string;
  /** Policies that the verdict compares with the baseline. */
  readonly comparisons: number;
  readonly rungs: readonly Rung[];
  readonly arms: readonly Arm[];
  readonly known: Known;
}

export interface Bar {
  readonly factor: Factor;
  /** Replicates at either end. */
  readonly n: number;
  readonly low: Tally;
  readonly high: Tally;
  /** Between the least and the most of both ends and the current value. */
  readonly swing: number;
  /** Whether the difference is certain of one sign here and of the other there: at an end, or as things stand. */
  readonly flips: boolean;
}

export interface Tornado {
  /** The difference as things stand, in all replicates that are known. */
  readonly current: Tally;
  /** The widest first. */
  readonly bars: readonly Bar[];
  /** Assumptions of which nothing is known yet. */
  readonly waiting: number;
}

export interface OneWayOptions {
  readonly pair?: readonly [policy: number, baseline: number];
  readonly rungs?: readonly Rung[];
  /** What is known of these variants already. */
  readonly known?: Known;
}

/** A plan for all assumptions of a scenario that can reach the measure. The samples' rows: policy, then baseline. */
export function openOneWay(
  scenario: Scenario,
  measure: string,
  { pair = [0, 1], rungs = RUNGS, known = {} }: OneWayOptions = {},
): OneWay {
  const arms = assumptionsOf(scenario, measure).map((factor) => ({
    factor,
    low: endOf(scenario, factor.pointer, factor.low),
    high: endOf(scenario, factor.pointer, factor.high),
  }));
  const comparisons = Math.max(1, scenario.policies.length - 1);
  return { pair, measure, comparisons, rungs, arms, known };
}

function endOf(scenario: Scenario, pointer: string, value: number): End {
  const changes = [{ pointer, value }];
  return { key: keyOf(scenario, changes), changes };
}

/** What to run next; null where all is there. */
export function nextJob(state: OneWay): Job | null {
  for (let k = 0; k < state.rungs.length; k++) {
    const wanted = state.rungs[k]!.replicates;
    const own = jobFor(state.known, '', [], wanted);
    if (own !== null) return own;
    for (const { low, high } of contenders(state, k))
      for (const { key, changes } of [low, high]) {
        const job = jobFor(state.known, key, changes, wanted);
        if (job !== null) return job;
      }
  }
  return null;
}

/** With the next replicate of a variant. Throws a RangeError where it is another than the next. */
export function observe(state: OneWay, key: string, replicate: number, sample: Sample): OneWay {
  return { ...state, known: learned(state.known, key, replicate, sample) };
}

// Those that are on a rung: decided on the rung below, with as many replicates as it has and no more.
function contenders(state: OneWay, k: number): readonly Arm[] {
  if (k === 0) return state.arms;
  const { replicates } = state.rungs[k - 1]!;
  return contenders(state, k - 1)
    .map((arm, place) => ({ arm, place, swing: swingOf(state, arm, replicates) }))
    .sort((a, b) => b.swing - a.swing || a.place - b.place)
    .slice(0, state.rungs[k]!.factors)
    .map(({ arm }) => arm);
}

function swingOf(state: OneWay, { low, high }: Arm, n: number): number {
  const middles = ['', low.key, high.key]
    .map((key) => tally(differencesAt(state.known, key, state.pair, state.measure, n)).median)
    .filter((median) => median !== null);
  return middles.length === 0 ? 0 : Math.max(...middles) - Math.min(...middles);
}

/** The bars that there are. */
export function tornado(state: OneWay): Tornado {
  const { known, pair, measure, comparisons } = state;
  const current = tally(differencesAt(known, '', pair, measure), { comparisons });
  const bars = state.arms
    .map((arm) => barOf(state, arm, current))
    .filter((bar) => bar !== null)
    .map((bar, place) => ({ bar, place }))
    .sort((a, b) => b.bar.swing - a.bar.swing || a.place - b.place)
    .map(({ bar }) => bar);
  return { current, bars, waiting: state.arms.length - bars.length };
}

function barOf(state: OneWay, arm: Arm, current: Tally): Bar | null {
  const n = rungOf(state, Math.min(countOf(state.known, arm.low.key), countOf(state.known, arm.high.key)));
  if (n === 0) return null;
  // Every end of every assumption is a look of its own.
  const options = { comparisons: 2 * state.arms.length };
  const at = ({ key }: End): Tally =>
    key === '' ? current : tally(differencesAt(state.known, key, state.pair, state.measure, n), options);
  const [low, high] = [at(arm.low), at(arm.high)];
  const sides = new Set([low.side, high.side, current.side]);
  const flips = sides.has('above') && sides.has('below');
  return { factor: arm.factor, n, low, high, swing: swingOf(state, arm, n), flips };
}

// The replicates of the highest rung that so many reach; 0 below the first.
function rungOf({ rungs }: OneWay, count: number): number {
  return Math.max(0, ...rungs.map(({ replicates }) => replicates).filter((wanted) => wanted <= count));
}

/** Replicates that are there of those that the plan will have asked for. */
export function progressOf(state: OneWay): { readonly done: number; readonly planned: number } {
  let [done, planned] = [0, 0];
  state.rungs.forEach(({ replicates, factors }, k) => {
    const before = k === 0 ? 0 : state.rungs[k - 1]!.replicates;
    const variants = 2 * Math.min(factors, state.arms.length) + 1;
    planned += variants * (replicates - before);
    const there = Object.values(state.known).map(({ length }) => Math.min(length, replicates) - before);
    done += there.reduce((sum, n) => sum + Math.max(0, n), 0);
  });
  return { done: Math.min(done, planned), planned };
}
