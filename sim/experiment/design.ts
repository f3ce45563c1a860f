// What an experiment varies, and the scenario that it makes of that: assumptions within the range that the evidence leaves
// them, and levers of one policy. A change of the world holds under every policy, the baseline too, so what an experiment
// compares is always policies in one world.

import { ASSUMPTIONS } from '../assumptions.ts';
import { INSTRUMENTS, usualMost } from '../levers.ts';
import type { InstrumentId } from '../levers.ts';
import { MEASURES } from '../measures.ts';
import type { Grade, LeverMeta, Parameter } from '../parameter.ts';
import type { Scenario } from '../scenario.ts';

/** A number of a scenario that can be varied. */
export interface Factor {
  /** JSON pointer into the scenario. */
  readonly pointer: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  /** How sure it is; null for a lever, which is a choice. */
  readonly grade: Grade | null;
  /** Ends of the plausible range; of a lever, of what a policy would set it to. */
  readonly low: number;
  readonly high: number;
  /** Bounds. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** What the scenario says; null where it is an expression, or a limit that is none. */
  readonly current: number | null;
}

/** A number put at its place. */
export interface Change {
  readonly pointer: string;
  readonly value: number;
}

/** The size of a world decides what a run costs, and so is never varied. */
const KEPT = '/population/size';

/** The assumptions that can reach a measure and whose range has a width, the least sure first. */
export function assumptionsOf(scenario: Scenario, measure: string): readonly Factor[] {
  const all = ASSUMPTIONS.map(({ pointer, parameter }) => factorOf(scenario, pointer, parameter));
  const reaching = all.filter(
    ({ pointer, low, high }) => low < high && pointer !== KEPT && reaches(pointer, measure),
  );
  return (['H', 'C', 'B', 'A'] as const).flatMap((each) => reaching.filter(({ grade }) => grade === each));
}

// Prices move the cost and nothing else.
const reaches = (pointer: string, measure: string): boolean =>
  measure === 'cost' || !pointer.startsWith('/costs/');

function factorOf(scenario: Scenario, pointer: string, parameter: Parameter): Factor {
  const { title, description, unit, grade, range, min, max, integer = false } = parameter;
  const [low, high] = range;
  return {
    pointer,
    title,
    description,
    unit,
    grade,
    low,
    high,
    min,
    max,
    integer,
    current: numberAt(scenario, pointer),
  };
}

/** The levers of a policy. Throws a RangeError where there is no such policy. */
export function leversOf(scenario: Scenario, policy: string): readonly Factor[] {
  const place = scenario.policies.findIndex(({ id }) => id === policy);
  if (place < 0) throw new RangeError(`no policy is called ${policy}`);
  return (Object.keys(INSTRUMENTS) as InstrumentId[]).flatMap((instrument) =>
    Object.entries<LeverMeta>(INSTRUMENTS[instrument].levers).map(([lever, meta]) =>
      leverFactor(scenario, `/policies/${place}/${instrument}/${lever}`, INSTRUMENTS[instrument].title, meta),
    ),
  );
}

function leverFactor(scenario: Scenario, pointer: string, instrument: string, meta: LeverMeta): Factor {
  const { title, description, unit, min, max } = meta;
  const said = numberAt(scenario, pointer);
  // No limit is no place on an axis of limits.
  const current = meta.limit === true && said === meta.value ? null : said;
  const high = Math.min(max, Math.max(usualMost(meta), current ?? 0));
  const told = { pointer, title: `${instrument}: ${title.toLowerCase()}`, description, unit };
  return { ...told, grade: null, low: min, high, min, max, integer: false, current };
}

/** The factor of a pointer among assumptions and the levers of a policy; undefined where there is none. */
export function factorAt(scenario: Scenario, policy: string, pointer: string): Factor | undefined {
  const all = [...assumptionsOf(scenario, 'cost'), ...leversOf(scenario, policy)];
  return all.find((factor) => factor.pointer === pointer);
}

/** The number at a pointer; null where something else stands there, or nothing. */
export function numberAt(scenario: Scenario, pointer: string): number | null {
  const value = namesOf(pointer).reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    scenario,
  );
  return typeof value === 'number' ? value : null;
}

/** The scenario with these numbers in it; what they do not touch is shared. Throws a RangeError for a place that it has not. */
export function varied(scenario: Scenario, changes: readonly Change[]): Scenario {
  return changes.reduce(
    (made, { pointer, value }) => put(made, namesOf(pointer), value, pointer) as Scenario,
    scenario,
  );
}

function put(at: unknown, [name, ...rest]: readonly string[], value: number, pointer: string): unknown {
  if (name === undefined) return value;
  if (typeof at !== 'object' || at === null || !(name in at))
    throw new RangeError(`the scenario has no number at ${pointer}`);
  const inner = put((at as Record<string, unknown>)[name], rest, value, pointer);
  return Array.isArray(at)
    ? at.map((each: unknown, k) => (String(k) === name ? inner : each))
    : { ...at, [name]: inner };
}

const namesOf = (pointer: string): string[] => pointer.split('/').slice(1);

/** Names a variant by what is changed in it, in any order; the scenario as it stands is ''. */
export function keyOf(scenario: Scenario, changes: readonly Change[]): string {
  return changes
    .filter(({ pointer, value }) => numberAt(scenario, pointer) !== value)
    .map(({ pointer, value }) => `${pointer}=${value}`)
    .sort()
    .join(' ');
}

/** Where a measure stands among the outcomes of a run. Throws a RangeError where there is none of that name. */
export function placeOf(measure: string): number {
  const m = MEASURES.findIndex(({ id }) => id === measure);
  if (m < 0) throw new RangeError(`no measure is called ${measure}`);
  return m;
}
