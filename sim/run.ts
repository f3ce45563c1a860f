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
  return drain(simulateInParts(scenario, policy, replicate, population));
}

/** The same in parts (runInParts). */
export function simulateInParts(
  scenario: Scenario,
  policy: PolicyTable,
  replicate: number,
  population: Population,
): Generator<void, Series> {
  return runInParts(openWorld(scenario, policy, population, openChance(scenario, replicate)));
}

/** Runs a world from its first morning to its last week, and writes its series. */
export function runWorld(world: World): Series {
  return drain(runInParts(world));
}

/** People times weeks of a part: about 4 ms of work (60 ns a person and week), after which a worker hears what else is wanted. */
const PART = 65_536;

/** The same in parts of whole weeks, one at the least: between two of them the world is at rest and anything else may be done. */
export function* runInParts(world: World): Generator<void, Series> {
  const { scenario } = world;
  const columns = seriesColumns(scenario);
  const { weeks } = scenario;
  const values = new Float64Array(columns.length * weeks);
  const part = Math.max(1, Math.floor(PART / world.size));
  for (let from = 0; from < weeks; from += part) {
    if (from > 0) yield;
    runWeeks(world, from, Math.min(weeks, from + part), values);
  }
  return { weeks, columns, values, left: whoLeft(world) };
}

// Week-major as they come, column-major as they are kept.
function runWeeks(world: World, from: number, to: number, values: Float64Array): void {
  const { weeks } = world.scenario;
  for (let t = from; t < to; t++) {
    stepWeek(world, t);
    for (let c = 0, at = t; at < values.length; c++, at += weeks) values[at] = world.week[c]!;
  }
}

/** All parts of something, one after the other. */
export function drain<Whole>(parts: Generator<void, Whole>): Whole {
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
  }
}

function whoLeft(world: World): Uint32Array {
  const { firstLeft, who } = world.people;
  return who.filter((_, i) => firstLeft[i] !== 0).sort();
}
