// What a run will hold, reckoned from the scenario alone, so that too large a one is refused before anything is allocated.

import type { Scenario } from './scenario.ts';
import { seriesColumns } from './series.ts';
import { tableBytes } from './table.ts';
import { PEOPLE, STAGES } from './world.ts';

/** Bytes that one run holds at most: people, knowledge, sets, network (twice while it is built) and series. */
export function bytesOf(scenario: Scenario): number {
  const { size } = scenario.population;
  const themes = scenario.themes.length;
  const ties = 2 * expectedTies(scenario);
  const people = 2 * tableBytes(PEOPLE, size) + size * (8 * themes + 21);
  const sets = ((STAGES.length + 13 + themes + 2) * size) / 8;
  const network = 4 * (size + 1) + 5 * ties;
  const building = 8 * ties;
  const series = 8 * seriesColumns(scenario).length * scenario.weeks;
  return Math.ceil(people + sets + network + building + series);
}

/** Ties that the layers ask for, each counted once, before repeats are dropped. */
export function expectedTies(scenario: Scenario): number {
  const { size } = scenario.population;
  let ties = 0;
  for (const layer of scenario.network.layers) {
    if (layer.kind === 'complete') ties += (size * (size - 1)) / 2;
    else if (layer.kind === 'given') ties += layer.ties.length;
    else if (layer.kind === 'cliques') ties += (size * (layer.size - 1)) / 2;
    else ties += (size * layer.degree) / 2;
  }
  return ties;
}
