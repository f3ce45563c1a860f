// Workers that run the real model in this very thread, each job when its turn on a clock comes: as many as wanted, and in
// any order of completion.
import { readFileSync } from 'node:fs';
import { prepare } from '../../sim/jobs.ts';
import type { JobResult, Task } from '../../sim/jobs.ts';
import { Pool } from '../../sim/pool.ts';
import { scenarioSchema } from '../../sim/scenario.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { HandClock } from './scripted.ts';

export interface Small {
  readonly people?: number;
  readonly weeks?: number;
  readonly replicates?: number;
}

/** The default scenario in a small world. */
export function smallScenario({ people = 240, weeks = 40, replicates = 6 }: Small = {}): Scenario {
  const written = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8')) as {
    population?: object;
    network?: object;
  };
  const network = {
    ...written.network,
    communities: { count: Math.min(1000, Math.max(2, Math.floor(people / 40))) },
  };
  const population = { ...written.population, size: people };
  const small = { ...written, weeks, replicates, population, network };
  return scenarioSchema.parse(small) as Scenario;
}

/**
 * Four policies that part in the first week, far and to known sides of the baseline in their cost: that is what a short run
 * in a small world can tell for certain.
 */
export function loudScenario(small: Small = {}): Scenario {
  const scenario = smallScenario(small);
  const loud: Record<string, object> = {
    deterrence: { institution: { reach: 0.4 } },
    voices: { institution: { reach: 0.6 }, community: { places: 20 } },
    balance: { community: { places: 30 }, takedown: { share: 0.9 } },
  };
  const policies = scenario.policies.map((policy) => ({
    ...policy,
    ...loud[policy.id],
    voices: { ...policy.voices, phaseIn: 0 },
  }));
  return scenarioSchema.parse({ ...scenario, policies, headline: 'cost' }) as Scenario;
}

/** A pool of `size` such workers; `delay` says how long each takes over a job. The clock must be let pass. */
export function modelPool(
  size: number,
  delay: (job: number, worker: number) => number = () => 1,
): { readonly pool: Pool<Task, JobResult>; readonly clock: HandClock; readonly asked: number[] } {
  const clock = new HandClock();
  const asked: number[] = [];
  let hired = 0;
  const hire = () => {
    const worker = hired++;
    let answer: ReturnType<typeof prepare> | null = null;
    return {
      open(_: number, task: Task): Promise<void> {
        answer = prepare(structuredClone(task));
        return Promise.resolve();
      },
      ask(_: number, job: number): Promise<JobResult> {
        asked.push(job);
        return new Promise((resolve, reject) => {
          clock.after(delay(job, worker), () => {
            try {
              resolve(structuredClone(answer!(job)));
            } catch (error) {
              reject(error as Error);
            }
          });
        });
      },
      drop: () => {},
      end: () => {},
    };
  };
  return { pool: new Pool({ hire, size, clock }), clock, asked };
}

/** Lets the clock run until the promise settles. */
export async function whileTimePasses<Answer>(clock: HandClock, promise: Promise<Answer>): Promise<Answer> {
  let over = false;
  const settled = promise.finally(() => (over = true));
  settled.catch(() => {});
  while (!over) await clock.pass(1000);
  return settled;
}
