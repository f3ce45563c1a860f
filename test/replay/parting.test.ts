import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../sim/replay.ts';
import { fateBy } from '../../sim/replay/fate.ts';
import { presence, stageOf, type Person } from '../../sim/replay/code.ts';
import { divergences, firstsOf, parting, weeksNeeded, type Parting } from '../../sim/replay/parting.ts';
import { ASPECTS, trace } from '../../sim/replay/trace.ts';
import { stepWeek } from '../../sim/week.ts';
import { MEMBER } from '../../sim/world.ts';
import type { PolicyTable } from '../../sim/policy.ts';
import type { Scenario } from '../../sim/scenario.ts';
import {
  anyPolicy,
  anyWorld,
  changedIn,
  copyOf,
  LIVELY_WORLD,
  merged,
  MIXED_POLICY,
  open,
  runs,
  scenarioOf,
  tablesOf,
} from '../laws/worlds.ts';

/** A world in which people join one by one, so that policies have time to part them. */
const SLOW = merged(LIVELY_WORLD, {
  weeks: 60,
  population: { size: 160, turnover: 0, initialMembers: 0.1 },
  group: { rise: 0, fall: 0 },
  behaviour: { recruit: { rate: 0.4 } },
});
const JOBS = merged(MIXED_POLICY, { opportunity: { places: 40, effect: 0.9 } });

const MIRROR = { spared: 'lost', lost: 'spared', later: 'sooner', sooner: 'later', other: 'other' } as const;

const everybody = (size: number): Person[] => Array.from({ length: size }, (_, row) => ({ row, arrived: 0 }));

function partings(scenario: Scenario, tables: readonly PolicyTable[], people: readonly Person[]): Parting[] {
  const [a, b] = tables.map((table) => trace(scenario, table, 0, people));
  return people.map((_, n) => parting(a.traces[n], b.traces[n], [a.replay, b.replay]));
}

describe('where two worlds part', () => {
  it('is nowhere for identical policies', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 12, maxSize: 30 }), anyPolicy, async (world, policy) => {
        const scenario = scenarioOf(world, [policy]);
        const [table] = await tablesOf(scenario);
        const found = partings(scenario, [table, copyOf(table)], everybody(scenario.population.size));
        expect(found.filter(({ week }) => week !== null)).toEqual([]);
        const one = replay(scenario, table, 0);
        expect(divergences(one, replay(scenario, copyOf(table), 0))).toEqual([]);
      }),
      runs(6),
    );
  });

  it('is a week before which everything that the worlds hold of a person is the same, and after which it is not', async () => {
    let parted = 0;
    await fc.assert(
      fc.asyncProperty(
        anyWorld({ maxWeeks: 12, maxSize: 30 }),
        fc.tuple(anyPolicy, anyPolicy),
        async (world, policies) => {
          const scenario = scenarioOf(merged(world, { population: { turnover: 0 } }), policies);
          const tables = await tablesOf(scenario);
          const found = partings(scenario, tables, everybody(scenario.population.size));
          const [a, b] = tables.map((table) => open(scenario, table));
          for (let t = 0; t < scenario.weeks; t++) {
            stepWeek(a, t);
            stepWeek(b, t);
            found.forEach(({ firsts, week }, i) => {
              // who tells what to whom next, and of which narratives one ever heard, is not looked at here
              const changed = changedIn(a, b, i).filter(
                (name) => !/^(source|retold|everHeard|informed)/.test(name),
              );
              if (week === null || t < week) expect(changed).toEqual([]);
              if (firsts.row === t) parted++;
              if (firsts.row === t) expect(changed).not.toEqual([]);
            });
          }
        },
      ),
      runs(15),
    );
    expect(parted).toBeGreaterThan(50);
  });

  it('can be told from marks and the weeks that they point at', async () => {
    const scenario = scenarioOf(LIVELY_WORLD, [{}, MIXED_POLICY]);
    const tables = await tablesOf(scenario);
    const people = everybody(80);
    const full = partings(scenario, tables, people);
    const marks = tables.map((table) => trace(scenario, table, 0, people, { wanted: () => false }).traces);
    const needed = people.map((_, n) => weeksNeeded(marks[0][n], marks[1][n]));
    const wanted = (n: number, t: number): boolean => needed[n].includes(t);
    const [a, b] = tables.map((table) => trace(scenario, table, 0, people, { wanted }));
    const told = people.map((_, n) => parting(a.traces[n], b.traces[n], [a.replay, b.replay]));
    expect(told).toEqual(full);
    expect(firstsOf(a.traces[3], b.traces[3])).toEqual(full[3].firsts);
  });

  it('has a decision and a cause for whoever joins in one world only, or later in one', async () => {
    const told: Parting[] = [];
    for (const seed of ['one', 'two', 'three', 'four']) {
      const scenario = scenarioOf({ ...SLOW, seed }, [{}, JOBS]);
      const tables = await tablesOf(scenario);
      const [a, b] = tables.map((table) => replay(scenario, table, 0));
      const one = divergences(a, b).filter(({ fate }) => fate !== 'other');
      const people = one.map(({ person }) => person);
      partings(scenario, tables, people).forEach((found, n) => {
        const { firsts, decision, cause, fate } = found;
        expect(firsts.fate).toBe(one[n].week);
        expect(fate!.week).toBe(one[n].week);
        expect(cause!.week).toBeLessThanOrEqual(fate!.week);
        expect(cause!.cause.kind).not.toBe('unknown');
        if (decision?.a && decision.b) expect(decision.a.draw).toBe(decision.b.draw); // the same luck
        told.push(found);
      });
    }
    expect(told.length).toBeGreaterThan(3);
    const causes = new Set(told.map(({ cause }) => cause!.cause.kind));
    expect(causes.size).toBeGreaterThan(1);
  });
});

describe('whose fate differs', () => {
  it('is everybody whose stage or voice does, up to a morning, and what befell their joining', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('one', 'two', 'three'),
        fc.tuple(anyPolicy, fc.constantFrom({}, JOBS)),
        fc.integer({ min: 0, max: 60 }),
        async (seed, policies, morning) => {
          const scenario = scenarioOf({ ...SLOW, seed }, policies);
          const [a, b] = (await tablesOf(scenario)).map((table) => replay(scenario, table, 0));
          const until = Math.min(morning, scenario.weeks);
          const found = divergences(a, b, until);
          found.forEach(({ fate }) => kinds.add(fate));
          const at = (run: typeof a, row: number, w: number): number => run.codes[w * run.size + row] & 31;
          const joined = (run: typeof a, row: number): number => {
            for (let w = 0; w <= until; w++) if (stageOf(at(run, row, w)) === MEMBER) return w;
            return Infinity;
          };
          const expected = everybody(a.size).flatMap((person) => {
            for (let w = 0; w <= until; w++) {
              if (at(a, person.row, w) === at(b, person.row, w)) continue;
              const [x, y] = [joined(a, person.row), joined(b, person.row)];
              const fate =
                x === y
                  ? 'other'
                  : y === Infinity
                    ? 'spared'
                    : x === Infinity
                      ? 'lost'
                      : x < y
                        ? 'later'
                        : 'sooner';
              return [{ person, fate, week: w - 1 }];
            }
            return [];
          });
          expected.sort((x, y) => x.week - y.week || x.person.row - y.person.row);
          expect(found.map(({ joined: _, ...one }) => one)).toEqual(expected);
          const whole = divergences(a, b).filter(({ week }) => week < until);
          expect(found.map(({ fate }) => fate)).toEqual(whole.map((one) => fateBy(one, until)));
          const mirrored = divergences(b, a, until).map(({ joined: _, ...one }) => ({
            ...one,
            fate: MIRROR[one.fate],
          }));
          expect(mirrored).toEqual(expected);
        },
      ),
      runs(10),
    );
    expect(kinds.size).toBeGreaterThan(2); // each has its mirror
  });

  it('knows people who came to a place in one world only', async () => {
    const scenario = scenarioOf(merged(LIVELY_WORLD, { weeks: 60, population: { turnover: 0.05 } }), [
      {},
      MIXED_POLICY,
    ]);
    const [a, b] = (await tablesOf(scenario)).map((table) => replay(scenario, table, 0));
    const found = divergences(a, b).filter(({ person }) => person.arrived > 0);
    expect(found.length).toBeGreaterThan(0);
    for (const { person, week } of found) {
      const [from] = presence(a.codes, a.size, person);
      expect(week).toBeGreaterThanOrEqual(from - 1);
    }
  });

  it('has a mark for every aspect', () => expect(new Set(ASPECTS).size).toBe(7));
});
