/**
 * Membership: members die, commit offences, and grow disillusioned from the discrepancy they witness and from stories that pass the
 * filter of the group (F8, F10, P15, P16). One draw a member-week: death fills it from below, leaving (exit) from above, so that no
 * policy shifts who dies. Switches: no discrepancy, equal themes (F10), no stories.
 */
import { forEach, has } from '../bits.ts';
import { COLUMN } from '../series.ts';
import { DEAD, MEMBER, STREAM, move, type World } from '../world.ts';

/** A week of membership, for the members of the first morning. */
export function member(world: World, t: number): void {
  const { people, chance, scenario, stages, week } = world;
  const { death } = scenario.behaviour.member;
  forEach(stages[MEMBER]!, (i) => {
    world.work.rows++;
    if (chance.uniform(STREAM.memberFate, people.who[i]!, t) < death) {
      move(world, i, DEAD);
      week[COLUMN.diedAbroad]!++;
      return;
    }
    people.offences[i]! += people.offending[i]!;
    disillusion(world, i, t);
  });
}

function disillusion(world: World, i: number, t: number): void {
  const { people, now, tables, scenario, heard } = world;
  let stories = people.stories[i]!;
  if (has(heard.outside, i) && passesFilter(world, i, 0, t)) stories++;
  if (has(heard.carried, i) && passesFilter(world, i, 1, t)) stories++;
  people.stories[i] = 0;
  const witnessed = now.brutality * tables.discrepancy[people.motive[i]!]!;
  const more = Math.min(1, witnessed + scenario.behaviour.member.stories * stories);
  people.disillusion[i]! += (1 - people.disillusion[i]!) * more;
}

function passesFilter(world: World, i: number, source: number, t: number): boolean {
  return world.chance.uniform2(STREAM.filter, world.people.who[i]!, source, t) < world.now.filter;
}
