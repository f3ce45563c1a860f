// The default world under *as it was*, pooled over replicates: what the patterns of 2011 to 2016 are read off. Week 0 is the
// start of 2011. The silencing effect has no default (nobody measured it): the shipped scenarios' -0.5 stands here.
import { compilePolicy, type PolicyTable } from '../../sim/policy.ts';
import { simulate } from '../../sim/run.ts';
import { scenarioSchema, type Scenario } from '../../sim/scenario.ts';
import { column, type Series } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';

/** What a pattern changes in the default world, by the names that a scenario file uses. */
type Wish = Readonly<Record<string, unknown>>;

export interface Setting {
  readonly scenario: Scenario;
  readonly policy: PolicyTable;
}

/** A scenario of defaults under *as it was*; `behaviour` and the rest as in a file. */
export function defaultScenario(weeks: number, wish: Wish = {}): Scenario {
  const { behaviour, ...rest } = wish as { behaviour?: Wish };
  return scenarioSchema.parse({
    ...{ schemaVersion: 1, title: 'A pattern', seed: 'palinode patterns', weeks },
    ...rest,
    behaviour: { exit: { elasticity: -0.5 }, ...behaviour },
    policies: [
      { id: 'as-it-was', name: 'As it was' },
      { id: 'other', name: 'Other' },
    ],
    baseline: 'as-it-was',
  }) as unknown as Scenario;
}

/** The scenario with its first policy compiled. */
export async function settingOf(scenario: Scenario): Promise<Setting> {
  return { scenario, policy: await compilePolicy(scenario.policies[0]!, scenario.weeks) };
}

/** Runs of the replicates from `from` up to `to`, one at a time. */
export function* runsOf({ scenario, policy }: Setting, from: number, to: number): Generator<Series> {
  for (let r = from; r < to; r++) yield simulate(scenario, policy, r, buildPopulation(scenario, r));
}

/** A column of a series, to date. */
export function soFar(series: Series, name: string): Float64Array {
  let sum = 0;
  return column(series, name).map((x) => (sum += x));
}
