// What is varied: every number with a range, at its place, in any order, and nothing beside it.
import { describe, expect, it } from 'vitest';
import { compileTask } from '../../sim/ensemble.ts';
import { prepare } from '../../sim/jobs.ts';
import { scenarioJsonSchema, scenarioSchema } from '../../sim/scenario.ts';
import {
  assumptionsOf,
  factorAt,
  keyOf,
  leversOf,
  numberAt,
  placeOf,
  varied,
} from '../../sim/experiment/design.ts';
import { smallScenario } from '../pool/crew.ts';

const scenario = smallScenario();
const ELASTICITY = '/behaviour/exit/elasticity';

describe('the assumptions', () => {
  it('are those of the schema that have a range of some width, of every grade', () => {
    const ranged: string[] = [];
    const walk = (schema: Record<string, unknown>, pointer: string): void => {
      const range = schema['range'] as readonly [number, number] | undefined;
      if (range && range[0] < range[1]) ranged.push(pointer);
      for (const [name, below] of Object.entries((schema['properties'] ?? {}) as Record<string, object>))
        walk(below as Record<string, unknown>, `${pointer}/${name}`);
    };
    walk(scenarioJsonSchema() as Record<string, unknown>, '');
    const found = assumptionsOf(scenario, 'cost').map(({ pointer }) => pointer);
    expect([...found].sort()).toEqual(ranged.sort());
    expect(new Set(assumptionsOf(scenario, 'cost').map(({ grade }) => grade))).toEqual(new Set('HCBA'));
  });

  it('come with the least sure first, and prices only where they reach the measure', () => {
    const grades = assumptionsOf(scenario, 'recruits').map(({ grade }) => grade);
    expect(grades.join('')).toMatch(/^H+C+B+A+$/);
    expect(assumptionsOf(scenario, 'recruits').some(({ pointer }) => pointer.startsWith('/costs'))).toBe(
      false,
    );
  });

  it('can all stand at either end: the gate lets every variant pass', () => {
    for (const { pointer, low, high } of assumptionsOf(scenario, 'cost'))
      for (const value of [low, high])
        expect(scenarioSchema.safeParse(varied(scenario, [{ pointer, value }])).success, pointer).toBe(true);
  });
});

describe('the levers', () => {
  it('are those of the policy, from bound to bound where a policy could reach it', () => {
    const levers = leversOf(scenario, 'deterrence');
    const severity = levers.find(({ pointer }) => pointer === '/policies/1/sentencing/severity')!;
    expect(severity).toMatchObject({
      title: 'Sentencing: severity',
      grade: null,
      low: 0,
      high: 20,
      current: 2,
    });
    // Where it stands is always on the axis; a limit that is none stands nowhere on it.
    for (const { high, max, current } of levers) {
      expect(high).toBeLessThanOrEqual(Math.min(max, Math.max(100, current ?? 0)));
      expect(current ?? 0).toBeLessThanOrEqual(high);
    }
    for (const { pointer, high } of levers)
      expect(scenarioSchema.safeParse(varied(scenario, [{ pointer, value: high }])).success).toBe(true);
  });

  it('that limit nothing as they stand have no current value, and go as far as a policy would', () => {
    const [years, reached] = ['voices/threshold', 'institution/capacity'].map((lever) =>
      factorAt(scenario, 'deterrence', `/policies/1/${lever}`)!,
    );
    expect(years).toMatchObject({ high: 40, max: 1000, current: null });
    expect(reached).toMatchObject({ high: 100, max: 1e9, current: null });
    const limited = varied(scenario, [{ pointer: years!.pointer, value: 90 }]);
    expect(factorAt(limited, 'deterrence', years!.pointer)).toMatchObject({ high: 90, current: 90 });
  });

  it('have no current value where they are expressions', () => {
    const policies = scenario.policies.map((policy, p) =>
      p === 1 ? { ...policy, sentencing: { ...policy.sentencing, certainty: '0.2 + t / 1000' } } : policy,
    );
    const certainty = factorAt({ ...scenario, policies }, 'deterrence', '/policies/1/sentencing/certainty');
    expect(certainty!.current).toBeNull();
  });

  it('of no policy are asked for in vain', () => {
    expect(() => leversOf(scenario, 'nobody')).toThrow(RangeError);
    expect(factorAt(scenario, 'voices', '/behaviour/nothing')).toBeUndefined();
  });
});

describe('a variant', () => {
  it('has the numbers at their places, shares the rest, and leaves the scenario alone', () => {
    const before = JSON.stringify(scenario);
    const made = varied(scenario, [
      { pointer: ELASTICITY, value: -2 },
      { pointer: '/policies/2/voices/amplification', value: 0.5 },
      { pointer: '/themes/1/elsewhere', value: 1 },
    ]);
    expect(made.behaviour.exit.elasticity).toBe(-2);
    expect(made.policies[2]!.voices.amplification).toBe(0.5);
    expect(made.themes[1]!.elsewhere).toBe(1);
    expect(made.network).toBe(scenario.network);
    expect(made.policies[0]).toBe(scenario.policies[0]);
    expect(Array.isArray(made.policies) && Array.isArray(made.themes)).toBe(true);
    expect(JSON.stringify(scenario)).toBe(before);
  });

  it('is refused at a place that the scenario has not', () => {
    for (const pointer of ['/behaviour/exit/nothing', '/policies/9/sentencing/severity', '/seed/length'])
      expect(() => varied(scenario, [{ pointer, value: 1 }])).toThrow(RangeError);
  });

  it('is named alike in any order, and not at all where nothing is changed', () => {
    const [a, b] = [
      { pointer: ELASTICITY, value: -2 },
      { pointer: '/group/rise', value: 1 },
    ];
    expect(keyOf(scenario, [a, b])).toBe(keyOf(scenario, [b, a]));
    expect(keyOf(scenario, [{ pointer: ELASTICITY, value: numberAt(scenario, ELASTICITY)! }])).toBe('');
  });

  it('that changes nothing has the outcomes of the scenario, to the bit', async () => {
    const changes = assumptionsOf(scenario, 'cost').map(({ pointer, current }) => ({
      pointer,
      value: current!,
    }));
    const run = async (of: typeof scenario) => prepare(await compileTask(of, 'fixed'))(1);
    const [made, own] = [await run(varied(scenario, changes)), await run(scenario)];
    expect(made.digests).toEqual(own.digests);
    expect(made.outcomes).toEqual(own.outcomes);
  });
});

it('a measure that is none has no place', () => {
  expect(() => placeOf('happiness')).toThrow(RangeError);
  expect(numberAt(scenario, '/title')).toBeNull();
  expect(numberAt(scenario, '/nothing/at/all')).toBeNull();
});
