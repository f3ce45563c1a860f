/**
 * Group: its fortunes, an exogenous series, set the volume of propaganda (P20); the state may take items down and break its control.
 * Executions of leavers, counted last week, feed what members witness (P14). Switch: no volume, no killing, full filter.
 */
import { COLUMN } from '../series.ts';
import { MEMBER, type World } from '../world.ts';

/** Sets the shared numbers of week t. Reads the policy and the first morning's counts. */
export function group(world: World, t: number): void {
  const { scenario, policy, now, fortunes, counts, week } = world;
  const { volume, competing } = scenario.sources;
  const { control, killing, brutality, executions } = scenario.group;
  const published = volume * fortunes[t]!;
  now.takenDown = Math.min(policy.takedown.share[t]! * published, policy.takedown.capacity[t]!);
  now.items = published - now.takenDown;
  now.propaganda = now.items / (now.items + competing);
  const held = 1 - policy.control.breaking[t]!;
  now.filter = 1 - control * held;
  now.killing = killing * held;
  const members = counts[MEMBER]!;
  now.brutality = brutality + (members > 0 ? (executions * now.executedLast) / members : 0);
  week[COLUMN.fortunes] = fortunes[t]!;
  week[COLUMN.items] = now.items;
  week[COLUMN.takenDown] = now.takenDown;
}
