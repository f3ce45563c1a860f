import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedClustering, sampledClustering } from '../sim/diagnostics/clustering.ts';
import { assortativity, describeNetwork, thresholds } from '../sim/diagnostics.ts';
import { generateNetwork, type NetworkSpec } from '../sim/generators.ts';
import { networkFromTies, type Network } from '../sim/network.ts';
import karate from './vectors/karate.json';
import others from './vectors/network-graphs.json';

const SETTINGS = { seed: 20151001, numRuns: 300 };

function networkOf(size: number, ties: readonly (readonly number[])[]): Network {
  return networkFromTies(
    size,
    Uint32Array.from(ties, ([a]) => a),
    Uint32Array.from(ties, ([, b]) => b),
  );
}

const alone = (size: number): Uint16Array => new Uint16Array(size);
const describeTies = (size: number, ties: readonly (readonly number[])[]) =>
  describeNetwork(networkOf(size, ties), alone(size), ['all']);

/** '0-1 1-2' as ties. */
const pairs = (text: string): number[][] => text.split(' ').map((tie) => tie.split('-').map(Number));

const SIZE = 8;
const GRAPH = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 30 });

describe('known networks', () => {
  const { expected } = karate;
  const values = Float64Array.from({ length: expected.people }, (_, i) => i / 33);
  const club = networkOf(expected.people, karate.ties);

  it("Zachary's karate club", () => {
    const report = describeNetwork(club, Uint16Array.from(karate.club), ['all'], values);
    expect(report.people).toBe(34);
    expect(report.ties).toBe(78);
    expect(report.degree.max).toBe(17);
    expect(report.degree.variance).toBeCloseTo(expected.degreeVariance, 12);
    expect(report.components).toEqual({ count: 1, largestShare: 1 });
    expect(report.clustering.global).toBeCloseTo(0.2556818181818182, 14);
    expect(report.clustering.local).toBeCloseTo(0.5706384782076823, 14);
    expect(report.clustering.sampled).toBe(null);
    expect(report.assortativity.degree).toBeCloseTo(-0.47561309768461413, 13);
    expect(report.assortativity.values).toBeCloseTo(expected.valueAssortativity, 13);
  });

  it.each([
    ['the clubs joined', karate.club, expected.modularityOfClub],
    ['the factions before', karate.faction, 0.3714661406969099],
    [
      'the factions but member 2',
      karate.faction.map((side, i) => (i === 2 ? 1 : side)),
      expected.modularityWithMember2,
    ],
  ])('modularity of %s', (_, split, modularity) => {
    const { communities } = describeNetwork(club, Uint16Array.from(split), ['all']);
    expect(communities.modularity).toBeCloseTo(modularity, 13);
    expect(communities.count).toBe(2);
  });

  it.each(['Florentine families', 'Les Misérables', 'Islands'] as const)('%s', (name) => {
    const { expected, groups, ties } = others[name];
    const { people } = expected;
    const split = Uint16Array.from({ length: people }, (_, i) => Math.floor((i * groups) / people));
    const values = Float64Array.from({ length: people }, (_, i) => ((37 * i) % 101) / 101);
    const report = describeNetwork(networkOf(people, ties), split, ['all'], values);
    expect(report.ties).toBe(expected.ties);
    expect(report.degree.max).toBe(expected.maxDegree);
    expect(report.degree.isolated).toBe(expected.isolated);
    expect(report.degree.variance).toBeCloseTo(expected.degreeVariance, 12);
    expect(report.components).toEqual({
      count: expected.components,
      largestShare: expected.largestComponent / people,
    });
    expect(report.clustering.global).toBeCloseTo(expected.transitivity, 13);
    expect(report.clustering.local).toBeCloseTo(expected.meanLocalClustering, 13);
    expect(report.assortativity.degree).toBeCloseTo(expected.degreeAssortativity, 12);
    expect(report.assortativity.values).toBeCloseTo(expected.valueAssortativity, 12);
    expect(report.communities.modularity).toBeCloseTo(expected.modularity, 13);
  });

  it('complete: every pair of partners is tied, and no correlation is defined', () => {
    const report = describeTies(4, pairs('0-1 0-2 0-3 1-2 1-3 2-3'));
    expect(report.clustering).toEqual({ global: 1, local: 1, sampled: null });
    expect(report.assortativity).toEqual({ degree: null, values: null });
    expect(report.communities).toEqual({ count: 1, inside: 1, modularity: 0 });
  });

  it('a star: no partners are tied, and hubs meet only leaves', () => {
    const report = describeTies(5, pairs('2-0 2-1 2-3 2-4'));
    expect(report.clustering.global).toBe(0);
    expect(report.assortativity.degree).toBeCloseTo(-1, 14);
  });

  it('of nobody', () => {
    const report = describeTies(0, []);
    expect(report.degree).toEqual({ mean: 0, max: 0, variance: 0, isolated: 0 });
    expect(report.components).toEqual({ count: 0, largestShare: 0 });
    expect(report.clustering).toEqual({ global: 0, local: 0, sampled: null });
    expect(report.communities).toEqual({ count: 0, inside: null, modularity: null });
  });
});

describe('figures', () => {
  it('do not depend on how persons are numbered', () => {
    const renumbered = fc.tuple(GRAPH, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: SIZE }));
    fc.assert(
      fc.property(renumbered, ([ties, number]) => {
        const one = describeTies(SIZE, ties);
        const other = describeTies(
          SIZE,
          ties.map((tie) => tie.map((i) => number[i])),
        );
        expect(other.degree.max).toBe(one.degree.max);
        expect(other.components).toEqual(one.components);
        expect(other.clustering.global).toBe(one.clustering.global);
        expect(other.clustering.local).toBeCloseTo(one.clustering.local, 14);
        if (one.assortativity.degree === null) expect(other.assortativity.degree).toBe(null);
        else expect(other.assortativity.degree).toBeCloseTo(one.assortativity.degree, 12);
      }),
      SETTINGS,
    );
  });

  it('count triangles as looking at every three persons does', () => {
    fc.assert(
      fc.property(GRAPH, (ties) => {
        const tied = new Set(ties.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
        let closed = 0;
        let open = 0;
        for (let i = 0; i < SIZE; i++) {
          for (let j = 0; j < SIZE; j++) {
            for (let k = j + 1; k < SIZE; k++) {
              if (i === j || i === k || !tied.has(`${i} ${j}`) || !tied.has(`${i} ${k}`)) continue;
              if (tied.has(`${j} ${k}`)) closed++;
              else open++;
            }
          }
        }
        const { global } = countedClustering(networkOf(SIZE, ties));
        expect(global).toBeCloseTo(closed > 0 ? closed / (closed + open) : 0, 14);
      }),
      SETTINGS,
    );
  });

  it('correlate at 1 where ties join equals only, and are not defined where all are equal', () => {
    const apart = networkOf(4, pairs('0-1 2-3'));
    expect(assortativity(apart, Float64Array.of(0.1, 0.1, 0.7, 0.7))).toBeCloseTo(1, 14);
    expect(assortativity(apart, Float64Array.of(0.1, 0.7, 0.7, 0.1))).toBeCloseTo(-1, 14);
    expect(assortativity(apart, new Float64Array(4).fill(0.1))).toBe(null);
  });
});

describe('what was asked for', () => {
  const spec: NetworkSpec = {
    communities: { count: 20, sizes: 'equal' },
    layers: [
      { name: 'kin', trust: 1, kind: 'cliques', size: 4 },
      { name: 'peer', trust: 0.7, kind: 'communities', degree: 6, within: 0.9 },
      { name: 'online', trust: 0.3, kind: 'preferential', degree: 2 },
      { name: 'known', trust: 0.1, kind: 'given', ties: [[0, 1999]] },
    ],
  };
  const { network, community } = generateNetwork(spec, 2000, Uint32Array.of(2015, 10, 1, 0));
  const report = describeNetwork(
    network,
    community,
    spec.layers.map(({ name }) => name),
    undefined,
    spec,
  );

  it('stands beside what was achieved, layer by layer', () => {
    expect(report.layers.map(({ name }) => name)).toEqual(['kin', 'peer', 'online', 'known']);
    expect(report.layers.map(({ asked }) => asked)).toEqual([
      { degree: 3, inside: 1 },
      { degree: 6, inside: 0.9 },
      { degree: 2, inside: null },
      { degree: null, inside: null },
    ]);
    const [kin, peer, online, known] = report.layers.map(({ achieved }) => achieved);
    expect(kin).toEqual({ degree: 3, inside: 1 });
    expect(peer.degree).toBeCloseTo(6, 0);
    expect(peer.inside).toBeCloseTo(0.9, 1);
    expect(online.degree).toBeCloseTo(2, 1);
    expect(online.inside).toBeCloseTo(0.05, 1);
    expect(known).toEqual({ degree: 0.001, inside: 0 });
  });

  it('adds up', () => {
    expect(report.layers.reduce((sum, { ties }) => sum + ties, 0)).toBe(report.ties);
    expect(report.communities.count).toBe(20);
    expect(report.degree.mean).toBe((2 * report.ties) / 2000);
  });
});

describe('clustering by sample', () => {
  // 3,000 people on a line, then 1,000 triangles, then 1,500 couples: of 5,998 pairs of ties that meet, 3,000 closed.
  const ties: [number, number][] = [];
  for (let i = 1; i < 3000; i++) ties.push([i - 1, i]);
  for (let i = 3000; i < 6000; i += 3) ties.push([i, i + 1], [i, i + 2], [i + 1, i + 2]);
  for (let i = 6000; i < 9000; i += 2) ties.push([i, i + 1]);
  const network = networkOf(9000, ties);
  const counted = countedClustering(network);
  const sampled = sampledClustering(network);

  it('is drawn from a network whose figures are known', () => {
    expect(counted.global).toBeCloseTo(3000 / 5998, 14);
    expect(counted.local).toBeCloseTo(1 / 3, 14);
  });

  it('is within five standard errors of the count, and says what they are', () => {
    const { error, pairs } = sampled.sampled!;
    expect(error).toBeLessThanOrEqual(0.0025);
    expect(error).toBeCloseTo(Math.sqrt((sampled.global * (1 - sampled.global)) / pairs), 12);
    expect(Math.abs(sampled.global - counted.global)).toBeLessThan(5 * error);
    expect(Math.abs(sampled.local - counted.local)).toBeLessThan(5 * error);
    // The two differ by far more than that, so that neither can pass for the other.
    expect(counted.global - counted.local).toBeGreaterThan(20 * error);
  });

  it('is the same each time', () => expect(sampledClustering(network)).toEqual(sampled));

  it('begins above 200,000 ties', () => {
    const ring = (size: number): Network => {
      const layer = { name: 'all', trust: 1, kind: 'ring', degree: 4 } as const;
      const communities = { count: 1, sizes: 'equal' } as const;
      return generateNetwork({ communities, layers: [layer] }, size, new Uint32Array(4)).network;
    };
    const report = (size: number) => describeNetwork(ring(size), alone(size), ['all']).clustering;
    expect(report(100_000)).toEqual({ global: 0.5, local: 0.5, sampled: null });
    const { global, local, sampled } = report(100_001);
    expect(sampled!.error).toBeCloseTo(0.0025, 5);
    expect(Math.abs(global - 0.5)).toBeLessThan(0.0125);
    expect(Math.abs(local - 0.5)).toBeLessThan(0.0125);
  });
});

describe('epidemic thresholds', () => {
  it.each([
    ['four persons all tied', 4, pairs('0-1 0-2 0-3 1-2 1-3 2-3'), 1 / 3, 1 / 2],
    ['a star of four leaves', 5, pairs('0-1 0-2 0-3 0-4'), 8 / 20, 8 / 12],
    ['couples', 4, pairs('0-1 2-3'), 1, Infinity],
    ['nobody tied', 3, [], Infinity, Infinity],
  ])('%s', (_, size, ties, hmf, sir) => {
    expect(thresholds(networkOf(size, ties))).toEqual({ hmf, sir });
  });
});
