// The answer that is kept of a scenario: its comparison, the sentence for each policy, and as much of the runs as it takes to
// draw them and to check them: outcomes of a few measures, bands of the headline over the weeks, and digests of the first
// runs, which whoever doubts can make again. Pure, and small: numbers that only are looked at have six digits.

import { answerOf, compare } from './compare.ts';
import type { Comparison, ComparisonInput } from './compare.ts';
import { outcomesOf } from './ensemble.ts';
import type { Ensemble } from './ensemble.ts';
import { pathWeeks } from './paths.ts';
import { bands } from './summary.ts';

/** Measures whose outcomes are kept beside the headline's. */
export const KEPT = ['recruits', 'prison-served', 'impunity', 'voices', 'ideology-others'] as const;
/** Replicates whose digests are kept: to be run again wherever the answer is shown. */
export const CHECKED = 8;
/** Of the headline over the weeks. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
/** Weeks that a band tells of at most. */
const MOST = 130;
const DIGITS = 6;

/** By replicate; null where there is none. */
export type Outcomes = readonly (number | null)[];
export type ByPolicy<Cell> = Readonly<Record<string, Cell>>;

export interface Answer {
  readonly comparison: Comparison;
  /** What it comes to, how sure it is, and on which guess it rests most. */
  readonly sentences: ByPolicy<string>;
  /** By measure; those of the headline to the last digit, the others to six. */
  readonly outcomes: Readonly<Record<string, ByPolicy<Outcomes>>>;
  /** Of the headline, with the guesses drawn, to the last digit. */
  readonly drawn: ByPolicy<Outcomes>;
  /** A list a quantile of QUANTILES, a number a week of `weeks`. */
  readonly bands: {
    readonly weeks: readonly number[];
    readonly policies: ByPolicy<readonly Outcomes[]>;
  };
  /** SHA-256 of the first runs, CHECKED of them. */
  readonly digests: ByPolicy<readonly (string | null)[]>;
}

export interface AnswerInput extends ComparisonInput {
  readonly drawn: Ensemble;
  /** By policy and replicate: the path of the headline (paths.ts). */
  readonly courses: ByPolicy<readonly ArrayLike<number>[]>;
}

/** The answer of a scenario whose assumptions were run as they stand and drawn. */
export function answer({ courses, ...input }: AnswerInput): Answer {
  const { scenario, ensemble, drawn } = input;
  const { headline, weeks } = scenario;
  const comparison = compare(input);
  const ids = scenario.policies.map(({ id }) => id);
  const by = <Cell>(cell: (id: string) => Cell): Record<string, Cell> =>
    Object.fromEntries(ids.map((id) => [id, cell(id)]));
  const measures = Array.from(new Set([headline, ...KEPT]));
  const kept = (measure: string, id: string): Outcomes =>
    Array.from(outcomesOf(ensemble, id, measure), measure === headline ? present : rounded);
  const shown = shownWeeks(weeks);
  return {
    comparison: thinned(comparison),
    sentences: Object.fromEntries(
      Object.keys(comparison.verdicts).map((id) => [id, answerOf(comparison, id)]),
    ),
    outcomes: Object.fromEntries(measures.map((measure) => [measure, by((id) => kept(measure, id))])),
    drawn: by((id) => Array.from(outcomesOf(drawn, id, headline), present)),
    bands: {
      weeks: shown.map((at) => pathWeeks(weeks)[at]!),
      policies: by((id) =>
        bands(courses[id]!, QUANTILES).map((band) => shown.map((at) => rounded(band[at]!))),
      ),
    },
    digests: by((id) => {
      const p = ensemble.policies.indexOf(id);
      return ensemble.runs.slice(0, CHECKED).map((run) => run?.digests[p] ?? null);
    }),
  };
}

/** The same document with its fractions to six digits. */
export function thinned<Document>(document: Document): Document {
  return JSON.parse(
    JSON.stringify(document, (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value)),
  ) as Document;
}

/** Of the weeks of a path, as many as a band tells of, evenly spaced, the last among them. */
function shownWeeks(weeks: number): readonly number[] {
  const paths = pathWeeks(weeks).length;
  const step = Math.ceil(paths / MOST);
  return Array.from({ length: Math.ceil(paths / step) }, (_, k) => ((paths - 1) % step) + k * step);
}

function present(value: number): number | null {
  return value === value ? value : null;
}

// toPrecision is exact by its definition, so the same in every engine.
function rounded(value: number): number | null {
  return value === value ? (Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))) : null;
}
