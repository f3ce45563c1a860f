// The lab under storms: levers, assumptions, baselines and replicates change at any moment, runs are held, stopped, taken up
// again, workers are slow, late and die. Whatever is shown is of the scenario that it says it is of, complete under every
// policy, and in the end it is the whole answer to the last want.
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Assumptions } from '../../sim/draw.ts';
import type { JobResult, Task } from '../../sim/jobs.ts';
import { MEASURES } from '../../sim/measures.ts';
import { PATHS } from '../../sim/paths.ts';
import { compilePolicy } from '../../sim/policy.ts';
import { Pool } from '../../sim/pool.ts';
import type { Handle, Signs } from '../../sim/pool.ts';
import type { Policy, Scenario } from '../../sim/scenario.ts';
import { Lab } from '../../viz/lab.ts';
import { scenarioOf } from '../laws/worlds.ts';
import { HandClock, settle } from '../pool/scripted.ts';

export const base: Scenario = {
  ...scenarioOf({ weeks: 4, replicates: 12 }, [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B', sentencing: { certainty: 0.5 } },
    { id: 'c', name: 'C', sentencing: { certainty: 0.7 } },
  ]),
  baseline: 'a',
};

/** A number that tells world, kind, policy and replicate apart. */
function mark(scenario: Scenario, kind: Assumptions, policy: ArrayBuffer, replicate: number): number {
  const levers = new Float64Array(policy).reduce((sum, x, k) => sum + x * (k + 1), 0);
  return levers + 1e4 * scenario.seed.length + 1e6 * replicate + (kind === 'drawn' ? 0.5 : 0);
}

/** A worker that answers with marks after `delay(job)` ms; dies instead where that is NaN. Takes one thing after another. */
export function slowWorker(clock: HandClock, delay: () => number, signs: Signs): Handle<Task, JobResult> {
  let task: Task | null = null;
  let free = 0;
  let gone = false;
  const later = <Value>(ms: number, value: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      free = Math.max(free, clock.now()) + ms;
      clock.after(free - clock.now(), () => {
        if (!gone) resolve(value());
      });
    });
  return {
    open: (_, given) => later(1, () => void (task = given)),
    ask(_, replicate) {
      const ms = delay();
      if (Number.isNaN(ms)) {
        clock.after(3, () => signs.died('killed'));
        return new Promise(() => {});
      }
      return later(ms, () => resultOf(task!, replicate));
    },
    drop: () => {},
    end: () => void (gone = true),
  };
}

function resultOf(task: Task, replicate: number): JobResult {
  const marks = task.policies.map((policy) => mark(task.scenario, task.assumptions, policy, replicate));
  return {
    outcomes: Float64Array.from(marks.flatMap((value) => MEASURES.map((_, m) => value + m / 100))),
    digests: marks.map(String),
    series: [],
    left: marks.map(() => Uint32Array.of(1)),
    paths: task.paths ? marks.map((value) => new Float32Array(4 * PATHS.length).fill(value)) : [],
  };
}

const tables = new Map<string, Promise<ArrayBuffer>>();
export function tableOf(policy: Policy): Promise<ArrayBuffer> {
  const key = JSON.stringify(policy);
  const known = tables.get(key) ?? compilePolicy(policy, 4).then(({ buffer }) => buffer);
  tables.set(key, known);
  return known;
}

async function isTrue(lab: Lab): Promise<void> {
  const results = lab.results.value;
  if (results === null) return;
  const { scenario } = results;
  for (const runs of [results.fixed, results.drawn])
    for (const policy of scenario.policies) {
      const table = await tableOf(policy);
      const outcomes = runs.outcomes(policy.id, 'recruits');
      expect(outcomes).toHaveLength(runs.done);
      outcomes.forEach((value, r) => expect(value).toBe(mark(scenario, runs.assumptions, table, r)));
      runs
        .digests(policy.id)
        .forEach((digest, r) => expect(digest).toBe(String(mark(scenario, runs.assumptions, table, r))));
    }
}

export function bench(delays: readonly number[]) {
  const clock = new HandClock();
  let asked = 0;
  const delay = (): number => delays[asked++ % delays.length] ?? 5;
  const crew = new Pool({ hire: (signs) => slowWorker(clock, delay, signs), size: 2, clock, grace: 40 });
  const lab = new Lab({
    crew,
    workers: 2,
    now: () => clock.now(),
    frame: (call) => void clock.after(16, call),
  });
  return { clock, lab };
}

// In steps: what is awaited between two timers, such as compiling a policy, takes more than one turn.
export async function allOf(clock: HandClock): Promise<void> {
  for (let k = 0; k < 40; k++) {
    await clock.pass(100);
    await settle();
  }
  await clock.pass(20_000);
}

export const withLever = (scenario: Scenario, p: number, severity: number): Scenario => ({
  ...scenario,
  policies: scenario.policies.map((policy, k) =>
    k === p ? { ...policy, sentencing: { ...policy.sentencing, severity } } : policy,
  ),
});

type Act =
  | { readonly lever: readonly [p: number, value: number] }
  | { readonly seed: string }
  | { readonly baseline: string }
  | { readonly replicates: number }
  | 'stop'
  | 'resume'
  | 'hold'
  | 'release';

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ lever: fc.tuple(fc.nat(2), fc.integer({ min: 0, max: 9 })) }) },
  { weight: 1, arbitrary: fc.record({ seed: fc.constantFrom('x', 'xx', 'xxx') }) },
  { weight: 1, arbitrary: fc.record({ baseline: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 1, arbitrary: fc.record({ replicates: fc.constantFrom(1, 5, 12, 20) }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('stop' as const, 'resume' as const, 'hold' as const, 'release' as const),
  },
);

/** As many storms as are asked for, always the same ones. */
export async function storms(numRuns: number): Promise<void> {
  const storm = async (
    acts: readonly (readonly [Act, number])[],
    delays: readonly number[],
  ): Promise<void> => {
    const { clock, lab } = bench(delays);
    let scenario = base;
    lab.want(scenario);
    for (const [step, pause] of acts) {
      if (step === 'stop') lab.stop();
      else if (step === 'resume') lab.resume();
      else if (step === 'hold' || step === 'release') lab.hold.value = step === 'hold';
      else {
        if ('lever' in step) scenario = withLever(scenario, ...step.lever);
        else scenario = { ...scenario, ...step };
        lab.want(scenario);
      }
      await clock.pass(pause);
      await isTrue(lab);
    }
    lab.resume();
    await allOf(clock);
    await isTrue(lab);
    expect(lab.status.value.phase).toBe('idle');
    expect(lab.stale.value).toBe(false);
    expect(lab.results.value!.scenario).toBe(scenario);
    expect(lab.results.value!.fixed.done).toBe(scenario.replicates);
    expect(lab.results.value!.drawn.done).toBe(scenario.replicates);
    expect(lab.results.value!.fixed.failures).toEqual([]);
  };
  const acts = fc.array(fc.tuple(act, fc.integer({ min: 0, max: 120 })), { minLength: 1, maxLength: 8 });
  const delay = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(500, NaN) },
  );
  // A worker that dies twice over one replicate gives it up, which is another test: one death in each list at most.
  const delays = fc
    .array(delay, { minLength: 30, maxLength: 60 })
    .map((list) => list.map((ms, k) => (Number.isNaN(ms) && k % 29 !== 0 ? 7 : ms)));
  await fc.assert(fc.asyncProperty(acts, delays, storm), { seed: 20151001, numRuns });
}
