/**
 * One run: a pure function of scenario, policy and replicate. The same arguments give the same bytes in every engine, with any number
 * of workers and in any order.
 */
import type { PolicyTable } from './policy.ts';
import type { Scenario } from './scenario.ts';
import { seriesColumns, type Series } from './series.ts';
import { buildPopulation, openChance, openWorld } from './start.ts';
import { stepWeek } from './week.ts';
import type { Population, World } from './world.ts';

/**
 * Runs a policy in one replicate's world. `population` may be handed in where several policies share a replicate: it is what
 * buildPopulation gives for the same scenario and replicate, and it is not changed.
 */
export function simulate(
  scenario: Scenario,
  policy: PolicyTable,
  replicate: number,
  population: Population = buildPopulation(scenario, replicate),
): Series {
  return runWorld(openWorld(scenario, policy, population, openChance(scenario, replicate)));
}

/** Runs a world from its first morning to its last week, and writes its series. */
export function runWorld(world: World): Series {
  const { scenario } = world;
  const columns = seriesColumns(scenario);
  const { weeks } = scenario;
  const values = new Float64Array(columns.length * weeks);
  for (let t = 0; t < weeks; t++) {
    stepWeek(world, t);
    for (let c = 0; c < columns.length; c++) values[c * weeks + t] = world.week[c]!;
  }
  return { weeks, columns, values, left: whoLeft(world) };
}

function whoLeft(world: World): Uint32Array {
  const { firstLeft, who } = world.people;
  return who.filter((_, i) => firstLeft[i] !== 0).sort();
}
