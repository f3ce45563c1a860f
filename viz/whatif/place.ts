// A place on the map that the keyboard or a pointer has picked. Cells differ in size, so a place is kept in the units of the
// axes, and an arrow goes to the middle of the cell beside.

import type { BreakEven, Square } from '../../sim/experiment/breakeven.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The direction of a key; undefined for another. */
export function directionOf(key: string): Direction | undefined {
  return KEYS[key];
}

/** The cell at a place; of the edge of the map where it lies outside. Null of no cells. */
export function squareAt(cells: readonly Square[], { x, y }: Place): Square | null {
  const within = (value: number, least: number[], most: number[]): number =>
    Math.min(Math.max(value, Math.min(...least)), Math.max(...most));
  const [px, py] = [
    within(
      x,
      cells.map(({ x0 }) => x0),
      cells.map(({ x1 }) => x1),
    ),
    within(
      y,
      cells.map(({ y0 }) => y0),
      cells.map(({ y1 }) => y1),
    ),
  ];
  const holds = ({ x0, x1, y0, y1 }: Square): boolean => x0 <= px && px <= x1 && y0 <= py && py <= y1;
  return cells.find(holds) ?? null;
}

/** The place after a step from a cell, which stays where the map ends. */
export function stepped(cells: readonly Square[], from: Square, direction: Direction): Place {
  const [width, height] = [from.x1 - from.x0, from.y1 - from.y0];
  const [x, y] = [(from.x0 + from.x1) / 2, (from.y0 + from.y1) / 2];
  // A thousandth past the edge, a little off the middle, where a finer cell begins.
  const past = { x: 0.001 * width, y: 0.001 * height };
  const aimed = {
    left: { x: from.x0 - past.x, y: y + past.y },
    right: { x: from.x1 + past.x, y: y + past.y },
    up: { x: x + past.x, y: from.y1 + past.y },
    down: { x: x + past.x, y: from.y0 - past.y },
  }[direction];
  const found = squareAt(cells, aimed) ?? from;
  return { x: (found.x0 + found.x1) / 2, y: (found.y0 + found.y1) / 2 };
}

/** Where the scenario stands on a map; the middle of an axis on which it stands nowhere. */
export function hereOn({ x, y }: BreakEven): Place {
  const at = ({ factor, from, to }: BreakEven['x']): number => factor.current ?? (from + to) / 2;
  return { x: at(x), y: at(y) };
}
