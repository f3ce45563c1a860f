// An example of every chart, in numbers that are the same in every engine: what the tests of all charts go through. The name of
// an example is the name of its snapshot.
import { again, againTable, againWords } from '../../../viz/charts/again.ts';
import type { AgainData } from '../../../viz/charts/again.ts';
import { breakeven, breakevenTable, breakevenWords } from '../../../viz/charts/breakeven.ts';
import type { BreakevenData, MapCell } from '../../../viz/charts/breakeven.ts';
import { differences, differencesTable, differencesWords } from '../../../viz/charts/differences.ts';
import type { DifferencesData } from '../../../viz/charts/differences.ts';
import { fan, fanTable, fanWords } from '../../../viz/charts/fan.ts';
import type { FanData } from '../../../viz/charts/fan.ts';
import type { ChartOptions } from '../../../viz/charts/frame.ts';
import { levers, leversTable, leversWords } from '../../../viz/charts/levers.ts';
import type { LeversData } from '../../../viz/charts/levers.ts';
import { lifelines, lifelinesTable, lifelinesWords } from '../../../viz/charts/lifelines.ts';
import type { LifelinesData } from '../../../viz/charts/lifelines.ts';
import { pushes, pushesTable, pushesWords } from '../../../viz/charts/pushes.ts';
import type { PushesData } from '../../../viz/charts/pushes.ts';
import { seeds, seedsTable, seedsWords } from '../../../viz/charts/seeds.ts';
import type { SeedsData } from '../../../viz/charts/seeds.ts';
import { stages, stagesTable, stagesWords } from '../../../viz/charts/stages.ts';
import type { StagesData } from '../../../viz/charts/stages.ts';
import { tornado, tornadoTable, tornadoWords } from '../../../viz/charts/tornado.ts';
import type { TornadoData } from '../../../viz/charts/tornado.ts';
import { tradeoff, tradeoffTable, tradeoffWords } from '../../../viz/charts/tradeoff.ts';
import type { TradeoffData } from '../../../viz/charts/tradeoff.ts';
import type { ChartTable, Words } from '../../../viz/charts/words.ts';

/** A spread of whole numbers that repeats only after 101. */
export const wave = (k: number, of = 101): number => (((k * 37 + 11) % 101) * of) / 101;
export const many = (n: number, of: (k: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => of(k));

export const measure = {
  title: 'Recruits',
  more: 'recruits',
  unit: 'people',
  digits: 0,
  none: 'Nobody was recruited',
} as const;
export const facts = { people: 1000, weeks: 60, seed: 'a seed', engine: 'palinode 0.0.0' };
export const named = (names: readonly string[]) => names.map((name, place) => ({ name, place }));
export const POLICIES = named(['Harsh sentences', 'Government campaign', 'Defectors speak']);
export const weeks = Array.from({ length: 60 }, (_, k) => k + 1);

/** Courses that grow, by policy and replicate. */
export const courseOf = (place: number, r: number): Float64Array =>
  many(weeks.length, (t) => Math.floor(((t + 1) * (3 - place) * (30 + wave(r, 60))) / 100));
const sortedAt = (place: number, n: number, t: number): number[] =>
  Array.from({ length: n }, (_, r) => courseOf(place, r)[t]!).sort((a, b) => a - b);
const quantilesOf = (place: number, n = 40): Float64Array[] =>
  [0.05, 0.25, 0.5, 0.75, 0.95].map((p) =>
    many(weeks.length, (t) => sortedAt(place, n, t)[Math.floor(p * (n - 1))]!),
  );

export const differencesData: DifferencesData = {
  measure,
  baseline: POLICIES[0]!.name,
  facts,
  rows: [
    { name: 'Government campaign', differences: many(200, (r) => Math.round(wave(r) - 60)) },
    {
      name: 'Defectors speak',
      differences: many(200, (r) => Math.round(wave(r) - 80)),
      drawn: { below: 150, equal: 4, above: 46 },
    },
  ],
};
export const fanData: FanData = {
  ...{ measure, over: 'to date', weeks, runs: 40, facts },
  policies: POLICIES.map((policy) => ({
    ...policy,
    quantiles: quantilesOf(policy.place),
    courses: Array.from({ length: 12 }, (_, r) => courseOf(policy.place, r)),
  })),
};
export const tradeoffData: TradeoffData = {
  x: {
    title: 'Prison years served',
    more: 'years of prison served',
    unit: 'years',
    digits: 0,
    betterWhen: 'lower',
  },
  y: { ...measure, betterWhen: 'lower' },
  facts,
  policies: POLICIES.map((policy) => ({
    ...policy,
    x: many(100, (r) => (3 - policy.place) * 60 + wave(r, 40)),
    y: many(100, (r) => 50 + policy.place * 10 + wave(r * 3 + 1, 50)),
  })),
};
export const stagesData: StagesData = {
  ...{ weeks, runs: 40, facts, rest: 'at risk and never recruited' },
  policies: POLICIES.map((policy) => ({
    ...policy,
    parts: (['member', 'left', 'surfaced', 'released', 'awaiting', 'imprisoned', 'dead'] as const).map(
      (stage, k) => ({
        stage,
        title: [
          'Members',
          'Left, unknown',
          'Came forward',
          'Released',
          'Awaiting trial',
          'In prison',
          'Dead',
        ][k]!,
        shares: many(weeks.length, (t) => (t * (policy.place + 1)) / (8000 * (k + 1))),
      }),
    ),
  })),
};
export const pushesData: PushesData = {
  ...{ measure, facts, policies: POLICIES },
  mechanisms: ['Stories of former members', 'Propaganda of the group', 'Fear of prison'].map((title, m) => ({
    title,
    differences: POLICIES.map(({ place }) =>
      many(100, (r) => Math.round([-30, 40, -8][m]! * (place + 1) + wave(r, 30) - 15)),
    ),
  })),
};
export const leversData: LeversData = {
  ...{ facts, policies: POLICIES },
  levers: [
    {
      title: 'Severity',
      unit: 'years per year',
      digits: 1,
      values: [many(60, () => 4), many(60, () => 1), many(60, () => 1)],
    },
    {
      title: 'Publicity',
      unit: 'share',
      digits: 2,
      values: POLICIES.map(({ place }) => many(60, (t) => (place === 2 && t >= 26 ? 0.9 : 0.3))),
    },
  ],
};
export const tornadoData: TornadoData = {
  ...{
    measure,
    facts,
    policy: 'Defectors speak',
    baseline: 'Harsh sentences',
    centre: -41,
    of: 'the middle run',
    runs: 100,
  },
  rows: [
    {
      title: 'Credibility of defectors',
      unit: '0 to 1',
      digits: 2,
      grade: 'B',
      low: { value: 0.2, difference: -12 },
      high: { value: 0.8, difference: -60 },
    },
    {
      title: 'How far expected sentence silences',
      unit: 'share',
      digits: 2,
      grade: 'H',
      low: { value: 0.1, difference: 14 },
      high: { value: 0.9, difference: -77 },
    },
    {
      title: 'Recruitment',
      unit: 'per week',
      digits: 1,
      low: { value: 0.5, difference: -30 },
      high: { value: 2, difference: NaN },
    },
  ],
};
/** Mixed sizes: four large cells, of which one is cut into four. */
const square = (key: string, x0: number, y0: number, size: number): MapCell => {
  const mean = Math.round(100 * (0.392 - (x0 + size / 2)));
  return {
    key,
    x0,
    x1: x0 + size,
    y0,
    y1: y0 + size,
    mean,
    sign: Math.abs(mean) < 20 ? 'undecided' : mean < 0 ? 'below' : 'above',
  };
};
export const breakevenData: BreakevenData = {
  ...{
    measure: { ...measure, betterWhen: 'lower' },
    facts,
    policy: 'Defectors speak',
    baseline: 'Harsh sentences',
    runs: 200,
  },
  x: {
    title: 'Silencing effect',
    unit: 'share',
    digits: 2,
    from: 0,
    to: 1,
    low: 0.2,
    high: 0.7,
    current: 0.5,
  },
  y: {
    title: 'Credibility of defectors',
    unit: 'ratio',
    digits: 2,
    from: 0,
    to: 1,
    low: 0.25,
    high: 0.75,
    current: 0.5,
  },
  cells: [
    ...[0, 0.25].flatMap((x) => [0, 0.25].map((y) => square(`1,${x * 4},${y * 4}`, x, y, 0.25))),
    square('0,1,0', 0.5, 0, 0.5),
    square('0,0,1', 0, 0.5, 0.5),
    { ...square('0,1,1', 0.5, 0.5, 0.5), mean: null },
  ],
};
export const seedsData: SeedsData = {
  ...{ measure, over: 'to date', weeks, facts, replicates: Array.from({ length: 12 }, (_, r) => r) },
  policies: [POLICIES[0]!, POLICIES[2]!].map((policy) => ({
    ...policy,
    courses: Array.from({ length: 12 }, (_, r) => courseOf(policy.place, r)),
  })),
};
export const againData: AgainData = {
  ...{ measure, facts, runs: 200, theirs: 'palinode 0.0.9', ours: 'palinode 0.1.0' },
  rows: POLICIES.map((policy, k) => ({
    ...policy,
    theirs: { median: 60 - 5 * k, p05: 20, p95: 110 + k },
    ours: { median: 60 - 6 * k, p05: 21, p95: 110 - k },
  })),
};
export const lifelinesData: LifelinesData = {
  ...{ person: 'Person 1043', weeks: 60, facts },
  parting: { week: 17, text: 'person 88, a tie, spoke in public.' },
  lanes: [
    {
      ...POLICIES[0]!,
      spans: [
        { stage: 'home', title: 'at risk', from: 1, to: 30 },
        { stage: 'member', title: 'member', from: 31, to: 49 },
        { stage: 'awaiting', title: 'awaiting trial', from: 50, to: 52 },
        { stage: 'imprisoned', title: 'in prison', from: 53, to: 60 },
      ],
    },
    { ...POLICIES[2]!, spans: [{ stage: 'home', title: 'at risk', from: 1, to: 60 }] },
  ],
};

export interface Example {
  readonly draw: (options: ChartOptions) => SVGSVGElement;
  readonly table: ChartTable;
  readonly words: Words;
  /** The same chart with nothing to show: what it says instead. */
  readonly empty: (options: ChartOptions) => SVGSVGElement;
  readonly says: string;
  /** With one policy; with very long names; with holes. */
  readonly odd: readonly ((options: ChartOptions) => SVGSVGElement)[];
}

const LONG =
  'A policy whose name is so very long that it fits nowhere and whoseLongestWordIsLongerThanAnyLineOfItCouldEverBe';
const renamed = <P extends { readonly name: string }>(policies: readonly P[]): P[] =>
  policies.map((policy) => ({ ...policy, name: LONG }));
const one = <P>(policies: readonly P[]): P[] => policies.slice(0, 1);
const holes = (values: ArrayLike<number>): Float64Array =>
  Float64Array.from(values as Float64Array, (value, k) => (k % 7 < 3 ? NaN : value));

/** Each far from what the runs were, one on the other side. */
const guessed: DifferencesData = {
  ...differencesData,
  rows: differencesData.rows.map((row, k) => ({ ...row, guess: k === 0 ? -12 : 70 })),
};

export const EXAMPLES: Readonly<Record<string, Example>> = {
  'differences-guessed': {
    draw: (o) => differences(guessed, o),
    table: differencesTable(guessed),
    words: differencesWords(guessed),
    empty: (o) => differences({ ...guessed, rows: [] }, o),
    says: 'There is no policy to compare with the baseline.',
    odd: [
      (o) => differences({ ...guessed, rows: one(guessed.rows) }, o),
      (o) => differences({ ...guessed, rows: renamed(guessed.rows) }, o),
      ...[0, -9e3, 9e3].map(
        (guess) => (o: ChartOptions) =>
          differences({ ...guessed, rows: guessed.rows.map((row) => ({ ...row, guess })) }, o),
      ),
    ],
  },
  'differences-of-two': {
    draw: (o) => differences(differencesData, o),
    table: differencesTable(differencesData),
    words: differencesWords(differencesData),
    empty: (o) => differences({ ...differencesData, rows: [] }, o),
    says: 'There is no policy to compare with the baseline.',
    odd: [
      (o) => differences({ ...differencesData, rows: one(differencesData.rows) }, o),
      (o) => differences({ ...differencesData, rows: renamed(differencesData.rows) }, o),
      (o) =>
        differences(
          {
            ...differencesData,
            facts: { ...facts, asked: 900 },
            rows: differencesData.rows.map((row) => ({
              ...row,
              differences: holes(row.differences),
              before: row.differences,
            })),
          },
          o,
        ),
      (o) =>
        differences({ ...differencesData, rows: [{ name: 'Same', differences: many(200, () => 0) }] }, o),
      (o) => differences(differencesData, { ...o, domain: [-20, 5] } as ChartOptions),
    ],
  },
  fan: {
    draw: (o) => fan(fanData, o),
    table: fanTable(fanData),
    words: fanWords(fanData),
    empty: (o) =>
      fan(
        {
          ...fanData,
          policies: fanData.policies.map((policy) => ({
            ...policy,
            quantiles: policy.quantiles.map(() => many(60, () => 0)),
            courses: [],
          })),
        },
        o,
      ),
    says: 'Nobody was recruited in any run.',
    odd: [
      (o) => fan({ ...fanData, policies: one(fanData.policies) }, o),
      (o) => fan({ ...fanData, policies: renamed(fanData.policies) }, o),
      (o) =>
        fan(
          {
            ...fanData,
            facts: { ...facts, asked: 900 },
            policies: fanData.policies.map((policy) => ({
              ...policy,
              quantiles: policy.quantiles.map(holes),
              before: policy.quantiles[1],
            })),
          },
          o,
        ),
      (o) => fan(fanData, { ...o, log: true, week: 20 } as ChartOptions),
      (o) => fan(fanData, { ...o, run: 3, domain: [0, 40] } as ChartOptions),
      (o) =>
        fan(
          {
            ...fanData,
            policies: POLICIES.map((policy) => ({ ...policy, quantiles: fanData.policies[0]!.quantiles })),
          },
          o,
        ),
    ],
  },
  tradeoff: {
    draw: (o) => tradeoff(tradeoffData, o),
    table: tradeoffTable(tradeoffData),
    words: tradeoffWords(tradeoffData),
    empty: (o) =>
      tradeoff({ ...tradeoffData, policies: POLICIES.map((policy) => ({ ...policy, x: [NaN], y: [1] })) }, o),
    says: 'No run has both Prison years served and Recruits.',
    odd: [
      (o) => tradeoff({ ...tradeoffData, policies: one(tradeoffData.policies) }, o),
      (o) => tradeoff({ ...tradeoffData, policies: renamed(tradeoffData.policies) }, o),
      (o) =>
        tradeoff(
          {
            ...tradeoffData,
            policies: tradeoffData.policies.map((policy) => ({ ...policy, x: holes(policy.x) })),
          },
          o,
        ),
      (o) =>
        tradeoff(
          { ...tradeoffData, policies: POLICIES.map((policy) => ({ ...policy, x: [3, 3], y: [0, 0] })) },
          o,
        ),
    ],
  },
  stages: {
    draw: (o) => stages(stagesData, o),
    table: stagesTable(stagesData),
    words: stagesWords(stagesData),
    empty: (o) => stages({ ...stagesData, policies: [] }, o),
    says: 'There is no policy to show.',
    odd: [
      (o) => stages({ ...stagesData, policies: one(stagesData.policies) }, o),
      (o) => stages({ ...stagesData, policies: renamed(stagesData.policies) }, o),
      (o) =>
        stages(
          {
            ...stagesData,
            policies: stagesData.policies.map((policy) => ({
              ...policy,
              parts: policy.parts.map((part) => ({ ...part, shares: holes(part.shares) })),
            })),
          },
          o,
        ),
      (o) =>
        stages(
          {
            ...stagesData,
            policies: [
              ...stagesData.policies,
              ...named(['d', 'e', 'f', 'g']).map((policy) => ({
                ...policy,
                parts: stagesData.policies[0]!.parts,
              })),
            ],
          },
          o,
        ),
    ],
  },
  pushes: {
    draw: (o) => pushes(pushesData, o),
    table: pushesTable(pushesData),
    words: pushesWords(pushesData),
    empty: (o) => pushes({ ...pushesData, mechanisms: [] }, o),
    says: 'No run without a mechanism has been made yet.',
    odd: [
      (o) => pushes({ ...pushesData, policies: one(pushesData.policies) }, o),
      (o) =>
        pushes(
          {
            ...pushesData,
            policies: renamed(pushesData.policies),
            mechanisms: pushesData.mechanisms.map((each) => ({ ...each, title: LONG })),
          },
          o,
        ),
      (o) =>
        pushes(
          {
            ...pushesData,
            facts: { ...facts, asked: 900 },
            mechanisms: pushesData.mechanisms.map((each) => ({
              ...each,
              differences: each.differences.slice(0, 2).map(holes),
            })),
          },
          o,
        ),
    ],
  },
  levers: {
    draw: (o) => levers(leversData, o),
    table: leversTable(leversData),
    words: leversWords(leversData),
    empty: (o) => levers({ ...leversData, levers: [] }, o),
    says: 'No lever differs from what happens when nobody does anything.',
    odd: [
      (o) => levers({ ...leversData, policies: one(leversData.policies) }, o),
      (o) =>
        levers(
          {
            ...leversData,
            policies: renamed(leversData.policies),
            levers: leversData.levers.map((lever) => ({ ...lever, title: LONG })),
          },
          o,
        ),
      (o) =>
        levers(
          {
            ...leversData,
            levers: leversData.levers.map((lever) => ({ ...lever, values: lever.values.map(holes) })),
          },
          o,
        ),
    ],
  },
  tornado: {
    draw: (o) => tornado(tornadoData, o),
    table: tornadoTable(tornadoData),
    words: tornadoWords(tornadoData),
    empty: (o) => tornado({ ...tornadoData, rows: [] }, o),
    says: 'No assumption has a range to try.',
    odd: [
      (o) => tornado({ ...tornadoData, centre: NaN, rows: one(tornadoData.rows) }, o),
      (o) =>
        tornado(
          {
            ...tornadoData,
            policy: LONG,
            baseline: LONG,
            rows: tornadoData.rows.map((row) => ({ ...row, title: LONG })),
          },
          o,
        ),
      (o) =>
        tornado(
          {
            ...tornadoData,
            rows: tornadoData.rows.map((row) => ({
              ...row,
              low: { value: 1, difference: 5 },
              high: { value: 2, difference: 5 },
            })),
          },
          o,
        ),
    ],
  },
  breakeven: {
    draw: (o) => breakeven(breakevenData, o),
    table: breakevenTable(breakevenData),
    words: breakevenWords(breakevenData),
    empty: (o) => breakeven({ ...breakevenData, cells: [] }, o),
    says: 'No cell of the map has been run yet.',
    odd: [
      (o) =>
        breakeven(
          {
            ...breakevenData,
            cells: breakevenData.cells.map((each) => ({ ...each, mean: 0, sign: 'undecided' as const })),
          },
          o,
        ),
      (o) =>
        breakeven(
          {
            ...breakevenData,
            policy: LONG,
            x: { ...breakevenData.x, title: LONG },
            y: { ...breakevenData.y, title: LONG },
          },
          o,
        ),
      (o) =>
        breakeven({ ...breakevenData, x: { ...breakevenData.x, current: 7 } }, {
          ...o,
          cell: '0,1,0',
        } as ChartOptions),
    ],
  },
  seeds: {
    draw: (o) => seeds(seedsData, o),
    table: seedsTable(seedsData),
    words: seedsWords(seedsData),
    empty: (o) => seeds({ ...seedsData, replicates: [] }, o),
    says: 'There is no run to show yet.',
    odd: [
      (o) => seeds({ ...seedsData, policies: one(seedsData.policies) }, o),
      (o) => seeds({ ...seedsData, policies: renamed(seedsData.policies) }, o),
      (o) =>
        seeds(
          {
            ...seedsData,
            policies: seedsData.policies.map((policy) => ({
              ...policy,
              courses: policy.courses.map(holes).slice(0, 5),
            })),
          },
          o,
        ),
    ],
  },
  again: {
    draw: (o) => again(againData, o),
    table: againTable(againData),
    words: againWords(againData),
    empty: (o) => again({ ...againData, rows: [] }, o),
    says: 'No run has a value to compare.',
    odd: [
      (o) => again({ ...againData, rows: one(againData.rows) }, o),
      (o) => again({ ...againData, rows: renamed(againData.rows) }, o),
      (o) =>
        again(
          {
            ...againData,
            rows: againData.rows.map((row) => ({ ...row, ours: { median: null, p05: null, p95: null } })),
          },
          o,
        ),
    ],
  },
  lifelines: {
    draw: (o) => lifelines(lifelinesData, o),
    table: lifelinesTable(lifelinesData),
    words: lifelinesWords(lifelinesData),
    empty: (o) => lifelines({ ...lifelinesData, lanes: [] }, o),
    says: 'Nothing is known of Person 1043 yet.',
    odd: [
      (o) => lifelines({ ...lifelinesData, parting: null, lanes: one(lifelinesData.lanes) }, o),
      (o) =>
        lifelines({ ...lifelinesData, lanes: renamed(lifelinesData.lanes) }, {
          ...o,
          week: 40,
        } as ChartOptions),
    ],
  },
};
