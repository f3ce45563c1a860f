// The first law of matched chance: a run is a function of its arguments. Nothing is remembered between runs, nothing that is shared is
// written to, and what a policy is called is not among the arguments.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../sim/run.ts';
import { buildPopulation } from '../../sim/start.ts';
import type { Population } from '../../sim/world.ts';
import { anyPolicy, anyWorld, firstDifference, scenarioOf, runs, tablesOf } from './worlds.ts';

/** Every byte of a population. */
const bytesOf = ({ network, community, people, atRisk, threshold }: Population): Buffer =>
  Buffer.concat(
    [network.offsets, network.targets, network.layer, community, people.who, atRisk, threshold]
      .map((column) =>
        column === people.who ? people.buffer : (column?.slice().buffer ?? new ArrayBuffer(0)),
      )
      .map((buffer) => Buffer.from(buffer as ArrayBuffer)),
  );

describe('a run', () => {
  it('gives the same bytes for the same arguments, on a population of its own or a shared one, which it leaves alone', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld(), anyPolicy, anyPolicy, fc.nat(5), async (world, one, other, replicate) => {
        const scenario = scenarioOf(world, [one, other]);
        const [table, otherTable] = await tablesOf(scenario);
        const first = simulate(scenario, table, replicate).values;
        const shared = buildPopulation(scenario, replicate);
        const before = bytesOf(shared);
        simulate(scenario, otherTable, replicate, shared);
        const second = simulate(scenario, table, replicate, shared).values;
        expect(firstDifference(first, second)).toBe(-1);
        expect(before.equals(bytesOf(shared))).toBe(true);
        expect(before.equals(bytesOf(buildPopulation(scenario, replicate)))).toBe(true);
      }),
      runs(50),
    );
  });

  it('is the same for the same policy under any id, name, place and description', async () => {
    const label = fc.string({ minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(anyWorld(), anyPolicy, anyPolicy, label, async (world, one, other, name) => {
        const scenario = scenarioOf(world, [one, other, { ...one, id: 'zebra', name, description: name }]);
        const [first, , last] = await tablesOf(scenario);
        const [a, b] = [first, last].map((table) => simulate(scenario, table, 1).values);
        expect(firstDifference(a, b)).toBe(-1);
      }),
      runs(50),
    );
  });

  it('differs between seeds and replicates', async () => {
    const world = { weeks: 20, population: { size: 400, initialMembers: 0.5 } };
    const [a, same, b] = ['a', 'a', 'b'].map((seed) => scenarioOf({ ...world, seed }));
    const [table] = await tablesOf(a);
    const first = simulate(a, table, 0).values;
    expect(firstDifference(first, simulate(same, table, 0).values)).toBe(-1);
    expect(firstDifference(first, simulate(a, table, 1).values)).not.toBe(-1);
    expect(firstDifference(first, simulate(b, table, 0).values)).not.toBe(-1);
  });
});
