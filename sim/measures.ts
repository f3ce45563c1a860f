/**
 * Outcomes: one number a run, read off its series: what a course over the weeks has come to in the last. Each says what it counts, in what unit, which way is better (where
 * that can be said at all: impunity and recruits are never one score), and the noun of the sentence that compares two policies by it.
 */
import type { Scenario } from './scenario.ts';
import { column, type Series } from './series.ts';

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly description: string;
  readonly betterWhen: 'lower' | 'higher' | null;
  /** Decimals that a reader is shown. */
  readonly digits: number;
  /** What there is more or fewer of; 'lower' where it is a level that is lower or higher. */
  readonly more: string;
  readonly words?: 'fewer' | 'lower';
  /** Said of runs in which it stayed at 0. */
  readonly none?: string;
  /** Whether its course adds up, so that it may be shown by the week as well as to date. */
  readonly adds: boolean;
  /** A number a week, to date; NaN where there is none yet: a rate of nobody. Null where only the end is known. */
  readonly over: (series: Series, scenario: Scenario) => Float64Array | null;
  /** Where it compares people with the baseline's: from who left under each (`Series.left`), without the rest of the runs. */
  readonly relative?: (left: Uint32Array, theirs: Uint32Array) => number;
  /** The last of its course. `baseline` is the same replicate under the policy that others are compared with. */
  readonly of: (series: Series, scenario: Scenario, baseline: Series) => number;
}

type Course = (series: Series, scenario: Scenario) => Float64Array;

const soFar = (series: Series, name: string): Float64Array => {
  let sum = 0;
  return column(series, name).map((x) => (sum += x));
};
const ratios = (part: Float64Array, whole: Float64Array, scale = 1): Float64Array =>
  part.map((x, t) => (whole[t]! > 0 ? (scale * x) / whole[t]! : NaN));
const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : NaN);

/** How many numbers two ascending lists share. */
function common(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let m = 0, n = 0; m < a.length && n < b.length;) {
    if (a[m] === b[n]) shared++;
    if (a[m]! < b[n]!) m++;
    else n++;
  }
  return shared;
}

const sharedLeavers = (left: Uint32Array, theirs: Uint32Array): number =>
  ratio(common(left, theirs), theirs.length);

/** How many people were at risk in the first week: a fixed denominator, which no policy moves. */
const atRisk = (series: Series): number => column(series, 'atRisk')[0]!;

type Told = Omit<Measure, 'of' | 'over' | 'adds'>;
const course = (told: Told, over: Course, adds = false): Measure => ({
  ...told,
  adds,
  over,
  of: (series, scenario) => over(series, scenario)[series.weeks - 1]!,
});
const counted = (told: Told, name: string): Measure => course(told, (series) => soFar(series, name), true);
const atEnd = (told: Told, name: string, adds = false): Measure =>
  course(told, (series) => column(series, name).slice(), adds);

const COUNTS: readonly Measure[] = [
  counted(
    {
      id: 'recruits',
      title: 'Recruits',
      unit: 'people',
      description: 'People who joined the group, to date.',
      betterWhen: 'lower',
      digits: 0,
      more: 'recruits',
      none: 'Nobody was recruited',
    },
    'joins',
  ),
  course(
    {
      id: 'recruitment-rate',
      title: 'Recruitment rate',
      unit: 'per 1,000 at risk and year',
      description: 'Recruits per 1,000 people at risk in the first week and year.',
      betterWhen: 'lower',
      digits: 2,
      more: 'recruits per 1,000 at risk and year',
    },
    (series) => soFar(series, 'joins').map((n, t) => ratio(1000 * n, atRisk(series) * ((t + 1) / 52))),
  ),
  course(
    {
      id: 'networked-share',
      title: 'Recruited through ties',
      unit: 'share',
      description: 'Share of recruits with a tie inside the group when they joined.',
      betterWhen: null,
      digits: 2,
      more: 'share recruited through ties',
      words: 'lower',
    },
    (series) => ratios(soFar(series, 'networkedJoins'), soFar(series, 'joins')),
  ),
  atEnd(
    {
      id: 'members',
      title: 'Members',
      unit: 'people',
      description: 'Members of the group at the end.',
      betterWhen: 'lower',
      digits: 0,
      more: 'members',
    },
    'member',
  ),
  counted(
    {
      id: 'defections',
      title: 'Defections',
      unit: 'people',
      description:
        'Members who left the group alive, to date. Fewer recruits leave fewer to defect: read it with the rate.',
      betterWhen: null,
      digits: 0,
      more: 'defections',
    },
    'exits',
  ),
  course(
    {
      id: 'defection-rate',
      title: 'Defection rate',
      unit: 'per 100 member-years',
      description: 'Defections per 100 years of membership.',
      betterWhen: 'higher',
      digits: 1,
      more: 'defections per 100 member-years',
    },
    (series) => {
      const years = soFar(series, 'member').map((weeks) => weeks / 52);
      return ratios(soFar(series, 'exits'), years, 100);
    },
  ),
  {
    id: 'same-leavers',
    title: 'Same people defecting',
    unit: 'share',
    description:
      'Of the people who leave the group under the baseline, the share who leave it under this policy too.',
    betterWhen: null,
    digits: 3,
    more: 'share of the same people defecting',
    words: 'lower',
    adds: false,
    over: () => null,
    relative: sharedLeavers,
    of: (series, _, baseline) => sharedLeavers(series.left, baseline.left),
  },
  counted(
    {
      id: 'surfaced',
      title: 'Came forward',
      unit: 'people',
      description: 'Former members who made themselves known, to date.',
      betterWhen: 'higher',
      digits: 0,
      more: 'who came forward',
    },
    'surfacings',
  ),
  counted(
    {
      id: 'voices',
      title: 'Voices',
      unit: 'people',
      description: 'Former members who spoke, with a name or without, to date.',
      betterWhen: 'higher',
      digits: 0,
      more: 'voices',
    },
    'newVoices',
  ),
  course(
    {
      id: 'story-reach',
      title: 'Reach of stories',
      unit: 'share',
      description:
        'Share of people who have heard the story of a former member, of the theme that most have heard.',
      betterWhen: null,
      digits: 3,
      more: 'reach of stories',
      words: 'lower',
    },
    (series, scenario) => {
      const reach = scenario.themes.map((theme) => column(series, `reach.${theme.id}`));
      return new Float64Array(series.weeks).map(
        (_, t) => Math.max(...reach.map((people) => people[t]!)) / scenario.population.size,
      );
    },
  ),
  course(
    {
      id: 'story-depth',
      title: 'Depth of stories',
      unit: 'retellings',
      description: 'Mean number of mouths that a story told over a tie had passed before.',
      betterWhen: null,
      digits: 2,
      more: 'retellings of a story',
    },
    (series) => ratios(soFar(series, 'retellings'), soFar(series, 'tellings')),
  ),
];

const LEVELS: readonly Measure[] = [
  atEnd(
    {
      id: 'support-at-risk',
      title: 'Support, at risk',
      unit: '0 to 1',
      description: 'Mean support for the group of people at risk, at the end.',
      betterWhen: 'lower',
      digits: 4,
      more: 'support among people at risk',
      words: 'lower',
    },
    'supportAtRisk',
  ),
  atEnd(
    {
      id: 'ideology-at-risk',
      title: 'Acceptance of violence, at risk',
      unit: '0 to 1',
      description: 'Mean acceptance of violence of people at risk, at the end.',
      betterWhen: 'lower',
      digits: 4,
      more: 'acceptance of violence among people at risk',
      words: 'lower',
    },
    'ideologyAtRisk',
  ),
  atEnd(
    {
      id: 'support-others',
      title: 'Support, others',
      unit: '0 to 1',
      description: 'Mean support for the group of people not at risk, at the end.',
      betterWhen: 'lower',
      digits: 4,
      more: 'support among others',
      words: 'lower',
    },
    'supportOthers',
  ),
  atEnd(
    {
      id: 'ideology-others',
      title: 'Acceptance of violence, others',
      unit: '0 to 1',
      description:
        'Mean acceptance of violence of people not at risk, at the end: the spill-over of telling such stories.',
      betterWhen: 'lower',
      digits: 4,
      more: 'acceptance of violence among others',
      words: 'lower',
    },
    'ideologyOthers',
  ),
  atEnd(
    {
      id: 'certainty',
      title: 'Perceived certainty',
      unit: 'probability',
      description: 'Mean chance of punishment that people at risk believe in, at the end.',
      betterWhen: null,
      digits: 3,
      more: 'perceived certainty',
      words: 'lower',
    },
    'certainty',
  ),
];

const PRICES: readonly Measure[] = [
  atEnd(
    {
      id: 'prison-imposed',
      title: 'Prison years imposed',
      unit: 'years',
      description: 'Years of prison that courts imposed, to date.',
      betterWhen: null,
      digits: 1,
      more: 'years of prison imposed',
    },
    'prisonImposed',
    true,
  ),
  atEnd(
    {
      id: 'prison-served',
      title: 'Prison years served',
      unit: 'years',
      description: 'Years of prison that were served, to date.',
      betterWhen: null,
      digits: 1,
      more: 'years of prison served',
    },
    'prisonServed',
    true,
  ),
  atEnd(
    {
      id: 'impunity',
      title: 'Impunity',
      unit: 'years',
      description:
        'Offence severity of living former members that no sentence answers, in years of the reference sentence, at the end.',
      betterWhen: 'lower',
      digits: 1,
      more: 'years of impunity',
    },
    'impunity',
  ),
  counted(
    {
      id: 'reengaged',
      title: 'Re-engaged',
      unit: 'people',
      description: 'Former members who went to the group again, to date.',
      betterWhen: 'lower',
      digits: 0,
      more: 're-engagements',
    },
    'reengagements',
  ),
  course(
    {
      id: 'deaths',
      title: 'Deaths',
      unit: 'people',
      description: 'Members who died abroad or were killed for leaving, to date.',
      betterWhen: 'lower',
      digits: 0,
      more: 'deaths',
    },
    (series) => column(series, 'dead').slice(),
    true,
  ),
  atEnd(
    {
      id: 'cost',
      title: 'Cost',
      unit: 'euro',
      description: 'What the policy cost, to date, at prices that are guesses.',
      betterWhen: 'lower',
      digits: 0,
      more: 'euros of cost',
    },
    'cost',
    true,
  ),
];

/** Every outcome, in the order in which it is told. */
export const MEASURES: readonly Measure[] = [...COUNTS, ...LEVELS, ...PRICES];

/** The measure of an id. Throws a RangeError where there is none. */
export function measureOf(id: string): Measure {
  const found = MEASURES.find((measure) => measure.id === id);
  if (found === undefined) throw new RangeError(`no measure ${id}`);
  return found;
}
