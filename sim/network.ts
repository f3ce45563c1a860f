// Who is tied to whom, as compressed sparse rows on typed arrays: the rows of a person's ties lie side by side, so a
// week reads them in order. Built in O(people + ties) by counting, never by comparing, and without an object a tie.

/** Mutual (i in j's row iff j in i's), rows ascending, no self-ties, no repeats, a layer byte beside each target. */
export interface Network {
  readonly size: number;
  /** Row i is targets[offsets[i]] … targets[offsets[i + 1] - 1]; size + 1 entries, the last is targets.length. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly layer: Uint8Array;
}

/** What was left out while building: persons tied to themselves, and pairs named more than once (either way round). */
export interface Dropped {
  readonly selfTies: number;
  readonly repeats: number;
}

/** Ties of one layer, each once, in the row of its later person: row v lists persons u < v, in any order. */
export interface TieRows {
  readonly offsets: Uint32Array;
  readonly earlier: Uint32Array;
  readonly selfTies: number;
}

/** One layer on its way into a network: its number, which becomes the layer byte, and its ties. */
export interface LayerTies {
  readonly layer: number;
  readonly rows: TieRows;
}

// A later person and a layer share one 32-bit word while rows are merged: 29 bits and 3.
const LAYER_BITS = 3;
const LAYER_MASK = 7;
export const MOST_LAYERS = 8;
export const MOST_PEOPLE = 0x20000000;

/**
 * The network of a list of ties, given in any order and direction. Self-ties and repeats are dropped and counted; a
 * pair given in several layers keeps the lowest. Throws a RangeError for a size, a person or a layer out of range.
 */
export function networkFromTies(
  size: number,
  from: Uint32Array,
  to: Uint32Array,
  layer?: Uint8Array,
): Network & { readonly dropped: Dropped } {
  checkSize(size);
  if (from.length !== to.length || (layer && layer.length !== from.length)) {
    throw new RangeError(
      `the columns of ties differ in length: ${from.length}, ${to.length}, ${layer?.length ?? '-'}`,
    );
  }
  checkEnds(size, from, to);
  if (!layer) return mergeLayers(size, [{ layer: 0, rows: tieRows(size, from, to, from.length) }]);
  const layers = [];
  for (const number of layersIn(layer)) {
    const mine = (_: number, e: number): boolean => layer[e] === number;
    const some = from.filter(mine);
    layers.push({ layer: number, rows: tieRows(size, some, to.filter(mine), some.length) });
  }
  return mergeLayers(size, layers);
}

/** Sorts the first `count` ties of a list, whose ends are in range, into rows of their later persons. */
export function tieRows(size: number, from: Uint32Array, to: Uint32Array, count: number): TieRows {
  const offsets = new Uint32Array(size + 1);
  let selfTies = 0;
  for (let e = 0; e < count; e++) {
    const a = from[e];
    const b = to[e];
    if (a === b) selfTies++;
    else offsets[(a > b ? a : b) + 1]++;
  }
  for (let v = 0; v < size; v++) offsets[v + 1] += offsets[v];
  const next = offsets.slice(0, size);
  const earlier = new Uint32Array(count - selfTies);
  for (let e = 0; e < count; e++) {
    const a = from[e];
    const b = to[e];
    if (a > b) earlier[next[a]++] = b;
    else if (b > a) earlier[next[b]++] = a;
  }
  return { offsets, earlier, selfTies };
}

/**
 * The network of several layers. Where two layers give the same pair, the first in the list keeps it. Two counting
 * passes: rows of the earlier persons, filled while the later ascend, are in order and repeats meet in them; mirroring
 * those while the earlier ascend leaves every full row in order.
 */
export function mergeLayers(
  size: number,
  layers: readonly LayerTies[],
): Network & { readonly dropped: Dropped } {
  const begin = countEarlier(size, layers);
  const later = new Uint32Array(begin[size]);
  // Of each person, first the number of partners, then where the next one goes in the full row.
  const cursor = new Uint32Array(size);
  const end = fileUnderEarlier(layers, begin, later, cursor);
  const repeats = dropRepeats(begin, end, later, cursor);
  const offsets = new Uint32Array(size + 1);
  for (let v = 0; v < size; v++) {
    offsets[v + 1] = offsets[v] + cursor[v];
    cursor[v] = offsets[v];
  }
  const targets = mirror(begin, end, later, cursor, offsets[size]);
  const layer = splitWords(targets);
  const selfTies = layers.reduce((sum, { rows }) => sum + rows.selfTies, 0);
  return { size, offsets, targets, layer, dropped: { selfTies, repeats } };
}

/** Where the row of each earlier person begins: size + 1 entries. */
function countEarlier(size: number, layers: readonly LayerTies[]): Uint32Array {
  const begin = new Uint32Array(size + 1);
  for (const { rows } of layers) {
    const { earlier } = rows;
    for (let e = 0; e < earlier.length; e++) begin[earlier[e] + 1]++;
  }
  for (let u = 0; u < size; u++) begin[u + 1] += begin[u];
  return begin;
}

/** Writes each tie's later person and layer, as one word, in the row of the earlier; returns where each row ends. */
function fileUnderEarlier(
  layers: readonly LayerTies[],
  begin: Uint32Array,
  later: Uint32Array,
  partners: Uint32Array,
): Uint32Array {
  const end = begin.slice(0, -1);
  for (let v = 0; v < end.length; v++) {
    for (let k = 0; k < layers.length; k++) {
      const { offsets, earlier } = layers[k].rows;
      const word = (v << LAYER_BITS) | layers[k].layer;
      const stop = offsets[v + 1];
      for (let e = offsets[v]; e < stop; e++) later[end[earlier[e]]++] = word;
      partners[v] += stop - offsets[v];
    }
  }
  return end;
}

/** Keeps the first of equal later persons, which stand side by side; counts the partners left and what was dropped. */
function dropRepeats(
  begin: Uint32Array,
  end: Uint32Array,
  later: Uint32Array,
  partners: Uint32Array,
): number {
  let repeats = 0;
  for (let u = 0; u < end.length; u++) {
    const stop = end[u];
    let kept = begin[u];
    let last = -1;
    for (let e = kept; e < stop; e++) {
      const word = later[e];
      const v = word >>> LAYER_BITS;
      if (v === last) {
        partners[v]--;
        repeats++;
      } else {
        later[kept++] = word;
        last = v;
      }
    }
    end[u] = kept;
    partners[u] += kept - begin[u];
  }
  return repeats;
}

/** Writes each tie, as words, into both rows. When u's turn comes, all its earlier partners have written themselves. */
function mirror(
  begin: Uint32Array,
  end: Uint32Array,
  later: Uint32Array,
  cursor: Uint32Array,
  count: number,
): Uint32Array {
  const words = new Uint32Array(count);
  for (let u = 0; u < end.length; u++) {
    const stop = end[u];
    const mine = u << LAYER_BITS;
    let own = cursor[u];
    for (let e = begin[u]; e < stop; e++) {
      const word = later[e];
      words[own++] = word;
      words[cursor[word >>> LAYER_BITS]++] = mine | (word & LAYER_MASK);
    }
  }
  return words;
}

/** Splits words in place: leaves the persons, returns the layers. */
function splitWords(words: Uint32Array): Uint8Array {
  const layer = new Uint8Array(words.length);
  for (let e = 0; e < words.length; e++) {
    layer[e] = words[e] & LAYER_MASK;
    words[e] >>>= LAYER_BITS;
  }
  return layer;
}

function layersIn(layer: Uint8Array): number[] {
  const seen = new Uint8Array(256);
  for (let e = 0; e < layer.length; e++) seen[layer[e]] = 1;
  const numbers = Array.from(seen.keys()).filter((number) => seen[number] === 1);
  const last = numbers.at(-1) ?? 0;
  if (last >= MOST_LAYERS) throw new RangeError(`layer ${last}: layers are numbered 0 to ${MOST_LAYERS - 1}`);
  return numbers;
}

/** Throws a RangeError unless `size` is a whole number of people that a network can hold. */
export function checkSize(size: number): void {
  if (!Number.isInteger(size) || size < 0 || size >= MOST_PEOPLE) {
    throw new RangeError(
      `a network of ${size} people: the size is a whole number from 0 to ${MOST_PEOPLE - 1}`,
    );
  }
}

function checkEnds(size: number, from: Uint32Array, to: Uint32Array): void {
  for (let e = 0; e < from.length; e++) {
    if (from[e] >= size || to[e] >= size) {
      throw new RangeError(
        `tie ${e} joins ${from[e]} and ${to[e]}, but persons are numbered 0 to ${size - 1}`,
      );
    }
  }
}

/** Whether i and j are tied: a search by halves in the shorter of their rows. */
export function areTied(network: Network, i: number, j: number): boolean {
  const { offsets, targets } = network;
  const shorter = offsets[i + 1] - offsets[i] <= offsets[j + 1] - offsets[j];
  const row = shorter ? i : j;
  const sought = shorter ? j : i;
  let low = offsets[row];
  let high = offsets[row + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (targets[middle] < sought) low = middle + 1;
    else high = middle;
  }
  return low < offsets[row + 1] && targets[low] === sought;
}
