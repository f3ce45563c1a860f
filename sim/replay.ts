/**
 * A replicate over again, through the same code, with everybody written down on every morning: what a map shows and what one person's
 * story is taken from. Whoever looks on (trace.ts) may listen to chance and read the world; a replay that is looked on gives the same
 * bytes as one that is not, and both give the series of the run.
 */
import { digestOfValues } from './jobs.ts';
import type { PolicyTable } from './policy.ts';
import type { Chance } from './random.ts';
import { writeCodes } from './replay/code.ts';
import type { Scenario, SubmodelId } from './scenario.ts';
import { seriesColumns } from './series.ts';
import { buildPopulation, openChance, openWorld } from './start.ts';
import { stepWeek } from './week.ts';
import type { Population, World } from './world.ts';

export interface Replay {
  readonly size: number;
  readonly weeks: number;
  /** Everybody's byte (replay/code.ts) on the mornings 0 … weeks, a row of `size` each; the last is how the run ends. */
  readonly codes: Uint8Array;
  /** Of the run's series, as every other run of it has (jobs.ts). */
  readonly digest: string;
}

/** Somebody who looks on. */
export interface Onlooker {
  /** Chance as the world is to know it: it must answer as `inner` does. */
  hear(inner: Chance): Chance;
  opened(world: World): void;
  morning(t: number): void;
  ran(submodel: SubmodelId, t: number): void;
  /** The week is over; `codes` holds the mornings as far as t + 1. */
  evening(t: number, codes: Uint8Array): void;
}

/** Replays one replicate under a policy. `population`: as buildPopulation gives it, and not changed. `beat` is called every week. */
export function replay(
  scenario: Scenario,
  policy: PolicyTable,
  replicate: number,
  population: Population = buildPopulation(scenario, replicate),
  onlooker?: Onlooker,
  beat?: (t: number) => void,
): Replay {
  const chance = openChance(scenario, replicate);
  const world = openWorld(scenario, policy, population, onlooker?.hear(chance) ?? chance);
  const { size } = world;
  const { weeks } = scenario;
  const codes = new Uint8Array((weeks + 1) * size);
  const values = new Float64Array(seriesColumns(scenario).length * weeks);
  onlooker?.opened(world);
  writeCodes(world, 0, codes, 0);
  for (let t = 0; t < weeks; t++) {
    onlooker?.morning(t);
    stepWeek(world, t, onlooker && ((name) => onlooker.ran(name, t)));
    writeCodes(world, t + 1, codes, (t + 1) * size);
    for (let c = 0; c < world.week.length; c++) values[c * weeks + t] = world.week[c]!;
    onlooker?.evening(t, codes);
    beat?.(t);
  }
  return { size, weeks, codes, digest: digestOfValues(values) };
}
