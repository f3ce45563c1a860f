// An ensemble: the same replicates of a scenario under each of its policies, as a pool brings them, in replicate order. It
// may stop when the sign of every difference in the headline measure is certain; that is decided replicate by replicate, so
// the answer does not depend on how many workers there are, and what they did beyond it is thrown away.

import { digestOf } from './digest.ts';
import type { Assumptions } from './draw.ts';
import type { JobResult, Task } from './jobs.ts';
import { MEASURES } from './measures.ts';
import { compilePolicy } from './policy.ts';
import type { Pool, Report } from './pool.ts';
import type { Failure } from './queue.ts';
import type { Policy, Scenario } from './scenario.ts';
import { createSignTest } from './sequential.ts';

/** What is kept of a replicate. */
export type Outcome = Pick<JobResult, 'outcomes' | 'digests'>;

export interface Ensemble {
  readonly assumptions: Assumptions;
  /** Ids of the policies, in the order of the rows of every outcome. */
  readonly policies: readonly string[];
  /** By replicate; null for one that was given up. */
  readonly runs: readonly (Outcome | null)[];
  readonly failures: readonly Failure[];
  readonly ended: Report['ended'];
}

export interface EnsembleOptions {
  /** Replicates at most. */
  readonly replicates: number;
  /** Stop as soon as the sign of every difference in the headline is certain. */
  readonly untilCertain?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with each replicate in its order; with why, where it was given up. */
  told?(replicate: number, failure: Failure | null): void;
}

/** Replicates before which no decision falls. */
const FIRST = 20;

/** What the workers need for these policies of the scenario (all, unless some are named). */
export async function compileTask(
  scenario: Scenario,
  assumptions: Assumptions,
  { policies = scenario.policies, series = false }: { policies?: readonly Policy[]; series?: boolean } = {},
): Promise<Task> {
  const tables = await Promise.all(policies.map((policy) => compilePolicy(policy, scenario.weeks)));
  const baseline = policies.findIndex(({ id }) => id === scenario.baseline);
  return { scenario, policies: tables.map(({ buffer }) => buffer), baseline, assumptions, series };
}

/** Runs all policies of the scenario. Rejects where `told` throws or no worker starts. */
export async function runEnsemble(
  pool: Pool<Task, JobResult>,
  task: Task,
  { replicates, untilCertain = false, signal, told }: EnsembleOptions,
): Promise<Ensemble> {
  const { scenario, assumptions } = task;
  const runs: (Outcome | null)[] = [];
  const certain = untilCertain ? certainty(scenario, replicates) : () => false;
  const keep = (replicate: number, run: Outcome | null, failure: Failure | null): boolean => {
    runs.push(run);
    told?.(replicate, failure);
    return certain(run);
  };
  const { ended, failures } = await pool.run(
    task,
    Array.from({ length: replicates }, (_, r) => r),
    {
      deliver: (job, { outcomes, digests }) => keep(job, { outcomes, digests }, null),
      lost: (failure) => void keep(failure.job, null, failure),
      signal,
      patience: patienceFor(scenario),
    },
  );
  return { assumptions, policies: scenario.policies.map(({ id }) => id), runs, failures, ended };
}

/** Outcomes of one measure under one policy, by replicate; NaN where there is none. */
export function outcomesOf(ensemble: Ensemble, policy: string, measure: string): Float64Array {
  const p = ensemble.policies.indexOf(policy);
  const m = MEASURES.findIndex(({ id }) => id === measure);
  if (p < 0 || m < 0) throw new RangeError(`no outcomes of ${measure} under ${policy}`);
  return Float64Array.from(ensemble.runs, (run) => valueAt(run, p, m));
}

/** What a policy does, without what it is called: equal contents are the same policy. */
export function contentsOf(policy: Policy): Omit<Policy, 'id' | 'name' | 'description'> {
  const { id: _id, name: _name, description: _description, ...contents } = policy;
  return contents;
}

/** Milliseconds of silence to be borne in a first job: a microsecond for each person and week, and a minute at least. */
export function patienceFor({ population, weeks }: Scenario): number {
  return Math.max(60_000, (population.size * weeks) / 1000);
}

// Policies that are the baseline in all but name have no sign to wait for.
function certainty(scenario: Scenario, replicates: number): (run: Outcome | null) => boolean {
  const { policies, baseline, headline } = scenario;
  const m = MEASURES.findIndex(({ id }) => id === headline);
  const base = policies.findIndex(({ id }) => id === baseline);
  const contents = policies.map((policy) => digestOf(contentsOf(policy)));
  const others = policies.map((_, p) => p).filter((p) => contents[p] !== contents[base]);
  const options = {
    comparisons: Math.max(1, policies.length - 1),
    minimum: Math.min(FIRST, replicates),
    maximum: replicates,
  };
  const tests = others.map((p) => ({ p, test: createSignTest(options) }));
  return (run) => {
    for (const { p, test } of tests) test.observe(valueAt(run, p, m) - valueAt(run, base, m));
    return tests.every(({ test }) => test.state.decided !== null);
  };
}

function valueAt(run: Outcome | null, p: number, m: number): number {
  return run === null ? NaN : run.outcomes[p * MEASURES.length + m]!;
}
