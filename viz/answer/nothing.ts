// Where an outcome stayed at 0 in every run there is nothing to draw. What it hangs on is named instead, and first of it what
// stands below its default here.

import { ASSUMPTIONS } from '../../sim/assumptions.ts';
import type { Scenario } from '../../sim/scenario.ts';

const JOINING = ['/behaviour/recruit/rate', '/population/initialMembers', '/behaviour/recruit/online'];
const LEAVING = ['/behaviour/exit/leaving', '/population/initialMembers'];
const TELLING = ['/behaviour/exit/speaking', '/behaviour/exit/surfacing', '/behaviour/exit/leaving'];

/** Assumptions that an outcome hangs on most, by the measure's id; joining, where nothing is said. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  defections: LEAVING,
  'defection-rate': LEAVING,
  'same-leavers': LEAVING,
  surfaced: ['/behaviour/exit/surfacing', ...LEAVING],
  voices: TELLING,
  'story-reach': TELLING,
  'story-depth': TELLING,
  reengaged: ['/behaviour/justice/detection', ...LEAVING],
  'prison-imposed': ['/behaviour/justice/detection', ...JOINING],
  'prison-served': ['/behaviour/justice/detection', ...JOINING],
  deaths: ['/behaviour/member/death', ...JOINING],
};

/** What to change so that there is something to see, in a sentence. */
export function suggestion(scenario: Scenario, measure: string): string {
  const found = (FROM[measure] ?? JOINING).flatMap((pointer) => standing(scenario, pointer));
  const low = found.find(({ value, usual }) => value < usual);
  if (low !== undefined)
    return `“${low.title}”, an assumption, stands at ${low.value}; its default is ${low.usual}. Raise it to see something happen.`;
  return `“${found[0]!.title}”, an assumption, raises it; more people or more weeks do too.`;
}

interface Standing {
  readonly title: string;
  readonly value: number;
  readonly usual: number;
}

function standing(scenario: Scenario, pointer: string): Standing[] {
  const parameter = ASSUMPTIONS.find((each) => each.pointer === pointer)?.parameter;
  const value = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], scenario);
  if (parameter === undefined || typeof value !== 'number') return [];
  return [{ title: parameter.title, value, usual: parameter.value ?? value }];
}
