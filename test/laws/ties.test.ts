// With the shared channels off, what is done to one person travels along ties and no faster than ties carry it: everyone farther away than
// the weeks allow is the same in every bit. Attitudes, cases and joining reach a tie in a week. A call reaches two: whoever hears a story
// is taken from others who would have told it. And it reaches three where a teller calls one tie, for whom they call depends on who else
// is there to be called.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startTelling, fallSilent } from '../../sim/hearing.ts';
import { writeAttitude } from '../../sim/moods.ts';
import type { Network } from '../../sim/network.ts';
import { settle } from '../../sim/settle.ts';
import { buildPopulation } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import { HOME, MEMBER, move, type World } from '../../sim/world.ts';
import { anyWorld, changedIn, merged, open, scenarioOf, runs, tablesOf, type Json } from './worlds.ts';

/** Nothing that everybody shares: no broadcast, no publicity, no executions to see, and nothing to be rationed. */
const APART = {
  sources: { volume: 0, outsideReach: 0, publicity: 0 },
  group: { executions: 0 },
};
const POLICY = {
  sentencing: { certainty: 0.6, floor: 0.5, publicity: 0.5 },
  offer: { discount: 0.5, protection: 1, candour: 0.8, anonymity: 0.2 },
  institution: { reach: 0 },
};
const GOSSIP = { calling: 0.9, telling: 0.8, stifling: 0.9 };
const THEMES = [{ id: 'story', title: 'Story', share: 1, tellers: 25 }];
const LAYERS = [
  [{ name: 'ring', kind: 'ring', degree: 2, trust: 1, abroad: false }],
  [
    { name: 'few', kind: 'random', degree: 1.3, trust: 1, abroad: false },
    { name: 'pairs', kind: 'cliques', size: 2, trust: 1.1 },
  ],
];

/** Steps from person i to everyone, Infinity where there is no way. */
function distances({ size, offsets, targets }: Network, i: number): number[] {
  const steps = new Array<number>(size).fill(Infinity);
  steps[i] = 0;
  const queue = [i];
  for (const person of queue) {
    for (let e = offsets[person]; e < offsets[person + 1]; e++) {
      if (steps[targets[e]] < Infinity) continue;
      steps[targets[e]] = steps[person] + 1;
      queue.push(targets[e]);
    }
  }
  return steps;
}

/** Something done to one person before the first week. */
const DEEDS: readonly ((world: World, i: number) => void)[] = [
  (world, i) => {
    if (world.people.stage[i] !== HOME) return;
    for (let k = 0; k < world.themes; k++) fallSilent(world, i, k);
    move(world, i, MEMBER);
    settle(world, -1);
  },
  (world, i) => {
    if (world.people.stage[i] === HOME && world.knows[i * world.themes] === 0)
      startTelling(world, i, 0, world.size, 0);
  },
  (world, i) => writeAttitude(world, i, 1, 1, -1),
];

describe('what is done to one person', () => {
  it.each([
    [
      1,
      'no calls, and recruiters without limit',
      { narrative: { calling: 0 }, recruit: { recruiterCapacity: 1e9 } },
    ],
    [2, 'calls to each tie', { forms: { calling: 'each tie' }, narrative: GOSSIP }],
    [3, 'calls to one tie', { forms: { calling: 'one tie' }, narrative: GOSSIP }],
  ])('travels at most %i ties a week: %s', async (hops, _, behaviour) => {
    let farthest = 0;
    const asked = fc.tuple(anyWorld({ maxWeeks: 6, forms: false }), fc.constantFrom(...LAYERS));
    await fc.assert(
      fc.asyncProperty(asked, fc.nat(79), fc.constantFrom(...DEEDS), async ([drawn, layers], at, deed) => {
        const world = merged(merged(drawn, APART), { behaviour: behaviour as Json });
        const network = { communities: { count: 1 }, layers };
        const population = { ...(world.population as Json), size: 80, given: {} };
        const scenario = scenarioOf({ ...world, network, population, themes: THEMES }, [POLICY]);
        const [table] = await tablesOf(scenario);
        const shared = buildPopulation(scenario, 0);
        const [a, b] = [0, 1].map(() => open(scenario, table, 0, shared));
        deed(b, at);
        const steps = distances(shared.network, at);
        for (let t = 0; t < scenario.weeks; t++) {
          stepWeek(a, t);
          stepWeek(b, t);
          for (let i = 0; i < a.size; i++) {
            const changed = changedIn(a, b, i);
            // how many of their ties are inside or at home is written beside people one tie on
            const own = changed.filter((name) => !['memberTies', 'homeTies', 'linked'].includes(name));
            const reach = hops * (t + 1);
            if (steps[i] > reach) expect([t, steps[i], own]).toEqual([t, steps[i], []]);
            if (steps[i] > reach + 1) expect([t, steps[i], changed]).toEqual([t, steps[i], []]);
            if (own.length > 0) farthest = Math.max(farthest, steps[i] / (t + 1));
          }
        }
      }),
      runs(40),
    );
    if (hops < 3) expect(farthest).toBe(hops); // and it does travel as fast
    expect(farthest).toBeGreaterThan(0);
  });

  it('can silence a teller three ties away within a week', () => {
    // 0 - 1 - 2 - 3: persons 1 and 3 tell; person 1 calls 2 for want of 0 who has joined, and is heard before 3
    const layer = { name: 'path', kind: 'given', trust: 1, abroad: false };
    const scenario = scenarioOf({
      ...APART,
      weeks: 1,
      themes: THEMES.map((theme) => ({ ...theme, tellers: 0 })),
      population: { size: 4, given: { members: [] } },
      network: {
        communities: { count: 1 },
        layers: [
          {
            ...layer,
            ties: [
              [0, 1],
              [1, 2],
              [2, 3],
            ],
          },
        ],
      },
      behaviour: { narrative: { calling: 1, telling: 1, stifling: 1, forgetting: 0 } },
    });
    const silenced = Array.from({ length: 30 }, (_, replicate) => {
      const worlds = [0, 1].map(() => open(scenario, undefined, replicate));
      DEEDS[0](worlds[1], 0);
      for (const world of worlds) {
        for (const i of [1, 3]) startTelling(world, i, 0, world.size, 0);
        stepWeek(world, 0);
      }
      return changedIn(worlds[0], worlds[1], 3);
    });
    expect(silenced).toContainEqual(expect.arrayContaining(['knows 0', 'telling']));
  });
});
