/**
 * Sets of people as bits, 32 to a word: what makes a week cost what is happening in it. Sets are walked in the order of rows, so the
 * columns of people are read in order too.
 */

/** A bit a person; bits past the last person are 0. */
export type Bits = Uint32Array;

/** The empty set over `size` people. */
export function bitsOf(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** The set of everyone. */
export function everyone(size: number): Bits {
  const bits = bitsOf(size).fill(0xffffffff);
  if ((size & 31) !== 0) bits[bits.length - 1] = (1 << (size & 31)) - 1;
  return bits;
}

export function put(bits: Bits, i: number): void {
  bits[i >>> 5]! |= 1 << (i & 31);
}

export function drop(bits: Bits, i: number): void {
  bits[i >>> 5]! &= ~(1 << (i & 31));
}

export function has(bits: Bits, i: number): boolean {
  return ((bits[i >>> 5]! >>> (i & 31)) & 1) !== 0;
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many people a set holds. */
export function sizeOf(bits: Bits): number {
  let total = 0;
  for (let w = 0; w < bits.length; w++) total += ones(bits[w]!);
  return total;
}

/** How many people two sets share. */
export function overlap(a: Bits, b: Bits): number {
  let total = 0;
  for (let w = 0; w < a.length; w++) total += ones(a[w]! & b[w]!);
  return total;
}

/** The place of the lowest bit of a word that is not 0. */
export function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Calls `visit` for every person of a set, in the order of rows. For loops that need not be the fastest. */
export function forEach(bits: Bits, visit: (i: number) => void): void {
  for (let w = 0; w < bits.length; w++) {
    for (let word = bits[w]!; word !== 0; word &= word - 1) visit((w << 5) + lowest(word));
  }
}
