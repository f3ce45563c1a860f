// The full model at one size: cost, work and memory of one run in a process of its own, and whether cost follows work.
import { readFileSync } from 'node:fs';
import { viewPolicy } from '../../sim/policy.ts';
import type { PolicyTable } from '../../sim/policy.ts';
import { simulate } from '../../sim/run.ts';
import { bytesOf } from '../../sim/size.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { buildPopulation, openChance, openWorld } from '../../sim/start.ts';
import { tableBytes } from '../../sim/table.ts';
import { stepWeek } from '../../sim/week.ts';
import { PEOPLE } from '../../sim/world.ts';
import { cpu, race } from './clock.ts';

/** A checked scenario and one compiled policy, as the main process leaves them in a file. */
export interface Case {
  readonly scenario: Scenario;
  readonly policy: readonly number[];
}

export interface Run {
  readonly people: number;
  readonly weeks: number;
  /** CPU seconds of making people and network, and of the whole run with them. */
  readonly making: number;
  readonly whole: number;
  /** ns per person-week of the weeks alone. */
  readonly cost: number;
  /** Draws, people looked at, ties looked at and people who changed, per person-week. */
  readonly draws: number;
  readonly rows: number;
  readonly ties: number;
  readonly changed: number;
  readonly tiesPerPerson: number;
  /** Bytes of a row of the people's table, and of all that a run holds by the engine's own estimate, per person. */
  readonly rowBytes: number;
  readonly heldBytes: number;
  /** Peak resident memory, MB, of this process; of Node before anything was made. */
  readonly peak: number;
  readonly node: number;
}

/** Person-weeks that a measurement takes at the least, so that compilers have settled: repeats for small worlds. */
const WORK = 2e7;

export function model(file: string): Run {
  const node = process.memoryUsage().rss;
  const { scenario, table } = open(file);
  const people = scenario.population.size;
  const { weeks } = scenario;
  const repeats = Math.ceil(WORK / (people * weeks));
  if (repeats > 1) once(scenario, table, repeats);
  const runs = Array.from({ length: repeats }, (_, replicate) => once(scenario, table, replicate));
  const sum = (pick: (run: ReturnType<typeof once>) => number): number =>
    runs.reduce((total, run) => total + pick(run), 0) / repeats;
  const each = (pick: (run: ReturnType<typeof once>) => number): number => sum(pick) / (people * weeks);
  return {
    people,
    weeks,
    making: sum((run) => run.making),
    whole: sum((run) => run.making + run.running),
    cost: 1e9 * each((run) => run.running),
    draws: each((run) => run.draws),
    rows: each((run) => run.work.rows),
    ties: each((run) => run.work.ties),
    changed: each((run) => run.work.changed),
    tiesPerPerson: sum((run) => run.ties) / people,
    rowBytes: tableBytes(PEOPLE, 1000) / 1000,
    heldBytes: bytesOf(scenario) / people,
    peak: process.resourceUsage().maxRSS / 1024,
    node: node / 2 ** 20,
  };
}

function once(scenario: Scenario, table: PolicyTable, replicate: number) {
  const start = cpu();
  const population = buildPopulation(scenario, replicate);
  const chance = openChance(scenario, replicate);
  const world = openWorld(scenario, table, population, chance);
  const made = cpu();
  for (let t = 0; t < scenario.weeks; t++) stepWeek(world, t);
  const { work, network } = world;
  const ties = network.targets.length;
  return { making: made - start, running: cpu() - made, work, draws: chance.draws, ties };
}

/** CPU seconds of whole runs, raced: for each file of a case, so many replicates. */
export function runs(
  files: readonly string[],
  replicates: readonly number[],
  rounds: number,
): Promise<number[]> {
  const contestants = files.flatMap((file) => {
    const { scenario, table } = open(file);
    return replicates.map((count) => () => {
      for (let r = 0; r < count; r++) simulate(scenario, table, r);
    });
  });
  return race(contestants, rounds);
}

function open(file: string): { scenario: Scenario; table: PolicyTable } {
  const { scenario, policy } = JSON.parse(readFileSync(file, 'utf8')) as Case;
  return { scenario, table: viewPolicy(scenario.weeks, Float64Array.from(policy).buffer) };
}
