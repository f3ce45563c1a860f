/**
 * ODD 3, the order of a week: group, messages, narrative, attitude, deterrence, recruit, member, exit, justice, turnover; then everyone
 * who moved is settled, and the week is observed.
 */
import type { SubmodelId } from './scenario.ts';
import { settle } from './settle.ts';
import { attitude } from './submodels/attitude.ts';
import { deterrence } from './submodels/deterrence.ts';
import { exit } from './submodels/exit.ts';
import { group } from './submodels/group.ts';
import { justice } from './submodels/justice.ts';
import { member } from './submodels/member.ts';
import { messages } from './submodels/messages.ts';
import { narrative } from './submodels/narrative.ts';
import { observe } from './submodels/observe.ts';
import { recruit } from './submodels/recruit.ts';
import { turnover } from './submodels/turnover.ts';
import type { World } from './world.ts';

/** One thing that happens to everyone in week t. */
export type Submodel = (world: World, t: number) => void;

/** The schedule, by name: what a scenario switches off by name does not run. */
export const WEEK: readonly (readonly [Exclude<SubmodelId, 'observe'>, Submodel])[] = [
  ['group', group],
  ['messages', messages],
  ['narrative', narrative],
  ['attitude', attitude],
  ['deterrence', deterrence],
  ['recruit', recruit],
  ['member', member],
  ['exit', exit],
  ['justice', justice],
  ['turnover', turnover],
];

/** Runs week t of a world; weeks are run in order, from 0. `ran` hears of each submodel that has run, and looks on. */
export function stepWeek(world: World, t: number, ran?: (submodel: SubmodelId) => void): void {
  const { submodels } = world.scenario.behaviour;
  world.week.fill(0);
  for (const [name, run] of WEEK) {
    if (!submodels[name]) continue;
    run(world, t);
    ran?.(name);
  }
  settle(world, t);
  observe(world, t);
}
