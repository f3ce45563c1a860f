// Joining by thresholds: Granovetter, Watts, Centola and Macy, by settings alone.
import { normalQuantile } from '../../sim/exact.ts';
import { COLUMN } from '../../sim/series.ts';
import { MEMBER, type World } from '../../sim/world.ts';
import { beside, said, upTo, type Case } from './case.ts';
import { morningOf, peopleOf, runUntil, settingOf, type Setting } from './setting.ts';

const ON = ['recruit'] as const;

const rests = (world: World): boolean => world.week[COLUMN.joins] === 0;

interface Spread {
  readonly members: number;
  readonly weeks: number;
}

function spreadOf(setting: Setting, r: number): Spread {
  const world = morningOf(setting, r);
  const weeks = runUntil(world, rests);
  return { members: world.counts[MEMBER]!, weeks };
}

function riot(thresholds: readonly number[], joining = 'threshold count'): Promise<Setting> {
  return settingOf({
    size: thresholds.length,
    on: ON,
    layer: { kind: 'complete' },
    given: { threshold: thresholds, members: [] },
    forms: { joining },
  });
}

async function rioters(thresholds: readonly number[]): Promise<number> {
  return spreadOf(await riot(thresholds), 0).members;
}

const GRANOVETTER =
  'Granovetter 1978, AJS 83:1420 (verified: the example, and a jump near sd 12 from about 6 to about 100)';

/** Quantiles of a normal of mean 25 and this deviation, no one below 0: a crowd without chance. */
function normalCrowd(size: number, deviation: number, scale: number): number[] {
  return upTo(size).map((i) => Math.max(0, (25 + deviation * normalQuantile((i + 0.5) / size)) / scale));
}

/** Granovetter's own recursion on the same thresholds: the count that no longer grows. */
function restingCount(thresholds: readonly number[]): number {
  let count = 0;
  for (let n = 0; n <= thresholds.length; n++) count = thresholds.filter((x) => x <= count).length;
  return count;
}

const NORMAL_JUMP: Case = {
  id: 'granovetter-jump',
  target:
    'Granovetter: rioters of 100, thresholds the 100 quantiles of a normal of mean 25: sd 12.2, 12.5, 13',
  published: 'few, few, all',
  source: `${GRANOVETTER}; of 100 quantiles the jump is between 12.5 and 13, by his recursion, run here too`,
  ours: async () => {
    const words: string[] = [];
    for (const deviation of [12.2, 12.5, 13]) {
      const crowd = normalCrowd(100, deviation, 1);
      const count = await rioters(crowd);
      if (count !== restingCount(crowd)) words.push(`${count} for ${restingCount(crowd)}`);
      else words.push(count < 10 ? 'few' : count === 100 ? 'all' : String(count));
    }
    return said(words.join(', '), 'few, few, all');
  },
  tolerance: 0,
};

const CROWD = 1500;

/** Phi by integrating its density: the smallest root of r = Phi((100 r - 25) / sd). */
function smallestRoot(deviation: number): number {
  let r = 0;
  for (let n = 0; n < 3000; n++) r = normalBelow((100 * r - 25) / deviation);
  return r;
}

function normalBelow(x: number): number {
  const steps = 400; // Simpson's rule
  const width = (x + 9) / steps;
  const density = (y: number): number => Math.exp((-y * y) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(-9) + density(x);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * density(-9 + k * width);
  return (sum * width) / 3;
}

function bigRiot(deviation: number, published: number, tolerance: number): Case {
  return {
    id: `granovetter-share-${deviation}`,
    target: `Granovetter: rioters in 100, thresholds as shares of ${CROWD} people, mean 25, sd ${deviation}`,
    published,
    source: `${GRANOVETTER}; smallest root of r = Phi((100 r - 25) / sd), solved again here`,
    derived: () => 100 * smallestRoot(deviation),
    ours: async () => {
      const setting = await riot(normalCrowd(CROWD, deviation, 100), 'threshold share');
      return beside((100 * spreadOf(setting, 0).members) / CROWD, published);
    },
    tolerance,
  };
}

const GRANOVETTER_CASES: Case[] = [
  {
    id: 'granovetter-all',
    target: 'Granovetter: rioters of 100 with thresholds 0, 1 … 99',
    published: 100,
    source: GRANOVETTER,
    ours: async () => beside(await rioters(upTo(100)), 100),
    tolerance: 0,
  },
  {
    id: 'granovetter-one',
    target: 'Granovetter: the same crowd, threshold 1 replaced by 2',
    published: 1,
    source: GRANOVETTER,
    ours: async () => beside(await rioters(upTo(100).map((x) => (x === 1 ? 2 : x))), 1),
    tolerance: 0,
  },
  NORMAL_JUMP,
  bigRiot(12.1, 4.55, 0.2),
  bigRiot(12.3, 100, 0.2),
  bigRiot(40, 96.3, 0.2),
];

const PHI = 0.18;
const GLOBAL = 0.1;

/** Poisson shares of degrees. */
function poisson(z: number): number[] {
  const shares = [Math.exp(-z)];
  for (let k = 1; k < 60; k++) shares.push((shares[k - 1]! * z) / k);
  return shares;
}

/** Watts' condition: a seed among the vulnerable sets off more than one further vulnerable. */
function vulnerableGrowth(z: number): number {
  const shares = poisson(z);
  return shares.reduce((sum, p, k) => (k * PHI <= 1 ? sum + k * (k - 1) * p : sum), 0) / z;
}

function edge(inside: number, outside: number): number {
  for (let n = 0; n < 60; n++) {
    const middle = (inside + outside) / 2;
    if (vulnerableGrowth(middle) > 1) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The chance that a seed has a way into the vulnerable cluster: generating functions of Watts 2002. */
function triggering(z: number): number {
  const shares = poisson(z);
  let s = 1;
  for (let n = 0; n < 5000; n++)
    s = shares.reduce(
      (sum, p, k) => (k > 0 && k * PHI <= 1 ? sum + ((k * p) / z) * (1 - (1 - s) ** (k - 1)) : sum),
      0,
    );
  return shares.reduce((sum, p, k) => sum + p * (1 - (1 - s) ** k), 0);
}

/** The share of networks in which one member sets off more than a tenth of everybody. */
async function cascades(z: number, replicates: number): Promise<number> {
  const size = 4000;
  const setting = await settingOf({
    size,
    on: ON,
    layer: { kind: 'random', degree: z },
    given: { members: [0], threshold: upTo(size).map(() => PHI) },
    forms: { joining: 'threshold share' },
  });
  const global = upTo(replicates).filter((r) => spreadOf(setting, r).members > GLOBAL * size);
  return global.length / replicates;
}

const WATTS =
  'Watts 2002, PNAS 99:5766: window 1.02 to 5.76 at phi = .18, from sum over k <= 1/phi of k(k-1) p_k > z, solved again here';

function window(z: number, published: string): Case {
  return {
    id: `watts-${z}`,
    target: `Watts: global cascades from one seed among 250 Poisson networks, phi = .18, z = ${z}`,
    published,
    source: WATTS,
    ours: async () => {
      const inside = z > edge(2, 0.5) && z < edge(3, 20);
      if ((published === 'occur') !== inside) throw new Error(`the window disagrees at ${z}`);
      return said((await cascades(z, 250)) > 0 ? 'occur' : 'none', published);
    },
    tolerance: 0,
  };
}

function trigger(z: number, published: number): Case {
  const replicates = 300;
  return {
    id: `watts-chance-${z}`,
    target: `Watts: chance that one seed sets off a global cascade, phi = .18, z = ${z}`,
    published,
    source: `${WATTS}; extended vulnerable cluster by generating functions`,
    derived: () => triggering(z),
    ours: async () => {
      const allowed = 3 * Math.sqrt((published * (1 - published)) / replicates);
      return { ...beside(await cascades(z, replicates), published), allowed };
    },
    tolerance: 'chance',
  };
}

const RING = 3000;

async function ring(rewiring: number, replicates: number): Promise<{ share: number; weeks: number }> {
  const setting = await settingOf({
    size: RING,
    on: ON,
    layer: { kind: 'small world', degree: 8, rewiring },
    given: { members: upTo(6) },
    recruit: { reinforcement: 2 },
    forms: { joining: 'threshold count' },
  });
  const runs = upTo(replicates).map((r) => spreadOf(setting, r));
  const mean = (of: (run: Spread) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0) / replicates;
  return { share: mean(({ members }) => members / RING), weeks: mean(({ weeks }) => weeks) };
}

const CENTOLA =
  'Centola & Macy 2007, AJS 113:702 (abstract confirms that long ties can impede; degree and size chosen here): direction only';

const CENTOLA_CASES: Case[] = [
  {
    id: 'centola-macy-ring',
    target: 'Centola-Macy: threshold 2 on a ring of degree 8, no tie rewired: share that joins',
    published: 1,
    source: CENTOLA,
    ours: async () => beside((await ring(0, 1)).share, 1),
    tolerance: 0,
  },
  {
    id: 'centola-macy-few',
    target: 'Centola-Macy: 1 tie in 100 rewired: share that joins, and whether sooner',
    published: '> .99, sooner',
    source: CENTOLA,
    ours: async () => {
      const [none, few] = [await ring(0, 1), await ring(0.01, 8)];
      const share = few.share > 0.99 ? '> .99' : String(few.share);
      return said(`${share}, ${few.weeks < none.weeks ? 'sooner' : 'later'}`, '> .99, sooner');
    },
    tolerance: 0,
  },
  {
    id: 'centola-macy-all',
    target: 'Centola-Macy: every tie rewired: share that joins',
    published: '< .05',
    source: CENTOLA,
    ours: async () => {
      const { share } = await ring(1, 12);
      return said(share < 0.05 ? '< .05' : String(share), '< .05');
    },
    tolerance: 0,
  },
  {
    id: 'centola-macy-simple',
    target: 'Centola-Macy: the same for threshold 1, the contrast: share that joins',
    published: 1,
    source: CENTOLA,
    ours: async () => {
      const setting = await settingOf({
        size: RING,
        on: ON,
        layer: { kind: 'small world', degree: 8, rewiring: 1 },
        given: { members: upTo(6) },
        recruit: { reinforcement: 1 },
        forms: { joining: 'threshold count' },
      });
      const { offsets } = peopleOf(setting, 0).network;
      const tied = upTo(RING).filter((i) => i < 6 || offsets[i + 1]! > offsets[i]!).length;
      return beside(spreadOf(setting, 0).members / tied, 1);
    },
    tolerance: 0,
  },
];

export const RECRUIT_CASES: readonly Case[] = [
  ...GRANOVETTER_CASES,
  window(0.8, 'none'),
  window(1.5, 'occur'),
  window(5, 'occur'),
  window(7, 'none'),
  trigger(2, Number(triggering(2).toFixed(3))),
  trigger(4, Number(triggering(4).toFixed(3))),
  ...CENTOLA_CASES,
];
