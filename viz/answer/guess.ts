// A guess beside the answer: what was guessed of a policy, and how far that is from what the model found, in words. The
// words count and compare; they give no marks.

import { amount, range, side } from '../../sim/amount.ts';
import type { Measure } from '../../sim/measures.ts';
import type { PairedSpread } from '../../sim/summary.ts';
import { figureOf } from '../words.ts';

export interface Guess {
  /** Difference from the baseline: below zero is fewer. */
  readonly amount: number;
  /** In how many of 10 runs it is fewer; null: not said. */
  readonly sure: number | null;
}

/** A slider's ends: as far as the baseline itself is from nothing, rounded up, which tells nothing of the answer. */
export function reachOf(baseline: number | null, { digits }: Measure): number {
  const least = 10 * Number(`1e-${digits}`);
  const size = Math.max(Math.abs(baseline ?? 0) || 0, least);
  const power = Number(`1e${Math.floor(Math.log10(size))}`);
  return Number(([1, 2, 5, 10].find((step) => step * power >= size * (1 - 1e-9))! * power).toPrecision(3));
}

/** A guess in words: '20 fewer', and 'in 7 of 10 runs fewer'. */
export function guessWords(guess: Guess, measure: Measure): string {
  const sure = guess.sure === null ? '' : `, and ${side(measure, false)} in ${guess.sure} of 10 runs`;
  return `${amount(guess.amount, measure)}${sure}`;
}

/** How far the guess is from the middle run, and whether 9 of 10 runs are around it. */
export function gapWords(guess: Guess, difference: PairedSpread, measure: Measure): string {
  const { n, median, p05, p95 } = difference;
  if (n === 0 || median === null) return 'No run has a value, so there is nothing to set beside it.';
  const isSame = figureOf(Math.abs(median - guess.amount), measure.digits) === figureOf(0, measure.digits);
  const beside = isSame ? 'as you guessed' : `${amount(median - guess.amount, measure)} than you guessed`;
  const middle = `The middle run has ${amount(median, measure)}, ${beside}.`;
  if (n < 10 || p05 === null || p95 === null) return middle;
  const isInside = guess.amount >= p05 && guess.amount <= p95;
  return `${middle} 9 of 10 runs have ${range(p05, p95, measure)}; your guess is ${isInside ? 'among' : 'outside'} them.`;
}

/** How sure the guess was, beside how the runs fell. */
export function sureWords({ sure }: Guess, { n, below }: PairedSpread, measure: Measure): string {
  if (n === 0) return '';
  const counted = `It was ${side(measure, false)} in ${below} of ${n} runs`;
  const tenths = Math.round((10 * below) / n);
  if (sure === null) return `${counted}, about ${tenths} of 10.`;
  const gap = Math.abs(sure - tenths);
  const beside =
    gap === 0 ? 'as you said' : `${gap} ${sure > tenths ? 'fewer' : 'more'} than the ${sure} you said`;
  return `${counted}, about ${tenths} of 10: ${beside}.`;
}
