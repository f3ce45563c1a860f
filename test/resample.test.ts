import fc from 'fast-check';
import xor4096 from 'seedrandom/lib/xor4096.js';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../sim/digest.ts';
import { variance } from '../sim/moments.ts';
import { pairKey, resampledSums } from '../sim/resample.ts';

const SETTINGS = { seed: 20151001, numRuns: 200 };

describe('the generator', () => {
  it('has its published draws', () => {
    // Seed 1, in the header of lib/xor4096.js of seedrandom 3.0.5: a 53-bit number, which takes two draws, then a third.
    const numbered = (xor4096 as unknown as (seed: number) => { int32(): number })(1);
    const [first, second, third] = [numbered.int32(), numbered.int32(), numbered.int32()];
    expect(((first >>> 11) + (second >>> 0) / 2 ** 32) / 2 ** 21).toBe(0.1520436450538547);
    expect(third).toBe(1806534897);
  });
});

describe('resampledSums', () => {
  it('is a pure function of values, count and key; fewer resamples are a prefix of more', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.string(), fc.integer({ min: 0, max: 20 }), (list, key, few) => {
        const all = resampledSums(Float64Array.from(list), 20, key);
        expect(resampledSums(Float64Array.from(list), few, key)).toEqual(all.slice(0, few));
      }),
      SETTINGS,
    );
  });

  it('a sum lies between n times the least and n times the most', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.string(), (list, key) => {
        for (const sum of resampledSums(Float64Array.from(list), 20, key)) {
          expect(sum).toBeGreaterThanOrEqual(list.length * Math.min(...list));
          expect(sum).toBeLessThanOrEqual(list.length * Math.max(...list));
        }
      }),
      SETTINGS,
    );
  });

  it('keys that collide as seeds of seedrandom differ here', () => {
    const draws = ['', 'a', 'aa', 'aaa', 'š', '1', '11', 'سلام', "3D'E"].map((key) =>
      resampledSums(Float64Array.of(1, 2, 3, 5, 8, 13, 21), 8, key).join(),
    );
    expect(new Set(draws).size).toBe(draws.length);
  });

  it.each([3, 7, 200])('every one of %i values is drawn equally often', (n) => {
    // The value 1 at one place and 0 elsewhere counts that place's draws; all places of one key are one stream.
    const resamples = Math.ceil(300_000 / n);
    const draws = Array.from({ length: n }, (_, i) => {
      const values = new Float64Array(n);
      values[i] = 1;
      return resampledSums(values, resamples, 'even').reduce((a, b) => a + b);
    });
    expect(draws.reduce((a, b) => a + b)).toBe(n * resamples);
    const chi2 = draws.reduce((sum, count) => sum + (count - resamples) ** 2 / resamples, 0);
    expect(Math.abs(chi2 - (n - 1))).toBeLessThan(5 * Math.sqrt(2 * (n - 1)));
  });

  it('draws its indices as Lemire says, those refused too', () => {
    const n = 1_000_000;
    const values = Float64Array.from({ length: n }, (_, i) => i);
    const { int32 } = xor4096(digestOf(['palinode:resample', 'lemire']));
    let [sum, refused] = [0, 0];
    for (let k = 0; k < n;) {
      const product = BigInt(int32() >>> 0) * 1_000_000n;
      if ((product & 0xffffffffn) < 4294967296n % 1_000_000n) {
        refused++;
        continue;
      }
      sum += values[Number(product >> 32n)]!;
      k++;
    }
    expect(refused).toBeGreaterThan(100);
    expect(resampledSums(values, 1, 'lemire')[0]).toBe(sum);
  });

  it('the variance of the sums is that of drawing with replacement', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => i * i);
    const sums = resampledSums(values, 20_000, 'variance');
    const expected = 49 * variance(values)!;
    expect(Math.abs(variance(sums)! / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / 20_000));
  });

  it('refuses what it cannot draw from', () => {
    expect(() => resampledSums(new Float64Array(0), 1, '')).toThrow(RangeError);
    expect(() => resampledSums(new Float64Array(2 ** 20 + 1), 1, '')).toThrow(RangeError);
  });
});

describe('pairKey', () => {
  it('forgets which policy is the baseline and how keys are ordered, and nothing else', () => {
    const key = pairKey('seed', 'recruits', { a: 1, b: 2 }, { c: 3 });
    expect(pairKey('seed', 'recruits', { c: 3 }, { b: 2, a: 1 })).toBe(key);
    const others = [
      pairKey('Seed', 'recruits', { a: 1, b: 2 }, { c: 3 }),
      pairKey('seed', 'voices', { a: 1, b: 2 }, { c: 3 }),
      pairKey('seed', 'recruits', { a: 1, b: 2 }, { c: 4 }),
      pairKey('seed', 'recruits', { a: 1, b: 3 }, { c: 3 }),
      pairKey('seed', 'recruits', { a: 1, b: 2 }, { a: 1, b: 2 }),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });
});
