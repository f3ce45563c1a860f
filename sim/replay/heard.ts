/**
 * What reached one person in a week, message by message, with what each weighed. Nothing here decides anything: it asks the functions
 * that the submodels ask, in their order, of the world as it stood, and the sums are those that attitude weighs
 * (test/replay/trace.test.ts holds one against the other).
 */
import { has } from '../bits.ts';
import { carriedVoiceOf, positionOf, storyWeight, themeAt, unworn, wear } from '../hearing.ts';
import { judgement } from '../judgement.ts';
import { AT_LARGE, IGNORANT, MEMBER, STREAM, ideologyOf, type World } from '../world.ts';

/** Who sent a message: broadcasts, and stories from outside, from a voice that the state carries, or through a tie. */
export const SENDERS = ['propaganda', 'institution', 'community', 'outside', 'carried', 'tie'] as const;
export type Sender = (typeof SENDERS)[number];

export interface Heard {
  readonly sender: Sender;
  /** Of a story: its theme, who told it (a row), whose story it is (a row; null: somebody outside) and how often it was passed on. */
  readonly theme: number | null;
  readonly teller: number | null;
  readonly origin: number | null;
  readonly retold: number;
  /** How far its ideology lies from the listener's, 0 to 1, as far as that counts. */
  readonly distance: number;
  /** 1: moves towards it; 0: too far to be taken in; below 0: moves away. Of a member: 1, it adds to disillusion. */
  readonly taken: number;
  /** The part of the way to the message that it moves support by; of a member, how much of a whole story it is. */
  readonly weight: number;
}

/** Messages that are no stories, to somebody at large; after `messages` has run and before attitude. */
export function heardBroadcasts(world: World, i: number, t: number): Heard[] {
  const { heard, people, scenario, policy } = world;
  if (AT_LARGE[people.stage[i]!] === 0) return [];
  const parameters = scenario.behaviour.attitude;
  const v = ideologyOf(world, i, t);
  const message = (sender: Sender, at: number, credibility: number): Heard => {
    const distance = Math.abs(at - v);
    const taken = judgement(parameters, people.reactance[i]!, v, distance);
    const weight = parameters.persuasion * taken * credibility;
    return { sender, ...NO_STORY, distance, taken, weight };
  };
  const found: Heard[] = [];
  if (has(heard.propaganda, i)) found.push(message('propaganda', scenario.group.ideology, 1));
  if (has(heard.institution, i)) found.push(message('institution', parameters.institutionIdeology, 1));
  if (has(heard.community, i))
    found.push(message('community', parameters.institutionIdeology, policy.community.credibility[t]!));
  return found;
}

const NO_STORY = { theme: null, teller: null, origin: null, retold: 0 };

/** Calls of a week, as narrative left them: keys in order, `count` of them. */
export interface WeekCalls {
  readonly keys: Float64Array;
  readonly count: number;
}

/** Makes room so that the calls of the coming week can be told from older ones. */
export function clearCalls(world: World): void {
  world.calls.keys.fill(-1);
}

/** The calls that were made since clearCalls: keys ascend as far as there are any. */
export function callsOfWeek({ calls: { keys, capacity } }: World): WeekCalls {
  let count = 0;
  while (count < capacity && keys[count]! >= 0 && (count === 0 || keys[count]! > keys[count - 1]!)) count++;
  return { keys, count };
}

/** What a person knew, and had taken in, before the week's stories. */
export interface Knowledge {
  readonly knows: Uint8Array;
  readonly timesHeard: Uint16Array;
}

export function knowledgeOf({ knows, timesHeard, themes }: World, i: number): Knowledge {
  const part = [i * themes, (i + 1) * themes] as const;
  return { knows: knows.slice(...part), timesHeard: timesHeard.slice(...part) };
}

/** Stories that reached a person by word of mouth and by broadcast; after `narrative` has run and before attitude. */
export function heardStories(
  world: World,
  i: number,
  before: Knowledge,
  calls: WeekCalls,
  t: number,
): Heard[] {
  const { timesHeard, themes, people } = world;
  const after = timesHeard.slice(i * themes, (i + 1) * themes);
  timesHeard.set(before.timesHeard, i * themes);
  const isMember = people.stage[i] === MEMBER;
  const found: Heard[] = [];
  for (let k = 0; k < themes; k++) {
    const call = tellingCall(world, i, k, before.knows[k] === IGNORANT, calls, t);
    if (call === null) continue;
    const told = isMember ? toldMember(world, i, k, call, t) : toldPerson(world, i, k, call, t);
    if (told !== null) found.push(told);
  }
  if (!isMember) found.push(...storiesFromAfar(world, i, t));
  timesHeard.set(after, i * themes);
  return found;
}

/** A call's place in a key is what is left of it by this number (narrative.ts). */
const CALLS = 67_108_864;

/** The call about theme k in which person i hears it: of those that catch on (of a knower: of all) the first in keyed order. */
function tellingCall(
  world: World,
  i: number,
  k: number,
  ignorant: boolean,
  { keys, count }: WeekCalls,
  t: number,
): number | null {
  const { calls, people, chance, themes, scenario } = world;
  const pair = i * themes + k;
  const from = firstFrom(keys, count, pair * CALLS);
  const to = firstFrom(keys, count, (pair + 1) * CALLS);
  const luck = (stream: number, call: number): number =>
    chance.uniform2(stream, people.who[calls.caller[call]!]!, (k << 22) | i, t);
  let first: number | null = null;
  let lowest = 2;
  for (let n = from; n < to; n++) {
    const call = keys[n]! % CALLS;
    if (ignorant && !(luck(STREAM.catchOn, call) < scenario.behaviour.narrative.telling)) continue;
    const order = to - from === 1 ? 0 : luck(STREAM.callOrder, call);
    if (order < lowest) [lowest, first] = [order, call];
  }
  return first;
}

function firstFrom(keys: Float64Array, count: number, key: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toldPerson(world: World, i: number, k: number, call: number, t: number): Heard | null {
  const teller = world.calls.caller[call]!;
  const from = teller * world.themes + k;
  const origin = world.source[from]!;
  if (origin === i) return null; // their own story, told back
  const trust = world.tables.trust[world.calls.layer[call]!]!;
  return weighed(
    world,
    i,
    k,
    { sender: 'tie', teller, origin, retold: world.retold[from]!, trust, branding: 0 },
    t,
  );
}

function toldMember(world: World, i: number, k: number, call: number, t: number): Heard | null {
  const { calls, themes, chance, people, now, source, retold, kept, size } = world;
  const teller = calls.caller[call]!;
  const from = teller * themes + k;
  if (!(chance.uniform2(STREAM.filter, people.who[i]!, 2 + k, t) < now.filter)) return null;
  const weight = kept[retold[from]!]! * unworn(world, i, k);
  wear(world, i, k, retold[from]!);
  const origin = source[from]! < size ? source[from]! : null;
  return { sender: 'tie', theme: k, teller, origin, retold: retold[from]!, distance: 0, taken: 1, weight };
}

function storiesFromAfar(world: World, i: number, t: number): Heard[] {
  const { heard, people, chance, scenario, policy, size } = world;
  const found: Heard[] = [];
  if (AT_LARGE[people.stage[i]!] === 0) return found;
  if (has(heard.outside, i)) {
    const k = themeAt(scenario, chance.uniform(STREAM.outsideTheme, people.who[i]!, t));
    found.push(
      weighed(world, i, k, { ...FROM_AFAR, sender: 'outside', teller: null, origin: size, branding: 0 }, t),
    );
  }
  if (has(heard.carried, i)) {
    const j = carriedVoiceOf(world, i, t);
    const branding = policy.voices.branding[t]!;
    const k = people.motive[j]!;
    if (j !== i)
      found.push(
        weighed(world, i, k, { ...FROM_AFAR, sender: 'carried', teller: j, origin: j, branding }, t),
      );
  }
  return found;
}

const FROM_AFAR = { retold: 0, trust: 1 };

interface Story {
  readonly sender: Sender;
  readonly teller: number | null;
  readonly origin: number;
  readonly retold: number;
  readonly trust: number;
  readonly branding: number;
}

/** As narrative weighs it; wears the next hearing, as it does there. */
function weighed(world: World, i: number, k: number, story: Story, t: number): Heard {
  const { attitude } = world.scenario.behaviour;
  const { origin, retold, trust, branding } = story;
  const v = ideologyOf(world, i, t);
  const far = Math.abs(positionOf(world, origin) - v);
  const distance = attitude.distance * far + world.scenario.themes[k]!.distance;
  const taken = judgement(attitude, world.people.reactance[i]!, v, distance);
  const weight =
    taken === 0 ? 0 : attitude.persuasion * storyWeight(world, i, k, origin, retold, trust, branding) * taken;
  if (taken !== 0) wear(world, i, k, retold);
  return {
    sender: story.sender,
    theme: k,
    teller: story.teller,
    origin: origin < world.size ? origin : null,
    retold,
    distance,
    taken,
    weight,
  };
}

/** Broadcast stories that pass the filter of the group to a member; after `member` has run. */
export function passedFilter(world: World, i: number, t: number): Heard[] {
  const { heard, chance, people, now } = world;
  const passes = (source: number): boolean =>
    chance.uniform2(STREAM.filter, people.who[i]!, source, t) < now.filter;
  const one = { ...NO_STORY, distance: 0, taken: 1, weight: 1 };
  const found: Heard[] = [];
  if (has(heard.outside, i) && passes(0)) found.push({ ...one, sender: 'outside' });
  if (has(heard.carried, i) && passes(1)) found.push({ ...one, sender: 'carried' });
  return found;
}
