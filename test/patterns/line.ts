// The line on which *voices* and *deterrence* break even, in the plane of how much certainty deters and how credible a former
// member is, and whether it turns as the silencing effect grows (H1). The logarithm of the ratio of recruits is fitted, by least
// squares over the points of the box, linearly in every side, with the two products that let the line turn.
import { ASSUMPTIONS } from '../calibration/parameters.ts';
import { SIDES, valuesAt, type Point } from './box.ts';

const CERTAINTY = '/behaviour/recruit/certainty';
const FORMER = '/behaviour/attitude/former';
const SILENCING = '/behaviour/exit/elasticity';
/** Fewer recruits than this under both policies together say nothing. */
const ENOUGH = 20;
/** Parts that are left out in turn, for the standard error. */
const PARTS = 16;

export interface Line {
  /** Degrees that the line turns by, in a plane whose sides are the frozen ranges, from no silencing to the most. */
  readonly turn: number;
  readonly error: number;
  readonly turnOverError: number;
  readonly points: number;
}

interface Row {
  readonly x: readonly number[];
  readonly y: number;
}

/** The break-even line over the points of the box, in their order from 0. */
export function breakEven(points: readonly Point[]): Line {
  const rows = points.flatMap((point, n) =>
    point.voices + point.deterrence >= ENOUGH ? [rowOf(point, n)] : [],
  );
  const turn = turnOf(rows);
  const without = Array.from({ length: PARTS }, (_, part) =>
    turnOf(rows.filter((_, k) => k % PARTS !== part)),
  );
  const mean = without.reduce((sum, x) => sum + x, 0) / PARTS;
  const squares = without.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const error = Math.sqrt(((PARTS - 1) / PARTS) * squares);
  return { turn, error, turnOverError: Math.abs(turn) / error, points: rows.length };
}

function rowOf({ voices, deterrence }: Point, n: number): Row {
  const values = valuesAt(n);
  const part = (pointer: string): number => {
    const [low, high] = ASSUMPTIONS.get(pointer)!.range;
    return (values[pointer]! - low) / (high - low) - 0.5;
  };
  const silencing = part(SILENCING);
  const sides = SIDES.map(part);
  return {
    x: [1, ...sides, part(CERTAINTY) * silencing, part(FORMER) * silencing],
    y: Math.log((voices + 0.5) / (deterrence + 0.5)),
  };
}

/** Degrees between the lines at the two ends of the silencing effect, between -90 and 90. */
function turnOf(rows: readonly Row[]): number {
  const b = leastSquares(rows);
  const at = (pointer: string): number => b[1 + SIDES.indexOf(pointer)]!;
  const [certaintyTurns, formerTurns] = b.slice(-2) as [number, number];
  const angle = (e: number): number =>
    Math.atan2(at(FORMER) + formerTurns * e, at(CERTAINTY) + certaintyTurns * e) * (180 / Math.PI);
  const between = angle(-0.5) - angle(0.5); // -0.5 is an elasticity of -2
  return between - 180 * Math.round(between / 180);
}

/** Ordinary least squares by the normal equations, eliminated with the largest pivot. */
function leastSquares(rows: readonly Row[]): number[] {
  const n = rows[0]!.x.length;
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) =>
      rows.reduce((sum, { x, y }) => sum + x[i]! * (j === n ? y : x[j]!), 0),
    ),
  );
  for (let k = 0; k < n; k++) {
    const best = a.reduce(
      (top, row, i) => (i >= k && Math.abs(row[k]!) > Math.abs(a[top]![k]!) ? i : top),
      k,
    );
    [a[k], a[best]] = [a[best]!, a[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k; j <= n; j++) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  return a.map((row, i) => row[n]! / row[i]!);
}
