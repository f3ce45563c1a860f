/**
 * One run: a pure function of scenario, policy and replicate. The same arguments give the same bytes in every engine, with any number
 * of workers and in any order.
 */
import type { PolicyTable } from './policy.ts';
import type { Scenario } from './scenario.ts';
import { seriesColumns, type Series } from './series.ts';
import { buildPopulation, openChance, openWorld } from './start.ts';
import { tableBytes } from './table.ts';
import { stepWeek } from './week.ts';
import { PEOPLE, STAGES, type Population, type World } from './world.ts';

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

/** Bytes that one run holds at most: people, knowledge, sets, network (twice while it is built) and series. */
export function bytesOf(scenario: Scenario): number {
  const { size } = scenario.population;
  const themes = scenario.themes.length;
  const ties = 2 * expectedTies(scenario);
  const people = 2 * tableBytes(PEOPLE, size) + size * (8 * themes + 21);
  const sets = ((STAGES.length + 13 + themes + 2) * size) / 8;
  const network = 4 * (size + 1) + 5 * ties;
  const building = 8 * ties;
  const series = 8 * seriesColumns(scenario).length * scenario.weeks;
  return Math.ceil(people + sets + network + building + series);
}

/** Ties that the layers ask for, each counted once, before repeats are dropped. */
export function expectedTies(scenario: Scenario): number {
  const { size } = scenario.population;
  let ties = 0;
  for (const layer of scenario.network.layers) {
    if (layer.kind === 'complete') ties += (size * (size - 1)) / 2;
    else if (layer.kind === 'given') ties += layer.ties.length;
    else if (layer.kind === 'cliques') ties += (size * (layer.size - 1)) / 2;
    else ties += (size * layer.degree) / 2;
  }
  return ties;
}
