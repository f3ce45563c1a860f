/** What is said of an expression that is refused: a code, the column in its text, a sentence and what to write instead. */
import { short } from './characters.ts';
import { FUNCTIONS } from './functions.ts';

export const FORMULA_LIMITS = { characters: 400, depth: 32, parts: 200 } as const;

/** An expression that is refused: why, at which column (from 1) of its text, and what to do. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: string;
  readonly column: number;
  readonly advice: string;
  constructor(code: string, column: number, message: string, advice: string) {
    super(message);
    this.code = code;
    this.column = column;
    this.advice = advice;
  }
}

const USAGE: Readonly<Record<string, string>> = {
  min: '`min(0.5, t / 52)`',
  max: '`max(0.5, t / 52)`',
  clamp: '`clamp(t / 52, 0, 1)`',
  step: '`step(t, 52)`: 0 before week 52 and 1 from it on',
  ramp: '`ramp(t, 52, 104)`: from 0 in week 52 to 1 in week 104',
  pulse: '`pulse(t, 52, 104)`: 1 from week 52 to before week 104, else 0',
};

export const noOperator = (token: string, column: number): ExpressionError =>
  new ExpressionError(
    'expression-operator-missing',
    column,
    `an operator is missing before \`${short(token, 24)}\``,
    'write products with their sign: `2 * t`',
  );

export const callWithout = (name: string, column: number): ExpressionError =>
  new ExpressionError(
    'expression-arguments',
    column,
    `\`${name}\` is a function and needs its arguments in brackets`,
    `write ${USAGE[name] ?? `\`${name}(t)\``}`,
  );

export const tooLong = (length: number): ExpressionError =>
  new ExpressionError(
    'expression-too-long',
    FORMULA_LIMITS.characters + 1,
    `the expression has ${length} characters; the most is ${FORMULA_LIMITS.characters}`,
    'write it shorter, or as steps: `step(t, 52)` is 0 before week 52 and 1 from it on',
  );

export const tooManyParts = (column: number): ExpressionError =>
  new ExpressionError(
    'expression-too-many-parts',
    column,
    `the expression has more than ${FORMULA_LIMITS.parts} numbers, names, operators and brackets`,
    'write it shorter',
  );

export const tooDeep = (column: number): ExpressionError =>
  new ExpressionError(
    'expression-too-deep',
    column,
    `the expression is nested deeper than ${FORMULA_LIMITS.depth}`,
    'take out brackets that change nothing',
  );

// What people do write, and what it would have to be here.
const STRANGE: readonly (readonly [RegExp, string, string, string])[] = [
  [/["'`]/, 'expression-text', 'an expression has no text in it', 'take out the quotes'],
  [
    /\./,
    'expression-property',
    'an expression has no properties',
    'take out the dot; decimals are written 0.5',
  ],
  [/[[\]{};]/, 'expression-list', 'an expression is one number, not a list or a block', 'group with ( and )'],
  [/=/, 'expression-assignment', 'an expression sets nothing', 'compare with `==`'],
  [/!/, 'expression-character', '`!` means nothing here', 'write `not` for a negation'],
  [/&/, 'expression-character', '`&` means nothing here', 'write `and`'],
  [/\|/, 'expression-character', '`|` means nothing here', 'write `or`'],
  [/%/, 'expression-character', '`%` means nothing here', 'write shares as 0.05, not 5 %'],
  [/[−–—]/, 'expression-character', 'this dash is not a minus sign', 'write `-`'],
  [/[×·⋅∗]/, 'expression-character', 'this is not the sign of a product', 'write `*`'],
  [/[÷∕⁄]/, 'expression-character', 'this is not the sign of a division', 'write `/`'],
  [/≤/, 'expression-character', '`≤` is not known', 'write `<=`'],
  [/≥/, 'expression-character', '`≥` is not known', 'write `>=`'],
  [/[²³]/, 'expression-character', 'a raised digit is not a power here', 'write `^ 2`'],
];

/** The character at `at` begins no word of an expression. */
export function strangeCharacter(text: string, at: number): ExpressionError {
  const character = String.fromCodePoint(text.codePointAt(at)!);
  for (const [pattern, code, message, advice] of STRANGE)
    if (pattern.test(character)) return new ExpressionError(code, at + 1, message, advice);
  const hex = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return new ExpressionError(
    'expression-character',
    at + 1,
    `the character U+${hex} has no place in an expression`,
    'use ASCII letters, digits, spaces and the operators + - * / ^ < > == ? :',
  );
}

/** Refuses a call with too few or too many arguments. */
export function checkArguments({ name, column }: { name: string; column: number }, given: number): void {
  const [least, most] = FUNCTIONS.get(name)!.takes;
  if (given >= least && given <= most) return;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  throw new ExpressionError(
    'expression-arguments',
    column,
    `\`${name}\` takes ${wanted} ${most === 1 ? 'argument' : 'arguments'}, not ${given}`,
    `write ${USAGE[name] ?? `\`${name}(t)\``}`,
  );
}
