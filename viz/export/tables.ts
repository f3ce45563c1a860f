// The numbers as tidy tables: a row an observation, in comma-separated values, with a dictionary that says what each column
// and measure is. Pure: the same runs give the same bytes.

import { others } from '../../sim/others.ts';
import type { Comparison } from '../../sim/compare.ts';
import { csvLine } from '../../sim/csv.ts';
import type { Cell } from '../../sim/csv.ts';
import { MEASURES } from '../../sim/measures.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { summarise } from '../../sim/summary.ts';
import type { Runs } from '../results.ts';
import { recipeCode } from './recipe.ts';
import type { Recipe } from './recipe.ts';
import { RIGHTS } from './svg.ts';

const LONG = ['policy', 'replicate', 'week', 'measure', 'value'];

/**
 * Every run: all measures in the last week, and of `followed` (ids of measures) the weeks between, as far as the page has
 * kept them.
 */
export function runsTable(runs: Runs, followed: readonly string[] = []): string {
  const { scenario, done } = runs;
  const last = scenario.weeks - 1;
  const rows: string[] = [csvLine(LONG)];
  for (const { id: policy } of scenario.policies)
    for (let r = 0; r < done; r++)
      for (const { id: measure } of MEASURES) {
        if (followed.includes(measure)) rows.push(...courseLines(runs, policy, r, measure));
        rows.push(line([policy, r, last, measure, runs.outcomes(policy, measure)[r]!]));
      }
  return rows.join('');
}

function courseLines(runs: Runs, policy: string, replicate: number, measure: string): string[] {
  const path = runs.path(policy, measure, replicate);
  if (path === null) return [];
  const before = runs.weeks.filter((week) => week < runs.scenario.weeks - 1);
  return before.map((week, k) => line([policy, replicate, week, measure, shortest(path[k]!)]));
}

// Paths are kept in 32 bits: the fewest digits that say which.
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

const line = (cells: readonly Cell[]): string => csvLine(cells);

const SPREAD = ['n', 'mean', 'p05', 'p25', 'p50', 'p75', 'p95', 'sd'] as const;

/** Outcomes of each policy over its runs, for each kind of run that there is. */
export function summaryTable(kinds: readonly Runs[]): string {
  const rows = kinds.flatMap((runs) =>
    runs.scenario.policies.flatMap(({ id }) =>
      MEASURES.map((measure) => {
        const spread = summarise(runs.outcomes(id, measure.id));
        const told = { ...spread, p50: spread.median };
        return line([runs.assumptions, id, measure.id, measure.unit, ...SPREAD.map((name) => told[name])]);
      }),
    ),
  );
  return csvLine(['assumptions', 'policy', 'measure', 'unit', ...SPREAD]) + rows.join('');
}

const PAIRED = [
  'n',
  'mean',
  'p05',
  'p50',
  'p95',
  'interval_low',
  'interval_high',
  'below',
  'equal',
  'above',
] as const;

/** Policy minus baseline, run by run, as the comparison counts it. */
export function differencesTable(comparison: Comparison, scenario: Scenario): string {
  const kinds = [comparison, ...(comparison.drawn === undefined ? [] : [comparison.drawn])];
  const rows = kinds.flatMap(({ assumptions, differences }) =>
    others(scenario).flatMap(({ id }) =>
      MEASURES.map((measure) => {
        const found = differences[id]![measure.id]!;
        const [low = null, high = null] = found.interval ?? [];
        const told = { ...found, p50: found.median, interval_low: low, interval_high: high };
        const cells = PAIRED.map((name) => told[name]);
        return line([assumptions, id, scenario.baseline, measure.id, measure.unit, ...cells]);
      }),
    ),
  );
  return csvLine(['assumptions', 'policy', 'baseline', 'measure', 'unit', ...PAIRED]) + rows.join('');
}

/** What is in the folder, column by column and measure by measure. */
export function dictionary(recipe: Recipe, scenario: Scenario, followed: readonly string[]): string {
  const { fixed, drawn, engine } = recipe;
  const weekly = followed.length === 0 ? 'no other week' : `earlier weeks of ${followed.join(', ')}`;
  const policies = scenario.policies.map(({ id, name }) => `  ${id}: ${name}`);
  const measures = MEASURES.map(
    ({ id, title, unit, description, betterWhen }) =>
      `  ${id} (${unit}): ${title}. ${description}${betterWhen === null ? '' : ` Better when ${betterWhen}.`}`,
  );
  return [
    `${scenario.title}`,
    ...(scenario.question === '' ? [] : [scenario.question]),
    '',
    `Made by ${engine.name} ${engine.version}. Recipe ${recipeCode(recipe)}. Seed ${scenario.seed}.`,
    `${scenario.population.size} modelled, invented people over ${scenario.weeks} weeks. Not data about anybody.`,
    `Runs: ${fixed?.replicates ?? 0} under each policy${drawn === null ? '' : `, and ${drawn.replicates} with the guessed assumptions drawn from their ranges`}.`,
    `Digest of the runs: ${fixed?.digest ?? 'none'}`,
    ...(drawn === null ? [] : [`Digest of the drawn runs: ${drawn.digest}`]),
    RIGHTS,
    '',
    'To see it again, drop this ZIP on the page.',
    '',
    'FILES',
    `  runs.csv         ${LONG.join(', ')}: one row a run and measure in the last week (${scenario.weeks - 1}), and ${weekly}.`,
    '  runs-drawn.csv   the same with the guesses drawn; only where they were run.',
    `  summary.csv      ${['assumptions', 'policy', 'measure', 'unit', ...SPREAD].join(', ')}: over the runs of a policy.`,
    `  differences.csv  ${['assumptions', 'policy', 'baseline', 'measure', 'unit', ...PAIRED].join(', ')}: policy minus baseline, replicate by replicate.`,
    '  scenario.json    what was run.',
    '  recipe.json      the scenario, the view and the digests, which the page opens again.',
    '  comparison.json  the verdicts and all of the numbers as one document.',
    '  CITATION.cff     how to cite it.',
    '',
    'COLUMNS',
    '  replicate: runs with the same number have the same chance under every policy, so compare them pair by pair.',
    '  week: from 0. assumptions: fixed, as the scenario states them; drawn, the guesses drawn from their ranges once a replicate.',
    '  p05 … p95: of a hundred runs, so many lie below; p50 is the middle run. sd: standard deviation between runs.',
    '  interval_low, interval_high: 95 % bootstrap interval of the mean difference.',
    '  below, equal, above: in how many pairs of runs the policy came out lower, the same, higher.',
    '  An empty cell: there is no number. Texts that a spreadsheet would take for a formula begin with an apostrophe.',
    '',
    'POLICIES',
    ...policies,
    '',
    'MEASURES',
    ...measures,
    '',
  ].join('\r\n');
}
