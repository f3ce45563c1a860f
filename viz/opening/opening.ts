// The answer that comes with the page, so that it opens on a result: made when the page is built (viz/opening/make.ts) from
// the answer in scenarios/answers/, of which the build makes the first runs anew and fails where they differ. The page makes
// the same ones, and says whether they are the same here.

import type { Tabulated, Spread } from '../../sim/compare.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { PairedSpread } from '../../sim/summary.ts';
import type { Verdict } from '../../sim/verdict.ts';

export interface Opening {
  readonly preset: string;
  readonly text: string;
  readonly scenario: Scenario;
  readonly engine: string;
  readonly replicates: number;
  /** By policy id: SHA-256 of its first runs. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
  /** By measure, then policy: outcomes by replicate. Not of every measure. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** By policy, of the headline: p05, p25, p50, p75 and p95 over the replicates, at these weeks. */
  readonly bands: {
    readonly weeks: readonly number[];
    readonly policies: Readonly<Record<string, readonly (readonly number[])[]>>;
  };
  readonly policies: Tabulated<Spread>;
  readonly differences: Tabulated<PairedSpread>;
  /** The same with the guesses drawn. */
  readonly drawn: Tabulated<PairedSpread>;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Result hash of the whole answer. */
  readonly digest: string;
}
