// The result as one document: the recipe and the comparison, as the command line writes it, for programs and for the page
// itself, which opens it again.

import type { Comparison } from '../../sim/compare.ts';
import type { Recipe } from './recipe.ts';

export interface Report {
  /** The version of this document. */
  readonly palinodeReport: 1;
  readonly recipe: Recipe;
  readonly comparison: Comparison;
}

/** Replicates that failed are listed up to here; their number is in `replicates` minus `n`. */
const FAILED = 100;

export function reportText(recipe: Recipe, comparison: Comparison): string {
  const report: Report = {
    palinodeReport: 1,
    recipe,
    comparison: { ...comparison, failed: comparison.failed.slice(0, FAILED) },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
