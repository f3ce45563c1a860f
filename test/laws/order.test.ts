// The order in which people are looked at changes nobody, and neither does looking at more people than there is a reason to: so a week
// that is driven by what happens in it is the same as a full scan, to the last bit of everybody.
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { everyone } from '../../sim/bits.ts';
import type * as Bits from '../../sim/bits.ts';
import { COLUMN } from '../../sim/series.ts';
import { settle } from '../../sim/settle.ts';
import { observe } from '../../sim/submodels/observe.ts';
import { stepWeek, WEEK } from '../../sim/week.ts';
import type { World } from '../../sim/world.ts';
import {
  anyPolicy,
  anyWorld,
  changedIn,
  firstDifference,
  open,
  scenarioOf,
  runs,
  tablesOf,
} from './worlds.ts';

/** Sums of reals over people, which keep the order of addition in their last bits: compared to a part in 10^12. */
const SUMS = ['certainty', 'prisonImposed', 'impunity', 'cost'] as const;

function sameWeek(a: World, b: World): void {
  const row = b.week.slice();
  for (const name of SUMS) {
    const at = COLUMN[name];
    expect(Math.abs(a.week[at] - row[at])).toBeLessThanOrEqual(1e-12 * Math.abs(a.week[at]));
    row[at] = a.week[at];
  }
  expect(firstDifference(a.week, row)).toBe(-1);
}

function samePeople(a: World, b: World, without: readonly string[]): void {
  for (let i = 0; i < a.size; i++) expect(changedIn(a, b, i, without)).toEqual([]);
}

/** A week in which every set that says who need be looked at is full, and no draw is settled before it is weighed. */
function scanWeek(world: World, t: number): void {
  const { submodels } = world.scenario.behaviour;
  const all = everyone(world.size);
  world.week.fill(0);
  Object.assign(world.tables, { joinCeiling: Infinity, silencingCeiling: Infinity });
  for (const [name, run] of WEEK) {
    for (const set of [world.linked, world.telling, world.informed, world.touched]) set.set(all);
    if (submodels[name]) run(world, t);
  }
  settle(world, t);
  world.informed.set(all);
  observe(world, t);
}

describe('a full scan', () => {
  it('gives what looking only where there is a reason gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxSize: 70, maxWeeks: 25 }), anyPolicy, async (asked, policy) => {
        const scenario = scenarioOf(asked, [policy]);
        const [table] = await tablesOf(scenario);
        const [driven, scanned] = [0, 1].map(() => open(scenario, table));
        for (let t = 0; t < scenario.weeks; t++) {
          stepWeek(driven, t);
          scanWeek(scanned, t);
          sameWeek(driven, scanned);
        }
        samePeople(driven, scanned, ['linked', 'telling', 'informed']);
        // of those whose attitudes are looked at for nothing, nobody is written
        expect(scanned.work.changed).toBe(driven.work.changed);
      }),
      runs(50),
    );
  });
});

describe('the order of people', () => {
  afterAll(() => vi.doUnmock('../../sim/bits.ts'));

  it('may be reversed wherever a set is walked', async () => {
    let walks = 0;
    vi.resetModules();
    vi.doMock('../../sim/bits.ts', async (original) => {
      const bits = await original<typeof Bits>();
      const forEach: typeof bits.forEach = (set, visit) => {
        const people: number[] = [];
        bits.forEach(set, (i) => people.push(i));
        walks++;
        for (const i of people.reverse()) visit(i);
      };
      return { ...bits, forEach };
    });
    const backwards = await import('./worlds.ts');
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxSize: 70, maxWeeks: 25 }), anyPolicy, async (asked, policy) => {
        const scenario = scenarioOf(asked, [policy]);
        const [table] = await tablesOf(scenario);
        const a = open(scenario, table);
        const b = backwards.open(scenario, table);
        for (let t = 0; t < scenario.weeks; t++) {
          stepWeek(a, t);
          backwards.runWeeks(b, t, t + 1);
          sameWeek(a, b);
        }
        samePeople(a, b, []);
      }),
      runs(50),
    );
    expect(walks).toBeGreaterThan(1000);
  });
});
