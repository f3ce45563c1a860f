/**
 * ODD 5, initialisation: a population, the same under every policy of a replicate, and a world on its first morning. Attitudes come
 * from a latent normal of which communities share a part, so that people are tied to their like; the network is new per replicate.
 */
import { bitsOf, everyone, forEach, has, put, sizeOf, type Bits } from './bits.ts';
import { seedWords } from './digest.ts';
import { exp, log, normalQuantile } from './exact.ts';
import { speakingOutside, themeAt } from './hearing.ts';
import { generateNetwork } from './generators.ts';
import type { PolicyTable } from './policy.ts';
import { KeyedChance, type Chance } from './random.ts';
import { chanceOfBeingFound, sanctionCeiling, silencing } from './sanction.ts';
import type { Scenario } from './scenario.ts';
import { seriesColumns } from './series.ts';
import { copyTable, createTable } from './table.ts';
import { threefry } from './threefry.ts';
import {
  AT_LARGE,
  callsOf,
  HOME,
  MEMBER,
  PEOPLE,
  STAGES,
  STREAM,
  STREAMS,
  STUBBORN,
  stockOf,
  EVER_MEMBER,
  TELLING,
  UNIT,
  type People,
  type Population,
  type World,
} from './world.ts';

/** Support (and ideology) at which sympathy is called some, and strong; assumed. */
const SOME = 0.2;
const STRONG = 0.5;

/** Chance of a run: keyed by seed and replicate; the policy is not in the key. */
export function openChance(scenario: Scenario, replicate: number): KeyedChance {
  return new KeyedChance(seedWords(scenario.seed), replicate, STREAMS);
}

/** The people and the network of a replicate. Throws a RangeError where the network cannot be built. */
export function buildPopulation(
  scenario: Scenario,
  replicate: number,
  chance: Chance = openChance(scenario, replicate),
): Population {
  const size = scenario.population.size;
  const { network, community } = generateNetwork(
    scenario.network,
    size,
    networkKey(scenario.seed, replicate),
  );
  const people = createTable(PEOPLE, size);
  const draw = personDrawer(scenario, chance, community);
  for (let i = 0; i < size; i++) draw(people, i, i);
  takeGiven(scenario, people);
  const atRiskMark = markOf(people, scenario.population.atRiskShare);
  const atRisk = bitsOf(size);
  for (let i = 0; i < size; i++) if (riskOf(people, i) >= atRiskMark) put(atRisk, i);
  chooseMembers(scenario, chance, people, atRisk);
  countTies(scenario, network, people);
  const threshold = scenario.population.given.threshold;
  return {
    network,
    community,
    people,
    atRisk,
    atRiskMark,
    threshold: threshold === undefined ? null : Float64Array.from(threshold),
  };
}

/** Four words for the generators, from seed and replicate. */
function networkKey(seed: string, replicate: number): Uint32Array {
  const words = seedWords(seed);
  const key = new Uint32Array(4);
  const pair = new Uint32Array(2);
  for (let half = 0; half < 2; half++) {
    threefry(pair, words[2 * half]!, words[2 * half + 1]!, replicate, 0x6e657477); // "netw"
    key.set(pair, 2 * half);
  }
  return key;
}

/** Writes the traits of one person into a row. `who` is that person's key: the row, and above it the week of arrival. */
export type PersonDrawer = (people: People, i: number, who: number) => void;

/** Draws people: latent normals for support and ideology, uniform reactance, a motive by the shares of the themes. */
export function personDrawer(scenario: Scenario, chance: Chance, community: Uint16Array): PersonDrawer {
  const { homophily, attitudeCorrelation, strongSympathy, someSympathy } = scenario.population;
  const shared = Math.sqrt(homophily);
  const own = Math.sqrt(1 - homophily);
  const rest = Math.sqrt(1 - attitudeCorrelation * attitudeCorrelation);
  const someFrom = quantileOr(1 - strongSympathy - someSympathy);
  const strongFrom = quantileOr(1 - strongSympathy);
  const level = (latent: number): number => Math.round(attitudeAt(latent, someFrom, strongFrom) * UNIT);
  const normal = (stream: number, who: number): number => normalQuantile(chance.uniform(stream, who, 0));
  return (people, i, who) => {
    const c = community[i]!;
    const first = shared * normal(STREAM.communitySupport, c) + own * normal(STREAM.support, who);
    const second = shared * normal(STREAM.communityIdeology, c) + own * normal(STREAM.ideology, who);
    people.who[i] = who;
    people.support[i] = level(first);
    people.ideology[i] = level(attitudeCorrelation * first + rest * second);
    people.supportShift[i] = 0;
    people.ideologyShift[i] = 0;
    people.reactance[i] = chance.uniform(STREAM.reactance, who, 0);
    people.motive[i] = themeAt(scenario, chance.uniform(STREAM.motive, who, 0));
  };
}

function quantileOr(share: number): number {
  if (share <= 0) return -Infinity;
  return share >= 1 ? Infinity : normalQuantile(share);
}

/** An attitude by its latent normal: 0 to SOME below the first mark, SOME to STRONG up to the second, then to 1; linear between. */
function attitudeAt(latent: number, someFrom: number, strongFrom: number): number {
  const tail = 3.5; // latent normals beyond it are as good as none
  if (latent < someFrom) return SOME * part(latent, -tail, Math.min(someFrom, tail));
  if (latent < strongFrom)
    return SOME + (STRONG - SOME) * part(latent, Math.max(someFrom, -tail), Math.min(strongFrom, tail));
  return STRONG + (1 - STRONG) * part(latent, Math.max(strongFrom, -tail), tail);
}

function part(x: number, from: number, to: number): number {
  return to <= from ? 0 : Math.min(1, Math.max(0, (x - from) / (to - from)));
}

/** What puts a person at risk: support times ideology. */
export function riskOf(people: People, i: number): number {
  return people.support[i]! * people.ideology[i]!;
}

/** The risk that the share of people with the most of it has at the least. */
function markOf(people: People, share: number): number {
  const wanted = Math.round(share * people.rows);
  if (wanted <= 0) return Infinity;
  const risks = new Float64Array(people.rows);
  for (let i = 0; i < people.rows; i++) risks[i] = riskOf(people, i);
  risks.sort();
  return risks[Math.max(0, people.rows - wanted)]!;
}

function takeGiven(scenario: Scenario, people: People): void {
  const { support, ideology, reactance, stubborn } = scenario.population.given;
  support?.forEach((x, i) => (people.support[i] = Math.round(x * UNIT)));
  ideology?.forEach((x, i) => (people.ideology[i] = Math.round(x * UNIT)));
  reactance?.forEach((x, i) => (people.reactance[i] = x));
  stubborn?.forEach((i) => (people.marks[i]! |= STUBBORN));
}

function chooseMembers(scenario: Scenario, chance: Chance, people: People, atRisk: Bits): void {
  const { given, initialMembers } = scenario.population;
  const join = (i: number): void => {
    people.stage[i] = MEMBER;
    people.marks[i]! |= EVER_MEMBER;
    people.spells[i] = 1;
    people.offending[i] = offendingOf(scenario, chance, people.who[i]!);
  };
  if (given.members !== undefined) given.members.forEach(join);
  else
    forEach(atRisk, (i) => {
      if (chance.happens(initialMembers, STREAM.initialMember, people.who[i]!, 0)) join(i);
    });
}

/** Offence severity that a person adds in a week of membership, in years of the reference sentence: log-normal between people. */
export function offendingOf(scenario: Scenario, chance: Chance, who: number): number {
  const { offending, offendingSpread } = scenario.behaviour.member;
  if (offending === 0) return 0;
  return exp(log(offending) + offendingSpread * normalQuantile(chance.uniform(STREAM.offending, who, 0)));
}

function countTies(scenario: Scenario, network: Population['network'], people: People): void {
  const abroad = scenario.network.layers.map((layer) => layer.abroad);
  for (let i = 0; i < network.size; i++) {
    for (let e = network.offsets[i]!; e < network.offsets[i + 1]!; e++) {
      if (!abroad[network.layer[e]!]) continue;
      const stage = people.stage[network.targets[e]!]!;
      if (stage === HOME) people.homeTies[i]!++;
      if (stage === MEMBER) people.memberTies[i]!++;
    }
  }
}

/** A world on its first morning: the population, a policy, and nothing heard yet. */
export function openWorld(
  scenario: Scenario,
  policy: PolicyTable,
  population: Population,
  chance: Chance,
): World {
  const { network, atRisk } = population;
  const size = network.size;
  const people = copyTable(PEOPLE, population.people);
  const themes = scenario.themes.length;
  const weeks = scenario.weeks;
  const world: World = {
    scenario,
    policy,
    chance,
    population,
    network,
    people,
    size,
    scale: 2000 / scenario.population.size,
    stages: STAGES.map(() => bitsOf(size)),
    counts: new Float64Array(STAGES.length),
    atRisk: atRisk.slice(),
    linked: bitsOf(size),
    atLarge: bitsOf(size),
    telling: bitsOf(size),
    voices: bitsOf(size),
    informed: bitsOf(size),
    heard: {
      propaganda: bitsOf(size),
      institution: bitsOf(size),
      outside: bitsOf(size),
      carried: bitsOf(size),
      community: bitsOf(size),
    },
    touched: bitsOf(size),
    everHeard: Array.from({ length: themes + 2 }, () => bitsOf(size)),
    everHeardCount: new Float64Array(themes + 2),
    themes,
    knows: new Uint8Array(size * themes),
    timesHeard: new Uint16Array(size * themes),
    source: new Int32Array(size * themes),
    retold: new Uint8Array(size * themes),
    tellers: new Float64Array(themes),
    toldWeight: new Int32Array(size),
    toldIdeologyWeight: new Int32Array(size),
    toldIdeology: new Int32Array(size),
    calls: callsOf(1024),
    stock: stockOf(1024),
    decay: powersOf(keptAWeek(scenario.behaviour.attitude.halfLife), weeks + 2),
    kept: powersOf(scenario.behaviour.attitude.retelling, 256),
    fortunes: fortunesOf(scenario),
    moods: {
      living: new Float64Array(2),
      base: new Float64Array(4),
      shifts: new Float64Array(4 * (weeks + 1)),
    },
    tables: {
      trust: Float64Array.from(scenario.network.layers, (layer) => layer.trust),
      abroad: Uint8Array.from(scenario.network.layers, (layer) => (layer.abroad ? 1 : 0)),
      equalTrust: scenario.network.layers.every((layer) => layer.trust === scenario.network.layers[0]!.trust),
      discrepancy: discrepancyOf(scenario),
      joinCeiling: joinCeiling(scenario),
      silencingCeiling: silencing(scenario, 0),
      beingFound: chanceOfBeingFound(scenario),
      atRiskFirst: sizeOf(atRisk),
      outsideShare: speakingOutside(chance, scenario.sources.outsideVoices, scenario.sources.outsideSpeaking),
    },
    now: {
      propaganda: 0,
      items: 0,
      takenDown: 0,
      filter: 0,
      killing: 0,
      brutality: 0,
      executedLast: 0,
      carried: 0,
      publicPunished: 0,
      publicUnpunished: 0,
      publicYears: 0,
      publicOffences: 0,
      enrolled: 0,
      prisonImposed: 0,
      prisonServed: 0,
      cost: 0,
    },
    moves: { who: new Int32Array(size), to: new Uint8Array(size), count: 0 },
    cases: { last: [], next: [] },
    freed: new Float64Array(weeks + scenario.behaviour.justice.reintegrationWeeks + 2),
    carriedVoices: new Int32Array(size),
    work: { rows: 0, ties: 0, changed: 0 },
    week: new Float64Array(seriesColumns(scenario).length),
  };
  placeEveryone(world);
  placeTellers(world);
  return world;
}

function placeEveryone(world: World): void {
  const { people, stages, counts, moods, atRisk, size } = world;
  const needed = world.scenario.behaviour.recruit.reinforcement;
  world.atLarge.set(everyone(size));
  for (let i = 0; i < size; i++) {
    const stage = people.stage[i]!;
    put(stages[stage]!, i);
    counts[stage]!++;
    if (AT_LARGE[stage] === 0) world.atLarge[i >>> 5]! &= ~(1 << (i & 31));
    if (stage === HOME && people.memberTies[i]! >= needed) put(world.linked, i);
    const group = has(atRisk, i) ? 1 : 0;
    moods.living[group]!++;
    moods.base[group]! += people.support[i]!;
    moods.base[2 + group]! += people.ideology[i]!;
  }
}

/** The people who tell a theme in the first week: those with the lowest draws, policy-free. */
function placeTellers(world: World): void {
  const { scenario, chance, size, themes, people } = world;
  scenario.themes.forEach((theme, k) => {
    if (theme.tellers === 0) return;
    const luck = Array.from({ length: size }, (_, i) => ({
      i,
      u: chance.uniform2(STREAM.initialTeller, people.who[i]!, k, 0),
    })).filter(({ i }) => people.stage[i] === HOME);
    luck.sort((a, b) => a.u - b.u || a.i - b.i);
    for (const { i } of luck.slice(0, theme.tellers)) {
      world.knows[i * themes + k] = TELLING;
      world.source[i * themes + k] = size; // a voice from outside
      put(world.telling, i);
      put(world.everHeard[2 + k]!, i);
      world.tellers[k]!++;
      world.everHeardCount[2 + k]!++;
    }
  });
}

function keptAWeek(halfLife: number): number {
  if (halfLife <= 0) return 0;
  return halfLife >= 1e9 ? 1 : exp(-0.6931471805599453 / halfLife);
}

function powersOf(base: number, count: number): Float64Array {
  const powers = new Float64Array(count).fill(1);
  for (let k = 1; k < count; k++) powers[k] = powers[k - 1]! * base;
  return powers;
}

/** Fortunes of the group by week, 1 at their peak: exponential growth before it, exponential decline after it. */
function fortunesOf(scenario: Scenario): Float64Array {
  const { rise, peak, fall } = scenario.group;
  return Float64Array.from({ length: scenario.weeks }, (_, t) =>
    t < peak ? exp((-rise * (peak - t)) / 52) : exp((-fall * (t - peak)) / 52),
  );
}

/**
 * Every theme is witnessed alike; a person's own theme counts fully, another by its `elsewhere`. Over people the mean is 1, so that
 * themes which count alike (the claim switched off) change who grows disillusioned and not how fast people do.
 */
function discrepancyOf(scenario: Scenario): Float64Array {
  const { themes } = scenario;
  const weights = themes.map((_, own) => {
    let sum = 0;
    for (const [k, theme] of themes.entries()) sum += k === own ? 1 : theme.elsewhere;
    return sum;
  });
  let mean = 0;
  for (const [own, theme] of themes.entries()) mean += theme.share * weights[own]!;
  return Float64Array.from(weights, (weight) => (mean > 0 ? weight / mean : 1));
}

/** No hazard of joining exceeds this times the opportunities of a person: a draw above it is settled without reading attitudes. */
function joinCeiling(scenario: Scenario): number {
  const { rate, vulnerability } = scenario.behaviour.recruit;
  return rate * Math.max(1, exp(vulnerability)) * sanctionCeiling(scenario);
}
