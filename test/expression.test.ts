// Expressions in t: the same numbers as mathjs gives for what is allowed, and no meaning at all for anything else.
import fc from 'fast-check';
import { all, create } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { compileExpression, ExpressionError } from '../sim/expression.ts';
import { ATTACKS } from './corpus/attacks.ts';

const RUNS = { seed: 20151001, numRuns: 2000 };
const at = (text: string, t: number): number => compileExpression(text)(t);

function refusal(text: string): ExpressionError {
  try {
    compileExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

// The oracle compares as exactly as it can: by itself mathjs takes 1 and 1 + 1e-13 for equal.
const math = create(all, { relTol: 1e-15, absTol: 1e-300 });
const SCOPE = {
  clamp: (x: number, low: number, high: number) => Math.min(Math.max(x, low), high),
  step: (t: number, week: number) => Number(t >= week),
  ramp: (t: number, from: number, to: number) => (t >= to ? 1 : t <= from ? 0 : (t - from) / (to - from)),
  pulse: (t: number, from: number, to: number) => Number(t >= from && t < to),
};
/** What mathjs makes of it; NaN where it leaves the real numbers or refuses to compare. */
function oracle(text: string, t: number): number {
  const value: unknown = math.evaluate(text, { ...SCOPE, t });
  return typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : NaN;
}

// Numbers whose sums and products are exact in both, so that a comparison or a floor cannot fall on two sides.
const literal = fc.oneof(
  fc.integer({ min: 0, max: 999 }).map(String),
  fc.integer({ min: 0, max: 999 }).map((n) => String(n / 8)),
);
const pick = (...words: string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
const { exact } = fc.letrec<{ exact: string; pair: string; condition: string }>((tie) => ({
  exact: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    pick('t', '(t - 100)', '(t / 4)'),
    fc.tuple(tie('exact'), pick('+', '-', '*'), tie('exact')).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(pick('abs', 'floor', 'ceil', 'round', '-', '+'), tie('exact')).map(([f, a]) => `${f}(${a})`),
    fc.tuple(pick('min', 'max'), tie('exact'), tie('exact')).map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc.tuple(tie('exact'), tie('exact'), tie('exact')).map(([a, b, c]) => `clamp(${a}, ${b}, ${c})`),
    fc.tuple(pick('step'), tie('exact'), literal).map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc.tuple(tie('exact'), literal, literal).map(([a, b, c]) => `pulse(${a}, ${b}, ${c})`),
    fc.tuple(tie('condition'), tie('exact'), tie('exact')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    tie('condition').map((c) => `(${c} ? 1 : 0)`),
    fc.tuple(pick('t', '2', '3'), pick('0', '1', '2', '3')).map(([a, n]) => `${a}^${n}`),
  ),
  pair: fc
    .tuple(tie('exact'), pick('<', '<=', '>', '>=', '==', '!='), tie('exact'))
    .map(([a, o, b]) => `${a} ${o} ${b}`),
  condition: fc.oneof(
    { depthSize: 'small' },
    tie('pair'),
    fc.tuple(tie('pair'), pick('and', 'or'), tie('pair')).map(([a, o, b]) => `(${a}) ${o} (${b})`),
    tie('pair').map((a) => `not (${a})`),
    fc.tuple(literal, tie('exact'), literal).map(([a, b, c]) => `${a} < ${b} <= ${c}`),
  ),
}));

// Positive numbers, so that no difference magnifies the last bits in which the two arithmetics differ.
const { smooth } = fc.letrec<{ smooth: string }>((tie) => ({
  smooth: fc.oneof(
    { depthSize: 'small' },
    literal.map((x) => `(1 + ${x})`),
    pick('(t + 1)', 'e', 'pi'),
    fc.tuple(tie('smooth'), pick('+', '*', '/'), tie('smooth')).map(([a, o, b]) => `(${a} ${o} ${b})`),
    tie('smooth').map((a) => `exp(min(${a}, 20))`),
    tie('smooth').map((a) => `exp(-min(${a}, 20))`),
    tie('smooth').map((a) => `log(2 + ${a})`),
    tie('smooth').map((a) => `sqrt(${a})`),
    fc.tuple(tie('smooth'), pick('2', '-3', '0.5', '-1.25', '(t / 500)')).map(([a, n]) => `${a} ^ ${n}`),
    fc.tuple(literal, literal).map(([a, b]) => `(1 + ramp(t, ${a}, ${b}))`),
  ),
}));

const fits = (text: string): boolean =>
  text.length <= 400 && (text.match(/[a-z]+|[\d.]+|[-+*/^<>=!?(]+/g) ?? []).length < 190;

describe('an expression', () => {
  it('gives what mathjs gives, to the last bit, without exp, log and powers', () => {
    fc.assert(
      fc.property(exact.filter(fits), fc.integer({ min: 0, max: 1022 }), (text, t) => {
        expect(at(text, t) + 0).toBe(oracle(text, t) + 0);
      }),
      RUNS,
    );
  });

  it('gives what mathjs gives within 1e-12 with them', () => {
    let told = 0;
    fc.assert(
      fc.property(smooth.filter(fits), fc.integer({ min: 0, max: 1022 }), (text, t) => {
        const [ours, theirs] = [at(text, t), oracle(text, t)];
        if (!Number.isFinite(theirs) || theirs === 0) return expect(ours).toBe(theirs);
        told++;
        if (theirs > 1e-300) expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-12);
      }),
      RUNS,
    );
    expect(told).toBeGreaterThan(1500);
  });

  it.each([
    ['0.9 - 0.4 * (t > 52)', 52, 0.9],
    ['0.9 - 0.4 * (t > 52)', 53, 0.5],
    ['-2^2', 0, -4],
    ['2^3^2', 0, 512],
    ['2^-1', 0, 0.5],
    ['(-2)^3', 0, -8],
    ['(-2)^65', 0, -36893488147419103232],
    ['0^0', 0, 1],
    ['1 < t < 3', 2, 1],
    ['1 < t < 3', 3, 0],
    ['not t', 0, 1],
    ['not t', 5, 0],
    ['t and 0 or 1', 7, 1],
    ['round(2.5) + round(-2.5)', 0, 0],
    ['round(0.49999999999999994)', 0, 0],
    ['step(t, 10)', 9, 0],
    ['step(t, 10)', 10, 1],
    ['ramp(t, 10, 20)', 10, 0],
    ['ramp(t, 10, 20)', 15, 0.5],
    ['ramp(t, 10, 20)', 20, 1],
    ['ramp(t, 10, 10)', 9, 0],
    ['ramp(t, 10, 10)', 10, 1],
    ['pulse(t, 10, 20)', 10, 1],
    ['pulse(t, 10, 20)', 20, 0],
    ['clamp(t, 2, 4)', 9, 4],
    ['min(3, 1, 2, t)', 9, 1],
    ['.5 + 5. + 1e-1 + 2E+0', 0, 7.6],
    ['1 / 0', 0, Infinity],
  ])('%s is in week %i %d', (text, t, value) => expect(at(text, t)).toBe(value));

  it('has no value outside the real numbers', () => {
    for (const text of ['0 / 0', 'sqrt(-1)', 'log(-1)', '(-8)^(1/3)', '1/0 - 1/0'])
      expect(at(text, 0)).toBeNaN();
  });

  it('may be as long, deep and manifold as the limits say, and no more', () => {
    const sum = `t${'+t'.repeat(99)}`;
    expect(at(sum, 3)).toBe(300);
    expect(refusal(`${sum}+t`)).toMatchObject({ code: 'expression-too-many-parts', column: 201 });
    expect(at(`${'('.repeat(32)}t${')'.repeat(32)}`, 3)).toBe(3);
    expect(refusal(`${'('.repeat(33)}t${')'.repeat(33)}`)).toMatchObject({
      code: 'expression-too-deep',
      column: 33,
    });
    expect(at(`${'-'.repeat(32)}t`, 3)).toBe(3);
    expect(refusal(`${'-'.repeat(33)}t`)).toMatchObject({ code: 'expression-too-deep', column: 33 });
    expect(refusal(`2${'^2'.repeat(99)}`)).toMatchObject({ code: 'expression-too-deep', column: 1 });
    expect(refusal('t?t:'.repeat(50) + 't')).toMatchObject({ code: 'expression-too-deep', column: 1 });
    expect(at(`${' '.repeat(399)}t`, 3)).toBe(3);
    expect(refusal(`${' '.repeat(400)}t`)).toMatchObject({ code: 'expression-too-long', column: 401 });
  });
});

describe('what is not an expression in t', () => {
  it.each([
    ['', 'expression-empty', 1],
    ['   ', 'expression-empty', 1],
    ['2 t', 'expression-operator-missing', 3],
    ['2t', 'expression-operator-missing', 2],
    ['2(t + 1)', 'expression-operator-missing', 2],
    ['(t)(t)', 'expression-operator-missing', 4],
    ['t(2)', 'expression-operator-missing', 2],
    ['1 not 2', 'expression-operator-missing', 3],
    ['0x1F', 'expression-operator-missing', 2],
    ['1 + week', 'expression-unknown-name', 5],
    ['1 + T', 'expression-unknown-name', 5],
    ['sine(t)', 'expression-unknown-function', 1],
    ['0.5 + stepp(t, 2)', 'expression-unknown-function', 7],
    ['min', 'expression-arguments', 1],
    ['1 + step(t)', 'expression-arguments', 5],
    ['min()', 'expression-arguments', 1],
    ['exp(t, 2)', 'expression-arguments', 1],
    ['1 + 1e400', 'expression-number', 5],
    ['t = 5', 'expression-assignment', 3],
    ['1:10', 'expression-range', 2],
    ['t ? (1:2) : 3', 'expression-range', 7],
    ['"a"', 'expression-text', 1],
    ['t.a', 'expression-property', 2],
    ['[1, 2]', 'expression-list', 1],
    ['{a: 1}', 'expression-list', 1],
    ['5!', 'expression-character', 2],
    ['5 %', 'expression-character', 3],
    ['1 − 2', 'expression-character', 3],
    ['t\n+ 1', 'expression-character', 2],
    ['(1, 2)', 'expression-syntax', 3],
    ['1 +', 'expression-syntax', 4],
    ['* 2', 'expression-syntax', 1],
    ['(1', 'expression-syntax', 3],
    ['1)', 'expression-syntax', 2],
    ['t ? 1', 'expression-syntax', 6],
    ['min(1,)', 'expression-syntax', 7],
  ])('%j is refused as %s at %i', (text, code, column) => {
    expect(refusal(text)).toMatchObject({ code, column });
  });

  it('is answered in plain words, with something to do', () => {
    expect(refusal('0.5 + stepp(t, 2)').advice).toContain('`step`');
    expect(refusal('1 + T').advice).toContain('`t`');
    for (const text of ATTACKS) {
      const { message, advice, column } = refusal(text);
      expect(message).toMatch(/^[`a-z]/);
      expect(advice.length).toBeGreaterThan(5);
      expect(`${message}${advice}`).not.toMatch(/SyntaxError|TypeError|Unexpected|mathjs|\[object/);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual(401);
    }
  });

  it('is refused in less than a millisecond, and nothing is changed by it', () => {
    expect(ATTACKS.length).toBeGreaterThan(100);
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    for (let round = 0; round < 3; round++) ATTACKS.forEach(refusal);
    const slow = ATTACKS.filter((text) => {
      let best = Infinity;
      for (let k = 0; k < 5; k++) {
        const start = performance.now();
        refusal(text);
        best = Math.min(best, performance.now() - start);
      }
      return best >= 1;
    });
    expect(slow).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(at('(1 == 1.5) + 2 * (3 == 3)', 0)).toBe(2); // no comparison was loosened
  });
});
