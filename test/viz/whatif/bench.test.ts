// The bench: what is found of one world is never shown of another, and comes back with its world.
import { describe, expect, it } from 'vitest';
import type { JobResult, Task } from '../../../sim/jobs.ts';
import { MEASURES } from '../../../sim/measures.ts';
import { squares } from '../../../sim/experiment/breakeven.ts';
import { varied } from '../../../sim/experiment/design.ts';
import { tornado } from '../../../sim/experiment/oneway.ts';
import { CHOICES } from '../../../viz/choices.ts';
import { Runs } from '../../../viz/results.ts';
import type { Results } from '../../../viz/results.ts';
import { signal } from '../../../viz/signal.ts';
import type { Store } from '../../../viz/store.ts';
import { axesOf, benchOf, USUAL, withRuns } from '../../../viz/whatif/bench.ts';
import { smallScenario } from '../../pool/crew.ts';

const base = smallScenario();
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** A store whose crew answers at once, by the elasticity; or never. */
function opened(answers = true) {
  const scenario = signal(base);
  const choices = signal(CHOICES);
  const results = signal<Results | null>(null);
  const status = signal({ phase: 'idle' });
  const asked: Task[] = [];
  const lab = {
    results,
    status,
    async experiment(
      task: Task,
      replicates: readonly number[],
      deliver: (replicate: number, result: JobResult | null) => void,
      stop?: AbortSignal,
    ) {
      asked.push(task);
      if (!answers) await new Promise(() => {});
      for (const replicate of replicates) {
        await Promise.resolve();
        if (stop?.aborted) return 'stopped' as const;
        const { elasticity } = task.scenario.behaviour.exit;
        const rows = task.policies.map((_, p) => (p === 0 ? elasticity * 10 + 3 : 0));
        const outcomes = Float64Array.from(rows.flatMap((value) => MEASURES.map(() => value)));
        deliver(replicate, { outcomes } as unknown as JobResult);
      }
      return 'done' as const;
    },
  };
  const store = { scenario, choices, lab } as unknown as Store;
  const bench = benchOf(store, { now: () => 0, soon: (call) => call() });
  return { store, bench, scenario, choices, results, status, asked };
}

async function until(is: () => boolean): Promise<void> {
  for (let k = 0; k < 400 && !is(); k++) await settled();
  expect(is()).toBe(true);
}

describe('the bench', () => {
  it('is one for a store, and runs nothing by itself', async () => {
    const { store, bench, asked } = opened();
    expect(benchOf(store)).toBe(bench);
    await settled();
    expect(asked).toEqual([]);
    expect(bench.looking.value).toMatchObject({ policy: { id: 'deterrence' }, measure: { id: 'recruits' } });
  });

  it('runs the two policies of the comparison, in the world of each cell', async () => {
    const { bench, asked, choices } = opened();
    choices.value = { ...CHOICES, policy: 'voices' };
    bench.map.run();
    await until(() => bench.map.phase.value === 'done');
    expect(asked.every(({ policies, baseline }) => policies.length === 2 && baseline === 1)).toBe(true);
    for (const { level, i, tally } of squares(bench.map.state.value!)) {
      const { from, to } = bench.map.state.value!.x;
      const x = from + ((to - from) * (i + 0.5)) / (5 << level);
      expect(tally!.mean).toBeCloseTo(10 * x + 3, 3);
    }
  });

  it('puts away what it found when the world changes, and has it back with the world', async () => {
    const { bench, scenario, asked } = opened();
    bench.map.run();
    await until(() => bench.map.phase.value === 'done');
    const found = bench.map.state.value!;
    const runs = asked.length;
    scenario.value = { ...base, seed: 'another' };
    expect(squares(bench.map.state.value!).every(({ tally }) => tally === null)).toBe(true);
    expect(bench.map.phase.value).toBe('idle');
    scenario.value = base;
    expect(squares(bench.map.state.value!)).toEqual(squares(found));
    expect(bench.map.phase.value).toBe('done');
    expect(asked).toHaveLength(runs);
  });

  it('keeps the map when the scenario moves to another place on it', async () => {
    const { bench, scenario } = opened();
    bench.map.run();
    await until(() => bench.map.phase.value === 'done');
    const before = squares(bench.map.state.value!);
    scenario.value = varied(base, [
      { pointer: USUAL.x, value: -1.25 },
      { pointer: USUAL.y, value: 0.1 },
    ]);
    expect(squares(bench.map.state.value!)).toEqual(before);
    expect(bench.map.state.value!.x.factor.current).toBe(-1.25);
    expect(bench.map.phase.value).toBe('done');
  });

  it('begins again what was being run when the world changes', async () => {
    const { bench, scenario, asked } = opened(false);
    bench.tornado.run();
    await until(() => asked.length === 1);
    scenario.value = { ...base, seed: 'another' };
    await until(() => asked.length === 2);
    expect(bench.tornado.phase.value).toBe('running');
    expect(asked.map((task) => task.scenario.seed)).toEqual([base.seed, 'another']);
  });

  it('of another measure, or with other names, runs nothing again', async () => {
    const { bench, scenario, choices, asked } = opened();
    bench.tornado.run();
    await until(() => bench.tornado.phase.value === 'done');
    const runs = asked.length;
    choices.value = { ...CHOICES, measure: 'impunity' };
    expect(bench.tornado.phase.value).toBe('done');
    const policies = base.policies.map((policy) => ({ ...policy, name: `The ${policy.name}` }));
    scenario.value = { ...base, title: 'Renamed', policies };
    expect(bench.tornado.phase.value).toBe('done');
    expect(asked).toHaveLength(runs);
    expect(tornado(bench.tornado.state.value!).bars[0]!.factor.pointer).toBe(USUAL.x);
  });

  it('takes over what the main runs know, when they are there', () => {
    const { bench, results, status } = opened();
    const row = (value: number) =>
      Array.from({ length: 5 }, (_, r) => ({
        ...{ outcomes: new Float64Array(MEASURES.length).fill(value + r), digest: '', paths: null },
        left: new Uint32Array(0),
      }));
    const rows = base.policies.map((_, p) => row(10 * p));
    const fixed = new Runs({ ...base, replicates: 5 }, 'fixed', rows, []);
    status.value = { phase: 'running' };
    results.value = { scenario: base, fixed, drawn: fixed };
    expect(tornado(bench.tornado.state.value!).current.n).toBe(0);
    status.value = { phase: 'idle' };
    expect(tornado(bench.tornado.state.value!).current).toMatchObject({ n: 5, median: 10 });
    expect(bench.switches.known['']).toHaveLength(5);
    expect(withRuns({}, null, base.policies)).toEqual({});
  });
});

it('an axis that is not there any more, or taken twice, is a usual one', () => {
  const { bench } = opened();
  const at = (x: string, y: string) =>
    axesOf(bench.factors.value, { x, y }).map(({ factor }) => factor.pointer);
  expect(at('/policies/7/nothing', '/group/rise')).toEqual([USUAL.x, '/group/rise']);
  expect(at(USUAL.y, USUAL.y)).toEqual([USUAL.y, USUAL.x]);
  expect(at('/group/rise', '/group/rise')).toEqual(['/group/rise', USUAL.y]);
});
