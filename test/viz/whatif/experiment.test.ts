// An experiment at work, against a crew that answers when it is let: paused, stopped, taken up, changed under way, failed.
import { describe, expect, it } from 'vitest';
import type { JobResult, Task } from '../../../sim/jobs.ts';
import { keyOf } from '../../../sim/experiment/design.ts';
import { countOf, jobFor, learned } from '../../../sim/experiment/runs.ts';
import type { Job, Known, Sample } from '../../../sim/experiment/runs.ts';
import { Experiment } from '../../../viz/whatif/experiment.ts';
import type { Crew } from '../../../viz/whatif/experiment.ts';
import { smallScenario } from '../../pool/crew.ts';

const scenario = smallScenario();
const subject = { scenario, policies: ['voices', 'as-it-was'] };

interface State {
  readonly wanted: readonly { readonly elasticity: number; readonly replicates: number }[];
  readonly known: Known;
}

const variantOf = (elasticity: number) => {
  const changes = [{ pointer: '/behaviour/exit/elasticity', value: elasticity }];
  return { changes, key: keyOf(scenario, changes) };
};
const plan = {
  nextJob({ wanted, known }: State): Job | null {
    for (const { elasticity, replicates } of wanted) {
      const { key, changes } = variantOf(elasticity);
      const job = jobFor(known, key, changes, replicates);
      if (job !== null) return job;
    }
    return null;
  },
  observe: (state: State, key: string, replicate: number, sample: Sample): State => ({
    ...state,
    known: learned(state.known, key, replicate, sample),
  }),
  progressOf: ({ wanted, known }: State) => ({
    done: wanted.reduce((sum, { elasticity }) => sum + countOf(known, variantOf(elasticity).key), 0),
    planned: wanted.reduce((sum, { replicates }) => sum + replicates, 0),
  }),
};
const begun = (known: Known = {}): State => ({
  wanted: [
    { elasticity: -1, replicates: 3 },
    { elasticity: -2, replicates: 2 },
  ],
  known,
});

/** Answers one replicate each time it is told to; what it was asked is written down. */
class HandCrew implements Crew {
  readonly asked: { task: Task; replicates: readonly number[] }[] = [];
  /** Throws instead, or gives replicates up. */
  trouble: 'none' | 'dead' | 'lost' = 'none';
  #step: (() => void) | null = null;

  async experiment(
    task: Task,
    replicates: readonly number[],
    deliver: (replicate: number, result: JobResult | null) => void,
    signal?: AbortSignal,
  ): Promise<'done' | 'stopped'> {
    this.asked.push({ task, replicates });
    if (this.trouble === 'dead') throw new Error('no worker starts');
    for (const replicate of replicates) {
      await new Promise<void>((resolve) => {
        this.#step = resolve;
        signal?.addEventListener('abort', () => resolve());
      });
      if (signal?.aborted) return 'stopped';
      const outcomes = Float64Array.of(task.scenario.behaviour.exit.elasticity, replicate);
      deliver(replicate, this.trouble === 'lost' ? null : ({ outcomes } as unknown as JobResult));
    }
    return 'done';
  }

  async answer(times = 1): Promise<void> {
    for (let k = 0; k < times; k++) {
      await settled();
      this.#step?.();
      await settled();
    }
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 4));

function made() {
  const crew = new HandCrew();
  let time = 0;
  const experiment = new Experiment<State>(crew, plan, { now: () => (time += 500), soon: (call) => call() });
  return { crew, experiment };
}

describe('an experiment', () => {
  it('runs its plan to the end, in the world and under the policies that it is of', async () => {
    const { crew, experiment } = made();
    experiment.open(subject, begun());
    expect(experiment.phase.value).toBe('idle');
    expect(crew.asked).toEqual([]);
    experiment.run();
    await crew.answer(5);
    expect(experiment.phase.value).toBe('done');
    expect(crew.asked.map(({ replicates }) => replicates)).toEqual([
      [0, 1, 2],
      [0, 1],
    ]);
    for (const { task } of crew.asked) expect(task).toMatchObject({ baseline: 1, assumptions: 'fixed' });
    const { known } = experiment.state.value!;
    expect(known[variantOf(-2).key]).toEqual([Float64Array.of(-2, 0), Float64Array.of(-2, 1)]);
    experiment.run();
    expect(crew.asked).toHaveLength(2);
  });

  it('paused, it asks for nothing; taken up, it goes on where it was, and ends as it would have', async () => {
    const { crew, experiment } = made();
    experiment.open(subject, begun());
    experiment.run();
    await crew.answer(2);
    experiment.pause();
    expect(experiment.phase.value).toBe('paused');
    await crew.answer(3);
    expect(plan.progressOf(experiment.state.value!).done).toBe(2);
    experiment.run();
    await crew.answer(3);
    expect(experiment.phase.value).toBe('done');
    expect(crew.asked[1]!.replicates).toEqual([2]);
    const whole = made();
    whole.experiment.open(subject, begun());
    whole.experiment.run();
    await whole.crew.answer(5);
    expect(experiment.state.value).toEqual(whole.experiment.state.value);
  });

  it('stopped, it keeps what has come', async () => {
    const { crew, experiment } = made();
    experiment.open(subject, begun());
    experiment.run();
    await crew.answer(1);
    experiment.stop();
    await crew.answer(2);
    expect(experiment.phase.value).toBe('stopped');
    expect(plan.progressOf(experiment.state.value!).done).toBe(1);
    experiment.pause();
    expect(experiment.phase.value).toBe('stopped');
  });

  it('opened anew while it runs, it runs that, and nothing of the old one is taken for the new one’s', async () => {
    const { crew, experiment } = made();
    experiment.open(subject, begun());
    experiment.run();
    await crew.answer(1);
    const other = { ...scenario, seed: 'another' };
    experiment.open({ ...subject, scenario: other }, begun());
    expect(experiment.state.value).toEqual(begun());
    expect(experiment.phase.value).toBe('running');
    await crew.answer(5);
    expect(experiment.phase.value).toBe('done');
    expect(crew.asked.slice(1).every(({ task }) => task.scenario.seed === 'another')).toBe(true);
    expect(experiment.known[variantOf(-1).key]).toHaveLength(3);
  });

  it('takes no replicate twice, where the main runs brought it meanwhile', async () => {
    const { crew, experiment } = made();
    const own = [Float64Array.of(7, 0), Float64Array.of(7, 1), Float64Array.of(7, 2)];
    experiment.open(subject, begun({ [variantOf(-1).key]: own.slice(0, 1) }));
    experiment.run();
    await settled();
    expect(crew.asked[0]!.replicates).toEqual([1, 2]);
    experiment.amend((state) => ({ ...state, known: { [variantOf(-1).key]: own } }));
    await crew.answer(3);
    expect(experiment.phase.value).toBe('done');
    expect(experiment.known[variantOf(-1).key]).toEqual(own);
  });

  it('says when no worker starts, and can be tried again', async () => {
    const { crew, experiment } = made();
    crew.trouble = 'dead';
    experiment.open(subject, begun());
    experiment.run();
    await settled();
    expect(experiment.phase.value).toBe('failed');
    expect(experiment.reason).toBe('no worker starts');
    crew.trouble = 'none';
    experiment.run();
    await crew.answer(5);
    expect(experiment.phase.value).toBe('done');
  });

  it('goes on past a replicate that was given up', async () => {
    const { crew, experiment } = made();
    crew.trouble = 'lost';
    experiment.open(subject, begun());
    experiment.run();
    await crew.answer(5);
    expect(experiment.phase.value).toBe('done');
    expect(experiment.known[variantOf(-2).key]).toEqual([null, null]);
  });

  it('tells how long the rest will take, at the pace so far', async () => {
    const { crew, experiment } = made();
    experiment.open(subject, begun());
    expect(experiment.secondsLeft).toBeNull();
    experiment.run();
    await crew.answer(2);
    expect(experiment.secondsLeft).toBe(1.5);
  });

  it('that has nothing to run is done, and before it was opened nothing', () => {
    const { experiment } = made();
    experiment.run();
    expect(experiment.phase.value).toBe('idle');
    experiment.amend((state) => state);
    expect(experiment.state.value).toBeNull();
    experiment.open(subject, { wanted: [], known: {} });
    expect(experiment.phase.value).toBe('done');
  });
});
