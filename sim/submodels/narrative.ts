/**
 * Narrative: stories go by word of mouth. A teller calls one tie; of those who call one ignorant, in keyed order, the first who catches
 * on passes the story, and those after meet a knower, as all callers of a knower do; meeting a knower may silence the caller. Tellers
 * forget. Each retelling costs authenticity. Reduces to Maki-Thompson (telling = stifling = 1, no forgetting: exact law of the final
 * size), Moreno-Nekovee, SIR (no stifling) and bond percolation (each tie). Switch: no calling.
 */
import { forEach, lowest, put } from '../bits.ts';
import { log } from '../exact.ts';
import {
  carriedVoiceOf,
  fallSilent,
  noteTheme,
  positionOf,
  startTelling,
  storyWeight,
  themeAt,
  unworn,
  wear,
} from '../hearing.ts';
import { judgement } from '../judgement.ts';
import { LIMITS } from '../limits.ts';
import { COLUMN } from '../series.ts';
import {
  AT_LARGE,
  IGNORANT,
  MEMBER,
  PUBLIC,
  STREAM,
  TELLING,
  TOLD_UNIT,
  callsOf,
  ideologyOf,
  type World,
} from '../world.ts';

/** Calls that a week can hold; with 2^22 people and 6 themes a key stays a whole number below 2^53. */
const CALLS = 67_108_864;

/** Tellings of week t. Reads stages and knowledge of the first morning; the newly told call from next week on. */
export function narrative(world: World, t: number): void {
  const count = collectCalls(world, t);
  const forgotten = whoForgets(world, t);
  if (count > 0) resolveCalls(world, count, t);
  for (const at of forgotten) fallSilent(world, Math.floor(at / world.themes), at % world.themes);
  hearBroadcasts(world, t);
}

/** Lets every teller call. Calls are keyed (callee, theme, place), so that sorting the keys groups them. */
function collectCalls(world: World, t: number): number {
  const { scenario, people, themes, chance, knows } = world;
  const { calling } = scenario.behaviour.narrative;
  const eachTie = scenario.behaviour.forms.calling === 'each tie';
  let count = 0;
  forEach(world.telling, (i) => {
    if (AT_LARGE[people.stage[i]!] === 0) return;
    world.work.rows++;
    const who = people.who[i]!;
    for (let k = 0; k < themes; k++) {
      if (knows[i * themes + k] !== TELLING) continue;
      if (eachTie) count = callEachTie(world, i, k, count, t);
      else if (chance.uniform2(STREAM.call, who, k, t) < calling) count = callOneTie(world, i, k, count, t);
    }
  });
  return count;
}

function addCall(
  world: World,
  callee: number,
  k: number,
  caller: number,
  layer: number,
  count: number,
): void {
  if (count === world.calls.capacity) {
    const grown = callsOf(2 * count);
    grown.keys.set(world.calls.keys);
    grown.caller.set(world.calls.caller);
    grown.layer.set(world.calls.layer);
    world.calls = grown;
  }
  world.calls.keys[count] = (callee * world.themes + k) * CALLS + count;
  world.calls.caller[count] = caller;
  world.calls.layer[count] = layer;
}

/**
 * Whether a story can be told over tie e of person i: to people at large, and to members where the layer holds abroad. A former member
 * who tells their own story has only the ties in which they are still embedded (F2).
 */
function reaches(world: World, i: number, e: number, own: boolean): boolean {
  const { network, people, tables } = world;
  const j = network.targets[e]!;
  const stage = people.stage[j]!;
  if (own && !embedded(world, i, j)) return false;
  return AT_LARGE[stage] === 1 || (stage === MEMBER && tables.abroad[network.layer[e]!] === 1);
}

/** A constant draw of the tie, the same from both ends. */
function embedded(world: World, i: number, j: number): boolean {
  const { chance, people, scenario } = world;
  const share = scenario.behaviour.narrative.embedded;
  if (share >= 1) return true;
  const a = Math.min(people.who[i]!, people.who[j]!);
  return chance.uniform2(STREAM.embedded, a, Math.max(people.who[i]!, people.who[j]!), 0) < share;
}

/**
 * Chooses a tie: the smallest -ln u / trust, u a draw of the directed tie. Within a layer that is the largest u, so a logarithm is
 * taken once a layer, and not at all where all layers are trusted alike.
 */
function callOneTie(world: World, i: number, k: number, count: number, t: number): number {
  const { network, people, chance, tables, work } = world;
  const who = people.who[i]!;
  const about = k << 22;
  const start = network.offsets[i]!;
  const end = network.offsets[i + 1]!;
  const own = world.source[i * world.themes + k] === i;
  HIGHEST.fill(-1);
  for (let e = start; e < end; e++) {
    if (!reaches(world, i, e, own)) continue;
    const u = chance.uniform2(STREAM.callTie, who, about | network.targets[e]!, t);
    const group = tables.equalTrust ? 0 : network.layer[e]!;
    if (u > HIGHEST[group]!) {
      HIGHEST[group] = u;
      CHOSEN[group] = e;
    }
  }
  work.ties += end - start;
  const chosen = nearestLayer(tables.trust, tables.equalTrust);
  if (chosen < 0) return count;
  addCall(world, network.targets[chosen]!, k, i, network.layer[chosen]!, count);
  return count + 1;
}

const HIGHEST = new Float64Array(LIMITS.layers);
const CHOSEN = new Int32Array(LIMITS.layers);

function nearestLayer(trust: Float64Array, equalTrust: boolean): number {
  if (equalTrust) return HIGHEST[0]! < 0 ? -1 : CHOSEN[0]!;
  let chosen = -1;
  let best = Infinity;
  for (let n = 0; n < trust.length; n++) {
    if (HIGHEST[n]! < 0 || trust[n] === 0) continue;
    const rank = -log(HIGHEST[n]!) / trust[n]!;
    if (rank < best) {
      best = rank;
      chosen = CHOSEN[n]!;
    }
  }
  return chosen;
}

/** The percolation form: each tie is called with probability `calling`. */
function callEachTie(world: World, i: number, k: number, count: number, t: number): number {
  const { network, people, chance, scenario, work } = world;
  const who = people.who[i]!;
  const own = world.source[i * world.themes + k] === i;
  const end = network.offsets[i + 1]!;
  for (let e = network.offsets[i]!; e < end; e++) {
    const j = network.targets[e]!;
    if (!reaches(world, i, e, own)) continue;
    if (chance.uniform2(STREAM.callTie, who, (k << 22) | j, t) < scenario.behaviour.narrative.calling) {
      addCall(world, j, k, i, network.layer[e]!, count);
      count++;
    }
  }
  work.ties += end - network.offsets[i]!;
  return count;
}

function resolveCalls(world: World, count: number, t: number): void {
  const { calls, themes } = world;
  const keys = calls.keys.subarray(0, count).sort();
  let from = 0;
  while (from < count) {
    const pair = Math.floor(keys[from]! / CALLS);
    let to = from + 1;
    while (to < count && Math.floor(keys[to]! / CALLS) === pair) to++;
    const j = Math.floor(pair / themes);
    resolveOne(world, keys, from, to, j, pair - j * themes, t);
    from = to;
  }
}

/** All calls to person j about theme k: keys[from .. to). */
function resolveOne(
  world: World,
  keys: Float64Array,
  from: number,
  to: number,
  j: number,
  k: number,
  t: number,
): void {
  const { calls, scenario, themes, knows } = world;
  const ignorant = knows[j * themes + k] === IGNORANT;
  const { telling } = scenario.behaviour.narrative;
  let teller = -1; // the call that tells: the first in order that catches on, or of a knower simply the first
  let tellerOrder = 2;
  for (let n = from; n < to; n++) {
    const call = keys[n]! % CALLS;
    if (ignorant && !(luckOf(world, STREAM.catchOn, call, j, k, t) < telling)) continue;
    const order = to - from === 1 ? 0 : luckOf(world, STREAM.callOrder, call, j, k, t);
    if (order < tellerOrder) {
      tellerOrder = order;
      teller = call;
    }
  }
  if (!ignorant || to - from > 1) {
    for (let n = from; n < to; n++) {
      const call = keys[n]! % CALLS;
      const meetsKnower = !ignorant || luckOf(world, STREAM.callOrder, call, j, k, t) > tellerOrder;
      if (meetsKnower) mayStifle(world, call, j, k, t);
    }
  }
  if (teller >= 0) hear(world, j, k, calls.caller[teller]!, calls.layer[teller]!, ignorant, t);
}

/** A draw of the caller about this callee and theme. */
function luckOf(world: World, stream: number, call: number, j: number, k: number, t: number): number {
  return world.chance.uniform2(stream, world.people.who[world.calls.caller[call]!]!, (k << 22) | j, t);
}

function mayStifle(world: World, call: number, j: number, k: number, t: number): void {
  const i = world.calls.caller[call]!;
  if (tellsOwnStory(world, i, k)) return;
  const { stifling } = world.scenario.behaviour.narrative;
  if (luckOf(world, STREAM.stifle, call, j, k, t) < stifling) fallSilent(world, i, k);
}

/** A public voice that tells its own story neither forgets it nor is silenced by meeting somebody who knows it. */
function tellsOwnStory(world: World, i: number, k: number): boolean {
  return world.people.speaking[i] === PUBLIC && world.source[i * world.themes + k] === i;
}

/** Person j hears theme k from tie i. Members hear through the filter, and do not tell; others weigh it, and tell if it is new. */
function hear(world: World, j: number, k: number, i: number, layer: number, isNew: boolean, t: number): void {
  const { people, themes, source, retold, week, tables, chance, now } = world;
  const from = i * themes + k;
  if (people.stage[j] === MEMBER) {
    if (!(chance.uniform2(STREAM.filter, people.who[j]!, 2 + k, t) < now.filter)) return;
    people.stories[j]! += world.kept[retold[from]!]! * unworn(world, j, k);
    noteTheme(world, j, k);
    wear(world, j, k, retold[from]!);
    return;
  }
  const told = source[from]!;
  if (told === j) return; // their own story, told back
  const times = Math.min(255, retold[from]! + 1);
  week[COLUMN.tellings]!++;
  week[COLUMN.retellings]! += retold[from]!;
  weigh(world, j, k, told, retold[from]!, tables.trust[layer]!, 0, t);
  noteTheme(world, j, k);
  if (isNew) startTelling(world, j, k, told, times);
}

/** Stories that were broadcast, from outside or carried by the state: weighed like told ones, and now and then passed on. */
function hearBroadcasts(world: World, t: number): void {
  const { heard, atLarge, people, policy, scenario, chance, size } = world;
  for (let w = 0; w < atLarge.length; w++) {
    for (let word = heard.outside[w]! & atLarge[w]!; word !== 0; word &= word - 1) {
      const i = (w << 5) + lowest(word);
      const k = themeAt(scenario, chance.uniform(STREAM.outsideTheme, people.who[i]!, t));
      hearBroadcast(world, i, k, size, 0, t);
    }
    for (let word = heard.carried[w]! & atLarge[w]!; word !== 0; word &= word - 1) {
      const i = (w << 5) + lowest(word);
      const j = carriedVoiceOf(world, i, t);
      if (j !== i) hearBroadcast(world, i, people.motive[j]!, j, policy.voices.branding[t]!, t);
    }
  }
}

function hearBroadcast(
  world: World,
  i: number,
  k: number,
  source: number,
  branding: number,
  t: number,
): void {
  const { people, scenario, chance, themes, knows } = world;
  const { uptake } = scenario.behaviour.narrative;
  weigh(world, i, k, source, 0, 1, branding, t);
  noteTheme(world, i, k);
  const at = i * themes + k;
  if (uptake === 0 || knows[at] !== IGNORANT) return;
  if (chance.uniform2(STREAM.uptake, people.who[i]!, source < world.size ? k + 8 : k, t) < uptake)
    startTelling(world, i, k, source, 1);
}

/** Adds a story to what attitude will weigh this week. */
function weigh(
  world: World,
  j: number,
  k: number,
  told: number,
  times: number,
  trust: number,
  branding: number,
  t: number,
): void {
  const { attitude } = world.scenario.behaviour;
  const position = positionOf(world, told);
  const v = ideologyOf(world, j, t);
  const distance = attitude.distance * Math.abs(position - v) + world.scenario.themes[k]!.distance;
  const taken = judgement(attitude, world.people.reactance[j]!, v, distance);
  if (taken === 0) return; // too far to be taken in, too near to repel
  const weight = attitude.persuasion * storyWeight(world, j, k, told, times, trust, branding) * taken;
  wear(world, j, k, times);
  world.toldWeight[j]! += Math.round(weight * TOLD_UNIT);
  // a story argues for a support of 0, so only its weight counts; its ideology is its teller's
  world.toldIdeologyWeight[j]! += Math.round(weight * attitude.glorifying * TOLD_UNIT);
  world.toldIdeology[j]! += Math.round(weight * attitude.glorifying * position * TOLD_UNIT);
  put(world.touched, j);
}

/** Tellers of this morning who forget this week, by place: decided before anybody new is told, done after the calls. */
function whoForgets(world: World, t: number): number[] {
  const { scenario, people, themes, knows, chance } = world;
  const { forgetting } = scenario.behaviour.narrative;
  const forgotten: number[] = [];
  if (forgetting === 0) return forgotten;
  forEach(world.telling, (i) => {
    for (let k = 0; k < themes; k++) {
      if (knows[i * themes + k] !== TELLING || tellsOwnStory(world, i, k)) continue;
      if (chance.uniform2(STREAM.forget, people.who[i]!, k, t) < forgetting) forgotten.push(i * themes + k);
    }
  });
  return forgotten;
}
