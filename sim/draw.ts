// The second kind of ensemble: every assumption that is a guess (grade H) is drawn from its plausible range, once a
// replicate, and is then the same under every policy. Uniform, because a range says where the number may lie and nothing of
// where in it; keyed by seed, replicate and the assumption's own pointer, so that a new assumption moves no other.

import { ASSUMPTIONS } from './assumptions.ts';
import type { Assumption } from './assumptions.ts';
import { seedWords } from './digest.ts';
import type { Parameter } from './parameter.ts';
import { KeyedChance } from './random.ts';
import type { Scenario } from './scenario.ts';

/** Whether the assumptions stand as the scenario has them, or the guesses among them are drawn. */
export type Assumptions = 'fixed' | 'drawn';

/** What decides how large a world is, and so what a run costs: never drawn. */
const KEPT = '/population/size';

/** The assumptions that are drawn, in a fixed order: those of grade H whose range has a width. */
export const DRAWN: readonly Assumption[] = ASSUMPTIONS.filter(
  ({ pointer, parameter: { grade, range } }) => grade === 'H' && range[0] < range[1] && pointer !== KEPT,
);

/** What is drawn for a replicate, in the order of DRAWN. Whole numbers are drawn as such, each equally likely. */
export function drawnValues(seed: string, replicate: number): Float64Array {
  const chance = new KeyedChance(
    seedWords(seed),
    replicate,
    DRAWN.map(({ pointer }) => pointer),
  );
  return Float64Array.from(DRAWN, ({ parameter }, stream) =>
    valueAt(parameter, chance.uniform(stream, 0, 0)),
  );
}

/** The scenario that a replicate has when its guesses are drawn. */
export function drawAssumptions(scenario: Scenario, replicate: number): Scenario {
  const values = drawnValues(scenario.seed, replicate);
  const drawn = copyGroups(scenario);
  DRAWN.forEach(({ pointer }, k) => put(drawn, pointer, values[k]!));
  return drawn;
}

function valueAt({ range: [low, high], integer }: Parameter, u: number): number {
  return integer === true ? low + Math.floor(u * (high - low + 1)) : low + u * (high - low);
}

// The objects on the way to a drawn number are copied, the rest (networks, given people, policies) is shared.
function copyGroups(scenario: Scenario): Scenario {
  const behaviour = Object.fromEntries(
    Object.entries(scenario.behaviour).map(([name, group]) => [name, { ...group }]),
  );
  return {
    ...scenario,
    population: { ...scenario.population },
    sources: { ...scenario.sources },
    group: { ...scenario.group },
    behaviour: behaviour as unknown as Scenario['behaviour'],
    costs: { ...scenario.costs },
  };
}

function put(scenario: Scenario, pointer: string, value: number): void {
  const names = pointer.split('/').slice(1);
  const last = names.pop()!;
  let group = scenario as unknown as Record<string, unknown>;
  for (const name of names) group = group[name] as Record<string, unknown>;
  group[last] = value;
}
