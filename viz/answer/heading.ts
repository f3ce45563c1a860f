// Which answer stands first, and in which words: what the page has for a heading is what is copied, printed and kept of it.

import { others } from '../../sim/others.ts';
import type { Verdict } from '../../sim/verdict.ts';
import type { Shown } from '../shown.ts';

export interface Said {
  /** Of the policy. */
  readonly id: string;
  readonly verdict: Verdict;
  /** The verdict as it is said now: of a first look that it is one. */
  readonly text: string;
}

/** A verdict for each policy, the clearest first; of equally clear ones the scenario's first. */
export function sayings(shown: Shown, measure: string): readonly Said[] {
  const soFar = shown.preview ? `So far, in ${shown.n} of ${shown.asked} runs: ` : '';
  return others(shown.scenario)
    .map(({ id }) => ({ id, verdict: shown.verdict(id, measure), clear: clearness(shown, id, measure) }))
    .sort((a, b) => b.clear - a.clear)
    .map(({ id, verdict }) => ({ id, verdict, text: `${soFar}${verdict.text}` }));
}

/** From 0, as many runs on either side, to 1, all on one. */
function clearness(shown: Shown, policy: string, measure: string): number {
  const { n, below, above } = shown.difference(policy, measure);
  return n === 0 ? 0 : Math.abs(below - above) / n;
}
