/**
 * The words of an expression, before any parser sees it: only numbers, the operators, and names that are known; everything else is
 * refused with the column. So a parser is never handed text, properties, assignments, units, lists or a product without its sign.
 */
import { short } from './characters.ts';
import { CONSTANTS, FUNCTIONS, WEEK, WORDS } from './functions.ts';
import { adviceFor } from './nearest.ts';
import {
  callWithout,
  checkArguments,
  ExpressionError,
  FORMULA_LIMITS,
  noOperator,
  strangeCharacter,
  tooDeep,
  tooLong,
  tooManyParts,
} from './refusals.ts';

const NAMES = [WEEK, ...CONSTANTS.keys(), ...FUNCTIONS.keys(), ...WORDS];
const TOKEN = /((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_$][\w$]*)|(<=|>=|==|!=|[-+*/^(),<>?:])/y;

interface Bracket {
  /** The function whose arguments stand inside, with the column of its name. */
  readonly call: { readonly name: string; readonly column: number } | null;
  commas: number;
  /** `?` whose `:` is to come. */
  questions: number;
}

/** Refuses with an ExpressionError what is not made of the words of an expression; returns nothing. O(length). */
export function checkWords(text: string): void {
  const { characters, depth, parts: most } = FORMULA_LIMITS;
  if (text.length > characters) throw tooLong(text.length);
  const brackets: Bracket[] = [{ call: null, commas: 0, questions: 0 }];
  let at = 0;
  let operand = false; // the last word was a number, a name or a closing bracket
  let signs = 0; // prefix operators in a row
  let parts = 0;
  let name: string | null = null; // a function whose bracket must follow
  let nameColumn = 0;
  for (;;) {
    while (text[at] === ' ') at++;
    if (at === text.length) break;
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    const column = at + 1;
    if (found === null) throw strangeCharacter(text, at);
    const [token, number, word] = found;
    at += token.length;
    const inside = brackets[brackets.length - 1]!;
    if (name !== null && token !== '(') throw callWithout(name, nameColumn);
    const isPart = token === '(' ? name === null : token !== ')' && token !== ',' && token !== ':';
    if (isPart && ++parts > most) throw tooManyParts(column);

    if (number !== undefined || (word !== undefined && !WORDS.includes(word))) {
      if (operand) throw noOperator(token, column);
      if (number !== undefined && Number(number) === Infinity)
        throw new ExpressionError(
          'expression-number',
          column,
          `the number ${short(number, 24)} is too large`,
          'the largest is about 1.8e308',
        );
      if (word !== undefined) {
        const isCall = /^ *\(/.test(text.slice(at));
        checkName(word, column, isCall);
        if (FUNCTIONS.has(word)) {
          name = word;
          nameColumn = column;
        }
      }
      operand = name === null;
      signs = 0;
    } else if (token === '(') {
      if (operand) throw noOperator(token, column);
      brackets.push({
        call: name === null ? null : { name, column: nameColumn },
        commas: 0,
        questions: 0,
      });
      if (brackets.length - 1 > depth) throw tooDeep(column);
      name = null;
      signs = 0;
    } else if (token === ')') {
      if (brackets.length === 1)
        throw new ExpressionError('expression-syntax', column, '`)` closes nothing', 'take it out');
      if (inside.call !== null)
        checkArguments(inside.call, operand || inside.commas > 0 ? inside.commas + 1 : 0);
      brackets.pop();
      operand = true;
    } else {
      const prefix = !operand && (token === '-' || token === '+' || token === 'not');
      if (token === 'not' && operand) throw noOperator(token, column);
      signs = prefix ? signs + 1 : 0;
      if (signs > depth) throw tooDeep(column);
      if (token === ',') inside.commas++;
      if (token === '?') inside.questions++;
      if (token === ':' && --inside.questions < 0)
        throw new ExpressionError(
          'expression-range',
          column,
          '`:` without a `?` would make a range of numbers; a lever is one number a week',
          'write a condition as `t < 52 ? 0.1 : 0.5`',
        );
      operand = false;
    }
  }
  if (name !== null) throw callWithout(name, nameColumn);
  if (text.trim() === '')
    throw new ExpressionError(
      'expression-empty',
      1,
      'the expression is empty',
      'write a number, or take it out',
    );
}

function checkName(word: string, column: number, isCall: boolean): void {
  if (FUNCTIONS.has(word)) return;
  const known = word === WEEK || CONSTANTS.has(word);
  if (known && isCall) throw noOperator('(', column + word.length);
  if (known) return;
  if (isCall)
    throw new ExpressionError(
      'expression-unknown-function',
      column,
      `there is no function \`${short(word, 24)}\``,
      adviceFor(
        word,
        Array.from(FUNCTIONS.keys()),
        'write it with + - * / ^ and min, max, exp, log, step, ramp',
      ),
    );
  throw new ExpressionError(
    'expression-unknown-name',
    column,
    `there is no \`${short(word, 24)}\` in an expression`,
    adviceFor(
      word,
      NAMES,
      'an expression knows only `t` (the week), numbers and functions such as `step(t, 52)`',
    ),
  );
}
