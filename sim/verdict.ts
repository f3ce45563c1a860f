// The answer in a sentence, counted and not rated: in how many of the paired runs, by how much in the middle one, and
// between what in nine of ten. The words say what the model did; none of them promises anything of the world.

import { amount, range, side } from './amount.ts';
import type { Wording } from './amount.ts';
import { decide } from './sequential.ts';
import type { SignOptions } from './sequential.ts';
import type { Counts, PairedSpread } from './summary.ts';

export interface VerdictMeasure extends Wording {
  /** As in 'no value for …'. */
  readonly title: string;
  readonly betterWhen: 'lower' | 'higher' | null;
  /** Said of runs in which it stayed at 0: 'Nobody was recruited'. */
  readonly none?: string;
}

export interface VerdictInput extends SignOptions {
  /** Names of the two policies. */
  readonly policy: string;
  readonly baseline: string;
  readonly measure: VerdictMeasure;
  /** Policy minus baseline, with the assumptions as they stand. */
  readonly difference: PairedSpread;
  /** The same comparison's counts with the guessed assumptions drawn from their ranges. */
  readonly drawn?: Counts;
  /** Paired replicates run, of which some may lack a value. Default: those with a difference. */
  readonly runs?: number;
  /** Equal in all but name. Default false. */
  readonly identical?: boolean;
  /** Whether any run of either policy had a value other than 0 (`happened` of summary.ts). Default true. */
  readonly happened?: boolean;
}

/** The text, and what kind of answer it is; every kind has the same size and place where it is shown. */
export interface Verdict {
  readonly kind: 'empty' | 'identical' | 'nothing' | 'same' | 'decided' | 'undecided';
  readonly text: string;
}

/** The verdict on one measure of one policy against the baseline. Decided means: by `decide` of sequential.ts. */
export function verdict(input: VerdictInput): Verdict {
  const kind = kindOf(input);
  const sentences = [SENTENCES[kind](input), leftOut(kind, input), drawnCounts(kind, input)];
  return { kind, text: sentences.filter((sentence) => sentence !== '').join(' ') };
}

function kindOf({ difference: d, identical, happened, ...options }: VerdictInput): Verdict['kind'] {
  if (identical) return 'identical';
  if (d.n === 0) return 'empty';
  if (happened === false) return 'nothing';
  if (d.equal === d.n) return 'same';
  return decide(d.above, d.below, options) === null ? 'undecided' : 'decided';
}

const SENTENCES: Record<Verdict['kind'], (input: VerdictInput) => string> = {
  empty: ({ runs = 0, measure }) =>
    runs === 0
      ? 'No paired runs yet, so there is nothing to compare.'
      : `None of ${pairedRuns(runs)} has a value for ${measure.title}, so there is nothing to compare.`,

  identical: () => 'These two policies are identical, so every difference is exactly 0.',

  nothing: ({ measure }) => `${measure.none ?? `There were no ${measure.more}`} in any run.`,

  same: ({ policy, baseline, measure, difference: { n } }) =>
    `Every difference is exactly 0: ${policy} and ${baseline} came out the same on ${measure.title} ` +
    `in ${n === 1 ? 'the one paired run' : `all ${pairedRuns(n)}`}.`,

  decided: (input) => {
    const { n, equal } = input.difference;
    if (equal > n / 2) return `${mostlySame(input)}: ${spread(input)}.`;
    const same = equal > 0 ? ` (the same in ${equal})` : '';
    return `${ended(input)} in ${most(input.difference)} of ${pairedRuns(n)}${same}: ${spread(input)}.`;
  },

  undecided: (input) =>
    `The model cannot tell these apart: ${input.measure.betterWhen === null ? sides(input) : favours(input)}. ` +
    `${input.policy} against ${input.baseline}: ${spread(input)}.`,
};

// 'Voices ended with fewer recruits than As it was', as most runs had it.
function ended({ policy, baseline, measure, difference: d }: VerdictInput): string {
  return `${policy} ended with ${side(measure, d.above > d.below)} ${measure.more} than ${baseline}`;
}

// What most runs had comes first, also where that is no difference.
function mostlySame({ policy, baseline, measure, difference: d }: VerdictInput): string {
  const same = `${policy} and ${baseline} came out the same on ${measure.title} in ${d.equal} of ${pairedRuns(d.n)}`;
  const had = `${d.n - d.equal} ${policy} ended with ${side(measure, d.above > d.below)} ${measure.more}`;
  return least(d) === 0 ? `${same}; in the other ${had}` : `${same}; of the other ${had} in ${most(d)}`;
}

function favours({ policy, baseline, measure, difference: d }: VerdictInput): string {
  const higher = measure.betterWhen === 'higher';
  const names = d.above > d.below === higher ? [policy, baseline] : [baseline, policy];
  const [first, second] = [most(d), least(d)].map((k, i) => `favour${k === 1 ? 's' : ''} ${names[i]}`);
  const why = `${side(measure, higher)} ${measure.more}`;
  return `${most(d)} of ${pairedRuns(d.n)} ${first} (${why})${others(d, second!)}`;
}

function sides(input: VerdictInput): string {
  const { difference: d, measure } = input;
  const rest = others(d, `with ${side(measure, d.above <= d.below)}`);
  return `${ended(input)} in ${most(d)} of ${pairedRuns(d.n)}${rest}`;
}

function others(d: Counts, what: string): string {
  return (least(d) > 0 ? `, ${least(d)} ${what}` : '') + (d.equal > 0 ? `, ${d.equal} the same` : '');
}

// Nine of ten can be counted from ten on.
function spread({ measure, difference: d }: VerdictInput): string {
  const middle = `${amount(d.median!, measure)} in ${d.n === 1 ? 'that run' : 'the middle run'}`;
  return d.n < 10 ? middle : `${middle}, ${range(d.p05!, d.p95!, measure)} in 9 of 10`;
}

function leftOut(kind: Verdict['kind'], { runs = 0, measure, difference: { n } }: VerdictInput): string {
  if (kind === 'empty' || kind === 'identical' || runs <= n) return '';
  return `Left out, having no value for ${measure.title}: ${runs - n} of ${pairedRuns(runs)}.`;
}

// Counts the side that the first sentence counted, and names the other where that one has more.
function drawnCounts(kind: Verdict['kind'], { measure, difference: d, drawn }: VerdictInput): string {
  const n = drawn === undefined ? 0 : drawn.below + drawn.equal + drawn.above;
  if (drawn === undefined || n === 0 || kind === 'identical') return '';
  const start = 'With the guesses drawn from their ranges:';
  if (drawn.equal === n) return `${start} the same in all ${n}.`;
  const more = d.above === d.below ? drawn.above > drawn.below : d.above > d.below;
  const [ours, theirs] = more ? [drawn.above, drawn.below] : [drawn.below, drawn.above];
  const turned = theirs > ours ? `, ${side(measure, !more)} in ${theirs}` : '';
  return `${start} ${side(measure, more)} in ${ours} of ${n}${turned}.`;
}

function most(d: Counts): number {
  return Math.max(d.above, d.below);
}

function least(d: Counts): number {
  return Math.min(d.above, d.below);
}

function pairedRuns(n: number): string {
  return `${n} paired ${n === 1 ? 'run' : 'runs'}`;
}
