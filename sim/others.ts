// The policies that are compared with the baseline, in the order of the scenario.

import type { Policy, Scenario } from './scenario.ts';

/** Every policy but the baseline. */
export function others({ policies, baseline }: Scenario): readonly Policy[] {
  return policies.filter(({ id }) => id !== baseline);
}
