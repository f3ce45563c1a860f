// What is scarce is thinned and never ranked, and who hears is settled by each person's own draw: so in the same week more of a thing
// serves everyone whom less of it served, and perhaps others. Two worlds agree until a week and differ in one thing in it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, put, sizeOf, type Bits } from '../../sim/bits.ts';
import type { InstrumentId } from '../../sim/levers.ts';
import { buildPopulation } from '../../sim/start.ts';
import { HOME, KNOWS_OFFER, MEMBER, type World } from '../../sim/world.ts';
import {
  copyOf,
  leverOf,
  LIVELY_WORLD,
  merged,
  MIXED_POLICY,
  open,
  runWeeks,
  scenarioOf,
  runs,
  tablesOf,
  type Json,
} from './worlds.ts';

const where = (world: World, holds: (i: number) => boolean): Bits => {
  const bits = bitsOf(world.size);
  for (let i = 0; i < world.size; i++) if (holds(i)) put(bits, i);
  return bits;
};
const carried = ({ carriedVoices, now, size }: World): Bits => {
  const bits = bitsOf(size);
  for (const i of carriedVoices.subarray(0, now.carried)) put(bits, i);
  return bits;
};
const enrolled = (world: World): Bits => where(world, (i) => world.people.programme[i] !== 0);
const joined = (world: World): Bits => where(world, (i) => world.people.stage[i] === MEMBER);
const stayed = (world: World): Bits => where(world, (i) => world.people.stage[i] === HOME);
const offered = (world: World): Bits => where(world, (i) => (world.people.marks[i] & KNOWS_OFFER) !== 0);

/** A lever, and who is served: more of the lever (or less, where it says so) serves a superset. */
const LEVERS: readonly (readonly [
  InstrumentId,
  string,
  (world: World) => Bits,
  low: number,
  high: number,
])[] = [
  ['institution', 'reach', ({ heard }) => heard.institution, 0, 1],
  ['institution', 'capacity', ({ heard }) => heard.institution, 0, 80],
  ['community', 'places', ({ heard }) => heard.community, 0, 60],
  ['voices', 'amplification', ({ heard }) => heard.carried, 0.01, 1],
  ['voices', 'capacity', ({ heard }) => heard.carried, 0, 30],
  ['voices', 'capacity', carried, 0, 30],
  ['voices', 'targeting', ({ heard }) => heard.carried, 1, 0],
  ['takedown', 'share', ({ heard }) => heard.propaganda, 1, 0],
  ['takedown', 'capacity', ({ heard }) => heard.propaganda, 160, 0],
  ['reintegration', 'places', enrolled, 0, 30],
  ['opportunity', 'places', stayed, 0, 80],
  ['opportunity', 'effect', stayed, 0, 1],
  ['control', 'breaking', offered, 0, 1],
];
/** Likewise, numbers of the scenario. */
const NUMBERS: readonly (readonly [Json, Json, (world: World) => Bits])[] = [
  [{ sources: { outsideReach: 0.1 } }, { sources: { outsideReach: 0.5 } }, ({ heard }) => heard.outside],
  [recruiting({ onlineCapacity: 5 }), recruiting({ onlineCapacity: 60 }), joined],
  [recruiting({ recruiterCapacity: 0.1 }), recruiting({ recruiterCapacity: 1 }), joined],
];

function recruiting(numbers: Json): Json {
  return { behaviour: { recruit: { rate: 3, online: 1, ...numbers } } };
}

const WORLD = merged(LIVELY_WORLD, { behaviour: { justice: { lag: 8 } } });
const isSubset = (a: Bits, b: Bits): boolean => a.every((word, w) => (word & ~b[w]) === 0);

describe('more of it serves everyone whom less of it served', () => {
  it.each(LEVERS)('%s.%s', async (instrument, lever, served, low, high) => {
    const scenario = scenarioOf(WORLD, [merged(MIXED_POLICY, { opportunity: { places: 60 } })]);
    const [table] = await tablesOf(scenario);
    let more = 0;
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(8),
        fc.nat(8),
        (replicate, w, m, n) => {
          const population = buildPopulation(scenario, replicate);
          const [few, many] = [Math.min(m, n), Math.max(m, n)].map((eighths) => {
            const policy = copyOf(table);
            leverOf(policy, instrument, lever)[w] = low + (eighths / 8) * (high - low);
            const world = open(scenario, policy, replicate, population);
            runWeeks(world, 0, w + 1);
            return served(world);
          });
          expect(isSubset(few, many)).toBe(true);
          more += sizeOf(many) - sizeOf(few);
        },
      ),
      runs(20),
    );
    expect(more).toBeGreaterThan(0);
  });

  it.each(NUMBERS)('%j against %j', (fewer, larger, served) => {
    let more = 0;
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(10), (replicate, w) => {
        const [low, high] = [fewer, larger].map((settings) => scenarioOf(merged(WORLD, settings)));
        const population = buildPopulation(low, replicate);
        const [few, many] = [low, high].map((scenario) => {
          const world = open(low, undefined, replicate, population);
          runWeeks(world, 0, w);
          runWeeks(Object.assign(world, { scenario }), w, w + 1);
          return served(world);
        });
        expect(isSubset(few, many)).toBe(true);
        more += sizeOf(many) - sizeOf(few);
      }),
      runs(20),
    );
    expect(more).toBeGreaterThan(0);
  });
});
