// A tiny world that has been run: rows as the lab keeps them, made by the model itself.
import { prepare } from '../../../sim/jobs.ts';
import { compileTask } from '../../../sim/ensemble.ts';
import type { Assumptions } from '../../../sim/draw.ts';
import type { Scenario } from '../../../sim/scenario.ts';
import { Runs } from '../../../viz/results.ts';
import type { Row } from '../../../viz/shelf.ts';
import { loudScenario } from '../../pool/crew.ts';

export const SMALL = loudScenario({ people: 120, weeks: 20, replicates: 5 });

export async function runsOf(scenario: Scenario, assumptions: Assumptions = 'fixed'): Promise<Runs> {
  const job = prepare({ ...(await compileTask(scenario, assumptions)), paths: true });
  const rows: Row[] = scenario.policies.map(() => []);
  for (let r = 0; r < scenario.replicates; r++) {
    const { outcomes, digests, left, paths } = job(r);
    const size = outcomes.length / digests.length;
    rows.forEach((row, p) =>
      row.push({
        outcomes: outcomes.slice(p * size, (p + 1) * size),
        digest: digests[p]!,
        left: left[p]!,
        paths: paths[p] ?? null,
      }),
    );
  }
  return new Runs(scenario, assumptions, rows, []);
}
