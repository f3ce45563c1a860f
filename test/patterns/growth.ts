// Pattern 1: people recruited since the start of 2011 grow as Schmid (2015) has them by the ends of 2011 to 2014 (C1), less
// than double in the year to October 2015 (C1), and all but stop coming by April 2016 (C3, C4, C13).
import { column, type Series } from '../../sim/series.ts';
import { runsOf, type Setting } from './world.ts';

/** Weeks by the end of which a stock is read: the ends of 2011 to 2014; Octobers of 2014 and 2015. */
const YEAR_ENDS = [52, 104, 156, 208];
const OCTOBERS = [198, 250];
/** April 2016, four weeks. */
const APRIL = 273;
const MONTH = 4;
/** Weeks that have to be run. */
export const GROWTH_WEEKS = 280;

/** Stocks of C1: under 1,000, over 3,500, over 8,500 and over 18,000 at the ends of 2011 to 2014. */
export const STOCKS = [1000, 3500, 8500, 18_000];

/** Recruits by week, summed over runs. */
export function pooledJoins(runs: Iterable<Series>): Float64Array {
  const pooled = new Float64Array(GROWTH_WEEKS);
  for (const run of runs) {
    const joins = column(run, 'joins');
    for (let t = 0; t < GROWTH_WEEKS; t++) pooled[t]! += joins[t]!;
  }
  return pooled;
}

export interface Growth {
  /** Recruits by the ends of 2011 to 2014. */
  readonly stocks: readonly number[];
  /** Each stock over the one before. */
  readonly ratios: readonly number[];
  /** Recruits by October 2015 over recruits by October 2014. */
  readonly later: number;
  /** Recruits of April 2016 over those of the four weeks that had most. */
  readonly inflow: number;
  readonly recruits: number;
}

/** What pooled recruits by week say. */
export function growthOf(joins: Float64Array): Growth {
  const by = (week: number): number => joins.subarray(0, week).reduce((sum, x) => sum + x, 0);
  const stocks = YEAR_ENDS.map(by);
  const month = (t: number): number => by(t + MONTH) - by(t);
  const months = Array.from({ length: GROWTH_WEEKS - MONTH + 1 }, (_, t) => month(t));
  return {
    stocks,
    ratios: stocks.slice(1).map((stock, k) => stock / stocks[k]!),
    later: by(OCTOBERS[1]!) / by(OCTOBERS[0]!),
    inflow: month(APRIL) / Math.max(...months),
    recruits: by(GROWTH_WEEKS),
  };
}

/** Growth in the replicates from `from` up to `to`. */
export function growthIn(setting: Setting, from: number, to: number): Growth {
  return growthOf(pooledJoins(runsOf(setting, from, to)));
}
