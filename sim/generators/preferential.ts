// Ties that seek the well tied: Barabási & Albert 1999, "Emergence of scaling in random networks", Science 286:509.
// Persons arrive in an order drawn anew, not in that of the table: the first would else all be of one community.

import { tieRows, type TieRows } from '../network.ts';
import type { Xoshiro } from './xoshiro.ts';

const NO_TIE = 0xffffffff;

/**
 * With m = degree / 2, person m (by arrival) ties to all before, each later one to m different persons, drawn in
 * proportion to the ties they have: m (size - m) ties in all. Where m is not whole, an arrival brings one tie more
 * with the chance of the fraction; where it is below 1, some bring none.
 */
export function preferentialTies(size: number, degree: number, chance: Xoshiro): TieRows {
  const whole = Math.floor(degree / 2);
  const part = degree / 2 - whole;
  const slots = whole + (part > 0 ? 1 : 0);
  const core = Math.max(1, whole);
  // Slot (v - core) × slots + k holds whom arrival v tied to, so the near end of a tie takes no memory to look up.
  const to = new Uint32Array(Math.max(0, size - core) * slots).fill(NO_TIE);
  const chosen = new Uint32Array(size); // chosen[j] === v: j has a tie to v, who is arriving
  let ties = 0;
  for (let v = core; v < size; v++) {
    const own = (v - core) * slots;
    const wanted = Math.min(v, part > 0 && chance.uniform() < part ? slots : whole);
    const before = ties;
    for (let k = 0; k < wanted; k++) {
      let j = k;
      if (wanted < v) {
        do j = before > 0 ? anEnd(to, own, slots, core, part > 0, chance) : chance.below(v);
        while (chosen[j] === v);
        chosen[j] = v;
      }
      to[own + k] = j;
      ties++;
    }
  }
  return byPerson(to, slots, core, arrivals(size, chance));
}

/** One end of one of the ties in the first `filled` slots: an arrival, in proportion to the ties it has. */
function anEnd(
  to: Uint32Array,
  filled: number,
  slots: number,
  core: number,
  gaps: boolean,
  chance: Xoshiro,
): number {
  for (;;) {
    const end = chance.below(2 * filled);
    const slot = end >>> 1;
    if ((end & 1) === 1) {
      const j = to[slot];
      if (j !== NO_TIE) return j;
    } else if (!gaps || to[slot] !== NO_TIE) {
      return core + Math.floor(slot / slots);
    }
  }
}

/** Gives the arrivals their persons, in place. An empty slot becomes a self-tie, which is dropped. */
function byPerson(to: Uint32Array, slots: number, core: number, person: Uint32Array): TieRows {
  const from = new Uint32Array(to.length);
  for (let e = 0; e < to.length; e++) {
    from[e] = person[core + Math.floor(e / slots)];
    to[e] = to[e] === NO_TIE ? from[e] : person[to[e]];
  }
  return { ...tieRows(person.length, from, to, to.length), selfTies: 0 };
}

/** Who arrives when: a uniform permutation (Fisher & Yates; Durstenfeld 1964). */
function arrivals(size: number, chance: Xoshiro): Uint32Array {
  const person = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const j = chance.below(i + 1);
    person[i] = person[j];
    person[j] = i;
  }
  return person;
}
