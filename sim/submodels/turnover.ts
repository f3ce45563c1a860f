/**
 * Turnover: people at home move on and somebody new takes the place in the network, with traits, knowledge and luck of their own. Without
 * it a ten-year run uses its people up, and that would be taken for the effect of a policy. Switch: turnover 0.
 */
import { drop, has, lowest, put } from '../bits.ts';
import { fallSilent } from '../hearing.ts';
import { countMood } from '../moods.ts';
import { COLUMN } from '../series.ts';
import { personDrawer, riskOf } from '../start.ts';
import { HOME, IGNORANT, STREAM, hasMoved, type World } from '../world.ts';

/** Replaces those at home whose draw says so, unless they are on their way to the group. */
export function turnover(world: World, t: number): void {
  const { stages, chance, scenario } = world;
  const rate = scenario.population.turnover;
  if (rate === 0) return;
  const home = stages[HOME]!;
  for (let w = 0; w < home.length; w++) {
    if (home[w] === 0) continue;
    let word = chance.block(rate, STREAM.turnover, w, t) & home[w]!;
    for (; word !== 0; word &= word - 1) {
      const i = (w << 5) + lowest(word);
      if (!hasMoved(world, i)) replace(world, i, t);
    }
  }
}

function replace(world: World, i: number, t: number): void {
  const { people, atRisk, informed, themes, population, week } = world;
  countMood(world, i, -1);
  for (let k = 0; k < themes; k++) {
    fallSilent(world, i, k);
    world.knows[i * themes + k] = IGNORANT;
    world.timesHeard[i * themes + k] = 0;
  }
  for (const [narrative, ever] of world.everHeard.entries()) {
    if (has(ever, i)) world.everHeardCount[narrative]!--;
    drop(ever, i);
  }
  personDrawer(world.scenario, world.chance, population.community)(people, i, ((t + 1) << 22) | i);
  people.seenPunished[i] = 0;
  people.seenUnpunished[i] = 0;
  people.seenYears[i] = 0;
  people.seenOffences[i] = 0;
  people.changed[i] = t + 1;
  people.marks[i] = 0;
  drop(informed, i);
  drop(atRisk, i);
  if (riskOf(people, i) >= population.atRiskMark) put(atRisk, i);
  countMood(world, i, 1);
  week[COLUMN.arrivals]!++;
}
