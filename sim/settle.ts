/**
 * The end of a week: everyone who moved is put where they go, and their ties are told. Until then every submodel has seen the stages of
 * the first morning; so the order in which people are visited changes nothing. Costs the ties of those who moved, and no more.
 */
import { drop, put } from './bits.ts';
import { fallSilent, speaksFromPrison } from './hearing.ts';
import { countMood } from './moods.ts';
import { COLUMN } from './series.ts';
import { offendingOf } from './start.ts';
import {
  AT_LARGE,
  DEAD,
  EVER_MEMBER,
  HOME,
  IMPRISONED,
  LEFT,
  MEMBER,
  MOVED,
  SILENT,
  TRIED,
  type World,
} from './world.ts';

/** Carries out the moves of week t, hands its cases to the next, and notes what the next week must know. */
export function settle(world: World, t: number): void {
  const { moves, cases, week, now } = world;
  for (let n = 0; n < moves.count; n++) settleOne(world, moves.who[n]!, moves.to[n]!, t);
  moves.count = 0;
  cases.next.sort((a, b) => a.person - b.person || a.kind - b.kind);
  cases.last = cases.next;
  cases.next = [];
  now.executedLast = week[COLUMN.executed]!;
}

function settleOne(world: World, i: number, to: number, t: number): void {
  const { people, stages, counts, atLarge } = world;
  const from = people.stage[i]!;
  people.marks[i]! &= ~MOVED;
  people.stage[i] = to;
  drop(stages[from]!, i);
  put(stages[to]!, i);
  counts[from]!--;
  counts[to]!++;
  if (AT_LARGE[to] === 1) put(atLarge, i);
  else drop(atLarge, i);
  if (to === MEMBER) becomeMember(world, i, t);
  if (to === LEFT) comesBack(world, i, t);
  if (to === DEAD) countMood(world, i, -1);
  if (AT_LARGE[to] === 0) hush(world, i, to, t);
  if (from === HOME || to === HOME || from === MEMBER || to === MEMBER) tellTies(world, i, from, to);
}

function becomeMember(world: World, i: number, t: number): void {
  const { people, scenario, chance } = world;
  people.spells[i] = Math.min(255, people.spells[i]! + 1);
  if ((people.marks[i]! & EVER_MEMBER) === 0) {
    people.offending[i] = offendingOf(scenario, chance, people.who[i]!);
    people.firstJoined[i] = t + 1;
  }
  people.marks[i] = (people.marks[i]! | EVER_MEMBER) & ~TRIED;
  people.disillusion[i] = 0;
  people.stories[i] = 0;
}

/** A leaver comes back as disillusioned with the group as they left it: for good, and whatever they think of violence. */
function comesBack(world: World, i: number, t: number): void {
  const { people } = world;
  if (people.firstLeft[i] === 0) people.firstLeft[i] = t + 1;
  const left = 1 - people.disillusion[i]!;
  countMood(world, i, -1);
  people.support[i] = Math.round(people.support[i]! * left);
  people.supportShift[i] = Math.round(people.supportShift[i]! * left);
  countMood(world, i, 1);
}

/** Nobody tells from abroad, from prison or from the grave; a prisoner whom the policy lets speak stays a voice, and tells on release. */
function hush(world: World, i: number, to: number, t: number): void {
  const { people, voices, themes } = world;
  const stays = people.speaking[i] !== SILENT && to === IMPRISONED && speaksFromPrison(world, i, t);
  for (let k = 0; k < themes; k++) if (!stays || k !== people.motive[i]) fallSilent(world, i, k);
  if (stays) return;
  people.speaking[i] = SILENT;
  drop(voices, i);
}

/** Keeps, for each tie, how many of its own ties are members and how many are at home. */
function tellTies(world: World, i: number, from: number, to: number): void {
  const { network, people, tables, linked, scenario, work } = world;
  const { reinforcement } = scenario.behaviour.recruit;
  const members = (to === MEMBER ? 1 : 0) - (from === MEMBER ? 1 : 0);
  const home = (to === HOME ? 1 : 0) - (from === HOME ? 1 : 0);
  const end = network.offsets[i + 1]!;
  for (let e = network.offsets[i]!; e < end; e++) {
    if (tables.abroad[network.layer[e]!] === 0) continue;
    const j = network.targets[e]!;
    people.memberTies[j]! += members;
    people.homeTies[j]! += home;
    if (people.stage[j] === HOME && people.memberTies[j]! >= reinforcement) put(linked, j);
    else drop(linked, j);
  }
  work.ties += end - network.offsets[i]!;
  if (people.stage[i] !== HOME) drop(linked, i);
}
