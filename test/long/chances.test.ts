// The kernel's chance against the proven one: whole runs under the keyed hash and under Threefry-2x32-20 have the same distributions, of
// people and of everything that becomes of them. 400 replicates of each, apart in every draw and every network.
import { describe, expect, it } from 'vitest';
import { seedWords } from '../../sim/digest.ts';
import { MEASURES } from '../../sim/measures.ts';
import { KeyedChance, ThreefryChance, type Chance } from '../../sim/random.ts';
import { runWorld } from '../../sim/run.ts';
import { buildPopulation } from '../../sim/start.ts';
import { STREAMS } from '../../sim/world.ts';
import { LIVELY_WORLD, merged, MIXED_POLICY, open, scenarioOf, tablesOf } from '../laws/worlds.ts';

const REPLICATES = 400;
const ERRORS = 4; // of 22 means and 22 variances one lies beyond by chance in 360 changes of seed

const scenario = scenarioOf(merged(LIVELY_WORLD, { weeks: 52 }), [MIXED_POLICY]);

async function outcomes(
  first: number,
  chanceOf: (replicate: number) => Chance,
): Promise<Map<string, number[]>> {
  const [table] = await tablesOf(scenario);
  const found = new Map<string, number[]>(MEASURES.map(({ id }) => [id, []]));
  for (let r = first; r < first + REPLICATES; r++) {
    const chance = chanceOf(r);
    const series = runWorld(open(scenario, table, r, buildPopulation(scenario, r, chance), chance));
    for (const { id, of } of MEASURES) {
      const value = of(series, scenario, series);
      if (!Number.isNaN(value)) found.get(id)!.push(value);
    }
  }
  return found;
}

interface Moments {
  readonly mean: number;
  readonly meanError: number;
  readonly variance: number;
  readonly varianceError: number;
}

function momentsOf(values: readonly number[]): Moments {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const central = (power: number): number => values.reduce((sum, x) => sum + (x - mean) ** power, 0) / n;
  const variance = central(2);
  return {
    mean,
    meanError: Math.sqrt(variance / n),
    variance,
    varianceError: Math.sqrt(Math.max(0, central(4) - variance * variance) / n),
  };
}

describe('keyed chance and Threefry', async () => {
  const seed = seedWords('chances');
  const keyed = await outcomes(0, (r) => new KeyedChance(seed, r, STREAMS));
  const threefry = await outcomes(REPLICATES, (r) => new ThreefryChance(seed, r, STREAMS));

  it('draw apart', () => expect(keyed.get('cost')).not.toEqual(threefry.get('cost')));

  it.each(MEASURES.map(({ id }) => id).filter((id) => id !== 'same-leavers'))('give the same %s', (id) => {
    const [a, b] = [keyed, threefry].map((found) => momentsOf(found.get(id)!));
    expect(keyed.get(id)!.length).toBeGreaterThan(REPLICATES / 2);
    expect(a.variance).toBeGreaterThan(0);
    const error = (x: number, y: number): number => ERRORS * Math.sqrt(x * x + y * y);
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(error(a.meanError, b.meanError));
    expect(Math.abs(a.variance - b.variance)).toBeLessThan(error(a.varianceError, b.varianceError));
  });
});
