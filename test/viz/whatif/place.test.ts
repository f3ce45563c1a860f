// Places on a map whose cells differ in size.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, nextJob, observe, openBreakEven, squares } from '../../../sim/experiment/breakeven.ts';
import type { Factor } from '../../../sim/experiment/design.ts';
import { directionOf, hereOn, squareAt, stepped } from '../../../viz/whatif/place.ts';
import type { Direction } from '../../../viz/whatif/place.ts';
import { changed, drive } from '../../experiment/oracle.ts';

const factor = (pointer: string): Factor => ({
  ...{ pointer, title: pointer, description: '', unit: '', grade: 'H' },
  ...{ low: 0, high: 1, min: 0, max: 1, integer: false, current: 0.37 },
});
const { state } = drive(
  { nextJob, observe },
  openBreakEven(axisOf(factor('/x')), axisOf(factor('/y')), 'recruits'),
  (changes) => (changed(changes, '/x') ?? 0.37) - (changed(changes, '/y') ?? 0.37),
);
const cells = squares(state);
const there = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('a place', () => {
  it('is in the cell that holds it', () => {
    fc.assert(
      fc.property(there, ({ x, y }) => {
        const { x0, x1, y0, y1 } = squareAt(cells, { x, y })!;
        expect(x0 <= x && x <= x1 && y0 <= y && y <= y1).toBe(true);
      }),
      { seed: 20151001, numRuns: 200 },
    );
  });

  it('outside is in the nearest cell, and of no cells in none', () => {
    expect(squareAt(cells, { x: -5, y: 0.5 })!.x0).toBe(0);
    expect(squareAt(cells, { x: 9, y: 9 })).toMatchObject({ x1: 1, y1: 1 });
    expect(squareAt([], { x: 0, y: 0 })).toBeNull();
  });

  it('steps to the cell beside, and stays at the edge', () => {
    const opposite: Record<Direction, (a: number, b: number) => boolean> = {
      left: (a, b) => b <= a,
      right: (a, b) => b >= a,
      down: (a, b) => b <= a,
      up: (a, b) => b >= a,
    };
    fc.assert(
      fc.property(there, fc.constantFrom<Direction>('left', 'right', 'up', 'down'), (at, direction) => {
        const from = squareAt(cells, at)!;
        const to = squareAt(cells, stepped(cells, from, direction))!;
        const along = direction === 'left' || direction === 'right' ? 'x' : 'y';
        expect(
          opposite[direction](
            (from[`${along}0`] + from[`${along}1`]) / 2,
            (to[`${along}0`] + to[`${along}1`]) / 2,
          ),
        ).toBe(true);
        const atEdge = { left: from.x0 === 0, right: from.x1 === 1, down: from.y0 === 0, up: from.y1 === 1 };
        expect(to === from).toBe(atEdge[direction]);
      }),
      { seed: 20151001, numRuns: 300 },
    );
  });

  it('reaches the other side of the map by one arrow alone', () => {
    let at = squareAt(cells, { x: 0, y: 0.5 })!;
    for (let k = 0; k < 30; k++) at = squareAt(cells, stepped(cells, at, 'right'))!;
    expect(at.x1).toBe(1);
  });
});

it('the scenario stands where its numbers are, and in the middle where it has none', () => {
  expect(hereOn(state)).toEqual({ x: 0.37, y: 0.37 });
  const nowhere = { ...state, x: { ...state.x, factor: { ...state.x.factor, current: null } } };
  expect(hereOn(nowhere)).toEqual({ x: 0.5, y: 0.37 });
});

it('only arrows have a direction', () => {
  expect(['ArrowLeft', 'ArrowUp', 'Enter', 'a'].map(directionOf)).toEqual([
    'left',
    'up',
    undefined,
    undefined,
  ]);
});
