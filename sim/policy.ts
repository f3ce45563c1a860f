/**
 * A policy as the kernel reads it: a table, a column a lever, a row a week. Expressions are turned into numbers here, before any run,
 * so that neither the kernel nor a worker ever loads a parser: sim/expression.ts comes in by a dynamic import, and only for a policy
 * that has an expression in it.
 */
import { INSTRUMENTS, type InstrumentId, type LeverId } from './levers.ts';
import type { LeverMeta } from './parameter.ts';
import type { Lever, Policy, Timing } from './scenario.ts';

/** The levers of a policy, week by week: one Float64Array(weeks) a lever, views on one buffer. */
export type PolicyTable = { readonly weeks: number; readonly buffer: ArrayBuffer } & {
  readonly [I in InstrumentId]: { readonly [L in LeverId<I>]: Float64Array };
};

/** A lever that cannot be a number: where it stands in the policy, what it said and in which week. */
export interface LeverFault {
  readonly instrument: InstrumentId;
  readonly lever: string;
  readonly code: 'lever-not-finite' | 'lever-below' | 'lever-above';
  readonly week: number;
  readonly value: number;
  readonly bound: number;
}

interface Declared {
  readonly instrument: InstrumentId;
  readonly lever: string;
  readonly meta: LeverMeta;
}

/** Every lever in the order of its column. */
export const LEVERS: readonly Declared[] = (Object.keys(INSTRUMENTS) as InstrumentId[]).flatMap(
  (instrument) =>
    Object.entries<LeverMeta>(INSTRUMENTS[instrument].levers).map(([lever, meta]) => ({
      instrument,
      lever,
      meta,
    })),
);

/** The table on a buffer that came from another thread; nothing is copied. Throws a RangeError where the size is not that of `weeks`. */
export function viewPolicy(weeks: number, buffer: ArrayBuffer): PolicyTable {
  const bytes = LEVERS.length * weeks * 8;
  if (buffer.byteLength !== bytes) {
    throw new RangeError(
      `a policy of ${weeks} weeks takes ${bytes} bytes, the buffer has ${buffer.byteLength}`,
    );
  }
  const table: Record<string, unknown> = { weeks, buffer };
  LEVERS.forEach(({ instrument, lever }, k) => {
    const columns = (table[instrument] ??= {}) as Record<string, Float64Array>;
    columns[lever] = new Float64Array(buffer, k * weeks * 8, weeks);
  });
  return table as PolicyTable;
}

/**
 * The table of a policy over `weeks` weeks. Rejects with a RangeError that names the lever and the week where a lever is not a number
 * within its bounds, and with an ExpressionError where an expression cannot be read; sim/read.ts finds both before it comes to that.
 */
export async function compilePolicy(policy: Policy, weeks: number): Promise<PolicyTable> {
  const compile = hasExpression(policy) ? (await import('./expression.ts')).compileExpression : refuse;
  const table = viewPolicy(weeks, new ArrayBuffer(LEVERS.length * weeks * 8));
  for (const { instrument, lever, meta } of LEVERS) {
    const setting = policy[instrument];
    const value = (setting as unknown as Record<string, Lever>)[lever]!;
    const column = (table[instrument] as unknown as Record<string, Float64Array>)[lever]!;
    const fault = fillColumn(column, meta, setting, typeof value === 'string' ? compile(value) : value);
    if (fault) throw new RangeError(`policy "${policy.id}": ${tellFault({ instrument, lever, ...fault })}`);
  }
  return table;
}

/** Whether any lever of the policy is an expression. */
export function hasExpression(policy: Policy): boolean {
  return LEVERS.some(
    ({ instrument, lever }) =>
      typeof (policy[instrument] as unknown as Record<string, Lever>)[lever] === 'string',
  );
}

/**
 * One lever, week by week: at its neutral value before the start and from the end on, growing from it during the phase-in. The first
 * week in which it is not a finite number within its bounds is told, and the filling stops there.
 */
export function fillColumn(
  column: Float64Array,
  { value: neutral, min, max, limit }: LeverMeta,
  { start, end, phaseIn }: Timing,
  value: number | ((t: number) => number),
): Pick<LeverFault, 'code' | 'week' | 'value' | 'bound'> | undefined {
  const from = Math.min(start, column.length);
  const to = Math.min(end ?? column.length, column.length);
  column.fill(neutral);
  for (let t = from; t < to; t++) {
    const full = typeof value === 'number' ? value : value(t);
    if (!Number.isFinite(full)) return { code: 'lever-not-finite', week: t, value: full, bound: NaN };
    if (full < min) return { code: 'lever-below', week: t, value: full, bound: min };
    if (full > max) return { code: 'lever-above', week: t, value: full, bound: max };
    const grown = t - from + 1;
    column[t] = grown < phaseIn && limit !== true ? neutral + (full - neutral) * (grown / phaseIn) : full + 0; // no -0
  }
  return undefined;
}

/** The fault as a sentence; `owner` goes before the name of the lever, such as "policies[2].". */
export function tellFault({ instrument, lever, code, week, value, bound }: LeverFault, owner = ''): string {
  const given = Number.isNaN(value) ? 'no number' : Number(value.toPrecision(10));
  const gave = `\`${owner}${instrument}.${lever}\` gave ${given} in week ${week}`;
  if (code === 'lever-not-finite') return `${gave}; it must be a finite number`;
  return `${gave}; the ${code === 'lever-below' ? 'least' : 'most'} is ${bound}`;
}

function refuse(): never {
  throw new Error('there is no expression here');
}
