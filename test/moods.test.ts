// Sums over people are exact, so they are the same in whatever order people are written; laws/counts.test.ts compares the means with a walk.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMood, meanMoods, writeAttitude } from '../sim/moods.ts';
import { ideologyOf, supportOf, UNIT, type World } from '../sim/world.ts';
import { open, scenarioOf } from './laws/worlds.ts';

const SIZE = 12;
const WEEKS = 10;
const people = (halfLife: number): World =>
  open(
    scenarioOf({
      weeks: WEEKS,
      population: { size: SIZE, atRiskShare: 0.4 },
      network: { communities: { count: 1 }, layers: [{ name: 'none', kind: 'given', ties: [] }] },
      behaviour: { attitude: { halfLife } },
    }),
  );

const share = fc.double({ min: 0, max: 1, noNaN: true });
const WRITES = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(WEEKS - 1), share, share), { maxLength: 60 });

describe('moods', () => {
  it('are the same whoever is written first, and give what was written', () => {
    fc.assert(
      fc.property(WRITES, fc.constantFrom(0, 5, 1e9), (writes, halfLife) => {
        const [a, b] = [people(halfLife), people(halfLife)];
        const weekly = writes.slice().sort((x, y) => x[1] - y[1]);
        for (const [i, t, support, ideology] of weekly) {
          writeAttitude(a, i, support, ideology, t);
          expect(Math.abs(supportOf(a, i, t + 1) - support)).toBeLessThanOrEqual(0.5 / UNIT);
          expect(Math.abs(ideologyOf(a, i, t + 1) - ideology)).toBeLessThanOrEqual(0.5 / UNIT);
        }
        // within a week, the rows the other way round; two writes of one person in a week keep their order
        const backwards = weekly
          .map((write, n) => ({ write, n }))
          .sort((x, y) => x.write[1] - y.write[1] || y.write[0] - x.write[0] || x.n - y.n);
        for (const {
          write: [i, t, support, ideology],
        } of backwards)
          writeAttitude(b, i, support, ideology, t);
        expect(b.moods).toEqual(a.moods);
        expect(b.people.buffer).toEqual(a.people.buffer);
      }),
      { seed: 20151001, numRuns: 60 },
    );
  });

  it('without somebody and with them again are the same to the last bit', () => {
    fc.assert(
      fc.property(WRITES, fc.nat(SIZE - 1), (writes, i) => {
        const world = people(5);
        for (const [j, t, support, ideology] of writes.sort((x, y) => x[1] - y[1]))
          writeAttitude(world, j, support, ideology, t);
        const before = structuredClone(world.moods);
        countMood(world, i, -1);
        expect(world.moods.living[0] + world.moods.living[1]).toBe(SIZE - 1);
        countMood(world, i, 1);
        expect(world.moods).toEqual(before);
      }),
      { seed: 20151001, numRuns: 60 },
    );
  });

  it('drift back to where people began: half of a change is gone after the half-life', () => {
    const world = people(4);
    const means = new Float64Array(4);
    meanMoods(world, 0, means);
    const start = means.slice();
    for (let i = 0; i < SIZE; i++) writeAttitude(world, i, 1, 0, 0);
    for (const [t, left] of [[1, 1], [5, 0.5], [9, 0.25]] as const) {
      meanMoods(world, t, means);
      for (const group of [0, 1]) {
        expect(means[group]).toBeCloseTo(start[group] + left * (1 - start[group]), 8);
        expect(means[2 + group]).toBeCloseTo((1 - left) * start[2 + group], 8);
      }
    }
  }); // prettier-ignore

  it('of nobody are 0', () => {
    const world = people(4);
    for (let i = 0; i < SIZE; i++) countMood(world, i, -1);
    const means = new Float64Array(4).fill(9);
    meanMoods(world, 3, means);
    expect(Array.from(means)).toEqual([0, 0, 0, 0]);
  });
});
