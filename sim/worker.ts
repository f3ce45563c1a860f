// The program of a worker, in a browser: it holds the task of one run and answers job after job. In Node the same service
// is served on another port by sim/cli/thread.ts. Results are copied out and not transferred: an isolate that has once
// given a buffer away runs its typed arrays more slowly from then on.

import { expose } from 'comlink';
import type { Endpoint } from 'comlink';
import { prepare } from './jobs.ts';
import type { JobResult, Task } from './jobs.ts';

/** What a worker posts, beside its answers, to say that it is at work on a run. */
export interface Beat {
  readonly beat: number;
}

/** What a pool may ask of a worker (Handle of pool.ts, seen from the inside). */
export interface Service {
  open(run: number, task: Task): void;
  ask(run: number, replicate: number): JobResult;
}

/** Answers on a port for as long as the worker lives. */
export function serve(endpoint: Endpoint): void {
  expose(
    service((run) => endpoint.postMessage({ beat: run } satisfies Beat)),
    endpoint,
  );
}

function service(beat: (run: number) => void): Service {
  let current = 0;
  let answer: ReturnType<typeof prepare> | null = null;
  return {
    open(run, task) {
      answer = prepare(task);
      current = run;
    },
    ask(run, replicate) {
      if (answer === null || run !== current) throw new Error(`run ${run} is not the one that is open`);
      return answer(replicate, () => beat(run));
    },
  };
}

/** What a model has no use for: a fault in it could not reach out, whatever the page's policy says. */
const OUTSIDE = [
  ...[
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'WebSocketStream',
    'WebTransport',
    'EventSource',
    'importScripts',
  ],
  ...['indexedDB', 'caches', 'BroadcastChannel', 'Worker', 'SharedWorker'],
];

if ('WorkerGlobalScope' in globalThis) {
  for (const name of OUTSIDE) Object.defineProperty(globalThis, name, { value: undefined });
  serve(globalThis as unknown as Endpoint);
}
