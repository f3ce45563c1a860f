import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsOf,
  drop,
  everyone,
  forEach,
  has,
  lowest,
  ones,
  overlap,
  put,
  sizeOf,
  type Bits,
} from '../sim/bits.ts';

const SETTINGS = { seed: 20151001, numRuns: 300 };
const SIZE = 70;
const PEOPLE = fc.uniqueArray(fc.nat(SIZE - 1));
const WORD = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const setOf = (people: readonly number[]): Bits => {
  const bits = bitsOf(SIZE);
  for (const i of people) put(bits, i);
  return bits;
};
const listOf = (bits: Bits): number[] => {
  const people: number[] = [];
  forEach(bits, (i) => people.push(i));
  return people;
};
const ascending = (people: Iterable<number>): number[] => Array.from(people).sort((a, b) => a - b);
const onesIn = (word: number): number => (word >>> 0).toString(2).replaceAll('0', '').length;

describe('a set of people', () => {
  it('is a set, walked in the order of rows', () => {
    fc.assert(
      fc.property(PEOPLE, PEOPLE, (some, gone) => {
        const set = new Set(some);
        const bits = setOf(some);
        for (const i of gone) {
          set.delete(i);
          drop(bits, i);
        }
        expect(listOf(bits)).toEqual(ascending(set));
        expect(sizeOf(bits)).toBe(set.size);
        for (let i = 0; i < SIZE; i++) expect(has(bits, i)).toBe(set.has(i));
      }),
      SETTINGS,
    );
  });

  it('shares with another whom both hold', () => {
    fc.assert(
      fc.property(PEOPLE, PEOPLE, (a, b) => {
        expect(overlap(setOf(a), setOf(b))).toBe(a.filter((i) => b.includes(i)).length);
      }),
      SETTINGS,
    );
  });

  it('of everyone holds each of them and no bit past the last', () => {
    for (const size of [0, 1, 31, 32, 33, 63, 64, 65, 1000]) {
      expect(sizeOf(everyone(size))).toBe(size);
      expect(listOf(everyone(size))).toEqual(Array.from({ length: size }, (_, i) => i));
      expect(everyone(size)).toHaveLength(Math.ceil(size / 32));
    }
  });
});

describe('a word', () => {
  it('has as many ones as its digits say, and its lowest where they end', () => {
    fc.assert(
      fc.property(WORD, (word) => {
        expect(ones(word)).toBe(onesIn(word));
        if (word !== 0) expect(lowest(word)).toBe(/0*$/.exec((word >>> 0).toString(2))![0].length);
      }),
      SETTINGS,
    );
    for (let k = 0; k < 32; k++) expect([ones(1 << k), lowest(1 << k)]).toEqual([1, k]);
    expect([ones(0), ones(-1)]).toEqual([0, 32]);
  });
});
