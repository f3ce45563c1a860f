// Choices from outside: whatever comes, what is made of it can be made, and what can be made comes through.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../sim/measures.ts';
import { CHOICES, VIEWS, choicesFrom, viewFrom } from '../../viz/choices.ts';

const measure = fc.constantFrom(...MEASURES.map(({ id }) => id));
const choices = fc.record({
  measure: fc.option(measure),
  overTime: fc.constantFrom('toDate' as const, 'perWeek' as const),
  logarithmic: fc.boolean(),
  tradeOff: fc.tuple(measure, measure),
  policy: fc.option(fc.constantFrom('voices', 'as-it-was')),
  replicate: fc.nat(1000),
  week: fc.nat(1024),
  person: fc.option(fc.constantFrom('1043', '7.2')),
});

describe('choices', () => {
  it('that can be made come through a file unchanged', () => {
    fc.assert(
      fc.property(choices, (made) => {
        expect(choicesFrom(JSON.parse(JSON.stringify(made)))).toEqual(made);
      }),
      { seed: 20151001, numRuns: 200 },
    );
  });
  it('from anything else are ones that can be made', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...Object.keys(CHOICES)), fc.anything()),
        (a, b) => {
          for (const value of [a, b]) {
            const made = choicesFrom(value);
            expect(choicesFrom(made)).toEqual(made);
            expect(Object.keys(made)).toEqual(Object.keys(CHOICES));
          }
        },
      ),
      { seed: 20151001, numRuns: 300 },
    );
  });
  it('of a view are one of them', () => {
    expect(VIEWS.map(viewFrom)).toEqual([...VIEWS]);
    for (const wrong of ['', 'Answer', null, 3, {}]) expect(viewFrom(wrong)).toBe('answer');
  });
});
