// exp, log, logistic and the normal quantile: laws, then values to 60 digits from outside, then one digest of the bits,
// which is the same wherever these tests run.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../sim/digest.ts';
import { exp, log, logistic, normalQuantile, power } from '../sim/exact.ts';
import vectors from './vectors/exact.json';

const RUNS = { seed: 20151001, numRuns: 3000 };
const EPSILON = 2 ** -52;
const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const units = within(0, 1).filter((u) => u > 0 && u < 1);

/** The distance from y to the next number away from 0. */
function ulp(y: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(y));
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0) - Math.abs(y);
}

function ulpsOff(computed: number, [, y, tail]: number[]): number {
  return Math.abs((computed - y!) / ulp(y!) - tail!);
}

describe.each([
  ['exp', exp, vectors.exp, 1],
  ['log', log, vectors.log, 1],
  ['logistic', logistic, vectors.logistic, 1],
  // AS 241 promises 1 part in 10¹⁶ in exact arithmetic; in doubles its fractions cost a few ulps.
  ['normalQuantile', normalQuantile, vectors.normalQuantile, 8],
] as const)('%s', (_, f, rows, limit) => {
  it.each(rows)(`is within ${limit} ulp at %d`, (...row) => {
    expect(ulpsOff(f(row[0]!), row)).toBeLessThanOrEqual(limit);
  });

  it('grows', () => {
    // Wider than its range, so that both ends come.
    const arguments_ = f === exp ? within(-800, 800) : f === logistic ? within(-800, 50) : units;
    fc.assert(
      fc.property(arguments_, arguments_, (x, y) => {
        if (x < y) expect(f(x)).toBeLessThanOrEqual(f(y));
      }),
      RUNS,
    );
  });

  it('passes NaN on', () => {
    expect(f(NaN)).toBeNaN();
  });
});

describe('exp', () => {
  it('ends where doubles do', () => {
    expect([exp(-Infinity), exp(-745.14), exp(-800)]).toEqual([0, 0, 0]);
    expect([exp(Infinity), exp(709.79), exp(1e300)]).toEqual([Infinity, Infinity, Infinity]);
    expect([exp(0), exp(-0), exp(5e-324)]).toEqual([1, 1, 1]);
  });

  it('makes products of sums', () => {
    fc.assert(
      fc.property(within(-300, 300), within(-300, 300), (a, b) => {
        const sum = a + b;
        // The sum is rounded, and exp magnifies that as far as the sum is large.
        const slack = (4 + Math.abs(sum)) * EPSILON;
        expect(Math.abs(exp(sum) / (exp(a) * exp(b)) - 1)).toBeLessThan(slack);
      }),
      RUNS,
    );
  });

  it("is at most two ulps from this engine's own", () => {
    fc.assert(
      fc.property(within(-745, 709.7), (x) => {
        expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(2 * ulp(Math.exp(x)));
      }),
      RUNS,
    );
  });
});

describe('log', () => {
  it('ends where doubles do', () => {
    expect([log(0), log(-0)]).toEqual([-Infinity, -Infinity]);
    expect([log(-1), log(-5e-324), log(-Infinity)]).toEqual([NaN, NaN, NaN]);
    expect([log(1), log(Infinity)]).toEqual([0, Infinity]);
  });

  it('is undone by exp, and undoes it', () => {
    fc.assert(
      fc.property(within(1e-300, 1e300), (x) => {
        expect(Math.abs(exp(log(x)) / x - 1)).toBeLessThan((2 + Math.abs(Math.log(x))) * EPSILON);
      }),
      RUNS,
    );
    fc.assert(
      fc.property(within(-700, 700), (x) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThan(2 * EPSILON + Math.abs(x) * EPSILON);
      }),
      RUNS,
    );
  });

  it('makes sums of powers of two, exactly enough to count them', () => {
    for (let k = -1074; k <= 1023; k++) expect(Math.round(log(2 ** k) / Math.LN2)).toBe(k);
  });

  it("is at most two ulps from this engine's own", () => {
    fc.assert(
      fc.property(within(0, Number.MAX_VALUE), (x) => {
        const own = Math.log(x);
        expect(own === -Infinity ? log(x) === own : Math.abs(log(x) - own) <= 2 * ulp(own)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('logistic', () => {
  it('mirrors itself: the two sides sum to 1', () => {
    fc.assert(
      fc.property(within(-800, 800), (x) => {
        expect(Math.abs(logistic(x) + logistic(-x) - 1)).toBeLessThanOrEqual(EPSILON);
      }),
      RUNS,
    );
  });

  it('is between 0 and 1, and both at the ends', () => {
    expect([logistic(0), logistic(-Infinity), logistic(Infinity), logistic(1e9), logistic(-1e9)]).toEqual([
      0.5, 0, 1, 1, 0,
    ]);
  });

  it('has the logit for its inverse', () => {
    fc.assert(
      fc.property(within(-30, 30), (x) => {
        const p = logistic(x);
        const q = logistic(-x);
        expect(Math.abs(log(p / q) - x)).toBeLessThan(4 * EPSILON * (1 + Math.abs(x)));
      }),
      RUNS,
    );
  });
});

describe('power', () => {
  it('is x · x, its root, its inverse and itself', () => {
    fc.assert(
      fc.property(within(1e-100, 1e100), (x) => {
        const slack = (4 + 2 * Math.abs(Math.log(x))) * EPSILON;
        expect(Math.abs(power(x, 2) / (x * x) - 1)).toBeLessThan(slack);
        expect(Math.abs(power(x, 1) / x - 1)).toBeLessThan(slack);
        expect(Math.abs(power(x, -1) * x - 1)).toBeLessThan(slack);
        expect(Math.abs(power(x, 0.5) / Math.sqrt(x) - 1)).toBeLessThan(slack);
      }),
      RUNS,
    );
  });

  it('is what limits say at 0 and 1, and nothing below 0', () => {
    expect([power(0, 2), power(0, 0), power(0, -1), power(1, 1e300), power(1, NaN), power(7, 0)]).toEqual([
      0,
      1,
      Infinity,
      1,
      1,
      1,
    ]);
    expect([power(-1, 2), power(NaN, 1), power(2, NaN)]).toEqual([NaN, NaN, NaN]);
  });
});

describe('normalQuantile', () => {
  it('mirrors itself, to the bit where 1 − u is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 33 - 1 }), (k) => {
        const u = k / 2 ** 33;
        expect(normalQuantile(1 - u)).toBe(u === 0.5 ? 0 : -normalQuantile(u));
      }),
      RUNS,
    );
  });

  it('ends at the ends', () => {
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([-Infinity, Infinity, 0]);
    expect([normalQuantile(-0.1), normalQuantile(1.1)]).toEqual([NaN, NaN]);
  });
});

it('has the same bits in every engine', () => {
  const bytes = new DataView(new ArrayBuffer(8 * 5 * 400));
  for (let i = 0, at = 0; i < 400; i++) {
    const x = (i - 200) * 3.6875 + i / 1024;
    const u = (i + 0.5) / 400;
    const values = [exp(x), log(u * (1 + i)), logistic(x / 16), power(u, i / 64), normalQuantile(u)];
    for (const value of values) bytes.setFloat64(8 * at++, value);
  }
  expect(sha256Hex(new Uint8Array(bytes.buffer))).toBe(
    '8cf5e13198cb2dbea5621dc19f2259d5ceea58797c8cca059abf655eb66d568b',
  );
});
