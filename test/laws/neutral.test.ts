// What does nothing changes nothing. An instrument outside its window, a lever whose partner stands at nothing, and every lever or number
// that belongs to a claim of the argument while the claim is switched off: the runs are the same bytes, but for columns that name the thing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVERS } from '../../sim/policy.ts';
import { simulate } from '../../sim/run.ts';
import {
  anyPolicy,
  anyWorld,
  differing,
  firstDifference,
  LIVELY_WORLD,
  leverOf,
  merged,
  MIXED_POLICY,
  neutralTable,
  scenarioOf,
  runs,
  tablesOf,
  type Json,
} from './worlds.ts';

describe('an instrument outside its window', () => {
  it('leaves its levers at neutral, week by week', async () => {
    await fc.assert(
      fc.asyncProperty(anyPolicy, async (policy) => {
        const scenario = scenarioOf({ weeks: 60 }, [policy]);
        const [table] = await tablesOf(scenario);
        for (const { instrument, lever, meta } of LEVERS) {
          const { start, end } = scenario.policies[0][instrument];
          const column = leverOf(table, instrument, lever);
          column.forEach((x, t) => {
            if (t < start || (end !== null && t >= end)) expect(x).toBe(meta.value);
          });
        }
      }),
      runs(8),
    );
  });

  it('changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 20 }), anyPolicy, fc.boolean(), async (world, policy, early) => {
        const window = early ? { start: 0, end: 0, phaseIn: 0 } : { start: 20, end: null, phaseIn: 0 };
        const closed = Object.entries(policy).map(([id, levers]) => [id, { ...(levers as Json), ...window }]);
        const scenario = scenarioOf(world, [Object.fromEntries(closed)]);
        const [table] = await tablesOf(scenario);
        expect(table.buffer).toEqual(neutralTable(scenario.weeks).buffer);
        const [a, b] = [table, neutralTable(scenario.weeks)].map((rows) => simulate(scenario, rows, 0));
        expect(firstDifference(a.values, b.values)).toBe(-1);
      }),
      runs(30),
    );
  });
});

/** Two versions of one world and policy that ought to give the same series but for some columns. */
interface Claim {
  readonly says: string;
  /** What switches the claim off, in the scenario and in the policy. */
  readonly world?: Json;
  readonly policy?: Json;
  /** What is then changed, and must be without effect. */
  readonly otherWorld?: Json;
  readonly otherPolicy?: Json;
  /** Columns that may tell. */
  readonly but?: readonly string[];
}

const HARSHER = { certainty: 1, severity: 3, floor: 5, threshold: 0, publicity: 1 };
const NO_TELLERS = [
  { id: 'one', title: 'One', share: 0.5 },
  { id: 'two', title: 'Two', share: 0.5 },
];
const equalThemes = (...shares: number[]): Json[] =>
  shares.map((share, k) => ({ id: `theme-${k}`, title: 'Theme', share, elsewhere: 1 }));

/** Levers that have nothing to work on. */
const PARTNERS: readonly Claim[] = [
  {
    says: 'carrying nobody: capacity, targeting and stamp',
    policy: { voices: { amplification: 0 } },
    otherPolicy: { voices: { capacity: 64, targeting: 1, branding: 1 } },
  },
  {
    says: 'room for no voice: amplification, targeting and stamp',
    policy: { voices: { capacity: 0 } },
    otherPolicy: { voices: { amplification: 1, targeting: 1, branding: 1 } },
  },
  {
    says: 'no institutional reach: its capacity',
    policy: { institution: { reach: 0 } },
    otherPolicy: { institution: { capacity: 0 } },
  },
  {
    says: 'no takedown: its capacity',
    policy: { takedown: { share: 0 } },
    otherPolicy: { takedown: { capacity: 0 } },
  },
  {
    says: 'no capacity to take down: the share',
    policy: { takedown: { capacity: 0 } },
    otherPolicy: { takedown: { share: 1 } },
  },
  {
    says: 'no places in reintegration: its effect',
    policy: { reintegration: { places: 0 } },
    otherPolicy: { reintegration: { effect: 0 } },
  },
  {
    says: 'reintegration without effect: its places',
    policy: { reintegration: { effect: 0 } },
    otherPolicy: { reintegration: { places: 1000 } },
    but: ['enrolled', 'cost'],
  },
  {
    says: 'no jobs: their effect',
    policy: { opportunity: { places: 0 } },
    otherPolicy: { opportunity: { effect: 1 } },
  },
  {
    says: 'jobs without effect: their places',
    policy: { opportunity: { effect: 0 } },
    otherPolicy: { opportunity: { places: 1000 } },
    but: ['cost'],
  },
  {
    says: 'no community work: its credibility',
    policy: { community: { places: 0 } },
    otherPolicy: { community: { credibility: 2 } },
  },
  {
    says: 'community work that nobody believes: its places',
    policy: { community: { credibility: 0 } },
    otherPolicy: { community: { places: 1000 } },
    but: ['heardCommunity', 'cost'],
  },
  {
    says: 'nobody prosecuted: every other lever of sentencing',
    world: { behaviour: { justice: { evidence: 0 } } },
    policy: { sentencing: { certainty: 0 } },
    otherPolicy: { sentencing: { severity: 20, floor: 60, threshold: 0, publicity: 1 } },
  },
  {
    says: 'persuasion of nobody: who speaks from where',
    world: { behaviour: { attitude: { persuasion: 0 }, member: { stories: 0 } } },
    otherWorld: {
      group: { support: 0.3, ideology: 0.2 },
      behaviour: { attitude: { institutionIdeology: 0.9, former: 1, glorifying: 0.5 } },
    },
  },
  {
    says: 'protection that pulls nobody: its amount',
    world: { behaviour: { exit: { safety: 0 } } },
    policy: { offer: { discount: 0.5, protection: 0.2 } },
    otherPolicy: { offer: { protection: 1 } },
    but: ['cost'],
  },
];

/** F1 to F10 of the argument, switched off. */
const CLAIMS: readonly Claim[] = [
  {
    says: 'F1: former members whom nobody believes; what they say and confess, and the stamp on it',
    world: { behaviour: { attitude: { former: -1 }, member: { stories: 0 } } },
    otherWorld: {
      sources: { outsideIdeology: 0.1, outsideCandour: 1 },
      behaviour: { attitude: { confession: 1, retelling: 0.1, editing: 1, glorifying: 0.3, stamp: 0.9 } },
    },
    otherPolicy: { voices: { branding: 1 } },
  },
  {
    says: 'F2: no old tie holds; how often ties are called',
    world: {
      themes: NO_TELLERS,
      behaviour: { narrative: { embedded: 0, uptake: 0, calling: 0 } },
    },
    otherWorld: { behaviour: { narrative: { calling: 1, telling: 1, stifling: 1 } } },
  },
  {
    says: 'F3: distance to a voice does not count; where voices stand',
    world: { behaviour: { attitude: { distance: 0, glorifying: 0 } } },
    otherWorld: { sources: { outsideIdeology: 0 }, behaviour: { attitude: { editing: 1 } } },
  },
  {
    says: 'F4: confession neither convinces nor convicts; the candour that is wanted',
    world: { behaviour: { attitude: { confession: 0, editing: 0 }, justice: { evidence: 0 } } },
    policy: { offer: { discount: 0, candour: 0 } },
    otherPolicy: { offer: { candour: 1 } },
  },
  {
    says: 'F6: certainty and severity deter nobody; how widely sentences are known, and what people first believe',
    world: { behaviour: { recruit: { certainty: 0, severity: 0 }, exit: { elasticity: 0 } } },
    otherWorld: {
      sources: { publicity: 1 },
      behaviour: { deterrence: { certainty: 0.9, severity: 30, own: 3, tie: 0, confidence: 1 } },
    },
    otherPolicy: { sentencing: { publicity: 1 } },
    but: ['certainty', 'severity'],
  },
  {
    says: 'F8: the group controls nothing and kills nobody; breaking its control',
    world: { group: { control: 0, killing: 0 } },
    policy: { control: { breaking: 0 } },
    otherPolicy: { control: { breaking: 1 } },
    but: ['cost'],
  },
  {
    says: 'F9: no propaganda; what it says, what competes with it, who recruits online, takedown',
    world: { sources: { volume: 0 } },
    otherWorld: {
      sources: { competing: 1 },
      group: { support: 0, ideology: 0.1 },
      behaviour: { recruit: { online: 100, onlineCapacity: 1e9 } },
    },
    otherPolicy: { takedown: { share: 1, capacity: 1e9 } },
  },
  {
    says: 'F10: themes count alike for everyone; whose theme is which',
    world: {
      themes: equalThemes(0.5, 0.25, 0.25),
      behaviour: { narrative: { calling: 0, uptake: 0 }, attitude: { saturation: 0 } },
    },
    otherWorld: { themes: equalThemes(0.125, 0.125, 0.75) },
    but: [
      'reach.theme-0',
      'reach.theme-1',
      'reach.theme-2',
      'tellers.theme-0',
      'tellers.theme-1',
      'tellers.theme-2',
    ],
  },
]; // F5 and F7 speak of some columns only: below

async function changedBy(claim: Claim, world: Json, policy: Json): Promise<string[]> {
  const off = merged(policy, claim.policy ?? {});
  const asked = merged(world, claim.world ?? {});
  const scenario = scenarioOf(asked, [off, merged(off, claim.otherPolicy ?? {})]);
  const other = scenarioOf(merged(asked, claim.otherWorld ?? {}), [off]);
  const [table, changed] = await tablesOf(scenario);
  return differing(simulate(scenario, table, 0), simulate(other, changed, 0));
}

/** Levers as numbers without windows, so that what a claim sets holds in every week. */
const plain = (policy: Json): Json =>
  Object.fromEntries(
    Object.entries(policy).map(([id, levers]) => [
      id,
      { ...(levers as Json), start: 0, end: null, phaseIn: 0 },
    ]),
  );

describe.each([
  ['a lever without its partner', PARTNERS],
  ['a claim that is switched off', CLAIMS],
])('%s', (_, claims) => {
  it.each(claims.map((claim) => [claim.says, claim] as const))('makes inert: %s', async (_says, claim) => {
    expect(
      (await changedBy(claim, LIVELY_WORLD, MIXED_POLICY)).filter((c) => !claim.but?.includes(c)),
    ).toEqual([]);
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxSize: 40, maxWeeks: 25 }), anyPolicy, async (world, policy) => {
        const changed = await changedBy(claim, world, plain(policy));
        expect(changed.filter((column) => !claim.but?.includes(column))).toEqual([]);
      }),
      runs(8),
    );
  });

  it.each(claims.map((claim) => [claim.says, claim] as const))('and only that: %s', async (_says, claim) => {
    // the same change with the switch where it was shows; so the law above is not empty
    const changed = await changedBy({ ...claim, world: {}, policy: {} }, LIVELY_WORLD, MIXED_POLICY);
    expect(changed.filter((column) => !claim.but?.includes(column))).not.toEqual([]);
  });
});

describe('claims about some columns', () => {
  it('F5: stories that glorify nothing leave ideology as it is without them', async () => {
    // nobody joins, so nobody is moved out of hearing; a change lasts, so it is not rounded anew when support moves
    const quiet = merged(LIVELY_WORLD, {
      population: { initialMembers: 0 },
      behaviour: { recruit: { rate: 0 }, attitude: { glorifying: 0, halfLife: 1e9 } },
    });
    const silent = merged(quiet, { sources: { outsideReach: 0 } });
    const [a, b, glorious] = [
      quiet,
      silent,
      merged(quiet, { behaviour: { attitude: { glorifying: 1 } } }),
    ].map((world) => simulate(scenarioOf(world), neutralTable(30), 0));
    const changed = differing(a, b);
    expect(changed).toContain('supportAtRisk');
    expect(changed.filter((name) => name.startsWith('ideology'))).toEqual([]);
    expect(differing(a, glorious)).toContain('ideologyOthers');
  });

  it('F7: with nobody silenced, no sentence changes who leaves and who comes forward', async () => {
    const closed = merged(LIVELY_WORLD, {
      population: { initialMembers: 1 },
      behaviour: {
        recruit: { rate: 0 },
        justice: { reengagement: 0 },
        member: { stories: 0 },
        exit: { speaking: 0, elasticity: 0 },
      },
    });
    const exits = ['attempts', 'exits', 'executed', 'surfacings', 'diedAbroad'];
    const changedAt = async (elasticity: number): Promise<string[]> => {
      const world = merged(closed, { behaviour: { exit: { elasticity } } });
      const scenario = scenarioOf(world, [{ sentencing: { certainty: 0.5 } }, { sentencing: HARSHER }]);
      const [mild, harsh] = await tablesOf(scenario);
      return differing(simulate(scenario, mild, 0), simulate(scenario, harsh, 0));
    };
    expect(await changedAt(0)).toContain('imprisoned');
    expect((await changedAt(0)).filter((name) => exits.includes(name))).toEqual([]);
    expect(await changedAt(-2)).toContain('surfacings');
  });
});
