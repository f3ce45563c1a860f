// The dilemma itself, in the smallest world that has it: a sanction deters those who might join, and silences those whose
// voices would keep them from it. R(s) = exp(-a s) (1 - h V(s)), V(s) = v0 exp(-b s), exact by settings alone: a star of
// people around one member, who all hear the voices from outside that still speak, for the one week that a voice lasts.
import { USUAL_SANCTION } from '../../sim/sanction.ts';
import { COLUMN } from '../../sim/series.ts';
import { stepWeek } from '../../sim/week.ts';
import { beside, momentsOf, said, upTo, type Answer, type Case } from './case.ts';
import { morningOf, peopleOf, settingOf, type Setting } from './setting.ts';

const A = 0.02;
const B = 0.15;
const V0 = 0.3;
const PEOPLE = 20_001;
const VOICES = 20_000;

export function worldOf(h: number, years: number): Promise<Setting> {
  const all = upTo(PEOPLE).map(() => 1);
  return settingOf({
    size: PEOPLE,
    weeks: 1,
    on: ['messages', 'narrative', 'attitude', 'recruit'],
    layer: { kind: 'given', ties: upTo(PEOPLE - 1).map((i) => [0, i + 1]) },
    given: { members: [0], support: all, ideology: all },
    sources: { outsideVoices: VOICES, outsideSpeaking: V0, outsideReach: 1 },
    group: { rise: 0, fall: 0 },
    narrative: { calling: 0 },
    attitude: {
      ...{ persuasion: 1, former: h - 1, confession: 0, saturation: 0, distance: 0, glorifying: 0 },
      ...{ halfLife: 0, peerRate: 0 },
    },
    deterrence: {
      ...{ certainty: 1, severity: years, confidence: 1e9, discount: 1 },
      ...{ referenceCertainty: 0 },
    },
    recruit: {
      ...{ rate: 1, vulnerability: 0, certainty: 0, severity: A },
      ...{ recruiterCapacity: 1e9, online: 0 },
    },
    exit: { elasticity: -B * USUAL_SANCTION },
    forms: { outsideVoices: 'responding' },
  });
}

/** The share of people that joins in the week, a number a replicate: luck is the same whatever h and s. */
export async function recruited(h: number, years: number, replicates: number): Promise<number[]> {
  const setting = await worldOf(h, years);
  const people = peopleOf(setting, 0);
  return upTo(replicates).map((r) => {
    const world = morningOf(setting, r, people);
    stepWeek(world, 0);
    return world.week[COLUMN.joins]! / (PEOPLE - 1);
  });
}

export const law = (h: number, s: number): number => Math.exp(-A * s) * (1 - h * V0 * Math.exp(-B * s));

/** Change from one sanction to another in the same replicates. */
async function change(h: number, from: number, to: number, replicates: number): Promise<number[]> {
  const before = await recruited(h, from, replicates);
  return (await recruited(h, to, replicates)).map((x, r) => x - before[r]!);
}

function chanceOf(sample: readonly number[], value: number, published: number): Answer {
  const allowed = 3 * Math.sqrt(momentsOf(sample).variance / sample.length);
  return { ...beside(value, published), allowed };
}

const SOURCE =
  'identity derived from first principles (evidence 3.6), a = .02, b = .15, v0 = .3; derived again here';

function level(s: number, published: number): Case {
  return {
    id: `dilemma-level-${s}`,
    target: `The dilemma: R(s) at h = .9, s = ${s} years`,
    published,
    source: SOURCE,
    derived: () => law(0.9, s),
    ours: async () => {
      const sample = await recruited(0.9, s, 40);
      return chanceOf(sample, momentsOf(sample).mean, law(0.9, s));
    },
    tolerance: 'chance',
  };
}

/** A step of half a year stands for the slope at 0: at .37 and .42 both have the same sign by the law. */
const STEP = 0.5;
const SLOPES = 160;

function slope(h: number, published: string): Case {
  return {
    id: `dilemma-slope-${h}`,
    target: `The dilemma: sign of R(${STEP}) - R(0) at h = ${h}, and within three standard errors of the law`,
    published,
    source: `${SOURCE}; h* = a / (v0 (a + b)) = .392157`,
    ours: async () => {
      const sample = await change(h, 0, STEP, SLOPES);
      const { mean } = momentsOf(sample);
      const { error, allowed } = chanceOf(sample, mean, law(h, STEP) - law(h, 0));
      const near = error <= allowed! ? '' : ', not the law';
      return said((mean < 0 ? 'falls' : 'rises') + near, published);
    },
    tolerance: 0,
  };
}

/** The slope at s = 0 from R(0), R(1), R(2), to second order in the step. */
const slopeAt0 = (r0: number, r1: number, r2: number): number => (-3 * r0 + 4 * r1 - r2) / 2;

/** Where a line in h crosses 0, from its heights at h = 0 and .9. */
const crossing = (none: number, much: number): number => (0.9 * none) / (none - much);

/** R is linear in h: its slope at s = 0 crosses 0 where two lines meet. */
const CROSSING: Case = {
  id: 'dilemma-crossing',
  target: 'The dilemma: h* at which harshness stops helping at s = 0, from s = 0, 1, 2 at h = 0 and .9',
  published: 0.392157,
  source: `${SOURCE}; allowed: three standard errors and what the law itself loses by a step of a year`,
  derived: () => A / (V0 * (A + B)),
  ours: async () => {
    const replicates = 60;
    const slopes: number[][] = [];
    for (const h of [0, 0.9]) {
      const [r0, r1, r2] = [
        await recruited(h, 0, replicates),
        await recruited(h, 1, replicates),
        await recruited(h, 2, replicates),
      ];
      slopes.push(r0.map((x, r) => slopeAt0(x, r1[r]!, r2[r]!)));
    }
    const [none, much] = slopes as [number[], number[]];
    const value = crossing(momentsOf(none).mean, momentsOf(much).mean);
    const steepness = (momentsOf(much).mean - momentsOf(none).mean) / 0.9;
    const wobble = none.map((x, r) => x + (value / 0.9) * (much[r]! - x));
    const lost = crossing(
      slopeAt0(law(0, 0), law(0, 1), law(0, 2)),
      slopeAt0(law(0.9, 0), law(0.9, 1), law(0.9, 2)),
    );
    const chance = (3 * Math.sqrt(momentsOf(wobble).variance / replicates)) / steepness;
    return { ...beside(value, 0.392157), allowed: chance + Math.abs(lost - 0.392157) };
  },
  tolerance: 'chance',
};

const BREAK_EVEN: Case = {
  id: 'dilemma-break-even',
  target: 'The dilemma: years beyond which harshness recruits fewer than none does, h = .9',
  published: 14.0731,
  source: `${SOURCE}; R(s) = R(0)`,
  derived: () => {
    let [low, high] = [6, 30];
    for (let n = 0; n < 80; n++) {
      const middle = (low + high) / 2;
      if (law(0.9, middle) > law(0.9, 0)) low = middle;
      else high = middle;
    }
    return low;
  },
  ours: async () => {
    const [low, high] = [13.6, 14.6];
    const [above, below] = [await change(0.9, 0, low, 40), await change(0.9, 0, high, 40)];
    const [up, down] = [momentsOf(above).mean, momentsOf(below).mean];
    const value = low + ((high - low) * up) / (up - down);
    const steepness = (up - down) / (high - low);
    const middle = above.map((x, r) => (x + below[r]!) / 2);
    const allowed = (3 * Math.sqrt(momentsOf(middle).variance / middle.length)) / steepness;
    return { ...beside(value, 14.0731), allowed };
  },
  tolerance: 'chance',
};

export const DILEMMA_CASES: readonly Case[] = [
  level(0, 0.73),
  level(1, 0.7524),
  level(5, 0.7894),
  level(20, 0.6613),
  slope(0.37, 'falls'),
  slope(0.42, 'rises'),
  CROSSING,
  BREAK_EVEN,
];
