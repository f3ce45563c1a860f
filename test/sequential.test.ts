import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSignTest,
  decide,
  logEvidence,
  neededEvidence,
  shareAbove,
  signTest,
} from '../sim/sequential.ts';
import oracles from './vectors/statistics-oracles.json';

const SETTINGS = { seed: 20151001, numRuns: 300 };
const DIFFERENCE = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN));
const DIFFERENCES = fc.array(DIFFERENCE, { maxLength: 300 });
const COUNT = fc.integer({ min: 0, max: 3000 });

describe('the evidence', () => {
  it.each(oracles.signs)('after $above above and $below below is as in scipy', ({ above, below, logE }) => {
    expect(Math.abs(logEvidence(above, below) - logE)).toBeLessThan(1e-12 * (above + below + 1));
  });

  it('is a fair wager: its mean over the next sign of a fair coin is what it was', () => {
    fc.assert(
      fc.property(COUNT, COUNT, (above, below) => {
        const now = logEvidence(above, below);
        const up = Math.exp(logEvidence(above + 1, below) - now);
        const down = Math.exp(logEvidence(above, below + 1) - now);
        expect((up + down) / 2).toBeCloseTo(1, 9);
      }),
      SETTINGS,
    );
    expect(logEvidence(0, 0)).toBe(0);
  });

  it('takes the two sides alike, to the last bit', () => {
    fc.assert(
      fc.property(COUNT, COUNT, (above, below) => {
        expect(logEvidence(above, below)).toBe(logEvidence(below, above));
      }),
      SETTINGS,
    );
  });
});

describe('every path a fair coin can take, added up', () => {
  // P(decided for either side by the n-th sign), exactly: the paths not yet decided, by their count of signs above.
  const decidedBy = (
    share: number,
    most: number,
    comparisons: number,
  ): { right: number[]; wrong: number } => {
    let open = Float64Array.of(1);
    let [up, wrong] = [0, 0];
    const right = [0];
    for (let n = 1; n <= most; n++) {
      const next = new Float64Array(n + 1);
      open.forEach((p, above) => {
        next[above + 1]! += p * share;
        next[above]! += p * (1 - share);
      });
      open = next.map((p, above) => {
        const side = n < 20 || p === 0 ? null : decide(above, n - above, { comparisons });
        if (side === 'above') up += p;
        if (side === 'below') wrong += p;
        return side === null ? p : 0;
      });
      right.push(up);
    }
    return { right, wrong };
  };
  const median = (right: number[]): number => right.findIndex((p) => p >= 0.5);

  it.each([
    { comparisons: 1, error: 0.0328 },
    { comparisons: 3, error: 0.0111 },
  ])('2,000 looks with $comparisons comparisons err with probability $error', ({ comparisons, error }) => {
    const { right, wrong } = decidedBy(0.5, 2000, comparisons);
    expect(right.at(-1)! + wrong).toBeCloseTo(error, 4);
    expect(right.at(-1)! + wrong).toBeLessThanOrEqual(0.05 / comparisons);
    expect(wrong).toBeCloseTo(right.at(-1)!, 10);
  });

  it.each([
    { share: 0.6, comparisons: 1, half: 195 },
    { share: 0.7, comparisons: 1, half: 47 },
    { share: 0.9, comparisons: 1, half: 20 },
    { share: 0.6, comparisons: 3, half: 257 },
    { share: 0.7, comparisons: 3, half: 61 },
    { share: 0.9, comparisons: 3, half: 20 },
  ])(
    'at a share of $share, of $comparisons, half are decided by replicate $half',
    ({ share, comparisons, half }) => {
      const { right, wrong } = decidedBy(share, 2 * half, comparisons);
      expect(median(right)).toBe(half);
      expect(wrong).toBeLessThan(0.001);
    },
  );
});

describe('shareAbove', () => {
  it.each(oracles.signs)('after $above and $below is as in scipy', ({ above, below, share, shareOf3 }) => {
    shareAbove(above, below).forEach((end, k) => expect(end).toBeCloseTo(share[k]!, 11));
    shareAbove(above, below, { comparisons: 3 }).forEach((end, k) =>
      expect(end).toBeCloseTo(shareOf3[k]!, 11),
    );
  });

  it('holds the share seen, turns with the question, and leaves 1/2 out exactly where it is decided', () => {
    fc.assert(
      fc.property(COUNT, COUNT, fc.integer({ min: 1, max: 7 }), (above, below, comparisons) => {
        const [low, high] = shareAbove(above, below, { comparisons });
        const share = above + below === 0 ? 0.5 : above / (above + below);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(shareAbove(below, above, { comparisons })[0]).toBeCloseTo(1 - high, 14);
        const side = decide(above, below, { comparisons });
        expect(low >= 0.5).toBe(side === 'above');
        expect(high <= 0.5).toBe(side === 'below');
      }),
      SETTINGS,
    );
    expect(shareAbove(0, 0)).toEqual([0, 1]);
  });
});

describe('a sign test', () => {
  it('counts what it sees, and its evidence is that of the counts in any order', () => {
    fc.assert(
      fc.property(DIFFERENCES, (differences) => {
        const test = createSignTest();
        for (const difference of differences) test.observe(difference);
        const { above, below, ties, n, missing, logE } = test.state;
        expect(above).toBe(differences.filter((d) => d > 0).length);
        expect(below).toBe(differences.filter((d) => d < 0).length);
        expect(ties).toBe(differences.filter((d) => d === 0).length);
        expect(n + missing).toBe(differences.length);
        expect(logE).toBe(logEvidence(above, below));
      }),
      SETTINGS,
    );
  });

  it('only signs count: ties, missing runs and sizes change nothing but the replicate', () => {
    fc.assert(
      fc.property(DIFFERENCES, (differences) => {
        const options = { minimum: 1 };
        const signs = differences.filter((d) => d !== 0 && d === d);
        const [all, bare] = [
          signTest(differences, options),
          signTest(
            signs.map((d) => 1e-9 * d),
            options,
          ),
        ];
        expect([all.decided, all.above, all.below]).toEqual([bare.decided, bare.above, bare.below]);
      }),
      SETTINGS,
    );
  });

  it('a decision stands, and fell at the first look that allowed it', () => {
    fc.assert(
      fc.property(DIFFERENCES, fc.boolean(), fc.integer({ min: 1, max: 40 }), (differences, one, minimum) => {
        const options = { minimum, maximum: 250 };
        const list = one ? differences.map((d) => Math.abs(d)) : differences;
        const test = createSignTest(options);
        const states = list.map((difference) => test.observe(difference));
        const first = states.findIndex(({ n, missing, logE, needed }) => {
          return (n >= minimum && logE >= needed) || n + missing >= 250;
        });
        expect(test.state.at).toBe(first < 0 ? null : first + 1);
        const last = states.at(first < 0 ? -1 : first) ?? createSignTest(options).state;
        expect(signTest(list, options)).toEqual(last);
        if (first >= 0) expect(new Set(states.slice(first).map(({ decided }) => decided)).size).toBe(1);
      }),
      SETTINGS,
    );
  });

  it('eleven of one side suffice among four policies, nine between two; a minimum holds it back', () => {
    const down = new Float64Array(60).fill(-1);
    expect(signTest(down, { minimum: 1 })).toMatchObject({ decided: 'below', at: 9, n: 9, below: 9 });
    expect(signTest(down, { minimum: 1, comparisons: 3 })).toMatchObject({ decided: 'below', at: 11 });
    expect(signTest(down)).toMatchObject({ decided: 'below', at: 20 });
    expect(signTest(down.map((d) => -d))).toMatchObject({ decided: 'above', at: 20 });
  });

  it('at the maximum what is open is undecided; without one it stays open', () => {
    const swing = Float64Array.from({ length: 100 }, (_, r) => (r % 2 === 0 ? 1 : -1));
    expect(signTest(swing, { maximum: 64 })).toMatchObject({ decided: 'undecided', at: 64, n: 64 });
    expect(signTest(swing)).toMatchObject({ decided: null, at: null, n: 100 });
    expect(signTest(new Float64Array(15).fill(2), { maximum: 12 })).toMatchObject({
      decided: 'above',
      at: 12,
    });
    expect(signTest(new Float64Array(100).fill(0), { maximum: 30 })).toMatchObject({
      decided: 'undecided',
      ties: 30,
    });
    expect(signTest([NaN, NaN, 1], { maximum: 20 })).toMatchObject({ decided: null, missing: 2, n: 1 });
    expect(signTest(new Float64Array(30).fill(NaN), { maximum: 20 })).toMatchObject({
      decided: 'undecided',
      at: 20,
      n: 0,
    });
  });

  it('refuses options that mean nothing', () => {
    expect(neededEvidence({ alpha: 0.05, comparisons: 3 })).toBeCloseTo(Math.log(60), 12);
    for (const alpha of [0, 1, -0.1, NaN]) expect(() => createSignTest({ alpha })).toThrow(RangeError);
    for (const comparisons of [0, 1.5, NaN])
      expect(() => createSignTest({ comparisons })).toThrow(RangeError);
    expect(() => createSignTest({ minimum: 0 })).toThrow(RangeError);
    expect(() => createSignTest({ minimum: 30, maximum: 20 })).toThrow(RangeError);
  });
});
