// What a page does with its crew of workers (viz/engine.ts): a run, a run of which workers are killed, a run that is stopped
// and one that supersedes another. It answers with digests and times, for a test outside to judge.
import type { JobResult, Task } from '../../sim/jobs.ts';
import { runEnsemble } from '../../sim/ensemble.ts';
import { createCrew } from '../../viz/engine.ts';

export interface CrewAnswer {
  readonly plain: (string | undefined)[];
  readonly killed: (string | undefined)[];
  readonly kills: number;
  /** `before` and `after`: results delivered before the stop, and after it. However fast the engine is, there is always more to do. */
  readonly stopped: {
    readonly ended: string;
    readonly told: number;
    readonly before: number;
    readonly after: number;
    readonly ms: number;
  };
  readonly superseded: readonly [string, string];
}

/** `program` is the worker's, as text; the task has the buffers of its policies as plain numbers. */
export async function answer(program: string, json: string): Promise<string> {
  const { task: plain, replicates } = JSON.parse(json) as {
    task: Omit<Task, 'policies'> & { policies: number[][] };
    replicates: number;
  };
  const task: Task = {
    ...plain,
    policies: plain.policies.map((numbers) => Float64Array.from(numbers).buffer),
  };
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  const workers: Worker[] = [];
  const crew = createCrew(() => {
    const worker = new Worker(url);
    workers.push(worker);
    return worker;
  }, 2);
  const firsts = async (untold?: (r: number) => void): Promise<(string | undefined)[]> => {
    const { runs } = await runEnsemble(crew, task, { replicates, told: (r) => untold?.(r) });
    return runs.map((run) => run?.digests.join(' '));
  };

  const whole = await firsts();
  let kills = 0;
  const killed = await firsts((r) => {
    // A worker that ends without a word is the worst death: only silence tells. Here it is told, as a crash is.
    if (r % 5 === 0 && kills < 4) {
      kills++;
      workers.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    }
  });

  const stop = new AbortController();
  const long: Task = { ...task, policies: Array.from({ length: 400 }, () => task.policies[0]!) };
  let delivered = 0;
  const options = { deliver: (_: number, __: JobResult): void => void delivered++, signal: stop.signal };
  const endless = Array.from({ length: 100_000 }, (_, r) => r);
  const report = crew.run(long, endless, options);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = delivered;
  const begun = performance.now();
  stop.abort();
  const { ended, told } = await report;
  const ms = performance.now() - begun;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stopped = { ended, told, before, after: delivered - before, ms };

  const older = crew.run(long, [0, 1], { deliver: () => {} });
  const newer = crew.run(task, [0, 1], { deliver: () => {} });
  const superseded = [(await older).ended, (await newer).ended] as const;
  crew.close();
  const found: CrewAnswer = { plain: whole, killed, kills, stopped, superseded };
  return JSON.stringify(found);
}
