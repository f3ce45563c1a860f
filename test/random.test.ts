// Keyed chance: Threefry against its published vectors, then the laws of draws, for the hash and for Threefry alike. The
// statistics of long sequences are in long/battery.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedWords, sha256Hex } from '../sim/digest.ts';
import { KeyedChance, ThreefryChance } from '../sim/random.ts';
import type { Chance } from '../sim/random.ts';
import { threefry } from '../sim/threefry.ts';

const RUNS = { seed: 20151001, numRuns: 500 };
const STREAMS = ['join', 'leave', 'speak', 'tell'];
const SEED = seedWords('laws');

const streams = fc.nat({ max: STREAMS.length - 1 });
const persons = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const blocks = fc.nat({ max: 2 ** 17 - 1 });
const weeks = fc.nat({ max: 1023 });
const probabilities = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 64 }).map((k) => k / 64),
  fc.integer({ min: 0, max: 2 ** 32 }).map((k) => k / 2 ** 32),
  fc.double({ min: 0, max: 2 ** -30, noNaN: true }),
);

describe('threefry', () => {
  // Random123, kat_vectors: threefry2x32, 20 rounds; counter, key, result.
  it.each([
    [0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
  ])('gives the published words for counter %i %i', (c0, c1, k0, k1, x, y) => {
    const out = new Uint32Array(2);
    threefry(out, k0, k1, c0, c1);
    expect([...out]).toEqual([x, y]);
    // Signed words are the same words.
    threefry(out, k0 | 0, k1 | 0, c0 | 0, c1 | 0);
    expect([...out]).toEqual([x, y]);
  });
});

describe.each([
  ['KeyedChance', KeyedChance],
  ['ThreefryChance', ThreefryChance],
] as const)('%s', (_, Kind) => {
  const chance = new Kind(SEED, 0, STREAMS);
  const next = new Kind(SEED, 1, STREAMS);

  it('draws the same whatever was drawn before, in whatever order', () => {
    const draw = fc.tuple(streams, persons, persons, weeks, probabilities);
    const answer = (from: Chance, [s, a, b, t, p]: [number, number, number, number, number]) =>
      [
        from.uniform(s, a, t),
        from.uniform2(s, a, b, t),
        from.block(p, s, b >>> 15, t),
        from.happens(p, s, b, t),
      ].join();
    fc.assert(
      fc.property(fc.array(draw, { minLength: 2, maxLength: 20 }), (draws) => {
        const once = new Kind(SEED, 3, STREAMS);
        const again = new Kind(SEED, 3, STREAMS);
        const forwards = draws.map((one) => answer(once, one));
        const backwards = [...draws].reverse().map((one) => answer(again, one));
        expect(backwards.reverse()).toEqual(forwards);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });

  it('draws otherwise for another seed, replicate, stream, person or week', () => {
    fc.assert(
      fc.property(streams, persons, persons, weeks, fc.nat({ max: 1e6 }), (s, a, b, t, r) => {
        const base = new Kind(SEED, r, STREAMS);
        const seeds = SEED.map((word, i) => (i === r % 4 ? word ^ 1 : word));
        for (const of of [
          (from: Chance, s: number, a: number, t: number) => from.uniform(s, a, t),
          (from: Chance, s: number, a: number, t: number) => from.uniform2(s, a, b, t),
        ]) {
          const drawn = of(base, s, a, t);
          expect(of(new Kind(seeds, r, STREAMS), s, a, t)).not.toBe(drawn);
          expect(of(new Kind(SEED, r + 1, STREAMS), s, a, t)).not.toBe(drawn);
          expect(of(base, (s + 1) % STREAMS.length, a, t)).not.toBe(drawn);
          expect(of(base, s, (a + 1) >>> 0, t)).not.toBe(drawn);
          expect(of(base, s, a, (t + 1) % 1024)).not.toBe(drawn);
        }
        expect(base.uniform2(s, a, (b + 1) >>> 0, t)).not.toBe(base.uniform2(s, a, b, t));
        if (a !== b) expect(base.uniform2(s, b, a, t)).not.toBe(base.uniform2(s, a, b, t));
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  it('knows a stream by its name: another stream, or another order of streams, moves no draw', () => {
    const more = ['new', ...[...STREAMS].reverse(), 'newer'];
    const moved = new Kind(SEED, 0, more);
    fc.assert(
      fc.property(streams, persons, persons, weeks, probabilities, (s, a, b, t, p) => {
        const there = more.indexOf(STREAMS[s]!);
        expect(moved.uniform(there, a, t)).toBe(chance.uniform(s, a, t));
        expect(moved.uniform2(there, a, b, t)).toBe(chance.uniform2(s, a, b, t));
        expect(moved.block(p, there, a >>> 15, t)).toBe(chance.block(p, s, a >>> 15, t));
      }),
      RUNS,
    );
  });

  it('is inside (0, 1), on the middles of 2³² steps', () => {
    fc.assert(
      fc.property(streams, persons, persons, weeks, (s, a, b, t) => {
        for (const u of [chance.uniform(s, a, t), chance.uniform2(s, a, b, t)]) {
          expect(u).toBeGreaterThan(0);
          expect(u).toBeLessThan(1);
          expect(Number.isInteger(u * 2 ** 32 - 0.5)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('happens where the uniform lies below p, and so for every greater p', () => {
    fc.assert(
      fc.property(probabilities, probabilities, streams, persons, weeks, (p, q, s, who, t) => {
        expect(chance.happens(p, s, who, t)).toBe(chance.uniform(s, who, t) < p);
        if (p <= q && chance.happens(p, s, who, t)) expect(chance.happens(q, s, who, t)).toBe(true);
      }),
      RUNS,
    );
  });

  it('sets in a block the lanes whose uniforms lie below p, and so for every greater p', () => {
    fc.assert(
      fc.property(probabilities, probabilities, streams, blocks, weeks, (p, q, s, block, t) => {
        const mask = chance.block(p, s, block, t);
        expect(mask).toBe(mask | 0);
        for (let i = 0; i < 32; i++) {
          const below = chance.uniformOfLane(s, 32 * block + i, t) < Math.floor(p * 2 ** 32);
          expect((mask >>> i) & 1).toBe(below ? 1 : 0);
        }
        const wider = chance.block(Math.max(p, q), s, block, t);
        expect(mask & ~wider).toBe(0);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  it('makes no draw that cannot matter, and counts the others', () => {
    const counted = new Kind(SEED, 0, STREAMS);
    for (const p of [0, -1, NaN, 1, 2, Infinity]) {
      expect(counted.happens(p, 0, 5, 9)).toBe(p >= 1);
      expect(counted.block(p, 0, 5, 9)).toBe(p >= 1 ? -1 : 0);
    }
    expect(counted.block(2 ** -33, 0, 5, 9)).toBe(0);
    counted.uniformOfLane(0, 5, 9);
    expect(counted.draws).toBe(0);

    counted.uniform(0, 5, 9);
    counted.uniform(0, 5, 9);
    counted.uniform2(1, 5, 6, 9);
    counted.happens(0.5, 0, 5, 9);
    expect(counted.draws).toBe(4);
    counted.block(0.5, 0, 5, 9);
    counted.block(0.75, 0, 5, 9);
    expect(counted.draws).toBe(4 + 1 + 2);
  });

  it('stops a block as soon as every lane is decided', () => {
    fc.assert(
      fc.property(probabilities, streams, blocks, weeks, (p, s, block, t) => {
        const counted = new Kind(SEED, 0, STREAMS);
        counted.block(p, s, block, t);
        const bits = Math.floor(p * 2 ** 32);
        // A lane is decided at the first bit in which it differs from p, all lanes after the last bit of p that is set.
        const lanes = Array.from({ length: 32 }, (_, i) => counted.uniformOfLane(s, 32 * block + i, t));
        const first = Math.max(...lanes.map((u) => Math.clz32(u ^ bits) + 1));
        const last = bits === 0 ? 0 : Math.clz32(bits & -bits) + 1;
        expect(counted.draws).toBe(p >= 1 || p <= 0 ? 0 : Math.min(first, last));
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  it('has the mean and variance of a uniform, and a block those of its p', () => {
    const n = 100_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const u = chance.uniform(0, i, 1) - 0.5;
      sum += u;
      squares += u * u;
    }
    // Five standard errors: of the mean 1 / √12n, of the square's mean 1 / √180n.
    expect(Math.abs(sum / n)).toBeLessThan(5 / Math.sqrt(12 * n));
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(5 / Math.sqrt(180 * n));
    for (const p of [0.001, 0.1, 1 / 3, 0.5, 0.99]) {
      let count = 0;
      for (let block = 0; block < n / 32; block++) count += ones(chance.block(p, 1, block, 1));
      expect(Math.abs(count / n - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / n));
    }
  });

  it.each<[string, (i: number) => number]>([
    ['the next person', (i) => chance.uniform(0, i + 1, 1)],
    ['the next week', (i) => chance.uniform(0, i, 2)],
    ['the next stream', (i) => chance.uniform(1, i, 1)],
    ['the next replicate', (i) => next.uniform(0, i, 1)],
    ['who came later to the same place', (i) => chance.uniform(0, i + 2 ** 22, 1)],
    ['a pair with that person', (i) => chance.uniform2(0, i, 1, 1)],
  ])('is uncorrelated with the draw of %s', (_, other) => {
    const n = 100_000;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (chance.uniform(0, i, 1) - 0.5) * (other(i) - 0.5);
    expect(Math.abs((12 * sum) / n)).toBeLessThan(5 / Math.sqrt(n));
  });

  it('does not give two persons the same row of draws with a second word', () => {
    // Under a hash whose second word is only xored in, some b ↦ b ^ c maps the row of one a onto that of another.
    const rows = new Set<string>();
    for (let a = 0; a < 2000; a++) {
      rows.add(
        Array.from({ length: 8 }, (_, b) => chance.uniform2(2, a, b, 0))
          .sort()
          .join(),
      );
    }
    expect(rows.size).toBe(2000);
  });

  it('takes every row and born week of a person, and every week of a run', () => {
    const last = (1023 << 22) >>> 0;
    const drawn = [0, 1, 2 ** 22 - 1, 2 ** 31 - 1, 2 ** 31, last, 2 ** 32 - 1].map((who) =>
      chance.uniform(0, who, 1023),
    );
    expect(new Set(drawn).size).toBe(drawn.length);
    for (const t of [1024, 1e6, -1]) {
      expect(() => chance.uniform(0, 1, t)).toThrow(RangeError);
      expect(() => chance.uniform2(0, 1, 2, t)).toThrow(RangeError);
      expect(() => chance.block(0.5, 0, 1, t)).toThrow(RangeError);
    }
  });

  it('refuses keys that cannot be told apart', () => {
    expect(() => new Kind(SEED, 0, ['join', 'join'])).toThrow('two streams share a name');
    expect(() => new Kind(SEED.subarray(1), 0, STREAMS)).toThrow('a seed is four words, not 3');
    for (const replicate of [-1, 0.5, NaN, 2 ** 32]) {
      expect(() => new Kind(SEED, replicate, STREAMS)).toThrow('a replicate is a 32-bit count');
    }
  });
});

it.each([
  ['KeyedChance', KeyedChance, 'f756b99b585d7ef354a067b3f9a5e31355f07b7d8b0fe660ceaaa272f48498c1'],
  ['ThreefryChance', ThreefryChance, 'aa233be90aaa7e9afe2f08d12f2c7eb73ec2f989e69337b4daa8cecbebf2bcb0'],
] as const)('%s gives these words for ever', (_, Kind, digest) => {
  const chance = new Kind(seedWords('for ever'), 7, STREAMS);
  const words: number[] = [];
  for (let n = 0; n < 200; n++) {
    const who = Math.imul(n, 0x9e3779b9) >>> 0;
    words.push(chance.uniform(n % 4, who, n) * 2 ** 32 - 0.5);
    words.push(chance.uniform2(n % 4, who, n, n) * 2 ** 32 - 0.5);
    words.push(chance.block(n / 200, n % 4, n, n) >>> 0);
  }
  const bytes = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, i) => bytes.setUint32(4 * i, word));
  expect(sha256Hex(new Uint8Array(bytes.buffer))).toBe(digest);
});

function ones(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
