// Word of mouth by hand. Of those who call one ignorant, in keyed order, the first who catches on tells; those after meet a knower.
import { describe, expect, it } from 'vitest';
import { put } from '../../sim/bits.ts';
import { startTelling } from '../../sim/hearing.ts';
import { COLUMN } from '../../sim/series.ts';
import { narrative } from '../../sim/submodels/narrative.ts';
import { IGNORANT, KNOWING, MEMBER, PUBLIC, SPOKE, TELLING, TOLD_UNIT, type World } from '../../sim/world.ts';
import { place, tiny, type Script } from './scripted.ts';
import { merged, type Json } from '../laws/worlds.ts';

/** Persons 1, 2 and 3 are tied to 0 alone and tell; everybody calls. */
function hub(script: Script, settings: Json = {}, tellers: readonly number[] = [1, 2, 3]): World {
  const behaviour = { narrative: { calling: 1, telling: 0.6, stifling: 0.5, forgetting: 0, uptake: 0 } };
  const { world } = tiny({
    size: 4,
    ties: [
      [0, 1],
      [0, 2],
      [0, 3],
    ],
    settings: merged({ behaviour }, settings),
    script,
  });
  for (const i of tellers) startTelling(world, i, 0, world.size, i);
  return world;
}
const by =
  (draws: readonly number[]) =>
  (who: number): number =>
    draws[who];

describe('callers of one ignorant', () => {
  const order = by([0, 0.3, 0.1, 0.2]); // 2, then 3, then 1

  it.each([
    // who catches on (below 0.6), who falls silent when they meet a knower (below 0.5); what each knows in the end, and whose story 0 tells
    ['the first tells; those after meet a knower', [0, 0.1, 0.1, 0.1], [0, 0.1, 0.1, 0.1], [TELLING, KNOWING, TELLING, KNOWING], 3],
    ['a knower silences by chance', [0, 0.1, 0.1, 0.1], [0, 0.9, 0.1, 0.1], [TELLING, TELLING, TELLING, KNOWING], 3],
    ['whoever does not catch on has met nobody', [0, 0.1, 0.9, 0.1], [0, 0.1, 0.1, 0.1], [TELLING, KNOWING, TELLING, TELLING], 4],
    ['nobody catches on', [0, 0.9, 0.9, 0.9], [0, 0.1, 0.1, 0.1], [IGNORANT, TELLING, TELLING, TELLING], 0],
    ['only the last catches on', [0, 0.1, 0.9, 0.9], [0, 0.1, 0.1, 0.1], [TELLING, TELLING, TELLING, TELLING], 2],
  ])('%s', (_, catchOn, stifle, knows, retold) => {
    const world = hub({ callOrder: order, catchOn: by(catchOn), stifle: by(stifle) });
    narrative(world, 0);
    expect(Array.from(world.knows)).toEqual(knows);
    expect(world.retold[0]).toBe(retold); // teller i's story had passed i mouths
    expect(world.week[COLUMN.tellings]).toBe(retold > 0 ? 1 : 0);
    expect(world.week[COLUMN.retellings]).toBe(Math.max(0, retold - 1));
    expect(world.tellers[0]).toBe(knows.filter((x) => x === TELLING).length);
  }); // prettier-ignore
});

describe('callers of a knower', () => {
  it('all meet one, and one of them is heard again', () => {
    const world = hub({ stifle: by([0, 0.1, 0.9, 0.1]), callOrder: by([0, 0.3, 0.1, 0.2]) });
    world.knows[0] = KNOWING;
    narrative(world, 0);
    expect(Array.from(world.knows)).toEqual([KNOWING, KNOWING, TELLING, KNOWING]);
    expect(world.week[COLUMN.tellings]).toBe(1);
    expect(world.week[COLUMN.retellings]).toBe(2);
  });

  it('who tell each other may both fall silent', () => {
    const world = hub({ stifle: 0.1, callTie: 0.5 }, {}, [0, 1]);
    narrative(world, 0);
    expect([world.knows[0], world.knows[1]]).toEqual([KNOWING, KNOWING]);
  });
});

describe('a teller', () => {
  it('calls one tie: the one with the highest draw, of the most trusted kind', () => {
    const layers = [
      { name: 'near', kind: 'given', trust: 2, ties: [[0, 1]] },
      { name: 'far', kind: 'given', trust: 0.5, ties: [[0, 2], [0, 3]] },
    ];
    // -ln u / trust: 0.8 of 2 against 0.9 and 0.97 of 0.5
    for (const [near, called] of [[0.8, 3], [0.9, 1]] as const) {
      const callTie = (_: number, about: number): number => [0, near, 0.9, 0.97][about & 0xffff];
      const world = hub({ callTie, catchOn: 0.1 }, { network: { layers } }, [0]);
      narrative(world, 0);
      expect([1, 2, 3].filter((i) => world.knows[i] === TELLING)).toEqual([called]);
    }
  }); // prettier-ignore

  it('who was told this week calls from the next', () => {
    const world = hub({ catchOn: 0.1, stifle: 0.9, callTie: 0.5 }, {}, [1]);
    narrative(world, 0);
    expect(Array.from(world.knows)).toEqual([TELLING, TELLING, IGNORANT, IGNORANT]);
  });

  it('forgets by chance, after calling; a voice does not forget its own story', () => {
    const forgetful = { behaviour: { narrative: { forgetting: 0.2 } } };
    const world = hub({ forget: by([0, 0.1, 0.3, 0.1]), catchOn: 0.1, stifle: 0.9 }, forgetful);
    world.people.speaking[3] = PUBLIC;
    world.source[3] = 3;
    narrative(world, 0);
    expect(Array.from(world.knows)).toEqual([TELLING, KNOWING, TELLING, TELLING]);
  });

  it('who tells an own story has the ties that are left of the old ones', () => {
    for (const [share, knows] of [[0.3, IGNORANT], [0.7, TELLING]] as const) {
      const settings = { behaviour: { narrative: { embedded: share } } };
      const world = hub({ embedded: 0.5, catchOn: 0.1 }, settings, []);
      startTelling(world, 1, 0, 1, 0);
      narrative(world, 0);
      expect([share, world.knows[0]]).toEqual([share, knows]);
    }
  }); // prettier-ignore
});

describe('a story', () => {
  it('weighs by its teller, its candour, its retellings, the trust of the tie and how often it was heard', () => {
    const settings = {
      behaviour: {
        attitude: {
          persuasion: 0.1,
          former: 0.3,
          confession: 0.5,
          retelling: 0.8,
          saturation: 1,
          glorifying: 0.5,
        },
      },
      network: { layers: [{ name: 'ties', kind: 'given', trust: 0.9, ties: [[0, 1]] }] },
    };
    const world = hub({ catchOn: 0.1 }, settings, []);
    world.people.candour[2] = 0.4;
    world.people.position[2] = 0.6;
    world.people.marks[2] |= SPOKE;
    startTelling(world, 1, 0, 2, 1);
    world.timesHeard[0] = 256; // once, from a witness
    narrative(world, 0);
    const weight = (0.1 * 1.3 * 1.2 * 0.8 * 0.9) / 2;
    expect(world.toldWeight[0] / TOLD_UNIT).toBeCloseTo(weight, 5);
    expect(world.toldIdeologyWeight[0] / TOLD_UNIT).toBeCloseTo(weight * 0.5, 5);
    expect(world.toldIdeology[0] / TOLD_UNIT).toBeCloseTo(weight * 0.5 * 0.6, 5);
    expect(world.timesHeard[0]).toBe(256 + Math.round(256 * 0.8));
  });

  it('from too far is not taken in, and from farther repels the reactant', () => {
    for (const [reactance, sign] of [[0, 0], [1, -1]] as const) {
      const world = hub({ catchOn: 0.1 }, { behaviour: { attitude: { indifference: 0 } } }, []);
      world.people.ideology[0] = 0;
      world.people.reactance[0] = reactance;
      world.people.position[2] = 1;
      startTelling(world, 1, 0, 2, 0);
      narrative(world, 0);
      expect(Math.sign(world.toldWeight[0])).toBe(sign);
    }
  }); // prettier-ignore

  it('reaches a member through the filter, moves no attitude, and is not told on', () => {
    for (const [draw, stories] of [[0.29, 0.8], [0.31, 0]] as const) {
      const world = hub({ catchOn: 0.1, filter: draw }, {}, [1]);
      place(world, 0, MEMBER);
      world.now.filter = 0.3;
      narrative(world, 0);
      expect(world.people.stories[0]).toBeCloseTo(stories, 6); // it had passed one mouth
      expect([world.knows[0], world.toldWeight[0]]).toEqual([IGNORANT, 0]);
    }
  }); // prettier-ignore

  it('that was broadcast is told on by chance, with one retelling', () => {
    for (const [u, knows] of [[0.04, TELLING], [0.06, IGNORANT]] as const) {
      const world = hub({ uptake: u }, { behaviour: { narrative: { uptake: 0.05 } } }, []);
      put(world.heard.outside, 2);
      narrative(world, 0);
      expect([world.knows[2], world.retold[2]]).toEqual([knows, knows === TELLING ? 1 : 0]);
      expect(world.everHeardCount[2]).toBe(1);
    }
  }); // prettier-ignore
});
