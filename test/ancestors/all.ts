// The ancestors, a group a submodel, in the order of the week.
import type { Case } from './case.ts';
import { ATTITUDE_CASES } from './attitude.ts';
import { NARRATIVE_CASES } from './narrative.ts';

export interface Group {
  readonly title: string;
  readonly cases: readonly Case[];
}

export const GROUPS: readonly Group[] = [
  { title: 'Word of mouth', cases: NARRATIVE_CASES },
  { title: 'Attitudes', cases: ATTITUDE_CASES },
];
