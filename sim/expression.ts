/**
 * Levers as expressions in t: the only doorway of mathjs, which is a parser here and never evaluates. Its words are checked before it
 * (reading/formula.ts), its tree is walked here against a list of what is allowed, and what comes out is a closure over exact
 * arithmetic. Anything that is not on the list has no meaning.
 */
import { create, parseDependencies, type MathNode } from 'mathjs/number';
import { checkWords } from './reading/formula.ts';
import { CONSTANTS, FUNCTIONS, raise, WEEK } from './reading/functions.ts';
import { ExpressionError, FORMULA_LIMITS, tooDeep, tooManyParts } from './reading/refusals.ts';

export { ExpressionError };

type Value = (t: number) => number;

const { parse } = create({ parseDependencies }) as { parse: (text: string) => MathNode };

const UNARY: ReadonlyMap<string, (x: number) => number> = new Map([
  ['unaryMinus', (x) => -x],
  ['unaryPlus', (x) => x],
  ['not', (x) => (x ? 0 : 1)],
]);

const BINARY: ReadonlyMap<string, (x: number, y: number) => number> = new Map([
  ['add', (x, y) => x + y],
  ['subtract', (x, y) => x - y],
  ['multiply', (x, y) => x * y],
  ['divide', (x, y) => x / y],
  ['pow', raise],
  ['smaller', (x, y) => (x < y ? 1 : 0)],
  ['smallerEq', (x, y) => (x <= y ? 1 : 0)],
  ['larger', (x, y) => (x > y ? 1 : 0)],
  ['largerEq', (x, y) => (x >= y ? 1 : 0)],
  ['equal', (x, y) => (x === y ? 1 : 0)],
  ['unequal', (x, y) => (x !== y ? 1 : 0)],
  ['and', (x, y) => (x && y ? 1 : 0)],
  ['or', (x, y) => (x || y ? 1 : 0)],
]);

/**
 * The expression as a function of the week t, which gives a number (comparisons give 1 or 0), maybe NaN or infinite.
 * Throws an ExpressionError, with the column, for everything that is not an expression in t.
 */
export function compileExpression(text: string): Value {
  checkWords(text);
  return build(parseTree(text), 0, { parts: 0 });
}

function parseTree(text: string): MathNode {
  try {
    return parse(text);
  } catch (error) {
    // A SyntaxError of mathjs tells the character, counted from 1. Its words are not ours.
    const { char } = error as { char?: unknown };
    const column = typeof char === 'number' ? Math.min(Math.max(char, 1), text.length + 1) : 1;
    const rest = text.slice(column - 1).trim();
    throw new ExpressionError(
      'expression-syntax',
      column,
      rest === '' ? 'the expression ends too early' : `\`${rest[0]}\` cannot stand here`,
      'look for a missing number or bracket',
    );
  }
}

/** The loosest fields of a node of mathjs: what is not there is undefined. */
interface Node {
  readonly type: string;
  readonly fn?: unknown;
  readonly args?: readonly Node[];
  readonly implicit?: boolean;
  readonly name?: string;
  readonly value?: unknown;
  readonly content?: Node;
  readonly condition?: Node;
  readonly trueExpr?: Node;
  readonly falseExpr?: Node;
  readonly conditionals?: readonly string[];
  readonly params?: readonly Node[];
}

function build(tree: unknown, depth: number, count: { parts: number }): Value {
  const node = tree as Node;
  if (++count.parts > FORMULA_LIMITS.parts) throw tooManyParts(1);
  if (depth > FORMULA_LIMITS.depth) throw tooDeep(1);
  const inner = (child: unknown): Value => build(child, depth + 1, count);
  switch (node.type) {
    case 'ConstantNode':
      return constant(node.value);
    case 'SymbolNode':
      return node.name === WEEK ? (t) => t : constant(CONSTANTS.get(node.name!));
    case 'ParenthesisNode':
      return inner(node.content);
    case 'ConditionalNode': {
      const [ask, yes, no] = [inner(node.condition), inner(node.trueExpr), inner(node.falseExpr)];
      return (t) => (ask(t) ? yes(t) : no(t));
    }
    case 'RelationalNode':
      return chain(node.conditionals!, node.params!.map(inner));
    case 'OperatorNode': {
      const [left, right] = node.args!;
      // A long sum is a chain to the left: it is long, not deep.
      const first = build(left, node.args!.length === 2 ? depth : depth + 1, count);
      return operator(node, first, right && inner(right));
    }
    case 'FunctionNode':
      return call((node.fn as { name?: string }).name!, node.args!.map(inner));
    default:
      throw refused();
  }
}

function constant(value: unknown): Value {
  if (typeof value !== 'number') throw refused();
  return () => value;
}

function operator({ fn, implicit, args }: Node, x: Value, y: Value | undefined): Value {
  if (implicit === true || args!.length > 2) throw refused();
  const unary = UNARY.get(fn as string);
  const binary = BINARY.get(fn as string);
  if (y === undefined && unary) return (t) => unary(x(t));
  if (y !== undefined && binary) return (t) => binary(x(t), y(t));
  throw refused();
}

/** 1 < t <= 3: every neighbouring pair must hold. */
function chain(conditionals: readonly string[], values: readonly Value[]): Value {
  const holds = conditionals.map((name) => BINARY.get(name) ?? raiseRefused());
  return (t) => (holds.every((compare, k) => compare(values[k]!(t), values[k + 1]!(t))) ? 1 : 0);
}

function call(name: string, values: readonly Value[]): Value {
  const known = FUNCTIONS.get(name);
  if (!known || values.length < known.takes[0] || values.length > known.takes[1]) throw refused();
  const { of } = known;
  const [x, y, z] = values;
  if (values.length === 1) return (t) => of(x!(t));
  if (values.length === 2) return (t) => of(x!(t), y!(t));
  if (values.length === 3) return (t) => of(x!(t), y!(t), z!(t));
  return (t) => of(...values.map((value) => value(t)));
}

const refused = (): ExpressionError =>
  new ExpressionError(
    'expression-syntax',
    1,
    'this is not an expression in t',
    'use numbers, t, + - * / ^, comparisons, and functions such as `step(t, 52)`',
  );

function raiseRefused(): never {
  throw refused();
}
