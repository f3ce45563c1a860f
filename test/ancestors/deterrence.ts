// What people believe about punishment, and what it is worth: Beta-Bernoulli updating and Becker, by settings alone.
import { certaintyOf, severityOf } from '../../sim/belief.ts';
import { joinDeterrence, presentYears } from '../../sim/sanction.ts';
import { stepWeek } from '../../sim/week.ts';
import { AWAITING, HOME, LEFT, MEMBER, type World } from '../../sim/world.ts';
import { beside, once, upTo, type Answer, type Case } from './case.ts';
import { morningOf, settingOf, type Setting } from './setting.ts';

const OBSERVERS = 20;
const MEMBERS = 40;
const PRIOR = { a: 3, b: 7, years: 7 };

/** Members who come back one by one; half of those found are sentenced. Observers stay at home and have ties among them. */
function courts(weights: { tie: number; own: number; publicity: number }): Promise<Setting> {
  const size = OBSERVERS + MEMBERS;
  const members = upTo(MEMBERS).map((k) => OBSERVERS + k);
  const ties = members.flatMap((j, k) => [0, 1, 2, 3, 4].map((n) => [(k * (n + 1) + n * n) % OBSERVERS, j]));
  const { tie, own, publicity } = weights;
  return settingOf({
    size,
    weeks: 80,
    on: ['group', 'deterrence', 'member', 'exit', 'justice'],
    layer: { kind: 'given', ties: [...new Set(ties.map(String))].map((pair) => pair.split(',').map(Number)) },
    given: { members },
    sources: { publicity: (publicity * size) / 2000 },
    group: { brutality: 1 },
    deterrence: {
      ...{ certainty: PRIOR.a / (PRIOR.a + PRIOR.b), confidence: PRIOR.a + PRIOR.b, severity: PRIOR.years },
      ...{ tie, own, occurrence: 1, backlash: 0 },
    },
    member: { death: 0, offending: 0.1, offendingSpread: 0.8 },
    exit: { leaving: 0.1, surfacing: 0, speaking: 0 },
    justice: { detection: 0.3, conviction: 1, lag: 1, reengagement: 0, evidence: 0 },
    policy: { sentencing: { certainty: 0.5, severity: 1, publicity: publicity > 0 ? 1 : 0 } },
  });
}

/** What one person has seen: their own count, kept apart from the kernel's. */
interface Seen {
  punished: number;
  unpunished: number;
  years: number;
}

/** Runs replicate r and counts who saw what: by the moves of stages, and by who is tied to whom. */
function watch(setting: Setting, r: number, sees: (world: World, i: number, j: number) => boolean) {
  const world = morningOf(setting, r);
  const seen = upTo(world.size).map((): Seen => ({ punished: 0, unpunished: 0, years: 0 }));
  for (let t = 0; t < setting.scenario.weeks; t++) {
    const before = world.people.stage.slice();
    stepWeek(world, t);
    if (t === setting.scenario.weeks - 1) break; // of the last week nobody hears
    for (const j of upTo(world.size)) {
      const left = before[j] === MEMBER && world.people.stage[j] === LEFT;
      const sentenced = before[j] === AWAITING && world.people.stage[j] !== AWAITING;
      if (!left && !sentenced) continue;
      for (const i of upTo(world.size)) {
        if (!sees(world, i, j)) continue;
        if (sentenced) seen[i]!.punished++;
        else if (i !== j) seen[i]!.unpunished++;
        if (sentenced) seen[i]!.years += world.people.imposed[j]!;
      }
    }
  }
  return { world, seen };
}

function tied({ network }: World, i: number, j: number): boolean {
  return network.targets.subarray(network.offsets[i]!, network.offsets[i + 1]!).includes(j);
}

interface Widest {
  readonly certainty: number;
  readonly severity: number;
  readonly cases: number;
}

/** How far any observer, or anybody's own belief, lies from (a + k) / (a + b + n) and from the mean of the years. */
function widest({ world, seen }: ReturnType<typeof watch>, who: (i: number) => boolean): Widest {
  let [certainty, severity, cases] = [0, 0, 0];
  for (const i of upTo(world.size).filter(who)) {
    const { punished: k, unpunished, years } = seen[i]!;
    const { a, b, years: prior } = PRIOR;
    certainty = Math.max(certainty, Math.abs(certaintyOf(world, i) - (a + k) / (a + b + k + unpunished)));
    const expected = ((a + b) * prior + years) / (a + b + k);
    severity = Math.max(severity, Math.abs(severityOf(world, i) - expected));
    cases += k + unpunished;
  }
  if (cases < 15) throw new Error(`only ${cases} cases were seen`);
  return { certainty, severity, cases };
}

const TIES = once(async () => {
  const setting = await courts({ tie: 1, own: 0, publicity: 0 });
  return widest(
    watch(setting, 0, (world, i, j) => world.people.stage[i] === HOME && tied(world, i, j)),
    (i) => i < OBSERVERS,
  );
});
const OWN = once(async () => {
  const setting = await courts({ tie: 0, own: 1, publicity: 0 });
  return widest(
    watch(setting, 0, (_, i, j) => i === j),
    () => true,
  );
});
const PUBLIC = once(async () => {
  const setting = await courts({ tie: 0, own: 0, publicity: 1 });
  const run = watch(setting, 0, () => true);
  for (const one of run.seen) one.unpunished = 0; // of a return nobody but ties hears
  return widest(run, () => true);
});

const SINGLE = 1e-6; // what was seen is kept in single precision

function bayes(id: string, whose: string, runs: () => Promise<Widest>): Case[] {
  return (['certainty', 'severity'] as const).map((of) => ({
    id: `beta-bernoulli-${id}-${of}`,
    target:
      of === 'certainty'
        ? `Beta-Bernoulli: widest gap of perceived certainty to (a + k) / (a + b + n), ${whose}`
        : `The same for severity: widest gap to the mean of the years seen and the prior, ${whose}`,
    published: 0,
    source:
      'conjugate updating of a Beta prior (standard; derived: the posterior of k in n is Beta(a + k, b + n - k))',
    ours: async (): Promise<Answer> => beside((await runs())[of], 0),
    tolerance: of === 'certainty' ? SINGLE : 10 * SINGLE,
  }));
}

const PRESENT = [
  [1, 1.0],
  [5, 4.1],
  [7, 5.22],
  [10, 6.51],
  [15, 7.94],
  [20, 8.78],
] as const;

/** As a scenario file has it by default. */
const DEFAULT = once(() => settingOf({ size: 2, on: [], layer: { kind: 'complete' } }));

function present(years: number, published: number): Case {
  return {
    id: `becker-present-${years}`,
    target: `Becker with discounting: present value of ${years} years at .9`,
    published,
    source: 'Becker 1968, J. Polit. Econ. 76:169, discounted; summed again here, a year at a time',
    derived: () => upTo(years).reduce((sum, y) => sum + 0.9 ** y, 0),
    ours: async () =>
      beside(presentYears(years, (await DEFAULT()).scenario.behaviour.deterrence.discount), published),
    tolerance: 0.00501,
  };
}

const P = 0.3;
const YEARS = 7;
const WEIGHT = 0.2;

/** d ln hazard / d ln certainty, and / d ln severity, of the code that joins read. */
async function elasticities(discount: number): Promise<{ certainty: number; severity: number }> {
  const { scenario } = await settingOf({
    size: 2,
    on: [],
    layer: { kind: 'complete' },
    deterrence: { discount },
    recruit: { certainty: 0, severity: WEIGHT },
  });
  const at = (p: number, years: number): number => Math.log(joinDeterrence(scenario, p, years));
  const h = 1e-4;
  const slope = (up: number, down: number): number => (up - down) / (Math.log(1 + h) - Math.log(1 - h));
  return {
    certainty: slope(at(P * (1 + h), YEARS), at(P * (1 - h), YEARS)),
    severity: slope(at(P, YEARS * (1 + h)), at(P, YEARS * (1 - h))),
  };
}

/** How many of 20,000 people with one tie inside join in a week, by the belief they start with. */
async function joiners(certainty: number, severity: number): Promise<number> {
  const size = 20_001;
  const setting = await settingOf({
    size,
    weeks: 1,
    on: ['recruit'],
    layer: { kind: 'given', ties: upTo(size - 1).map((i) => [0, i + 1]) },
    given: { members: [0], support: upTo(size).map(() => 1), ideology: upTo(size).map(() => 1) },
    group: { rise: 0, fall: 0 },
    deterrence: { certainty, severity, discount: 1, confidence: 1e9 },
    recruit: {
      rate: 0.5,
      vulnerability: 0,
      certainty: 0,
      severity: WEIGHT,
      recruiterCapacity: 1e9,
      online: 0,
    },
  });
  const world = morningOf(setting, 0);
  stepWeek(world, 0);
  return world.counts[MEMBER]! - 1;
}

const BECKER =
  'Becker 1968: risk-neutral EU = (1-p)U(Y) + pU(Y-f) gives equal elasticities; derived: both are -a p Q';

const BECKER_CASES: Case[] = [
  {
    id: 'becker-equal',
    target: 'Becker: elasticity of joining to severity over that to certainty, years undiscounted',
    published: 1,
    source: BECKER,
    ours: async () => {
      const { certainty, severity } = await elasticities(1);
      return beside(severity / certainty, 1);
    },
    tolerance: 1e-6,
  },
  {
    id: 'becker-elasticity',
    target: 'Becker: elasticity of joining to certainty at p = .3, 7 years, weight .2',
    published: -0.42,
    source: BECKER,
    derived: () => -WEIGHT * P * YEARS,
    ours: async () => beside((await elasticities(1)).certainty, -0.42),
    tolerance: 1e-6,
  },
  {
    id: 'becker-discounted',
    target: 'Becker: the same ratio with years discounted at .9: certainty outdoes severity',
    published: 0.6762,
    source: "derived: Y Q'(Y) / Q(Y) for Q(Y) = (1 - .9^Y) / .1 at 7 years",
    derived: () => (-Math.log(0.9) * YEARS * 0.9 ** YEARS) / (1 - 0.9 ** YEARS),
    ours: async () => {
      const { certainty, severity } = await elasticities(0.9);
      return beside(severity / certainty, 0.6762);
    },
    tolerance: 5.1e-5,
  },
  {
    id: 'becker-joiners',
    target:
      'Becker: 20,000 people, a belief in a fifth more certainty or in a fifth more years: difference in joiners',
    published: 0,
    source: BECKER,
    ours: async () => beside((await joiners(P * 1.2, YEARS)) - (await joiners(P, YEARS * 1.2)), 0),
    tolerance: 0,
  },
  {
    id: 'becker-joiners-fewer',
    target: 'Becker: share of joiners left by a fifth more certainty, p = .3, 7 years, weight .2',
    published: 0.9194,
    source: BECKER,
    derived: () => Math.exp(-WEIGHT * P * YEARS * 0.2),
    ours: async () => {
      const [usual, more] = [await joiners(P, YEARS), await joiners(P * 1.2, YEARS)];
      const value = more / usual; // the fewer are a part of the more
      return { ...beside(value, 0.9194), allowed: 3 * Math.sqrt((value * (1 - value)) / usual) };
    },
    tolerance: 'chance',
  },
];

export const DETERRENCE_CASES: readonly Case[] = [
  ...bayes('ties', 'cases of ties', TIES),
  ...bayes('own', 'own cases', OWN),
  ...bayes('public', 'publicised cases', PUBLIC),
  ...PRESENT.map(([years, published]) => present(years, published)),
  ...BECKER_CASES,
];
