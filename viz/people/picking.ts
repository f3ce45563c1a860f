// Who stands nearest to a point of the map, in a time that does not grow with the people: a grid of cells, a few people each.

import type { Layout } from './layout.ts';

/** The side of a cell, in the map's units. */
const CELL = 2;

export interface Picker {
  /** The person nearest to a point, within `reach` units (4 at most); null where there is none. */
  at(x: number, y: number, reach: number): number | null;
}

export function createPicker({ size, width, height, x, y }: Layout): Picker {
  const across = Math.max(1, Math.ceil(width / CELL));
  const down = Math.max(1, Math.ceil(height / CELL));
  const cellOf = (i: number): number => cell(x[i]!, across) + across * cell(y[i]!, down);
  const starts = new Uint32Array(across * down + 1);
  for (let i = 0; i < size; i++) starts[cellOf(i) + 1]!++;
  for (let c = 0; c < across * down; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice();
  const people = new Uint32Array(size);
  for (let i = 0; i < size; i++) people[next[cellOf(i)]!++] = i;
  return {
    at(px, py, reach) {
      const far = Math.min(reach, 2 * CELL);
      let nearest: number | null = null;
      let best = far * far;
      for (let row = cell(py - far, down); row <= cell(py + far, down); row++) {
        const from = starts[row * across + cell(px - far, across)]!;
        const to = starts[row * across + cell(px + far, across) + 1]!;
        for (let n = from; n < to; n++) {
          const i = people[n]!;
          const apart = (x[i]! - px) * (x[i]! - px) + (y[i]! - py) * (y[i]! - py);
          if (apart <= best) [best, nearest] = [apart, i];
        }
      }
      return nearest;
    },
  };
}

function cell(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(at / CELL)));
}
