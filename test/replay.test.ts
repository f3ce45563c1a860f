import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOfValues } from '../sim/jobs.ts';
import { replay } from '../sim/replay.ts';
import {
  holderOf,
  isAtRisk,
  isNew,
  keyOf,
  nameOf,
  personNamed,
  presence,
  speakingOf,
  stageOf,
} from '../sim/replay/code.ts';
import { simulate } from '../sim/run.ts';
import { column } from '../sim/series.ts';
import { PUBLIC, SILENT, STAGES } from '../sim/world.ts';
import {
  anyPolicy,
  anyWorld,
  LIVELY_WORLD,
  merged,
  MIXED_POLICY,
  open,
  runs,
  scenarioOf,
  tablesOf,
} from './laws/worlds.ts';

const count = (row: Uint8Array, is: (code: number) => boolean): number => row.filter(is).length;

describe('a replay', () => {
  it('is the run: its stages add up to the series of every week, and its digest is the run’s', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 25 }), anyPolicy, fc.nat(3), async (world, policy, replicate) => {
        const scenario = scenarioOf(world, [policy]);
        const [table] = await tablesOf(scenario);
        const series = simulate(scenario, table, replicate);
        const { codes, size, weeks, digest } = replay(scenario, table, replicate);
        expect(digest).toBe(digestOfValues(series.values));
        expect(codes.length).toBe((weeks + 1) * size);
        const mornings = Array.from({ length: weeks }, (_, t) =>
          codes.subarray((t + 1) * size, (t + 2) * size),
        );
        const agrees = (name: string, is: (code: number) => boolean): void =>
          expect(mornings.map((row) => count(row, is))).toEqual(Array.from(column(series, name)));
        STAGES.forEach((name, stage) => agrees(name, (code) => stageOf(code) === stage));
        agrees('voices', (code) => speakingOf(code) !== SILENT);
        agrees('publicVoices', (code) => speakingOf(code) === PUBLIC);
        agrees('arrivals', isNew);
      }),
      runs(20),
    );
  });

  it('begins on the first morning, with those at risk', async () => {
    const scenario = scenarioOf(LIVELY_WORLD, [MIXED_POLICY]);
    const [table] = await tablesOf(scenario);
    const { codes, size } = replay(scenario, table, 2);
    const world = open(scenario, table, 2);
    for (let i = 0; i < size; i++) {
      expect(stageOf(codes[i])).toBe(world.people.stage[i]);
      expect(isAtRisk(codes[i])).toBe(((world.atRisk[i >>> 5] >>> (i & 31)) & 1) === 1);
      expect(isNew(codes[i])).toBe(false);
    }
  });

  it('tells every week that it has run', async () => {
    const scenario = scenarioOf(merged(LIVELY_WORLD, { weeks: 4 }), [{}]);
    const [table] = await tablesOf(scenario);
    const weeks: number[] = [];
    replay(scenario, table, 0, undefined, undefined, (t) => weeks.push(t));
    expect(weeks).toEqual([0, 1, 2, 3]);
  });
});

describe('a person', () => {
  it('holds a place from their morning of arrival until somebody else comes', async () => {
    const scenario = scenarioOf(merged(LIVELY_WORLD, { population: { turnover: 0.1 } }), [{}]);
    const [table] = await tablesOf(scenario);
    const { codes, size, weeks } = replay(scenario, table, 0);
    let changes = 0;
    for (let row = 0; row < size; row++) {
      for (let w = 0; w <= weeks; w++) {
        const person = holderOf(codes, size, row, w);
        const [from, to] = presence(codes, size, person);
        expect(from).toBe(person.arrived);
        expect(from <= w && w < to).toBe(true);
        if (isNew(codes[w * size + row])) changes++;
      }
    }
    expect(changes).toBeGreaterThan(50);
  });

  it('who never came is nowhere', () => {
    const codes = new Uint8Array(6); // two places, three mornings, nobody new
    expect(presence(codes, 2, { row: 1, arrived: 0 })).toEqual([0, 3]);
    expect(presence(codes, 2, { row: 1, arrived: 2 })).toEqual([2, 2]);
    expect(presence(codes, 2, { row: 1, arrived: 9 })).toEqual([9, 9]);
  });

  it('has a name that says who, and a key that chance knows', () => {
    expect(nameOf({ row: 1043, arrived: 0 })).toBe('1043');
    expect(nameOf({ row: 1043, arrived: 52 })).toBe('1043.52');
    expect(keyOf({ row: 3, arrived: 600 })).toBe(600 * 4194304 + 3);
    fc.assert(
      fc.property(fc.nat(1999), fc.nat(520), (row, arrived) => {
        expect(personNamed(nameOf({ row, arrived }), 2000, 520)).toEqual({ row, arrived });
      }),
      runs(100),
    );
    for (const name of ['', 'x', '2000', '12.521', '-1', '1.2.3', '1e3', '12345678'])
      expect(personNamed(name, 2000, 520)).toBeNull();
  });
});
