// Where a difference over two numbers is zero: marching squares over the middles of cells, which may be of several sizes. A
// large cell stands for all the small ones in it; where nothing is known there is no line.

export interface Rectangle {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export interface Level extends Rectangle {
  /** Null where it has not been run. */
  readonly mean: number | null;
}

type Point = readonly [x: number, y: number];
export type Segment = readonly [from: Point, to: Point];

/** The pieces of the line, in the units of the cells. */
export function zeroLine(cells: readonly Level[]): Segment[] {
  const xs = edges(cells.flatMap(({ x0, x1 }) => [x0, x1]));
  const ys = edges(cells.flatMap(({ y0, y1 }) => [y0, y1]));
  const middles = (all: readonly number[]): number[] => all.slice(1).map((edge, k) => (edge + all[k]!) / 2);
  const [mx, my] = [middles(xs), middles(ys)];
  const values = my.map((y) => mx.map((x) => valueAt(cells, x, y)));
  const found: Segment[] = [];
  for (let j = 0; j + 1 < my.length; j++)
    for (let i = 0; i + 1 < mx.length; i++)
      found.push(
        ...square(
          [mx[i]!, mx[i + 1]!],
          [my[j]!, my[j + 1]!],
          [values[j]![i]!, values[j]![i + 1]!, values[j + 1]![i + 1]!, values[j + 1]![i]!],
        ),
      );
  return found;
}

// Edges that differ by a float's dust are one.
function edges(all: readonly number[]): number[] {
  const sorted = all.slice().sort((a, b) => a - b);
  const dust = 1e-9 * ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0));
  return sorted.filter((edge, k) => k === 0 || edge - sorted[k - 1]! > dust);
}

function valueAt(cells: readonly Level[], x: number, y: number): number {
  const found = cells.find(({ x0, x1, y0, y1 }) => x >= x0 && x < x1 && y >= y0 && y < y1);
  return found?.mean ?? NaN;
}

// The corners in turn: lower left, lower right, upper right, upper left. Of a saddle, the side of the middle is kept whole.
function square([x0, x1]: Point, [y0, y1]: Point, v: readonly [number, number, number, number]): Segment[] {
  if (v.some((value) => value !== value)) return [];
  const corners: readonly Point[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  const crossings: Point[] = [];
  for (let k = 0; k < 4; k++) {
    const [a, b] = [v[k]!, v[(k + 1) % 4]!];
    if (a >= 0 === b >= 0) continue;
    const [p, q] = [corners[k]!, corners[(k + 1) % 4]!];
    const t = a / (a - b);
    crossings.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
  }
  if (crossings.length < 4) return crossings.length === 2 ? [[crossings[0]!, crossings[1]!]] : [];
  const [a, b, c, d] = crossings as [Point, Point, Point, Point];
  const inside = v[0] + v[1] + v[2] + v[3] >= 0 === v[0] >= 0;
  return inside
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}
