// The sign test as it is used, by simulation: replicates come one by one and every one is looked at. Beside it the test
// that must fail, so that a harness which cannot see a false alarm would be noticed. Exact probabilities (every path of the
// coin, added up) are in test/sequential.test.ts; margins here are four binomial standard deviations.
import { describe, expect, it } from 'vitest';
import { seedWords } from '../../sim/digest.ts';
import { KeyedChance } from '../../sim/random.ts';
import { createSignTest, shareAbove, signTest } from '../../sim/sequential.ts';
import type { SignState } from '../../sim/sequential.ts';

const EXPERIMENTS = 4000;
const REPLICATES = 2000;
const [OURS, THEIRS, SIGN] = [0, 1, 2];

const chance = (name: string, experiment: number): KeyedChance =>
  new KeyedChance(seedWords(`sequential ${name}`), experiment, ['ours', 'theirs', 'sign']);
const margin = (p: number, experiments = EXPERIMENTS): number => 4 * Math.sqrt((p * (1 - p)) / experiments);

/** Differences of which a share lies above 0. */
function signs(name: string, experiment: number, share: number, replicates = REPLICATES): Float64Array {
  const luck = chance(name, experiment);
  return Float64Array.from({ length: replicates }, (_, r) => (luck.uniform(SIGN, r, 0) < share ? 1 : -1));
}

/** Outcomes of equally good policies and their baseline: whole numbers, with a shock shared by all in a replicate. */
function equals(name: string, experiment: number, policies: number, levels: number): Float64Array[] {
  const luck = chance(name, experiment);
  const outcome = (policy: number, r: number): number =>
    Math.floor(levels * luck.uniform2(OURS, policy, r, 0));
  const baseline = Float64Array.from({ length: REPLICATES }, (_, r) =>
    Math.floor(levels * luck.uniform(THEIRS, r, 0)),
  );
  return Array.from({ length: policies }, (_, p) => baseline.map((base, r) => outcome(p, r) - base));
}

const decided = (state: SignState): boolean => state.decided === 'above' || state.decided === 'below';
const share = (experiments: number, happens: (experiment: number) => boolean): number =>
  Array.from({ length: experiments }, (_, k) => happens(k)).filter(Boolean).length / experiments;

describe('false alarms of equally good policies, looking at each of 2,000 replicates', () => {
  it('one comparison: 3.3 % are expected, at most 5 % allowed', () => {
    const alarms = share(EXPERIMENTS, (k) => decided(signTest(signs('null', k, 0.5))));
    expect(alarms).toBeLessThanOrEqual(0.05);
    expect(Math.abs(alarms - 0.0328)).toBeLessThan(margin(0.0328));
  });

  it('the same with a third of ties, and from the first sign on: at most 5 %', () => {
    const options = { minimum: 1, maximum: REPLICATES };
    const states = Array.from({ length: EXPERIMENTS }, (_, k) =>
      signTest(equals('ties', k, 1, 3)[0]!, options),
    );
    const ties = states.reduce((sum, { ties }) => sum + ties, 0) / states.reduce((sum, { n }) => sum + n, 0);
    expect(ties).toBeCloseTo(1 / 3, 2);
    expect(states.filter(decided).length / EXPERIMENTS).toBeLessThanOrEqual(0.05);
    expect(states.every(({ decided, at }) => decided !== null && at! <= REPLICATES)).toBe(true);
  });

  it('three policies against one baseline: any alarm in at most 5 % of the runs', () => {
    const alarms = share(EXPERIMENTS / 2, (k) =>
      equals('three', k, 3, 50).some((differences) => decided(signTest(differences, { comparisons: 3 }))),
    );
    expect(alarms).toBeLessThanOrEqual(0.05);
    expect(alarms).toBeGreaterThan(0); // else nothing was looked at
  });

  it('a test made for one look, made at each of them, alarms in more than a third', () => {
    const naive = share(500, (k) => {
      const differences = signs('null', k, 0.5);
      let sum = 0;
      return differences.some((d, r) => {
        sum += d;
        return r >= 19 && Math.abs(sum) > 1.96 * Math.sqrt(r + 1);
      });
    });
    expect(naive).toBeGreaterThan(1 / 3);
  });
});

describe('a decision for the wrong side, whatever the share', () => {
  it.each([0.5, 0.48, 0.45, 0.4])('at a share of %f above, it says above in at most 5 %', (p) => {
    const wrong = share(1000, (k) => signTest(signs(`wrong ${p}`, k, p)).decided === 'above');
    expect(wrong).toBeLessThanOrEqual(0.05);
  });
});

describe('replicates until it is decided', () => {
  // The middle experiment, from the exact probabilities: half are decided by then, and half are not one sooner.
  it.each([
    { p: 0.6, comparisons: 1, half: 195 },
    { p: 0.6, comparisons: 3, half: 257 },
    { p: 0.7, comparisons: 1, half: 47 },
    { p: 0.7, comparisons: 3, half: 61 },
    { p: 0.9, comparisons: 3, half: 20 },
  ])('at a share of $p, of $comparisons, $half in the middle experiment', ({ p, comparisons, half }) => {
    const at = Array.from(
      { length: EXPERIMENTS },
      (_, k) => signTest(signs(`power ${p}`, k, p), { comparisons }).at!,
    );
    expect(at.every((replicates) => replicates !== null)).toBe(true);
    expect(at.filter((replicates) => replicates <= half).length / EXPERIMENTS).toBeGreaterThan(
      0.5 - margin(0.5),
    );
    expect(at.filter((replicates) => replicates < half).length / EXPERIMENTS).toBeLessThan(0.5 + margin(0.5));
  });
});

describe('the confidence sequence', () => {
  it.each([0.5, 0.7, 0.95, 1])(
    'of 400 looks none leaves out a share of %f in at least 95 % of the runs',
    (p) => {
      const experiments = 800;
      const missed = share(experiments, (k) => {
        const test = createSignTest();
        return signs(`cover ${p}`, k, p, 400).some((difference) => {
          const { above, below } = test.observe(difference);
          const [low, high] = shareAbove(above, below);
          return p < low || p > high;
        });
      });
      expect(missed).toBeLessThanOrEqual(0.05);
    },
  );
});
