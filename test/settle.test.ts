// Moves are made in the week and carried out at its end: laws/counts.test.ts walks what is kept, this what a move does to the person.
import { describe, expect, it } from 'vitest';
import { has, put } from '../sim/bits.ts';
import { startTelling } from '../sim/hearing.ts';
import { COLUMN } from '../sim/series.ts';
import { settle } from '../sim/settle.ts';
import {
  HOME,
  IMPRISONED,
  KNOWING,
  LEFT,
  MEMBER,
  move,
  PUBLIC,
  PUNISHED,
  SILENT,
  SURFACED,
  TELLING,
  TRIED,
  UNPUNISHED,
} from '../sim/world.ts';
import { place, tiny } from './submodels/scripted.ts';

describe('a move', () => {
  it('waits for the end of the week, and can be made once in it', () => {
    const { world } = tiny({ size: 2 });
    move(world, 0, MEMBER);
    expect(world.people.stage[0]).toBe(HOME);
    expect(() => move(world, 0, LEFT)).toThrow('moves twice');
    settle(world, 3);
    expect(world.people.stage[0]).toBe(MEMBER);
    expect(world.people.firstJoined[0]).toBe(4);
    move(world, 0, LEFT);
    settle(world, 7);
    expect([world.people.firstJoined[0], world.people.firstLeft[0]]).toEqual([4, 8]);
  });

  it('into the group begins a spell: illusions are back, a trial is behind, and how one offends is one’s own', () => {
    const { world } = tiny({
      size: 2,
      settings: { behaviour: { member: { offending: 0.1, offendingSpread: 0 } } },
    });
    place(world, 0, SURFACED);
    world.people.marks[0] |= TRIED;
    world.people.disillusion[0] = 0.9;
    world.people.offending[0] = 7;
    place(world, 0, MEMBER);
    const { spells, marks, disillusion, offending } = world.people;
    expect([spells[0], marks[0] & TRIED, disillusion[0], offending[0]]).toEqual([2, 0, 0, 7]);
  });

  it('out of reach silences; but a prisoner whom the policy lets speak stays a voice, and has a story to tell', () => {
    for (const [draw, stays] of [[0.4, true], [0.6, false]] as const) {
      const script = { prisonVoice: draw };
      const { world } = tiny({ size: 2, levers: { 'voices.fromPrison': 0.5 }, script });
      place(world, 0, SURFACED);
      world.people.speaking[0] = PUBLIC;
      put(world.voices, 0);
      startTelling(world, 0, 0, 0, 0);
      move(world, 0, IMPRISONED);
      settle(world, 0);
      expect([has(world.voices, 0), world.people.speaking[0] === SILENT]).toEqual([stays, !stays]);
      expect(world.knows[0]).toBe(stays ? TELLING : KNOWING);
    }
  }); // prettier-ignore

  it('of a member tells the ties that hold abroad, and those only', () => {
    const layers = [
      { name: 'kin', kind: 'given', abroad: true, trust: 1, ties: [[0, 1]] },
      { name: 'work', kind: 'given', abroad: false, trust: 0.5, ties: [[0, 2]] },
    ];
    const { world } = tiny({ size: 3, settings: { network: { layers } } });
    expect(Array.from(world.people.homeTies)).toEqual([1, 1, 0]);
    place(world, 0, MEMBER);
    expect(Array.from(world.people.memberTies)).toEqual([0, 1, 0]);
    expect(Array.from(world.people.homeTies)).toEqual([1, 0, 0]);
    expect([0, 1, 2].map((i) => has(world.linked, i))).toEqual([false, true, false]);
  });
});

describe('the end of a week', () => {
  it('hands its cases on in the order of persons, and remembers who was killed', () => {
    const { world } = tiny({ size: 3 });
    const told = { years: 0, offences: 0, publicised: false, ties: true };
    const [a, b, c] = [
      { ...told, kind: UNPUNISHED, person: 2 },
      { ...told, kind: UNPUNISHED, person: 0 },
      { ...told, kind: PUNISHED, person: 2 },
    ];
    world.cases.next.push(a, b, c);
    world.week[COLUMN.executed] = 3;
    settle(world, 0);
    expect(world.cases.last).toEqual([b, c, a]);
    expect(world.cases.next).toEqual([]);
    expect(world.now.executedLast).toBe(3);
  });
});
