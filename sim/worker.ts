// The program of a worker, in a browser: it holds the task of one run and answers job after job. In Node the same service
// is served on another port by sim/cli/thread.ts. Results are copied out and not transferred: an isolate that has once
// given a buffer away runs its typed arrays more slowly from then on.

import { expose } from 'comlink';
import type { Endpoint } from 'comlink';
import { prepareInParts } from './jobs.ts';
import type { JobResult, Task } from './jobs.ts';

/** What a worker posts, beside its answers, to say that it is at work on a run. */
export interface Beat {
  readonly beat: number;
}

/** What a pool may ask of a worker (Handle of pool.ts, seen from the inside). */
export interface Service {
  /** From now on it works on this run; what it was at is dropped at the next part. */
  open(run: number, task: Task): void;
  /** Rejects where the run is not the one that is open, or is no more before the answer is there. */
  ask(run: number, replicate: number): Promise<JobResult>;
  /** What it is at is dropped, if it is of this run. */
  drop(run: number): void;
}

/** Answers on a port for as long as the worker lives. */
export function serve(endpoint: Endpoint): void {
  expose(
    service((run) => endpoint.postMessage({ beat: run } satisfies Beat)),
    endpoint,
  );
}

/** Parts of a job to a beat: some 60 ms of work, or 16 weeks where a week is a part of its own. */
const PARTS_TO_A_BEAT = 16;

function service(beat: (run: number) => void): Service {
  let current = 0;
  let inParts: ReturnType<typeof prepareInParts> | null = null;
  const listen = breaths();
  return {
    open(run, task) {
      inParts = prepareInParts(task);
      current = run;
    },
    async ask(run, replicate) {
      if (inParts === null || run !== current) throw new Error(`run ${run} is not the one that is open`);
      const parts = inParts(replicate);
      for (let n = 0; ; n++) {
        const { done, value } = parts.next();
        if (done === true) return value;
        if (n % PARTS_TO_A_BEAT === 0) beat(run);
        await listen();
        if (run !== current) throw new Error(`run ${run} was given up`);
      }
    },
    drop(run) {
      if (run === current) current = 0;
    },
  };
}

/** Answers a pause in which messages that have come are heard. A timer would wait for milliseconds at each. */
function breaths(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
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
