// What the gallery draws of a question's answer: twenty dots for each policy, and in how many runs it came out on which side.
// Made from scenarios/answers/ once and for all (scenarios/gallery/cards.json, by npm run answers), for the answers are two hundred times as large.

import type { Answer } from '../../sim/answer.ts';
import { ascending, shares } from '../charts/dots.ts';

export interface CardRow {
  /** Id of the policy. */
  readonly policy: string;
  /** Runs, of those with a difference: fewer than under the baseline, the same, more. */
  readonly counts: readonly [below: number, equal: number, above: number];
  /** Differences from the baseline, each of an equal share of the runs, ascending. */
  readonly dots: readonly number[];
}

/** A row for each policy but the baseline, in the scenario's order. */
export type Card = readonly CardRow[];

const DOTS = 20;
/** More would not move a dot by a pixel. */
const DIGITS = 3;

export function cardOf({ comparison, outcomes }: Answer): Card {
  const { baseline, headline, differences } = comparison;
  const theirs = outcomes[headline]![baseline]!;
  return Object.keys(differences).map((policy) => {
    const { below, equal, above } = differences[policy]![headline]!;
    const all = outcomes[headline]![policy]!.map((value, r) => (value ?? NaN) - (theirs[r] ?? NaN));
    const dots = shares(ascending(all), DOTS).map((value) => Number(value.toPrecision(DIGITS)));
    return { policy, counts: [below, equal, above], dots };
  });
}
