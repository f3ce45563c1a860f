// Patterns 2, 3 and 4: what becomes of recruits, and who they were. Worlds of the default scenario are stepped week by week
// with somebody looking on, who changes nothing: replicates are pooled, and replicate by replicate gives the standard errors.
import { seedWords } from '../../sim/digest.ts';
import { KeyedChance } from '../../sim/random.ts';
import { buildPopulation, openChance, openWorld } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import { COLUMN } from '../../sim/series.ts';
import { DEAD, HOME, MEMBER, type World } from '../../sim/world.ts';
import type { Setting } from './world.ts';

const YEAR = 52;
/** Month 60: the end of 2015. */
const MONTH_60 = 260;
/** The twenty months of Neumann (2015): January 2014 to August 2015, the first 12 and the last 8. */
const TWENTY = { from: 156, middle: 208, to: 243 };
/** Weeks that have to be run. */
export const MEMBER_WEEKS = 280;

/** What is counted of one replicate. */
export interface Counts {
  /** Recruits by week. */
  readonly joins: Float64Array;
  joined: number;
  networked: number;
  /** Of those who joined by month 60, how many came back by then. */
  joinedByMonth60: number;
  returnedByMonth60: number;
  /** Weeks of membership and returns, by year since joining. */
  readonly memberWeeks: number[];
  readonly returns: number[];
  /** In the twenty months: recruits to date, public voices to date; voices and member-weeks of the two parts. */
  recruits20: number;
  voices20: number;
  readonly voices: [number, number];
  readonly exposed: [number, number];
  /** The Mantel-Haenszel sums of an odds ratio: a tie inside, joiners against others at home in the same community. */
  over: number;
  under: number;
  /** Tied pairs of recruits that joined within four weeks, and the mean over shuffled weeks of joining. */
  pairs: number;
  shuffled: number;
}

const empty = (): Counts => ({
  joins: new Float64Array(MEMBER_WEEKS),
  ...{ joined: 0, networked: 0, joinedByMonth60: 0, returnedByMonth60: 0 },
  ...{ memberWeeks: [0, 0, 0, 0, 0, 0], returns: [0, 0, 0, 0, 0, 0] },
  ...{ recruits20: 0, voices20: 0, voices: [0, 0], exposed: [0, 0] },
  ...{ over: 0, under: 0, pairs: 0, shuffled: 0 },
});

/** Follows one replicate. */
export function follow({ scenario, policy }: Setting, r: number): Counts {
  const world = openWorld(scenario, policy, buildPopulation(scenario, r), openChance(scenario, r));
  const counts = empty();
  const joinedAt = new Int32Array(world.size).fill(-1);
  const tied = new Uint8Array(world.size);
  const before = new Uint8Array(world.size);
  const back = new Uint8Array(world.size);
  for (let t = 0; t < scenario.weeks; t++) {
    for (let i = 0; i < world.size; i++) tied[i] = world.people.memberTies[i]! > 0 ? 1 : 0;
    before.set(world.people.stage);
    stepWeek(world, t);
    seeMoves(world, counts, { before, joinedAt, tied, back }, t);
    seeTwenty(world, counts, t);
    counts.joins[t] = world.week[COLUMN.joins]!;
  }
  counts.joined = joinedAt.reduce((sum, week) => sum + (week >= 0 ? 1 : 0), 0);
  seePairs(world, counts, joinedAt, r);
  return counts;
}

/** A person a row: the stage of the morning, the week of joining or -1, a tie inside on the morning, whether they came back. */
interface Seen {
  readonly before: Uint8Array;
  readonly joinedAt: Int32Array;
  readonly tied: Uint8Array;
  readonly back: Uint8Array;
}

function seeMoves(world: World, counts: Counts, { before, joinedAt, tied, back }: Seen, t: number): void {
  const { stage } = world.people;
  for (let i = 0; i < world.size; i++) {
    if (before[i] === HOME && stage[i] === MEMBER) {
      joinedAt[i] = t;
      counts.networked += tied[i]!;
      if (t < MONTH_60) counts.joinedByMonth60++;
      seeControls(world, counts, before, tied, i);
    } else if (before[i] === MEMBER && joinedAt[i]! >= 0 && back[i] === 0) {
      const year = Math.min(5, Math.floor((t - joinedAt[i]! - 1) / YEAR));
      counts.memberWeeks[year]!++;
      if (stage[i] !== MEMBER && stage[i] !== DEAD) {
        counts.returns[year]!++;
        back[i] = 1;
        if (t < MONTH_60) counts.returnedByMonth60++;
      }
    }
  }
}

/** One joiner against everybody at home in the same community that morning who did not join this week. */
function seeControls(world: World, counts: Counts, before: Uint8Array, tied: Uint8Array, i: number): void {
  const { community } = world.population;
  let [withTie, without] = [0, 0];
  for (let j = 0; j < world.size; j++) {
    if (community[j] !== community[i] || before[j] !== HOME || world.people.stage[j] !== HOME) continue;
    if (tied[j] === 1) withTie++;
    else without++;
  }
  const all = withTie + without + 1;
  if (tied[i] === 1) counts.over += without / all;
  else counts.under += withTie / all;
}

function seeTwenty(world: World, counts: Counts, t: number): void {
  if (t >= TWENTY.to) return;
  counts.recruits20 += world.week[COLUMN.joins]!;
  counts.voices20 += world.week[COLUMN.newPublicVoices]!;
  if (t < TWENTY.from) return;
  const part = t < TWENTY.middle ? 0 : 1;
  counts.voices[part] += world.week[COLUMN.newPublicVoices]!;
  counts.exposed[part] += world.week[COLUMN.member]!;
}

const SHUFFLES = 10;
const CLOSE = 4;

function seePairs(world: World, counts: Counts, joinedAt: Int32Array, r: number): void {
  const joiners = Array.from(joinedAt.keys()).filter((i) => joinedAt[i]! >= 0);
  const weeks = joiners.map((i) => joinedAt[i]!);
  const place = new Map(joiners.map((i, k) => [i, k]));
  const ties = joiners.flatMap((i, k) => {
    const { offsets, targets } = world.network;
    return Array.from(targets.subarray(offsets[i]!, offsets[i + 1]!))
      .filter((j) => j > i && place.has(j))
      .map((j) => [k, place.get(j)!] as const);
  });
  const close = (at: readonly number[]): number =>
    ties.filter(([a, b]) => Math.abs(at[a]! - at[b]!) <= CLOSE).length;
  counts.pairs = close(weeks);
  const chance = new KeyedChance(seedWords('palinode shuffles'), r, ['shuffle']);
  for (let n = 0; n < SHUFFLES; n++) counts.shuffled += close(shuffle(weeks, chance, n)) / SHUFFLES;
}

/** Weeks in another order, by a keyed sort. */
function shuffle(weeks: readonly number[], chance: KeyedChance, n: number): number[] {
  const key = weeks.map((_, k) => chance.uniform(0, k, n));
  return Array.from(weeks.keys())
    .sort((a, b) => key[a]! - key[b]!)
    .map((k) => weeks[k]!);
}
