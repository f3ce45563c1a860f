// Who knows whom: a network made of layers, each by a law of its own, from a key and nothing else. Every layer has its
// own generator, keyed by its number, so that a layer added or changed moves no other.

import { communityOf, communityStarts } from './generators/communities.ts';
import { groupTies, householdStarts } from './generators/groups.ts';
import { latticeTies } from './generators/lattice.ts';
import { plantedTies, randomTies } from './generators/planted.ts';
import { preferentialTies } from './generators/preferential.ts';
import { xoshiroOf, type Xoshiro } from './generators/xoshiro.ts';
import {
  checkSize,
  mergeLayers,
  MOST_LAYERS,
  tieRows,
  type Dropped,
  type Network,
  type TieRows,
} from './network.ts';

export interface NetworkSpec {
  readonly communities: { readonly count: number; readonly sizes: 'equal' | 'geometric' };
  readonly layers: readonly LayerSpec[];
}

/** One layer. `trust` decides which layer keeps a pair that two give; degrees are means per person. */
export type LayerSpec = { readonly name: string; readonly trust: number } & LayerLaw;

export type LayerLaw =
  | { readonly kind: 'random'; readonly degree: number }
  | { readonly kind: 'small world'; readonly degree: number; readonly rewiring: number }
  | { readonly kind: 'preferential'; readonly degree: number }
  | { readonly kind: 'communities'; readonly degree: number; readonly within: number }
  | { readonly kind: 'cliques'; readonly size: number }
  | { readonly kind: 'complete' }
  | { readonly kind: 'ring'; readonly degree: number }
  | { readonly kind: 'given'; readonly ties: readonly (readonly [number, number])[] };

export interface Population {
  readonly network: Network & { readonly dropped: Dropped };
  /** Community of each person; persons of one are consecutive. */
  readonly community: Uint16Array;
}

// A row offset is 32 bits and every tie is in two rows; half of that leaves room for chance.
const MOST_TIES = 0x40000000;

/**
 * The network of `size` people in the given communities and layers: the same bytes for the same arguments, wherever.
 * `key`: four words that stand for the seed and the replicate. Where several layers tie the same pair, the one with
 * most trust keeps it (the first of equals). O(people + ties) in time and memory.
 * Throws a RangeError, naming the layer, for what cannot be built.
 */
export function generateNetwork(spec: NetworkSpec, size: number, key: Uint32Array): Population {
  checkSpec(spec, size);
  const starts = communityStarts(spec.communities.count, spec.communities.sizes, size);
  const layers = byTrust(spec.layers).map((number) => ({
    layer: number,
    rows: tiesOf(spec.layers[number], starts, xoshiroOf(key, number)),
  }));
  return { network: mergeLayers(size, layers), community: communityOf(starts) };
}

/** Ties (pairs) that the layers lay in expectation, before pairs that two layers give are merged. */
export function expectedTies(spec: NetworkSpec, size: number): number {
  return spec.layers.reduce(
    (sum, layer) =>
      sum + (layer.kind === 'given' ? layer.ties.length : (askedDegree(layer, size)! * size) / 2),
    0,
  );
}

/** The mean degree that a layer asks for; null where it names none (a given list of ties). */
export function askedDegree(layer: LayerSpec, size: number): number | null {
  if (layer.kind === 'given') return null;
  const most = Math.max(0, size - 1);
  if (layer.kind === 'complete') return most;
  return layer.kind === 'cliques' ? Math.min(most, layer.size - 1) : layer.degree;
}

/** The share of its ties that a layer asks to be inside communities; null where it asks for none. */
export function askedInside(layer: LayerSpec): number | null {
  if (layer.kind === 'communities') return layer.within;
  return layer.kind === 'cliques' ? 1 : null;
}

function tiesOf(layer: LayerSpec, starts: Uint32Array, chance: Xoshiro): TieRows {
  const size = starts[starts.length - 1];
  try {
    switch (layer.kind) {
      case 'random':
        return randomTies(size, layer.degree, chance);
      case 'small world':
        return latticeTies(size, layer.degree, layer.rewiring, chance);
      case 'preferential':
        return preferentialTies(size, layer.degree, chance);
      case 'communities':
        return plantedTies(starts, layer.degree, layer.within, chance);
      case 'cliques':
        return groupTies(householdStarts(starts, layer.size));
      case 'complete':
        return groupTies(Uint32Array.of(0, size));
      case 'ring':
        return latticeTies(size, layer.degree, 0, chance);
      case 'given':
        return givenTies(size, layer.ties);
    }
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`layer "${layer.name}": ${error.message}`) : error;
  }
}

function givenTies(size: number, ties: readonly (readonly [number, number])[]): TieRows {
  const from = new Uint32Array(ties.length);
  const to = new Uint32Array(ties.length);
  const exists = (i: number): boolean => Number.isInteger(i) && i >= 0 && i < size;
  for (let e = 0; e < ties.length; e++) {
    const [i, j] = ties[e];
    if (!exists(i) || !exists(j)) {
      throw new RangeError(`tie ${e} joins ${i} and ${j}, but persons are numbered 0 to ${size - 1}`);
    }
    from[e] = i;
    to[e] = j;
  }
  return tieRows(size, from, to, ties.length);
}

/** Layer numbers, most trusted first; equals in the order given (sort is stable). */
function byTrust(layers: readonly LayerSpec[]): number[] {
  return layers.map((_, number) => number).sort((k, l) => layers[l].trust - layers[k].trust);
}

function checkSpec(spec: NetworkSpec, size: number): void {
  checkSize(size);
  if (spec.layers.length > MOST_LAYERS) {
    throw new RangeError(`${spec.layers.length} layers: a network has at most ${MOST_LAYERS}`);
  }
  for (const layer of spec.layers) {
    const problem = problemOf(layer, size);
    if (problem) throw new RangeError(`layer "${layer.name}": ${problem}`);
  }
  const ties = expectedTies(spec, size);
  if (ties > MOST_TIES) throw new RangeError(`about ${ties} ties: a network holds at most ${MOST_TIES}`);
}

function problemOf(layer: LayerSpec, size: number): string | null {
  if (!Number.isFinite(layer.trust)) return `a trust of ${layer.trust} cannot be compared`;
  if ('degree' in layer && !(layer.degree >= 0)) return `a mean degree of ${layer.degree}: it is 0 or more`;
  if ('degree' in layer && layer.degree > Math.max(0, size - 1)) {
    return `a mean degree of ${layer.degree} needs more than ${layer.degree} people; there are ${size}`;
  }
  if ('rewiring' in layer && !isShare(layer.rewiring))
    return `rewiring ${layer.rewiring} is not between 0 and 1`;
  if ('within' in layer && !isShare(layer.within))
    return `a share within of ${layer.within} is not between 0 and 1`;
  if ('size' in layer && !(layer.size >= 1 && layer.size < Infinity))
    return `households of ${layer.size} people`;
  return null;
}

function isShare(x: number): boolean {
  return x >= 0 && x <= 1;
}
