// Run when the page is built: takes the answer of the first scenario from scenarios/answers/, makes its first runs anew and
// refuses to go on where they differ, and draws the page as it will stand when it opens.

import type { Answer } from '../../sim/answer.ts';
import { compileTask } from '../../sim/ensemble.ts';
import { prepare } from '../../sim/jobs.ts';
import { readScenario } from '../../sim/read.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { FIRST, presetText } from '../presets.ts';
import type { Opening } from './opening.ts';

const ANSWERS = import.meta.glob<Answer>('../../scenarios/answers/*.json', { import: 'default' });

/** The opening of the page. Rejects where there is no answer, or it is not what the model gives. */
export async function makeOpening(): Promise<Opening> {
  const text = await presetText(FIRST);
  const reading = await readScenario(text);
  if (!reading.ok) throw new Error(`${FIRST} cannot be read: ${reading.problems[0]!.message}`);
  const kept = ANSWERS[`../../scenarios/answers/${FIRST}.json`];
  if (kept === undefined) throw new Error(`there is no answer of ${FIRST} in scenarios/answers/`);
  const answer = await kept();
  await reproduce(reading.scenario, answer);
  return { preset: FIRST, text, scenario: reading.scenario, answer: slim(answer) };
}

async function reproduce(scenario: Scenario, { digests }: Answer): Promise<void> {
  const job = prepare(await compileTask(scenario, 'fixed'));
  const checked = Object.values(digests)[0]!.length;
  for (let r = 0; r < checked; r++) {
    const run = job(r);
    scenario.policies.forEach(({ id }, p) => {
      if (run.digests[p] !== digests[id]?.[r])
        throw new Error(
          `run ${r + 1} of ${id} is not the one that scenarios/answers/${FIRST}.json was made from`,
        );
    });
  }
}

/** Measures whose every run comes with the page, if the answer tells them: the headline's and what may stand against it. */
const TOLD: readonly string[] = ['prison-served', 'voices'];

/** Without what the page does not show: bootstrap intervals, drawn runs one by one, spreads of the drawn ensemble. */
function slim(answer: Answer): Answer {
  const { comparison, outcomes } = answer;
  const { drawn } = comparison;
  const kept = {
    ...answer,
    comparison: { ...comparison, ...(drawn === undefined ? {} : { drawn: { ...drawn, policies: {} } }) },
    outcomes: Object.fromEntries(
      Object.entries(outcomes).filter(([id]) => id === comparison.headline || TOLD.includes(id)),
    ),
  };
  return JSON.parse(
    JSON.stringify(kept, (name, value: unknown) =>
      name === 'interval' || (name === 'drawn' && Array.isArray(value)) ? undefined : value,
    ),
  ) as Answer;
}
