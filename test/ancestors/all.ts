// The ancestors, a group a submodel, in the order of the week.
import type { Case } from './case.ts';
import { ATTITUDE_CASES } from './attitude.ts';
import { DETERRENCE_CASES } from './deterrence.ts';
import { DILEMMA_CASES } from './dilemma.ts';
import { NARRATIVE_CASES } from './narrative.ts';
import { RECRUIT_CASES } from './recruit.ts';
import { TINY_CASES } from './tiny.ts';

export interface Group {
  readonly title: string;
  readonly cases: readonly Case[];
}

export const GROUPS: readonly Group[] = [
  { title: 'Word of mouth', cases: NARRATIVE_CASES },
  { title: 'Attitudes', cases: ATTITUDE_CASES },
  { title: 'Deterrence', cases: DETERRENCE_CASES },
  { title: 'Joining', cases: RECRUIT_CASES },
  { title: 'The dilemma', cases: DILEMMA_CASES },
  { title: 'Tiny worlds', cases: TINY_CASES },
];
