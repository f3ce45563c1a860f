// An experiment whose answer is known: differences by a formula of what was changed, with chance that is the same whenever it
// is asked for again; and a driver that runs a plan against it, to its end or until it is broken off.

import { MEASURES } from '../../sim/measures.ts';
import type { Change } from '../../sim/experiment/design.ts';
import type { Job, Sample } from '../../sim/experiment/runs.ts';

/** The difference of a replicate in a variant, of every measure; NaN where there is none. */
export type Formula = (changes: readonly Change[], replicate: number) => number;

/** Rows policy and baseline. */
export function sampleOf(difference: number): Float64Array {
  const sample = new Float64Array(2 * MEASURES.length);
  sample.fill(10 + difference, 0, MEASURES.length);
  sample.fill(10, MEASURES.length);
  return sample;
}

/** A number from −1 to 1 that is always the same for the same replicate and name. */
export function chanceOf(replicate: number, name = ''): number {
  let h = 2166136261 ^ replicate;
  for (const letter of `${name} ${replicate}`) h = Math.imul(h ^ letter.charCodeAt(0), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  h = Math.imul(h ^ (h >>> 13), 3266489917);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
}

interface Plan<State> {
  nextJob(state: State): Job | null;
  observe(state: State, key: string, replicate: number, sample: Sample): State;
}

export interface Driven<State> {
  readonly state: State;
  /** 'key replicate', in the order in which they were run. */
  readonly asked: readonly string[];
}

/** Runs a plan; broken off after `most` replicates, wherever that is in a job. */
export function drive<State>(
  { nextJob, observe }: Plan<State>,
  begun: State,
  formula: Formula,
  most = Infinity,
): Driven<State> {
  let state = begun;
  const asked: string[] = [];
  for (let job = nextJob(state); job !== null && asked.length < most; job = nextJob(state))
    for (const replicate of job.replicates) {
      if (asked.length >= most) break;
      asked.push(`${job.key} ${replicate}`);
      state = observe(state, job.key, replicate, sampleOf(formula(job.changes, replicate)));
    }
  return { state, asked };
}

/** The same broken off after every few replicates, and taken up from what is left of it: a clone. */
export function driveInPieces<State>(
  plan: Plan<State>,
  begun: State,
  formula: Formula,
  piece: number,
): Driven<State> {
  let state = begun;
  const asked: string[] = [];
  for (;;) {
    const part = drive(plan, structuredClone(state), formula, piece);
    if (part.asked.length === 0) return { state, asked };
    state = part.state;
    asked.push(...part.asked);
  }
}

/** The value that a change puts at a pointer; undefined where it leaves it. */
export function changed(changes: readonly Change[], pointer: string): number | undefined {
  return changes.find((change) => change.pointer === pointer)?.value;
}
