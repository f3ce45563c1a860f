// The drawn ensemble: only guesses move, within their ranges, the same for every policy, each by its own pointer.
import { describe, expect, it } from 'vitest';
import { DRAWN, drawAssumptions } from '../sim/draw.ts';
import { scenarioJsonSchema, scenarioSchema } from '../sim/scenario.ts';
import type { Scenario } from '../sim/scenario.ts';
import { smallScenario } from './pool/crew.ts';

const scenario = smallScenario();
const at = (of: Scenario, pointer: string): number =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], of) as number;

/** Every number of a scenario outside policies, network and themes, by pointer. */
function numbersOf(of: unknown, pointer = ''): Map<string, number> {
  if (typeof of === 'number') return new Map([[pointer, of]]);
  if (typeof of !== 'object' || of === null) return new Map();
  return new Map(Object.entries(of).flatMap(([name, value]) => [...numbersOf(value, `${pointer}/${name}`)]));
}

describe('what is drawn', () => {
  it('is every guess that has a range of some width, and the size of the world is not', () => {
    const pointers = DRAWN.map(({ pointer }) => pointer);
    expect(pointers.length).toBeGreaterThan(30);
    expect(new Set(pointers).size).toBe(pointers.length);
    expect(pointers).toContain('/behaviour/exit/elasticity');
    expect(pointers).not.toContain('/population/size');
    for (const { parameter } of DRAWN) expect(parameter.grade).toBe('H');
    for (const pointer of pointers) expect(at(scenario, pointer)).toBeTypeOf('number');
  });

  it('is the guesses of the schema: none is forgotten', () => {
    // Walk the schema's own metadata, not the tables.
    const guesses: string[] = [];
    const walk = (schema: Record<string, unknown>, pointer: string): void => {
      if (schema['grade'] === 'H') {
        const [low, high] = schema['range'] as [number, number];
        if (low < high) guesses.push(pointer);
      }
      for (const [name, below] of Object.entries((schema['properties'] ?? {}) as Record<string, object>))
        walk(below as Record<string, unknown>, `${pointer}/${name}`);
    };
    walk(scenarioJsonSchema() as Record<string, unknown>, '');
    expect(DRAWN.map(({ pointer }) => pointer).sort()).toEqual(guesses.sort());
  });
});

describe('a draw', () => {
  it('moves the guesses and nothing else', () => {
    const drawn = drawAssumptions(scenario, 3);
    const [before, after] = [numbersOf(scenario), numbersOf(drawn)];
    const moved = [...after].filter(([pointer, value]) => before.get(pointer) !== value).map(([p]) => p);
    expect(moved.sort()).toEqual(DRAWN.map(({ pointer }) => pointer).sort());
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(drawn.policies).toBe(scenario.policies);
    expect({ ...drawn, population: 0, sources: 0, group: 0, behaviour: 0, costs: 0 }).toEqual({
      ...scenario,
      ...{ population: 0, sources: 0, group: 0, behaviour: 0, costs: 0 },
    });
  });

  it('stays in the ranges, fills them evenly, and is a scenario', () => {
    const n = 400;
    const draws = Array.from({ length: n }, (_, r) => drawAssumptions(scenario, r));
    for (const { pointer, parameter } of DRAWN) {
      const [low, high] = parameter.range;
      const values = draws.map((drawn) => at(drawn, pointer));
      expect(
        values.every((value) => value >= low && value <= high),
        pointer,
      ).toBe(true);
      if (parameter.integer === true) {
        expect(values.every(Number.isInteger), pointer).toBe(true);
        expect([Math.min(...values), Math.max(...values)], pointer).toEqual([low, high]);
      }
      // Kolmogorov's distance from uniform: above 0.115 in less than one of 10,000 columns of 400.
      const whole = parameter.integer === true ? 1 : 0;
      const shares = values
        .map((value) => (value - low + whole / 2) / (high - low + whole))
        .sort((a, b) => a - b);
      const gap = Math.max(...shares.map((share, k) => Math.max((k + 1) / n - share, share - k / n)));
      expect(gap, pointer).toBeLessThan(0.115);
    }
    expect(scenarioSchema.safeParse(draws[0]).success).toBe(true);
  });

  it('is a function of seed, replicate and pointer, and of no value that the scenario has', () => {
    const other: Scenario = { ...scenario, population: { ...scenario.population, atRiskShare: 0.9 } };
    expect(drawAssumptions(scenario, 7)).toEqual(drawAssumptions(scenario, 7));
    expect(drawAssumptions(other, 7).population).toEqual(drawAssumptions(scenario, 7).population);
    const key = '/behaviour/exit/elasticity';
    const values = [
      at(drawAssumptions(scenario, 7), key),
      at(drawAssumptions(scenario, 8), key),
      at(drawAssumptions({ ...scenario, seed: 'another' }, 7), key),
    ];
    expect(new Set(values).size).toBe(3);
  });

  it('does not touch the scenario that it is given', () => {
    const copy = structuredClone(scenario);
    drawAssumptions(scenario, 0);
    expect(scenario).toEqual(copy);
  });
});
