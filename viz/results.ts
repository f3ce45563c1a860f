// What the page shows of what has been run: a view on rows of the shelf at one moment, replaced whole when more has come.
// Replicates are shown as a prefix, complete under every policy, so that every number is a paired one.

import type { Assumptions } from '../sim/draw.ts';
import type { Ensemble, Outcome } from '../sim/ensemble.ts';
import { MEASURES } from '../sim/measures.ts';
import { PATHS, pathWeeks } from '../sim/paths.ts';
import type { Failure } from '../sim/queue.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Row, Run } from './shelf.ts';

export class Runs {
  readonly scenario: Scenario;
  readonly assumptions: Assumptions;
  /** Replicates that were asked for, and those that are there under every policy (given-up ones included). */
  readonly asked: number;
  readonly done: number;
  readonly failures: readonly Failure[];
  /** The weeks that paths tell of. */
  readonly weeks: readonly number[];
  readonly #rows: readonly Row[];
  readonly #outcomes = new Map<string, Float64Array>();

  constructor(
    scenario: Scenario,
    assumptions: Assumptions,
    rows: readonly Row[],
    failures: readonly Failure[],
  ) {
    this.scenario = scenario;
    this.assumptions = assumptions;
    this.asked = scenario.replicates;
    this.done = Math.min(this.asked, ...rows.map(prefixOf));
    this.failures = failures;
    this.weeks = pathWeeks(scenario.weeks);
    // Rows grow while this is looked at: what is counted as done is copied.
    this.#rows = rows.map((row) => row.slice(0, this.done));
  }

  /** Outcomes of a measure under a policy, by replicate; NaN where a run has none. Both are ids. */
  outcomes(policy: string, measure: string): Float64Array {
    const key = `${policy} ${measure}`;
    const known = this.#outcomes.get(key) ?? this.#read(policy, measure);
    this.#outcomes.set(key, known);
    return known;
  }

  /** A path (sim/paths.ts) of one run, a number for each of `weeks`; null where there is none. */
  path(policy: string, name: string, replicate: number): Float32Array | null {
    const paths = this.#row(policy)[replicate]?.paths;
    const k = PATHS.indexOf(name);
    if (paths === null || paths === undefined || k < 0) return null;
    return paths.subarray(k * this.weeks.length, (k + 1) * this.weeks.length);
  }

  /** The paths of all runs that have one, in order of the replicates. */
  paths(policy: string, name: string): Float32Array[] {
    return Array.from({ length: this.done }, (_, r) => this.path(policy, name, r)).filter(
      (path) => path !== null,
    );
  }

  digests(policy: string): readonly (string | null)[] {
    return this.#row(policy).map((run) => run?.digest ?? null);
  }

  /** As the comparison of the command line reads it. */
  ensemble(): Ensemble {
    const { policies } = this.scenario;
    const ids = policies.map(({ id }) => id);
    const runs = Array.from({ length: this.done }, (_, r) => this.#outcome(ids, r));
    const ended = this.done < this.asked ? 'stopped' : 'done';
    const failures = this.failures.filter(({ job }) => job < this.done);
    return { assumptions: this.assumptions, policies: ids, runs, failures, ended };
  }

  #outcome(ids: readonly string[], replicate: number): Outcome | null {
    const runs = this.#rows.map((row) => row[replicate]);
    if (!runs.every(isThere)) return null;
    return {
      outcomes: Float64Array.from(
        ids.flatMap((id) => MEASURES.map((measure) => this.outcomes(id, measure.id)[replicate]!)),
      ),
      digests: runs.map(({ digest }) => digest),
    };
  }

  #row(policy: string): readonly (Run | null | undefined)[] {
    const p = this.scenario.policies.findIndex(({ id }) => id === policy);
    const row = this.#rows[p];
    if (row === undefined) throw new RangeError(`no policy is called ${policy}`);
    return row;
  }

  #read(policy: string, measure: string): Float64Array {
    const m = MEASURES.findIndex(({ id }) => id === measure);
    const found = MEASURES[m];
    if (found === undefined) throw new RangeError(`no measure is called ${measure}`);
    const row = this.#row(policy);
    const theirs = this.#row(this.scenario.baseline);
    return Float64Array.from(row, (run, r) => {
      if (!isThere(run)) return NaN;
      if (found.relative === undefined) return run.outcomes[m]!;
      const other = theirs[r];
      return isThere(other) ? found.relative(run.left, other.left) : NaN;
    });
  }
}

/** What is shown: the runs with the assumptions as they stand, and those with the guesses drawn from their ranges. */
export interface Results {
  readonly scenario: Scenario;
  readonly fixed: Runs;
  readonly drawn: Runs;
}

function isThere(run: Row[number]): run is Run {
  return run !== undefined && run !== null;
}

/** How many replicates from 0 on have come. */
function prefixOf(row: Row): number {
  let r = 0;
  while (r < row.length && row[r] !== undefined) r++;
  return r;
}
