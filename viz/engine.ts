// The pool's workers in a browser: Web Workers, spoken to through comlink. Inlined by the build, so that the page's content
// security policy binds them and none can go missing after a deployment. Its twin in Node is sim/cli/threads.ts.

import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { JobResult, Task } from '../sim/jobs.ts';
import { Pool } from '../sim/pool.ts';
import type { Clock, Handle, Signs } from '../sim/pool.ts';
import type { Beat, Service } from '../sim/worker.ts';

export const clock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * What a worker may take to leave off a run that nobody waits for any more, in milliseconds: it does so at the end of a part, some
 * milliseconds where worlds are small and a week of its own where they are large, and a new worker takes a second or two to get warm.
 */
const GRACE = 700;

/** A crew for the page, of workers that `start` makes. One run at a time: a newer run silences an older one. */
export function createCrew(start: () => Worker, size: number): Pool<Task, JobResult> {
  return new Pool({ hire: (signs) => hire(start(), signs), size, clock, grace: GRACE });
}

/** Everything that a page may want to say of the workers that it can start: WebKit says 4 where there are 2. */
export function crewSize(): number {
  return Math.max(1, Math.min(8, navigator.hardwareConcurrency ?? 2));
}

function hire(worker: Worker, signs: Signs): Handle<Task, JobResult> {
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<Beat>>) => {
    if (typeof data?.beat === 'number') signs.beat(data.beat);
  });
  worker.addEventListener('error', (event) => signs.died(event.message || 'the worker did not start'));
  worker.addEventListener('messageerror', () => signs.died('a message that could not be read'));
  // Kept here for as long as the handle is: calls in flight are lost when their proxy is collected.
  const service: Remote<Service> = wrap<Service>(worker);
  return {
    open: (run, task) => service.open(run, task),
    ask: (run, job) => service.ask(run, job),
    drop: (run) => void service.drop(run),
    end: () => worker.terminate(),
  };
}
