// The pool's workers in Node: worker threads, spoken to through comlink. Its browser twin is viz/engine.ts.

import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { wrap } from 'comlink';
import type { Endpoint, Remote } from 'comlink';
import type { JobResult, Task } from '../jobs.ts';
import type { Clock, Handle, Signs } from '../pool.ts';
import type { Beat, Service } from '../worker.ts';

export const clock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** Heap of a thread, in MB: typed arrays are not counted in it, and what is left is small. Beyond it the thread dies alone. */
const HEAP = 1024;

/** Starts threads of the program at `url` (dist/thread.js). `heap` is in MB. */
export function hireThreads(url: URL, heap = HEAP): (signs: Signs) => Handle<Task, JobResult> {
  return (signs) => {
    const thread = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: heap }, stderr: false });
    thread.on('message', (message: Partial<Beat>) => {
      if (typeof message.beat === 'number') signs.beat(message.beat);
    });
    thread.on('error', (error) => signs.died(error instanceof Error ? error.message : String(error)));
    thread.on('messageerror', () => signs.died('a message that could not be read'));
    thread.on('exit', (code) => signs.died(`exit code ${code}`));
    // Kept here for as long as the handle is: calls in flight are lost when their proxy is collected.
    const service: Remote<Service> = wrap<Service>(endpointOf(thread));
    return {
      open: (run, task) => service.open(run, task),
      ask: (run, job) => service.ask(run, job),
      drop: (run) => void service.drop(run),
      end: () => void thread.terminate(),
    };
  };
}

/** A port of Node as comlink wants it. Answers are copied out, so nothing is ever on the list of what is given away. */
export function endpointOf(port: Worker | MessagePort): Endpoint {
  const listeners = new Map<unknown, (data: unknown) => void>();
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener(_, listener) {
      const heard = (data: unknown): void => {
        const event = { data } as MessageEvent;
        if ('handleEvent' in listener) listener.handleEvent(event);
        else listener(event);
      };
      listeners.set(listener, heard);
      port.on('message', heard);
    },
    removeEventListener(_, listener) {
      const heard = listeners.get(listener);
      if (heard !== undefined) port.off('message', heard);
      listeners.delete(listener);
    },
  };
}
