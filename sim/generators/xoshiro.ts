// Chance for setting up a network, sequential within a layer: xoshiro128** 1.1 (Blackman & Vigna 2021, "Scrambled
// linear pseudorandom number generators", ACM TOMS 47:36). The weeks of a run never use it; their draws are keyed.

import { log } from '../exact.ts';

/** A stream of 32-bit words, period 2^128 - 1. Fields are int32, which engines keep out of the heap. */
export class Xoshiro {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** From four state words, not all zero. */
  constructor(a: number, b: number, c: number, d: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
  }

  /** The next word, as an int32. */
  next(): number {
    const five = Math.imul(this.b, 5);
    const word = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return word;
  }

  /** Uniform in (0, 1), never an end: 52 bits, each value the middle of its interval. */
  uniform(): number {
    const high = this.next() >>> 6;
    const low = this.next() >>> 6;
    return (high * 0x4000000 + low + 0.5) * 2.220446049250313e-16; // 2^-52
  }

  /** Uniform among 0 … n - 1, for n up to 2^31: uniform() is at most 1 - 2^-53, so the product stays below n. */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** How many independent trials pass before the first success; `logMiss` is the log of the chance to fail. */
  misses(logMiss: number): number {
    return Math.floor(log(this.uniform()) / logMiss);
  }
}

/** The generator of one layer: from the four words of the network's key and the layer's number, and nothing else. */
export function xoshiroOf(key: Uint32Array, layer: number): Xoshiro {
  const [a, b, c, d] = [1, 2, 3, 4].map((place) => {
    let h = mix(Math.imul(place, 0x9e3779b9) ^ layer);
    for (let k = 0; k < 4; k++) h = mix((h + key[k]) | 0);
    return h;
  }) as [number, number, number, number];
  return new Xoshiro(a | b | c | d ? a : 1, b, c, d);
}

/** A permutation of 32-bit words with little bias: C. Wellons' hash prospector, constants of its later list. */
function mix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x21f0aaad);
  h ^= h >>> 15;
  h = Math.imul(h, 0xd35a2d97);
  return h ^ (h >>> 15);
}
