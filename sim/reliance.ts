// On which guess an answer rests most: over the replicates in which the guesses were drawn, the rank correlation of each
// guess with the paired difference in the headline. That no guess stands out of what chance would do is an answer too. Pure:
// what was drawn is computed anew from the seed and the replicate, so nothing needs to be kept of it.

import { side } from './amount.ts';
import type { Wording } from './amount.ts';
import { DRAWN } from './draw.ts';
import type { Assumption } from './assumptions.ts';
import { normalQuantile } from './exact.ts';
import { spearman } from './rank.ts';

/** Chance, over all guesses together, that one is named where none matters. */
const WRONG = 0.05;
/** How many guesses are listed, the strongest first. */
const LISTED = 5;

export interface Leaning {
  /** JSON pointer of the guess in a scenario. */
  readonly pointer: string;
  readonly title: string;
  /** Spearman's rank correlation of the guess with the paired difference. */
  readonly rho: number;
  /** What a higher value of the guess does to the difference. */
  readonly direction: 'raises' | 'lowers';
}

export interface Reliance {
  /** Paired runs, with the guesses drawn, that have a difference. */
  readonly n: number;
  /** How many guesses were looked at. */
  readonly guesses: number;
  /** What |rho| must exceed to stand out, for that many guesses. */
  readonly threshold: number;
  /** The strongest guesses, the strongest first; none where no difference varies. */
  readonly strongest: readonly Leaning[];
  readonly standsOut: boolean;
  readonly text: string;
}

export interface RelianceInput {
  /** What was drawn, by replicate: drawnValues of sim/draw.ts. */
  readonly drawn: readonly Float64Array[];
  /** Policy minus baseline by replicate, with the guesses drawn; NaN where there is none. */
  readonly differences: ArrayLike<number>;
  /** Names of the policies. */
  readonly policy: string;
  readonly baseline: string;
  readonly measure: Wording & { readonly id: string };
  /** Guesses to look at. Default: all that are drawn and can reach the measure. */
  readonly among?: readonly Assumption[];
}

/** The guess on which the difference rests most, in numbers and in a sentence. */
export function relianceOf(input: RelianceInput): Reliance {
  const { drawn, differences, measure, among = reaching(measure.id) } = input;
  const kept = Array.from(differences, (_, r) => r).filter((r) => differences[r] === differences[r]);
  const gaps = kept.map((r) => differences[r]!);
  const values = (k: number): number[] => kept.map((r) => drawn[r]![k]!);
  const leanings = among
    .map((guess) => leaning(guess, spearman(values(DRAWN.indexOf(guess)), gaps)))
    .filter((found) => found !== null)
    .sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho) || (a.pointer < b.pointer ? -1 : 1));
  const numbers = {
    n: kept.length,
    guesses: among.length,
    threshold: thresholdFor(among.length, kept.length),
    strongest: leanings.slice(0, LISTED),
  };
  const standsOut = leanings.length > 0 && Math.abs(leanings[0]!.rho) > numbers.threshold;
  return { ...numbers, standsOut, text: textOf({ ...numbers, standsOut }, input) };
}

/**
 * What |rho| exceeds with a chance of at most 5 % for any of `guesses` unrelated ones (Bonferroni): z / √(n − 1), since a rank correlation of
 * unrelated columns has the variance 1 / (n − 1), equals or not (Kendall & Gibbons 1990, Rank Correlation Methods). 1 where n is too small.
 */
export function thresholdFor(guesses: number, n: number): number {
  if (n < 3 || guesses === 0) return 1;
  return Math.min(1, normalQuantile(1 - WRONG / (2 * guesses)) / Math.sqrt(n - 1));
}

// Prices move the cost and nothing else.
function reaching(measure: string): readonly Assumption[] {
  return measure === 'cost' ? DRAWN : DRAWN.filter(({ pointer }) => !pointer.startsWith('/costs/'));
}

function leaning({ pointer, parameter: { title } }: Assumption, rho: number | null): Leaning | null {
  return rho === null ? null : { pointer, title, rho, direction: rho < 0 ? 'lowers' : 'raises' };
}

function textOf(found: Omit<Reliance, 'text'>, { policy, baseline, measure }: RelianceInput): string {
  const { n, guesses, threshold, strongest, standsOut } = found;
  const first = strongest[0];
  if (first === undefined) return 'No guess can be named: the differences do not vary.';
  const measured = `rank correlation ${signed(first.rho)} over ${n} paired runs`;
  const chance = `chance alone stays within ±${threshold.toFixed(2)} for ${guesses} guesses`;
  if (!standsOut)
    return `No single guess stands out: the first, ‘${first.title}’, has a ${measured}, and ${chance}.`;
  return (
    `It rests most on a guess, ‘${first.title}’ (${rangeOf(first.pointer)}): where its value is higher, ${policy} ends with ` +
    `${side(measure, first.rho > 0)} ${measure.more}, against ${baseline} (${measured}; ${chance}).`
  );
}

function rangeOf(pointer: string): string {
  const { range, unit } = DRAWN.find((drawn) => drawn.pointer === pointer)!.parameter;
  return `${unit}, drawn from ${range.map((end) => String(end).replace('-', '−')).join(' to ')}`;
}

function signed(rho: number): string {
  return `${rho < 0 ? '−' : '+'}${Math.abs(rho).toFixed(2)}`;
}
