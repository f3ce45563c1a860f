// A person appended to a built world who is never at risk, knows nobody and takes no place changes nobody else: no draw is keyed by a
// place in a list or by a count, and no order of rows is left in any sum. The series differ by what that person adds to it and no more.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { has, put } from '../../sim/bits.ts';
import { COLUMN, seriesColumns } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';
import { createTable } from '../../sim/table.ts';
import { stepWeek } from '../../sim/week.ts';
import { DEAD, HOME, ideologyOf, PEOPLE, supportOf, type Population, type World } from '../../sim/world.ts';
import {
  anyPolicy,
  anyWorld,
  changedIn,
  firstDifference,
  merged,
  open,
  PEOPLE_COLUMNS,
  scenarioOf,
  runs,
  tablesOf,
} from './worlds.ts';

/** The population with one row more: nobody's tie, of no support and no acceptance of violence, never at risk. */
function withOneMore(population: Population, stage: number): Population {
  const { network, people, community, atRisk } = population;
  const { size } = network;
  const longer = createTable(PEOPLE, size + 1);
  for (const name of PEOPLE_COLUMNS) longer[name].set(people[name]);
  longer.who[size] = size;
  longer.stage[size] = stage;
  longer.reactance[size] = 0.7;
  const offsets = Uint32Array.of(...network.offsets, network.offsets[size]);
  const bits = new Uint32Array(Math.ceil((size + 1) / 32));
  bits.set(atRisk);
  return {
    ...population,
    network: { ...network, size: size + 1, offsets },
    community: Uint16Array.of(...community, 0),
    people: longer,
    atRisk: bits,
    threshold: population.threshold && Float64Array.of(...population.threshold, Infinity),
  };
}

/** What the model keys by no person and shares among all: nobody needs a tie to join, or pays by the head. */
const WITHOUT_PLACES = { institution: { reach: 0.1, capacity: 1e9 } };

describe('a person more', () => {
  it.each([
    ['at home, where nobody is ever replaced', HOME, { population: { turnover: 0 } }],
    ['dead', DEAD, {}],
  ] as const)(
    '%s: everybody else is the same, and so is every week of the series',
    async (_, stage, settings) => {
      const needs = { behaviour: { recruit: { reinforcement: 1 } } };
      const asked = anyWorld({ maxSize: 70, maxWeeks: 25 }).map((world) =>
        merged(merged(world, needs), settings),
      );
      await fc.assert(
        fc.asyncProperty(asked, anyPolicy, async (world, policy) => {
          const scenario = scenarioOf(world, [{ ...policy, ...WITHOUT_PLACES }]);
          const [table] = await tablesOf(scenario);
          const population = buildPopulation(scenario, 0);
          const plain = open(scenario, table, 0, population);
          const more = open(scenario, table, 0, withOneMore(population, stage));
          const own = plain.size;
          if (stage === DEAD) more.moods.living[0]--; // nobody begins dead in a world that is drawn
          fc.pre(!has(more.telling, own)); // to tell first is a place: one of so many
          for (let t = 0; t < scenario.weeks; t++) {
            stepWeek(plain, t);
            stepWeek(more, t);
            checkWeek(plain, more, stage, t);
          }
          for (let i = 0; i < own; i++) expect(changedIn(more, plain, i)).toEqual([]);
          expect(more.people.stage[own]).toBe(stage);
        }),
        runs(40),
      );
    },
  );

  it('who is tied to somebody is not inert', () => {
    const scenario = scenarioOf({
      weeks: 10,
      population: { size: 2, initialMembers: 0, given: { members: [1] }, atRiskShare: 1, turnover: 0 },
      network: { communities: { count: 1 }, layers: [{ name: 'none', kind: 'given', ties: [] }] },
      behaviour: { recruit: { rate: 100 }, member: { death: 0 }, exit: { leaving: 0 } },
    });
    const population = buildPopulation(scenario, 0);
    population.people.support[0] = population.people.ideology[0] = 2 ** 30;
    const tied = withOneMore(population, HOME);
    tied.people.stage[2] = 1;
    tied.people.memberTies[0] = 1;
    tied.people.homeTies[2] = 1;
    const network = {
      size: 3,
      offsets: Uint32Array.of(0, 1, 1, 2),
      targets: Uint32Array.of(2, 0),
      layer: new Uint8Array(2),
    };
    const stages = [population, { ...tied, network }].map((people) => {
      const world = open(scenario, undefined, 0, people);
      put(world.heard.propaganda, 1);
      for (let t = 0; t < 10; t++) stepWeek(world, t);
      return world.people.stage[0];
    });
    expect(stages).toEqual([HOME, 1]);
  });
});

/** The rows of a week: equal but for what the appended person adds. */
function checkWeek(plain: World, more: World, stage: number, t: number): void {
  const own = plain.size;
  const a = plain.week.slice();
  const b = more.week.slice();
  b[COLUMN[stage === HOME ? 'home' : 'dead']]--;
  if (stage === HOME) {
    const columns = seriesColumns(plain.scenario);
    const { atRisk, stages } = plain;
    const others = plain.people.who.filter((_, i) => !has(atRisk, i) && !has(stages[DEAD], i)).length;
    const moods = [
      ['supportOthers', supportOf(more, own, t + 1)],
      ['ideologyOthers', ideologyOf(more, own, t + 1)],
    ] as const;
    for (const [name, mood] of moods) {
      const at = COLUMN[name];
      expect(Math.abs(b[at] * (others + 1) - mood - a[at] * others)).toBeLessThan(1e-9);
      b[at] = a[at];
    }
    columns.forEach((name, at) => {
      if (!/^(heard|reach|tellers)/.test(name)) return;
      expect([0, 1]).toContain(b[at] - a[at]);
      b[at] = a[at];
    });
    b[COLUMN.clamps] = a[COLUMN.clamps]; // the person's own
    b[COLUMN.cost] = a[COLUMN.cost]; // a message heard is paid for
  }
  expect([t, firstDifference(a, b)]).toEqual([t, -1]);
}
