// The nine patterns that the default world is judged by under *as it was* (the eighth is the dilemma, among the ancestors), as
// rows of the table of `npm run validate`. Bands were set before anything was run. 1, 5 and 6 were fitted, but for the two
// checks that 1 holds out; the others were only checked. A band that is missed is an answer too: it stands in MISSED.
import { readFileSync } from 'node:fs';
import { once, type Answer, type Case } from '../ancestors/case.ts';
import { GROWTH_TOLERANCE, CUTOFF } from '../calibration/targets.ts';
import { shares, type Point } from './box.ts';
import { breakEven } from './line.ts';
import { growthOf, STOCKS } from './growth.ts';
import { follow, MEMBER_WEEKS, type Counts } from './members.ts';
import { panel } from './panel.ts';
import { cohortScenario, followReleased, recidivismOf } from './recidivism.ts';
import { trial, trialScenario } from './trial.ts';
import { defaultScenario, settingOf } from './world.ts';

/** Replicates of the default world: over 10,000 recruits in all. */
const REPLICATES = 200;
/** People released together: the default world releases about ten a run, and too late to follow. */
const RELEASED = 20_000;
const TRIALS = 40;

/** Patterns that the calibrated defaults do not show, and why as far as is known. The tests notice when one comes or goes. */
export const MISSED: Readonly<Record<string, string>> = {
  'pattern-2-early':
    'disillusion builds up for months before it moves anybody, so people come back late; how long they stay was never published (H2)',
  'pattern-9-more':
    'over the frozen box recruits hardly ever speak for deterrence within five years, in which neither policy has much to act on',
  'pattern-9-line':
    'differences are too rare and too small over the box for its break-even line to be told, let alone its turn',
};

const counts = once(async (): Promise<Counts[]> => {
  const setting = await settingOf(defaultScenario(MEMBER_WEEKS));
  return Array.from({ length: REPLICATES }, (_, r) => follow(setting, r));
});

/** A count, summed over replicates. */
async function total(of: (counts: Counts) => number): Promise<number> {
  return (await counts()).reduce((sum, one) => sum + of(one), 0);
}

const growth = once(async () => {
  const joins = new Float64Array(MEMBER_WEEKS);
  for (const one of await counts()) one.joins.forEach((n, t) => (joins[t]! += n));
  return growthOf(joins);
});

const released = once(async () => {
  const setting = await settingOf(cohortScenario(RELEASED));
  return recidivismOf(followReleased(setting, 0, 1));
});

const trials = once(() => trial(trialScenario(), TRIALS));
const countries = once(() => panel());

export const boxPoints = once(
  (): readonly Point[] =>
    (JSON.parse(readFileSync('test/patterns/box.json', 'utf8')) as { points: Point[] }).points,
);

const show = (x: number): string => String(Number(x.toPrecision(3)));

/** A number that should lie in a band: the error is how far it lies outside. */
function banded(
  id: string,
  target: string,
  [low, high]: readonly [number, number],
  source: string,
  value: () => Promise<number> | number,
): Case {
  const published =
    high === Infinity
      ? `over ${show(low)}`
      : low === -Infinity
        ? `below ${show(high)}`
        : `${show(low)} to ${show(high)}`;
  const ours = async (): Promise<Answer> => {
    const x = await value();
    const outside = Math.max(low - x, x - high, 0);
    const open = (x === low && high === Infinity) || (x === high && low === -Infinity);
    return { value: x, error: Number.isNaN(x) ? NaN : open ? Number.MIN_VALUE : outside };
  };
  return { id: `pattern-${id}`, target, published, source, ours, tolerance: 0 };
}

const YEARS = [2012, 2013, 2014];
const GROWN = 'Schmid 2015 (C1)';
const fitted = YEARS.map((year, k) => {
  const ratio = STOCKS[k + 1]! / STOCKS[k]!;
  const factor = Math.exp(CUTOFF * GROWTH_TOLERANCE);
  return banded(
    `1-growth-${year}`,
    `1 fitted: recruits by the end of ${year} over those of the year before`,
    [ratio / factor, ratio * factor],
    GROWN,
    async () => (await growth()).ratios[k]!,
  );
});

export const PATTERNS: readonly Case[] = [
  ...fitted,
  banded(
    '1-october',
    '1 held out: recruits by October 2015 over October 2014',
    [1.2, 2],
    GROWN,
    async () => (await growth()).later,
  ),
  banded(
    '1-april',
    '1 held out: joining in April 2016, of the highest month',
    [0, 0.15],
    'Washington Post 2016 on Pentagon figures (C3, C4); BKA, BfV & HKE 2016 (C13)',
    async () => (await growth()).inflow,
  ),
  banded(
    '2-returned',
    '2 checked: recruits who came back by month 60',
    [0.14, 0.5],
    'Cook & Vale 2018 (C6), van Ginkel & Entenmann 2016 (C7), Barrett 2017 (C16)',
    async () => (await total((one) => one.returnedByMonth60)) / (await total((one) => one.joinedByMonth60)),
  ),
  banded(
    '2-early',
    '2 checked: chance of coming back in the first year inside over the third',
    [1, Infinity],
    'van Ginkel & Entenmann 2016 (C7): returns came early',
    async () => {
      const rate = async (year: number): Promise<number> =>
        (await total((one) => one.returns[year]!)) / (await total((one) => one.memberWeeks[year]!));
      return (await rate(0)) / (await rate(2));
    },
  ),
  banded(
    '3-voices',
    '3 checked: recruits who speak in public, by August 2015',
    [0.002, 0.01],
    'Neumann 2015 over Schmid 2015 (C18, C24)',
    async () => (await total((one) => one.voices20)) / (await total((one) => one.recruits20)),
  ),
  banded(
    '3-faster',
    '3 checked: new public voices a member-month, last 8 of 20 months over the first 12',
    [1, Infinity],
    'Neumann 2015 (C18, C19)',
    async () => {
      const rate = async (part: 0 | 1): Promise<number> =>
        (await total((one) => one.voices[part])) / (await total((one) => one.exposed[part]));
      return (await rate(1)) / (await rate(0));
    },
  ),
  banded(
    '4-networked',
    '4 checked: recruits with a tie inside the group',
    [0.6, 1],
    'Meleagrou-Hitchens et al. 2018 (C33)',
    async () => (await total((one) => one.networked)) / (await total((one) => one.joined)),
  ),
  banded(
    '4-odds',
    '4 checked: odds of a tie inside, recruits over others of their community',
    [2, Infinity],
    'Reynolds & Hafez 2019 (C34), Schwarzenbach & Jensen 2024 (C35)',
    async () => (await total((one) => one.over)) / (await total((one) => one.under)),
  ),
  banded(
    '4-together',
    '4 checked: tied pairs that join within 4 weeks, over shuffled weeks',
    [1, Infinity],
    'groups that leave together: ICCT 2016 (C17), GW 2018 (C33)',
    async () => (await total((one) => one.pairs)) / (await total((one) => one.shuffled)),
  ),
  banded(
    '5-effect',
    '5 fitted: effect of a counter-message on support, in standard deviations',
    [-0.35, 0.05],
    'Bélanger et al. 2020 (E4)',
    async () => (await trials()).effect,
  ),
  banded(
    '5-reactant',
    '5 fitted: that effect in the most reactant fifth less the rest',
    [0, Infinity],
    'Bélanger et al. 2020 (E4)',
    async () => (await trials()).backfire,
  ),
  banded(
    '6-again',
    '6 fitted: gone again within 5 years of release',
    [0.02, 0.05],
    'Hodwitz 2019, Renard 2020, Silke & Morrison 2020 (C59 to C62)',
    async () => (await released()).share,
  ),
  banded(
    '7-severity-low',
    '7 checked: elasticity of joining to severity, low end of 90 of 100',
    [-0.1, Infinity],
    'Wolfowicz et al. 2023 (E14)',
    async () => (await countries()).severity.low,
  ),
  banded(
    '7-severity-high',
    '7 checked: elasticity of joining to severity, high end of 90 of 100',
    [-Infinity, 0.1],
    'Wolfowicz et al. 2023 (E14)',
    async () => (await countries()).severity.high,
  ),
  banded(
    '7-certainty',
    '7 checked: elasticity of joining to certainty, high end of 90 of 100',
    [-Infinity, 0],
    'Wolfowicz et al. 2023 (E14)',
    async () => (await countries()).certainty.high,
  ),
  banded(
    '9-more',
    '9 checked: points of the box at which voices surely end with more recruits than deterrence',
    [0.05, 1],
    'neither sign may be built in',
    () => shares(boxPoints()).more,
  ),
  banded(
    '9-fewer',
    '9 checked: points of the box at which voices surely end with fewer',
    [0.05, 1],
    'neither sign may be built in',
    () => shares(boxPoints()).fewer,
  ),
  banded(
    '9-line',
    '9 checked: turn of the break-even line with the silencing effect, over its standard error',
    [2, Infinity],
    'H1: nobody has measured it; a result must move with it',
    () => breakEven(boxPoints()).turnOverError,
  ),
];
