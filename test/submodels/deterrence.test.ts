// What a case teaches, by hand: with all weights 1 belief is Beta-Bernoulli updating, to the last bit of small fractions.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { certaintyOf, commonCertainty, commonSeverity, harshnessOf, severityOf } from '../../sim/belief.ts';
import { has } from '../../sim/bits.ts';
import { deterrence } from '../../sim/submodels/deterrence.ts';
import {
  ACQUITTED,
  DEAD,
  IMPRISONED,
  MEMBER,
  PUNISHED,
  STUBBORN,
  supportOf,
  UNPUNISHED,
  type Case,
  type World,
} from '../../sim/world.ts';
import { place, tiny } from './scripted.ts';
import { merged, type Json } from '../laws/worlds.ts';

const ONES = { certainty: 0.25, severity: 7, confidence: 4, own: 1, tie: 1, occurrence: 1, backlash: 0 };

/** Person 1 is the one with the case; 0 and 2 are tied to them, 3 to nobody. */
function believers(numbers: Json = ONES, settings: Json = {}): World {
  return tiny({
    size: 4,
    ties: [
      [0, 1],
      [1, 2],
    ],
    settings: merged({ behaviour: { deterrence: numbers } }, settings),
  }).world;
}

const caseOf = (kind: number, years = 0, offences = 0, publicised = false, ties = true): Case => ({
  kind,
  person: 1,
  years,
  offences,
  publicised,
  ties,
});

function hearOf(world: World, ...cases: Case[]): void {
  world.cases.last = cases;
  deterrence(world, 0);
}

describe('belief', () => {
  it('is Beta-Bernoulli updating where every weight is 1, for any record', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (punished, unpunished) => {
        const world = believers();
        const cases = [
          ...Array.from({ length: punished }, () => caseOf(PUNISHED, 3, 2)),
          ...Array.from({ length: unpunished }, () => caseOf(UNPUNISHED)),
        ];
        hearOf(world, ...cases);
        const posterior = (1 + punished) / (4 + punished + unpunished); // a = 1, b = 3
        for (const tie of [0, 2]) expect(certaintyOf(world, tie)).toBe(posterior);
        expect(severityOf(world, 0)).toBe((4 * 7 + 3 * punished) / (4 + punished));
        expect(harshnessOf(world, 0)).toBe((4 * 7 + 3 * punished) / (4 * 7 + 2 * punished));
        expect(certaintyOf(world, 3)).toBe(0.25);
        expect([0, 1, 2, 3].map((i) => has(world.informed, i))).toEqual([
          punished + unpunished > 0,
          punished > 0,
          punished + unpunished > 0,
          false,
        ]);
      }),
      { seed: 20151001, numRuns: 50 },
    );
  });

  it('weighs own cases, cases of ties and going unpunished as it is told', () => {
    const world = believers({ ...ONES, own: 2, tie: 0.5, occurrence: 0.25 });
    hearOf(world, caseOf(PUNISHED, 10, 5), caseOf(UNPUNISHED));
    expect(certaintyOf(world, 0)).toBe((1 + 0.5) / (4 + 0.5 + 0.125));
    expect(certaintyOf(world, 1)).toBe((1 + 2) / (4 + 2)); // their return is no case of their own
    expect(severityOf(world, 1)).toBe((4 * 7 + 2 * 10) / (4 + 2));
  });

  it('is moved by a publicised case in everybody, by its weight per 2,000 people', () => {
    const world = believers({ ...ONES, occurrence: 0.5 }, { sources: { publicity: 0.001 } });
    hearOf(world, caseOf(PUNISHED, 10, 5, true, false), caseOf(UNPUNISHED, 0, 0, true, false));
    const weight = 0.001 * 500; // 4 people
    expect(commonCertainty(world)).toBe((1 + weight) / (4 + 1.5 * weight));
    expect(commonSeverity(world)).toBe((28 + 10 * weight) / (4 + weight));
    expect(certaintyOf(world, 3)).toBe(commonCertainty(world));
    expect(harshnessOf(world, 3)).toBe((28 + 10 * weight) / (28 + 5 * weight));
  });

  it('is one of having gone free, for the acquitted', () => {
    const world = believers();
    hearOf(world, caseOf(ACQUITTED));
    expect(certaintyOf(world, 1)).toBe(1 / 5);
    expect(certaintyOf(world, 0)).toBe(0.25);
  });

  it('does not reach the dead, the imprisoned, or members where ties do not hold abroad', () => {
    for (const [stage, abroad, hears] of [[DEAD, true, false], [IMPRISONED, true, false], [MEMBER, true, true], [MEMBER, false, false]] as const) {
      const layers = [{ name: 'ties', kind: 'given', abroad, ties: [[0, 1], [1, 2]] }];
      const world = believers(ONES, { network: { layers } });
      place(world, 0, stage);
      hearOf(world, caseOf(PUNISHED, 3, 2));
      expect([stage, abroad, certaintyOf(world, 0) > 0.25]).toEqual([stage, abroad, hears]);
      expect(certaintyOf(world, 2)).toBe(2 / 5);
    }
  }); // prettier-ignore
});

describe('a charge without a conviction', () => {
  it('raises the support of ties, up to 1, and nobody else, and not of the stubborn', () => {
    const world = believers(
      { ...ONES, backlash: 0.25 },
      { population: { given: { support: [0.5, 0.5, 0.9, 0.5] } } },
    );
    hearOf(world, caseOf(ACQUITTED), caseOf(ACQUITTED));
    expect([0, 1, 2, 3].map((i) => supportOf(world, i, 1))).toEqual([1, 0.5, 1, 0.5]);
    const firm = believers({ ...ONES, backlash: 0.25 });
    firm.people.marks[0] |= STUBBORN;
    hearOf(firm, caseOf(ACQUITTED));
    expect([0, 2].map((i) => supportOf(firm, i, 1))).toEqual([0.5, 0.75]);
  });
});
