/**
 * Exit: members leave, those who left make themselves known, and former members speak; all three fall with the sanction that the
 * person expects, which grows with their own offences (F7). Whoever tries to leave may be killed (F8). Leaving is driven by disillusion,
 * not by a change of belief (P15). The offer to witnesses is known by announcement, through the filter. Switch: elasticity 0 (F7).
 */
import { certaintyOf, severityOf } from '../belief.ts';
import { drop, forEach, put } from '../bits.ts';
import { fallSilent, speaksFromPrison, startTelling, toldPosition } from '../hearing.ts';
import { presentYears, silencing } from '../sanction.ts';
import { COLUMN } from '../series.ts';
import {
  ANONYMOUS,
  AWAITING,
  DEAD,
  IMPRISONED,
  KNOWS_OFFER,
  LEFT,
  MEMBER,
  PUBLIC,
  RELEASED,
  SILENT,
  SPOKE,
  STREAM,
  SURFACED,
  UNPUNISHED,
  hasMoved,
  ideologyOf,
  move,
  type World,
} from '../world.ts';

/** Lets people leave, surface, go back and speak in week t. */
export function exit(world: World, t: number): void {
  const { stages, voices } = world;
  forEach(voices, (i) => tire(world, i, t));
  forEach(stages[MEMBER]!, (i) => {
    if (!hasMoved(world, i)) leave(world, i, t);
  });
  forEach(stages[LEFT]!, (i) => returned(world, i, t));
  for (const stage of [SURFACED, AWAITING, IMPRISONED, RELEASED])
    forEach(stages[stage]!, (i) => known(world, i, stage, t));
}

/** What a person expects if they are tried: certainty and the present value of the years for their own offences. */
interface Expected {
  readonly certainty: number;
  readonly years: number;
}

function expected(world: World, i: number): Expected {
  const { referenceSeverity } = world.scenario.behaviour.deterrence;
  const years = severityOf(world, i);
  const harshness = referenceSeverity > 0 ? years / referenceSeverity : years;
  return { certainty: certaintyOf(world, i), years: harshness * world.people.offences[i]! };
}

function sanction(world: World, certainty: number, years: number): number {
  return certainty * presentYears(years, world.scenario.behaviour.deterrence.discount);
}

/** Silencing of a person who keeps out of sight: they reckon only with being found. */
function silentFear(world: World, fear: Expected): number {
  return silencing(world.scenario, world.tables.beingFound * sanction(world, fear.certainty, fear.years));
}

function leave(world: World, i: number, t: number): void {
  const { people, chance, scenario, now, week, cases, tables } = world;
  const who = people.who[i]!;
  hearOffer(world, i, now.filter, t);
  const u = chance.uniform(STREAM.memberFate, who, t);
  const willing = scenario.behaviour.exit.leaving * people.disillusion[i]!;
  if (u <= 1 - willing * tables.silencingCeiling) return; // whatever this member fears
  const hazard = willing * silentFear(world, expected(world, i));
  if (!(u > 1 - Math.min(1 - scenario.behaviour.member.death, hazard))) return;
  week[COLUMN.attempts]!++;
  if (chance.happens(now.killing, STREAM.killed, who, t)) {
    week[COLUMN.executed]!++;
    move(world, i, DEAD);
    return;
  }
  week[COLUMN.exits]!++;
  move(world, i, LEFT);
  // ties see somebody come back unpunished
  cases.next.push({ kind: UNPUNISHED, person: i, years: 0, publicised: false, ties: true });
}

/** One draw for somebody who is back and unknown: found (justice) fills it from above, then surfacing, then going again. */
function returned(world: World, i: number, t: number): void {
  const { people, chance, scenario, week } = world;
  const who = people.who[i]!;
  hearOffer(world, i, 1, t);
  const { detection } = scenario.behaviour.justice;
  const { surfacing } = scenario.behaviour.exit;
  const u = chance.uniform(STREAM.freeFate, who, t);
  const reengage = reengagement(world, i, t);
  // an open sanction is never milder than a silent one, so surfacing itself is the most that the hazard can be
  if (u > 1 - detection - surfacing - reengage) {
    const fear = expected(world, i);
    const silent = silentFear(world, fear);
    const open = silencing(scenario, sanction(world, fear.certainty, fear.years));
    const surface = Math.min(1 - detection, silent > 0 ? (surfacing * open) / silent : 0);
    const again = Math.min(1 - detection - surface, reengage);
    if (u > 1 - detection) return;
    if (u > 1 - detection - surface) {
      week[COLUMN.surfacings]!++;
      move(world, i, SURFACED);
      return;
    }
    if (u > 1 - detection - surface - again) {
      goAgain(world, i);
      return;
    }
  }
  speakUnnamed(world, i, t);
}

/** Unknown to the state, a person can speak without a name only. */
function speakUnnamed(world: World, i: number, t: number): void {
  const { people, policy, chance } = world;
  const anonymity = policy.offer.anonymity[t]!;
  if (anonymity === 0 || people.speaking[i] !== SILENT) return;
  const most = anonymity * speakingRate(world, t);
  const u = chance.uniform(STREAM.speak, people.who[i]!, t);
  if (u >= most * world.tables.silencingCeiling) return;
  if (u < most * silentFear(world, expected(world, i))) speak(world, i, ANONYMOUS, t);
}

/** The hazard of speaking at the reference sanction, with what protection adds. */
function speakingRate(world: World, t: number): number {
  const { speaking, safety } = world.scenario.behaviour.exit;
  return speaking * (1 + safety * world.policy.offer.protection[t]!);
}

/** A former member whom the state knows: may go again, may speak. */
function known(world: World, i: number, stage: number, t: number): void {
  const { people, chance, policy, tables } = world;
  if (hasMoved(world, i)) return;
  const who = people.who[i]!;
  hearOffer(world, i, 1, t);
  if (stage === SURFACED || stage === RELEASED) {
    if (chance.uniform(STREAM.freeFate, who, t) > 1 - reengagement(world, i, t)) {
      goAgain(world, i);
      return;
    }
  }
  if (people.speaking[i] !== SILENT) return;
  if (stage === IMPRISONED && !speaksFromPrison(world, i, t)) return;
  const most = speakingRate(world, t);
  const u = chance.uniform(STREAM.speak, who, t);
  if (u >= most * tables.silencingCeiling || u >= most * speakingFear(world, i, t)) return;
  const unnamed = chance.happens(policy.offer.anonymity[t]!, STREAM.anonymous, who, 0);
  speak(world, i, unnamed ? ANONYMOUS : PUBLIC, t);
}

/** Silencing of a person who weighs speaking: a confession makes a conviction likelier; the offer, if known, takes years off. */
function speakingFear(world: World, i: number, t: number): number {
  const { people, scenario, policy } = world;
  const fear = expected(world, i);
  const candour = candourOf(world, i, t);
  const { evidence } = scenario.behaviour.justice;
  const certainty = fear.certainty + (1 - fear.certainty) * evidence * candour;
  const mayBargain =
    (people.marks[i]! & KNOWS_OFFER) !== 0 && people.offences[i]! <= policy.voices.threshold[t]!;
  const off = mayBargain ? policy.offer.discount[t]! * candour : 0;
  return silencing(scenario, sanction(world, certainty, fear.years * (1 - off)));
}

/** The lower of what the person is willing to tell and what the offer wants; as told, once they have spoken. */
function candourOf(world: World, i: number, t: number): number {
  const { people, chance, policy } = world;
  if ((people.marks[i]! & SPOKE) !== 0) return people.candour[i]!;
  return Math.min(chance.uniform(STREAM.willingness, people.who[i]!, 0), policy.offer.candour[t]!);
}

/** Begins to speak. The story's candour and ideology are fixed at the first telling; without a name it confesses nothing. */
function speak(world: World, i: number, how: number, t: number): void {
  const { people, voices, week } = world;
  if ((people.marks[i]! & SPOKE) === 0) {
    people.candour[i] = how === PUBLIC ? candourOf(world, i, t) : 0;
    people.position[i] = toldPosition(world, ideologyOf(world, i, t + 1), people.candour[i]!);
    people.marks[i]! |= SPOKE;
  }
  people.speaking[i] = how;
  put(voices, i);
  week[COLUMN.newVoices]!++;
  if (how === PUBLIC) {
    fallSilent(world, i, people.motive[i]!);
    startTelling(world, i, people.motive[i]!, i, 0);
  }
}

function tire(world: World, i: number, t: number): void {
  const { people, chance, scenario, voices } = world;
  if (!chance.happens(scenario.behaviour.exit.fatigue, STREAM.fatigue, people.who[i]!, t)) return;
  people.speaking[i] = SILENT;
  drop(voices, i);
  fallSilent(world, i, people.motive[i]!);
}

/** Learns of the offer, if one is made, with the chance that its announcement passes what stands between. */
function hearOffer(world: World, i: number, passes: number, t: number): void {
  const { people, policy, scenario, chance } = world;
  if ((people.marks[i]! & KNOWS_OFFER) !== 0) return;
  if (policy.offer.discount[t] === 0 && policy.offer.protection[t] === 0) return;
  const reach = scenario.behaviour.exit.announcement * passes;
  if (chance.happens(reach, STREAM.offerHeard, people.who[i]!, t)) people.marks[i]! |= KNOWS_OFFER;
}

/** The chance a week of going again; less for whoever holds or held a place in the programme. */
function reengagement(world: World, i: number, t: number): number {
  const { scenario, people, policy } = world;
  const helped = people.programme[i] !== 0 ? policy.reintegration.effect[t]! : 0;
  return scenario.behaviour.justice.reengagement * (1 - helped);
}

function goAgain(world: World, i: number): void {
  world.week[COLUMN.reengagements]!++;
  move(world, i, MEMBER);
}
