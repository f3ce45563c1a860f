// Keyed chance: a draw is a pure function of seed, replicate, stream, who and week, never of what was drawn before. So
// no order, no worker and no skipped draw moves another; and since the policy is not in the key, a person meets the same
// luck under every policy, which is the whole of common random numbers. Threefry makes a pair of keys a stream and week;
// under them a two-round integer hash draws for a person, or Threefry itself, the slow one that is proven.

import { threefry } from './threefry.ts';

export interface Chance {
  /** Uniform in (0,1): (h + 0.5) · 2⁻³² for a 32-bit h. `who` is an unsigned 32-bit integer, `t` a week in 0 … 1023. */
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

// A run has at most 1,024 weeks, so that a born week and a row fit in the 32 bits of a person's id.
const WEEKS_AS_BITS = 10;

// A stream asks in one form only, uniform, uniform2 or block: the forms of one stream share their words.
abstract class Keyed implements Chance {
  /** 32-bit words drawn so far: work, counted exactly. */
  draws = 0;
  readonly #streamKeys: Uint32Array;
  // The pair of each (stream, week), made when first asked for; until then 0 (and made again where it is truly 0).
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
      throw new RangeError(`two streams share a name or its hash: ${streams}`);
    this.#streamKeys = new Uint32Array(2 * streams.length);
    this.keys = new Int32Array(streams.length << (WEEKS_AS_BITS + 1));
    names.forEach((name, stream) => {
      threefry(PAIR, seed[0]!, seed[1]!, name, replicate);
      this.#streamKeys[2 * stream] = PAIR[0]! ^ seed[2]!;
      this.#streamKeys[2 * stream + 1] = PAIR[1]! ^ seed[3]!;
    });
  }

  /** A 32-bit word, signed, from a pair of keys and who. */
  protected abstract word(k0: number, k1: number, who: number): number;
  protected abstract word2(k0: number, k1: number, a: number, b: number): number;

  uniform(stream: number, who: number, t: number): number {
    const keys = this.keys;
    const at = (stream << (WEEKS_AS_BITS + 1)) | (t << 1);
    const k0 = keys[at]!;
    if (k0 === 0 || t >>> WEEKS_AS_BITS !== 0) return this.firstUniform(stream, who, t);
    this.draws++;
    return ((this.word(k0, keys[at + 1]!, who) >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  // Apart from `uniform` and called last in it, so that the engine keeps the hot loop's values in registers.
  private firstUniform(stream: number, who: number, t: number): number {
    const at = this.pairOf(stream, t);
    this.draws++;
    return ((this.word(this.keys[at]!, this.keys[at + 1]!, who) >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  uniform2(stream: number, a: number, b: number, t: number): number {
    const keys = this.keys;
    const at = this.pairOf(stream, t);
    this.draws++;
    return ((this.word2(keys[at]!, keys[at + 1]!, a, b) >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  happens(p: number, stream: number, who: number, t: number): boolean {
    if (!(p > 0)) return false;
    return p >= 1 || this.uniform(stream, who, t) < p;
  }

  block(p: number, stream: number, block: number, t: number): number {
    if (!(p > 0)) return 0;
    if (p >= 1) return -1;
    const at = this.pairOf(stream, t);
    const k0 = this.keys[at]!;
    const k1 = this.keys[at + 1]!;
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
    const at = this.pairOf(stream, t);
    let u = 0;
    for (let k = 0; k < 32; k++) {
      const word = this.word(this.keys[at]!, this.keys[at + 1]!, (who & ~31) | k);
      u = (u << 1) | ((word >>> (who & 31)) & 1);
    }
    return u >>> 0;
  }

  // Where the pair of keys of this stream and week stands.
  private pairOf(stream: number, t: number): number {
    const at = (stream << (WEEKS_AS_BITS + 1)) | (t << 1);
    if (this.keys[at] === 0 || t >>> WEEKS_AS_BITS !== 0) this.makePair(stream, t, at);
    return at;
  }

  private makePair(stream: number, t: number, at: number): void {
    if (t >>> WEEKS_AS_BITS !== 0)
      throw new RangeError(`week ${t} is not in 0 … ${(1 << WEEKS_AS_BITS) - 1}`);
    threefry(PAIR, this.#streamKeys[2 * stream]!, this.#streamKeys[2 * stream + 1]!, t, 0);
    this.keys[at] = PAIR[0]!;
    this.keys[at + 1] = PAIR[1]!;
  }
}

const PAIR = new Uint32Array(2);

// A round of the hash is lowbias32 with the better of its published constants (C. Wellons, hash-prospector), a
// permutation of 32-bit integers. Rounds are written out below: the engine's budget for inlining is counted in bytecodes.
//
// Beside test/long/battery.test.ts it was put, by hand, through dieharder 3.31.1 (Debian has no TestU01) in six orders of
// consumption: persons, weeks, streams, ties, messages (nearly to its end) and lanes. Of 453 results none failed and 15
// were weak (p beyond 0.005 at either end), 8 of them in sts_serial, whose results hang together and whose mean over 12
// seeds is Threefry's. Five of the other seven, repeated with five seeds each, were weak 2 times in 25. And over 2²⁸ words
// in nine orders, the bits in which words a power of two apart differ are as many and as even as they should be, where a
// single round is found out within 2²⁰ (p below 10⁻⁵⁰).
const imul = Math.imul;
const A = 0x21f0aaad;
const B = 0xd35a2d97 | 0;

/** Chance by the keyed hash: the kernel's. Two rounds, a key before each. */
export class KeyedChance extends Keyed {
  protected word(k0: number, k1: number, who: number): number {
    let x = who ^ k0;
    x = imul(x ^ (x >>> 16), A);
    x = imul(x ^ (x >>> 15), B);
    x ^= (x >>> 15) ^ k1;
    x = imul(x ^ (x >>> 16), A);
    x = imul(x ^ (x >>> 15), B);
    return x ^ (x >>> 15);
  }

  // Three rounds; the first is carried past the second, so that no two a share their words for all b.
  protected word2(k0: number, k1: number, a: number, b: number): number {
    let x = a ^ k0;
    x = imul(x ^ (x >>> 16), A);
    x = imul(x ^ (x >>> 15), B);
    x ^= x >>> 15;
    let y = x ^ b;
    y = imul(y ^ (y >>> 16), A);
    y = imul(y ^ (y >>> 15), B);
    x = (x + (y ^ (y >>> 15))) ^ k1;
    x = imul(x ^ (x >>> 16), A);
    x = imul(x ^ (x >>> 15), B);
    return x ^ (x >>> 15);
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

// FNV-1a over UTF-16 units.
function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
