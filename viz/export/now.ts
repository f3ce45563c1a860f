// What stands on the page now, as a recipe: the scenario of the runs that are shown (not of a text that was changed since),
// their number and digest, and the view.

import type { Comparison, Engine } from '../../sim/compare.ts';
import { compare, digestOfRuns } from '../../sim/compare.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { MADE_BY } from '../engine-name.ts';
import type { Results, Runs } from '../results.ts';
import { shownOpening, shownRuns } from '../shown.ts';
import type { Shown } from '../shown.ts';
import type { Store } from '../store.ts';
import type { Ran, Recipe } from './recipe.ts';

/** The recipe of what is shown. `chart`: id of the one that is taken away. */
export async function recipeNow(store: Store, chart: string | null): Promise<Recipe> {
  const opening = store.published.value;
  const results = store.lab.results.value;
  const scenario = opening?.scenario ?? results?.scenario ?? store.scenario.value;
  const told = opening === null ? ranIn(results) : ranIn(null, opening.answer.comparison);
  return {
    palinodeRecipe: 1,
    engine: opening === null ? MADE_BY : engineOf(opening.answer.comparison.engine),
    scenario: await textOf(store, scenario),
    seed: scenario.seed,
    ...told,
    preset: store.preset.value.id,
    shown: { view: store.view.value, chart, choices: store.choices.value },
  };
}

const engineOf = ({ name, version }: Engine): Engine => ({ name, version });

function ranIn(results: Results | null, kept?: Comparison): Pick<Recipe, 'fixed' | 'drawn'> {
  if (kept !== undefined)
    return {
      fixed: { replicates: kept.replicates, digest: kept.digest },
      drawn:
        kept.drawn === undefined ? null : { replicates: kept.drawn.replicates, digest: kept.drawn.digest },
    };
  return { fixed: results && ranOf(results.fixed), drawn: results && ranOf(results.drawn) };
}

/** The first `replicates` runs (all that are there, unless said) and their digest; null where there are not as many. */
export function ranOf(runs: Runs, replicates: number = runs.done): Ran | null {
  if (replicates === 0 || runs.done < replicates) return null;
  const ensemble = runs.ensemble();
  const first = { ...ensemble, runs: ensemble.runs.slice(0, replicates) };
  return { replicates, digest: digestOfRuns(runs.scenario, first) };
}

// The text as it was written, where it is still the scenario that is shown; otherwise that scenario, written out.
async function textOf(store: Store, scenario: Scenario): Promise<string> {
  const text = store.text.value;
  const { readScenario } = await import('../../sim/read.ts');
  const reading = await readScenario(text);
  const same = reading.ok && JSON.stringify(reading.scenario) === JSON.stringify(scenario);
  return same ? text : `${JSON.stringify(scenario, null, 2)}\n`;
}

/** The comparison of all runs that are there, as the command line makes it; null where there are none. */
export function comparisonNow({ fixed, drawn }: Results): Comparison | null {
  if (fixed.done === 0) return null;
  return compare({
    engine: MADE_BY,
    scenario: fixed.scenario,
    ensemble: fixed.ensemble(),
    drawn: drawn.done > 0 ? drawn.ensemble() : undefined,
    asked: fixed.done < fixed.asked ? fixed.asked : undefined,
  });
}

/** What is shown: this machine's runs, or the answer that came with the page. */
export function shownNow(store: Store): Shown | null {
  const results = store.lab.results.value;
  const opening = store.published.value;
  if (opening !== null) return shownOpening(opening, () => null);
  return results === null || results.fixed.done === 0 ? null : shownRuns(results);
}
