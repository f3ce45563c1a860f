// The files of a finished run, written from its journal: tidy series, summary, the scenario as it was run, and a manifest
// with every digest. No clock, no path and no number of workers is in them: the same run gives the same bytes.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { csvCell, csvLine } from '../csv.ts';
import { digestOf } from '../digest.ts';
import { MEASURES } from '../measures.ts';
import type { Failure } from '../queue.ts';
import type { Scenario } from '../scenario.ts';
import { seriesColumns } from '../series.ts';
import { summarise } from '../summary.ts';
import { seriesLines } from './csv.ts';
import { startDraft } from './disk.ts';
import type { Disk } from './disk.ts';
import { ENGINE } from './engine.ts';
import type { FileName } from './folder.ts';
import type { Journal } from './journal.ts';

/** One replicate, as the journal keeps it. */
export interface Kept {
  readonly digest: string;
  /** A number a measure. */
  readonly outcomes: Float64Array;
  /** Column by column. */
  readonly values: Float64Array;
}

export interface Results {
  readonly scenario: Scenario;
  readonly policy: string;
  readonly command: string;
  readonly journal: Journal;
  /** Those that are in the journal, ascending. */
  readonly replicates: readonly number[];
  readonly failures: readonly Failure[];
}

const DIGEST = 64;

/** The record of a replicate: its digest, its outcomes, its series. */
export function recordOf({ digest, outcomes, values }: Kept): Uint8Array {
  const numbers = [outcomes, values].map((column) =>
    Buffer.from(column.buffer, column.byteOffset, column.byteLength),
  );
  return Buffer.concat([Buffer.from(digest, 'latin1'), ...numbers]);
}

export function keptOf(record: Uint8Array): Kept {
  const { buffer: bytes } = new Uint8Array(record.subarray(DIGEST));
  return {
    digest: Buffer.from(record.subarray(0, DIGEST)).toString('latin1'),
    outcomes: new Float64Array(bytes, 0, MEASURES.length),
    values: new Float64Array(bytes, MEASURES.length * 8),
  };
}

interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes all files, one after the other, each whole or not at all. `pause` is awaited now and then, and may throw to stop;
 * `done` is told how many replicates have been written out.
 */
export async function writeResults(
  disk: Disk,
  folder: string,
  results: Results,
  pause: () => Promise<void>,
  done: (replicates: number) => void,
): Promise<void> {
  const { scenario } = results;
  const save = (name: FileName, pieces: Iterable<string | Uint8Array>): Promise<Written> =>
    writeFile(disk, join(folder, name), pieces, pause);
  const kept = { digests: [] as string[], outcomes: [] as Float64Array[] };
  const files: Partial<Record<FileName, Written>> = {};
  files['series.csv'] = await save('series.csv', seriesCsv(results, kept, done));
  files['summary.csv'] = await save('summary.csv', summaryCsv(results.policy, kept.outcomes));
  files['scenario.json'] = await save('scenario.json', [`${JSON.stringify(scenario, null, 2)}\n`]);
  await save('manifest.json', [`${JSON.stringify(manifest(results, kept.digests, files), null, 2)}\n`]);
}

async function writeFile(
  disk: Disk,
  file: string,
  pieces: Iterable<string | Uint8Array>,
  pause: () => Promise<void>,
): Promise<Written> {
  const draft = startDraft(disk, file);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (const piece of pieces) {
      const encoded = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      hash.update(encoded);
      bytes += encoded.length;
      draft.write(encoded);
      await pause();
    }
    draft.publish();
  } catch (error) {
    draft.discard();
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function* seriesCsv(
  { scenario, policy, journal, replicates }: Results,
  kept: { digests: string[]; outcomes: Float64Array[] },
  done: (replicates: number) => void,
): Generator<string | Uint8Array> {
  yield csvLine(['policy', 'replicate', 'week', 'measure', 'value']);
  const columns = seriesColumns(scenario).map(csvCell);
  for (const [k, replicate] of replicates.entries()) {
    const { digest, outcomes, values } = keptOf(journal.read(replicate));
    kept.digests.push(digest);
    kept.outcomes.push(outcomes.slice());
    yield seriesLines(`${csvCell(policy)},${replicate},`, columns, scenario.weeks, values);
    done(k + 1);
  }
}

const SUMMARY = ['n', 'mean', 'median', 'p05', 'p25', 'p75', 'p95', 'sd', 'mcse'] as const;

function* summaryCsv(policy: string, outcomes: readonly Float64Array[]): Generator<string> {
  yield csvLine(['policy', 'measure', 'unit', ...SUMMARY]);
  for (const [m, { id, unit }] of MEASURES.entries()) {
    const summary = summarise(outcomes.map((run) => run[m]!));
    yield csvLine([policy, id, unit, ...SUMMARY.map((name) => summary[name])]);
  }
}

function manifest(
  { scenario, policy, command, replicates, failures }: Results,
  digests: readonly string[],
  files: Partial<Record<FileName, Written>>,
): object {
  const runs = replicates.map((replicate, k) => ({ replicate, digest: digests[k]! }));
  return {
    engine: ENGINE,
    command,
    title: scenario.title,
    scenario: digestOf(scenario),
    seed: scenario.seed,
    policy,
    people: scenario.population.size,
    weeks: scenario.weeks,
    replicates: scenario.replicates,
    failed: failures.map(({ job, reason }) => ({ replicate: job, reason })),
    runs,
    digest: digestOf(['palinode:run', digestOf(scenario), policy, runs]),
    files,
  };
}
