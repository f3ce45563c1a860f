// Where nothing happened a reader is told what to raise: an assumption that is there, with the value that it has.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '../../../sim/assumptions.ts';
import { MEASURES } from '../../../sim/measures.ts';
import { suggestion } from '../../../viz/answer/nothing.ts';
import { SMALL } from '../export/world.ts';

const TITLES = ASSUMPTIONS.map(({ parameter }) => parameter.title);

describe('a suggestion', () => {
  it('names an assumption of the model for every measure, whatever the scenario says', () => {
    const rate = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...MEASURES), rate, ({ id }, value) => {
        const { behaviour } = SMALL;
        const scenario = {
          ...SMALL,
          behaviour: { ...behaviour, recruit: { ...behaviour.recruit, rate: value } },
        };
        const [, title] = /^“(.+)”, an assumption, /.exec(suggestion(scenario, id))!;
        expect(TITLES).toContain(title);
      }),
      { seed: 20151001, numRuns: 100 },
    );
  });

  it('names first what stands below its default', () => {
    const { behaviour, population } = SMALL;
    const usual = { recruit: { ...behaviour.recruit, rate: 1.1, online: 99 } };
    const some = { ...SMALL, behaviour: { ...behaviour, ...usual }, population: { ...population } };
    const without = (initialMembers: number) => ({ ...some, population: { ...population, initialMembers } });
    expect(suggestion(without(0), 'recruits')).toMatch(
      /^“Members at the start”, an assumption, stands at 0; its default is .+\. Raise it to see something happen\.$/,
    );
    expect(suggestion(without(0.9), 'recruits')).toBe(
      '“Recruitment”, an assumption, raises it; more people or more weeks do too.',
    );
  });
});
