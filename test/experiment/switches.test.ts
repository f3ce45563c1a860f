// The switches of the ten claims: the numbers that ODD names, at their places; what each does, from matched runs.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileTask } from '../../sim/ensemble.ts';
import { prepare } from '../../sim/jobs.ts';
import { MEASURES } from '../../sim/measures.ts';
import { scenarioSchema } from '../../sim/scenario.ts';
import { varied } from '../../sim/experiment/design.ts';
import {
  CLAIMS,
  effectsOf,
  nextJob,
  observe,
  openSwitches,
  progressOf,
  switchedOff,
} from '../../sim/experiment/switches.ts';
import { smallScenario } from '../pool/crew.ts';

const scenario = smallScenario();

describe('the claims', () => {
  it('are the ten of the argument, switched off by the numbers that the ODD names', () => {
    const odd = readFileSync(new URL('../../sim/ODD.md', import.meta.url), 'utf8');
    expect(CLAIMS.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, k) => `F${k + 1}`));
    for (const { id, off } of CLAIMS) {
      const line = odd.split('\n').find((each) => each.startsWith(`| ${id} `))!;
      const [first] = line.split('|')[4]!.split(';');
      const named = [...first!.matchAll(/`([\w.]+)`/g)].map(([, name]) => name);
      const ours = Object.keys(off).map((pointer) =>
        pointer.replace('/behaviour/', '/').replace('/*', '').slice(1).replace('/', '.'),
      );
      expect(ours.sort()).toEqual(named.sort());
    }
  });

  it('can all be switched off in any scenario, and the gate lets it pass', () => {
    for (const claim of CLAIMS) {
      const off = varied(scenario, switchedOff(scenario, claim));
      expect(scenarioSchema.safeParse(off).success, claim.id).toBe(true);
    }
    expect(switchedOff(scenario, CLAIMS[9]!)).toHaveLength(2 * scenario.themes.length);
  });
});

/** Rows for all policies: outcome = base + the policy's own worth of each claim that is on. */
function samples(key: string, replicate: number): Float64Array {
  const rows = scenario.policies.map((_, p) => {
    const silenced = key.includes('/exit/elasticity') ? 0 : 5 * p;
    const deterred = key.includes('/recruit/certainty') ? 0 : -3;
    return 40 + silenced + deterred + (replicate % 3);
  });
  return Float64Array.from(rows.flatMap((value) => MEASURES.map(() => value)));
}

describe('what a mechanism does', () => {
  let state = openSwitches(scenario, 'recruits', { rounds: [4, 12] });
  const asked: string[] = [];
  for (let job = nextJob(state); job !== null; job = nextJob(state))
    for (const r of job.replicates) {
      asked.push(`${job.key} ${r}`);
      state = observe(state, job.key, r, samples(job.key, r));
    }
  const effects = effectsOf(state);
  const of = (id: string) => effects.find(({ claim }) => claim.id === id)!;

  it('is the outcome with it less the outcome without, under each policy', () => {
    expect(of('F7').outcomes.map(({ median }) => median)).toEqual([0, 5, 10, 15]);
    expect(of('F6').outcomes.map(({ median }) => median)).toEqual([-3, -3, -3, -3]);
    expect(of('F6').differences.map(({ median }) => median)).toEqual([0, 0, 0, 0]);
    expect(of('F7').differences.map(({ median }) => median)).toEqual([0, 5, 10, 15]);
    expect(of('F9').outcomes.every(({ median, side }) => median === 0 && side === null)).toBe(true);
  });

  it('is counted, and runs nothing twice', () => {
    expect(effects.every(({ n }) => n === 12)).toBe(true);
    expect(new Set(asked).size).toBe(asked.length);
    expect(progressOf(state)).toEqual({ done: 132, planned: 132 });
    expect(progressOf(openSwitches(scenario, 'recruits'))).toMatchObject({ done: 0 });
  });
});

it('a claim that is off already has nothing to switch, and is not run', () => {
  const off = varied(scenario, [{ pointer: '/behaviour/exit/elasticity', value: 0 }]);
  const state = openSwitches(off, 'recruits');
  const silence = effectsOf(state).find(({ claim }) => claim.id === 'F7')!;
  expect(silence).toMatchObject({ off: true, outcomes: [] });
  expect(progressOf(state).planned).toBe(24 * 10);
});

it('through the model itself: silence switched off has the runs of an elasticity of 0', async () => {
  const claim = CLAIMS.find(({ id }) => id === 'F7')!;
  const run = async (of: typeof scenario) => prepare(await compileTask(of, 'fixed'))(0).digests;
  const byHand = { ...scenario.behaviour, exit: { ...scenario.behaviour.exit, elasticity: 0 } };
  expect(await run(varied(scenario, switchedOff(scenario, claim)))).toEqual(
    await run({ ...scenario, behaviour: byHand }),
  );
});
