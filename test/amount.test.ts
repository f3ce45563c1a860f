import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amount, range, side } from '../sim/amount.ts';
import type { Wording } from '../sim/amount.ts';

const RECRUITS: Wording = { more: 'recruits', unit: 'people', digits: 0 };
const TRUST: Wording = { more: 'trust', words: 'lower', unit: 'points', digits: 2 };
const WORDING = fc.record({
  more: fc.constant('things'),
  words: fc.constantFrom('fewer', 'less', 'lower') as fc.Arbitrary<NonNullable<Wording['words']>>,
  unit: fc.constantFrom('', 'points'),
  digits: fc.integer({ min: 0, max: 4 }),
});

it.each([
  [-41, RECRUITS, '41 fewer'],
  [1234567.4, RECRUITS, '1,234,567 more'],
  [-0.4, RECRUITS, 'under 1 fewer'],
  [0, RECRUITS, 'no difference'],
  [1e-15, RECRUITS, 'no difference'],
  [0.125, TRUST, '0.13 points higher'],
  [-1234.5, TRUST, '1,234.50 points lower'],
  [-0.001, TRUST, 'under 0.01 points lower'],
  [-0.02, { more: 'support', words: 'lower', unit: '0 to 1', digits: 3 } as Wording, '0.020 lower'],
  [-3, { more: 'time in prison', words: 'less', unit: 'years', digits: 1 } as Wording, '3.0 years less'],
])('%f is told as one would say it', (value, wording, said) => expect(amount(value, wording)).toBe(said));

it.each([
  [-77, -12, '12 to 77 fewer'],
  [12, 77, '12 to 77 more'],
  [-12, 9, 'from 12 fewer to 9 more'],
  [-12, 0, '0 to 12 fewer'],
  [0, 9, '0 to 9 more'],
  [0, 0, 'no difference'],
  [-12.2, -11.8, '12 fewer'],
  [-12, 1e-15, '0 to 12 fewer'],
  [-1e-15, 12, '0 to 12 more'],
  [-1e-15, 1e-15, 'no difference'],
  [-0.2, 0.3, 'from under 1 fewer to under 1 more'],
  [0.2, 1400, 'under 1 to 1,400 more'],
])('from %f to %f reads well', (low, high, said) => expect(range(low, high, RECRUITS)).toBe(said));

it('the number said is the number, rounded; the side is its sign', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), WORDING, (value, wording) => {
      const said = amount(value, wording);
      expect(said).not.toContain('-');
      if (said === 'no difference') {
        expect(Math.abs(value)).toBeLessThan(10 ** -wording.digits / 1e6);
        return;
      }
      expect(said.endsWith(side(wording, value > 0))).toBe(true);
      const number = Number(/[\d,.]+/.exec(said)![0].replaceAll(',', ''));
      const step = 10 ** -wording.digits;
      if (said.startsWith('under')) {
        expect(number).toBeCloseTo(step, 9);
        expect(Math.abs(value)).toBeLessThan(number);
      } else expect(Math.abs(number - Math.abs(value))).toBeLessThanOrEqual(step * 0.500001);
    }),
    { seed: 20151001, numRuns: 1000 },
  );
});
