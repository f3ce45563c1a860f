// The books of a run balance in any world, every week: people are conserved, every stock is what it was and what flowed, every number is
// a number, and what is kept as a running sum or a set is what a walk over people finds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certaintyOf } from '../../sim/belief.ts';
import { has } from '../../sim/bits.ts';
import { MEASURES } from '../../sim/measures.ts';
import { simulate } from '../../sim/run.ts';
import { column, COLUMNS, COLUMN, type ColumnName, type Series } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import {
  AT_LARGE,
  AWAITING,
  DEAD,
  HOME,
  IGNORANT,
  ideologyOf,
  IMPRISONED,
  LEFT,
  MEMBER,
  PUBLIC,
  RELEASED,
  SILENT,
  STAGES,
  supportOf,
  SURFACED,
  TELLING,
  type World,
} from '../../sim/world.ts';
import { anyPolicy, anyWorld, open, scenarioOf, runs, tablesOf } from './worlds.ts';

const FLOWS = COLUMNS.slice(COLUMNS.indexOf('joins'), COLUMNS.indexOf('supportAtRisk'));

/** What a stock gains and loses in a week, as columns with a sign. */
type Flow = readonly [sign: 1 | -1, name: ColumnName];
const BOOKS: readonly (readonly [stocks: readonly ColumnName[], flows: readonly Flow[]])[] = [
  [['home'], [[-1, 'joins']]],
  [
    ['member'],
    [[1, 'joins'], [1, 'reengagements'], [-1, 'exits'], [-1, 'executed'], [-1, 'diedAbroad']],
  ],
  [['dead'], [[1, 'executed'], [1, 'diedAbroad']]],
  [['left', 'surfaced', 'awaiting', 'imprisoned', 'released'], [[1, 'exits'], [-1, 'reengagements']]],
  [['awaiting'], [[1, 'prosecutions'], [-1, 'convictions'], [-1, 'acquittals']]],
]; // prettier-ignore

describe('the series of any run', () => {
  it('balances, holds numbers only, and gives measures that are numbers or have no value', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld(), anyPolicy, async (world, policy) => {
        const scenario = scenarioOf(world, [policy]);
        const [table] = await tablesOf(scenario);
        const population = buildPopulation(scenario, 0);
        const start = STAGES.map((_, stage) => population.people.stage.filter((s) => s === stage).length);
        const series = simulate(scenario, table, 0, population);
        expect(series.values.every(Number.isFinite)).toBe(true);
        checkStocks(series, start, scenario.population.size);
        checkBounds(series);
        for (const { id, of } of MEASURES) {
          const value = of(series, scenario, series);
          expect([id, Number.isFinite(value) || Number.isNaN(value)]).toEqual([id, true]);
        }
      }),
      runs(150),
    );
  });
});

function checkStocks(series: Series, start: readonly number[], size: number): void {
  const of = (name: ColumnName, t: number): number => (t < 0 ? start[COLUMN[name]] : column(series, name)[t]);
  for (let t = 0; t < series.weeks; t++) {
    expect(STAGES.reduce((sum, stage) => sum + of(stage, t), 0)).toBe(size);
    for (const [stocks, flows] of BOOKS) {
      const sum = (week: number): number => stocks.reduce((total, name) => total + of(name, week), 0);
      const net = flows.reduce((total, [sign, name]) => total + sign * of(name, t), 0);
      expect([t, stocks, sum(t)]).toEqual([t, stocks, sum(t - 1) + net]);
    }
    expect(of('attempts', t)).toBe(of('exits', t) + of('executed', t));
    expect(of('networkedJoins', t)).toBeLessThanOrEqual(of('joins', t));
    expect(of('imprisoned', t)).toBeLessThanOrEqual(
      of('imprisoned', t - 1) + of('convictions', t) - of('releases', t),
    );
    expect(of('publicVoices', t)).toBeLessThanOrEqual(of('voices', t));
  }
}

function checkBounds(series: Series): void {
  const all = (name: string, right: (x: number) => boolean): void =>
    expect([name, column(series, name).every(right)]).toEqual([name, true]);
  for (const name of [...STAGES, ...FLOWS]) all(name, (x) => x >= 0);
  for (const name of ['supportAtRisk', 'supportOthers', 'ideologyAtRisk', 'ideologyOthers', 'certainty'])
    all(name, (x) => x >= 0 && x <= 1);
  for (const name of ['severity', 'prisonImposed', 'prisonServed', 'impunity', 'cost', 'fortunes'])
    all(name, (x) => x >= 0);
  for (const name of ['prisonImposed', 'prisonServed', 'cost']) {
    const sums = column(series, name);
    expect([name, sums.every((x, t) => t === 0 || x >= sums[t - 1])]).toEqual([name, true]);
  }
}

describe('what a world keeps', () => {
  it('is what a walk over its people finds, every week', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxSize: 50, maxWeeks: 25 }), anyPolicy, async (asked, policy) => {
        const scenario = scenarioOf(asked, [policy]);
        const [table] = await tablesOf(scenario);
        const world = open(scenario, table);
        for (let t = 0; t < scenario.weeks; t++) {
          stepWeek(world, t);
          for (let i = 0; i < world.size; i++) checkPerson(world, i, t);
          checkSums(world, t);
        }
      }),
      runs(60),
    );
  });
});

function checkPerson(world: World, i: number, t: number): void {
  const { people, network, tables, scenario, stages, themes } = world;
  const stage = people.stage[i];
  stages.forEach((set, s) => expect(has(set, i)).toBe(s === stage));
  expect(has(world.atLarge, i)).toBe(AT_LARGE[stage] === 1);
  expect(has(world.voices, i)).toBe(people.speaking[i] !== SILENT);
  if (people.speaking[i] !== SILENT)
    expect([LEFT, SURFACED, AWAITING, IMPRISONED, RELEASED]).toContain(stage);
  let members = 0;
  let home = 0;
  for (let e = network.offsets[i]; e < network.offsets[i + 1]; e++) {
    if (tables.abroad[network.layer[e]] === 0) continue;
    if (people.stage[network.targets[e]] === MEMBER) members++;
    if (people.stage[network.targets[e]] === HOME) home++;
  }
  expect([people.memberTies[i], people.homeTies[i]]).toEqual([members, home]);
  expect(has(world.linked, i)).toBe(stage === HOME && members >= scenario.behaviour.recruit.reinforcement);
  const told = Array.from({ length: themes }, (_, k) => world.knows[i * themes + k]);
  expect(has(world.telling, i)).toBe(told.includes(TELLING));
  // nobody tells who is not at large, but for a voice that waits in prison with its own theme
  const waits = stage === IMPRISONED && people.speaking[i] !== SILENT;
  if (AT_LARGE[stage] === 0 && !waits) expect(told).not.toContain(TELLING);
  told.forEach((knows, k) => {
    if (knows !== IGNORANT && world.timesHeard[i * themes + k] > 0)
      expect(has(world.everHeard[2 + k], i)).toBe(true);
  });
  for (const attitude of [supportOf(world, i, t + 1), ideologyOf(world, i, t + 1)]) {
    expect(attitude).toBeGreaterThanOrEqual(0);
    expect(attitude).toBeLessThanOrEqual(1);
  }
  expect(people.disillusion[i]).toBeGreaterThanOrEqual(0);
  expect(people.disillusion[i]).toBeLessThanOrEqual(1);
  expect(certaintyOf(world, i)).toBeGreaterThanOrEqual(0);
  expect(certaintyOf(world, i)).toBeLessThanOrEqual(1);
}

function checkSums(world: World, t: number): void {
  const { people, size, week, atRisk, themes } = world;
  const rows = Array.from({ length: size }, (_, i) => i);
  const mean = (some: readonly number[], of: (i: number) => number): number =>
    some.length === 0 ? 0 : some.reduce((sum, i) => sum + of(i), 0) / some.length;
  const living = rows.filter((i) => people.stage[i] !== DEAD);
  const risky = living.filter((i) => has(atRisk, i));
  const others = living.filter((i) => !has(atRisk, i));
  const near = (name: ColumnName, value: number): void =>
    expect(Math.abs(week[COLUMN[name]] - value), name).toBeLessThanOrEqual(
      1e-12 * Math.max(1, Math.abs(value)),
    );
  near(
    'supportAtRisk',
    mean(risky, (i) => supportOf(world, i, t + 1)),
  );
  near(
    'supportOthers',
    mean(others, (i) => supportOf(world, i, t + 1)),
  );
  near(
    'ideologyAtRisk',
    mean(risky, (i) => ideologyOf(world, i, t + 1)),
  );
  near(
    'ideologyOthers',
    mean(others, (i) => ideologyOf(world, i, t + 1)),
  );
  if (risky.length > 0)
    near(
      'certainty',
      mean(risky, (i) => certaintyOf(world, i)),
    );
  const former = living.filter((i) => people.stage[i] !== HOME && people.stage[i] !== MEMBER);
  near(
    'impunity',
    former.reduce((sum, i) => sum + Math.max(0, people.offences[i] - people.imposed[i]), 0),
  );
  const count = (some: (i: number) => boolean): number => rows.filter(some).length;
  expect(week[COLUMN.voices]).toBe(count((i) => people.speaking[i] !== SILENT));
  expect(week[COLUMN.publicVoices]).toBe(count((i) => people.speaking[i] === PUBLIC));
  const first = COLUMNS.length;
  world.everHeard.forEach((ever, n) => expect(week[first + n]).toBe(count((i) => has(ever, i))));
  for (let k = 0; k < themes; k++)
    expect(week[first + themes + 2 + k]).toBe(count((i) => world.knows[i * themes + k] === TELLING));
}
