/**
 * Deterrence: people hear of last week's cases. A case of one's own or of a tie moves one's own belief, a publicised one everybody's; a
 * punishment raises perceived certainty and sets the severity that is expected, going unpunished lowers it, by less (occurrence bias);
 * a charge without a conviction may raise the support of ties. Reduces to Beta-Bernoulli updating (all weights 1). Switch: no weights.
 */
import { put } from '../bits.ts';
import { writeAttitude } from '../moods.ts';
import {
  ACQUITTED,
  AT_LARGE,
  MEMBER,
  PUNISHED,
  STUBBORN,
  UNPUNISHED,
  ideologyOf,
  supportOf,
  type Case,
  type World,
} from '../world.ts';

/**
 * Works through the cases of last week, in the order of persons. A verdict is an own case of the person, punished or not; ties hear of it
 * where ties hold: at large, and abroad over the layers that reach there.
 */
export function deterrence(world: World, t: number): void {
  const { own, tie } = world.scenario.behaviour.deterrence;
  for (const one of world.cases.last) {
    if (one.publicised) publicise(world, one);
    if (one.ties) forTies(world, one, tie, t);
    if (one.kind !== UNPUNISHED) see(world, one.person, one, own);
  }
}

function publicise(world: World, one: Case): void {
  const { now, scenario } = world;
  const weight = scenario.sources.publicity * world.scale;
  if (one.kind === PUNISHED) {
    now.publicPunished += weight;
    now.publicYears += weight * one.years;
    now.publicOffences += weight * one.offences;
  } else now.publicUnpunished += weight * scenario.behaviour.deterrence.occurrence;
}

function forTies(world: World, one: Case, weight: number, t: number): void {
  const { network, people, tables, work } = world;
  const end = network.offsets[one.person + 1]!;
  for (let e = network.offsets[one.person]!; e < end; e++) {
    const j = network.targets[e]!;
    const stage = people.stage[j]!;
    if (AT_LARGE[stage] === 0 && !(stage === MEMBER && tables.abroad[network.layer[e]!] === 1)) continue;
    if (one.kind === ACQUITTED) backlash(world, j, t);
    else see(world, j, one, weight);
  }
  work.ties += end - network.offsets[one.person]!;
}

/** Person j sees a case that weighs so many own experiences. */
function see(world: World, j: number, one: Case, weight: number): void {
  const { people, informed, scenario } = world;
  if (weight === 0) return;
  if (one.kind === PUNISHED) {
    people.seenPunished[j]! += weight;
    people.seenYears[j]! += weight * one.years;
    people.seenOffences[j]! += weight * one.offences;
  } else people.seenUnpunished[j]! += weight * scenario.behaviour.deterrence.occurrence;
  put(informed, j);
}

function backlash(world: World, j: number, t: number): void {
  const { backlash: more } = world.scenario.behaviour.deterrence;
  if (more === 0 || (world.people.marks[j]! & STUBBORN) !== 0) return;
  const support = Math.min(1, supportOf(world, j, t + 1) + more);
  writeAttitude(world, j, support, ideologyOf(world, j, t + 1), t);
}
