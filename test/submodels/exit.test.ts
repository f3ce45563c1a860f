// Leaving, coming forward and speaking by hand. One draw a person and week is shared by what competes for it: causes that no policy moves
// fill it from below, those that a policy moves from above, so that no policy shifts who dies.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { has } from '../../sim/bits.ts';
import { COLUMN, type ColumnName } from '../../sim/series.ts';
import { exit } from '../../sim/submodels/exit.ts';
import { justice } from '../../sim/submodels/justice.ts';
import { member } from '../../sim/submodels/member.ts';
import { settle } from '../../sim/settle.ts';
import {
  ANONYMOUS,
  DEAD,
  KNOWS_OFFER,
  LEFT,
  MEMBER,
  PUBLIC,
  SILENT,
  SURFACED,
  TELLING,
  UNIT,
  UNPUNISHED,
  type World,
} from '../../sim/world.ts';
import { afresh, place, tiny, type Script } from './scripted.ts';
import { merged, type Json } from '../laws/worlds.ts';

const did = (world: World, ...names: ColumnName[]): number[] => names.map((name) => world.week[COLUMN[name]]);

/** Person 0 stands in the stage, 1 is a tie at home; nobody fears anything unless settings say so. */
function one(stage: number, script: Script, settings: Json = {}, levers: Record<string, number> = {}): World {
  const fearless = {
    behaviour: { exit: { elasticity: 0, fear: 0 }, justice: { detection: 0.01, reengagement: 0.001 } },
  };
  const { world } = tiny({ size: 2, ties: [[0, 1]], settings: merged(fearless, settings), levers, script });
  if (stage !== 0) place(world, 0, stage);
  afresh(world);
  return world;
}

describe('leaving', () => {
  /** A member as disillusioned as is said, in a week with the draw. */
  function leaver(u: number, settings: Json, disillusion = 0.5, killing = 0): World {
    const world = one(MEMBER, { memberFate: u, killed: 0.3 }, settings);
    world.people.disillusion[0] = disillusion;
    world.now.killing = killing;
    return world;
  }

  it('is tried by chance times disillusion', () => {
    const settings = { behaviour: { exit: { leaving: 0.2 } } };
    for (const [u, leaves] of [[1 - 0.1 * 0.999999, 1], [1 - 0.1 * 1.000001, 0]] as const) {
      const world = leaver(u, settings);
      exit(world, 0);
      expect(did(world, 'attempts', 'exits', 'executed')).toEqual([leaves, leaves, 0]);
    }
  }); // prettier-ignore

  it('falls with what the state would do if it found them, by the elasticity', () => {
    // beingFound x 0.3 x PV(7 years of offences 7): at the reference the fear of being found within five years
    const settings = { behaviour: { exit: { leaving: 0.2, elasticity: -0.5 }, justice: { detection: 0.01 } } };
    const usual = 0.3 * ((1 - 0.9 ** 7) / 0.1);
    const found = 1 - 0.99 ** 260;
    const hazard = 0.1 * Math.exp((-0.5 / 1.5651093) * (found * usual - usual));
    for (const [u, leaves] of [[1 - hazard * 0.99999, 1], [1 - hazard * 1.00001, 0]] as const) {
      const world = leaver(u, settings);
      world.people.offences[0] = 7;
      exit(world, 0);
      expect(did(world, 'exits')).toEqual([leaves]);
    }
  }); // prettier-ignore

  it('falls with the fear of the group, and may end in being killed', () => {
    const settings = { behaviour: { exit: { leaving: 0.2, fear: 2 } } };
    for (const [killing, u, columns] of [
      [0.29, 1 - 0.1 * Math.exp(-0.58) * 0.9999, [1, 1, 0]],
      [0.29, 1 - 0.1 * Math.exp(-0.58) * 1.0001, [0, 0, 0]],
      [0.31, 1 - 0.1 * Math.exp(-0.62) * 0.9999, [1, 0, 1]],
    ] as const) {
      const world = leaver(u, settings, 0.5, killing);
      exit(world, 0);
      expect(did(world, 'attempts', 'exits', 'executed')).toEqual(columns);
      settle(world, 0);
      expect(world.people.stage[0]).toBe(columns[1] ? LEFT : columns[2] ? DEAD : MEMBER);
    }
  });

  it('never changes who dies: the same draw kills with every hazard of leaving', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (u, death, leaving) => {
          const world = leaver(u, { behaviour: { exit: { leaving }, member: { death } } }, 1);
          member(world, 0);
          exit(world, 0);
          const leaves = u >= death && u > 1 - Math.min(1 - death, leaving);
          expect(did(world, 'diedAbroad', 'exits')).toEqual([u < death ? 1 : 0, leaves ? 1 : 0]);
        },
      ),
      { seed: 20151001, numRuns: 60 },
    );
  });

  it('is seen by ties as a return unpunished, and costs the group the support that disillusion took', () => {
    const world = leaver(0.999, { behaviour: { exit: { leaving: 0.2 } } }, 0.25);
    exit(world, 0);
    settle(world, 0);
    expect(world.cases.last).toEqual([
      { kind: UNPUNISHED, person: 0, years: 0, offences: 0, publicised: false, ties: true },
    ]);
    expect(world.people.support[0] / UNIT).toBeCloseTo(0.5 * 0.75, 6);
    expect(world.people.ideology[0] / UNIT).toBeCloseTo(0.5, 6);
  });
});

describe('somebody who is back and unknown', () => {
  // going again takes [0, 0.001), being found (0.99, 1), coming forward (0.94, 0.99]
  it.each([
    [0.0009, 'reengagements', MEMBER],
    [0.0011, null, LEFT],
    [0.9399, null, LEFT],
    [0.9401, 'surfacings', SURFACED],
    [0.9899, 'surfacings', SURFACED],
    [0.9901, 'detections', SURFACED],
  ] as const)('for the draw %d: %s', (u, column, stage) => {
    const world = one(LEFT, { freeFate: u }, { behaviour: { exit: { surfacing: 0.05 } } });
    exit(world, 0);
    justice(world, 0);
    const counted = ['reengagements', 'surfacings', 'detections'] as const;
    expect(did(world, ...counted)).toEqual(counted.map((name) => (name === column ? 1 : 0)));
    settle(world, 0);
    expect(world.people.stage[0]).toBe(stage);
  });

  it('comes forward the less the more that open punishment outweighs what silence risks', () => {
    const settings = { behaviour: { exit: { surfacing: 0.05, elasticity: -1 } } };
    const value = (years: number): number => (1 - 0.9 ** years) / 0.1;
    const gap = (1 - (1 - 0.99 ** 260)) * 0.3 * value(7);
    const hazard = 0.05 * Math.exp((-1 / 1.5651093) * gap);
    for (const [u, surfaces] of [[0.99 - hazard * 0.99999, 1], [0.99 - hazard * 1.00001, 0]] as const) {
      const world = one(LEFT, { freeFate: u }, settings);
      world.people.offences[0] = 7;
      exit(world, 0);
      expect(did(world, 'surfacings')).toEqual([surfaces]);
    }
  }); // prettier-ignore

  it('who knows of the offer weighs coming forward to testify, under protection', () => {
    // nobody is silenced: protection alone pulls, 1 + 2 x 0.5 times as often
    const levers = { 'offer.protection': 0.5 };
    const settings = { behaviour: { exit: { surfacing: 0.05, safety: 2, announcement: 0.5 } } };
    for (const [heard, u, surfaces] of [[0.49, 0.8901, 1], [0.49, 0.8899, 0], [0.51, 0.9399, 0], [0.51, 0.9401, 1]] as const) {
      const world = one(LEFT, { freeFate: u, offerHeard: heard }, settings, levers);
      exit(world, 0);
      expect([heard, u, ...did(world, 'surfacings')]).toEqual([heard, u, surfaces]);
      expect((world.people.marks[0] & KNOWS_OFFER) !== 0).toBe(heard < 0.5);
    }
  }); // prettier-ignore
});

describe('speaking', () => {
  const settings = {
    behaviour: { exit: { speaking: 0.1, fatigue: 0.2, safety: 0 }, attitude: { editing: 0.5 } },
  };
  const whole = { 'offer.candour': 0.8 };

  it('begins by chance, with the lower of what is willing and what is wanted, told from a tamed position', () => {
    for (const [willing, candour] of [[0.3, 0.3], [0.9, 0.8]] as const) {
      const world = one(SURFACED, { speak: 0.099, willingness: willing }, settings, whole);
      exit(world, 0);
      expect(did(world, 'newVoices', 'newPublicVoices')).toEqual([1, 1]);
      expect(world.people.candour[0]).toBeCloseTo(candour, 6);
      expect(world.people.position[0]).toBeCloseTo(0.5 * (1 - 0.5 * (1 - candour)), 6);
      expect([world.people.speaking[0], world.knows[0], world.source[0]]).toEqual([PUBLIC, TELLING, 0]);
    }
    const silent = one(SURFACED, { speak: 0.101 }, settings, whole);
    exit(silent, 0);
    expect([silent.people.speaking[0], has(silent.voices, 0)]).toEqual([SILENT, false]);
  }); // prettier-ignore

  it('ends in fatigue and may begin anew; the story stays as it was first told, and the person is counted once', () => {
    const world = one(SURFACED, { speak: 0.01, willingness: 0.9, fatigue: 0.9 }, settings, whole);
    exit(world, 0);
    world.policy.offer.candour.fill(0.1);
    (world.chance as unknown as { script: Script }).script = { speak: 0.9, fatigue: 0.1 };
    afresh(world);
    exit(world, 1);
    expect([world.people.speaking[0], world.knows[0] === TELLING, has(world.voices, 0)]).toEqual([
      SILENT,
      false,
      false,
    ]);
    (world.chance as unknown as { script: Script }).script = { speak: 0.01, fatigue: 0.9 };
    exit(world, 2);
    expect(world.people.speaking[0]).toBe(PUBLIC);
    expect(world.people.candour[0]).toBeCloseTo(0.8, 6);
    expect(did(world, 'newVoices')).toEqual([0]);
  });

  it('without a name confesses nothing, tells no tie, and needs the offer', () => {
    const levers = { ...whole, 'offer.anonymity': 1 };
    for (const [heard, how] of [[0.01, ANONYMOUS], [0.99, PUBLIC]] as const) {
      const world = one(SURFACED, { speak: 0.01, offerHeard: heard, willingness: 0.9 }, settings, levers);
      exit(world, 0);
      expect(world.people.speaking[0]).toBe(how);
      expect(world.people.candour[0]).toBeCloseTo(how === PUBLIC ? 0.8 : 0, 6);
      expect(world.knows[0] === TELLING).toBe(how === PUBLIC);
    }
  }); // prettier-ignore

  it('is dearer for a confession that convicts, and cheaper for the years that the offer takes off', () => {
    // X = p PV(years); p = 0.3 + 0.7 x 0.5 x candour; years 7 (1 - 0.6 candour) once the offer is known
    const fearful = merged(settings, { behaviour: { exit: { elasticity: -1 }, justice: { evidence: 0.5 } } });
    const value = (years: number): number => (1 - 0.9 ** years) / 0.1;
    const usual = 0.3 * value(7);
    for (const [levers, years] of [[whole, 7], [{ ...whole, 'offer.discount': 0.6 }, 7 * (1 - 0.6 * 0.8)]] as const) {
      const fear = (0.3 + 0.7 * 0.5 * 0.8) * value(years);
      const hazard = 0.1 * Math.exp((-1 / 1.5651093) * (fear - usual));
      for (const [u, speaks] of [[hazard * 0.9999, PUBLIC], [hazard * 1.0001, SILENT]] as const) {
        const world = one(SURFACED, { speak: u, willingness: 0.9, offerHeard: 0.01 }, fearful, levers);
        world.people.offences[0] = 7;
        exit(world, 0);
        expect([years, u, world.people.speaking[0]]).toEqual([years, u, speaks]);
      }
    }
  }); // prettier-ignore
});
