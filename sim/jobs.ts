// What a worker is asked: a job is one replicate under every policy of a list, so that its people and network are built
// once and its paired differences are there at once. The answer is a pure function of task and replicate.

import { sha256Hex } from './digest.ts';
import { drawAssumptions } from './draw.ts';
import type { Assumptions } from './draw.ts';
import { MEASURES } from './measures.ts';
import { pathsOf } from './paths.ts';
import { viewPolicy } from './policy.ts';
import { drain, simulateInParts } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Series } from './series.ts';
import { buildPopulation } from './start.ts';

/** What the jobs of a run share. It crosses to each worker once. */
export interface Task {
  readonly scenario: Scenario;
  /** The buffers of the compiled tables of the policies that are run, in order. */
  readonly policies: readonly ArrayBuffer[];
  /** Which of them the others are compared with; -1: none that is run, and what needs one has no value. */
  readonly baseline: number;
  readonly assumptions: Assumptions;
  /** Whether the series themselves are wanted. */
  readonly series: boolean;
  /** Whether their paths are: courses thinned for a screen (paths.ts). */
  readonly paths?: boolean;
}

export interface JobResult {
  /** A row a policy, a number a measure, in the order of MEASURES; NaN where a measure has no value. */
  readonly outcomes: Float64Array;
  /** A SHA-256 a policy, of the bytes of its series. */
  readonly digests: readonly string[];
  /** The values of the series, a policy each; empty unless they are wanted. */
  readonly series: readonly Float64Array[];
  /** Who left the group, a policy each (Series.left). */
  readonly left: readonly Uint32Array[];
  /** A policy each, path by path in the order of PATHS, a number a week of pathWeeks; empty unless they are wanted. */
  readonly paths: readonly Float32Array[];
}

/** The answer to any replicate of a task. */
export function prepare(task: Task): (replicate: number) => JobResult {
  const inParts = prepareInParts(task);
  return (replicate) => drain(inParts(replicate));
}

/** The same in parts of some milliseconds (run.ts), so that a worker is never long without an ear. */
export function prepareInParts(task: Task): (replicate: number) => Generator<void, JobResult> {
  const tables = task.policies.map((buffer) => viewPolicy(task.scenario.weeks, buffer));
  return function* (replicate) {
    const scenario = task.assumptions === 'drawn' ? drawAssumptions(task.scenario, replicate) : task.scenario;
    const population = buildPopulation(scenario, replicate);
    const runs: Series[] = [];
    for (const table of tables) {
      yield;
      runs.push(yield* simulateInParts(scenario, table, replicate, population));
    }
    yield;
    return {
      outcomes: outcomesOf(runs, scenario, task.baseline),
      digests: runs.map(({ values }) => digestOfValues(values)),
      series: task.series ? runs.map(({ values }) => values) : [],
      left: runs.map(({ left }) => left),
      paths: task.paths === true ? runs.map((run) => pathsOf(run, scenario)) : [],
    };
  };
}

function outcomesOf(runs: readonly Series[], scenario: Scenario, baseline: number): Float64Array {
  const compared = runs[baseline] ?? { ...runs[0]!, left: new Uint32Array(0) };
  return Float64Array.from(
    runs.flatMap((run) => MEASURES.map((measure) => measure.of(run, scenario, compared))),
  );
}

const NAN = [0, 0x7ff80000] as const;

/** SHA-256 of numbers as little-endian doubles, any NaN as the quiet one: engines differ in its bits. */
export function digestOfValues(values: Float64Array): string {
  const words = new Uint32Array(values.slice().buffer);
  for (let k = 0; k < values.length; k++) if (values[k] !== values[k]) words.set(NAN, 2 * k);
  return sha256Hex(new Uint8Array(words.buffer));
}
