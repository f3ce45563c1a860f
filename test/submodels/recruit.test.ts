// The hazard of joining against numbers worked out by hand: support x ideology x e^(vulnerability x reactance) x opportunity x deterrence.
import { describe, expect, it } from 'vitest';
import { put } from '../../sim/bits.ts';
import { recruit } from '../../sim/submodels/recruit.ts';
import { COLUMN } from '../../sim/series.ts';
import { hasMoved, type World } from '../../sim/world.ts';
import { tiny, type Script } from './scripted.ts';
import { merged, type Json } from '../laws/worlds.ts';

/**
 * Person 0 at home with support 0.5, ideology 0.8 and reactance 0.5; ties to members 1 and 2. Member 1 has another tie at home (3), so
 * each of the two can be worked on with 0.5 / 2; member 2 has none, so 0.5 / 1: an opportunity of 0.75.
 */
function home(draws: Script, settings: Json = {}, levers: Readonly<Record<string, number>> = {}): World {
  const behaviour = {
    recruit: { rate: 0.2, vulnerability: 1, recruiterCapacity: 0.5, online: 0.4, onlineCapacity: 20 },
  };
  const { world } = tiny({
    size: 4,
    ties: [
      [0, 1],
      [0, 2],
      [1, 3],
    ],
    support: [0.5, 0.5, 0.5, 0],
    ideology: [0.8, 0.5, 0.5, 0],
    reactance: [0.5, 0, 0, 0],
    members: [1, 2],
    settings: merged({ behaviour }, settings),
    levers,
    script: draws,
  });
  return world;
}

const HAZARD = 0.2 * Math.exp(0.5) * 0.5 * 0.8 * 0.75;

/** Person 0 joins for a draw just below the hazard and stays for one just above it. */
function expectHazard(
  hazard: number,
  settings: Json = {},
  levers: Readonly<Record<string, number>> = {},
  prepare: (world: World) => void = () => {},
  draws: Script = {},
): void {
  for (const [u, joins] of [[hazard * (1 - 1e-6), true], [hazard * (1 + 1e-6), false]] as const) {
    const world = home({ ...draws, join: u }, settings, levers);
    prepare(world);
    recruit(world, 0);
    expect([u, hasMoved(world, 0)]).toEqual([u, joins]);
    expect(world.week[COLUMN.joins]).toBe(joins ? 1 : 0);
    expect(world.week[COLUMN.highHazards]).toBe(joins && hazard > 0.1 ? 1 : 0);
  }
} // prettier-ignore

describe('the hazard of joining', () => {
  it('is rate x attitude x reactance x opportunity where what is believed is the reference', () => {
    expectHazard(HAZARD);
  });

  it('falls with certainty by its own coefficient', () => {
    const believed = { deterrence: { certainty: 0.5 }, recruit: { certainty: 2 } };
    expectHazard(HAZARD * Math.exp(-2 * (0.5 - 0.3)), { behaviour: believed });
  });

  it('falls with the certain present value of the years, or grows where it is a backlash', () => {
    const value = (years: number): number => (1 - 0.9 ** years) / 0.1;
    const sanction = 0.3 * value(14) - 0.3 * value(7);
    for (const severity of [0.3, -0.3]) {
      const behaviour = { deterrence: { severity: 14 }, recruit: { severity } };
      expectHazard(HAZARD * Math.exp(-severity * sanction), { behaviour });
    }
  });

  it('is halved by a job of effect a half, for those whose draw gives them one', () => {
    const levers = { 'opportunity.places': 1, 'opportunity.effect': 0.5 }; // one job, two people at risk at home
    expectHazard(HAZARD / 2, {}, levers, undefined, { job: 0.49 });
    expectHazard(HAZARD, {}, levers, undefined, { job: 0.51 });
  });

  it('needs as many ties inside as it takes', () => {
    expectHazard(HAZARD, { behaviour: { recruit: { reinforcement: 2 } } });
    const world = home({ join: 1e-12 }, { behaviour: { recruit: { reinforcement: 3 } } });
    recruit(world, 0);
    expect(hasMoved(world, 0)).toBe(false);
  });

  it('takes in a recruiter online for somebody who heard propaganda and is among those they can serve', () => {
    const prepare = (world: World): void => {
      put(world.heard.propaganda, 0);
      world.now.propaganda = 0.1;
    };
    // 20 per 2,000 people are 0.04 of four; two people at risk of whom a tenth hear ask for 0.2: a fifth is served
    const more = (HAZARD * (0.75 + 0.4)) / 0.75;
    expectHazard(more, {}, {}, prepare, { onlineRecruiter: 0.19 });
    expectHazard(HAZARD, {}, {}, prepare, { onlineRecruiter: 0.21 });
  });

  it('follows the fortunes of the group', () => {
    // a year before the peak, growing by e a year: members can work on 0.5 / e
    expectHazard(HAZARD / Math.E, { group: { peak: 52, rise: 1 } });
  });

  it('moves nobody who was not looked at, whatever they draw', () => {
    const world = home({ join: 1e-12 });
    recruit(world, 0);
    expect([0, 1, 2, 3].map((i) => hasMoved(world, i))).toEqual([true, false, false, false]);
    expect(world.week[COLUMN.networkedJoins]).toBe(1);
  });
});

describe('joining by threshold', () => {
  it.each([
    ['threshold count', 2, true],
    ['threshold count', 3, false],
    ['threshold share', 1, true],
    ['threshold share', 1.01, false],
  ])('%s %d: %s', (joining, threshold, joins) => {
    const world = home(
      {},
      { behaviour: { forms: { joining } }, population: { given: { threshold: [threshold, 9, 9, 9] } } },
    );
    recruit(world, 0);
    expect(hasMoved(world, 0)).toBe(joins);
  });
});
