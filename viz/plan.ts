// What is to be run next, as steps: a preview of a few replicates under every policy that lacks them, then the rest, then the
// same with the guesses drawn. Policies that lack the same replicates share a step, and with it the people of each replicate.

import type { Assumptions } from '../sim/draw.ts';
import type { Row } from './shelf.ts';

/** Replicates that are run, and drawn, before all others. */
export const PREVIEW = 8;

export interface Step {
  readonly kind: Assumptions;
  /** Places of the policies in the scenario. */
  readonly policies: readonly number[];
  readonly replicates: readonly number[];
}

/** The next step, or null where everything is there. `rows` are by kind, then by policy. */
export function nextStep(
  rows: Readonly<Record<Assumptions, readonly Row[]>>,
  replicates: number,
  kinds: readonly Assumptions[] = ['fixed', 'drawn'],
): Step | null {
  for (const kind of kinds)
    for (const [from, to] of [
      [0, Math.min(PREVIEW, replicates)],
      [0, replicates],
    ] as const) {
      const step = lacking(kind, rows[kind], from, to);
      if (step !== null) return step;
    }
  return null;
}

function lacking(kind: Assumptions, rows: readonly Row[], from: number, to: number): Step | null {
  const missing = rows.map((row) => range(from, to).filter((r) => row[r] === undefined));
  const first = missing.findIndex((list) => list.length > 0);
  if (first < 0) return null;
  const key = missing[first]!.join();
  const policies = missing.flatMap((list, p) => (list.join() === key ? [p] : []));
  return { kind, policies, replicates: missing[first]! };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
