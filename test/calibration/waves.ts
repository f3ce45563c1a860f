// History matching: points of a Sobol' design over the frozen ranges are judged; what is left is the smallest box around those
// not ruled out; the next wave fills that box, and is judged by more replicates. No emulator stands in: the engine is fast.
import { sobolPoints } from '../../sim/experiment/sobol.ts';
import { rangeOf, type Values } from './parameters.ts';
import type { Scores } from './targets.ts';

export interface WaveDesign {
  readonly points: number;
  /** Replicates after each of which a point may be ruled out. */
  readonly stages: readonly number[];
}

export const WAVES: readonly WaveDesign[] = [
  { points: 256, stages: [1, 2, 4, 8] },
  { points: 192, stages: [2, 4, 8, 16] },
  { points: 96, stages: [4, 8, 16, 32, 64] },
];

export type Box = Readonly<Record<string, readonly [number, number]>>;

export interface Judged {
  readonly values: Values;
  readonly scores: Scores;
}

/** The frozen ranges of some assumptions. */
export function prior(pointers: readonly string[]): Box {
  return Object.fromEntries(pointers.map((pointer) => [pointer, rangeOf(pointer)]));
}

/** Points of a design in a box. The seed names the wave. */
export function pointsIn(box: Box, count: number, seed: string): Values[] {
  const sides = Object.entries(box);
  const unit = sobolPoints(count, sides.length, seed);
  return Array.from({ length: count }, (_, k) =>
    Object.fromEntries(
      sides.map(([pointer, [low, high]], d) => [pointer, low + (high - low) * unit[k * sides.length + d]!]),
    ),
  );
}

export const leftOf = (judged: readonly Judged[]): Judged[] =>
  judged.filter(({ scores }) => scores.ruledOutBy === null);

/**
 * The smallest box around points, wider by `margin` of the frozen range on each side where that is still inside it. Throws a
 * RangeError where nothing is left.
 */
export function boxAround(points: readonly Values[], margin: number): Box {
  if (points.length === 0) throw new RangeError('every point is ruled out: the ranges hold none that fits');
  return Object.fromEntries(
    Object.keys(points[0]!).map((pointer) => {
      const [from, to] = rangeOf(pointer);
      const all = points.map((values) => values[pointer]!);
      const more = margin * (to - from);
      return [pointer, [Math.max(from, Math.min(...all) - more), Math.min(to, Math.max(...all) + more)]];
    }),
  );
}

/** The mean of points, to three digits. */
export function middleOf(points: readonly Values[]): Values {
  return Object.fromEntries(
    Object.keys(points[0]!).map((pointer) => {
      const mean = points.reduce((sum, values) => sum + values[pointer]!, 0) / points.length;
      return [pointer, Number(mean.toPrecision(3))];
    }),
  );
}

/** The points in the order of their distance to a place, in frozen ranges. */
export function nearestTo(place: Values, points: readonly Values[]): Values[] {
  const distance = (values: Values): number =>
    Object.keys(place).reduce((sum, pointer) => {
      const [from, to] = rangeOf(pointer);
      return sum + ((values[pointer]! - place[pointer]!) / (to - from)) ** 2;
    }, 0);
  return points.toSorted((a, b) => distance(a) - distance(b));
}
