// The answer that comes with the page, so that it opens on a result: made when the page is built (make.ts) from the answer in
// scenarios/answers/, of which the build makes the first runs anew and fails where they differ. The page makes the same ones,
// and says whether they are the same here.

import type { Answer } from '../../sim/answer.ts';
import type { Scenario } from '../../sim/scenario.ts';

export interface Opening {
  readonly preset: string;
  readonly text: string;
  /** The text, read. */
  readonly scenario: Scenario;
  readonly answer: Answer;
}
