// Ensembles on the real model: the same outcomes for any number of workers and any order of completion, and a run that
// stops when it is certain stops at the same replicate whoever does the work.
import { describe, expect, it } from 'vitest';
import { digestOfValues, prepare, prepareInParts } from '../sim/jobs.ts';
import type { JobResult, Task } from '../sim/jobs.ts';
import { compileTask, outcomesOf, runEnsemble } from '../sim/ensemble.ts';
import type { Ensemble, EnsembleOptions } from '../sim/ensemble.ts';
import { MEASURES } from '../sim/measures.ts';
import { compilePolicy } from '../sim/policy.ts';
import { simulate } from '../sim/run.ts';
import { Pool } from '../sim/pool.ts';
import type { Scenario } from '../sim/scenario.ts';
import { signTest } from '../sim/sequential.ts';
import { loudScenario, modelPool, whileTimePasses } from './pool/crew.ts';
import { HandClock } from './pool/scripted.ts';

const REPLICATES = 6;
const scenario = loudScenario({ people: 120, weeks: 20, replicates: REPLICATES });

async function run(
  size: number,
  delay?: (job: number, worker: number) => number,
  options: Partial<EnsembleOptions> = {},
  of: Scenario = scenario,
): Promise<Ensemble> {
  const { pool, clock } = modelPool(size, delay);
  const task = await compileTask(of, 'fixed');
  return whileTimePasses(clock, runEnsemble(pool, task, { replicates: of.replicates, ...options }));
}

describe('an ensemble', () => {
  it('is the same with 1 worker, with 3, and in any order of completion', async () => {
    const one = await run(1);
    expect(one.runs.length).toBe(REPLICATES);
    expect(new Set(one.runs.flatMap((outcome) => outcome!.digests)).size).toBeGreaterThan(REPLICATES);
    expect(await run(3)).toEqual(one);
    expect(await run(3, (job) => 100 - 13 * job)).toEqual(one);
    expect(await run(2, (job, worker) => (worker === 0 ? 900 : 1 + ((job * 7) % 5)))).toEqual(one);
  });

  it('holds what simulate gives, measure by measure', async () => {
    const ensemble = await run(2);
    const policy = scenario.policies[2]!;
    const table = await compilePolicy(policy, scenario.weeks);
    const base = await compilePolicy(scenario.policies[0]!, scenario.weeks);
    expect(scenario.policies[0]!.id).toBe(scenario.baseline);
    for (const r of [0, 5]) {
      const series = simulate(scenario, table, r);
      const baseline = simulate(scenario, base, r);
      expect(ensemble.runs[r]!.digests[2]).toBe(digestOfValues(series.values));
      for (const measure of MEASURES)
        expect(outcomesOf(ensemble, policy.id, measure.id)[r]).toBe(measure.of(series, scenario, baseline));
    }
  });

  it('tells each replicate in order', async () => {
    const told: number[] = [];
    await run(3, (job) => 50 - job, { told: (replicate) => void told.push(replicate) });
    expect(told).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('has a hole where a replicate was given up, and goes on', async () => {
    const { pool, clock } = modelPool(2);
    const task = await compileTask(scenario, 'fixed');
    const broken = { ...task, policies: [...task.policies.slice(1), new ArrayBuffer(8)] };
    await expect(whileTimePasses(clock, runEnsemble(pool, broken, { replicates: 2 }))).rejects.toThrow(
      /bytes/,
    );
    const holed: Ensemble = { ...(await run(2)), runs: [null, ...(await run(1)).runs.slice(1)] };
    const outcomes = outcomesOf(holed, scenario.baseline, 'recruits');
    expect(outcomes[0]).toBeNaN();
    expect(outcomes.slice(1).every((value) => value >= 0)).toBe(true);
  });

  it('does not know measures or policies that there are not', async () => {
    const ensemble = await run(2);
    expect(() => outcomesOf(ensemble, 'nobody', 'recruits')).toThrow(RangeError);
    expect(() => outcomesOf(ensemble, scenario.baseline, 'luck')).toThrow(RangeError);
  });
});

describe('until certain', () => {
  const certain = loudScenario({ people: 80, weeks: 8, replicates: 60 });

  it('stops at the replicate where the sequential test of every policy has decided, whoever works', async () => {
    const options = { untilCertain: true };
    const one = await run(1, undefined, options, certain);
    const theirs = outcomesOf(one, certain.baseline, 'cost');
    const tests = certain.policies
      .filter(({ id }) => id !== certain.baseline)
      .map(({ id }) => outcomesOf(one, id, 'cost').map((value, r) => value - theirs[r]!))
      .map((gaps) => signTest(gaps, { comparisons: certain.policies.length - 1, maximum: 60 }));
    expect(one.ended).toBe('enough');
    expect(one.runs.length).toBeLessThan(60);
    expect(one.runs.length).toBe(Math.max(...tests.map(({ at }) => at!)));
    const three = await run(3, (job) => 1 + ((job * 11) % 17), options, certain);
    expect(three).toEqual(one);
  });

  it('asks each policy for as much evidence as there are policies to be wrong about', async () => {
    // Outcomes by script: three in four above, so that it takes a while, and more of it for three policies than for one.
    const clock = new HandClock();
    const above = (r: number): number => (r % 4 === 1 ? -1 : 1);
    const values = (r: number): Float64Array =>
      Float64Array.from(certain.policies.flatMap((_, p) => MEASURES.map(() => (p === 0 ? 0 : above(r)))));
    const hire = () => ({
      open: () => Promise.resolve(),
      ask: (_: number, r: number) =>
        Promise.resolve({ outcomes: values(r), digests: [], series: [], left: [], paths: [] }),
      drop: () => {},
      end: () => {},
    });
    const pool = new Pool<Task, JobResult>({ hire, size: 1, clock });
    const task = await compileTask(certain, 'fixed');
    const { runs } = await runEnsemble(pool, task, { replicates: 500, untilCertain: true });
    const gaps = Float64Array.from({ length: 500 }, (_, r) => above(r));
    expect(runs.length).toBe(signTest(gaps, { comparisons: 3 }).at);
    expect(runs.length).toBeGreaterThan(signTest(gaps).at!);
  });

  it('goes to the last replicate where nothing is decided', async () => {
    const ensemble = await run(2, undefined, { untilCertain: true, replicates: 5 }, certain);
    expect(ensemble.runs.length).toBe(5);
  });

  it('does not wait for a policy that is the baseline by another name', async () => {
    const baseline = certain.policies.find(({ id }) => id === certain.baseline)!;
    const twin = { ...baseline, id: 'twin', name: 'The same' };
    const policies = [...certain.policies.filter(({ id }) => id !== 'voices'), twin];
    const ensemble = await run(2, undefined, { untilCertain: true }, { ...certain, policies });
    expect(ensemble.ended).toBe('enough');
    expect(ensemble.runs.length).toBeLessThan(60);
  });
});

describe('a job', () => {
  it('comes up for air before each policy and some times in each, and gives series only where they are wanted', async () => {
    const task = await compileTask(scenario, 'fixed', {
      policies: scenario.policies.slice(0, 2),
      series: true,
    });
    const result = prepare(task)(3);
    const parts = [...prepareInParts(task)(3)];
    expect(parts.length).toBeGreaterThanOrEqual(task.policies.length + 1);
    const long = { ...scenario, weeks: 1000 };
    const ofOne = [
      ...prepareInParts(await compileTask(long, 'fixed', { policies: [scenario.policies[0]!] }))(3),
    ];
    expect(ofOne.length).toBe(1 + Math.ceil(1000 / Math.floor(65_536 / scenario.population.size)));
    expect(result.series.length).toBe(2);
    expect(result.digests).toEqual(result.series.map(digestOfValues));
    expect(prepare({ ...task, series: false })(3).series).toEqual([]);
  });

  it('has a digest that does not depend on the bits of a NaN', () => {
    const [one, other] = [new Float64Array([1, NaN]), new Float64Array([1, 0])];
    new Uint32Array(other.buffer).set([7, 0xfff8_0001], 2);
    expect(other[1]).toBeNaN();
    expect(digestOfValues(other)).toBe(digestOfValues(one));
    expect(digestOfValues(new Float64Array([1, 2]))).not.toBe(digestOfValues(one));
    expect(digestOfValues(new Float64Array([0]))).not.toBe(digestOfValues(new Float64Array([-0])));
  });
});
