// Social judgement at work on one person, by hand; the published limits are in test/ancestors.
import { describe, expect, it } from 'vitest';
import { put } from '../../sim/bits.ts';
import { writeAttitude } from '../../sim/moods.ts';
import { COLUMN } from '../../sim/series.ts';
import { attitude } from '../../sim/submodels/attitude.ts';
import {
  IMPRISONED,
  ideologyOf,
  MEMBER,
  STUBBORN,
  supportOf,
  TOLD_UNIT,
  UNIT,
  type World,
} from '../../sim/world.ts';
import { merged, type Json } from '../laws/worlds.ts';
import { place, tiny, type Script } from './scripted.ts';

const NEAR = 2 / UNIT;
const LASTING = { peerRate: 0, halfLife: 1e9, institutionIdeology: 0.1, persuasion: 0.1, contrast: 1 };

interface One {
  readonly support: number;
  readonly ideology: number;
  readonly reactance?: number;
}

/** One person, in a world in which nobody takes stock and changes last, unless parameters say otherwise. */
function person(
  { support, ideology, reactance = 0 }: One,
  parameters: Json = {},
  levers: Record<string, number> = {},
): World {
  const settings = { group: { support: 1, ideology: 0.9 }, behaviour: { attitude: LASTING } };
  return tiny({
    size: 1,
    support: [support],
    ideology: [ideology],
    reactance: [reactance],
    settings: merged(settings, { behaviour: { attitude: parameters } }),
    levers,
  }).world;
}

type Source = 'propaganda' | 'institution' | 'community';

function hear(world: World, ...sources: Source[]): World {
  for (const source of sources) put(world.heard[source], 0);
  attitude(world, 0);
  return world;
}

/** A story in the sums of the week: its weight on both attitudes and where it speaks from. */
function tell(world: World, weight: number, position: number): void {
  world.toldWeight[0] = Math.round(weight * TOLD_UNIT);
  world.toldIdeologyWeight[0] = Math.round(weight * TOLD_UNIT);
  world.toldIdeology[0] = Math.round(weight * position * TOLD_UNIT);
  put(world.touched, 0);
}

function expectAt(world: World, i: number, t: number, support: number, ideology: number): void {
  expect(Math.abs(supportOf(world, i, t) - support)).toBeLessThan(NEAR);
  expect(Math.abs(ideologyOf(world, i, t) - ideology)).toBeLessThan(NEAR);
}

describe('what a person hears', () => {
  it('closes part of the gap where it is near: a message of full credibility, a tenth', () => {
    const world = hear(person({ support: 0.2, ideology: 0.8 }, { latitude: 2 }), 'propaganda');
    expectAt(world, 0, 1, 0.2 + 0.1 * 0.8, 0.8 + 0.1 * 0.1);
  });

  it('repels the reactant where it is too far, by their reactance', () => {
    const parameters = { latitude: 0.2, narrowing: 0, indifference: 0.1, contrast: 1 };
    const world = hear(person({ support: 0.5, ideology: 0.2, reactance: 0.625 }, parameters), 'propaganda');
    expectAt(world, 0, 1, 0.5 - 0.0625 * 0.5, 0.2 - 0.0625 * 0.7);
  });

  it('of community work counts as credible as it is, beside an institution', () => {
    const levers = { 'community.credibility': 1.5 };
    const world = hear(person({ support: 0.4, ideology: 0.3 }, {}, levers), 'institution', 'community');
    expectAt(world, 0, 1, 0.4 * 0.75, 0.3 - 0.25 * 0.2);
  });

  it('of a story argues for no support, and for the ideology that it speaks from', () => {
    const world = person({ support: 0.4, ideology: 0.3 });
    tell(world, 0.25, 0.75);
    attitude(world, 0);
    expectAt(world, 0, 1, 0.4 * 0.75, 0.3 + 0.25 * 0.45);
    expect([world.toldWeight[0], world.toldIdeology[0], world.touched[0]]).toEqual([0, 0, 0]);
  });

  it.each([1, 0])(
    'adds up where two messages of equal weight pull against each other: the group arguing for %d',
    (support) => {
      // propaganda persuades, the institution repels by as much: together they weigh nothing and yet move
      const parameters = { latitude: 0.35, narrowing: 0, indifference: 0.3, contrast: 1 };
      const world = person({ support: 0.4, ideology: 0.9, reactance: 1 }, parameters);
      Object.assign(world, { scenario: { ...world.scenario, group: { ...world.scenario.group, support } } });
      hear(world, 'propaganda', 'institution');
      expectAt(world, 0, 1, 0.4 + 0.1 * (support - 0.4) + 0.1 * 0.4, 0.9 + 0.1 * 0.8);
    },
  );

  it('carries nobody past the ends, and says so', () => {
    const world = person({ support: 0.05, ideology: 0.5 });
    tell(world, 1.5, 0.5);
    attitude(world, 0);
    expectAt(world, 0, 1, 0, 0.5);
    expect(world.week[COLUMN.clamps]).toBe(1);
  });

  it('does not move the stubborn, members or prisoners', () => {
    const bound = [STUBBORN, MEMBER, IMPRISONED].map((what) => {
      const world = person({ support: 0.2, ideology: 0.8 });
      if (what === STUBBORN) world.people.marks[0] |= STUBBORN;
      else place(world, 0, what);
      hear(world, 'propaganda');
      return [supportOf(world, 0, 1), world.work.changed];
    });
    for (const [support, changed] of bound) {
      expect(Math.abs(support - 0.2)).toBeLessThan(NEAR);
      expect(changed).toBe(0);
    }
  });

  it('comes on top of the drift back to where the person began', () => {
    const world = person({ support: 0.2, ideology: 0.8 }, { halfLife: 4, latitude: 2 });
    writeAttitude(world, 0, 0.6, 0.4, 0);
    for (const t of [1, 2, 3]) attitude(world, t);
    put(world.heard.propaganda, 0);
    attitude(world, 4); // by the end of week 4, four weeks on, half of the change is left
    expectAt(world, 0, 5, 0.4 + 0.1 * 0.6, 0.6 + 0.1 * 0.3);
    expectAt(world, 0, 9, 0.2 + 0.5 * (0.46 - 0.2), 0.8 + 0.5 * (0.63 - 0.8));
  });
});

describe('taking stock', () => {
  /** Person 0 with ties to 1, 2 and 3, of whom 3 is far away in ideology. */
  function circle(
    parameters: Json = {},
    script: Script = { stock: (who) => (who === 0 ? 0.1 : 0.9) },
  ): World {
    const narrow = { latitude: 0.3, narrowing: 0, indifference: 0, contrast: 1 };
    const stock = { peerRate: 0.5, peerWeight: 0.5, halfLife: 1e9, ...narrow, ...parameters };
    return tiny({
      size: 4,
      ties: [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
      support: [0.5, 0.7, 0.9, 0.1],
      ideology: [0.5, 0.6, 0.4, 1],
      settings: { behaviour: { attitude: stock } },
      script,
    }).world;
  }

  it('moves to the mean of the ties that are near, by its weight, and nobody but who takes it', () => {
    const world = circle();
    attitude(world, 0);
    expectAt(world, 0, 1, 0.5 + 0.5 * 0.3, 0.5);
    for (const [i, support] of [[1, 0.7], [2, 0.9], [3, 0.1]] as const) expect(supportOf(world, i, 1)).toBeCloseTo(support, 8);
  }); // prettier-ignore

  it('weighs oneself as so many ties, and what has not drifted', () => {
    const world = circle({ selfWeight: 2, halfLife: 1 });
    attitude(world, 0);
    expectAt(world, 0, 1, 0.5 + 0.5 * 0.5 * (0.6 / 4), 0.5);
  });

  it('is repelled by ties too far away, as far as the person is reactant', () => {
    const world = circle();
    world.people.reactance[0] = 0.5;
    attitude(world, 0);
    const share = 0.5 / 3;
    expectAt(world, 0, 1, 0.5 + share * (0.2 + 0.4 - 0.5 * -0.4), 0.5 + share * (0.1 - 0.1 - 0.5 * 0.5));
  });

  it('sees members over ties that hold abroad, and not prisoners', () => {
    for (const [stage, mean] of [[MEMBER, 0.3], [IMPRISONED, 0.2]] as const) {
      const world = circle();
      place(world, 2, stage);
      attitude(world, 0);
      expect(supportOf(world, 0, 1)).toBeCloseTo(0.5 + 0.5 * mean, 8);
    }
  }); // prettier-ignore

  it('reads everybody as they were in the morning', () => {
    const world = circle({}, { stock: 0.1 });
    attitude(world, 0);
    expectAt(world, 1, 1, 0.7 - 0.5 * 0.2, 0.6 - 0.5 * 0.1); // 0 was at 0.5, and is at 0.65 by now
    expectAt(world, 0, 1, 0.65, 0.5);
  });

  it('pair by pair moves both ends of a tie that meets, and is drawn once for the two', () => {
    const world = circle(
      { peerRate: 0.2, peerWeight: 0.5 },
      { meet: (a, b) => (a === 0 && b === 1 ? 0.1 : 0.9) },
    );
    Object.assign(world.scenario.behaviour.forms, { peers: 'pairs' });
    attitude(world, 0);
    expectAt(world, 0, 1, 0.6, 0.55);
    expectAt(world, 1, 1, 0.6, 0.55);
    expectAt(world, 2, 1, 0.9, 0.4);
  });
});
