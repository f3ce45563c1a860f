// Work is counted, and the counts are a law: they are the same for the same arguments, each submodel looks at exactly the people it has a
// reason to look at and at their ties, and a world in which nothing happens costs its block draws and no more.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEach, overlap, sizeOf, type Bits } from '../../sim/bits.ts';
import { COLUMN } from '../../sim/series.ts';
import { buildPopulation, openChance } from '../../sim/start.ts';
import { stepWeek, WEEK } from '../../sim/week.ts';
import { settle } from '../../sim/settle.ts';
import { observe } from '../../sim/submodels/observe.ts';
import { HOME, MEMBER, STREAM, type World } from '../../sim/world.ts';
import { anyPolicy, anyWorld, open, scenarioOf, runs, tablesOf, type Json } from './worlds.ts';

const degreesOf = ({ network: { offsets } }: World, people: Bits): number => {
  let ties = 0;
  forEach(people, (i) => (ties += offsets[i + 1] - offsets[i]));
  return ties;
};
const union = (...sets: readonly Bits[]): Bits =>
  sets[0].map((_, w) => sets.reduce((word, set) => word | set[w], 0));
const both = (a: Bits, b: Bits): Bits => a.map((word, w) => word & b[w]);

/** Rows that a submodel has reason to look at in week t, from the sets as they stand before it; undefined where it counts none. */
function rowsDue(world: World, name: string, t: number): number | undefined {
  const { scenario, atLarge, telling, touched, heard, stages, linked, atRisk, chance } = world;
  const { peerRate, peerWeight } = scenario.behaviour.attitude;
  switch (name) {
    case 'narrative':
      return overlap(telling, atLarge);
    case 'attitude': {
      const stock = touched.map((_, w) =>
        peerWeight === 0 ? 0 : chance.block(peerRate, STREAM.stock, w, t),
      );
      const due = union(stock, touched, heard.propaganda, heard.institution, heard.community);
      return overlap(due, atLarge);
    }
    case 'recruit': {
      const { online, onlineCapacity } = scenario.behaviour.recruit;
      const capacity = (onlineCapacity / world.scale) * world.fortunes[t];
      const demand = overlap(stages[HOME], atRisk) * world.now.propaganda;
      const reached =
        online > 0 && capacity / demand > 0 ? both(heard.propaganda, atRisk) : heard.propaganda.map(() => 0);
      return overlap(stages[HOME], union(linked, reached));
    }
    case 'member':
      return sizeOf(stages[MEMBER]);
    default:
      return undefined;
  }
}

describe('work', () => {
  it('is the same for the same arguments, week by week', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 20 }), anyPolicy, async (asked, policy) => {
        const scenario = scenarioOf(asked, [policy]);
        const [table] = await tablesOf(scenario);
        const chances = [0, 1].map(() => openChance(scenario, 0));
        const population = buildPopulation(scenario, 0);
        const worlds = chances.map((chance) => open(scenario, table, 0, population, chance));
        for (let t = 0; t < scenario.weeks; t++) {
          for (const world of worlds) stepWeek(world, t);
          expect(worlds[1].work).toEqual(worlds[0].work);
          expect(chances[1].draws).toBe(chances[0].draws);
        }
      }),
      runs(20),
    );
  });

  it('is one row for each person whom a submodel has reason to look at', async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 20, forms: false }), anyPolicy, async (asked, policy) => {
        const scenario = scenarioOf(asked, [policy]);
        const [table] = await tablesOf(scenario);
        const world = open(scenario, table);
        for (let t = 0; t < scenario.weeks; t++) {
          world.week.fill(0);
          for (const [name, run] of WEEK) {
            const due = rowsDue(world, name, t);
            const before = world.work.rows;
            run(world, t);
            if (due !== undefined) expect([name, t, world.work.rows - before]).toEqual([name, t, due]);
          }
          settle(world, t);
          observe(world, t);
        }
        rows += world.work.rows;
      }),
      runs(40),
    );
    expect(rows).toBeGreaterThan(1000);
  });

  it('of taking stock is the ties of those who take it', async () => {
    const scenario = scenarioOf({ ...QUIET, behaviour: { attitude: { peerRate: 0.1 } } }, [NO_MESSAGES]);
    const [table] = await tablesOf(scenario);
    const world = open(scenario, table);
    for (let t = 0; t < 10; t++) {
      const before = { ...world.work };
      const stock = world.atLarge.map((word, w) => word & world.chance.block(0.1, STREAM.stock, w, t));
      stepWeek(world, t);
      expect(world.work.ties - before.ties).toBe(degreesOf(world, stock));
      expect(world.work.rows - before.rows).toBe(sizeOf(stock));
      expect(world.work.changed - before.changed).toBeLessThanOrEqual(sizeOf(stock));
    }
    expect(world.work.changed).toBeGreaterThan(0);
  });
});

/** Nobody tells, joins or takes stock, nothing is broadcast, and nobody moves on. */
const QUIET: Json = {
  weeks: 60,
  population: { size: 2000, initialMembers: 0, turnover: 0 },
  sources: { volume: 0, outsideReach: 0 },
  behaviour: { attitude: { peerRate: 0 } },
};
const NO_MESSAGES = { institution: { reach: 0 } };

describe('a quiet world', () => {
  it('looks at nobody, at no tie, and draws nothing', async () => {
    const scenario = scenarioOf(QUIET, [NO_MESSAGES]);
    const [table] = await tablesOf(scenario);
    const chance = openChance(scenario, 0);
    const world = open(scenario, table, 0, undefined, chance);
    const drawn = chance.draws;
    for (let t = 0; t < scenario.weeks; t++) stepWeek(world, t);
    expect(world.work).toEqual({ rows: 0, ties: 0, changed: 0 });
    expect(chance.draws).toBe(drawn);
  });

  it('with sources that nobody minds draws by blocks: at most 32 words for 32 people and a source, 6 or 7 in the mean', async () => {
    const scenario = scenarioOf(
      { ...QUIET, population: { size: 2000, initialMembers: 0, turnover: 0.001 } },
      [{ institution: { reach: 0.02 } }],
    );
    const [table] = await tablesOf(scenario);
    const chance = openChance(scenario, 0);
    const world = open(scenario, table, 0, undefined, chance);
    const drawn = chance.draws;
    let arrivals = 0;
    for (let t = 0; t < scenario.weeks; t++) {
      stepWeek(world, t);
      arrivals += world.week[COLUMN.arrivals];
    }
    const blocks = 63 * 2 * scenario.weeks; // of 32 people: institution and turnover
    expect(arrivals).toBeGreaterThan(0);
    expect(chance.draws - drawn).toBeLessThan(8 * blocks + 6 * arrivals);
    expect(world.work.ties).toBe(0);
  });
});
