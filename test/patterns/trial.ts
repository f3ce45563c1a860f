// Pattern 5: a simulated trial with the design of Bélanger et al. (2020, E4): 886 people, one exposure to a counter-message
// by one of three messengers (government, imam, a person who left), against none. Each person is in both arms, under matched
// chance, so that only who was drawn is left of chance. The effect is the difference in support in standard deviations.
import { buildPopulation, openChance, openWorld } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import { supportOf, type World } from '../../sim/world.ts';
import { scenarioSchema, type Scenario } from '../../sim/scenario.ts';
import { compilePolicy } from '../../sim/policy.ts';

const PEOPLE = 886;
const TOP_FIFTH = 0.8;

/** The trial's scenario: strangers, one week, no propaganda, no recruiting; policies are the arms. */
export function trialScenario(attitude: Readonly<Record<string, number>> = {}): Scenario {
  const off = ['narrative', 'group', 'deterrence', 'recruit', 'member', 'exit', 'justice', 'turnover'];
  return scenarioSchema.parse({
    ...{ schemaVersion: 1, title: 'A trial', seed: 'palinode trial', weeks: 1 },
    population: { size: PEOPLE, initialMembers: 0 },
    network: { layers: [{ name: 'ties', kind: 'given', ties: [] }] },
    sources: { volume: 0, outsideReach: 0, outsideSpeaking: 1 },
    behaviour: {
      attitude: { peerRate: 0, ...attitude },
      exit: { elasticity: 0 },
      submodels: { ...Object.fromEntries(off.map((id) => [id, false])), narrative: true },
    },
    policies: [
      { id: 'control', name: 'Control' },
      { id: 'institution', name: 'Institution', institution: { reach: 1 } },
    ],
    baseline: 'control',
  }) as unknown as Scenario;
}

/** An arm: who speaks to whom. The imam of E4 is, to the model, an institution that is heard in the community. */
interface Arms {
  readonly control: Float64Array;
  readonly treated: readonly Float64Array[];
}

export interface Trial {
  /** Effect on support, in standard deviations of the control arm; negative is less support. */
  readonly effect: number;
  /** Effect in the most reactant fifth less that in the rest, likewise. */
  readonly backfire: number;
  readonly effectError: number;
  readonly backfireError: number;
}

/** The trial in so many replicates; errors are standard errors between them. */
export async function trial(scenario: Scenario, replicates: number): Promise<Trial> {
  const samples: { effect: number; backfire: number }[] = [];
  for (let r = 0; r < replicates; r++) samples.push(await oneTrial(scenario, r));
  const effect = meanOf(samples.map((one) => one.effect));
  const backfire = meanOf(samples.map((one) => one.backfire));
  return {
    ...{ effect: effect.mean, effectError: effect.error },
    ...{ backfire: backfire.mean, backfireError: backfire.error },
  };
}

async function oneTrial(scenario: Scenario, r: number): Promise<{ effect: number; backfire: number }> {
  const { control, treated } = await armsOf(scenario, r);
  const people = buildPopulation(scenario, r).people;
  const change = control.map((s, i) => treated[i % treated.length]![i]! - s);
  const top = Array.from(change).filter((_, i) => people.reactance[i]! >= TOP_FIFTH);
  const rest = Array.from(change).filter((_, i) => people.reactance[i]! < TOP_FIFTH);
  const sd = meanOf(control).sd;
  return { effect: meanOf(change).mean / sd, backfire: (meanOf(top).mean - meanOf(rest).mean) / sd };
}

async function armsOf(scenario: Scenario, r: number): Promise<Arms> {
  const [none, institution] = await Promise.all(scenario.policies.map((policy) => compilePolicy(policy, 1)));
  const heard = { ...scenario, sources: { ...scenario.sources, outsideReach: 1 } };
  const said = supportAfter(scenario, institution!, r);
  return { control: supportAfter(scenario, none!, r), treated: [said, said, supportAfter(heard, none!, r)] };
}

function supportAfter(
  scenario: Scenario,
  policy: Awaited<ReturnType<typeof compilePolicy>>,
  r: number,
): Float64Array {
  const world: World = openWorld(scenario, policy, buildPopulation(scenario, r), openChance(scenario, r));
  stepWeek(world, 0);
  return Float64Array.from({ length: world.size }, (_, i) => supportOf(world, i, 1));
}

function meanOf(sample: ArrayLike<number>): { mean: number; sd: number; error: number } {
  const values = Array.from(sample);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const sd = Math.sqrt(squares / Math.max(1, values.length - 1));
  return { mean, sd, error: sd / Math.sqrt(values.length) };
}
