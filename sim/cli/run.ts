// palinode run: one policy, replicate by replicate, into a folder. What is finished is in the journal at once; the files are
// written when all of it is.

import { digestOf } from '../digest.ts';
import { compileTask, patienceFor } from '../ensemble.ts';
import type { JobResult } from '../jobs.ts';
import type { Failure } from '../queue.ts';
import { LIMITS } from '../scenario.ts';
import type { Scenario } from '../scenario.ts';
import { noteFailures, refuseNothing, withCrew } from './crew.ts';
import { DISK } from './disk.ts';
import type { Disk } from './disk.ts';
import { ENGINE } from './engine.ts';
import { exitCode, Refusal } from './exit.ts';
import { closeFolder, openFolder } from './folder.ts';
import type { Identity } from './folder.ts';
import { policyOf, readInput } from './input.ts';
import type { Journal } from './journal.ts';
import { usage } from './options.ts';
import type { Asked } from './options.ts';
import { startProgress } from './progress.ts';
import { counting, seedOf } from './readers.ts';
import { recordOf, writeResults } from './results.ts';
import { watchSignals } from './stop.ts';
import type { Stop } from './stop.ts';
import { printable, reasonOf, remark } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** The run of a command, with all that its parts need to know of it. */
interface Order {
  readonly terminal: Terminal;
  readonly asked: Asked;
  readonly thread: URL;
  readonly disk: Disk;
  readonly scenario: Scenario;
  readonly policy: string;
  readonly folder: string;
  readonly stop: Stop;
}

export async function run(terminal: Terminal, asked: Asked, thread: URL, disk: Disk = DISK): Promise<number> {
  const { policy, out: folder } = asked.values;
  if (policy === undefined) throw usage('run needs --policy ID.');
  if (folder === undefined || folder === '') throw usage('run needs --out DIR.');
  const scenario = asRun((await readInput(terminal, asked.file!)).scenario, asked);
  policyOf(scenario, policy, 'policy');
  const stop = watchSignals();
  const order: Order = { terminal, asked, thread, disk, scenario, policy, folder, stop };
  let journal: Journal | null = null;
  try {
    journal = openFolder(disk, folder, identityOf(order), asked.switches.has('force'));
    return await withJournal(order, journal);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw outputRefused(order, error, journal);
  } finally {
    stop.off();
  }
}

async function withJournal(order: Order, journal: Journal): Promise<number> {
  const { terminal, scenario, folder, disk, stop } = order;
  const before = journal.done.size;
  if (before > 0)
    remark(terminal, `Going on: ${before} of ${scenario.replicates} replicates are there already.`);
  const failures = await runMissing(order, journal);
  if (stop.signal.aborted) return stopped(order, journal);
  refuseNothing(journal.done.size, failures);
  if (!(await writeOut(order, journal, failures))) return stopped(order, journal);
  closeFolder(disk, folder, journal);
  remark(terminal, `Written: ${printable(folder)} (series.csv, summary.csv, scenario.json, manifest.json)`);
  for (const { job, reason } of failures)
    terminal.err.write(
      `Given up: replicate ${job}, seed ${printable(scenario.seed)}: ${printable(reason)}\n`,
    );
  return failures.length > 0 ? exitCode('failed') : 0;
}

async function runMissing(order: Order, journal: Journal): Promise<readonly Failure[]> {
  const { terminal, asked, thread, scenario, policy, stop } = order;
  const all = Array.from({ length: scenario.replicates }, (_, r) => r);
  const missing = all.filter((r) => !journal.done.has(r));
  if (missing.length === 0) return [];
  const task = await compileTask(scenario, 'fixed', {
    policies: [policyOf(scenario, policy, 'policy')],
    series: true,
  });
  return withCrew(terminal, thread, scenario, asked, missing.length, async (pool) => {
    const from = all.length - missing.length;
    const progress = startProgress(terminal, 'replicates', all.length, { from });
    let done = from;
    try {
      const { failures } = await pool.run(task, missing, {
        deliver: (replicate, result) => {
          journal.append(replicate, recordOf(keptFrom(result)));
          progress.update(++done);
        },
        lost: noteFailures(progress, scenario),
        signal: stop.signal,
        patience: patienceFor(scenario),
      });
      return failures;
    } finally {
      progress.end();
    }
  });
}

function keptFrom({ digests, outcomes, series }: JobResult) {
  return { digest: digests[0]!, outcomes, values: series[0]! };
}

/** False where it was stopped in the middle. */
async function writeOut(order: Order, journal: Journal, failures: readonly Failure[]): Promise<boolean> {
  const { terminal, disk, folder, scenario, policy, stop } = order;
  const replicates = Array.from(journal.done).sort((a, b) => a - b);
  const progress = startProgress(terminal, 'replicates written', Math.max(1, replicates.length));
  const pause = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    stop.signal.throwIfAborted();
  };
  const results = { scenario, policy, command: commandOf(order), journal, replicates, failures };
  try {
    await writeResults(disk, folder, results, pause, (done) => progress.update(done));
    return true;
  } catch (error) {
    if (stop.signal.aborted) return false;
    throw error;
  } finally {
    progress.end();
  }
}

function stopped({ terminal, scenario, folder, stop }: Order, journal: Journal): number {
  const done = journal.done.size;
  journal.close();
  remark(
    terminal,
    `Stopped: ${done} of ${scenario.replicates} replicates are kept in ${printable(folder)}. The same command goes on from there.`,
  );
  return stop.code;
}

function outputRefused({ folder, scenario }: Order, error: unknown, journal: Journal | null): unknown {
  const saved = journal?.done.size ?? 0;
  try {
    journal?.close();
  } catch {
    // The records that were written are whole, or will be found to be torn.
  }
  // What has no code of the system's is not the disk's fault.
  if (typeof (error as NodeJS.ErrnoException).code !== 'string') return error;
  return new Refusal(
    'output',
    `${printable(folder)} cannot be written: ${reasonOf(error)}. ${saved} of ${scenario.replicates} replicates are saved.`,
    saved > 0 ? 'The same command goes on from there.' : '',
    error,
  );
}

function identityOf({ scenario, policy }: Order): Identity {
  return {
    format: 1,
    engine: ENGINE.version,
    scenario: digestOf(scenario),
    seed: scenario.seed,
    policy,
    replicates: scenario.replicates,
  };
}

function asRun(scenario: Scenario, { values: { replicates, seed } }: Asked): Scenario {
  return {
    ...scenario,
    ...(replicates === undefined
      ? {}
      : { replicates: counting('replicates', replicates, LIMITS.replicates) }),
    ...(seed === undefined ? {} : { seed: seedOf(seed) }),
  };
}

/** The command that gives this run, without what its results do not depend on. */
function commandOf({ asked, scenario, policy }: Order): string {
  const words = [
    'palinode',
    'run',
    asked.file!,
    '--policy',
    policy,
    '--replicates',
    String(scenario.replicates),
  ];
  return [...words, '--seed', scenario.seed].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) && !word.startsWith('=') ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
