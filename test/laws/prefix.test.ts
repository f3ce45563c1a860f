// The prefix law: policies whose rows agree until week w give the same series until w. It holds for every lever, alone and with others;
// and it is no empty law, for every lever changes what comes after.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeverMeta } from '../../sim/parameter.ts';
import { LEVERS, type PolicyTable } from '../../sim/policy.ts';
import { simulate } from '../../sim/run.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Series } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';
import {
  anyPolicy,
  anyWorld,
  copyOf,
  leverOf,
  LIVELY_WORLD,
  MIXED_POLICY,
  scenarioOf,
  runs,
  tablesOf,
} from './worlds.ts';

type Change = readonly [lever: number, seed: number];

/** Other values for some levers from week w on, each inside its bounds and never the old one. */
function changed(table: PolicyTable, changes: readonly Change[], w: number): PolicyTable {
  const other = copyOf(table);
  for (const [n, seed] of changes) {
    const { instrument, lever, meta } = LEVERS[n];
    const column = leverOf(other, instrument, lever);
    for (let t = w; t < table.weeks; t++) column[t] = otherValue(column[t], meta, seed);
  }
  return other;
}

function otherValue(old: number, { min, max }: LeverMeta, seed: number): number {
  const top = Math.min(max, 40);
  const value = min + ((seed % 65) / 64) * (top - min);
  return value === old ? (value === min ? top : min) : value;
}

/** The first week in which two series differ; Infinity where they never do. */
function parted(a: Series, b: Series): number {
  for (let t = 0; t < a.weeks; t++) {
    for (let c = 0; c < a.columns.length; c++) {
      if (!Object.is(a.values[c * a.weeks + t], b.values[c * b.weeks + t])) return t;
    }
  }
  return Infinity;
}

/** The week of parting under a policy and a changed one. */
function partedBy(scenario: Scenario, table: PolicyTable, changes: readonly Change[], w: number): number {
  const population = buildPopulation(scenario, 0);
  const run = (policy: PolicyTable): Series => simulate(scenario, policy, 0, population);
  return parted(run(table), run(changed(table, changes, w)));
}

describe('policies that agree until a week', () => {
  it('give the same series until that week, in any world, whichever levers part them', async () => {
    const change = fc.tuple(fc.nat(LEVERS.length - 1), fc.nat(64));
    const changes = fc.uniqueArray(change, { minLength: 1, maxLength: 6, selector: ([n]) => n });
    await fc.assert(
      fc.asyncProperty(anyWorld(), anyPolicy, changes, fc.nat(40), async (world, policy, some, at) => {
        const scenario = scenarioOf(world, [policy]);
        const [table] = await tablesOf(scenario);
        const w = at % scenario.weeks;
        expect(partedBy(scenario, table, some, w)).toBeGreaterThanOrEqual(w);
      }),
      runs(80),
    );
  });

  it.each(LEVERS.map(({ instrument, lever }, n) => [`${instrument}.${lever}`, n] as const))(
    '%s alone parts them, and not before',
    async (_, n) => {
      const scenario = scenarioOf(LIVELY_WORLD, [MIXED_POLICY]);
      const [table] = await tablesOf(scenario);
      const weeks = [3, 11].map((w) => [w, partedBy(scenario, table, [[n, 0]], w)] as const);
      for (const [w, first] of weeks) expect(first).toBeGreaterThanOrEqual(w);
      expect(Math.min(...weeks.map(([, first]) => first))).toBeLessThan(Infinity);
    },
  );
});
