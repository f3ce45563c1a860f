// What has been run stands on a shelf: by world (a scenario without its policies) and kind of ensemble, then by what a
// policy does, then by replicate. A run is a pure function of the three, so nothing on the shelf can be out of date, and a
// policy that changes leaves the runs of the others where they are.

import { canonicalJson, digestOf } from '../sim/digest.ts';
import type { Assumptions } from '../sim/draw.ts';
import { contentsOf } from '../sim/ensemble.ts';
import type { Policy, Scenario } from '../sim/scenario.ts';

/** What is kept of one run. */
export interface Run {
  /** In the order of MEASURES; what compares people with the baseline's has no value here. */
  readonly outcomes: Float64Array;
  readonly digest: string;
  /** Who left the group. */
  readonly left: Uint32Array;
  /** Paths (sim/paths.ts); null where they were not asked for. */
  readonly paths: Float32Array | null;
}

/** By replicate: a run, or null where it was given up; a hole where it has not come. */
export type Row = (Run | null | undefined)[];

/** Runs kept beyond those in use, so that going back to a lever's last value costs nothing. */
const ROOM = 6000;

/** A world: a scenario without its words, and without what may change while every run stays as it is. */
export const worldKey = remembered((scenario: Scenario): string => {
  const { title: _t, question: _q, notes: _n, policies: _p, baseline: _b, headline: _h, ...rest } = scenario;
  const { replicates: _r, ...world } = rest;
  return digestOf(world);
});

/** What a policy does: as a text to compare, and as a short key. */
export const policyText = remembered((policy: Policy): string => canonicalJson(contentsOf(policy)));
export const policyKey = remembered((policy: Policy): string => digestOf(contentsOf(policy)));

// Scenarios and policies are never changed in place, and each is asked for its key at every picture.
function remembered<Thing extends object>(keyOf: (thing: Thing) => string): (thing: Thing) => string {
  const known = new WeakMap<Thing, string>();
  return (thing) => {
    const key = known.get(thing) ?? keyOf(thing);
    known.set(thing, key);
    return key;
  };
}

export class Shelf {
  // In order of use, the latest last.
  readonly #rows = new Map<string, Row>();

  /** The row of a policy in a world, made where there is none. */
  row(world: string, kind: Assumptions, policy: string): Row {
    const key = `${world} ${kind} ${policy}`;
    const row = this.#rows.get(key) ?? [];
    this.#rows.delete(key);
    this.#rows.set(key, row);
    return row;
  }

  /** Lets go of the rows that were used longest ago, never of those given, until the rest fits. */
  tidy(inUse: ReadonlySet<Row>): void {
    let held = 0;
    for (const row of this.#rows.values()) held += row.length;
    for (const [key, row] of this.#rows) {
      if (held <= ROOM) return;
      if (inUse.has(row)) continue;
      this.#rows.delete(key);
      held -= row.length;
    }
  }
}
