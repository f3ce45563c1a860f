/**
 * What a week works on, declared once as data: stages, the columns of people, the streams of chance. Types derive from these
 * constants. A submodel reads others as they stood on the first morning of the week and writes its own row; a stage moves only
 * through `move`, at most once a week, and is settled when every submodel has run (settle.ts).
 */
import type { Bits } from './bits.ts';
import type { Network } from './network.ts';
import type { PolicyTable } from './policy.ts';
import type { Chance } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { Table } from './table.ts';

export { STAGES } from './stages.ts';
export const HOME = 0;
export const MEMBER = 1;
export const LEFT = 2;
export const SURFACED = 3;
export const AWAITING = 4;
export const IMPRISONED = 5;
export const RELEASED = 6;
export const DEAD = 7;

/** At large: hears, tells and is moved like anybody; members are behind the filter of the group, prisoners behind walls. */
export const AT_LARGE = [1, 0, 1, 1, 1, 0, 1, 0] as const;

/** Speaking, beside the stage. */
export const SILENT = 0;
export const ANONYMOUS = 1;
export const PUBLIC = 2;

/** What a person knows of one theme. */
export const IGNORANT = 0;
export const TELLING = 1;
export const KNOWING = 2;

/** Attitudes are whole numbers of 2^-30, so that sums over people are exact in any order. */
export const UNIT = 1_073_741_824;

/** Sums of told stories are whole numbers of 2^-20, so that callers may come in any order. */
export const TOLD_UNIT = 1_048_576;

/** A person a row. Attitudes are where they started and how far they were moved, in UNITs, as of the morning `changed`. */
export const PEOPLE = {
  who: 'u32',
  support: 'i32',
  ideology: 'i32',
  supportShift: 'i32',
  ideologyShift: 'i32',
  reactance: 'f32',
  seenPunished: 'f32',
  seenUnpunished: 'f32',
  seenYears: 'f32',
  seenOffences: 'f32',
  offences: 'f32',
  answered: 'f32',
  offending: 'f32',
  disillusion: 'f32',
  stories: 'f32',
  imposed: 'f32',
  candour: 'f32',
  position: 'f32',
  memberTies: 'u32',
  homeTies: 'u32',
  changed: 'u16',
  until: 'u16',
  programme: 'u16',
  firstJoined: 'u16',
  firstLeft: 'u16',
  stage: 'u8',
  speaking: 'u8',
  motive: 'u8',
  spells: 'u8',
  marks: 'u8',
} as const;
export type People = Table<typeof PEOPLE>;

/** Marks on a person: each a bit of `marks`. */
export const KNOWS_OFFER = 1;
export const TRIED = 2;
export const CARRIED = 4;
export const MOVED = 16;
export const STUBBORN = 32;
export const EVER_MEMBER = 64;
export const SPOKE = 128;

/** Every question that is asked of chance, by name; a name is part of the key, its place is not. */
export const STREAMS = [
  'support',
  'ideology',
  'communitySupport',
  'communityIdeology',
  'reactance',
  'motive',
  'initialMember',
  'initialTeller',
  'offending',
  'willingness',
  'propaganda',
  'institution',
  'outsideSpeaks',
  'outsideHeard',
  'outsideTheme',
  'carried',
  'carriedHeard',
  'carriedVoice',
  'prisonVoice',
  'communityWork',
  'call',
  'callTie',
  'embedded',
  'callOrder',
  'catchOn',
  'stifle',
  'forget',
  'uptake',
  'filter',
  'stock',
  'meet',
  'publicised',
  'join',
  'onlineRecruiter',
  'job',
  'memberFate',
  'killed',
  'freeFate',
  'speak',
  'anonymous',
  'fatigue',
  'offerHeard',
  'prosecute',
  'convict',
  'enrol',
  'turnover',
] as const;
export type StreamName = (typeof STREAMS)[number];
export const STREAM = Object.fromEntries(STREAMS.map((name, index) => [name, index])) as Readonly<
  Record<StreamName, number>
>;

/** Who lives in the world and who knows whom, the same under every policy of a replicate. */
export interface Population {
  readonly network: Network;
  readonly community: Uint16Array;
  readonly people: People;
  /** Whether a person is at risk: decided in the first week; somebody new is judged by the same mark. */
  readonly atRisk: Bits;
  /** The support times ideology, in squared UNITs, from which on a person is at risk. */
  readonly atRiskMark: number;
  readonly threshold: Float64Array | null;
}

/** A case that people hear of in the week after it happened. */
export const PUNISHED = 0;
export const UNPUNISHED = 1;
export const ACQUITTED = 2;
export interface Case {
  readonly kind: number;
  readonly person: number;
  readonly years: number;
  readonly offences: number; // what the years answer, in years of the reference sentence
  readonly publicised: boolean;
  readonly ties: boolean; // whether the person's ties hear of it
}

/** The cases that happened in one week. */
export type Cases = Case[];

/** What two groups of people, at risk and not, feel: exact sums, kept by the week in which a shift was last written. */
export interface Moods {
  readonly living: Float64Array; // [others, atRisk]
  readonly base: Float64Array; // [support, ideology] x group
  readonly shifts: Float64Array; // week-major: 4 a week
}

/** Who heard which broadcast this week, a bit a person. */
export interface Heard {
  readonly propaganda: Bits;
  readonly institution: Bits;
  readonly outside: Bits;
  readonly carried: Bits;
  readonly community: Bits;
}

/** Everything that a week reads and writes. One world is one run. */
export interface World {
  readonly scenario: Scenario;
  readonly policy: PolicyTable;
  readonly chance: Chance;
  readonly population: Population;
  readonly network: Network;
  readonly people: People;
  readonly size: number;
  /** 2,000 / people: what is counted per 2,000 people is divided by it. */
  readonly scale: number;

  /** A bit a person and stage. */
  readonly stages: readonly Bits[];
  readonly counts: Float64Array;
  readonly atRisk: Bits;
  readonly linked: Bits; // at home, with enough ties inside the group
  readonly atLarge: Bits;
  readonly telling: Bits; // tells some theme
  readonly voices: Bits; // speaks
  readonly informed: Bits; // has seen a case of their own or of a tie
  readonly heard: Heard;
  readonly touched: Bits; // whose attitudes this week may move
  /** Everyone who ever heard a narrative: propaganda, institution, then the themes. */
  readonly everHeard: readonly Bits[];
  readonly everHeardCount: Float64Array;

  /** Word of mouth, person-major: what person i knows of theme k stands at i * themes + k. */
  readonly themes: number;
  readonly knows: Uint8Array;
  /** What was heard of a theme, in 1/256 of a story told by its witness: it wears the next hearing. */
  readonly timesHeard: Uint16Array;
  readonly source: Int32Array;
  readonly retold: Uint8Array;
  readonly tellers: Float64Array; // a count a theme

  /**
   * Stories through ties, this week: weights on support and ideology, and the ideology weighed; sums a person, in whole
   * numbers of 2^-20 so that callers may come in any order.
   */
  readonly toldWeight: Int32Array;
  readonly toldIdeologyWeight: Int32Array;
  readonly toldIdeology: Int32Array;

  /** Calls of the week (narrative): grown as needed, kept from week to week. */
  calls: Calls;
  /** Who takes stock this week, and what their ties pull them by: grown as needed. */
  stock: Stock;

  /** decay[k] is what is left of a shift after k weeks. */
  readonly decay: Float64Array;
  /** alpha^k: the credibility that k retellings leave. */
  readonly kept: Float64Array;
  readonly fortunes: Float64Array;
  readonly moods: Moods;
  readonly tables: Tables;
  readonly now: Now;
  /** Stage changes of this week, in the order in which they were made. */
  readonly moves: { readonly who: Int32Array; readonly to: Uint8Array; count: number };
  cases: { last: Cases; next: Cases };
  /** Places in the programme that fall free, by week. */
  readonly freed: Float64Array;
  readonly carriedVoices: Int32Array;
  /** Work done, counted exactly: people looked at, ties looked at, people who changed. */
  readonly work: { rows: number; ties: number; changed: number };
  /** One row of the series: the week's own counts, by column (series.ts). */
  readonly week: Float64Array;
}

/** Who calls whom about what: a key that sorts by callee and theme, and ends in the place of the call. */
export interface Calls {
  readonly capacity: number;
  readonly keys: Float64Array;
  readonly caller: Int32Array;
  readonly layer: Uint8Array;
}

/** Room for a number of calls. */
export function callsOf(capacity: number): Calls {
  return {
    capacity,
    keys: new Float64Array(capacity),
    caller: new Int32Array(capacity),
    layer: new Uint8Array(capacity),
  };
}

/** People who take stock, in the order of rows, and the pull of their ties on support and ideology. */
export interface Stock {
  count: number;
  readonly who: Int32Array;
  readonly support: Float64Array;
  readonly ideology: Float64Array;
}

/** Room for a number of people who take stock, what a smaller one holds copied over. */
export function stockOf(capacity: number, from?: Stock): Stock {
  const stock = {
    count: from?.count ?? 0,
    who: new Int32Array(capacity),
    support: new Float64Array(capacity),
    ideology: new Float64Array(capacity),
  };
  if (from !== undefined) {
    stock.who.set(from.who);
    stock.support.set(from.support);
    stock.ideology.set(from.ideology);
  }
  return stock;
}

/** Lookups by layer, as typed arrays for the loops. */
export interface Tables {
  readonly trust: Float64Array;
  readonly abroad: Uint8Array;
  readonly equalTrust: boolean;
  /** How much of the witnessed discrepancy counts for a person, by the theme that matters to them. */
  readonly discrepancy: Float64Array;
  /** The highest log-free factor of the hazard of joining: no person's hazard exceeds it times their opportunities. */
  readonly joinCeiling: number;
  /** The most that silencing can be: of somebody who expects no sanction at all. */
  readonly silencingCeiling: number;
  /** The chance that somebody who stays out of sight reckons with of being found out some day. */
  readonly beingFound: number;
  /** The share of former members outside who speak, where it answers to nothing. */
  readonly outsideShare: number;
  /** How many people were at risk in the first week. */
  readonly atRiskFirst: number;
}

/** Numbers of the week that several submodels share, set by the first one that knows them. */
export interface Now {
  propaganda: number; // chance of hearing it
  items: number;
  takenDown: number;
  filter: number; // chance that a story passes to a member
  killing: number;
  brutality: number;
  executedLast: number;
  carried: number; // voices carried this week
  publicPunished: number; // cumulative weights of publicised cases
  publicUnpunished: number;
  publicYears: number;
  publicOffences: number;
  enrolled: number;
  prisonImposed: number; // years
  prisonServed: number; // years
  cost: number;
}

/** Writes down that a person's stage changes when the week is settled. A person moves once a week at the most. */
export function move(world: World, i: number, to: number): void {
  const { moves, people } = world;
  if ((people.marks[i]! & MOVED) !== 0) throw new Error(`person ${i} moves twice in a week`);
  people.marks[i]! |= MOVED;
  moves.who[moves.count] = i;
  moves.to[moves.count] = to;
  moves.count++;
}

/** Whether a person has moved in this week already. */
export function hasMoved(world: World, i: number): boolean {
  return (world.people.marks[i]! & MOVED) !== 0;
}

/**
 * Support for the group, 0 to 1, on the morning of week t. A submodel after attitude asks for the morning after: its own row counts.
 */
export function supportOf(world: World, i: number, t: number): number {
  const { people, decay } = world;
  return (people.support[i]! + people.supportShift[i]! * decay[t - people.changed[i]!]!) / UNIT;
}

/** Acceptance of violence, 0 to 1, likewise. */
export function ideologyOf(world: World, i: number, t: number): number {
  const { people, decay } = world;
  return (people.ideology[i]! + people.ideologyShift[i]! * decay[t - people.changed[i]!]!) / UNIT;
}
