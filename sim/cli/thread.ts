// dist/thread.js, the program of a worker thread in Node: sim/worker.ts, served on the thread's own port.

import { parentPort } from 'node:worker_threads';
import { serve } from '../worker.ts';
import { endpointOf } from './threads.ts';

if (parentPort === null) throw new Error('thread.js is a worker; start cli.js');
serve(endpointOf(parentPort));
