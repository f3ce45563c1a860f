import { describe, expect, it } from 'vitest';
import { put } from '../../sim/bits.ts';
import { COLUMN } from '../../sim/series.ts';
import { group } from '../../sim/submodels/group.ts';
import { member } from '../../sim/submodels/member.ts';
import { hasMoved, type World } from '../../sim/world.ts';
import { tiny, type Script } from './scripted.ts';
import type { Json } from '../laws/worlds.ts';

/** Person 0 is a member, person 1 is not. */
function band(script: Script = {}, settings: Json = {}): World {
  const { world } = tiny({ size: 2, members: [0], settings, script });
  group(world, 0);
  return world;
}

describe('a week of membership', () => {
  it('ends in death for a draw below its chance, and for no other', () => {
    for (const [u, dies] of [[0.00199, true], [0.00201, false], [0.99999, false]] as const) {
      const world = band({ memberFate: u });
      member(world, 0);
      expect([hasMoved(world, 0), hasMoved(world, 1), world.week[COLUMN.diedAbroad]]).toEqual([dies, false, dies ? 1 : 0]);
    }
  }); // prettier-ignore

  it('adds offences by the median and spread of a log-normal', () => {
    const world = band({}, { behaviour: { member: { offending: 0.1, offendingSpread: 0 } } });
    for (let t = 0; t < 10; t++) member(world, t);
    expect(world.people.offences[0]).toBeCloseTo(1, 6);
    expect(world.people.offences[1]).toBe(0);
  });

  it('disillusions by what is witnessed: the share that is left falls geometrically', () => {
    const world = band({}, { group: { brutality: 0.1 } });
    for (let t = 0; t < 10; t++) member(world, t);
    expect(world.people.disillusion[0]).toBeCloseTo(1 - 0.9 ** 10, 5);
  });

  it('disillusions by stories that pass the filter: told ones, and each kind of broadcast', () => {
    const settings = { group: { brutality: 0, control: 0.7 }, behaviour: { member: { stories: 0.1 } } };
    for (const [draw, heard] of [[0.29, 2], [0.31, 0]] as const) {
      const world = band({ filter: draw }, settings);
      put(world.heard.outside, 0);
      put(world.heard.carried, 0);
      world.people.stories[0] = 0.5; // told over a tie, and past the filter already
      member(world, 0);
      expect(world.people.disillusion[0]).toBeCloseTo(0.1 * (heard + 0.5), 6);
      expect(world.people.stories[0]).toBe(0);
    }
  }); // prettier-ignore

  it('weighs what is witnessed by the theme that matters: own fully, another by its share, 1 in the mean', () => {
    const themes = [
      { id: 'one', title: 'One', share: 0.25, elsewhere: 0.5 },
      { id: 'two', title: 'Two', share: 0.75, elsewhere: 0 },
    ];
    const { tables } = tiny({ size: 2, settings: { themes } }).world;
    // of the first theme: 1 + 0; of the second: 0.5 + 1; in the mean 0.25 + 1.125
    expect(Array.from(tables.discrepancy, (x) => Math.round(x * 1e12))).toEqual(
      [1 / 1.375, 1.5 / 1.375].map((x) => Math.round(x * 1e12)),
    );
  });
});

describe('the group', () => {
  it('publishes by its fortunes, less what is taken down within capacity, against everything else', () => {
    const settings = { group: { peak: 52, rise: 1, fall: 2 }, sources: { volume: 100, competing: 50 } };
    const { world } = tiny({ size: 2, settings, levers: { 'takedown.share': 0.5, 'takedown.capacity': 10 } });
    group(world, 0);
    const published = 100 / Math.E;
    expect(world.now.takenDown).toBe(10);
    expect(world.now.items).toBeCloseTo(published - 10, 9);
    expect(world.now.propaganda).toBeCloseTo((published - 10) / (published - 10 + 50), 9);
    group(world, 104);
    expect(world.week[COLUMN.fortunes]).toBeCloseTo(Math.exp(-2), 9); // a year after the peak
  });

  it('keeps stories out and kills as far as its control holds, and executions are witnessed a week later', () => {
    const settings = { group: { control: 0.8, killing: 0.5, brutality: 0.01, executions: 2 } };
    const { world } = tiny({
      size: 4,
      members: [0, 1, 2, 3],
      settings,
      levers: { 'control.breaking': 0.25 },
    });
    world.now.executedLast = 1;
    group(world, 0);
    expect(world.now.filter).toBeCloseTo(1 - 0.6, 12);
    expect(world.now.killing).toBeCloseTo(0.375, 12);
    expect(world.now.brutality).toBeCloseTo(0.01 + 2 / 4, 12);
  });
});
