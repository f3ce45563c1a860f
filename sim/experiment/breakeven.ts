// The break-even map: the paired difference over two numbers of the scenario. A coarse grid first; then only cells of which
// the side is open, or which lie beside a cell of the other side, are cut into four, and where a cell stays open it has more
// replicates, until the budget is spent. What is not certain stays undecided: a map of which much is undecided is an answer.
// Cells are planned in rounds, each from what is known at its start, so that a map that was broken off goes on as it would.

import type { Change, Factor } from './design.ts';
import { countOf, differencesAt, jobFor, learned } from './runs.ts';
import type { Job, Known, Sample } from './runs.ts';
import { tally } from './tally.ts';
import type { Tally } from './tally.ts';

/** Cells along either side of the coarse grid. */
export const COARSE = 5;
/** How many times a cell may be cut. */
const DEEPEST = 2;
/** Replicates of a cell: a first look at the coarse ones, what a cell that is cut out has, and what an open one may come to. */
const STEPS = [4, 12, 24, 48] as const;
const START = STEPS[1];

export interface Axis {
  readonly factor: Factor;
  /** Ends of what is mapped. */
  readonly from: number;
  readonly to: number;
}

/** A square of the map: column i and row j, from the lower left, of COARSE · 2^level along either side. */
export interface Cell {
  readonly level: number;
  readonly i: number;
  readonly j: number;
}

interface Leaf extends Cell {
  /** Replicates that it is to have. */
  readonly wanted: number;
}

/** A plan and what it has learned: a plain value. */
export interface BreakEven {
  readonly x: Axis;
  readonly y: Axis;
  /** Rows of the policy and of the baseline in every sample. */
  readonly pair: readonly [policy: number, baseline: number];
  readonly measure: string;
  /** Replicates, of a cell each, that may be planned, and those that are. */
  readonly budget: number;
  readonly planned: number;
  readonly leaves: readonly Leaf[];
  readonly known: Known;
}

/** A cell as it is drawn. */
export interface Square extends Cell {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** Where it was run. */
  readonly x: number;
  readonly y: number;
  /** Null before anything is known. Of a cell that was just cut out, that of the cell it was cut from. */
  readonly tally: Tally | null;
}

export interface BreakEvenOptions {
  readonly pair?: readonly [policy: number, baseline: number];
  readonly budget?: number;
  /** What is known of its cells already. */
  readonly known?: Known;
}

/**
 * What is mapped of a factor: its range and, on either side where it may, as much again as makes it three or four cells of five;
 * of a lever, for which no evidence says where it lies, what a policy would set it to and no more.
 */
export function axisOf(factor: Factor): Axis {
  const { low, high, min, max, current } = factor;
  if (!(low < high)) throw new RangeError(`${factor.title} has no range to be mapped over`);
  if (factor.grade === null) return { factor, from: low, to: high };
  const width = high - low;
  const third = width / 3;
  const both = low - third >= min && high + third <= max;
  const quarter = width / 4;
  const from = both ? low - third : low - quarter >= min ? low - quarter : low;
  const to = both ? high + third : from < low ? high : high + quarter <= max ? high + quarter : high;
  const shown = current ?? low;
  return { factor, from: Math.min(from, shown), to: Math.max(to, shown) };
}

/** A map, planned over what is known already. The samples' rows: policy, then baseline. */
export function openBreakEven(
  x: Axis,
  y: Axis,
  measure: string,
  { pair = [0, 1], budget = 1500, known = {} }: BreakEvenOptions = {},
): BreakEven {
  if (x.factor.pointer === y.factor.pointer) throw new RangeError(`${x.factor.title} cannot be on both axes`);
  const places = Array.from({ length: COARSE }, (_, k) => k);
  const leaves = places.flatMap((j) => places.map((i) => ({ level: 0, i, j, wanted: STEPS[0] })));
  return settled({ x, y, pair, measure, budget, planned: leaves.length * STEPS[0], leaves, known });
}

/** The same map with more to spend. */
export function extended(state: BreakEven, more: number): BreakEven {
  return settled({ ...state, budget: state.budget + more });
}

/** What to run next; null where the budget is spent or nothing is open. */
export function nextJob(state: BreakEven): Job | null {
  for (const leaf of state.leaves) {
    const { key, changes } = variantOf(state, leaf);
    const job = jobFor(state.known, key, changes, leaf.wanted);
    if (job !== null) return job;
  }
  return null;
}

/** With the next replicate of a variant. Throws a RangeError where it is another than the next. */
export function observe(state: BreakEven, key: string, replicate: number, sample: Sample): BreakEven {
  return settled({ ...state, known: learned(state.known, key, replicate, sample) });
}

// Rounds are planned until there is something to run, or nothing to plan.
function settled(state: BreakEven): BreakEven {
  let now = state;
  while (nextJob(now) === null) {
    const next = planned(now);
    if (next === now) break;
    now = next;
  }
  return now;
}

interface Step {
  readonly leaf: Leaf;
  readonly becomes: readonly Leaf[];
  readonly cost: number;
  /** The less certain its side, the sooner. */
  readonly lean: number;
}

function planned(state: BreakEven): BreakEven {
  const sides = state.leaves.map((leaf) => tallyOf(state, leaf, leaf.wanted));
  const steps = state.leaves
    .map((leaf, k) => stepFor(leaf, sides[k]!, bordering(state.leaves, k, sides)))
    .filter((step) => step !== null)
    .map((step, place) => ({ step, place }))
    .sort((a, b) => a.step.leaf.level - b.step.leaf.level || a.step.lean - b.step.lean || a.place - b.place);
  let spent = state.planned;
  const taken = new Map<Leaf, readonly Leaf[]>();
  for (const { step } of steps) {
    if (spent + step.cost > state.budget) break;
    spent += step.cost;
    taken.set(step.leaf, step.becomes);
  }
  if (taken.size === 0) return state;
  return { ...state, planned: spent, leaves: state.leaves.flatMap((leaf) => taken.get(leaf) ?? [leaf]) };
}

function stepFor(
  leaf: Leaf,
  { n, above, below, side }: Tally,
  beside: ReadonlySet<Tally['side']>,
): Step | null {
  const lean = n === 0 ? 0 : Math.abs(above - below) / n;
  const more = STEPS.find((step) => step > leaf.wanted);
  const grown = (to: number): Step => ({
    leaf,
    becomes: [{ ...leaf, wanted: to }],
    cost: to - leaf.wanted,
    lean,
  });
  if (leaf.wanted < START) return grown(START);
  const open = side === null;
  const edge = open
    ? beside.has('above') || beside.has('below')
    : beside.has(side === 'above' ? 'below' : 'above');
  if (edge && leaf.level < DEEPEST) return { leaf, becomes: quarters(leaf), cost: 4 * START, lean };
  // Where no run differs at all, more of them would hardly tell more.
  return open && above + below > 0 && more !== undefined ? grown(more) : null;
}

function quarters({ level, i, j }: Cell): readonly Leaf[] {
  return [0, 1].flatMap((b) =>
    [0, 1].map((a) => ({ level: level + 1, i: 2 * i + a, j: 2 * j + b, wanted: START })),
  );
}

/** The sides of the cells that share an edge with the k-th. */
function bordering(leaves: readonly Leaf[], k: number, sides: readonly Tally[]): ReadonlySet<Tally['side']> {
  const own = boundsOf(leaves[k]!);
  return new Set(sides.filter((_, m) => m !== k && touch(own, boundsOf(leaves[m]!))).map(({ side }) => side));
}

// In units of the smallest cell, whole numbers.
type Bounds = readonly [x0: number, x1: number, y0: number, y1: number];

function boundsOf({ level, i, j }: Cell): Bounds {
  const size = 1 << (DEEPEST - level);
  return [i * size, (i + 1) * size, j * size, (j + 1) * size];
}

function touch([ax0, ax1, ay0, ay1]: Bounds, [bx0, bx1, by0, by1]: Bounds): boolean {
  const across = Math.min(ax1, bx1) - Math.max(ax0, bx0);
  const along = Math.min(ay1, by1) - Math.max(ay0, by0);
  return (across === 0 && along > 0) || (along === 0 && across > 0);
}

// Named by where it is alone, so that a map stays true when the scenario moves to another place of it.
function variantOf({ x, y }: BreakEven, { level, i, j }: Cell): { key: string; changes: readonly Change[] } {
  const changes = [
    { pointer: x.factor.pointer, value: middleOf(x, i, level) },
    { pointer: y.factor.pointer, value: middleOf(y, j, level) },
  ];
  return { key: changes.map(({ pointer, value }) => `${pointer}=${value}`).join(' '), changes };
}

/** The middle of the k-th cell along an axis, with six digits, so that it can be read and typed. */
function middleOf({ factor, from, to }: Axis, k: number, level: number): number {
  const value = from + ((to - from) * (k + 0.5)) / cellsAlong(level);
  return factor.integer ? Math.round(value) : Number(value.toPrecision(6)) + 0;
}

const cellsAlong = (level: number): number => COARSE << level;

function tallyOf(state: BreakEven, cell: Cell, n: number): Tally {
  return tally(differencesAt(state.known, variantOf(state, cell).key, state.pair, state.measure, n));
}

/** The cells of the map, row by row from below; those of which nothing is known yet show what they were cut from. */
export function squares(state: BreakEven): readonly Square[] {
  return state.leaves.map((leaf) => squareOf(state, leaf));
}

function squareOf(state: BreakEven, leaf: Leaf): Square {
  const { level, i, j } = leaf;
  const at = ({ from, to }: Axis, k: number): number => from + ((to - from) * k) / cellsAlong(level);
  return {
    ...{ level, i, j },
    ...{ x0: at(state.x, i), x1: at(state.x, i + 1), y0: at(state.y, j), y1: at(state.y, j + 1) },
    ...{ x: middleOf(state.x, i, level), y: middleOf(state.y, j, level) },
    tally: knownOf(state, leaf, leaf.wanted),
  };
}

function knownOf(state: BreakEven, cell: Cell, wanted: number): Tally | null {
  const there = Math.min(wanted, countOf(state.known, variantOf(state, cell).key));
  const n = Math.max(0, ...STEPS.filter((step) => step <= there));
  if (n > 0) return tallyOf(state, cell, n);
  if (cell.level === 0) return null;
  return knownOf(state, { level: cell.level - 1, i: cell.i >> 1, j: cell.j >> 1 }, STEPS[3]);
}

export interface Shares {
  readonly below: number;
  readonly above: number;
  /** Undecided, or not yet run. */
  readonly open: number;
}

/** Shares, by area, of the part of the map that the evidence leaves: the box of both ranges. */
export function sharesOf(state: BreakEven): Shares {
  const within = (from: number, to: number, { factor: { low, high } }: Axis): number =>
    Math.max(0, Math.min(to, high) - Math.max(from, low)) / (high - low);
  const shares = { below: 0, above: 0, open: 0 };
  for (const { x0, x1, y0, y1, tally: found } of squares(state))
    shares[found?.side ?? 'open'] += within(x0, x1, state.x) * within(y0, y1, state.y);
  return shares;
}

/** Cells of which the side is open. */
export function openCells(state: BreakEven): number {
  return squares(state).filter(({ tally: found }) => (found?.side ?? null) === null).length;
}

/** Replicates that are there of those that are planned, and those that may be. */
export function progressOf(state: BreakEven): { readonly done: number; readonly planned: number } {
  const missing = state.leaves.reduce(
    (sum, leaf) => sum + Math.max(0, leaf.wanted - countOf(state.known, variantOf(state, leaf).key)),
    0,
  );
  return { done: state.planned - missing, planned: state.planned };
}

/** Mean differences on a grid as fine as the finest cell, row by row from below; NaN where nothing is known. */
export interface Grid {
  readonly along: number;
  readonly values: Float64Array;
}

export function gridOf(state: BreakEven): Grid {
  const level = Math.max(...state.leaves.map((leaf) => leaf.level));
  const along = cellsAlong(level);
  const values = new Float64Array(along * along).fill(NaN);
  for (const { tally: found, ...cell } of squares(state)) {
    const size = 1 << (level - cell.level);
    for (let j = 0; j < size; j++)
      for (let i = 0; i < size; i++)
        values[(cell.j * size + j) * along + cell.i * size + i] = found?.mean ?? NaN;
  }
  return { along, values };
}

/**
 * Where the mean difference changes sign: points between the middles of neighbouring places of the grid, in straight lines
 * between the two, in the units of the axes.
 */
export function zeroLine(state: BreakEven): readonly (readonly [x: number, y: number])[] {
  const { along, values } = gridOf(state);
  const at = (i: number, j: number): number => (i < along && j < along ? values[j * along + i]! : NaN);
  const place = ({ from, to }: Axis, k: number): number => from + ((to - from) * (k + 0.5)) / along;
  const points: (readonly [number, number])[] = [];
  for (let j = 0; j < along; j++)
    for (let i = 0; i < along; i++)
      for (const [a, b] of [
        [1, 0],
        [0, 1],
      ] as const) {
        const [here, there] = [at(i, j), at(i + a, j + b)];
        if (!(here < 0 !== there < 0) || here !== here || there !== there) continue;
        const share = here / (here - there);
        points.push([place(state.x, i + a * share), place(state.y, j + b * share)]);
      }
  return points;
}
