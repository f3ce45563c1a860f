// What a lever says week by week: an expression is compiled, by a parser that is fetched when the first one is met, and its
// weeks are drawn small beside it. Each text is compiled once.

import { INSTRUMENTS } from '../../sim/levers.ts';
import type { InstrumentId } from '../../sim/levers.ts';
import type { LeverMeta } from '../../sim/parameter.ts';
import type { LeverFault } from '../../sim/policy.ts';
import type { Lever, Timing } from '../../sim/scenario.ts';
import { signal } from '../signal.ts';
import type { ReadonlySignal, Signal } from '../signal.ts';

export interface Preview {
  /** The lever week by week, until the first that is out of bounds. */
  readonly weeks: Float64Array;
  /** What is wrong, as a sentence; null where nothing is. */
  readonly fault: string | null;
}

const MOST = 200;
const known = new Map<string, Signal<Preview | null>>();

/**
 * The weeks of a lever of an instrument; null until they are there. Reading it in an effect draws again when they come. `expression`
 * may be a number. Never throws: what is wrong is told.
 */
export function previewOf(
  instrument: string,
  lever: string,
  expression: Lever,
  { start, end, phaseIn }: Timing,
  weeks: number,
): ReadonlySignal<Preview | null> {
  const key = JSON.stringify([instrument, lever, expression, start, end, phaseIn, weeks]);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  const preview = signal<Preview | null>(null);
  known.set(key, preview);
  const { levers } = INSTRUMENTS[instrument as InstrumentId];
  const meta = (levers as Readonly<Record<string, LeverMeta>>)[lever]!;
  void compiled(expression, { start, end, phaseIn }, weeks, meta).then((one) => (preview.value = one));
  return preview;
}

async function compiled(lever: Lever, timing: Timing, weeks: number, meta: LeverMeta): Promise<Preview> {
  const { fillColumn } = await import('../../sim/policy.ts');
  const column = new Float64Array(weeks);
  try {
    const value =
      typeof lever === 'number' ? lever : (await import('../../sim/expression.ts')).compileExpression(lever);
    const fault = fillColumn(column, meta, timing, value);
    if (fault === undefined) return { weeks: column, fault: null };
    return { weeks: column.subarray(0, fault.week), fault: told(fault) };
  } catch (error) {
    const { message, advice } = error as { message: string; advice?: string };
    return { weeks: column.subarray(0, 0), fault: advice === undefined ? message : `${message}; ${advice}` };
  }
}

function told({ code, week, value, bound }: Omit<LeverFault, 'instrument' | 'lever'>): string {
  if (code === 'lever-not-finite') return `in week ${week} it gives no number`;
  const given = Number(value.toPrecision(6));
  return `in week ${week} it gives ${given}; the ${code === 'lever-below' ? 'least' : 'most'} is ${bound}`;
}

/** Points of a line through values, a value a step of x from 0 to 1, y from 1 (the least) to 0 (the most). */
export function pointsOf(values: ArrayLike<number>, low: number, high: number): string {
  const most = 120;
  const skip = Math.max(1, Math.ceil(values.length / most));
  const points: string[] = [];
  for (let t = 0; t < values.length; t += skip) {
    const x = values.length > 1 ? t / (values.length - 1) : 0;
    const y = high > low ? 1 - (values[t]! - low) / (high - low) : 0.5;
    points.push(`${Number(x.toFixed(4))},${Number(y.toFixed(4))}`);
  }
  return points.join(' ');
}
