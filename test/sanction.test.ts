// What a punishment is worth to those who may suffer it, against its definition, and the elasticities that it was built to have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceOfBeingFound,
  joinDeterrence,
  presentYears,
  referenceSanction,
  sanctionCeiling,
  silencing,
  USUAL_SANCTION,
} from '../sim/sanction.ts';
import type { Scenario } from '../sim/scenario.ts';
import { scenarioOf } from './laws/worlds.ts';

const SETTINGS = { seed: 20151001, numRuns: 300 };
const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const of = (recruit: object = {}, deterrence: object = {}, exit: object = {}): Scenario =>
  scenarioOf({ behaviour: { recruit, deterrence, exit } });

/** d ln y / d ln x, by a central difference. */
function elasticity(y: (x: number) => number, x: number): number {
  const h = 1e-5;
  return (Math.log(y(x * (1 + h))) - Math.log(y(x * (1 - h)))) / (Math.log(1 + h) - Math.log(1 - h));
}

describe('the present value of a sentence', () => {
  it('is the sum of its years, each worth the discount of the one before', () => {
    for (const discount of [0.5, 0.9, 0.99]) {
      let sum = 0;
      for (let year = 0; year < 40; year++) {
        expect(presentYears(year, discount)).toBeCloseTo(sum, 10);
        sum += discount ** year;
      }
    }
  });

  it('is the years themselves without discount, and never more', () => {
    fc.assert(
      fc.property(within(0, 200), within(0.01, 0.999), within(0, 10), (years, discount, more) => {
        expect(presentYears(years, 1)).toBe(years);
        const value = presentYears(years, discount);
        expect(value).toBeGreaterThanOrEqual(0);
        if (years >= 1) expect(value).toBeLessThanOrEqual(years);
        expect(presentYears(years + more, discount)).toBeGreaterThanOrEqual(value);
      }),
      SETTINGS,
    );
  });

  it('is 1.5651 of the usual sanction: 0.3 times 7 years at 0.9', () => {
    expect(USUAL_SANCTION).toBeCloseTo(0.3 * ((1 - 0.9 ** 7) / 0.1), 7);
    expect(referenceSanction(of())).toBeCloseTo(USUAL_SANCTION, 7);
  });
});

describe('deterrence of joining', () => {
  it('is 1 at the reference, whatever the coefficients', () => {
    fc.assert(
      fc.property(within(-10, 10), within(-2, 2), (certainty, severity) => {
        expect(joinDeterrence(of({ certainty, severity }), 0.3, 7)).toBeCloseTo(1, 12);
      }),
      { ...SETTINGS, numRuns: 30 },
    );
  });

  it('has an elasticity of -0.3 to certainty at the default, and of +-0.1 to severity at the ends of its range (E14)', () => {
    const scenario = of({ certainty: 1, severity: 0 });
    expect(elasticity((p) => joinDeterrence(scenario, p, 7), 0.3)).toBeCloseTo(-0.3, 6);
    expect(elasticity((y) => joinDeterrence(scenario, 0.3, y), 7)).toBe(0);
    for (const severity of [-0.095, 0.095]) {
      const straddling = of({ certainty: 1, severity });
      expect(elasticity((y) => joinDeterrence(straddling, 0.3, y), 7)).toBeCloseTo(
        -Math.sign(severity) * 0.1,
        2,
      );
    }
  });

  it('never exceeds its ceiling', () => {
    const any = fc.record({ certainty: within(-10, 10), severity: within(-2, 2) });
    const prior = fc.record({
      discount: within(0.01, 1),
      referenceCertainty: within(0, 1),
      referenceSeverity: within(0, 100),
    });
    fc.assert(
      fc.property(any, prior, within(0, 1), within(0, 1000), (recruit, deterrence, p, years) => {
        const scenario = of(recruit, deterrence);
        expect(joinDeterrence(scenario, p, years)).toBeLessThanOrEqual(
          sanctionCeiling(scenario) * (1 + 1e-9),
        );
      }),
      SETTINGS,
    );
    expect(sanctionCeiling(of({ severity: -1 }, { discount: 1 }))).toBe(Infinity);
  });
});

describe('silencing', () => {
  it('is 1 at the reference and has the elasticity that it is told there', () => {
    for (const told of [-2, -0.5, -0.1]) {
      const scenario = of({}, {}, { elasticity: told });
      expect(silencing(scenario, referenceSanction(scenario))).toBe(1);
      expect(elasticity((x) => silencing(scenario, x), USUAL_SANCTION)).toBeCloseTo(told, 5);
    }
  });

  it('is the less the more there is to fear, at most what it is for nothing to fear, and 1 with the claim switched off', () => {
    fc.assert(
      fc.property(within(-5, 0), within(0, 300), within(0, 10), (told, x, more) => {
        const scenario = of({}, {}, { elasticity: told });
        expect(silencing(scenario, x + more)).toBeLessThanOrEqual(silencing(scenario, x));
        expect(silencing(scenario, x)).toBeLessThanOrEqual(silencing(scenario, 0));
        expect(silencing(of({}, {}, { elasticity: 0 }), x)).toBe(1);
      }),
      { ...SETTINGS, numRuns: 60 },
    );
  });
});

describe('being found out within five years', () => {
  it.each([
    [0, 0],
    [0.002, 1 - 0.998 ** 260],
    [1, 1],
  ])('at %d a week', (detection, chance) => {
    expect(chanceOfBeingFound(scenarioOf({ behaviour: { justice: { detection } } }))).toBeCloseTo(chance, 12);
  });
});
