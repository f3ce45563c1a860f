import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeNetwork } from '../sim/diagnostics.ts';
import { communityOf, communityStarts } from '../sim/generators/communities.ts';
import { Xoshiro, xoshiroOf } from '../sim/generators/xoshiro.ts';
import { expectedTies, generateNetwork, type LayerLaw, type NetworkSpec } from '../sim/generators.ts';
import { flawOf, tiesOf } from './laws/rows.ts';

const SETTINGS = { seed: 20151001, numRuns: 400 };

type Sizes = NetworkSpec['communities']['sizes'];
const keyOf = (n: number): Uint32Array => Uint32Array.of(2015, 10, 1, n);
const layer = (law: LayerLaw, trust = 0.5) => ({ name: law.kind, trust, ...law });
const specOf = (layers: NetworkSpec['layers'], count = 1, sizes: Sizes = 'equal'): NetworkSpec => ({
  communities: { count, sizes },
  layers,
});
const one = (law: LayerLaw, size: number, n = 0, count = 1, sizes: Sizes = 'equal') =>
  generateNetwork(specOf([layer(law)], count, sizes), size, keyOf(n)).network;
const report = (network: ReturnType<typeof one>, community: Uint16Array = new Uint16Array(network.size)) =>
  describeNetwork(network, community, ['all']);

/** Specifications that can be built, and their sizes; degrees whole or not, from none to everyone. */
const SPECS = fc
  .record({
    size: fc.nat(40),
    count: fc.integer({ min: 1, max: 5 }),
    sizes: fc.constantFrom<Sizes>('equal', 'geometric'),
  })
  .map(({ size, count, sizes }) => ({ size, sizes, count: Math.min(count, Math.max(1, size)) }))
  .chain(({ size, sizes, count }) => {
    const starts = communityStarts(count, sizes, size);
    const smallest = Math.min(...Array.from({ length: count }, (_, c) => starts[c + 1] - starts[c]));
    const share = fc.constantFrom(0, 0.1, 0.5, 0.9, 1);
    const degree = fc
      .constantFrom(0, 1, 2, 3, 3.3, 4, Infinity)
      .map((d) => Math.min(d, Math.max(0, size - 1)));
    const law = fc.oneof(
      fc.record({ kind: fc.constant('random' as const), degree }),
      fc.record({ kind: fc.constant('small world' as const), degree, rewiring: share }),
      fc.record({ kind: fc.constant('preferential' as const), degree }),
      fc.record({
        kind: fc.constant('communities' as const),
        degree: degree.map((d) => Math.min(d, Math.max(0, smallest - 1))),
        within: share,
      }),
      fc.record({ kind: fc.constant('cliques' as const), size: fc.constantFrom(1, 2, 3.5, 60) }),
      fc.record({ kind: fc.constant('complete' as const) }),
      fc.record({ kind: fc.constant('ring' as const), degree }),
      fc.record({
        kind: fc.constant('given' as const),
        ties:
          size > 0
            ? fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 })
            : fc.constant([]),
      }),
    );
    const layers = fc.array(
      fc.tuple(law, fc.constantFrom(0, 0.5, 1)).map(([made, trust]) => layer(made, trust)),
      { maxLength: 4 },
    );
    return fc.record({ size: fc.constant(size), spec: layers.map((some) => specOf(some, count, sizes)) });
  });
const KEY = fc.uint32Array({ minLength: 4, maxLength: 4 });

describe('a generated network', () => {
  it('has mutual, ascending rows without repeats, with the layer at both ends', () => {
    fc.assert(
      fc.property(SPECS, KEY, ({ spec, size }, key) => {
        const { network, community } = generateNetwork(spec, size, key);
        expect(network.size).toBe(size);
        expect(flawOf(network)).toBe(null);
        expect(community.length).toBe(size);
        for (let i = 1; i < size; i++) expect(community[i] - community[i - 1]).toBeOneOf([0, 1]);
      }),
      SETTINGS,
    );
  });

  it('has no pair twice from one layer, unless given twice', () => {
    fc.assert(
      fc.property(SPECS, KEY, ({ spec, size }, key) => {
        for (const law of spec.layers.slice(0, 1)) {
          const { dropped } = generateNetwork({ ...spec, layers: [law] }, size, key).network;
          if (law.kind !== 'given') expect(dropped).toEqual({ selfTies: 0, repeats: 0 });
        }
      }),
      SETTINGS,
    );
  });

  it('has the same bytes from the same key', () => {
    fc.assert(
      fc.property(SPECS, KEY, ({ spec, size }, key) => {
        expect(generateNetwork(spec, size, key.slice())).toEqual(generateNetwork(spec, size, key));
      }),
      SETTINGS,
    );
  });

  it('gives a pair of several layers to the most trusted, the first of equals, and moves no other tie', () => {
    fc.assert(
      fc.property(SPECS, KEY, ({ spec, size }, key) => {
        // Each layer by itself, at its own number: the layers around it are emptied.
        const empty = layer({ kind: 'given', ties: [] });
        const apart = spec.layers.map((_, number) => {
          const alone = spec.layers.map((other, place) => (place === number ? other : empty));
          return tiesOf(generateNetwork({ ...spec, layers: alone }, size, key).network);
        });
        const expected = new Map<string, number>();
        spec.layers.forEach(({ trust }, number) => {
          for (const pair of apart[number].keys()) {
            const holder = expected.get(pair);
            if (holder === undefined || trust > spec.layers[holder].trust) expected.set(pair, number);
          }
        });
        const { network } = generateNetwork(spec, size, key);
        expect(tiesOf(network)).toEqual(expected);
      }),
      SETTINGS,
    );
  });

  it('differs by key, word by word, and by layer', () => {
    const law: LayerLaw = { kind: 'random', degree: 4 };
    const networks = [0, 1, 2, 3].map((word) => {
      const key = new Uint32Array(4);
      key[word] = 1;
      return [...tiesOf(generateNetwork(specOf([layer(law)]), 100, key).network).keys()].join();
    });
    expect(new Set(networks).size).toBe(4);
    const both = tiesOf(generateNetwork(specOf([layer(law), layer(law)]), 100, keyOf(0)).network);
    // Two independent layers of about 200 ties share 200 · 200 / 4950 = 8 pairs; the same ones would share all.
    expect(both.size).toBeGreaterThan(350);
  });

  it('expects the ties that it gets', () => {
    const spec = specOf([
      layer({ kind: 'ring', degree: 4 }),
      layer({ kind: 'cliques', size: 5 }),
      layer({ kind: 'given', ties: [[0, 50]] }),
    ]);
    expect(expectedTies(spec, 100)).toBe(200 + 200 + 1);
    const { network } = generateNetwork(spec, 100, keyOf(0));
    expect(network.targets.length / 2 + network.dropped.repeats).toBe(401);
  });
});

describe('random ties', () => {
  it('give each of the 64 graphs of four persons its probability', () => {
    const chi2 = chiSquareOfGraphs({ kind: 'random', degree: 1.5 }, 1, () => 0.5);
    expect(chi2).toBeLessThan(103.4); // 63 degrees of freedom, p = 0.001
  });

  it('have the mean and the variance of a Poisson number, alike for first and last persons', () => {
    const size = 20_000;
    const network = one({ kind: 'random', degree: 10 }, size);
    const { degree } = report(network);
    expect(Math.abs(degree.mean - 10)).toBeLessThan(5 * Math.sqrt(20 / size));
    expect(Math.abs(degree.variance - 10)).toBeLessThan(5 * Math.sqrt(210 / size));
    const tenth = size / 10;
    for (let block = 0; block < 10; block++) {
      const ends = network.offsets[(block + 1) * tenth] - network.offsets[block * tenth];
      expect(Math.abs(ends / tenth - 10)).toBeLessThan(5 * Math.sqrt(10 / tenth));
    }
  });

  it('are all pairs at the greatest degree, and none at the least', () => {
    expect(one({ kind: 'random', degree: 6 }, 7).targets.length).toBe(42);
    expect(one({ kind: 'random', degree: 0 }, 7).targets.length).toBe(0);
  });
});

describe('ties inside and between communities', () => {
  it('give each of the 64 graphs of two and two persons its probability', () => {
    // Degree 1.2, half inside: 0.6 of 1 pair inside, 0.6 spread over 2 persons outside.
    const chi2 = chiSquareOfGraphs({ kind: 'communities', degree: 1.2, within: 0.5 }, 2, (i, j) =>
      i >> 1 === j >> 1 ? 0.6 : 0.3,
    );
    expect(chi2).toBeLessThan(103.4);
  });

  it.each([0.5, 0.9, 1])('have the share %f inside and the degree', (within) => {
    const { network, community } = generateNetwork(
      specOf([layer({ kind: 'communities', degree: 8, within })], 50),
      20_000,
      keyOf(1),
    );
    const { degree, communities } = report(network, community);
    expect(Math.abs(degree.mean - 8)).toBeLessThan(5 * Math.sqrt(16 / 20_000));
    expect(Math.abs(communities.inside! - within)).toBeLessThan(
      5 * Math.sqrt((within * (1 - within)) / 80_000) + 1e-9,
    );
    // Newman & Girvan 2004: the share inside less 1/50, the share that chance would give.
    expect(Math.abs(communities.modularity! - (within - 0.02))).toBeLessThan(0.01);
  });

  it('have as many inside in a small community as in a large one', () => {
    const { network, community } = generateNetwork(
      specOf([layer({ kind: 'communities', degree: 8, within: 1 })], 10, 'geometric'),
      20_000,
      keyOf(2),
    );
    const people = new Float64Array(10);
    const ends = new Float64Array(10);
    community.forEach((c, i) => {
      people[c]++;
      ends[c] += network.offsets[i + 1] - network.offsets[i];
    });
    for (let c = 0; c < 10; c++) {
      expect(Math.abs(ends[c] / people[c] - 8)).toBeLessThan(5 * Math.sqrt(16 / people[c]));
    }
  });

  it('are those of one community where there is one', () => {
    const law: LayerLaw = { kind: 'communities', degree: 3, within: 0.4 };
    expect(tiesOf(one(law, 500))).toEqual(tiesOf(one({ kind: 'random', degree: 3 }, 500)));
  });
});

describe('communities', () => {
  const membersOf = (count: number, sizes: Sizes, size: number) =>
    Array.from(
      communityStarts(count, sizes, size).subarray(1),
      (stop, c) => stop - communityStarts(count, sizes, size)[c],
    );

  it('are equal within a person, or fall tenfold in equal ratios', () => {
    expect(membersOf(3, 'equal', 10)).toEqual([3, 4, 3]);
    // 10^(0, -1/2, -1) of 10,000: 1, 0.316, 0.1 in 1.416.
    expect(membersOf(3, 'geometric', 10_000)).toEqual([7061, 2233, 706]);
    expect(membersOf(1, 'geometric', 7)).toEqual([7]);
  });

  it('cover the population, and none is empty', () => {
    const sizes = fc.constantFrom<Sizes>('equal', 'geometric');
    const counts = fc
      .integer({ min: 1, max: 60 })
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: count, max: 300 })));
    fc.assert(
      fc.property(sizes, counts, (kind, [count, size]) => {
        const members = membersOf(count, kind, size);
        expect(members.reduce((a, b) => a + b, 0)).toBe(size);
        expect(Math.min(...members)).toBeGreaterThan(0);
        expect(communityOf(communityStarts(count, kind, size)).at(-1)).toBe(count - 1);
      }),
      SETTINGS,
    );
  });
});

describe('a small world', () => {
  const K = 10;
  const clustering = (rewiring: number) =>
    report(one({ kind: 'small world', degree: K, rewiring }, 5000)).clustering.global;

  it('has the clustering 3(k-2)/4(k-1) of a ring, times (1-p)³', () => {
    // Barrat & Weigt 2000, Eur. Phys. J. B 13:547.
    const ofRing = (3 * (K - 2)) / (4 * (K - 1));
    expect(clustering(0)).toBeCloseTo(ofRing, 12);
    for (const p of [0.05, 0.1, 0.3])
      expect(Math.abs(clustering(p) / ofRing - (1 - p) ** 3)).toBeLessThan(0.02);
  });

  it('keeps all its ties, half of each person’s in their own hands', () => {
    // Barrat & Weigt: each person keeps k/2 near ends; the k/2 far ends fall on anyone, so the variance is k/2.
    const { degree, ties } = { ...report(one({ kind: 'small world', degree: K, rewiring: 1 }, 20_000)) };
    expect(ties).toBe((20_000 * K) / 2);
    expect(Math.abs(degree.variance - K / 2)).toBeLessThan(
      5 * Math.sqrt((K / 2 + 2 * (K / 2) ** 2) / 20_000),
    );
    const network = one({ kind: 'small world', degree: K, rewiring: 1 }, 300);
    for (let i = 0; i < 300; i++)
      expect(network.offsets[i + 1] - network.offsets[i]).toBeGreaterThanOrEqual(K / 2);
  });

  it('shortens paths: a ring rewired a little falls within a few steps', () => {
    const far = (rewiring: number) => farthest(one({ kind: 'small world', degree: K, rewiring }, 5000));
    expect(far(0)).toBe(500);
    expect(far(0.1)).toBeLessThan(12);
  });

  it('keeps its ties where most pairs are tied already, or all', () => {
    for (const [size, degree] of [
      [12, 8],
      [40, 30],
      [41, 39],
      [9, 8],
      [8, 7],
      [3, 2],
      [2, 1],
    ]) {
      const ties = one({ kind: 'small world', degree, rewiring: 1 }, size, size).targets.length / 2;
      if (degree % 2 === 0 || degree === size - 1) expect(ties).toBe((size * degree) / 2);
      else expect(Math.abs(ties - (size * degree) / 2)).toBeLessThanOrEqual(size / 2);
    }
    expect(pairsMet({ kind: 'small world', degree: 6, rewiring: 0.5 }, 9).size).toBe(36);
  });

  it('may throw a tie to whom the same person let go before', () => {
    // 29 is the last to throw, and lets go of 0 before 1: only the second throw can find 0 again, and none finds 1.
    const met = pairsMet({ kind: 'small world', degree: 4, rewiring: 1 }, 30);
    expect(met).toContain('0-29');
    expect(met).not.toContain('1-29');
  });
});

describe('a ring', () => {
  it('ties each person to the next ones on either side', () => {
    const { targets, offsets } = one({ kind: 'ring', degree: 4 }, 10);
    expect([...targets.subarray(offsets[0], offsets[1])]).toEqual([1, 2, 8, 9]);
    expect([...targets.subarray(offsets[5], offsets[6])]).toEqual([3, 4, 6, 7]);
  });

  it('keeps the mean where half the degree is not whole, and closes at the greatest', () => {
    const { degree } = report(one({ kind: 'ring', degree: 4.5 }, 20_000));
    expect(Math.abs(degree.mean - 4.5)).toBeLessThan(5 * Math.sqrt((4 * 0.25 * 0.75) / 20_000));
    for (const size of [2, 3, 8, 9])
      expect(one({ kind: 'ring', degree: size - 1 }, size).targets.length).toBe(size * (size - 1));
    // With an even number of people the outermost lap has half as many pairs: each is laid with twice the chance.
    let ties = 0;
    for (let n = 0; n < 2000; n++) ties += one({ kind: 'ring', degree: 2.5 }, 4, n).targets.length / 2;
    expect(Math.abs(ties / 2000 - 5)).toBeLessThan(5 * Math.sqrt(0.5 / 2000));
  });
});

describe('preferential ties', () => {
  const M = 3;
  const SIZE = 20_000;
  const network = one({ kind: 'preferential', degree: 2 * M }, SIZE);
  const degrees = Array.from({ length: SIZE }, (_, i) => network.offsets[i + 1] - network.offsets[i]);

  it('are m (n - m)', () => expect(network.targets.length / 2).toBe(M * (SIZE - M)));

  it('leave m (m + 1) / k (k + 1) of people with k ties or more', () => {
    // Dorogovtsev, Mendes & Samukhin 2000, Phys. Rev. Lett. 85:4633; Bollobás et al. 2001.
    for (const k of [3, 4, 6, 12, 30, 60]) {
      const expected = (M * (M + 1)) / (k * (k + 1));
      const found = degrees.filter((degree) => degree >= k).length / SIZE;
      expect(Math.abs(found - expected)).toBeLessThan(
        5 * Math.sqrt((expected * (1 - expected)) / SIZE) + 3 / SIZE,
      );
    }
  });

  it('put hubs anywhere in the table of people', () => {
    const hubs = degrees
      .map((_, i) => i)
      .sort((i, j) => degrees[j] - degrees[i])
      .slice(0, 100);
    const mean = hubs.reduce((sum, i) => sum + i, 0) / 100;
    expect(Math.abs(mean / SIZE - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 1200));
  });

  it('make a star of four persons half the time', () => {
    // Of trees grown one tie at a time: the third is a path, and the fourth meets its middle with 2 of 4 ends.
    let stars = 0;
    for (let n = 0; n < 2000; n++)
      if (report(one({ kind: 'preferential', degree: 2 }, 4, n)).degree.max === 3) stars++;
    expect(Math.abs(stars / 2000 - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 2000));
  });

  it('never reach who brought none', () => {
    // Below one tie an arrival, chance alone decides who has none: the few before the first tie can still be reached.
    const { isolated } = report(one({ kind: 'preferential', degree: 1 }, 20_000)).degree;
    expect(Math.abs(isolated / 20_000 - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 20_000));
  });

  it.each([0.5, 1, 3, 5.5])('keep the mean of a degree of %f', (degree) => {
    const found = report(one({ kind: 'preferential', degree }, 20_000)).degree.mean;
    expect(Math.abs(found - degree)).toBeLessThan(5 * Math.sqrt(1 / 20_000));
  });
});

describe('cliques', () => {
  it('are households of the size, inside communities', () => {
    const { network, community } = generateNetwork(
      specOf([layer({ kind: 'cliques', size: 4 })], 3),
      100,
      keyOf(0),
    );
    const { clustering, components, communities } = report(network, community);
    expect(communities.inside).toBe(1);
    expect(clustering.global).toBe(1);
    expect(components.count).toBe(8 + 9 + 8); // 33, 34 and 33 people
    expect([...network.targets.subarray(0, network.offsets[1])]).toEqual([1, 2, 3]);
  });

  it('are as large as their community at most, and as small as a person', () => {
    expect(report(one({ kind: 'cliques', size: 50 }, 10, 0, 2)).components.count).toBe(2);
    expect(one({ kind: 'cliques', size: 1 }, 10).targets.length).toBe(0);
  });
});

describe('what cannot be built', () => {
  it.each<[string, NetworkSpec, number, RegExp]>([
    [
      'a degree that needs more people',
      specOf([layer({ kind: 'random', degree: 3 })]),
      3,
      /"random": a mean degree of 3 .* there are 3/,
    ],
    ['a degree where there is nobody', specOf([layer({ kind: 'ring', degree: 2 })]), 0, /there are 0/],
    ['a degree below none', specOf([layer({ kind: 'preferential', degree: -1 })]), 9, /0 or more/],
    ['a degree that is no number', specOf([layer({ kind: 'random', degree: NaN })]), 9, /NaN/],
    [
      'a share above one',
      specOf([layer({ kind: 'small world', degree: 2, rewiring: 1.1 })]),
      9,
      /rewiring 1\.1/,
    ],
    [
      'a share within below none',
      specOf([layer({ kind: 'communities', degree: 2, within: -0.1 })]),
      9,
      /within/,
    ],
    [
      'more ties inside than a community can have',
      specOf([layer({ kind: 'communities', degree: 4, within: 0.9 })], 3),
      9,
      /"communities": 3\.6 ties inside .* 3 people/,
    ],
    [
      'more ties outside than there are pairs',
      specOf([layer({ kind: 'communities', degree: 4, within: 0 })], 2, 'geometric'),
      22,
      /outside/,
    ],
    ['households of nobody', specOf([layer({ kind: 'cliques', size: 0 })]), 9, /households of 0/],
    [
      'a tie to nobody',
      specOf([
        layer({
          kind: 'given',
          ties: [
            [0, 1],
            [1, 9],
          ],
        }),
      ]),
      9,
      /"given": tie 1 joins 1 and 9/,
    ],
    ['a tie to half a person', specOf([layer({ kind: 'given', ties: [[0.5, 1]] })]), 9, /tie 0 joins 0\.5/],
    ['more communities than people', specOf([], 10), 9, /10 communities of 9 people/],
    ['no community', specOf([], 0), 9, /0 communities/],
    ['a trust that is no number', specOf([layer({ kind: 'complete' }, NaN)]), 9, /trust/],
    ['a ninth layer', specOf(Array.from({ length: 9 }, () => layer({ kind: 'complete' }))), 9, /9 layers/],
    ['more ties than rows can count', specOf([layer({ kind: 'complete' })]), 1_000_000, /ties/],
    ['half a person', specOf([]), 0.5, /people/],
  ])('is %s', (_, spec, size, message) => {
    const attempt = () => generateNetwork(spec, size, keyOf(0));
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });
});

describe('the generator of a layer', () => {
  it('is xoshiro128**', () => {
    // From the authors' C, for the state 1, 2, 3, 4; and the first of each row of test data of edorfaus/xoshiro-6502.
    const simple = new Xoshiro(1, 2, 3, 4);
    expect(Array.from({ length: 10 }, () => simple.next() >>> 0)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
    const other = new Xoshiro(0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0);
    expect(Array.from({ length: 4 }, () => other.next() >>> 0)).toEqual([
      0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70,
    ]);
  });

  it('draws inside (0, 1) at the ends of its range', () => {
    class Ends extends Xoshiro {
      constructor(private readonly word: number) {
        super(1, 2, 3, 4);
      }
      override next(): number {
        return this.word;
      }
    }
    expect(new Ends(0).uniform()).toBe(2 ** -53);
    expect(new Ends(-1).uniform()).toBe(1 - 2 ** -53);
    for (const n of [1, 3, 1_000_000, 2 ** 31 - 1, 2 ** 31]) expect(new Ends(-1).below(n)).toBe(n - 1);
  });

  it('counts misses by the geometric law', () => {
    const chance = xoshiroOf(keyOf(0), 0);
    const draws = 100_000;
    const counts = new Float64Array(5);
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const misses = chance.misses(Math.log(0.75));
      sum += misses;
      if (misses < 5) counts[misses]++;
    }
    expect(Math.abs(sum / draws - 3)).toBeLessThan(5 * Math.sqrt(12 / draws));
    counts.forEach((count, misses) => {
      const p = 0.25 * 0.75 ** misses;
      expect(Math.abs(count / draws - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / draws));
    });
  });
});

/** Pearson's chi-square of 6,400 networks of four persons against the product law of their six pairs. */
function chiSquareOfGraphs(law: LayerLaw, count: number, p: (i: number, j: number) => number): number {
  const runs = 6400;
  const seen = new Float64Array(64);
  for (let n = 0; n < runs; n++) {
    let graph = 0;
    const ties = tiesOf(one(law, 4, n, count));
    PAIRS.forEach(([i, j], bit) => {
      if (ties.has(`${i}-${j}`)) graph |= 1 << bit;
    });
    seen[graph]++;
  }
  return seen.reduce((sum, found, graph) => {
    const expected = PAIRS.reduce((q, [i, j], bit) => q * (graph & (1 << bit) ? p(i, j) : 1 - p(i, j)), runs);
    return sum + (found - expected) ** 2 / expected;
  }, 0);
}

/** Pairs tied in any of 400 networks. */
function pairsMet(law: LayerLaw, size: number): Set<string> {
  const met = new Set<string>();
  for (let n = 0; n < 400; n++) for (const pair of tiesOf(one(law, size, n)).keys()) met.add(pair);
  return met;
}

const PAIRS = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]] as const; // prettier-ignore

/** Steps from person 0 to the farthest. */
function farthest({ size, offsets, targets }: ReturnType<typeof one>): number {
  const steps = new Int32Array(size).fill(-1);
  const line = [0];
  steps[0] = 0;
  for (const i of line) {
    for (const j of targets.subarray(offsets[i], offsets[i + 1])) {
      if (steps[j] < 0) {
        steps[j] = steps[i] + 1;
        line.push(j);
      }
    }
  }
  return Math.max(...steps);
}
