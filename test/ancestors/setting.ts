// Ordinary scenarios that leave of the model only what an ancestor has: every submodel is off but the ones named, nobody
// is drawn into the group, nothing is broadcast. They pass the same gate as any scenario file does.
import { checkScenario } from '../../sim/read.ts';
import { compilePolicy, type PolicyTable } from '../../sim/policy.ts';
import type { Scenario, SubmodelId } from '../../sim/scenario.ts';
import { SUBMODELS } from '../../sim/scenario.ts';
import { buildPopulation, openChance, openWorld } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import type { Chance } from '../../sim/random.ts';
import type { Population, World } from '../../sim/world.ts';

type Values = Readonly<Record<string, unknown>>;

/** What an ancestor changes in the silent scenario, by the names that a scenario file uses. */
export interface Wish {
  readonly size: number;
  readonly weeks?: number;
  readonly on: readonly SubmodelId[];
  readonly layer: Values;
  readonly given?: Values;
  readonly population?: Values;
  readonly sources?: Values;
  readonly group?: Values;
  readonly theme?: Values;
  readonly narrative?: Values;
  readonly attitude?: Values;
  readonly deterrence?: Values;
  readonly recruit?: Values;
  readonly member?: Values;
  readonly exit?: Values;
  readonly justice?: Values;
  readonly forms?: Values;
  readonly policy?: Values;
}

/** A scenario and the table of its first policy. */
export interface Setting {
  readonly scenario: Scenario;
  readonly policy: PolicyTable;
}

/** Reads a wish through the gate. Throws with the problems where a scenario file with it would be refused. */
export async function settingOf(wish: Wish): Promise<Setting> {
  const reading = await checkScenario(fileOf(wish));
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join('; '));
  const { scenario } = reading;
  return { scenario, policy: await compilePolicy(scenario.policies[0]!, scenario.weeks) };
}

function fileOf(wish: Wish): unknown {
  const { narrative, attitude, deterrence, recruit, member, justice, forms } = wish;
  const switches = SUBMODELS.filter((id) => id !== 'observe').map((id) => [id, wish.on.includes(id)]);
  return {
    schemaVersion: 1,
    title: 'An ancestor',
    seed: 'palinode ancestors',
    weeks: wish.weeks ?? 1023,
    replicates: 1,
    population: {
      size: wish.size,
      turnover: 0,
      initialMembers: 0,
      homophily: 0,
      ...wish.population,
      given: wish.given ?? {},
    },
    network: { communities: { count: 1 }, layers: [{ name: 'ties', ...wish.layer }] },
    sources: { volume: 0, outsideVoices: 0, outsideReach: 0, ...wish.sources },
    group: { killing: 0, ...wish.group },
    themes: [{ id: 'story', title: 'Story', share: 1, distance: 0, elsewhere: 1, tellers: 0, ...wish.theme }],
    behaviour: {
      narrative: { uptake: 0, ...narrative },
      ...{ attitude: attitude ?? {}, deterrence: deterrence ?? {}, recruit: recruit ?? {} },
      ...{ member: { offending: 0, ...member }, justice: justice ?? {}, forms: forms ?? {} },
      exit: { elasticity: 0, ...wish.exit },
      submodels: Object.fromEntries(switches),
    },
    policies: [
      { id: 'one', name: 'One', institution: { reach: 0 }, ...wish.policy },
      { id: 'other', name: 'Other' },
    ],
    baseline: 'one',
  };
}

/** People and ties of replicate r. Where neither traits nor ties are drawn, replicates may share it. */
export function peopleOf({ scenario }: Setting, r: number): Population {
  return buildPopulation(scenario, r);
}

/** The first morning of replicate r. */
export function morningOf(
  { scenario, policy }: Setting,
  r: number,
  people: Population = buildPopulation(scenario, r),
  chance: Chance = openChance(scenario, r),
): World {
  return openWorld(scenario, policy, people, chance);
}

/** Runs weeks until `done` says so or the scenario ends; how many were run. */
export function runUntil(world: World, done: (world: World, t: number) => boolean): number {
  for (let t = 0; t < world.scenario.weeks; t++) {
    stepWeek(world, t);
    if (done(world, t)) return t + 1;
  }
  return world.scenario.weeks;
}
