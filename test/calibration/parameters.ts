// What is calibrated: the assumptions that the fitted patterns can say anything about, named once. Everything else stays as
// declared. Their ranges, and those of every other assumption, were frozen before: the digest below is in the record.
import { ASSUMPTIONS as DECLARED } from '../../sim/assumptions.ts';
import { digestOf } from '../../sim/digest.ts';
import type { Parameter } from '../../sim/parameter.ts';
import type { Scenario } from '../../sim/scenario.ts';

/** Every assumption by its JSON pointer. */
export const ASSUMPTIONS: ReadonlyMap<string, Parameter> = new Map(
  DECLARED.map(({ pointer, parameter }) => [pointer, parameter]),
);

/** A SHA-256 over pointer and range of every assumption. */
export function rangesDigest(assumptions: ReadonlyMap<string, Parameter> = ASSUMPTIONS): string {
  return digestOf(Array.from(assumptions, ([pointer, { range }]) => [pointer, range]));
}

/** The one number that pattern 6 rests on, and that nothing else does: it is matched by itself. */
export const AGAIN = '/behaviour/justice/reengagement';

/** What patterns 1 and 5 rest on: three numbers of the group's fortunes, what recruits, what a message does. */
export const TOGETHER = [
  '/population/initialMembers',
  '/group/rise',
  '/group/peak',
  '/group/fall',
  '/behaviour/recruit/rate',
  '/behaviour/recruit/recruiterCapacity',
  '/behaviour/recruit/online',
  '/behaviour/recruit/onlineCapacity',
  '/behaviour/attitude/persuasion',
  '/behaviour/attitude/contrast',
] as const;

/** The assumptions that are calibrated. */
export const CALIBRATED_POINTERS: readonly string[] = [...TOGETHER, AGAIN];

export type Values = Readonly<Record<string, number>>;

export function rangeOf(pointer: string): readonly [number, number] {
  return ASSUMPTIONS.get(pointer)!.range;
}

/** A scenario with other values for some of its assumptions. The scenario given is not changed. */
export function withValues(scenario: Scenario, values: Values): Scenario {
  const copy = structuredClone(scenario) as unknown as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(values)) {
    const names = pointer.split('/').slice(1);
    const last = names.pop()!;
    const group = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
    if (!(last in group)) throw new RangeError(`no assumption ${pointer}`);
    group[last] = value;
  }
  return copy as unknown as Scenario;
}
