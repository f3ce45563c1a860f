// Pattern 6: of people released from prison, the share that has gone to the group again within five years (C59 to C62), the
// dead and the end of the run censored: a product-limit estimate (Kaplan & Meier 1958) over the real weeks of real worlds.
import type { Scenario } from '../../sim/scenario.ts';
import { scenarioSchema } from '../../sim/scenario.ts';
import { buildPopulation, openChance, openWorld } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import { MEMBER, RELEASED } from '../../sim/world.ts';
import type { Setting } from './world.ts';

const FIVE_YEARS = 260;

/** People released, by the weeks that they were followed, and how many went again in that week. */
export interface Followed {
  readonly atRisk: Float64Array;
  readonly again: Float64Array;
}

export interface Recidivism {
  readonly share: number;
  /** Greenwood's standard error. */
  readonly error: number;
  readonly released: number;
  readonly again: number;
}

/** Follows everyone released in the replicates from `from` up to `to`. */
export function followReleased({ scenario, policy }: Setting, from: number, to: number): Followed {
  const followed = { atRisk: new Float64Array(FIVE_YEARS), again: new Float64Array(FIVE_YEARS) };
  for (let r = from; r < to; r++) {
    const world = openWorld(scenario, policy, buildPopulation(scenario, r), openChance(scenario, r));
    const before = new Uint8Array(world.size);
    const since = new Int32Array(world.size);
    for (let t = 0; t < scenario.weeks; t++) {
      stepWeek(world, t);
      for (let i = 0; i < world.size; i++) follow(followed, before, since, i, world.people.stage[i]!, t);
    }
  }
  return followed;
}

function follow(
  { atRisk, again }: Followed,
  before: Uint8Array,
  since: Int32Array,
  i: number,
  stage: number,
  t: number,
): void {
  if (before[i] === RELEASED) {
    const week = t - since[i]! - 1;
    if (week < FIVE_YEARS) {
      atRisk[week]!++;
      if (stage === MEMBER) again[week]!++;
    }
  } else if (stage === RELEASED) since[i] = t;
  before[i] = stage;
}

export function recidivismOf({ atRisk, again }: Followed): Recidivism {
  let kept = 1;
  let variance = 0;
  atRisk.forEach((n, k) => {
    const d = again[k]!;
    if (n === 0) return;
    kept *= 1 - d / n;
    if (n > d) variance += d / (n * (n - d));
  });
  return {
    share: 1 - kept,
    error: kept * Math.sqrt(variance),
    released: atRisk[0]!,
    again: again.reduce((sum, d) => sum + d, 0),
  };
}

/** A cohort in which everybody left the group and is released within weeks: what the weekly chance comes to, and nothing else. */
export function cohortScenario(size: number): Scenario {
  const off = ['messages', 'narrative', 'attitude', 'deterrence', 'recruit', 'turnover'];
  return scenarioSchema.parse({
    ...{ schemaVersion: 1, title: 'A cohort', seed: 'palinode cohort', weeks: FIVE_YEARS + 20 },
    population: { size, given: { members: Array.from({ length: size }, (_, i) => i) } },
    network: { layers: [{ name: 'ties', kind: 'given', ties: [] }] },
    group: { brutality: 1, killing: 0 },
    behaviour: {
      member: { death: 0 },
      exit: { elasticity: 0, leaving: 1, fear: 0 },
      justice: { detection: 0.9, conviction: 1, lag: 1 },
      submodels: Object.fromEntries(off.map((id) => [id, false])),
    },
    policies: [
      { id: 'released', name: 'Released at once', sentencing: { certainty: 1, severity: 0 } },
      { id: 'other', name: 'Other' },
    ],
    baseline: 'released',
  }) as unknown as Scenario;
}
