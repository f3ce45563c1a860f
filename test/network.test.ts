import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areTied, mergeLayers, networkFromTies, tieRows } from '../sim/network.ts';
import { flawOf, tiesOf } from './laws/rows.ts';

const SETTINGS = { seed: 20151001, numRuns: 500 };
const SIZE = 9;
type Tie = readonly [from: number, to: number, layer: number];
const PERSON = fc.nat(SIZE - 1);
const TIES = fc.array(fc.tuple(PERSON, PERSON, fc.nat(3)), { maxLength: 60 });

const column = (ties: readonly Tie[], k: 0 | 1 | 2): Uint32Array => Uint32Array.from(ties, (tie) => tie[k]);
const build = (ties: readonly Tie[], size = SIZE) =>
  networkFromTies(size, column(ties, 0), column(ties, 1), Uint8Array.from(column(ties, 2)));

/** The same in the plainest way: the lowest layer of each pair. */
function byMap(ties: readonly Tie[]): Map<string, number> {
  const lowest = new Map<string, number>();
  for (const [a, b, layer] of ties) {
    if (a === b) continue;
    const pair = `${Math.min(a, b)}-${Math.max(a, b)}`;
    lowest.set(pair, Math.min(layer, lowest.get(pair) ?? Infinity));
  }
  return lowest;
}

describe('a network from a list of ties', () => {
  it('has mutual, ascending rows without repeats, with the layer at both ends', () => {
    fc.assert(
      fc.property(TIES, (ties) => {
        expect(flawOf(build(ties))).toBe(null);
        expect(flawOf(networkFromTies(SIZE, column(ties, 0), column(ties, 1)))).toBe(null);
      }),
      SETTINGS,
    );
  });

  it('has every pair of the list in its lowest layer, and no other pair', () => {
    fc.assert(
      fc.property(TIES, (ties) => {
        expect(tiesOf(build(ties))).toEqual(byMap(ties));
      }),
      SETTINGS,
    );
  });

  it('counts what it drops', () => {
    fc.assert(
      fc.property(TIES, (ties) => {
        const { dropped, targets } = build(ties);
        expect(dropped.selfTies).toBe(ties.filter(([a, b]) => a === b).length);
        expect(dropped.selfTies + dropped.repeats + targets.length / 2).toBe(ties.length);
      }),
      SETTINGS,
    );
  });

  it('does not depend on the order or the direction of the list', () => {
    const shuffled = TIES.chain((ties) =>
      fc.tuple(fc.constant(ties), fc.shuffledSubarray(ties, { minLength: ties.length }), fc.nat()),
    );
    fc.assert(
      fc.property(shuffled, ([ties, order, turn]) => {
        const turned = order.map(([a, b, layer], e): Tie =>
          turn & (1 << (e % 31)) ? [b, a, layer] : [a, b, layer],
        );
        expect(build(turned)).toEqual(build(ties));
      }),
      SETTINGS,
    );
  });

  it('finds a tie from either end, and none where there is none', () => {
    fc.assert(
      fc.property(TIES, PERSON, PERSON, (ties, i, j) => {
        expect(areTied(build(ties), i, j)).toBe(byMap(ties).has(`${Math.min(i, j)}-${Math.max(i, j)}`));
      }),
      SETTINGS,
    );
  });

  // A bug met in graphology-indices' neighborhood rows.
  it('gives the last person no false partners where a tie is repeated', () => {
    const network = networkFromTies(4, Uint32Array.of(0, 1, 0, 2, 3), Uint32Array.of(1, 0, 1, 3, 2));
    expect([...network.offsets]).toEqual([0, 1, 2, 3, 4]);
    expect([...network.targets]).toEqual([1, 0, 3, 2]);
    expect(network.dropped).toEqual({ selfTies: 0, repeats: 3 });
  });

  it('may be of nobody, or of people without ties', () => {
    for (const size of [0, 1, 2]) {
      const network = networkFromTies(size, new Uint32Array(0), new Uint32Array(0));
      expect(network.offsets).toEqual(new Uint32Array(size + 1));
      expect(network.targets.length).toBe(0);
    }
  });

  it('keeps persons and layers apart up to the highest numbers', () => {
    const last = 0x100000;
    const ends = [Uint32Array.of(last, last - 1), Uint32Array.of(0, last)] as const;
    const network = networkFromTies(last + 1, ...ends, Uint8Array.of(7, 6));
    expect([...network.targets]).toEqual([last, last, 0, last - 1]);
    expect([...network.layer]).toEqual([7, 6, 7, 6]);
  });

  it.each([
    [
      'a person who does not exist',
      () => build([[0, SIZE, 0]]),
      /tie 0 joins 0 and 9, but persons are numbered 0 to 8/,
    ],
    ['a layer beyond the eighth', () => build([[0, 1, 8]]), /layer 8: layers are numbered 0 to 7/],
    [
      'columns of different length',
      () => networkFromTies(3, Uint32Array.of(1), new Uint32Array(0)),
      /differ/,
    ],
    ['half a person', () => networkFromTies(1.5, new Uint32Array(0), new Uint32Array(0)), /1\.5 people/],
    [
      'more people than words can name',
      () => networkFromTies(2 ** 29, new Uint32Array(0), new Uint32Array(0)),
      /people/,
    ],
  ])('refuses %s', (_, attempt, message) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });
});

describe('layers merged', () => {
  it('leave a pair that several give to the first in the list, whatever its number', () => {
    const rows = (...ties: [number, number][]) =>
      tieRows(
        4,
        Uint32Array.from(ties, ([a]) => a),
        Uint32Array.from(ties, ([, b]) => b),
        ties.length,
      );
    const network = mergeLayers(4, [
      { layer: 2, rows: rows([0, 1], [2, 3]) },
      { layer: 0, rows: rows([1, 0], [1, 2]) },
      { layer: 1, rows: rows([3, 2], [2, 1], [0, 3]) },
    ]);
    expect(tiesOf(network)).toEqual(
      new Map([
        ['0-1', 2],
        ['0-3', 1],
        ['1-2', 0],
        ['2-3', 2],
      ]),
    );
    expect(network.dropped.repeats).toBe(3);
  });
});
