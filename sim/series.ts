/**
 * What a run leaves behind: one number a column and week, on one buffer, column by column. The columns of a scenario are the fixed ones
 * and, for each of its narratives, how many people it has reached and how many are telling it.
 */
import type { Scenario } from './scenario.ts';
import { STAGES } from './stages.ts';

/** Fixed columns: stocks at the end of the week, then what happened in it, then means and sums so far. */
export const COLUMNS = [
  ...STAGES,
  'joins',
  'networkedJoins',
  'attempts',
  'exits',
  'executed',
  'diedAbroad',
  'surfacings',
  'detections',
  'prosecutions',
  'convictions',
  'acquittals',
  'releases',
  'reengagements',
  'newVoices',
  'newPublicVoices',
  'voices',
  'publicVoices',
  'carried',
  'heardPropaganda',
  'heardInstitution',
  'heardOutside',
  'heardCarried',
  'heardCommunity',
  'tellings',
  'retellings',
  'arrivals',
  'items',
  'takenDown',
  'enrolled',
  'supportAtRisk',
  'supportOthers',
  'ideologyAtRisk',
  'ideologyOthers',
  'certainty',
  'severity',
  'prisonImposed',
  'prisonServed',
  'impunity',
  'cost',
  'fortunes',
  'atRisk',
  'clamps',
  'highHazards',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** Where each fixed column stands. */
export const COLUMN = Object.fromEntries(COLUMNS.map((name, index) => [name, index])) as Readonly<
  Record<ColumnName, number>
>;

/** All columns of a scenario's series, in order. */
export function seriesColumns(scenario: Scenario): readonly string[] {
  const narratives = ['propaganda', 'institution', ...scenario.themes.map((theme) => theme.id)];
  return [
    ...COLUMNS,
    ...narratives.map((id) => `reach.${id}`),
    ...scenario.themes.map((theme) => `tellers.${theme.id}`),
  ];
}

/** weeks numbers a column, column by column in `values`; week t of column c stands at c * weeks + t. */
export interface Series {
  readonly weeks: number;
  readonly columns: readonly string[];
  readonly values: Float64Array;
  /** Who ever left the group, by their key (week of arrival << 22 | row), ascending: people, to be compared between policies. */
  readonly left: Uint32Array;
}

/** One column of a series, a number a week. Throws a RangeError for a column that it does not have. */
export function column(series: Series, name: string): Float64Array {
  const c = series.columns.indexOf(name);
  if (c < 0) throw new RangeError(`no column ${name} in this series`);
  return series.values.subarray(c * series.weeks, (c + 1) * series.weeks);
}
