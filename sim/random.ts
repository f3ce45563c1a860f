// Keyed chance: a draw is a pure function of seed, replicate, stream, who and week, never of what was drawn before. So
// no order, no worker and no skipped draw moves another; and since the policy is not in the key, a person meets the same
// luck under every policy, which is the whole of common random numbers. Threefry makes a pair of keys a stream and week;
// under them a two-round integer hash draws for a person, or Threefry itself, the slow one that is proven.

import { threefry } from './threefry.ts';

export interface Chance {
  /** Uniform in (0,1): (h + 0.5) · 2⁻³² for a 32-bit h. `who` is an unsigned 32-bit integer, `t` a week from 0. */
  uniform(stream: number, who: number, t: number): number;
  /** The same where two words say who: a message and a person, or the two ends of a tie (in the order given). */
  uniform2(stream: number, a: number, b: number, t: number): number;
  /** True with probability p: the draw lies below p. p ≤ 0 and p ≥ 1 never draw. */
  happens(p: number, stream: number, who: number, t: number): boolean;
  /**
   * 32 draws of probability p at once, for the persons 32·block … 32·block + 31, as the bits of a signed 32-bit integer:
   * bit i is set iff u < ⌊p · 2³²⌋ for u the 32-bit uniform of lane i, whose k-th most significant bit is bit i of the
   * block's k-th word. Words are drawn until every lane is decided, at most 32 of them and 6 or 7 in the mean.
   */
  block(p: number, stream: number, block: number, t: number): number;
}

// A stream asks in one form only, uniform, uniform2 or block: the forms of one stream share their words.
abstract class Keyed implements Chance {
  /** 32-bit words drawn so far: work, counted exactly. */
  draws = 0;
  readonly #seed: Uint32Array;
  // The key of each stream, and of each stream in the week it last drew in.
  readonly #streamKeys: Uint32Array;
  private readonly weeks: Int32Array;
  private readonly keys: Int32Array;

  /**
   * `seed` is four words (seedWords in digest.ts), `replicate` counts from 0 and `streams` are names: a key depends on
   * the name and not on its place, so that a new stream moves no other. Throws a RangeError where two names would share
   * a key.
   */
  constructor(seed: Uint32Array, replicate: number, streams: readonly string[]) {
    if (seed.length !== 4) throw new RangeError(`a seed is four words, not ${seed.length}`);
    if (replicate >>> 0 !== replicate)
      throw new RangeError(`a replicate is a 32-bit count, not ${replicate}`);
    const names = streams.map(nameHash);
    if (new Set(names).size !== names.length)
      throw new RangeError(`streams with one name or hash: ${streams}`);
    this.#seed = seed.slice();
    this.#streamKeys = new Uint32Array(2 * streams.length);
    this.weeks = new Int32Array(streams.length).fill(-1);
    this.keys = new Int32Array(2 * streams.length);
    const pair = new Uint32Array(2);
    names.forEach((name, stream) => {
      threefry(pair, this.#seed[0]!, this.#seed[1]!, name, replicate);
      this.#streamKeys[2 * stream] = pair[0]! ^ this.#seed[2]!;
      this.#streamKeys[2 * stream + 1] = pair[1]! ^ this.#seed[3]!;
    });
  }

  /** A 32-bit word, signed, from a pair of keys and who. */
  protected abstract word(k0: number, k1: number, who: number): number;
  protected abstract word2(k0: number, k1: number, a: number, b: number): number;

  uniform(stream: number, who: number, t: number): number {
    if (this.weeks[stream] !== t) this.turn(stream, t);
    this.draws++;
    const word = this.word(this.keys[2 * stream]!, this.keys[2 * stream + 1]!, who);
    return ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  uniform2(stream: number, a: number, b: number, t: number): number {
    if (this.weeks[stream] !== t) this.turn(stream, t);
    this.draws++;
    const word = this.word2(this.keys[2 * stream]!, this.keys[2 * stream + 1]!, a, b);
    return ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  happens(p: number, stream: number, who: number, t: number): boolean {
    if (!(p > 0)) return false;
    return p >= 1 || this.uniform(stream, who, t) < p;
  }

  block(p: number, stream: number, block: number, t: number): number {
    if (!(p > 0)) return 0;
    if (p >= 1) return -1;
    if (this.weeks[stream] !== t) this.turn(stream, t);
    const k0 = this.keys[2 * stream]!;
    const k1 = this.keys[2 * stream + 1]!;
    const first = block << 5;
    let next = first;
    let bits = (p * 4294967296) | 0; // of p, those not yet compared, the next one as the sign
    let open = -1; // lanes that have agreed with p so far
    let below = 0; // lanes that are decided and below p
    while (bits !== 0 && open !== 0) {
      const word = this.word(k0, k1, next);
      if (bits < 0) {
        below |= open & ~word;
        open &= word;
      } else {
        open &= ~word;
      }
      bits <<= 1;
      next = (next + 1) | 0;
    }
    this.draws += next - first;
    return below;
  }

  /** The 32-bit uniform (an integer) that `block` compares for this person; for tests and traces, and not counted. */
  uniformOfLane(stream: number, who: number, t: number): number {
    if (this.weeks[stream] !== t) this.turn(stream, t);
    const k0 = this.keys[2 * stream]!;
    const k1 = this.keys[2 * stream + 1]!;
    let u = 0;
    for (let k = 0; k < 32; k++) {
      u = (u << 1) | ((this.word(k0, k1, (who & ~31) | k) >>> (who & 31)) & 1);
    }
    return u >>> 0;
  }

  // The first draw of a stream in a week makes its keys; weeks may come in any order.
  private turn(stream: number, t: number): void {
    threefry(PAIR, this.#streamKeys[2 * stream]!, this.#streamKeys[2 * stream + 1]!, t, 0);
    this.keys[2 * stream] = PAIR[0]!;
    this.keys[2 * stream + 1] = PAIR[1]!;
    this.weeks[stream] = t;
  }
}

const PAIR = new Uint32Array(2);

/** Chance by the keyed hash: the kernel's. */
export class KeyedChance extends Keyed {
  protected word(k0: number, k1: number, who: number): number {
    return mix(mix(who ^ k0) ^ k1);
  }

  // The first round is carried past the second, so that no two persons share a whole row of draws.
  protected word2(k0: number, k1: number, a: number, b: number): number {
    const x = mix(a ^ k0);
    return mix((mix(x ^ b) + x) ^ k1);
  }
}

/** Chance by Threefry-2x32-20 in every word, several times as slow: what the kernel's is measured against. */
export class ThreefryChance extends Keyed {
  readonly #out = new Uint32Array(2);

  protected word(k0: number, k1: number, who: number): number {
    threefry(this.#out, k0, k1, who, 0);
    return this.#out[0]! | 0;
  }

  protected word2(k0: number, k1: number, a: number, b: number): number {
    threefry(this.#out, k0, k1, a, b);
    return this.#out[0]! | 0;
  }
}

// lowbias32 with the better of its published constants (C. Wellons, hash-prospector): a permutation of 32-bit integers.
function mix(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0xd35a2d97);
  return x ^ (x >>> 15);
}

// FNV-1a over UTF-16 units.
function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
