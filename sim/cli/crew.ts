// The workers of a command, from its options: how many fit, what they are told to run, and their end.

import type { JobResult, Task } from '../jobs.ts';
import { Pool } from '../pool.ts';
import type { Failure } from '../queue.ts';
import type { Scenario } from '../scenario.ts';
import { Refusal } from './exit.ts';
import { bytesInWords, memoryCap, workersWithin } from './memory.ts';
import type { Asked } from './options.ts';
import type { Progress } from './progress.ts';
import { printable, remark } from './terminal.ts';
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
  const taken = workers === 1 ? '1 worker' : `${workers} workers`;
  if (fewer) remark(terminal, `${taken}, because no more fit into ${bytesInWords(cap)}.`);
  const pool = new Pool<Task, JobResult>({ hire: hireThreads(thread), size: workers, clock });
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
}

const NOTED = 3;

/** Tells of the first replicates that are given up, as it happens: enough to run one alone and look. */
export function noteFailures(progress: Progress, { seed }: Scenario): (failure: Failure) => void {
  let noted = 0;
  return ({ job, reason, deaths }) => {
    if (++noted > NOTED) return;
    const why = deaths > 0 ? `${deaths} workers died over it, the last of: ${reason}` : reason;
    progress.note(`Given up: replicate ${job}, seed ${printable(seed)}: ${printable(why)}`);
  };
}

/** Throws a Refusal where there is no result at all. */
export function refuseNothing(finished: number, failures: readonly Failure[]): void {
  const [first] = failures;
  if (finished > 0 || first === undefined) return;
  throw new Refusal(
    'failed',
    `None of ${failures.length} replicates could be finished: ${printable(first.reason)}.`,
  );
}
