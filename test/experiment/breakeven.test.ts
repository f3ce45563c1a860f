// The break-even map against differences by a formula whose zero line is known.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisOf,
  extended,
  gridOf,
  nextJob,
  observe,
  openBreakEven,
  openCells,
  progressOf,
  sharesOf,
  squares,
  zeroLine,
} from '../../sim/experiment/breakeven.ts';
import type { BreakEven } from '../../sim/experiment/breakeven.ts';
import { factorAt } from '../../sim/experiment/design.ts';
import type { Factor } from '../../sim/experiment/design.ts';
import { smallScenario } from '../pool/crew.ts';
import { chanceOf, changed, drive, driveInPieces } from './oracle.ts';
import type { Formula } from './oracle.ts';

const scenario = smallScenario();
const plan = { nextJob, observe };
const factor = (told: Partial<Factor>): Factor => ({
  ...{ pointer: '/x', title: 'X', description: '', unit: '', grade: 'H' },
  ...{ low: 0, high: 1, min: 0, max: 1, integer: false, current: 0.37 },
  ...told,
});
const [X, Y] = [factor({}), factor({ pointer: '/y', title: 'Y' })];
const opened = (budget = 3000): BreakEven => openBreakEven(axisOf(X), axisOf(Y), 'recruits', { budget });

/** 0 where y = x² and above it under the parabola; `luck`: how much of it is chance. */
const parabola =
  (luck: number): Formula =>
  (changes, r) => {
    const [x, y] = [changed(changes, '/x') ?? 0.37, changed(changes, '/y') ?? 0.37];
    return x * x - y + luck * chanceOf(r, `${x} ${y}`);
  };

describe('what is mapped of a number', () => {
  it('is its range and as much again as there is room for, so that the range ends where cells do', () => {
    const elasticity = factorAt(scenario, 'voices', '/behaviour/exit/elasticity')!;
    expect(axisOf(elasticity)).toMatchObject({ from: -2.5, to: 0 });
    expect(axisOf(factor({ low: 3, high: 6, min: 0, max: 100, current: 5 }))).toMatchObject({
      from: 2,
      to: 7,
    });
    expect(axisOf(factor({ low: 0, high: 4, min: 0, max: 100, current: 1 }))).toMatchObject({
      from: 0,
      to: 5,
    });
    expect(axisOf(X)).toMatchObject({ from: 0, to: 1 });
  });

  it('has where the scenario stands in it, wherever that is', () => {
    expect(axisOf(factor({ low: 0, high: 4, max: 100, current: 40 })).to).toBe(40);
    expect(axisOf(factor({ low: 0, high: 4, max: 100, current: null }))).toMatchObject({ from: 0, to: 5 });
  });

  it('is nothing without a range, and never the same number twice', () => {
    expect(() => axisOf(factor({ low: 1, high: 1 }))).toThrow(RangeError);
    expect(() => openBreakEven(axisOf(X), axisOf(X), 'recruits')).toThrow(RangeError);
  });
});

describe('a map with little chance in it', () => {
  const { state, asked } = drive(plan, opened(), parabola(0.02));

  it('covers the plane once', () => {
    const area = squares(state).reduce((sum, { x0, x1, y0, y1 }) => sum + (x1 - x0) * (y1 - y0), 0);
    expect(area).toBeCloseTo(1, 12);
    expect(gridOf(state).values.every((value) => value === value)).toBe(true);
  });

  it('begins with 25 cells, looks at each before it looks longer, and never runs anything twice', () => {
    expect(new Set(asked).size).toBe(asked.length);
    expect(new Set(asked.slice(0, 100).map((name) => name.replace(/ \d+$/, ''))).size).toBe(25);
  });

  it('cuts where the sides meet, and nowhere else', () => {
    for (const { level, x, y } of squares(state)) {
      const apart = Math.abs(x * x - y);
      if (level === 2) expect(apart).toBeLessThan(0.35);
      if (apart > 0.5) expect(level).toBe(0);
    }
    expect(Math.max(...squares(state).map(({ level }) => level))).toBe(2);
  });

  it('has its zero line within one cell of the parabola', () => {
    const line = zeroLine(state);
    expect(line.length).toBeGreaterThan(10);
    for (const [x, y] of line) expect(Math.abs(x * x - y)).toBeLessThan(1 / 20);
  });

  it('has the right side wherever it has one', () => {
    for (const { x, y, tally } of squares(state))
      if (tally!.side !== null) expect(tally!.side).toBe(x * x > y ? 'above' : 'below');
  });

  it('counts the box: a third lies under the parabola', () => {
    const { above, below, open } = sharesOf(state);
    expect(above + below + open).toBeCloseTo(1, 12);
    expect(above).toBeGreaterThan(1 / 3 - open);
    expect(above).toBeLessThan(1 / 3 + 0.06);
    expect(open).toBeLessThan(0.2);
  });
});

it('counts of the box only what lies in the box', () => {
  const wide = axisOf(factor({ low: 0, high: 1, min: -9, max: 9 }));
  const { state } = drive(plan, openBreakEven(wide, axisOf(Y), 'recruits'), (changes) =>
    (changed(changes, '/x') ?? 0.37) > 1 ? -1 : 1,
  );
  expect(sharesOf(state).above).toBeCloseTo(1, 12);
});

it('of pure chance is undecided all over, and stays within its budget', () => {
  const { state, asked } = drive(plan, opened(700), (changes, r) => chanceOf(r, JSON.stringify(changes)));
  expect(openCells(state) / squares(state).length).toBeGreaterThan(0.9);
  expect(sharesOf(state).open).toBeGreaterThan(0.9);
  expect(asked.length).toBeLessThanOrEqual(700);
  expect(nextJob(state)).toBeNull();
  const more = extended(state, 300);
  expect(nextJob(more)).not.toBeNull();
  expect(
    drive(plan, more, (changes, r) => chanceOf(r, JSON.stringify(changes))).asked.length,
  ).toBeLessThanOrEqual(300);
});

it('without any difference is open and has nothing to cut', () => {
  const { state, asked } = drive(plan, opened(), () => 0);
  expect(asked).toHaveLength(25 * 12);
  expect(squares(state)).toHaveLength(25);
  expect(openCells(state)).toBe(25);
  expect(zeroLine(state)).toEqual([]);
});

it('broken off anywhere and taken up again, it runs the same and says the same', () => {
  const formula = parabola(0.3);
  const whole = drive(plan, opened(900), formula);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (piece) => {
      const pieces = driveInPieces(plan, opened(900), formula, piece);
      expect(pieces.asked).toEqual(whole.asked);
      expect(pieces.state).toEqual(whole.state);
    }),
    { seed: 20151001, numRuns: 2 },
  );
});

it('a budget that is granted later gives the map that it would have given at once', () => {
  const formula = parabola(0.1);
  const late = extended(drive(plan, opened(100), formula).state, 800);
  expect(squares(drive(plan, late, formula).state)).toHaveLength(
    squares(drive(plan, opened(900), formula).state).length,
  );
});

it('of another measure is planned anew and runs only what is not known', () => {
  const first = drive(plan, opened(900), parabola(0.1));
  const { known } = first.state;
  const other = drive(
    plan,
    openBreakEven(axisOf(X), axisOf(Y), 'impunity', { budget: 900, known }),
    parabola(0.1),
  );
  expect(other.asked).toEqual([]);
  expect({ ...other.state, measure: 'recruits' }).toEqual(first.state);
});

it('with its axes exchanged is the map turned over', () => {
  const formula = parabola(0.05);
  const turned = openBreakEven(axisOf(Y), axisOf(X), 'recruits', { budget: 3000 });
  const key = ({ x0, y0, level }: { x0: number; y0: number; level: number }) => `${level} ${x0} ${y0}`;
  const straight = squares(drive(plan, opened(), formula).state)
    .map(key)
    .sort();
  const over = squares(drive(plan, turned, formula).state)
    .map(({ x0, y0, level }) => key({ x0: y0, y0: x0, level }))
    .sort();
  expect(over).toEqual(straight);
});

it('takes whole numbers where there are only whole ones', () => {
  const whole = factor({ low: 1, high: 3, min: 1, max: 1000, integer: true, current: 1 });
  const { state, asked } = drive(plan, openBreakEven(axisOf(whole), axisOf(Y), 'recruits'), parabola(0.1));
  expect(squares(state).every(({ x }) => Number.isInteger(x))).toBe(true);
  expect(new Set(asked).size).toBe(asked.length);
});

it('shows a cell that was just cut out as what it was cut from', () => {
  const { state } = drive(plan, opened(), parabola(0), 25 * 12);
  const fresh = squares(state).filter(({ level }) => level === 1);
  expect(fresh.length).toBeGreaterThan(0);
  expect(fresh.every(({ tally }) => tally !== null && tally.n === 12)).toBe(true);
  expect(squares(opened()).every(({ tally }) => tally === null)).toBe(true);
  expect(progressOf(state).done).toBe(300);
  expect(progressOf(state).planned).toBeGreaterThan(300);
});
