// On which guess an answer rests most: made-up differences that hang on a guess, or on none; how often chance names one.
import { describe, expect, it } from 'vitest';
import { DRAWN, drawAssumptions, drawnValues } from '../sim/draw.ts';
import { KeyedChance } from '../sim/random.ts';
import { seedWords } from '../sim/digest.ts';
import { measureOf } from '../sim/measures.ts';
import { relianceOf, thresholdFor } from '../sim/reliance.ts';
import type { Reliance } from '../sim/reliance.ts';
import { smallScenario } from './pool/crew.ts';

const ELASTICITY = '/behaviour/exit/elasticity';
const DETECTION = '/behaviour/justice/detection';
const of = (pointer: string): number => DRAWN.findIndex((drawn) => drawn.pointer === pointer);
const N = 200;

function noise(seed: string, n: number): Float64Array {
  const chance = new KeyedChance(seedWords(seed), 0, ['noise']);
  return Float64Array.from({ length: n }, (_, r) => chance.uniform(0, r, 0));
}

const drawnFor = (seed: string, n: number): Float64Array[] =>
  Array.from({ length: n }, (_, r) => drawnValues(seed, r));

function found(differences: ArrayLike<number>, more: object = {}): Reliance {
  const names = { policy: 'Voices', baseline: 'As it was' };
  return relianceOf({
    drawn: drawnFor('a', differences.length),
    differences,
    ...names,
    measure: measureOf('recruits'),
    ...more,
  });
}

describe('a drawn value', () => {
  it('is the one that the scenario of the replicate has', () => {
    const scenario = smallScenario();
    for (const r of [0, 1, 77]) {
      const drawn = drawAssumptions(scenario, r);
      const values = drawnValues(scenario.seed, r);
      expect(drawn.behaviour.exit.elasticity).toBe(values[of(ELASTICITY)]);
      expect(drawn.behaviour.justice.detection).toBe(values[of(DETECTION)]);
    }
  });
});

describe('differences that hang on one guess', () => {
  const values = Array.from({ length: N }, (_, r) => drawnValues('a', r)[of(ELASTICITY)]!);
  const hanging = noise('b', N).map((u, r) => 3 * values[r]! + 4 * u);

  it('name it, with the direction and how far chance goes', () => {
    const { strongest, standsOut, text, n } = found(hanging);
    expect([n, standsOut]).toEqual([N, true]);
    expect(strongest[0]).toMatchObject({
      pointer: ELASTICITY,
      title: 'Silencing effect',
      direction: 'raises',
    });
    expect(strongest).toHaveLength(5);
    expect(text).toMatch(
      /^It rests most on a guess, ‘Silencing effect’ \(elasticity, drawn from −2 to 0\): where its value is higher, Voices ends with more recruits, against As it was \(rank correlation \+0\.\d\d over 200 paired runs; chance alone stays within ±0\.\d\d for \d\d guesses\)\.$/,
    );
  });
  it('turned round, turn the sentence round', () => {
    const { strongest, text } = found(hanging.map((d) => -d));
    expect(strongest[0]!.direction).toBe('lowers');
    expect(text).toContain('Voices ends with fewer recruits, against As it was (rank correlation −0.');
  });
  it('say the same on any rising scale', () => {
    const { strongest } = found(hanging.map((d) => d * d * d));
    expect(strongest).toEqual(found(hanging).strongest);
  });
  it('say it of a level in the words of a level', () => {
    expect(found(hanging, { measure: measureOf('support-at-risk') }).text).toContain(
      'Voices ends with higher support among people at risk, against',
    );
  });
  it('without a value are left out, and the rest keep their own draws', () => {
    const holes = hanging.map((d, r) => (r % 4 === 0 ? NaN : d));
    const { n, strongest, threshold } = found(holes);
    expect([n, strongest[0]!.pointer]).toEqual([150, ELASTICITY]);
    expect(threshold).toBeGreaterThan(found(hanging).threshold);
  });
});

describe('differences that hang on none', () => {
  it('name none, and say so', () => {
    const { standsOut, text } = found(noise('c', N));
    expect(standsOut).toBe(false);
    expect(text).toMatch(
      /^No single guess stands out: the first, ‘.+’, has a rank correlation [−+]0\.\d\d over 200 /,
    );
  });
  it('that are all equal have no first', () => {
    expect(found(new Float64Array(N))).toMatchObject({
      strongest: [],
      standsOut: false,
      text: 'No guess can be named: the differences do not vary.',
    });
    expect(found([])).toMatchObject({ n: 0, threshold: 1, standsOut: false });
  });
  it('are too few to say anything, where they are', () => {
    expect(found([1, 2, 4, 3])).toMatchObject({ threshold: 1, standsOut: false });
  });
  it('name one by chance in at most 5 of 100 ensembles, over all guesses together', () => {
    // Of 300 ensembles of 60, at most 15 in the mean; more than 27 has a chance of 2 in 1,000.
    let named = 0;
    for (let k = 0; k < 300; k++)
      if (found(noise(`unrelated ${k}`, 60), { drawn: drawnFor(`s${k}`, 60) }).standsOut) named++;
    expect(named).toBeGreaterThan(1);
    expect(named).toBeLessThanOrEqual(27);
  });
});

describe('the threshold', () => {
  it.each([
    // scipy.stats.norm.isf(.05 / (2 m)) / sqrt(n - 1)
    [1, 200, 0.13893816311336932],
    [30, 200, 0.22287085344199828],
    [38, 50, 0.45893050533405766],
  ])('for %i guesses over %i runs', (guesses, n, rho) =>
    expect(thresholdFor(guesses, n)).toBeCloseTo(rho, 13),
  );

  it('grows with the guesses and falls with the runs', () => {
    expect(thresholdFor(30, 200)).toBeGreaterThan(thresholdFor(3, 200));
    expect(thresholdFor(30, 200)).toBeGreaterThan(thresholdFor(30, 400));
    expect(thresholdFor(30, 2)).toBe(1);
  });
});

describe('prices', () => {
  it('are guesses that move the cost and nothing else, so nothing else can rest on them', () => {
    const prices = DRAWN.filter(({ pointer }) => pointer.startsWith('/costs/')).length;
    const cost = found(noise('d', N), { measure: measureOf('cost') });
    expect(prices).toBeGreaterThan(0);
    expect([cost.guesses, found(noise('d', N)).guesses]).toEqual([DRAWN.length, DRAWN.length - prices]);
    const price = of('/costs/trial');
    const hanging = Float64Array.from({ length: N }, (_, r) => drawnValues('a', r)[price]!);
    expect(found(hanging).standsOut).toBe(false);
    expect(found(hanging, { measure: measureOf('cost') }).strongest[0]!.rho).toBe(1);
  });
});
