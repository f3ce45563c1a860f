// The comparison: what the outcomes of an ensemble say of the policies, as one document. Pure: the same outcomes give the
// same bytes. Neither names nor order of the policies matter to any number in it, and the baseline is a policy like another.

import { digestOf } from './digest.ts';
import { drawnValues } from './draw.ts';
import type { Assumptions } from './draw.ts';
import { contentsOf, outcomesOf } from './ensemble.ts';
import type { Ensemble } from './ensemble.ts';
import { MEASURES, measureOf } from './measures.ts';
import { others } from './others.ts';
import type { Failure } from './queue.ts';
import { pairKey } from './resample.ts';
import { relianceOf } from './reliance.ts';
import type { Reliance } from './reliance.ts';
import type { Policy, Scenario } from './scenario.ts';
import { happened, pairedDifference, summarise } from './summary.ts';
import type { PairedDifference, Summary } from './summary.ts';
import { verdict } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export interface Engine {
  readonly name: string;
  readonly version: string;
}

/** By policy id, then by measure id. */
export type Tabulated<Cell> = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

export type Spread = Pick<Summary, 'n' | 'mean' | 'median' | 'p05' | 'p95'>;

/** What one ensemble says. */
export interface Findings {
  readonly assumptions: Assumptions;
  /** Replicates that were run, those that failed included. */
  readonly replicates: number;
  readonly policies: Tabulated<Spread>;
  /** Policy minus baseline, replicate by replicate, for every policy but the baseline. */
  readonly differences: Tabulated<PairedDifference>;
  readonly failed: readonly { readonly replicate: number; readonly reason: string }[];
  /** SHA-256 of the scenario as run and of every run's bytes: the same for any number of workers, in any engine. */
  readonly digest: string;
}

export interface Comparison extends Findings {
  readonly engine: Engine;
  readonly scenario: {
    readonly title: string;
    readonly question: string;
    readonly digest: string;
    readonly people: number;
    readonly weeks: number;
  };
  readonly seed: string;
  readonly baseline: string;
  readonly headline: string;
  /** By policy id: the answer on the headline measure. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** The same with the guesses drawn from their ranges, where both were asked for. */
  readonly drawn?: Findings;
  /** By policy id: the guess on which the answer rests most, where the guesses were drawn. */
  readonly reliance?: Readonly<Record<string, Reliance>>;
  /** Only where fewer replicates were run than were asked for, because somebody stopped it. */
  readonly partial?: { readonly asked: number };
}

export interface ComparisonInput {
  readonly engine: Engine;
  /** As it was run. */
  readonly scenario: Scenario;
  readonly ensemble: Ensemble;
  /** The second kind of ensemble, beside the first. */
  readonly drawn?: Ensemble | undefined;
  /** Replicates that were asked for, where it was stopped before. */
  readonly asked?: number | undefined;
}

/** The document of a comparison. Throws a RangeError on an outcome that is infinite. */
export function compare({ engine, scenario, ensemble, drawn, asked }: ComparisonInput): Comparison {
  const { title, question, seed, baseline, headline, weeks, population } = scenario;
  const findings = findingsOf(scenario, ensemble);
  const second = drawn && findingsOf(scenario, drawn);
  return {
    engine,
    scenario: { title, question, digest: digestOf(scenario), people: population.size, weeks },
    seed,
    baseline,
    headline,
    ...(asked === undefined ? {} : { partial: { asked } }),
    ...findings,
    verdicts: byPolicy(others(scenario), (policy) => verdictOn(policy, scenario, ensemble, findings, second)),
    ...(second === undefined ? {} : { drawn: second }),
    ...relied(scenario, drawn ?? ensemble),
  };
}

/** The answer of a policy on the headline, how sure it is of chance and of the guesses, and on which guess it rests most. */
export function answerOf({ verdicts, reliance }: Comparison, policy: string): string {
  const { kind, text } = verdicts[policy]!;
  const rests = kind === 'identical' ? undefined : reliance?.[policy];
  return rests === undefined ? text : `${text} ${rests.text}`;
}

function relied(scenario: Scenario, ensemble: Ensemble): Pick<Comparison, 'reliance'> {
  if (ensemble.assumptions === 'fixed') return {};
  const { seed, headline } = scenario;
  const baseline = baselineOf(scenario);
  const drawn = ensemble.runs.map((_, r) => drawnValues(seed, r));
  const theirs = outcomesOf(ensemble, baseline.id, headline);
  const measure = measureOf(headline);
  const reliance = byPolicy(others(scenario), ({ id, name }) =>
    relianceOf({
      ...{ drawn, measure, policy: name, baseline: baseline.name },
      differences: outcomesOf(ensemble, id, headline).map((value, r) => value - theirs[r]!),
    }),
  );
  return { reliance };
}

function findingsOf(scenario: Scenario, ensemble: Ensemble): Findings {
  const { assumptions, runs, failures } = ensemble;
  return {
    assumptions,
    replicates: runs.length,
    policies: byPolicy(scenario.policies, ({ id }) =>
      byMeasure((measure) => spreadOf(outcomesOf(ensemble, id, measure))),
    ),
    differences: byPolicy(others(scenario), (policy) =>
      byMeasure((measure) => differenceOf(policy, measure, scenario, ensemble)),
    ),
    failed: failures.map(({ job, reason }: Failure) => ({ replicate: job, reason })),
    digest: digestOfRuns(scenario, ensemble),
  };
}

function spreadOf(outcomes: Float64Array): Spread {
  const { n, mean, median, p05, p95 } = summarise(outcomes);
  return { n, mean, median, p05, p95 };
}

function differenceOf(
  policy: Policy,
  measure: string,
  scenario: Scenario,
  ensemble: Ensemble,
): PairedDifference {
  const { n, mean, median, p05, p95, interval, below, equal, above, varianceRatio } = pairedDifference(
    outcomesOf(ensemble, policy.id, measure),
    outcomesOf(ensemble, scenario.baseline, measure),
    pairKey(scenario.seed, measure, contentsOf(policy), contentsOf(baselineOf(scenario))),
  );
  return { n, mean, median, p05, p95, interval, below, equal, above, varianceRatio };
}

function verdictOn(
  policy: Policy,
  scenario: Scenario,
  ensemble: Ensemble,
  findings: Findings,
  drawn: Findings | undefined,
): Verdict {
  const { headline } = scenario;
  const baseline = baselineOf(scenario);
  const counts = drawn?.differences[policy.id]![headline];
  return verdict({
    policy: policy.name,
    baseline: baseline.name,
    measure: measureOf(headline),
    difference: findings.differences[policy.id]![headline]!,
    ...(counts === undefined ? {} : { drawn: counts }),
    runs: ensemble.runs.length,
    identical: digestOf(contentsOf(policy)) === digestOf(contentsOf(baseline)),
    happened: [policy, baseline].some(({ id }) => happened(outcomesOf(ensemble, id, headline))),
    comparisons: Math.max(1, scenario.policies.length - 1),
  });
}

function baselineOf({ policies, baseline }: Scenario): Policy {
  const found = policies.find(({ id }) => id === baseline);
  if (found === undefined) throw new RangeError(`no policy is called ${baseline}`);
  return found;
}

/** SHA-256 of what was run and of what came out, by policy id: the order in which a file lists its policies is no part of it. */
export function digestOfRuns(scenario: Scenario, { policies, runs, assumptions }: Ensemble): string {
  const sorted = scenario.policies.slice().sort((a, b) => (a.id < b.id ? -1 : 1));
  const digests = byPolicy(sorted, ({ id }) => {
    const p = policies.indexOf(id);
    return runs.map((run) => run?.digests[p] ?? null);
  });
  return digestOf(['palinode:comparison', { ...scenario, policies: sorted }, assumptions, digests]);
}

function byPolicy<Cell>(policies: readonly Policy[], cell: (policy: Policy) => Cell): Record<string, Cell> {
  return Object.fromEntries(policies.map((policy) => [policy.id, cell(policy)]));
}

function byMeasure<Cell>(cell: (measure: string) => Cell): Record<string, Cell> {
  return Object.fromEntries(MEASURES.map(({ id }) => [id, cell(id)]));
}
