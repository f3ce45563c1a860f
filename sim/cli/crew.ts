// The workers of a command, from its options: how many fit, what they are told to run, and their end.

import type { JobResult, Task } from '../jobs.ts';
import { Pool } from '../pool.ts';
import type { Scenario } from '../scenario.ts';
import { bytesInWords, memoryCap, workersWithin } from './memory.ts';
import type { Asked } from './options.ts';
import { remark } from './terminal.ts';
import type { Terminal } from './terminal.ts';
import { clock, hireThreads } from './threads.ts';

/** Does something with a pool, and ends its threads whatever comes of it. Throws a Refusal where none would fit. */
export async function withCrew<Answer>(
  terminal: Terminal,
  thread: URL,
  scenario: Scenario,
  { values }: Asked,
  replicates: number,
  work: (pool: Pool<Task, JobResult>) => Promise<Answer>,
): Promise<Answer> {
  const cap = memoryCap(values['max-memory']);
  const { workers, fewer } = workersWithin(scenario, cap, values.workers, replicates);
  if (fewer) remark(terminal, `${workers} workers, because no more fit into ${bytesInWords(cap)}.`);
  const pool = new Pool<Task, JobResult>({ hire: hireThreads(thread), size: workers, clock });
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
}
