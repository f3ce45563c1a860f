// The chart of a comparison, as the text of an SVG file.

import { differences } from '../../viz/charts/differences.ts';
import type { Comparison } from '../compare.ts';
import { others } from '../others.ts';
import { outcomesOf } from '../ensemble.ts';
import type { Ensemble } from '../ensemble.ts';
import { measureOf } from '../measures.ts';
import type { Scenario } from '../scenario.ts';
import { Paper, serialise } from './paper.ts';
import type { PaperElement } from './paper.ts';

/** The differences in the headline measure, run by run. */
export function picture(comparison: Comparison, scenario: Scenario, ensemble: Ensemble): string {
  const { engine, partial, assumptions, replicates, drawn, headline } = comparison;
  const baseline = scenario.policies.find(({ id }) => id === scenario.baseline)!;
  const theirs = outcomesOf(ensemble, baseline.id, headline);
  const svg = differences(
    {
      measure: measureOf(headline),
      baseline: baseline.name,
      rows: others(scenario).map(({ id, name }) => ({
        name,
        differences: outcomesOf(ensemble, id, headline).map((value, r) => value - theirs[r]!),
        drawn: drawn?.differences[id]![headline],
      })),
      facts: {
        people: scenario.population.size,
        weeks: scenario.weeks,
        seed: scenario.seed,
        engine: `${engine.name} ${engine.version}`,
        remarks: [
          scenario.title,
          ...(partial === undefined
            ? []
            : [`Partial: stopped after ${replicates} of ${partial.asked} replicates.`]),
          ...(assumptions === 'drawn' ? ['Guesses drawn from their ranges, once a replicate.'] : []),
        ],
      },
    },
    { document: new Paper() as unknown as Document },
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serialise(svg as unknown as PaperElement)}\n`;
}
