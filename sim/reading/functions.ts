/**
 * What an expression may say beside numbers and operators: functions, constants and the week. All of it is exact arithmetic, so that a
 * lever has the same last bit in every engine. Truth is 1, falsehood 0.
 */
import { exp, log, power } from '../exact.ts';

interface ExpressionFunction {
  /** The fewest and the most arguments. */
  readonly takes: readonly [number, number];
  readonly of: (...x: number[]) => number;
}

const MOST_ARGUMENTS = 16;

/** By name. A Map, so that no name of JavaScript's own (constructor, toString) is found in it. */
export const FUNCTIONS: ReadonlyMap<string, ExpressionFunction> = new Map([
  ['min', { takes: [1, MOST_ARGUMENTS], of: (...x) => x.reduce((a, b) => Math.min(a, b)) }],
  ['max', { takes: [1, MOST_ARGUMENTS], of: (...x) => x.reduce((a, b) => Math.max(a, b)) }],
  ['abs', { takes: [1, 1], of: (x) => Math.abs(x!) }],
  ['floor', { takes: [1, 1], of: (x) => Math.floor(x!) }],
  ['ceil', { takes: [1, 1], of: (x) => Math.ceil(x!) }],
  ['round', { takes: [1, 1], of: (x) => roundHalfOut(x!) }],
  ['sqrt', { takes: [1, 1], of: (x) => Math.sqrt(x!) }],
  ['exp', { takes: [1, 1], of: (x) => exp(x!) }],
  ['log', { takes: [1, 1], of: (x) => log(x!) }],
  ['clamp', { takes: [3, 3], of: (x, low, high) => Math.min(Math.max(x!, low!), high!) }],
  ['step', { takes: [2, 2], of: (t, week) => (t! >= week! ? 1 : 0) }],
  ['ramp', { takes: [3, 3], of: (t, from, to) => ramp(t!, from!, to!) }],
  ['pulse', { takes: [3, 3], of: (t, from, to) => (t! >= from! && t! < to! ? 1 : 0) }],
] satisfies [string, ExpressionFunction][]);

export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', 3.141592653589793],
  ['e', 2.718281828459045],
]);

/** The one thing that varies: the week. */
export const WEEK = 't';

/** Operators in words. */
export const WORDS: readonly string[] = ['and', 'or', 'not'];

/** 0 up to `from`, 1 from `to` on, and a straight line between. */
function ramp(t: number, from: number, to: number): number {
  if (t >= to) return 1;
  return t <= from ? 0 : (t - from) / (to - from);
}

/** To the nearest whole number, halves away from zero. */
function roundHalfOut(x: number): number {
  const whole = Math.trunc(x);
  if (Math.abs(x - whole) < 0.5) return whole;
  return x < 0 ? whole - 1 : whole + 1;
}

const MULTIPLIED = 1023; // by then either way is off by as many ulps

/** x to the power y: by multiplication for small whole y, else by exp and log; NaN for a root of a negative number. */
export function raise(x: number, y: number): number {
  if (!Number.isInteger(y)) return power(x, y);
  if (Math.abs(y) > MULTIPLIED) return (x < 0 && y % 2 !== 0 ? -1 : 1) * power(Math.abs(x), y);
  let product = 1;
  let square = x;
  for (let n = Math.abs(y); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) product *= square;
    square *= square;
  }
  return y < 0 ? 1 / product : product;
}
