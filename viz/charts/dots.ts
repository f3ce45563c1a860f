// Runs as dots that can be counted: each an equal share of the runs, at the value of the run in its middle, stacked in
// columns a dot wide that are counted from the zero rule outwards, so that no dot is on the wrong side of it.

import { max, rollup } from 'd3-array';
import type { Linear } from './axes.ts';

/** Pixels between the middle of the zero rule and the nearest dot. */
const CLEAR = 2;

export interface Dot {
  readonly x: number;
  /** From the bottom of the row, in dots. */
  readonly level: number;
  /** Of runs that differ in nothing. */
  readonly open: boolean;
}

/** Values without NaN, ascending. */
export function ascending(values: ArrayLike<number>): number[] {
  return Array.from(values)
    .filter((d) => d === d)
    .sort((a, b) => a - b);
}

/** The middle run of each equal share: a value that a run had, on the side that it had it. */
export function shares(sorted: readonly number[], most: number): number[] {
  const n = sorted.length;
  const dotted = Math.min(most, n);
  return Array.from({ length: dotted }, (_, k) => sorted[Math.floor(((k + 0.5) * n) / dotted)]!);
}

/** Differences of exactly 0 are a block on the rule that pushes the others aside. */
export function stacked(values: readonly number[], scale: Linear, diameter: number): Dot[] {
  const sides = values.filter((value) => value !== 0);
  const same = values.length - sides.length;
  const columnOf = (gap: number) => (value: number) => {
    const steps = Math.floor((Math.abs(scale(value) - scale(0)) - gap) / diameter);
    return (value > 0 ? 1 : -1) * (1 + Math.max(0, steps));
  };
  const count = (gap: number): Map<number, number> =>
    rollup(sides, (members) => members.length, columnOf(gap));
  const levels = Math.max(Math.ceil(Math.sqrt(same)), max(count(CLEAR).values()) ?? 0);
  const wide = Math.ceil(same / Math.max(1, levels));
  const gap = CLEAR + (wide * diameter) / 2;
  const block = Array.from({ length: same }, (_, k) => ({
    x: scale(0) + ((k % wide) - (wide - 1) / 2) * diameter,
    level: Math.floor(k / wide),
    open: true,
  }));
  const beside = Array.from(count(gap), ([column, size]) => {
    const x = scale(0) + Math.sign(column) * (gap + (Math.abs(column) - 0.5) * diameter);
    return Array.from({ length: size }, (_, level) => ({ x, level, open: false }));
  });
  return [...block, ...beside.flat()];
}

/** How many dots the highest stack has. */
export function height(dots: readonly Dot[]): number {
  return dots.length === 0 ? 0 : 1 + max(dots, ({ level }) => level)!;
}
