/**
 * Messages: sources broadcast. Nobody samples an audience: a person hears a class this week iff their own draw for class and week lies
 * below its reach, so a policy that reaches more people reaches a superset. Draws are made 32 people at a time. Which of the carried
 * voices somebody hears is settled by a draw of voice and person, stable when voices come and go.
 */
import { forEach, ones, overlap, sizeOf, type Bits } from '../bits.ts';
import { commonCertainty, commonSeverity } from '../belief.ts';
import { speakingOutside, speaksFromPrison } from '../hearing.ts';
import { presentYears, silencing } from '../sanction.ts';
import { COLUMN } from '../series.ts';
import { CARRIED, DEAD, IMPRISONED, STREAM, UNPUNISHED, type World } from '../world.ts';

/** Fills the sets of who hears what in week t, and counts them. Reads stages and voices of the first morning. */
export function messages(world: World, t: number): void {
  const { now, policy, heard, week, scenario } = world;
  broadcast(world, heard.propaganda, now.propaganda, 0, STREAM.propaganda, t);
  broadcast(world, heard.institution, institutionReach(world, t), 0, STREAM.institution, t);
  broadcast(
    world,
    heard.outside,
    scenario.sources.outsideReach * outsideShare(world),
    0,
    STREAM.outsideHeard,
    t,
  );
  carryVoices(world, t);
  const carriedReach = reachOfAny(policy.voices.amplification[t]!, now.carried);
  broadcast(world, heard.carried, carriedReach, policy.voices.targeting[t]!, STREAM.carriedHeard, t);
  broadcast(world, heard.community, communityReach(world, t), 1, STREAM.communityWork, t);
  week[COLUMN.heardPropaganda] = note(world, heard.propaganda, 0);
  week[COLUMN.heardInstitution] = note(world, heard.institution, 1);
  week[COLUMN.heardOutside] = overlap(heard.outside, world.atLarge);
  week[COLUMN.heardCarried] = overlap(heard.carried, world.atLarge);
  week[COLUMN.heardCommunity] = overlap(heard.community, world.atLarge);
  week[COLUMN.carried] = now.carried;
}

/** Everyone whose draw lies below the reach; people not at risk only below reach times (1 - targeting). The dead and the imprisoned hear nothing. */
function broadcast(
  world: World,
  set: Bits,
  reach: number,
  targeting: number,
  stream: number,
  t: number,
): void {
  const { chance, atRisk, stages } = world;
  const dead = stages[DEAD]!;
  const imprisoned = stages[IMPRISONED]!;
  if (!(reach > 0)) {
    set.fill(0);
    return;
  }
  const others = reach * (1 - targeting);
  const last = set.length - 1;
  const tail = (world.size & 31) === 0 ? -1 : (1 << (world.size & 31)) - 1;
  for (let w = 0; w <= last; w++) {
    let word = chance.block(reach, stream, w, t);
    if (targeting > 0) word &= atRisk[w]! | (others > 0 ? chance.block(others, stream, w, t) : 0);
    set[w] = word & ~(dead[w]! | imprisoned[w]!) & (w === last ? tail : -1);
  }
}

/** Capacity thins the reach: demand is everyone at large on the first morning. */
function institutionReach(world: World, t: number): number {
  const { policy, atLarge } = world;
  const reach = policy.institution.reach[t]!;
  const demand = reach * sizeOf(atLarge);
  return demand > 0 ? reach * Math.min(1, policy.institution.capacity[t]! / demand) : 0;
}

/** The chance of hearing at least one of so many voices, each heard with the same chance. */
function reachOfAny(one: number, voices: number): number {
  let none = 1;
  for (let n = 0; n < voices; n++) none *= 1 - one;
  return 1 - none;
}

/** Contacts of community workers are shared out among people at risk who are at large. */
function communityReach(world: World, t: number): number {
  const places = world.policy.community.places[t]!;
  if (places === 0) return 0;
  const demand = overlap(world.atRisk, world.atLarge);
  return demand > 0 ? Math.min(1, places / demand) : 0;
}

/** The share of former members outside who speak: the same under every policy; or responding to the sanction all perceive. */
function outsideShare(world: World): number {
  const { scenario, chance, tables } = world;
  if (scenario.behaviour.forms.outsideVoices === 'fixed') return tables.outsideShare;
  const { outsideVoices, outsideSpeaking } = scenario.sources;
  return speakingOutside(chance, outsideVoices, outsideSpeaking * outsideSilencing(world));
}

function outsideSilencing(world: World): number {
  const { scenario } = world;
  const years = presentYears(commonSeverity(world), scenario.behaviour.deterrence.discount);
  return silencing(scenario, commonCertainty(world) * years);
}

/** Chooses the voices that are carried: eligible ones, thinned to the capacity by a draw of voice and week. */
function carryVoices(world: World, t: number): void {
  const { policy, people, now, carriedVoices, voices, chance } = world;
  now.carried = 0;
  const capacity = policy.voices.capacity[t]!;
  if (capacity === 0 || policy.voices.amplification[t] === 0) return;
  let eligible = 0;
  forEach(voices, (i) => {
    if (mayBeCarried(world, i, t)) eligible++;
  });
  const served = eligible > 0 ? Math.min(1, capacity / eligible) : 0;
  forEach(voices, (i) => {
    if (!mayBeCarried(world, i, t) || !chance.happens(served, STREAM.carried, people.who[i]!, t)) return;
    carriedVoices[now.carried++] = i;
    firstCarried(world, i);
  });
}

function mayBeCarried(world: World, i: number, t: number): boolean {
  const { policy, people } = world;
  if (people.offences[i]! > policy.voices.threshold[t]!) return false;
  return people.stage[i] !== IMPRISONED || speaksFromPrison(world, i, t);
}

/** A voice that is carried and unpunished is publicised impunity, once: it lowers the certainty that everybody perceives. */
function firstCarried(world: World, i: number): void {
  const { people, cases } = world;
  if ((people.marks[i]! & CARRIED) !== 0) return;
  people.marks[i]! |= CARRIED;
  if (people.imposed[i] === 0)
    cases.next.push({ kind: UNPUNISHED, person: i, years: 0, offences: 0, publicised: true, ties: false });
}

/** Adds this week's audience to everyone who ever heard a narrative; how many people at large it has. */
function note(world: World, audience: Bits, narrative: number): number {
  const ever = world.everHeard[narrative]!;
  let first = 0;
  for (let w = 0; w < ever.length; w++) {
    const word = audience[w]! & world.atLarge[w]!;
    if (word === 0) continue;
    first += ones(word & ~ever[w]!);
    ever[w]! |= word;
  }
  world.everHeardCount[narrative]! += first;
  return overlap(audience, world.atLarge);
}
