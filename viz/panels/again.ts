// What came of running again what was opened: the same to the last bit, or what differs, as a picture of one outcome and a table
// of all.

import { measureOf } from '../../sim/measures.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { again, againWords } from '../charts/again.ts';
import type { AgainData } from '../charts/again.ts';
import { ENGINE } from '../engine-name.ts';
import type { DifferingRow, Verdict } from '../export/again.ts';
import { table } from '../figure.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { placeOf } from '../shown.ts';
import type { Store } from '../store.ts';
import { figureOf, span } from '../words.ts';

type Differs = Extract<Verdict, { kind: 'differs' }>;

/** Rows of the table at most. */
const ROWS = 60;

export function verdictWords(verdict: Verdict | null): string {
  if (verdict === null) return 'Running it again …';
  if (verdict.kind === 'waiting') return `Running it again: ${verdict.done} of ${verdict.asked} runs`;
  return verdict.kind === 'nothing'
    ? 'Running. The file tells of no runs, so there is nothing to compare.'
    : verdict.text;
}

/** The numbers of the file beside those made here, where they differ. `scenario`: the one that was run. */
export function differencesOf(
  verdict: Verdict | null,
  scenario: Scenario,
  store: Store,
): TemplateResult | typeof nothing {
  if (verdict?.kind !== 'differs' || verdict.rows.length === 0) return nothing;
  const data = againData(verdict, scenario, store.choices.value.measure ?? scenario.headline);
  const { theme, width } = store.screen;
  const { title, lead } = againWords(data);
  return html`<div class="again">
    <h3>${title}</h3>
    <p class="lead">${lead}</p>
    <div class="chart">
      ${again(data, { document, width: Math.min(760, width.value), theme: theme.value, bare: true, id: 'again' })}
    </div>
    ${differing(verdict.rows, scenario)}
  </div>`;
}

// The outcome that is looked at, where it is among those that differ.
function againData({ rows, engine, runs }: Differs, scenario: Scenario, wanted: string): AgainData {
  const measure = rows.some((row) => row.measure === wanted) ? wanted : rows[0]!.measure;
  const { size } = scenario.population;
  return {
    measure: measureOf(measure),
    rows: rows
      .filter((row) => row.measure === measure)
      .map(({ policy, theirs, ours }) => ({
        ...{ theirs, ours, place: placeOf(scenario, policy), name: nameOf(scenario, policy) },
      })),
    ...{ theirs: `${engine.name} ${engine.version}`, ours: ENGINE, runs },
    facts: { people: size, weeks: scenario.weeks, seed: scenario.seed, engine: ENGINE },
  };
}

function differing(rows: readonly DifferingRow[], scenario: Scenario): TemplateResult {
  const told = rows.slice(0, ROWS);
  return table({
    caption: `The middle run, and between what 9 of 10 runs lie: in the file, and here${told.length < rows.length ? ` (the first ${told.length} of ${rows.length})` : ''}`,
    columns: [
      { title: 'Outcome' },
      { title: 'Policy' },
      { title: 'In the file', numeric: true },
      { title: 'Here', numeric: true },
    ],
    rows: told.map(({ policy, measure, digits, theirs, ours }) => [
      measureOf(measure).title,
      nameOf(scenario, policy),
      ...[theirs, ours].map(
        ({ median, p05, p95 }) => `${figureOf(median, digits)} (${span(p05, p95, digits)})`,
      ),
    ]),
  });
}

function nameOf({ policies }: Scenario, id: string): string {
  return policies.find((policy) => policy.id === id)?.name ?? id;
}
