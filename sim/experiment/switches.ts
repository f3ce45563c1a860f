// What moved people, in the model: for each claim of the argument, the same replicates with the claim's switch off, and what
// becomes of the outcomes and of the paired differences. The effects need not add up, for claims work through each other; and
// what a switch takes away is what the mechanism does in this model, not what it does in the world.

import type { Scenario } from '../scenario.ts';
import { keyOf } from './design.ts';
import type { Change } from './design.ts';
import { countOf, differencesAt, jobFor, learned, outcomesAt } from './runs.ts';
import type { Job, Known, Sample } from './runs.ts';
import { tally } from './tally.ts';
import type { Tally } from './tally.ts';

export interface Claim {
  readonly id: string;
  /** What is switched off. */
  readonly title: string;
  /** What it claims. */
  readonly says: string;
  /** Pointers that stand at this value when it is off; '*' is every theme. */
  readonly off: Readonly<Record<string, number>>;
}

const behaviour = (group: string, ...names: string[]): Claim['off'] =>
  Object.fromEntries(names.map((name) => [`/behaviour/${group}/${name}`, 0]));

/** The claims of the argument, each with the numbers that switch it off (ODD 1.2). */
export const CLAIMS: readonly Claim[] = [
  {
    id: 'F1',
    title: 'Voices that ring true',
    says: 'Former members are believed more than institutions.',
    off: behaviour('attitude', 'former'),
  },
  {
    id: 'F2',
    title: 'Old ties',
    says: 'Former members tell their story to people whom nobody outside reaches.',
    off: behaviour('narrative', 'embedded'),
  },
  {
    id: 'F3',
    title: 'Closeness in ideology',
    says: 'Who still has some sympathy for violence is easier to believe for those who have it too.',
    off: behaviour('attitude', 'distance'),
  },
  {
    id: 'F4',
    title: 'Confession',
    says: 'A whole story is believed more, and convicts its teller.',
    off: { ...behaviour('attitude', 'confession'), ...behaviour('justice', 'evidence') },
  },
  {
    id: 'F5',
    title: 'Stories that glorify',
    says: 'A story pulls the acceptance of violence of listeners towards that of its teller.',
    off: behaviour('attitude', 'glorifying'),
  },
  {
    id: 'F6',
    title: 'Fear of prison before joining',
    says: 'Sentences that are known keep people from joining.',
    off: behaviour('recruit', 'certainty', 'severity'),
  },
  {
    id: 'F7',
    title: 'Silence for fear of prison',
    says: 'The same sentences keep people from leaving, from coming forward and from speaking.',
    off: behaviour('exit', 'elasticity'),
  },
  {
    id: 'F8',
    title: 'Control by the group',
    says: 'The group filters what its members hear and kills who leaves.',
    off: { '/group/control': 0, '/group/killing': 0, ...behaviour('exit', 'fear') },
  },
  {
    id: 'F9',
    title: 'Propaganda',
    says: 'Propaganda is a daily flood, and brings people to recruiters online.',
    off: { '/sources/volume': 0 },
  },
  {
    id: 'F10',
    title: 'Themes that matter',
    says: 'One grievance matters more to some than to others.',
    off: { '/themes/*/elsewhere': 1, '/themes/*/distance': 0 },
  },
];

/** The changes of a scenario that switch a claim off. */
export function switchedOff(scenario: Scenario, claim: Claim): readonly Change[] {
  return Object.entries(claim.off).flatMap(([pointer, value]) =>
    pointer.includes('*')
      ? scenario.themes.map((_, k) => ({ pointer: pointer.replace('*', String(k)), value }))
      : [{ pointer, value }],
  );
}

/** A plan and what it has learned: a plain value. */
export interface Switches {
  /** Ids, in the order of the rows of every sample. */
  readonly policies: readonly string[];
  readonly baseline: number;
  readonly measure: string;
  /** Replicates, by round. */
  readonly rounds: readonly number[];
  readonly variants: readonly {
    readonly claim: Claim;
    readonly key: string;
    readonly changes: readonly Change[];
  }[];
  readonly known: Known;
}

export interface Effect {
  readonly claim: Claim;
  /** It is off as the scenario stands: there is nothing to switch. */
  readonly off: boolean;
  /** Replicates that were run both ways. */
  readonly n: number;
  /** By policy, in order: the outcome as things stand minus that with the switch off. Empty while nothing is known. */
  readonly outcomes: readonly Tally[];
  /** The same of the difference between a policy and the baseline, whose own is 0. */
  readonly differences: readonly Tally[];
  /** Both, run by run: NaN for a replicate without a value. */
  readonly runs: {
    readonly outcomes: readonly Float64Array[];
    readonly differences: readonly Float64Array[];
  };
}

/** A plan for all claims under all policies, whose rows the samples have in the order of the scenario. */
export function openSwitches(
  scenario: Scenario,
  measure: string,
  { rounds = [4, 12, 24], known = {} }: Partial<Pick<Switches, 'rounds' | 'known'>> = {},
): Switches {
  const policies = scenario.policies.map(({ id }) => id);
  const variants = CLAIMS.map((claim) => {
    const changes = switchedOff(scenario, claim);
    return { claim, key: keyOf(scenario, changes), changes };
  });
  const baseline = policies.indexOf(scenario.baseline);
  return { policies, baseline, measure, rounds, variants, known };
}

/** What to run next; null where all is there. */
export function nextJob({ rounds, variants, known }: Switches): Job | null {
  for (const wanted of rounds)
    for (const { key, changes } of [{ key: '', changes: [] }, ...variants]) {
      const job = jobFor(known, key, changes, wanted);
      if (job !== null) return job;
    }
  return null;
}

/** With the next replicate of a variant. Throws a RangeError where it is another than the next. */
export function observe(state: Switches, key: string, replicate: number, sample: Sample): Switches {
  return { ...state, known: learned(state.known, key, replicate, sample) };
}

/** What each mechanism does to the outcomes and to the differences, in the order of the claims. */
export function effectsOf(state: Switches): readonly Effect[] {
  const { variants, policies, baseline, known, measure } = state;
  const rows = policies.map((_, p) => p);
  const options = { comparisons: Math.max(1, variants.length * rows.length) };
  return variants.map(({ claim, key }) => {
    const off = key === '';
    const n = off ? 0 : Math.min(countOf(known, ''), countOf(known, key));
    const worth = (read: (key: string) => Float64Array): Float64Array => {
      const without = read(key);
      return read('').map((value, r) => value - without[r]!);
    };
    const all = n === 0 ? [] : rows;
    const runs = {
      outcomes: all.map((p) => worth((of) => outcomesAt(known, of, p, measure, n))),
      differences: all.map((p) => worth((of) => differencesAt(known, of, [p, baseline], measure, n))),
    };
    const tallied = (each: readonly Float64Array[]): Tally[] => each.map((values) => tally(values, options));
    return {
      ...{ claim, off, n, runs },
      outcomes: tallied(runs.outcomes),
      differences: tallied(runs.differences),
    };
  });
}

/** Replicates that are there of those that are planned. */
export function progressOf({ rounds, variants, known }: Switches): {
  readonly done: number;
  readonly planned: number;
} {
  const wanted = Math.max(...rounds);
  const keys = ['', ...variants.map(({ key }) => key).filter((key) => key !== '')];
  const done = keys.reduce((sum, key) => sum + Math.min(wanted, countOf(known, key)), 0);
  return { done, planned: keys.length * wanted };
}
