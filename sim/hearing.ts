/**
 * How a message weighs on the person who hears it: what the story is, who told it, over how many mouths, and how often it was heard.
 */
import { drop, overlap, put } from './bits.ts';
import type { Chance } from './random.ts';
import type { Scenario } from './scenario.ts';
import { HOME, KNOWING, STREAM, TELLING, type World } from './world.ts';

/** How many people at risk are at home on the first morning. */
export function atRiskAtHome(world: World): number {
  return overlap(world.stages[HOME]!, world.atRisk);
}

/** A constant draw of the person against the share that may speak from prison. */
export function speaksFromPrison(world: World, i: number, t: number): boolean {
  const { chance, policy, people } = world;
  return chance.happens(policy.voices.fromPrison[t]!, STREAM.prisonVoice, people.who[i]!, 0);
}

/** Which of the voices carried this week a person hears: the one with the highest draw of voice and person. */
export function carriedVoiceOf(world: World, i: number, t: number): number {
  const { carriedVoices, now, chance, people } = world;
  let best = carriedVoices[0]!;
  let highest = -1;
  for (let n = 0; n < now.carried; n++) {
    const j = carriedVoices[n]!;
    const u = chance.uniform2(STREAM.carriedVoice, people.who[j]!, people.who[i]!, t);
    if (u > highest) {
      highest = u;
      best = j;
    }
  }
  return best;
}

/** Writes that a person has heard a theme. */
export function noteTheme(world: World, i: number, k: number): void {
  const ever = world.everHeard[2 + k]!;
  if (((ever[i >>> 5]! >>> (i & 31)) & 1) === 0) {
    put(ever, i);
    world.everHeardCount[2 + k]!++;
  }
}

/** Writes that a person took in a story, whole (0 retellings) or worn by so many: what was taken in wears the next hearing. */
export function wear(world: World, i: number, k: number, retold: number): void {
  const at = i * world.themes + k;
  world.timesHeard[at] = Math.min(65_535, world.timesHeard[at]! + Math.round(256 * world.kept[retold]!));
}

/** What is left of a story's effect on somebody who has taken it in before. */
export function unworn(world: World, i: number, k: number): number {
  const { saturation } = world.scenario.behaviour.attitude;
  return 1 / (1 + (saturation * world.timesHeard[i * world.themes + k]!) / 256);
}

/** The share of so many former members outside who speak: each has a constant draw of their own. */
export function speakingOutside(chance: Chance, people: number, share: number): number {
  if (people === 0) return 0;
  let speaking = 0;
  for (let j = 0; j < people; j++) if (chance.happens(share, STREAM.outsideSpeaks, j, 0)) speaking++;
  return speaking / people;
}

/** The ideology that a story speaks from: its teller's own, as told. A source from `size` on is a voice outside the network. */
export function positionOf(world: World, source: number): number {
  if (source < world.size) return world.people.position[source]!;
  const { outsideIdeology, outsideCandour } = world.scenario.sources;
  return toldPosition(world, outsideIdeology, outsideCandour);
}

/** The ideology left in a story that is told with this candour. */
export function toldPosition(world: World, ideology: number, candour: number): number {
  return ideology * (1 - world.scenario.behaviour.attitude.editing * (1 - candour));
}

/**
 * The weight of a story on a person, before latitude: credibility of a former member, confession, stamp, retellings, trust of the tie,
 * whether the theme is theirs, and how often they heard it. Between 0 and 2; an institution is 1.
 */
export function storyWeight(
  world: World,
  i: number,
  k: number,
  source: number,
  retold: number,
  trust: number,
  branding: number,
): number {
  const { former, confession, stamp } = world.scenario.behaviour.attitude;
  const candour = source < world.size ? world.people.candour[source]! : world.scenario.sources.outsideCandour;
  const theme = world.scenario.themes[k]!;
  const fits = world.people.motive[i] === k ? 1 : theme.elsewhere;
  const credibility =
    (1 + former) * (1 + confession * candour) * (1 - stamp * branding) * world.kept[retold]! * trust * fits;
  return Math.min(2, Math.max(0, credibility)) * unworn(world, i, k);
}

/** The theme at a point of the cumulated shares. */
export function themeAt(scenario: Scenario, u: number): number {
  const last = scenario.themes.length - 1;
  let sum = 0;
  for (let k = 0; k < last; k++) {
    sum += scenario.themes[k]!.share;
    if (u < sum) return k;
  }
  return last;
}

/** Person i begins to tell theme k, as told by `source` over so many retellings. */
export function startTelling(world: World, i: number, k: number, source: number, times: number): void {
  const at = i * world.themes + k;
  world.knows[at] = TELLING;
  world.source[at] = source;
  world.retold[at] = times;
  world.tellers[k]!++;
  put(world.telling, i);
}

/** Person i tells theme k no more; they know it. */
export function fallSilent(world: World, i: number, k: number): void {
  const at = i * world.themes + k;
  if (world.knows[at] !== TELLING) return;
  world.knows[at] = KNOWING;
  world.tellers[k]!--;
  if (!tellsAny(world, i)) drop(world.telling, i);
}

function tellsAny(world: World, i: number): boolean {
  for (let k = 0; k < world.themes; k++) if (world.knows[i * world.themes + k] === TELLING) return true;
  return false;
}
