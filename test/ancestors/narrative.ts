// Word of mouth: Maki-Thompson, Moreno-Nekovee, SIR and bond percolation, by settings alone.
import type { Chance } from '../../sim/random.ts';
import { IGNORANT, type Population, type World } from '../../sim/world.ts';
import {
  beside,
  finalSize,
  meanBeside,
  momentsOf,
  once,
  said,
  upTo,
  varianceBeside,
  type Case,
} from './case.ts';
import { everyWay } from './enumerate.ts';
import { morningOf, peopleOf, runUntil, settingOf, type Setting } from './setting.ts';

interface Rumour {
  readonly size: number;
  readonly calling: number;
  readonly telling: number;
  readonly stifling: number;
  readonly forgetting: number;
  readonly layer?: Readonly<Record<string, unknown>>;
  readonly eachTie?: boolean;
  readonly tellers?: number;
}

const COMPLETE = { kind: 'complete' };

function rumour(r: Rumour): Promise<Setting> {
  const { calling, telling, stifling, forgetting } = r;
  return settingOf({
    size: r.size,
    on: ['narrative'],
    layer: r.layer ?? COMPLETE,
    theme: { tellers: r.tellers ?? 1 },
    narrative: { calling, telling, stifling, forgetting },
    forms: { calling: r.eachTie === true ? 'each tie' : 'one tie' },
  });
}

function ignorants(world: World): number {
  let count = 0;
  for (let i = 0; i < world.size; i++) if (world.knows[i] === IGNORANT) count++;
  return count;
}

function atTheEnd(setting: Setting, r: number, people: Population, chance?: Chance): number {
  const world = morningOf(setting, r, people, chance);
  const weeks = runUntil(world, () => world.tellers[0] === 0);
  if (world.tellers[0] !== 0) throw new Error(`still telling after ${weeks} weeks`);
  return ignorants(world);
}

/** How many never hear, a number a replicate; ties are complete, so replicates share them. */
async function survivors(r: Rumour, replicates: number): Promise<number[]> {
  const setting = await rumour(r);
  const people = peopleOf(setting, 0);
  return upTo(replicates).map((n) => atTheEnd(setting, n, people));
}

/** The same, where every replicate has a network of its own. */
async function survivorsAnew(r: Rumour, replicates: number): Promise<number[]> {
  const setting = await rumour(r);
  return upTo(replicates).map((n) => atTheEnd(setting, n, peopleOf(setting, n)));
}

/** The law of the number who never hear, of `size` people: the jump chain of ignorants and tellers, one call at a time. */
function lawOf(size: number, telling: number, stifling: number): Float64Array {
  const law = new Float64Array(size);
  let now = new Float64Array(size + 1); // chance of so many tellers, given how many are ignorant
  now[1] = 1;
  for (let ignorant = size - 1; ignorant >= 0; ignorant--) {
    const next = new Float64Array(size + 1);
    const hit = (ignorant * telling) / (ignorant * telling + (size - 1 - ignorant) * stifling);
    for (let tellers = size - ignorant; tellers > 0; tellers--) {
      next[tellers + 1] = now[tellers]! * hit;
      now[tellers - 1]! += now[tellers]! * (1 - hit);
    }
    law[ignorant] = now[0]!;
    now = next;
  }
  return law;
}

function lawMoments(law: Float64Array): { mean: number; variance: number } {
  const mean = law.reduce((sum, p, x) => sum + p * x, 0);
  return { mean, variance: law.reduce((sum, p, x) => sum + p * (x - mean) ** 2, 0) };
}

const MAKI = { telling: 1, stifling: 1, forgetting: 0 };
const DYNAMIC =
  'exact law at this N by dynamic programme over the jump chain, derived again here; limit .2032, Sudbury 1985';

function makiThompson(size: number, replicates: number, mean: number, variance: number): Case[] {
  const runs = once(() => survivors({ size, calling: 1, ...MAKI }, replicates));
  const law = once(() => lawMoments(lawOf(size, 1, 1)));
  const common = { source: DYNAMIC, tolerance: 'chance' } as const;
  return [
    {
      id: `maki-thompson-mean-${size}`,
      target: `Maki-Thompson: share that never hears, N = ${size}`,
      published: mean,
      derived: () => law().mean / size,
      ours: async () =>
        meanBeside(
          (await runs()).map((x) => x / size),
          law().mean / size,
        ),
      ...common,
    },
    {
      id: `maki-thompson-variance-${size}`,
      target: `Maki-Thompson: variance of those who never hear over N, N = ${size}`,
      published: variance,
      derived: () => law().variance / size,
      ours: async () => varianceBeside(await runs(), size, law().variance / size),
      ...common,
    },
  ];
}

/** Every way that three people can go, through the real code: not a sample. */
const THREE = once(async () => {
  const setting = await rumour({ size: 3, calling: 1, ...MAKI });
  const people = peopleOf(setting, 0);
  const ranked = { callTie: 'first', callOrder: 'second', initialTeller: 'second' } as const;
  const cuts = { call: [], catchOn: [], stifle: [] }; // all of chance 1
  return everyWay({ ranked, cuts }, 3, (chance) => String(atTheEnd(setting, 0, people, chance))).law;
});

function three(left: number, published: number): Case {
  return {
    id: `maki-thompson-three-${left}`,
    target: `Maki-Thompson: P(${left} never hear), N = 3, every way of chance gone through the code`,
    published,
    source: 'Gani 2000, ANU SRR00-007; derived again here',
    derived: () => lawOf(3, 1, 1)[left]!,
    ours: async () => beside((await THREE()).get(String(left)) ?? 0, published),
    tolerance: 1e-12,
  };
}

/** The whole law, not its moments: chi-square over the numbers that can remain, as a z score. */
function wholeLaw(size: number, calling: number, replicates: number): Case {
  return {
    id: `maki-thompson-law-${size}-calling-${calling}`,
    target: `Maki-Thompson: law of the final size whatever the calling, N = ${size}, c = ${calling}: chi-square as z`,
    published: 0,
    source: `${DYNAMIC}; that c does not matter: every call hits an ignorant with the same chance`,
    ours: async () => {
      const z = chiSquareZ(await survivors({ size, calling, ...MAKI }, replicates), lawOf(size, 1, 1));
      return { value: z, error: Math.max(0, z) };
    },
    tolerance: 3,
  };
}

/** Chi-square of whole numbers against their law, cells of less than 5 pooled, as a standard normal (Wilson and Hilferty 1931). */
function chiSquareZ(sample: readonly number[], law: Float64Array): number {
  const expected = [0];
  const observed = [0];
  law.forEach((p, x) => {
    if (p === 0 && sample.includes(x)) throw new Error(`${x} cannot happen`);
    if (expected.at(-1)! >= 5) {
      expected.push(0);
      observed.push(0);
    }
    expected[expected.length - 1]! += p * sample.length;
    observed[observed.length - 1]! += sample.filter((y) => y === x).length;
  });
  if (expected.at(-1)! < 5 && expected.length > 1) {
    expected[expected.length - 2]! += expected.pop()!;
    observed[observed.length - 2]! += observed.pop()!;
  }
  return chiZ(observed, expected);
}

export function chiZ(observed: readonly number[], expected: readonly number[]): number {
  const chi = observed.reduce((sum, n, k) => sum + (n - expected[k]!) ** 2 / expected[k]!, 0);
  const freedom = observed.length - 1;
  if (freedom === 0) return 0;
  const v = 2 / (9 * freedom);
  return (Math.cbrt(chi / freedom) - 1 + v) / Math.sqrt(v);
}

/** Telling l against stifling a: the limit, and the exact mean at a finite N. */
function morenoNekovee(telling: number, stifling: number, published: number): Case[] {
  const ratio = telling / stifling;
  const size = 400;
  const exact = once(() => 1 - lawMoments(lawOf(size, telling, stifling)).mean / size);
  const limit = finalSize(1 + ratio);
  const source =
    'Moreno, Nekovee & Pacheco 2004, Phys. Rev. E 69:066130 (homogeneous network); from the jump chain here: d ignorant / d call';
  return [
    {
      id: `moreno-nekovee-${ratio}`,
      target: `Moreno-Nekovee: share that hears, l/a = ${ratio}: exact mean at N = ${size}`,
      published: Number(exact().toFixed(4)),
      source: `${source}, dynamic programme`,
      derived: exact,
      ours: async () => {
        const left = await survivors({ size, calling: 1, telling, stifling, forgetting: 0 }, 200);
        return meanBeside(
          left.map((x) => 1 - x / size),
          exact(),
        );
      },
      tolerance: 'chance',
    },
    {
      id: `moreno-nekovee-limit-${ratio}`,
      target: `Moreno-Nekovee: r = 1 - exp(-(1 + l/a) r), l/a = ${ratio}: three runs of N = 3,000`,
      published,
      source,
      derived: () => limit,
      ours: async () => {
        const big = { size: 3000, calling: 1, telling, stifling, forgetting: 0 };
        const left = await survivors(big, 3);
        const spread = lawMoments(lawOf(size, telling, stifling)).variance / size; // variance over N: the same at any N
        const answer = beside(1 - momentsOf(left).mean / 3000, published);
        return { ...answer, allowed: 3 * Math.sqrt(spread / 9000) };
      },
      tolerance: 'chance',
    },
  ];
}

const SIR = { calling: 0.5, telling: 1, stifling: 0 };

/** Large outbreaks only; by size, so that the error can be seen to fall. */
async function outbreak(size: number, R0: number, replicates: number): Promise<number[]> {
  const left = await survivors({ size, ...SIR, forgetting: 0.5 / R0 }, replicates);
  return left.map((x) => 1 - x / size).filter((share) => share > finalSize(R0) / 3);
}

function sir(R0: number, published: number): Case {
  return {
    id: `sir-${R0}`,
    target: `SIR on a complete graph: final size of a large outbreak, R0 = ${R0}, N = 1,000`,
    published,
    source:
      'Kermack & McKendrick 1927, r = 1 - exp(-R0 r); the sum of log x telescopes at any step, in the limit of N',
    derived: () => finalSize(R0),
    ours: async () => {
      const answer = meanBeside(await outbreak(1000, R0, 60), published);
      return { ...answer, allowed: answer.allowed! + 5 / 1000 };
    },
    tolerance: 'chance',
  };
}

/** A tenth of everybody tells at first, so that no outbreak dies early: how far the mean lies from the limit, at this N. */
async function sirBias(size: number, replicates: number): Promise<number> {
  const left = await survivors({ size, ...SIR, forgetting: 1 / 3, tellers: size / 10 }, replicates);
  let limit = 0;
  for (let n = 0; n < 10_000; n++) limit = 0.9 * Math.exp(-1.5 * (1 - limit));
  return Math.abs(momentsOf(left).mean / size - limit);
}

const SIR_FALLS: Case = {
  id: 'sir-error-falls',
  target:
    'SIR on a complete graph: error at N = 320 under a quarter of that at N = 20, R0 = 1.5, a tenth infected at first',
  published: 'falls',
  source: 'Kermack & McKendrick 1927: x = .9 exp(-R0 (1 - x)) in the limit; of a finite population O(1/N)',
  ours: async () =>
    said((await sirBias(320, 600)) < (await sirBias(20, 6000)) / 4 ? 'falls' : 'does not', 'falls'),
  tolerance: 0,
};

function percolation(degree: number, calling: number, forgetting: number, published: number): Case {
  const T = calling / (calling + forgetting - calling * forgetting);
  return {
    id: `percolation-${degree}-${calling}-${forgetting}`,
    target: `Bond percolation on a Poisson graph: large outbreak, z = ${degree}, b = ${calling}, d = ${forgetting}, zT = ${degree * T}`,
    published,
    source: 'Newman 2002, Phys. Rev. E 66:016128: r = 1 - exp(-zT r), T = b / (b + d - bd)',
    derived: () => finalSize(degree * T),
    ours: async () => {
      const layer = { kind: 'random', degree };
      const size = 4000;
      const one = { size, calling, telling: 1, stifling: 0, forgetting, layer, eachTie: true };
      const shares = (await survivorsAnew(one, 40)).map((x) => 1 - x / size);
      const answer = meanBeside(
        shares.filter((x) => x > published / 3),
        published,
      );
      return { ...answer, allowed: answer.allowed! + 10 / size };
    },
    tolerance: 'chance',
  };
}

/** Below the threshold, the mean size of an outbreak is what branching gives: 1 + <k> T / (1 - T / Tc). */
const SMALL_OUTBREAK: Case = {
  id: 'percolation-below',
  target: 'Bond percolation below the threshold: mean outbreak in people, Poisson z = 8, T = .0625',
  published: 2,
  source: 'Newman 2002: 1 / (1 - zT) on a Poisson graph',
  derived: () => 1 / (1 - 8 * 0.0625),
  ours: async () => {
    const layer = { kind: 'random', degree: 8 };
    const size = 2000;
    const one = { size, calling: 0.0625, telling: 1, stifling: 0, forgetting: 1, layer, eachTie: true };
    return meanBeside(
      (await survivorsAnew(one, 600)).map((x) => size - x),
      2,
    );
  },
  tolerance: 'chance',
};

const SPREADS = 0.02; // of all people, in the largest of the outbreaks

async function spreads(kind: string, T: number): Promise<boolean> {
  const size = 4000;
  const layer = { kind, degree: 8 };
  const one = { size, calling: T, telling: 1, stifling: 0, forgetting: 1, layer, eachTie: true };
  return Math.min(...(await survivorsAnew(one, 60))) < size * (1 - SPREADS);
}

/** <k> / (<k²> - <k>) of the network that a layer lays. */
async function thresholdOf(kind: string): Promise<number> {
  const size = 4000;
  const layer = { kind, degree: 8 };
  const setting = await rumour({ size, calling: 1, telling: 1, stifling: 0, forgetting: 1, layer });
  const { offsets } = peopleOf(setting, 0).network;
  const degrees = upTo(size).map((i) => offsets[i + 1]! - offsets[i]!);
  const first = momentsOf(degrees).mean;
  return first / (momentsOf(degrees.map((k) => k * k)).mean - first);
}

function threshold(kind: string, times: number, published: string): Case {
  return {
    id: `threshold-${kind.replace(' ', '-')}-${times}`,
    target: `Threshold of spread, ${kind} network of degree 8, T = ${times} times <k>/(<k²> - <k>) of the network built`,
    published,
    source:
      'Pastor-Satorras & Vespignani 2001, Phys. Rev. Lett. 86:3200; Newman 2002 for T; computed from the degrees here',
    ours: async () =>
      said((await spreads(kind, times * (await thresholdOf(kind)))) ? 'spreads' : 'dies', published),
    tolerance: 0,
  };
}

const HETEROGENEOUS: Case = {
  id: 'threshold-heterogeneous',
  target: 'Threshold of spread: T = .08 on a preferential and on a Poisson network, both of degree 8',
  published: 'spreads, dies',
  source:
    'Pastor-Satorras & Vespignani 2001: unequal degrees lower the threshold (.044 against .126 at n = 10,000)',
  ours: async () => {
    const say = async (kind: string) => ((await spreads(kind, 0.08)) ? 'spreads' : 'dies');
    return said(`${await say('preferential')}, ${await say('random')}`, 'spreads, dies');
  },
  tolerance: 0,
};

export const NARRATIVE_CASES: readonly Case[] = [
  three(2, 0),
  three(1, 0.25),
  three(0, 0.75),
  ...makiThompson(10, 6000, 0.200274, 0.302707),
  ...makiThompson(200, 2000, 0.202795, 0.277487),
  ...makiThompson(1000, 250, 0.203103, 0.273639),
  wholeLaw(10, 1, 6000),
  wholeLaw(10, 0.2, 6000),
  ...morenoNekovee(0.5, 1, 0.5828),
  ...morenoNekovee(1, 1, 0.7968),
  ...morenoNekovee(1, 0.5, 0.9405),
  sir(1.5, 0.5828),
  sir(2, 0.7968),
  sir(3, 0.9405),
  SIR_FALLS,
  percolation(4, 0.5, 1, 0.7968),
  percolation(6, 0.5, 1, 0.9405),
  percolation(4, 0.2, 0.25, 0.7968),
  SMALL_OUTBREAK,
  threshold('random', 0.5, 'dies'),
  threshold('random', 2, 'spreads'),
  threshold('preferential', 0.5, 'dies'),
  threshold('preferential', 2.5, 'spreads'),
  HETEROGENEOUS,
];
