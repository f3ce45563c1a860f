// The kernel's draws and Threefry's, in the orders in which the simulator asks for them, through one battery: a verdict
// over all its numbers at once (Bonferroni), and generators known to be weak that must not pass it.
import { describe, expect, it } from 'vitest';
import { seedWords } from '../../sim/digest.ts';
import { KeyedChance, ThreefryChance } from '../../sim/random.ts';
import { threefry } from '../../sim/threefry.ts';
import { Places, STATISTICS, binomial, chiSquare, upperGamma } from './battery.ts';

const WORDS = 2 ** 20;
const PEOPLE = 2 ** 14; // powers of two, so that words whose places differ in a bit have a who that does
const WEEKS = 2 ** 9;
const STREAMS = Array.from({ length: 16 }, (_, s) => `stream ${s}`);
const SEED = seedWords('battery');
const FALSE_ALARMS = 0.001; // of a whole battery under ideal words

type Draws = Pick<KeyedChance, 'uniform' | 'uniform2' | 'block' | 'uniformOfLane'>;
type Kind = new (seed: Uint32Array, replicate: number, streams: readonly string[]) => Draws;
type Draw = (n: number) => number; // the n-th uniform in an order

// Each order is what one loop of the simulator, or of an experiment around it, draws one after the other.
const ORDERS: Readonly<Record<string, (kind: Kind) => Draw>> = {
  'persons, then weeks': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform(0, n % PEOPLE, Math.floor(n / PEOPLE));
  },
  'weeks, then persons': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform(0, Math.floor(n / WEEKS), n % WEEKS);
  },
  'streams, then persons': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform(n % 16, (n >> 4) % PEOPLE, Math.floor(n / 16 / PEOPLE));
  },
  'replicates, then persons': (kind) => {
    const chances = Array.from({ length: 256 }, (_, r) => new kind(SEED, r, ['one']));
    return (n) => chances[n % 256]!.uniform(0, Math.floor(n / 256), 7);
  },
  'seeds, then persons': (kind) => {
    const chances = Array.from({ length: 256 }, (_, s) => new kind(seedWords(String(s)), 0, ['one']));
    return (n) => chances[n % 256]!.uniform(0, Math.floor(n / 256), 7);
  },
  'newcomers of a row, then rows': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform(0, (((n % 512) << 22) | Math.floor(n / 512)) >>> 0, n % 512);
  },
  'every 64th person': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform(0, (n % PEOPLE) * 64, Math.floor(n / PEOPLE));
  },
  'ties of a person, then persons': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => {
      const person = Math.floor(n / 10) % PEOPLE;
      const other = (person + (n % 10) + 1) % PEOPLE;
      return chance.uniform2(0, person, other, Math.floor(n / 10 / PEOPLE));
    };
  },
  'both ends of a tie': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => {
      const tie = n >> 1;
      const one = tie % PEOPLE;
      const other = (one + 1 + Math.floor(tie / PEOPLE)) % PEOPLE;
      return n % 2 === 0 ? chance.uniform2(0, one, other, 3) : chance.uniform2(0, other, one, 3);
    };
  },
  'persons, then messages': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform2(0, Math.floor(n / PEOPLE), n % PEOPLE, 3);
  },
  'messages, then persons': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform2(0, n % 8, (n >> 3) % PEOPLE, Math.floor(n / 8 / PEOPLE));
  },
  'messages last, then persons': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform2(0, (n >> 3) % PEOPLE, n % 8, Math.floor(n / 8 / PEOPLE));
  },
  'words of blocks': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => chance.uniform(0, (Math.floor(n / 7) << 5) | (n % 7), 11);
  },
  'lanes, then weeks': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => (chance.uniformOfLane(0, n % PEOPLE, Math.floor(n / PEOPLE)) + 0.5) / 2 ** 32;
  },
  'weeks of a lane, then lanes': (kind) => {
    const chance = new kind(SEED, 0, STREAMS);
    return (n) => (chance.uniformOfLane(0, Math.floor(n / WEEKS), n % WEEKS) + 0.5) / 2 ** 32;
  },
};

function wordsOf(draw: Draw): Uint32Array {
  return Uint32Array.from({ length: WORDS }, (_, n) => draw(n) * 2 ** 32 - 0.5);
}

function battery(name: string, words: Uint32Array): [string, number][] {
  return Object.entries(STATISTICS).map(([statistic, of]) => [`${name}: ${statistic}`, of(words)]);
}

// Block masks of one probability: each lane, each mask, and masks of neighbouring blocks and weeks together.
function batteryOfMasks(kind: Kind, p: number): [string, number][] {
  const chance = new kind(SEED, 0, STREAMS);
  const blocks = 64;
  const weeks = 1000;
  const q = Math.floor(p * 2 ** 32) / 2 ** 32;
  const lanes = new Float64Array(32);
  const sizes = new Float64Array(33);
  const beside = new Float64Array(33);
  const after = new Float64Array(33);
  for (let t = 0; t < weeks; t++) {
    for (let block = 0; block < blocks; block++) {
      const mask = chance.block(p, 0, block, t);
      for (let i = 0; i < 32; i++) lanes[i]! += (mask >>> i) & 1;
      sizes[size(mask)]!++;
      if (block % 2 === 0) beside[size(mask & chance.block(p, 0, block + 1, t))]!++;
      if (t % 2 === 0) after[size(mask & chance.block(p, 0, block, t + 1))]!++;
    }
  }
  const n = blocks * weeks;
  const spread = lanes.reduce((sum, count) => sum + (count - n * q) ** 2, 0) / (n * q * (1 - q));
  return [
    [`masks of ${p}: lanes`, upperGamma(16, spread / 2)],
    [`masks of ${p}: sizes`, chiSquare(sizes, binomial(32, q, n))],
    [`masks of ${p}: neighbouring blocks`, chiSquare(beside, binomial(32, q * q, n / 2))],
    [`masks of ${p}: neighbouring weeks`, chiSquare(after, binomial(32, q * q, n / 2))],
  ];
}

function size(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

// What one flipped bit of who, week or replicate does to the 32 bits drawn: each flips in half of the cases.
function avalanche(kind: Kind): [string, number][] {
  const chances = Array.from({ length: 1024 }, (_, r) => new kind(SEED, r, ['one']));
  const [chance] = chances;
  const flips: [string, number, (n: number, flip: number) => number][] = [
    ['who', 32, (n, flip) => chance!.uniform(0, (n ^ flip) >>> 0, 3)],
    ['a', 32, (n, flip) => chance!.uniform2(0, (n ^ flip) >>> 0, 5, 3)],
    ['b', 32, (n, flip) => chance!.uniform2(0, 5, (n ^ flip) >>> 0, 3)],
    ['week', 10, (n, flip) => chance!.uniform(0, n, (n & 1023) ^ flip)],
    ['replicate', 10, (n, flip) => chances[(n & 1023) ^ flip]!.uniform(0, n, 9)],
  ];
  const cases = Array.from({ length: 4096 }, (_, n) => n * 977);
  return flips.map(([name, bits, draw]) => {
    let sum = 0;
    for (let bit = 0; bit < bits; bit++) {
      const places = new Places();
      for (const n of cases) places.add((draw(n, 0) * 2 ** 32 - 0.5) ^ (draw(n, 1 << bit) * 2 ** 32 - 0.5));
      sum += places.squares(cases.length);
    }
    return [`avalanche of ${name}`, upperGamma((bits * 32) / 2, sum / 2)];
  });
}

/** The numbers too close to 0 or 1 for a whole battery of this length. */
function failures(results: [string, number][]): [string, number][] {
  const limit = FALSE_ALARMS / results.length / 2;
  return results.filter(([, p]) => !(p > limit && p < 1 - limit));
}

// What a draw loses with a round: who after one round only, and b after one round only.
class OneRound extends KeyedChance {
  override uniform(stream: number, who: number, t: number): number {
    threefry(this.#pair, 1, 2, stream, t);
    return ((round(who ^ this.#pair[0]!) >>> 0) + 0.5) / 2 ** 32;
  }

  override uniform2(stream: number, a: number, b: number, t: number): number {
    threefry(this.#pair, 1, 2, stream, t);
    return ((round(round(round(a ^ this.#pair[0]!) ^ this.#pair[1]!) ^ b) >>> 0) + 0.5) / 2 ** 32;
  }

  readonly #pair = new Uint32Array(2);
}

function round(word: number): number {
  let x = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return x ^ (x >>> 15);
}

describe.each([
  ['keyed hash', KeyedChance],
  ['Threefry', ThreefryChance],
] as const)('%s', (_, kind) => {
  it('passes in every order of consumption', () => {
    const results = [
      ...Object.entries(ORDERS).flatMap(([name, order]) => battery(name, wordsOf(order(kind)))),
      ...[0.5, 0.3, 0.1, 0.01, 0.9, 1 / 3].flatMap((p) => batteryOfMasks(kind, p)),
      ...avalanche(kind),
    ];
    expect(results.length).toBeGreaterThan(500);
    expect(failures(results)).toEqual([]);
    // And about as many extreme numbers as there should be; they are not quite independent.
    const extreme = results.filter(([, p]) => p < 0.01 || p > 0.99).length;
    expect(extreme).toBeLessThan(0.04 * results.length);
  });
});

describe('the battery', () => {
  it.each([
    'persons, then weeks',
    'every 64th person',
    'persons, then messages',
    'messages last, then persons',
  ])('sees that a round is missing: %s', (order) => {
    expect(failures(battery(order, wordsOf(ORDERS[order]!(OneRound)))).length).toBeGreaterThan(0);
  });
});
