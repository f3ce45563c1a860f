// Ties along a ring, and a share of them thrown across it: Watts & Strogatz 1998, "Collective dynamics of 'small-world'
// networks", Nature 393:440. Persons of a community are neighbours on the ring, as they are in the table of people.

import { tieRows, type TieRows } from '../network.ts';
import type { Xoshiro } from './xoshiro.ts';

/**
 * Each person is tied to the degree / 2 next ones on the ring; then each tie, with chance `rewiring`, lets go of its
 * far end for a person drawn from all not yet tied to its near end, if there is one. The number of ties stays.
 * Where degree / 2 is not whole, the outermost lap is laid by chance, so that the mean is kept.
 * (Watts and Strogatz go lap by lap; here all ties of a person are rewired in turn, for one row is then in hand.)
 */
export function latticeTies(size: number, degree: number, rewiring: number, chance: Xoshiro): TieRows {
  const laps = Math.ceil(degree / 2);
  const to = ringOf(size, degree, laps, chance);
  if (rewiring > 0) rewire(size, laps, rewiring, to, chance);
  const from = new Uint32Array(size * laps);
  for (let i = 0, slot = 0; i < size; i++) for (let d = 0; d < laps; d++) from[slot++] = i;
  return { ...tieRows(size, from, to, from.length), selfTies: 0 };
}

/** Slot i × laps + d holds the person d + 1 places on from i, or i itself where no tie was laid. */
function ringOf(size: number, degree: number, laps: number, chance: Xoshiro): Uint32Array {
  const to = new Uint32Array(size * laps);
  const part = degree / 2 - (laps - 1); // of the outermost lap, in (0, 1]
  for (let i = 0, slot = 0; i < size; i++) {
    for (let d = 1; d <= laps; d++) {
      let laid = d < laps || part === 1 || chance.uniform() < part;
      // Opposite persons are each other's: one of the two lays the tie, with twice the chance.
      if (2 * d === size) laid = i < d && chance.uniform() < 2 * part;
      const j = i + d < size ? i + d : i + d - size;
      to[slot++] = laid ? j : i;
    }
  }
  return to;
}

/** Rewires `to` in place. A person's ties are marked first, so that each draw is checked in one step. */
function rewire(size: number, laps: number, rewiring: number, to: Uint32Array, chance: Xoshiro): void {
  const known = new Uint32Array(size); // known[j] === i + 1: j is tied to i, the person in turn
  const first = new Uint32Array(size); // thrown ties that arrive at j, as a list of slots + 1
  const following = new Uint32Array(to.length);
  for (let i = 0; i < size; i++) {
    const mark = i + 1;
    const own = i * laps;
    let ties = 0;
    known[i] = mark;
    for (let d = 1; d <= laps; d++) {
      const back = i >= d ? i - d : i - d + size;
      if (to[own + d - 1] !== i) {
        known[to[own + d - 1]] = mark;
        ties++;
      }
      if (to[back * laps + d - 1] === i) {
        known[back] = mark;
        ties++;
      }
    }
    for (let slot = first[i]; slot > 0; slot = following[slot - 1]) {
      known[Math.floor((slot - 1) / laps)] = mark;
      ties++;
    }
    if (ties >= size - 1) continue;
    const free = 2 * ties > size ? strangers(known, mark) : null;
    for (let slot = own; slot < own + laps; slot++) {
      const old = to[slot];
      if (old === i || !(chance.uniform() < rewiring)) continue;
      let j: number;
      if (free) {
        // Few strangers are left: draw from their list, in which the one let go takes the place of the one found.
        const place = chance.below(free.length);
        j = free[place];
        free[place] = old;
      } else {
        do j = chance.below(size);
        while (known[j] === mark);
      }
      known[old] = 0;
      known[j] = mark;
      to[slot] = j;
      following[slot] = first[j];
      first[j] = slot + 1;
    }
  }
}

function strangers(known: Uint32Array, mark: number): Uint32Array {
  const free = new Uint32Array(known.length);
  let count = 0;
  for (let j = 0; j < known.length; j++) if (known[j] !== mark) free[count++] = j;
  return free.subarray(0, count);
}
