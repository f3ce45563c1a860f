/**
 * One person's course through a run, week by week: what they heard, what they knew of cases, what was decided about them and by which
 * chance and draw, and what happened among their ties. It is read off a replay by an onlooker, which changes nothing.
 */
import { certaintyOf, severityOf } from '../belief.ts';
import type { PolicyTable } from '../policy.ts';
import type { Chance } from '../random.ts';
import { replay, type Onlooker, type Replay } from '../replay.ts';
import type { Scenario, SubmodelId } from '../scenario.ts';
import { buildPopulation } from '../start.ts';
import {
  AT_LARGE,
  DEAD,
  KNOWS_OFFER,
  MEMBER,
  PEOPLE,
  STREAM,
  UNPUNISHED,
  ideologyOf,
  supportOf,
  type Population,
  type World,
} from '../world.ts';
import { keyOf, type Person } from './code.ts';
import { decisionsOf, type Decision } from './decisions.ts';
import {
  SENDERS,
  callsOfWeek,
  clearCalls,
  heardBroadcasts,
  heardStories,
  knowledgeOf,
  passedFilter,
  type Heard,
  type Knowledge,
  type WeekCalls,
} from './heard.ts';
import { ListeningChance, type Draw } from './listening.ts';

/** How a person stands on a morning. */
export interface Standing {
  readonly code: number;
  readonly support: number;
  readonly ideology: number;
  /** The chance of punishment that they believe in, and the years that they expect for a usual offender. */
  readonly certainty: number;
  readonly severity: number;
  readonly disillusion: number;
  readonly memberTies: number;
  readonly knowsOffer: boolean;
}

/** A case of last week that reached this person: their own (row is theirs) or one of a tie. */
export interface SeenCase {
  readonly row: number;
  readonly kind: number;
  readonly years: number;
}

/** A tie who is not as they were a week ago. */
export interface TieChange {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

export interface TracedWeek {
  readonly t: number;
  readonly before: Standing;
  /** On the next morning; null where somebody else has taken the place by then. */
  readonly after: Standing | null;
  readonly heard: readonly Heard[];
  /** Cases of their own and of ties; and how many were publicised for everybody. */
  readonly cases: readonly SeenCase[];
  readonly publicised: number;
  /** Whether they took stock of what their ties think. */
  readonly stock: boolean;
  readonly decisions: readonly Decision[];
  readonly ties: readonly TieChange[];
}

/** What two courses are compared by, in the order in which a week works: each may be where two worlds part. */
export const ASPECTS = ['heard', 'cases', 'beliefs', 'attitude', 'ties', 'row', 'fate'] as const;
export type Aspect = (typeof ASPECTS)[number];

export interface Trace {
  readonly person: Person;
  /** The weeks [from, to) that they lived through in this place; empty where they never came. */
  readonly from: number;
  readonly to: number;
  /** Of the weeks that were asked for, those lived through. */
  readonly weeks: readonly TracedWeek[];
  /** A fingerprint an aspect for every week of the run, at t * ASPECTS.length; 0 where the person is not there. */
  readonly marks: Uint32Array;
}

export interface TraceOptions {
  readonly population?: Population;
  /** Whether a week is to be told of in full; by default every one. */
  readonly wanted?: (person: number, t: number) => boolean;
  readonly beat?: (t: number) => void;
}

/** The courses of some people through one replicate under a policy, in the order asked for, and the replay they are of. */
export function trace(
  scenario: Scenario,
  policy: PolicyTable,
  replicate: number,
  people: readonly Person[],
  { population = buildPopulation(scenario, replicate), wanted = () => true, beat }: TraceOptions = {},
): { readonly traces: readonly Trace[]; readonly replay: Replay } {
  const tracer = new Tracer(people, scenario.weeks, wanted);
  const run = replay(scenario, policy, replicate, population, tracer, beat);
  return { traces: tracer.traces(), replay: run };
}

interface Course {
  readonly person: Person;
  readonly key: number;
  from: number;
  to: number;
  readonly weeks: TracedWeek[];
  readonly marks: Uint32Array;
}

/** What is noted of one person in the week that is being run. */
interface Notes {
  readonly n: number;
  readonly i: number;
  readonly before: Standing;
  readonly knowledge: Knowledge;
  heard: Heard[];
  readonly cases: SeenCase[];
  readonly publicised: number;
  stock: boolean;
  readonly decisions: Decision[];
}

class Tracer implements Onlooker {
  #world!: World;
  readonly #courses: readonly Course[];
  readonly #byKey: ReadonlyMap<number, number>;
  readonly #wanted: (person: number, t: number) => boolean;
  #notes: Notes[] = [];
  #noteOf = new Map<number, Notes>();
  #t = 0;

  constructor(people: readonly Person[], weeks: number, wanted: (person: number, t: number) => boolean) {
    this.#courses = people.map((person) => ({
      ...{ person, key: keyOf(person), from: person.arrived, to: person.arrived, weeks: [] },
      marks: new Uint32Array(weeks * ASPECTS.length),
    }));
    this.#byKey = new Map(this.#courses.map(({ key }, n) => [key, n]));
    this.#wanted = wanted;
  }

  traces(): Trace[] {
    return this.#courses.map(({ key: _, ...course }) => course);
  }

  hear(inner: Chance): Chance {
    return new ListeningChance(
      inner,
      (who) => this.#byKey.has(who),
      (draw) => this.#drawn(draw),
    );
  }

  opened(world: World): void {
    this.#world = world;
  }

  morning(t: number): void {
    const world = this.#world;
    this.#t = t;
    this.#notes = this.#courses
      .map(({ person, key }, n) => ({ n, i: person.row, key }))
      .filter(({ i, key }) => world.people.who[i] === key)
      .map(({ n, i }) => this.#begin(n, i, t));
    this.#noteOf = new Map(this.#notes.map((notes) => [notes.n, notes]));
    clearCalls(world);
  }

  #begin(n: number, i: number, t: number): Notes {
    const world = this.#world;
    const { last } = world.cases;
    return {
      ...{ n, i, before: standing(world, i, t), knowledge: knowledgeOf(world, i), heard: [] },
      ...{ cases: casesFor(world, i), publicised: last.filter(({ publicised }) => publicised).length },
      ...{ stock: false, decisions: [] },
    };
  }

  ran(submodel: SubmodelId, t: number): void {
    const world = this.#world;
    if (submodel === 'messages')
      for (const one of this.#notes) one.heard.push(...heardBroadcasts(world, one.i, t));
    if (submodel === 'narrative') {
      const calls: WeekCalls = callsOfWeek(world);
      for (const one of this.#notes) one.heard.push(...heardStories(world, one.i, one.knowledge, calls, t));
      // taking stock is settled by the draw alone for everybody at large
      for (const one of this.#notes) one.stock = takesStock(world, one.i, t);
    }
    if (submodel === 'member')
      for (const { i, heard } of this.#notes)
        if (world.people.stage[i] === MEMBER) heard.push(...passedFilter(world, i, t));
  }

  #drawn(draw: Draw): void {
    const notes = this.#noteOf.get(this.#byKey.get(draw.who)!);
    if (notes === undefined) return;
    notes.decisions.push(...decisionsOf(this.#world, notes.i, draw, notes.decisions, this.#t));
  }

  evening(t: number, codes: Uint8Array): void {
    for (const notes of this.#notes) this.#close(notes, t, codes);
  }

  #close(notes: Notes, t: number, codes: Uint8Array): void {
    const world = this.#world;
    const { n, i, before, heard, cases, publicised, stock, decisions } = notes;
    const course = this.#courses[n]!;
    const isThere = world.people.who[i] === course.key;
    const after = isThere ? standing(world, i, t + 1) : null;
    course.to = t + 1;
    const ties = changesAmongTies(world, i, codes, t);
    course.marks.set(marksOf(world, i, { heard, cases, after, codes, t }), t * ASPECTS.length);
    if (this.#wanted(n, t))
      course.weeks.push({ t, before, after, heard, cases, publicised, stock, decisions, ties });
  }
}

function standing(world: World, i: number, t: number): Standing {
  const { people, atRisk } = world;
  const risk = ((atRisk[i >>> 5]! >>> (i & 31)) & 1) << 5;
  return {
    code: people.stage[i]! | (people.speaking[i]! << 3) | risk,
    support: supportOf(world, i, t),
    ideology: ideologyOf(world, i, t),
    certainty: certaintyOf(world, i),
    severity: severityOf(world, i),
    disillusion: people.disillusion[i]!,
    memberTies: people.memberTies[i]!,
    knowsOffer: (people.marks[i]! & KNOWS_OFFER) !== 0,
  };
}

/** Last week's cases as deterrence hands them on to this person. */
function casesFor(world: World, i: number): SeenCase[] {
  const { network, people, tables, cases, scenario } = world;
  const found: SeenCase[] = [];
  if (!scenario.behaviour.submodels.deterrence) return found;
  const isAbroad = people.stage[i] === MEMBER;
  for (const { person, kind, years, ties } of cases.last) {
    if (person === i && kind !== UNPUNISHED) found.push({ row: i, kind, years });
    if (!ties || (AT_LARGE[people.stage[i]!] === 0 && !isAbroad)) continue;
    const e = tieTo(world, i, person);
    if (e >= 0 && (!isAbroad || tables.abroad[network.layer[e]!] === 1))
      found.push({ row: person, kind, years });
  }
  return found;
}

function tieTo({ network }: World, i: number, j: number): number {
  for (let e = network.offsets[i]!; e < network.offsets[i + 1]!; e++) if (network.targets[e] === j) return e;
  return -1;
}

function takesStock(world: World, i: number, t: number): boolean {
  const { chance, scenario, people } = world;
  const { peerRate, peerWeight } = scenario.behaviour.attitude;
  if (peerRate === 0 || peerWeight === 0 || AT_LARGE[people.stage[i]!] === 0) return false;
  if (scenario.behaviour.forms.peers === 'pairs') return true;
  return ((chance.block(peerRate, STREAM.stock, i >>> 5, t) >>> (i & 31)) & 1) === 1;
}

function changesAmongTies({ network, size }: World, i: number, codes: Uint8Array, t: number): TieChange[] {
  const found: TieChange[] = [];
  for (let e = network.offsets[i]!; e < network.offsets[i + 1]!; e++) {
    const row = network.targets[e]!;
    const from = codes[t * size + row]!;
    const to = codes[(t + 1) * size + row]!;
    if ((from & 31) !== (to & 31)) found.push({ row, from, to });
  }
  return found;
}

interface Week {
  readonly heard: readonly Heard[];
  readonly cases: readonly SeenCase[];
  readonly after: Standing | null;
  readonly codes: Uint8Array;
  readonly t: number;
}

/** A number an aspect, in the order of ASPECTS; never 0, which says that the person is not there. */
function marksOf(world: World, i: number, { heard, cases, after, codes, t }: Week): number[] {
  const { network, size } = world;
  const ties: number[] = [];
  for (let e = network.offsets[i]!; e < network.offsets[i + 1]!; e++)
    ties.push(codes[(t + 1) * size + network.targets[e]!]! & 31);
  const gone = after === null;
  return [
    heard.flatMap((one) => [
      SENDERS.indexOf(one.sender),
      one.theme ?? -1,
      one.teller ?? -1,
      one.origin ?? -1,
      one.weight,
    ]),
    cases.flatMap(({ row, kind, years }) => [row, kind, years]),
    gone ? [] : [after.certainty, after.severity],
    gone ? [] : [after.support, after.ideology],
    ties,
    gone ? [] : rowOf(world, i),
    gone ? [DEAD + 1] : [after.code & 31],
  ].map(fingerprint);
}

/** Everything that the world holds of a person, and of what they know. */
function rowOf(world: World, i: number): number[] {
  const { people, themes, knows, timesHeard } = world;
  const row = COLUMNS.map((name) => people[name][i]!);
  for (let k = 0; k < themes; k++) row.push(knows[i * themes + k]!, timesHeard[i * themes + k]!);
  return row;
}

const COLUMNS = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];
const DOUBLE = new Float64Array(1);
const WORDS = new Uint32Array(DOUBLE.buffer);

function fingerprint(numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const x of numbers) {
    DOUBLE[0] = x;
    hash = Math.imul(hash ^ WORDS[0]!, 0x01000193);
    hash = Math.imul(hash ^ WORDS[1]! ^ (hash >>> 15), 0x85ebca6b);
  }
  return (hash ^ (hash >>> 13)) >>> 0 || 1;
}
