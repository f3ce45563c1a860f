/**
 * Small worlds for laws: scenarios of 2 to 80 people and 1 to 40 weeks with parameters anywhere inside their bounds, networks of every
 * kind and policies in numbers and expressions, on the real schema; and what a law compares of a run.
 */
import fc from 'fast-check';
import {
  ATTITUDE,
  COSTS,
  DETERRENCE,
  EXIT,
  GROUP,
  JUSTICE,
  MEMBER,
  NARRATIVE,
  POPULATION,
  RECRUIT,
  SOURCES,
} from '../../sim/assumptions.ts';
import { INSTRUMENTS, type InstrumentId } from '../../sim/levers.ts';
import type { LeverMeta, Parameter } from '../../sim/parameter.ts';
import { compilePolicy, LEVERS, viewPolicy, type PolicyTable } from '../../sim/policy.ts';
import type { Chance } from '../../sim/random.ts';
import { scenarioSchema, SUBMODELS, type Scenario } from '../../sim/scenario.ts';
import type { Series } from '../../sim/series.ts';
import { buildPopulation, openChance, openWorld } from '../../sim/start.ts';
import { stepWeek } from '../../sim/week.ts';
import { PEOPLE, type Population, type World } from '../../sim/world.ts';

/** What a person writes into a scenario file, as far as laws need it. */
export type Json = { [name: string]: unknown };

/** How often a law is tried, from a fixed seed. LAW_RUNS=50 tries it fifty times as often, LAW_SEED=1 from another seed. */
export const runs = (times: number): { seed: number; numRuns: number } => ({
  seed: Number(process.env.LAW_SEED ?? 20151001),
  numRuns: times * Number(process.env.LAW_RUNS ?? 1),
});

type Group = Readonly<Record<string, Parameter>>;

/** A number of the schema: its default, the ends and the inside of its plausible range, or anything inside its bounds. */
function anyNumber({ value, min, max, range, integer }: Parameter): fc.Arbitrary<number> {
  const [low, high] = range;
  const inside = (from: number, to: number): fc.Arbitrary<number> =>
    integer === true ? fc.integer({ min: from, max: to }) : fc.double({ min: from, max: to, noNaN: true });
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(value ?? low) },
    { weight: 2, arbitrary: inside(low, high) },
    { weight: 1, arbitrary: fc.constantFrom(low, high, min, max) },
    { weight: 1, arbitrary: inside(min, Math.min(max, Math.max(1, 4 * high))) },
  );
}

function anyGroup(group: Group, skip: readonly string[] = []): fc.Arbitrary<Json> {
  const names = Object.keys(group).filter((name) => !skip.includes(name));
  return fc.record(Object.fromEntries(names.map((name) => [name, anyNumber(group[name])])));
}

/** Worlds in which a lot happens within weeks: every rate is large. Spread over what was drawn in half of all cases. */
const LIVELY: Readonly<Record<string, Json>> = {
  population: { initialMembers: 0.3, atRiskShare: 0.6, turnover: 0.02 },
  recruit: { rate: 20 },
  exit: { leaving: 0.5, surfacing: 0.2, speaking: 0.5, fatigue: 0.1, announcement: 0.5 },
  member: { death: 0.02, offending: 0.3, stories: 0.1 },
  group: { brutality: 0.2, peak: 10, killing: 0.2 },
  justice: { lag: 2, detection: 0.1, reengagement: 0.1, reintegrationWeeks: 5 },
  sources: { outsideReach: 0.2, competing: 300, publicity: 0.2 },
  attitude: { peerRate: 0.3 },
  narrative: { calling: 0.8, uptake: 0.3 },
};

/** A world of 80 people in which everything happens within 30 weeks, and a policy that uses every instrument: for laws one by one. */
export const LIVELY_WORLD: Json = {
  weeks: 30,
  network: {
    communities: { count: 4 },
    layers: [
      { name: 'kin', kind: 'cliques', size: 4, trust: 1.2 },
      { name: 'peer', kind: 'random', degree: 4, trust: 1 },
    ],
  },
  population: { ...LIVELY.population, size: 80 },
  sources: LIVELY.sources,
  group: LIVELY.group,
  behaviour: {
    recruit: { ...LIVELY.recruit, rate: 2, severity: 0.05, onlineCapacity: 80, online: 0.3 },
    exit: LIVELY.exit,
    member: LIVELY.member,
    justice: LIVELY.justice,
    attitude: LIVELY.attitude,
    narrative: LIVELY.narrative,
  },
};
export const MIXED_POLICY: Json = {
  sentencing: { certainty: 0.5, severity: 1, floor: 2, threshold: 1, publicity: 0.5 },
  offer: { discount: 0.5, protection: 0.5, anonymity: 0.3, candour: 0.7 },
  voices: {
    amplification: 0.1,
    capacity: 3,
    targeting: 0.5,
    threshold: 5,
    branding: 0.5,
    fromPrison: 0.5,
  },
  institution: { reach: 0.1, capacity: 5 },
  takedown: { share: 0.5, capacity: 50 },
  control: { breaking: 0.3 },
  reintegration: { places: 1, effect: 0.95 },
  opportunity: { places: 10, effect: 0.5 },
  community: { places: 5, credibility: 1 },
};

/** A network of any kind, small enough for any size from 2. */
function anyNetwork(size: number): fc.Arbitrary<Json> {
  const trust = fc.constantFrom(0, 0.5, 1, 1, 1.2, 2);
  const degree = fc.double({ min: 0, max: Math.min(6, size - 1), noNaN: true });
  const base = { name: fc.constant('layer'), trust, abroad: fc.boolean() };
  const ties = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 3 * size });
  const layer = fc.oneof(
    fc.record({ ...base, kind: fc.constant('random'), degree }),
    fc.record({ ...base, kind: fc.constant('small world'), degree, rewiring: fc.constantFrom(0, 0.2, 1) }),
    fc.record({ ...base, kind: fc.constant('preferential'), degree }),
    fc.record({ ...base, kind: fc.constant('ring'), degree }),
    fc.record({ ...base, kind: fc.constant('cliques'), size: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ ...base, kind: fc.constant('complete') }),
    fc.record({ ...base, kind: fc.constant('given'), ties }),
  );
  return fc.record({
    communities: fc.record({
      count: fc.integer({ min: 1, max: Math.min(size, 5) }),
      sizes: fc.constantFrom('equal', 'geometric'),
    }),
    layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
  });
}

const anyTheme = (size: number): fc.Arbitrary<Json> =>
  fc.record({
    title: fc.constant('theme'),
    share: fc.constantFrom(0, 0.2, 0.5, 1),
    distance: fc.constantFrom(0, 0, 0.1, 1),
    elsewhere: fc.constantFrom(0, 0.6, 1),
    tellers: fc.oneof(fc.constant(0), fc.nat(size)),
  });

/** The value of a lever inside its bounds, on a grid on which the expressions below are exact; places up to 40. */
function anyLeverValue({ value, min, max }: LeverMeta): fc.Arbitrary<number> {
  const top = Math.min(max, 40);
  const grid = fc.integer({ min: 0, max: 64 }).map((n) => min + (n / 64) * (top - min));
  return fc.oneof({ weight: 2, arbitrary: fc.constant(value) }, { weight: 3, arbitrary: grid });
}

/** A lever: a number, or an expression in t that stays inside its bounds. */
export function anyLever(meta: LeverMeta): fc.Arbitrary<number | string> {
  const value = anyLeverValue(meta);
  const week = fc.nat(40);
  return fc.oneof(
    { weight: 3, arbitrary: value },
    {
      weight: 1,
      arbitrary: fc.tuple(value, value, week).map(([a, b, w]) => `${a} + (${b} - (${a})) * (t >= ${w})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(value, week)
        .map(([a, w]) => `clamp(${a} * ramp(t, ${w}, ${w + 8}), ${meta.min}, ${meta.max})`),
    },
  );
}

/** A policy: every instrument with its levers, and in half of all cases a window and a phase-in. */
export const anyPolicy: fc.Arbitrary<Json> = fc.record(
  Object.fromEntries(
    (Object.keys(INSTRUMENTS) as InstrumentId[]).map((id) => {
      const levers = Object.entries<LeverMeta>(INSTRUMENTS[id].levers);
      const timing = fc.oneof(
        fc.constant({ start: 0, end: null, phaseIn: 0 }),
        fc.tuple(fc.nat(40), fc.option(fc.nat(40)), fc.nat(10)).map(([start, last, phaseIn]) => ({
          start,
          end: last === null ? null : start + last,
          phaseIn,
        })),
      );
      const settings = fc.record(Object.fromEntries(levers.map(([name, meta]) => [name, anyLever(meta)])));
      return [id, fc.tuple(timing, settings).map(([a, b]) => ({ ...a, ...b }))];
    }),
  ),
);

interface Asked {
  readonly maxSize?: number;
  readonly maxWeeks?: number;
  /** Submodels and forms vary too: the model is then not the full one. */
  readonly forms?: boolean;
}

/** The text of a scenario without policies, parameters and all. */
export function anyWorld({ maxSize = 80, maxWeeks = 40, forms = true }: Asked = {}): fc.Arbitrary<Json> {
  return fc.integer({ min: 2, max: maxSize }).chain((size) =>
    fc
      .record({
        seed: fc.constantFrom('one', 'two', 'three', 'ř'),
        weeks: fc.integer({ min: 1, max: maxWeeks }),
        network: anyNetwork(size),
        themes: fc.array(anyTheme(size), { minLength: 1, maxLength: 4 }),
        lively: fc.boolean(),
        population: anyGroup(POPULATION, ['size']),
        given: anyGiven(size),
        sources: anyGroup(SOURCES),
        group: anyGroup(GROUP),
        costs: anyGroup(COSTS),
        behaviour: fc.record({
          narrative: anyGroup(NARRATIVE),
          attitude: anyGroup(ATTITUDE),
          deterrence: anyGroup(DETERRENCE),
          recruit: anyGroup(RECRUIT),
          member: anyGroup(MEMBER),
          exit: anyGroup(EXIT),
          justice: anyGroup(JUSTICE),
        }),
        forms: forms ? anyForms : fc.constant({}),
        submodels: forms ? anySubmodels : fc.constant({}),
      })
      .map(({ lively, given, themes, behaviour, forms, submodels, ...rest }) => {
        const livelier = (name: string, group: Json): Json => ({ ...group, ...(lively ? LIVELY[name] : {}) });
        return {
          ...rest,
          themes: themes.map((theme, k) => ({ ...theme, id: `theme-${k}` })),
          population: { ...livelier('population', rest.population), size, given },
          sources: livelier('sources', rest.sources),
          group: livelier('group', rest.group),
          behaviour: {
            ...Object.fromEntries(
              Object.entries(behaviour).map(([name, group]) => [name, livelier(name, group)]),
            ),
            forms,
            submodels,
          },
        };
      }),
  );
}

const anyForms: fc.Arbitrary<Json> = fc.record({
  calling: fc.constantFrom('one tie', 'one tie', 'each tie'),
  peers: fc.constantFrom('taking stock', 'taking stock', 'pairs'),
  joining: fc.constantFrom('hazard', 'hazard', 'hazard', 'threshold count', 'threshold share'),
  outsideVoices: fc.constantFrom('fixed', 'responding'),
});

const anySubmodels: fc.Arbitrary<Json> = fc.record(
  Object.fromEntries(
    SUBMODELS.filter((id) => id !== 'observe').map((id) => [
      id,
      fc.oneof({ weight: 30, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    ]),
  ),
);

/** People as given: nobody, or everybody's attitudes, and perhaps members and the stubborn. */
function anyGiven(size: number): fc.Arbitrary<Json> {
  const share = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  const everyone = fc.array(share, { minLength: size, maxLength: size });
  const some = fc.uniqueArray(fc.nat(size - 1), { maxLength: size });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.record(
        { support: everyone, ideology: everyone, reactance: everyone, members: some, stubborn: some },
        { requiredKeys: [] },
      ),
    },
  );
}

/** A checked scenario of a world and policies: ids and names are given here. One policy stands for two. */
export function scenarioOf(world: Json, policies: readonly Json[] = [{}]): Scenario {
  const two = policies.length > 1 ? policies : [policies[0] ?? {}, policies[0] ?? {}];
  const { behaviour = {}, ...rest } = world as { behaviour?: Json };
  const { exit = {}, ...others } = behaviour as { exit?: Json };
  return scenarioSchema.parse({
    schemaVersion: 1,
    title: 'A law',
    seed: 'law',
    ...rest,
    behaviour: { ...others, exit: { elasticity: -0.5, ...exit } },
    policies: two.map((policy, p) => ({ id: `policy-${p}`, name: `Policy ${p}`, ...policy })),
    baseline: 'policy-0',
  });
}

/** The tables of all policies of a scenario. */
export const tablesOf = (scenario: Scenario): Promise<PolicyTable[]> =>
  Promise.all(scenario.policies.map((policy) => compilePolicy(policy, scenario.weeks)));

/** A policy table with every lever at its neutral value. */
export function neutralTable(weeks: number): PolicyTable {
  const table = viewPolicy(weeks, new ArrayBuffer(LEVERS.length * weeks * 8));
  for (const { instrument, lever, meta } of LEVERS) leverOf(table, instrument, lever).fill(meta.value);
  return table;
}

/** One lever's column. */
export function leverOf(table: PolicyTable, instrument: InstrumentId, lever: string): Float64Array {
  return (table[instrument] as unknown as Record<string, Float64Array>)[lever];
}

/** A table of its own with the same numbers. */
export const copyOf = (table: PolicyTable): PolicyTable => viewPolicy(table.weeks, table.buffer.slice(0));

/** A world of a scenario, and how to run it some weeks on. */
export function open(
  scenario: Scenario,
  table: PolicyTable = neutralTable(scenario.weeks),
  replicate = 0,
  population: Population = buildPopulation(scenario, replicate),
  chance: Chance = openChance(scenario, replicate),
): World {
  return openWorld(scenario, table, population, chance);
}

/** Runs weeks [from, to) and returns the last one's row of the series. */
export function runWeeks(world: World, from: number, to: number): Float64Array {
  for (let t = from; t < to; t++) stepWeek(world, t);
  return world.week.slice();
}

/** Columns of people, in order. */
export const PEOPLE_COLUMNS = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];

/** Everything that a world holds about person i, by name; `without` names what a law leaves out. */
export function personOf(world: World, i: number, without: readonly string[] = []): Record<string, number> {
  const { people, themes } = world;
  const state: Record<string, number> = {};
  for (const name of PEOPLE_COLUMNS) state[name] = people[name][i];
  for (let k = 0; k < themes; k++) {
    const at = i * themes + k;
    state[`knows ${k}`] = world.knows[at];
    state[`timesHeard ${k}`] = world.timesHeard[at];
    // what a story is told from, and over how many mouths, is somebody's only while they tell it
    const source = world.source[at];
    state[`source ${k}`] = world.knows[at] !== 1 ? -1 : source < world.size ? source : Infinity;
    state[`retold ${k}`] = world.knows[at] === 1 ? world.retold[at] : -1;
  }
  const sets = { ...named('stage', world.stages), ...named('everHeard', world.everHeard), ...setsOf(world) };
  for (const [name, bits] of Object.entries(sets)) state[name] = (bits[i >>> 5] >>> (i & 31)) & 1;
  for (const name of without) delete state[name];
  return state;
}

const named = (name: string, sets: readonly Uint32Array[]): Record<string, Uint32Array> =>
  Object.fromEntries(sets.map((bits, k) => [`${name} ${k}`, bits]));

const setsOf = ({
  atRisk,
  linked,
  atLarge,
  telling,
  voices,
  informed,
}: World): Record<string, Uint32Array> => ({
  atRisk,
  linked,
  atLarge,
  telling,
  voices,
  informed,
});

/** The first place at which two lists of numbers differ in any bit that counts (NaN is equal to NaN, -0 is not 0); -1 if nowhere. */
export function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  for (let n = 0; n < a.length; n++) if (!Object.is(a[n], b[n])) return n;
  return -1;
}

/** A world with other settings in it, group by group. */
export function merged(world: Json, settings: Json): Json {
  const isGroup = (x: unknown): x is Json => typeof x === 'object' && x !== null && !Array.isArray(x);
  const entries = Object.entries(settings).map(([name, value]) => {
    const old = world[name];
    return [name, isGroup(value) ? merged(isGroup(old) ? old : {}, value) : value] as const;
  });
  return { ...world, ...Object.fromEntries(entries) };
}

/** Names of the columns in which two series differ anywhere. */
export function differing(a: Series, b: Series): string[] {
  const part = (series: Series, c: number): Float64Array =>
    series.values.subarray(c * series.weeks, (c + 1) * series.weeks);
  return a.columns.filter((_, c) => firstDifference(part(a, c), part(b, c)) !== -1);
}

/** What differs between a person in one world and in another: names, or nothing. */
export function changedIn(a: World, b: World, i: number, without: readonly string[] = []): string[] {
  const [one, other] = [personOf(a, i, without), personOf(b, i, without)];
  return Object.keys(one).filter((name) => !Object.is(one[name], other[name]));
}
