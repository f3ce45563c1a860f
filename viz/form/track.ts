// The stretch of a number line that a slider covers. Bounds are often far wider than anything that is meant (a limit of 10⁹
// is no limit): an assumption's slider covers its plausible range and as much again, a lever's what a policy would choose. What
// is typed may lie beyond; the track then grows by whole steps, and holds still while it is dragged on.

import { usualMost } from '../../sim/levers.ts';
import type { Field } from './fields.ts';

export interface Track {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** The track of a field at a value. Its low end lies on the grid of its steps, so that all of them are round numbers. */
export function trackOf({ min, max, range, unit, integer, isLimit }: Field, value: number): Track {
  const [from, to] = range === null ? [min, usualMost({ unit, max })] : widened(range);
  const start = Math.max(min, Math.min(from, value));
  const unlimited = isLimit && value >= max;
  const high = Math.min(max, unlimited ? to : grown(start, to, value));
  const step = stepOf(high - start, integer);
  return { low: onGrid(Math.floor(start / step + 1e-9), step), high, step };
}

/** So many steps from 0, with the decimals of a step. */
const onGrid = (count: number, step: number): number =>
  Number((count * step).toFixed(Math.max(0, -Math.floor(Math.log10(step)))));

function widened([low, high]: readonly [number, number]): [number, number] {
  const width = high > low ? high - low : Math.max(Math.abs(high), 1);
  return [low - width / 2, high + width / 2];
}

// Twice as long, until the value is on it.
function grown(low: number, high: number, value: number): number {
  let end = high;
  while (end < value && end > low) end = low + 2 * (end - low);
  return Math.max(end, low);
}

/** A step of 1, 2 or 5 times a power of ten, some two hundred to the track. */
export function stepOf(width: number, integer: boolean): number {
  if (!(width > 0)) return integer ? 1 : 0.01;
  const rough = width / 200;
  const power = Math.floor(Math.log10(rough));
  const lead = rough / 10 ** power;
  const step = Number(`${lead > 5 ? 1 : lead > 2 ? 5 : lead > 1 ? 2 : 1}e${lead > 5 ? power + 1 : power}`);
  return integer ? Math.max(1, Math.round(step)) : step;
}

/** A value moved by some steps, on their grid and within the bounds. */
export function stepped({ min, max }: Field, value: number, step: number, by = 0): number {
  return Math.min(max, Math.max(min, onGrid(Math.round(value / step + by), step)));
}

/** Where a value stands on a track, 0 to 1. */
export function placeOn({ low, high }: Track, value: number): number {
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0;
}
