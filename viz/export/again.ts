// The runs of a recipe made again: the same to the last bit, or what differs. Silence is no answer.

import type { Engine } from '../../sim/compare.ts';
import { MEASURES } from '../../sim/measures.ts';
import { summarise } from '../../sim/summary.ts';
import { MADE_BY } from '../engine-name.ts';
import type { Results, Runs } from '../results.ts';
import type { Opened } from './contents.ts';
import type { Spread } from './folder.ts';
import { ranOf } from './now.ts';
import type { Ran } from './recipe.ts';

export interface DifferingRow {
  readonly policy: string;
  readonly measure: string;
  readonly digits: number;
  readonly theirs: Spread;
  readonly ours: Spread;
}

export type Verdict =
  | { readonly kind: 'waiting'; readonly done: number; readonly asked: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reproduced'; readonly text: string }
  | {
      readonly kind: 'differs';
      readonly text: string;
      readonly rows: readonly DifferingRow[];
      /** Of the file. */
      readonly engine: Engine;
      /** That are compared. */
      readonly runs: number;
    };

/** What the runs here say of what was opened. `results` are those of the scenario that was opened with it. */
export function verdictOn(opened: Opened, results: Results): Verdict {
  const { recipe, record } = opened;
  if (record !== null) return ofRecord(opened, results.fixed);
  const kinds = [
    [recipe?.fixed ?? null, results.fixed],
    [recipe?.drawn ?? null, results.drawn],
  ] as const;
  const asked = kinds.filter((kind): kind is readonly [Ran, Runs] => kind[0] !== null);
  if (recipe === null || asked.length === 0) return { kind: 'nothing' };
  const waiting = asked.find(([{ replicates }, runs]) => runs.done < Math.min(replicates, runs.asked));
  const changed = asked.find(([ran, runs]) => {
    const here = ranOf(runs, ran.replicates);
    return here !== null && here.digest !== ran.digest;
  });
  if (changed !== undefined) return differing(opened, changed[1], recipe.engine, changed[0]);
  const scarce = asked.find(([{ replicates }, runs]) => runs.asked < replicates);
  if (scarce !== undefined) return fewer(scarce[1].asked, scarce[0].replicates, recipe.engine);
  if (waiting !== undefined) return { kind: 'waiting', done: waiting[1].done, asked: waiting[0].replicates };
  const counts = asked
    .map(([{ replicates }, { assumptions }]) => `${replicates} ${WORDS[assumptions]}`)
    .join(' and ');
  return {
    kind: 'reproduced',
    text: `Reproduced: ${counts} came out the same to the last bit (digest ${asked[0]![0].digest.slice(0, 12)}).`,
  };
}

const WORDS = { fixed: 'paired runs', drawn: 'with the guesses drawn' } as const;

function fewer(here: number, theirs: number, engine: Engine): Verdict {
  return {
    kind: 'differs',
    text: `The scenario asks for ${here} runs and the file tells of ${theirs}, so they cannot be compared. The file was changed after it was made.`,
    ...{ rows: [], engine, runs: here },
  };
}

function ofRecord({ record, numbers }: Opened, runs: Runs): Verdict {
  const { policy, digests, engine } = record!;
  const ours = runs.digests(policy);
  const told = digests.flatMap((digest, r) => (digest === null ? [] : [r]));
  const different = told.filter((r) => ours[r] !== undefined && ours[r] !== digests[r]);
  if (different.length > 0) {
    const text = `${different.length} of the ${Math.min(told.length, runs.done)} runs so far differ from the folder’s, first run ${different[0]! + 1} ${madeBy(engine.version)}.`;
    const rows = rowsThatDiffer(numbers, runs, runs.done);
    return { kind: 'differs', text, rows, engine, runs: runs.done };
  }
  if (runs.done < runs.asked) return { kind: 'waiting', done: runs.done, asked: runs.asked };
  return {
    kind: 'reproduced',
    text: `Reproduced: all ${told.length} runs of ${policy} came out as in the folder, to the last bit.`,
  };
}

function differing({ numbers }: Opened, runs: Runs, engine: Engine, ran: Ran): Verdict {
  const rows = rowsThatDiffer(numbers, runs, ran.replicates);
  const digests = `${ran.digest.slice(0, 12)} there, ${ranOf(runs, ran.replicates)!.digest.slice(0, 12)} here`;
  const how =
    rows.length > 0
      ? `${rows.length} ${rows.length === 1 ? 'number differs' : 'numbers differ'}`
      : numbers === null
        ? `it carries no numbers to set beside them, only their digest (${digests})`
        : `the numbers in it are the same, the runs under them are not (digest ${digests})`;
  return {
    kind: 'differs',
    text: `The runs here differ from those that were opened ${madeBy(engine.version)}: ${how}.`,
    ...{ rows, engine, runs: ran.replicates },
  };
}

function madeBy(version: string): string {
  return version === MADE_BY.version
    ? `(same engine, ${version})`
    : `(engine ${version} there, ${MADE_BY.version} here)`;
}

/** The spreads of the file beside those of the first runs here, where they are not the same number. */
export function rowsThatDiffer(numbers: Opened['numbers'], runs: Runs, replicates: number): DifferingRow[] {
  if (numbers === null) return [];
  return runs.scenario.policies.flatMap(({ id: policy }) =>
    MEASURES.flatMap(({ id: measure, digits }) => {
      const theirs = numbers[policy]?.[measure];
      if (theirs === undefined) return [];
      const { n, median, p05, p95 } = summarise(runs.outcomes(policy, measure).slice(0, replicates));
      const ours = { n, median, p05, p95 };
      const same = (['n', 'median', 'p05', 'p95'] as const).every((name) => near(theirs[name], ours[name]));
      return same ? [] : [{ policy, measure, digits, theirs, ours }];
    }),
  );
}

// Answers that are kept with the project are written with six digits.
function near(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b));
}
