import { describe, expect, it } from 'vitest';
import { certaintyOf } from '../../sim/belief.ts';
import { has, put } from '../../sim/bits.ts';
import { startTelling } from '../../sim/hearing.ts';
import { COLUMN } from '../../sim/series.ts';
import { turnover } from '../../sim/submodels/turnover.ts';
import { EVER_MEMBER, KNOWS_OFFER, MEMBER, move, TELLING, type World } from '../../sim/world.ts';
import { place, tiny, type Script } from './scripted.ts';
import { personOf } from '../laws/worlds.ts';

/** Three at home, of whom those below 0.5 move on. */
const three = (script: Script): World =>
  tiny({ size: 3, ties: [[0, 1]], settings: { population: { turnover: 0.5, atRiskShare: 0.34 } }, script })
    .world;

describe('moving on', () => {
  it('replaces those whose draw says so, and nobody else', () => {
    const world = three({ turnover: (who) => [0.6, 0.4, 0.6][who] });
    const before = [0, 2].map((i) => personOf(world, i));
    turnover(world, 4);
    expect(Array.from(world.people.who)).toEqual([0, (5 << 22) | 1, 2]);
    expect([0, 2].map((i) => personOf(world, i))).toEqual(before);
    expect(world.week[COLUMN.arrivals]).toBe(1);
  });

  it('brings somebody who has heard nothing, seen nothing and done nothing, with traits of their own', () => {
    const draws: Script = { turnover: 0.1, support: 0.5, ideology: 0.5, reactance: 0.25, motive: 0.1 };
    const world = three(draws);
    startTelling(world, 1, 0, 3, 2);
    put(world.everHeard[2], 1);
    world.everHeardCount[2] = 1;
    world.timesHeard[1] = 700;
    world.people.seenPunished[1] = 4;
    world.people.marks[1] |= KNOWS_OFFER;
    put(world.informed, 1);
    turnover(world, 4);
    const { people } = world;
    expect([world.knows[1], world.timesHeard[1], people.marks[1], people.seenPunished[1]]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([has(world.telling, 1), has(world.informed, 1), has(world.everHeard[2], 1)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([world.tellers[0], world.everHeardCount[2], people.changed[1]]).toEqual([0, 0, 5]);
    expect(certaintyOf(world, 1)).toBe(certaintyOf(world, 0));
    expect(people.reactance[1]).toBe(0.25);
    // a median person: halfway up to some sympathy, by the latent normals of the community and their own
    expect(people.support[1]).toBe(people.support[2]);
    // the mark of risk is that of the first week
    expect(has(world.atRisk, 1)).toBe(people.support[1] * people.ideology[1] >= world.population.atRiskMark);
  });

  it('takes nobody who is on the way to the group, and nobody who was ever in it', () => {
    const world = three({ turnover: 0.1 });
    place(world, 0, MEMBER);
    move(world, 1, MEMBER);
    turnover(world, 4);
    expect(Array.from(world.people.who)).toEqual([0, 1, (5 << 22) | 2]);
    expect(world.people.marks[0] & EVER_MEMBER).not.toBe(0);
    expect(world.knows[1]).not.toBe(TELLING);
  });
});
