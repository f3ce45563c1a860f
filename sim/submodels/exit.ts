/**
 * Exit: members leave, those who left make themselves known, and former members speak; all three fall with the sanction that the
 * person expects, which grows with their own offences (F7). Whoever tries to leave may be killed (F8). Leaving is driven by disillusion,
 * not by a change of belief (P15). The offer to witnesses is known by announcement, through the filter. Switch: elasticity 0 (F7).
 */
import { certaintyOf, harshnessOf } from '../belief.ts';
import { drop, forEach, put } from '../bits.ts';
import { exp } from '../exact.ts';
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
  TRIED,
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
  const { people, scenario } = world;
  const open = people.offences[i]! - people.answered[i]!;
  const stage = people.stage[i]!;
  // whoever was tried has nothing left to fear; whoever waits for the verdict knows that there will be one
  if ((people.marks[i]! & TRIED) !== 0) return { certainty: 0, years: 0 };
  const certainty = stage === AWAITING ? scenario.behaviour.justice.conviction : certaintyOf(world, i);
  return { certainty, years: harshnessOf(world, i) * open };
}

function sanction(world: World, certainty: number, years: number): number {
  return certainty * presentYears(years, world.scenario.behaviour.deterrence.discount);
}

/** Silencing of a person who keeps out of sight: they reckon only with being found. */
function silentFear(world: World, fear: Expected): number {
  return silencing(world.scenario, world.tables.beingFound * sanction(world, fear.certainty, fear.years));
}

function leave(world: World, i: number, t: number): void {
  const { people, chance, now, week, cases, tables } = world;
  const who = people.who[i]!;
  hearOffer(world, i, now.filter, t);
  const u = chance.uniform(STREAM.memberFate, who, t);
  if (u <= 1 - willingness(world, i) * tables.silencingCeiling) return; // whatever this member fears
  if (!(u > 1 - leaving(world, i))) return;
  week[COLUMN.attempts]!++;
  if (chance.happens(now.killing, STREAM.killed, who, t)) {
    week[COLUMN.executed]!++;
    move(world, i, DEAD);
    return;
  }
  week[COLUMN.exits]!++;
  move(world, i, LEFT);
  // ties see somebody come back unpunished
  cases.next.push({ kind: UNPUNISHED, person: i, years: 0, offences: 0, publicised: false, ties: true });
}

/** The hazard of leaving at the reference sanction: disillusion against the fear of the group. */
function willingness(world: World, i: number): number {
  const { people, scenario, now } = world;
  const { fear, leaving: rate } = scenario.behaviour.exit;
  const afraid = exp(-fear * now.killing);
  return rate * people.disillusion[i]! * afraid;
}

/** The chance that member i tries to leave this week. */
export function leaving(world: World, i: number): number {
  const hazard = willingness(world, i) * silentFear(world, expected(world, i));
  return Math.min(1 - world.scenario.behaviour.member.death, hazard);
}

/**
 * One draw for somebody who is back and unknown: going again, which no fear moves, fills it from below; being found (justice) and then
 * surfacing from above. Who knows of the offer compares coming forward in silence with coming forward to testify.
 */
function returned(world: World, i: number, t: number): void {
  const { people, chance, scenario, week } = world;
  const who = people.who[i]!;
  hearOffer(world, i, 1, t);
  const u = chance.uniform(STREAM.freeFate, who, t);
  if (u < reengagement(world, i, t)) {
    goAgain(world, i);
    return;
  }
  const { detection } = scenario.behaviour.justice;
  if (u > 1 - detection) return;
  if (u > 1 - detection - surfacingOf(world, i, u, t)) {
    week[COLUMN.surfacings]!++;
    move(world, i, SURFACED);
    return;
  }
  speakUnnamed(world, i, t);
}

/** The hazard of surfacing, or 0 where the draw u lies beyond any that this person could have; at u = 1 always the hazard. */
export function surfacingOf(world: World, i: number, u: number, t: number): number {
  const { scenario } = world;
  const { surfacing } = scenario.behaviour.exit;
  const { detection, reengagement: again } = scenario.behaviour.justice;
  const offered = (world.people.marks[i]! & KNOWS_OFFER) !== 0;
  // without the offer an open sanction is never milder than a silent one, so the hazard is at most `surfacing`
  if (!offered && u <= 1 - detection - surfacing) return 0;
  const fear = expected(world, i);
  const silent = silentFear(world, fear);
  let open = silencing(scenario, sanction(world, fear.certainty, fear.years));
  if (offered) open = Math.max(open, speakingFear(world, i, t)) * protectionPull(world, i, t);
  const hazard = silent > 0 ? (surfacing * open) / silent : 0;
  return Math.min(1 - detection - again, hazard);
}

/** Unknown to the state, a person can speak without a name only. */
function speakUnnamed(world: World, i: number, t: number): void {
  const { people, policy, chance } = world;
  const anonymity = policy.offer.anonymity[t]!;
  if (anonymity === 0 || people.speaking[i] !== SILENT || (people.marks[i]! & KNOWS_OFFER) === 0) return;
  const most = anonymity * speakingRate(world, i, t);
  const u = chance.uniform(STREAM.speak, people.who[i]!, t);
  if (u >= most * world.tables.silencingCeiling) return;
  if (u < speaking(world, i, t)) speak(world, i, ANONYMOUS, t);
}

/** The chance that a former member who is silent begins to speak this week: of one unknown to the state, without a name. */
export function speaking(world: World, i: number, t: number): number {
  const rate = speakingRate(world, i, t);
  if (world.people.stage[i] !== LEFT) return rate * speakingFear(world, i, t);
  return world.policy.offer.anonymity[t]! * rate * silentFear(world, expected(world, i));
}

/** The hazard of speaking at the reference sanction, with what protection adds. */
function speakingRate(world: World, i: number, t: number): number {
  return world.scenario.behaviour.exit.speaking * protectionPull(world, i, t);
}

/** How many times more often somebody who knows of the offer comes forward or speaks for the protection in it. */
function protectionPull(world: World, i: number, t: number): number {
  if ((world.people.marks[i]! & KNOWS_OFFER) === 0) return 1;
  return 1 + world.scenario.behaviour.exit.safety * world.policy.offer.protection[t]!;
}

/** A former member whom the state knows: may go again, may speak. */
function known(world: World, i: number, stage: number, t: number): void {
  const { people, chance, policy, tables } = world;
  if (hasMoved(world, i)) return;
  const who = people.who[i]!;
  hearOffer(world, i, 1, t);
  if (stage === SURFACED || stage === RELEASED) {
    if (chance.uniform(STREAM.freeFate, who, t) < reengagement(world, i, t)) {
      goAgain(world, i);
      return;
    }
  }
  if (people.speaking[i] !== SILENT) return;
  if (stage === IMPRISONED && !speaksFromPrison(world, i, t)) return;
  const most = speakingRate(world, i, t);
  const u = chance.uniform(STREAM.speak, who, t);
  if (u >= most * tables.silencingCeiling || u >= speaking(world, i, t)) return;
  const offered = (people.marks[i]! & KNOWS_OFFER) !== 0;
  const unnamed = offered && chance.happens(policy.offer.anonymity[t]!, STREAM.anonymous, who, 0);
  speak(world, i, unnamed ? ANONYMOUS : PUBLIC, t);
}

/** Silencing of a person who weighs speaking: a confession makes a conviction likelier; the offer, if known, takes years off. */
function speakingFear(world: World, i: number, t: number): number {
  const { people, scenario, policy } = world;
  const fear = expected(world, i);
  const candour = candourOf(world, i, t);
  const { evidence } = scenario.behaviour.justice;
  const raised = fear.certainty + (1 - fear.certainty) * evidence * candour;
  const certainty = fear.years === 0 || people.stage[i] === AWAITING ? fear.certainty : raised;
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
    week[COLUMN.newVoices]!++;
    if (how === PUBLIC) week[COLUMN.newPublicVoices]!++;
  }
  people.speaking[i] = how;
  put(voices, i);
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
  const { discount, protection, anonymity } = policy.offer;
  if (discount[t] === 0 && protection[t] === 0 && anonymity[t] === 0) return;
  const reach = scenario.behaviour.exit.announcement * passes;
  if (chance.happens(reach, STREAM.offerHeard, people.who[i]!, t)) people.marks[i]! |= KNOWS_OFFER;
}

/** The chance a week of going again; less for whoever holds or held a place in the programme. */
export function reengagement(world: World, i: number, t: number): number {
  const { scenario, people, policy } = world;
  const helped = people.programme[i] !== 0 ? policy.reintegration.effect[t]! : 0;
  return scenario.behaviour.justice.reengagement * (1 - helped);
}

function goAgain(world: World, i: number): void {
  world.week[COLUMN.reengagements]!++;
  move(world, i, MEMBER);
}
