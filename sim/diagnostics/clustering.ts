// How often two partners of a person are tied to each other: counted where that is quick, else sampled.

import { xoshiroOf, type Xoshiro } from '../generators/xoshiro.ts';
import { areTied, type Network } from '../network.ts';

export interface Clustering {
  /** Transitivity: three times the triangles, over the pairs of ties that meet in a person. 0 where none meet. */
  readonly global: number;
  /** Mean over people of the share of pairs of their partners who are tied; 0 for who has fewer than two. */
  readonly local: number;
  /** null: counted. Else the pairs of ties drawn for each figure, and the larger of their standard errors. */
  readonly sampled: { readonly pairs: number; readonly error: number } | null;
}

/** Up to so many ties triangles are counted: in the worst case their power 3/2 of steps. */
const MOST_COUNTED = 200_000;
/** Gives a standard error of at most 0.0025. */
const PAIRS_DRAWN = 40_000;

/** Clustering, exact up to 200,000 ties; of more, from the same sample whenever the network is the same. */
export function clusteringOf(network: Network): Clustering {
  return network.targets.length <= 2 * MOST_COUNTED ? countedClustering(network) : sampledClustering(network);
}

export function countedClustering(network: Network): Clustering {
  const { size, offsets } = network;
  const triangles = trianglesOf(network);
  let closed = 0;
  let pairs = 0;
  let shares = 0;
  for (let i = 0; i < size; i++) {
    const degree = offsets[i + 1] - offsets[i];
    const own = (degree * (degree - 1)) / 2;
    if (own > 0) shares += triangles[i] / own;
    closed += triangles[i];
    pairs += own;
  }
  return { global: pairs > 0 ? closed / pairs : 0, local: size > 0 ? shares / size : 0, sampled: null };
}

/**
 * Triangles that each person is a corner of. Every tie points from its end of lower degree to the other, which leaves
 * no one more than the root of twice the ties to point at, hubs included (Chiba & Nishizeki 1985).
 */
function trianglesOf(network: Network): Float64Array {
  const { size } = network;
  const { begin, ahead } = pointedUp(network);
  const triangles = new Float64Array(size);
  const marked = new Uint32Array(size); // marked[k] === i + 1: i points at k
  for (let i = 0; i < size; i++) {
    for (let e = begin[i]; e < begin[i + 1]; e++) marked[ahead[e]] = i + 1;
    for (let e = begin[i]; e < begin[i + 1]; e++) {
      const j = ahead[e];
      for (let f = begin[j]; f < begin[j + 1]; f++) {
        const k = ahead[f];
        if (marked[k] !== i + 1) continue;
        triangles[i]++;
        triangles[j]++;
        triangles[k]++;
      }
    }
  }
  return triangles;
}

function pointedUp({ size, offsets, targets }: Network): { begin: Uint32Array; ahead: Uint32Array } {
  const begin = new Uint32Array(size + 1);
  const ahead = new Uint32Array(targets.length / 2);
  let count = 0;
  for (let i = 0; i < size; i++) {
    const degree = offsets[i + 1] - offsets[i];
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const j = targets[e];
      const other = offsets[j + 1] - offsets[j];
      if (degree < other || (degree === other && i < j)) ahead[count++] = j;
    }
    begin[i + 1] = count;
  }
  return { begin, ahead };
}

/** By drawing pairs of ties that meet (Schank & Wagner 2005, J. Graph Algorithms and Applications 9:265). */
export function sampledClustering(network: Network): Clustering {
  const { size, offsets } = network;
  const pairsUpTo = new Float64Array(size + 1);
  for (let i = 0; i < size; i++) {
    const degree = offsets[i + 1] - offsets[i];
    pairsUpTo[i + 1] = pairsUpTo[i] + (degree * (degree - 1)) / 2;
  }
  const chance = xoshiroOf(new Uint32Array(4), 0);
  const total = pairsUpTo[size];
  let global = 0;
  let local = 0;
  for (let draw = 0; draw < PAIRS_DRAWN && total > 0; draw++) {
    if (aPairIsTied(network, whereFound(pairsUpTo, chance.uniform() * total), chance)) global++;
    if (aPairIsTied(network, chance.below(size), chance)) local++;
  }
  global /= PAIRS_DRAWN;
  local /= PAIRS_DRAWN;
  const variance = Math.max(global * (1 - global), local * (1 - local));
  return { global, local, sampled: { pairs: PAIRS_DRAWN, error: Math.sqrt(variance / PAIRS_DRAWN) } };
}

/** Draws two partners of person i: are they tied? No, if there are not two. */
function aPairIsTied(network: Network, i: number, chance: Xoshiro): boolean {
  const { offsets, targets } = network;
  const degree = offsets[i + 1] - offsets[i];
  if (degree < 2) return false;
  const first = chance.below(degree);
  const second = chance.below(degree - 1);
  const row = offsets[i];
  return areTied(network, targets[row + first], targets[row + (second < first ? second : second + 1)]);
}

/** The i with upTo[i] <= x < upTo[i + 1]. */
function whereFound(upTo: Float64Array, x: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (upTo[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}
