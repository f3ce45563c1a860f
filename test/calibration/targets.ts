// What the calibration is judged by: patterns 1 (growth), 5 (the trial) and 6 (going again), each with a tolerance that was
// stated before anything was run, and one thing that is no pattern, the scale. Implausibility is the distance to a target in
// tolerances, chance included (Craig et al. 1997; Vernon et al. 2010); beyond 3 a value is ruled out.
import { growthOf, pooledJoins, STOCKS, GROWTH_WEEKS, type Growth } from '../patterns/growth.ts';
import { cohortScenario, followReleased, recidivismOf } from '../patterns/recidivism.ts';
import { trial, trialScenario } from '../patterns/trial.ts';
import { defaultScenario, runsOf, settingOf } from '../patterns/world.ts';
import { AGAIN, withValues, type Values } from './parameters.ts';

/** Beyond so many tolerances a point is ruled out. */
export const CUTOFF = 3;

/**
 * Tolerance of a ratio of stocks, in its logarithm: each stock of C1 is a rounded bound, good to about one part in twenty, and
 * the model is allowed as much again. Three of them are a factor of 1.24.
 */
export const GROWTH_TOLERANCE = 0.07;
/** Recruits of different runs and communities hang together: their counts vary so many times more than Poisson's. */
const DISPERSION = 2;

export const BANDS = {
  /** E4: the effect, in standard deviations. */
  trial: [-0.35, 0.05],
  /** C59 to C62. */
  again: [0.02, 0.05],
  /** No evidence: recruits per 2,000 people by May 2016, few enough not to use people up, many enough to compare policies by. */
  scale: [40, 140],
} as const;

export interface Score {
  readonly target: string;
  readonly value: number;
  readonly implausibility: number;
}

/** Scores of a point: those that were reached before one of them ruled it out. */
export interface Scores {
  readonly scores: readonly Score[];
  readonly replicates: number;
  readonly ruledOutBy: string | null;
  readonly growth: Growth | null;
}

const TRIALS = 4;
const COHORT = 4000;
const ATTITUDE = /^\/behaviour\/attitude\//;

const only = (values: Values, wanted: RegExp): Values =>
  Object.fromEntries(Object.entries(values).filter(([pointer]) => wanted.test(pointer)));

function inBand(target: string, value: number, error: number, [low, high]: readonly [number, number]): Score {
  const tolerance = (high - low) / 2 / CUTOFF;
  const distance = Math.abs(value - (low + high) / 2);
  return { target, value, implausibility: distance / Math.hypot(tolerance, error) };
}

async function trialScores(values: Values): Promise<Score[]> {
  const found = await trial(withValues(trialScenario(), only(values, ATTITUDE)), TRIALS);
  const { effect, effectError, backfire, backfireError } = found;
  const harm = backfire > 0 ? 0 : -backfire / backfireError + CUTOFF * (backfire === 0 ? 2 : 0);
  return [
    inBand('trial: effect', effect, effectError, BANDS.trial),
    { target: 'trial: the reactant less the rest', value: backfire, implausibility: harm },
  ];
}

/** Judges the weekly chance of going again, in a cohort that does nothing else. */
export async function judgeAgain(values: Values): Promise<Scores> {
  const setting = await settingOf(withValues(cohortScenario(COHORT), { [AGAIN]: values[AGAIN]! }));
  const { share, error } = recidivismOf(followReleased(setting, 0, 1));
  const scores = [inBand('gone again in five years', share, error, BANDS.again)];
  return { scores, replicates: 1, ruledOutBy: worstOf(scores), growth: null };
}

/** Growth and scale, from pooled recruits of so many replicates. */
export function growthScores(growth: Growth, replicates: number): Score[] {
  const { stocks, ratios, recruits } = growth;
  const scores = ratios.map((ratio, k) => {
    const [before, after] = [stocks[k]!, stocks[k + 1]!];
    const published = STOCKS[k + 1]! / STOCKS[k]!;
    const grown = after - before;
    const share = grown / after;
    const error = share * Math.sqrt(DISPERSION * (1 / Math.max(1, before) + 1 / Math.max(1, grown)));
    const distance = Math.abs(Math.log(Math.max(after, 0.5) / Math.max(before, 0.5)) - Math.log(published));
    return {
      target: `growth in ${2012 + k}`,
      value: ratio,
      implausibility: distance / Math.hypot(GROWTH_TOLERANCE, error),
    };
  });
  const spread = Math.sqrt(DISPERSION * recruits) / replicates;
  return [...scores, inBand('scale', recruits / replicates, spread, BANDS.scale)];
}

/** Judges a point: the trial, then growth in ever more replicates, until a target rules it out. */
export async function judge(values: Values, stages: readonly number[]): Promise<Scores> {
  const scores = await trialScores(values);
  const early = worstOf(scores);
  if (early !== null) return { scores, replicates: 0, ruledOutBy: early, growth: null };
  const scenario = withValues(defaultScenario(GROWTH_WEEKS, { seed: 'palinode calibration' }), values);
  const setting = await settingOf(scenario);
  const joins = new Float64Array(GROWTH_WEEKS);
  let done = 0;
  for (const replicates of stages) {
    pooledJoins(runsOf(setting, done, replicates)).forEach((n, t) => (joins[t]! += n));
    done = replicates;
    const growth = growthOf(joins);
    const all = [...scores, ...growthScores(growth, done)];
    const ruledOutBy = worstOf(all);
    if (ruledOutBy !== null || replicates === stages.at(-1))
      return { scores: all, replicates: done, ruledOutBy, growth };
  }
  throw new RangeError('a point is judged in at least one stage');
}

/** The target that rules out a point, by the most; null where none does. */
function worstOf(scores: readonly Score[]): string | null {
  const worst = scores.reduce((a, b) => (b.implausibility > a.implausibility ? b : a));
  return worst.implausibility > CUTOFF ? worst.target : null;
}
