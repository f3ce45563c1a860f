// When may a run stop? A test of the signs of the paired differences that holds however often it is looked at.
//
// Replicates come in their order (never in the order of their arrival: how long a run takes can depend on what happens in
// it). Ties are dropped, and of the others the share above 0 is asked: is it 1/2? So the hypothesis is about the sign, and
// with it the median of the differences; it says nothing about their mean.
//
// The evidence is a wager. One unit is staked on every share at once, spread as Beta(2, 2), at the odds of a fair coin; the
// wealth after `above` and `below` signs is
//     E = 2ⁿ B(2 + above, 2 + below) / B(2, 2),   n = above + below.
// Under a fair coin E is a martingale of mean 1, so by Ville's inequality (Ville 1939, Étude critique de la notion de
// collectif) it ever reaches c with a probability of at most 1/c, at any time, in any run, however long. Mixing likelihoods
// in this way is Robbins (1970, Ann. Math. Statist. 41, 1397–1409); the modern account, and the intervals for all times that
// the same mixture gives, is Howard, Ramdas, McAuliffe & Sekhon (2021, Ann. Statist. 49, 1055–1080).
//
// The prior's shape only sets where the test is quick: 2 is within a tenth of the best of 1/2 … 20 from a share of .6 to 1.
// Whatever the true share, a decision for the wrong side is as rare: where E is reached with more above than below, the half
// of the stake laid on shares over 1/2 has at least as much, and that half cannot gain on average while the share is ≤ 1/2.

import { log } from './exact.ts';
import type { Interval } from './interval.ts';

export interface SignOptions {
  /** The chance of any wrong decision, over all comparisons and all looks. Default 0.05. */
  readonly alpha?: number;
  /** Comparisons made with the same baseline (policies besides it); each gets alpha / comparisons. Default 1. */
  readonly comparisons?: number;
}

export interface SignTestOptions extends SignOptions {
  /** Replicates with a difference before a decision may fall, so that the ranges reported mean something. Default 20, or the maximum. */
  readonly minimum?: number;
  /** Replicates after which what is open is 'undecided', missing ones included. Default: none. */
  readonly maximum?: number;
}

export type SignDecision = 'above' | 'below' | 'undecided';

export interface SignState {
  /** Replicates with a difference: above + below + ties. */
  readonly n: number;
  readonly above: number;
  readonly below: number;
  readonly ties: number;
  /** Replicates without one. */
  readonly missing: number;
  /** Natural logarithm of the evidence E, and what it must reach. */
  readonly logE: number;
  readonly needed: number;
  /** Null while open. Once fallen, a decision stands, whatever comes. */
  readonly decided: SignDecision | null;
  /** The count of replicates seen when the decision fell, or null. */
  readonly at: number | null;
}

export interface SignTest {
  readonly state: SignState;
  /** The next replicate's difference, policy minus baseline; NaN where it has none. Returns the new state. */
  observe(difference: number): SignState;
}

/** A test waiting for its first replicate. Throws a RangeError on options that mean nothing. */
export function createSignTest(options: SignTestOptions = {}): SignTest {
  const { maximum = Infinity, minimum = Math.min(20, maximum) } = options;
  const needed = neededEvidence(options);
  if (!(minimum >= 1 && minimum <= maximum))
    throw new RangeError(`a decision after ${minimum} replicates at least and ${maximum} at most`);
  let [above, below, ties, missing] = [0, 0, 0, 0];
  let decided: SignDecision | null = null;
  let at: number | null = null;
  const now = (): SignState => {
    const logE = logEvidence(above, below);
    return { n: above + below + ties, above, below, ties, missing, logE, needed, decided, at };
  };
  let state = now();
  const observe = (difference: number): SignState => {
    if (difference > 0) above++;
    else if (difference < 0) below++;
    else if (difference === 0) ties++;
    else missing++;
    state = now();
    if (decided !== null) return state;
    decided = decision(state, minimum, maximum);
    if (decided === null) return state;
    at = state.n + missing;
    return (state = { ...state, decided, at });
  };
  return {
    observe,
    get state() {
      return state;
    },
  };
}

/**
 * The state in which a run that may stop would have stopped: at the decision, or at the last difference. Differences are
 * indexed by replicate.
 */
export function signTest(differences: ArrayLike<number>, options: SignTestOptions = {}): SignState {
  const test = createSignTest(options);
  for (let r = 0; r < differences.length && test.state.decided === null; r++) test.observe(differences[r]!);
  return test.state;
}

/** What the counts of one moment say, at any moment: the side with more, if the evidence suffices, or null. */
export function decide(above: number, below: number, options: SignOptions = {}): 'above' | 'below' | null {
  if (logEvidence(above, below) < neededEvidence(options)) return null;
  return above > below ? 'above' : 'below';
}

/** log E: the same for any order of the signs. */
export function logEvidence(above: number, below: number): number {
  return risingFromTwo(above) + risingFromTwo(below) - risingFromFourHalved(above + below);
}

/** The log of E at which Ville's inequality lets one decide: log(comparisons / alpha). */
export function neededEvidence({ alpha = 0.05, comparisons = 1 }: SignOptions = {}): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha lies between 0 and 1, ${alpha} does not`);
  if (!(Number.isInteger(comparisons) && comparisons >= 1))
    throw new RangeError(`comparisons are counted from 1, not ${comparisons}`);
  return log(comparisons / alpha);
}

/**
 * The shares above 0 (ties dropped) that the same wager, made against each of them, has not refused: a confidence sequence,
 * in which the true share lies at every look at once with probability 1 − alpha / comparisons. 1/2 is outside exactly where
 * `decide` decides. [0, 1] before the first sign.
 */
export function shareAbove(above: number, below: number, options: SignOptions = {}): Interval {
  const needed = neededEvidence(options);
  return [leastShare(above, below, needed), 1 - leastShare(below, above, needed)];
}

// The evidence against a share falls from there to above / n, so the end is found by halving, and kept on the outer side.
function leastShare(above: number, below: number, needed: number): number {
  if (above === 0) return 0;
  const n = above + below;
  const mixture = logEvidence(above, below) - n * log(2);
  let out = 0;
  let inside = above / n;
  for (let halving = 0; halving < 60; halving++) {
    const share = (out + inside) / 2;
    const miss = below === 0 ? 0 : below * log(1 - share);
    if (mixture - above * log(share) - miss >= needed) out = share;
    else inside = share;
  }
  return out;
}

function decision(state: SignState, minimum: number, maximum: number): SignDecision | null {
  if (state.n >= minimum && state.logE >= state.needed) return state.above > state.below ? 'above' : 'below';
  return state.n + state.missing >= maximum ? 'undecided' : null;
}

// log of start (start + 1) … (start + k − 1) / scaleᵏ, summed once and kept: a table, not a state.
function risingProduct(start: number, scale: number): (k: number) => number {
  const sums = [0];
  return (k) => {
    for (let i = sums.length - 1; i < k; i++) sums.push(sums[i]! + log((start + i) / scale));
    return sums[k]!;
  };
}

const risingFromTwo = risingProduct(2, 1);
const risingFromFourHalved = risingProduct(4, 2);
