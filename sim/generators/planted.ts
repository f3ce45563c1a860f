// Random ties, one law for all pairs or one inside communities and another between them: Erdős & Rényi 1959, Gilbert
// 1959; planted partition, Condon & Karp 2001. Pairs without a tie are skipped, not tried (Batagelj & Brandes 2005,
// "Efficient generation of large random networks", Phys. Rev. E 71:036113), so that time follows ties, not pairs.

import { log } from '../exact.ts';
import type { TieRows } from '../network.ts';
import type { Xoshiro } from './xoshiro.ts';

/** G(n, p) with p = degree / (n - 1): the planted partition of a single community. */
export function randomTies(size: number, degree: number, chance: Xoshiro): TieRows {
  return plantedTies(Uint32Array.of(0, size), degree, 1, chance);
}

/**
 * Ties by independent chances. A person of a community of s has `within` × degree expected ties inside it; pairs of
 * different communities all have one chance, such that ties outside are (1 - within) × degree a person on average.
 * With a single community all ties are inside. `starts`: first person of each community, and at the end the size.
 * Throws a RangeError where a chance would exceed 1.
 */
export function plantedTies(starts: Uint32Array, degree: number, within: number, chance: Xoshiro): TieRows {
  const count = starts.length - 1;
  const size = starts[count];
  const inner = count === 1 ? degree : degree * within;
  const between = logMiss(chanceBetween(starts, degree - inner));
  const offsets = new Uint32Array(size + 1);
  let earlier = new Uint32Array(Math.ceil((size * degree) / 2) + 16);
  let e = 0;
  // Partners still to be passed over: `away` among the persons of earlier communities, `near` among one's own.
  let away = between < 0 ? chance.misses(between) : Infinity;
  for (let c = 0; c < count; c++) {
    const start = starts[c];
    const stop = starts[c + 1];
    const inside = logMiss(chanceInside(stop - start, inner));
    let near = inside < 0 ? chance.misses(inside) : Infinity;
    for (let v = start; v < stop; v++) {
      const own = v - start;
      while (away < start) {
        if (e === earlier.length) earlier = enlarged(earlier);
        earlier[e++] = away;
        away += 1 + chance.misses(between);
      }
      away -= start;
      while (near < own) {
        if (e === earlier.length) earlier = enlarged(earlier);
        earlier[e++] = start + near;
        near += 1 + chance.misses(inside);
      }
      near -= own;
      offsets[v + 1] = e;
    }
  }
  return { offsets, earlier: earlier.subarray(0, e), selfTies: 0 };
}

function chanceInside(members: number, inner: number): number {
  if (inner > members - 1 && inner > 0) {
    throw new RangeError(`${inner} ties inside a community are asked for, but one has ${members} people`);
  }
  return inner > 0 ? inner / (members - 1) : 0;
}

function chanceBetween(starts: Uint32Array, outer: number): number {
  if (!(outer > 0)) return 0;
  const size = starts[starts.length - 1];
  let pairs = size * size; // ordered pairs of persons of different communities
  for (let c = 1; c < starts.length; c++) pairs -= (starts[c] - starts[c - 1]) * (starts[c] - starts[c - 1]);
  if (outer * size > pairs) {
    throw new RangeError(
      `${outer} ties a person outside the community are asked for: more than there are pairs`,
    );
  }
  return (outer * size) / pairs;
}

/** The log of 1 - p; where 1 - p would lose the last digits of p, the first two terms of the series. */
function logMiss(p: number): number {
  return p < 1e-8 ? -p - (p * p) / 2 : p < 1 ? log(1 - p) : -Infinity;
}

function enlarged(earlier: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.ceil(earlier.length * 1.02) + 16);
  more.set(earlier);
  return more;
}
