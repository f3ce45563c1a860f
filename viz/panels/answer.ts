// The answer: which policy ends with fewer, how sure the model is of it, and what it costs. The verdict is a sentence with
// counts; the picture under it shows the runs that were counted; the table has every outcome under every policy.

import { differences, differencesTable, differencesWords } from '../charts/differences.ts';
import type { DifferencesData } from '../charts/differences.ts';
import type { ChartOptions } from '../charts/frame.ts';
import { ENGINE } from '../engine-name.ts';
import { others } from '../../sim/compare.ts';
import { measureOf } from '../../sim/measures.ts';
import type { Measure } from '../../sim/measures.ts';
import { figure, table } from '../figure.ts';
import type { TableData } from '../figure.ts';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { measuresOf, placeOf, shownOpening, shownRuns } from '../shown.ts';
import type { Shown } from '../shown.ts';
import { computed, effect } from '../signal.ts';
import type { Store } from '../store.ts';
import { figureOf, span } from '../words.ts';

export function mountAnswer(root: HTMLElement, store: Store): void {
  const shown = computed(() => shownOf(store));
  effect(() => void render(template(store, shown.value), root));
}

/** What there is to show: this machine's runs, or the answer that came with the page. */
export function shownOf(store: Store): Shown | null {
  const results = store.lab.results.value;
  const opening = store.opening.value;
  if (opening !== null)
    return shownOpening(opening, results?.scenario === opening.scenario ? results.fixed : null);
  return results === null ? null : shownRuns(results);
}

function template(store: Store, shown: Shown | null): TemplateResult {
  if (shown === null)
    return html`<h1>${store.scenario.value.title}</h1>
      <p class="empty">Running the first paired runs.</p>`;
  const measure = measureOf(store.choices.value.measure ?? shown.scenario.headline);
  const stale = store.lab.stale.value;
  return html`<div class=${stale ? 'stale' : ''}>
    ${stale ? html`<p class="ribbon">The scenario has changed; this is the answer to the one before.</p>` : nothing}
    ${verdicts(shown, measure)} ${chooser(store, shown, measure)} ${dots(store, shown, measure)}
    ${outcomes(shown, store)} ${facts(shown)}
  </div>`;
}

function verdicts(shown: Shown, measure: Measure): TemplateResult {
  const [first, ...rest] = others(shown.scenario).map(({ id }) => shown.verdict(id, measure.id).text);
  const soFar = shown.preview ? `So far, in ${shown.n} of ${shown.asked} runs: ` : '';
  return html`<p class="asked">${shown.scenario.question || shown.scenario.title}</p>
    <h1>${soFar}${first}</h1>
    ${rest.map((text) => html`<p class="verdict">${soFar}${text}</p>`)}`;
}

function chooser(store: Store, shown: Shown, measure: Measure): TemplateResult {
  const choose = (event: Event): void => store.choose({ measure: (event.target as HTMLSelectElement).value });
  return html`<div class="chooser">
    <label
      >Outcome
      <select @change=${choose}>
        ${measuresOf(shown.scenario).map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === measure.id}>${title}</option>`,
        )}
      </select></label
    >
    <span class="definition">${measure.description}</span>
  </div>`;
}

function dots(store: Store, shown: Shown, measure: Measure): TemplateResult {
  const { scenario } = shown;
  const baseline = scenario.policies.find(({ id }) => id === scenario.baseline)!;
  const theirs = shown.outcomes(baseline.id, measure.id);
  if (theirs === null) return notTold(store, shown);
  const data: DifferencesData = {
    measure,
    baseline: baseline.name,
    rows: others(scenario).map(({ id, name }) => ({
      name,
      place: placeOf(scenario, id),
      differences: differenceOf(shown.outcomes(id, measure.id), theirs),
      drawn: shown.drawn(id, measure.id) ?? undefined,
    })),
    facts: factsOf(shown),
  };
  const { title, lead } = differencesWords(data);
  return figure({
    id: 'differences',
    heading: title,
    lead,
    chart: differences(data, optionsOf(store, 'differences')),
    table: differencesTable(data),
  });
}

function notTold(store: Store, shown: Shown): TemplateResult {
  return html`<p class="empty">
    The answer that came with the page does not tell every run of this outcome.
    <button type="button" @click=${() => store.runNow()}>Run all ${shown.asked} here</button>
  </p>`;
}

function optionsOf({ screen }: Store, id: string, share = 1): ChartOptions {
  const width = Math.max(280, Math.floor(screen.width.value * share) - 34);
  return { document, width, theme: screen.theme.value, bare: true, id: `chart-${id}` };
}

function differenceOf(ours: ArrayLike<number> | null, theirs: ArrayLike<number> | null): number[] {
  return ours === null || theirs === null ? [] : Array.from(ours, (value, r) => value - theirs[r]!);
}

function factsOf({ scenario, preview, asked }: Shown): DifferencesData['facts'] {
  const { population, weeks, seed } = scenario;
  return { people: population.size, weeks, seed, engine: ENGINE, ...(preview ? { asked } : {}) };
}

function outcomes(shown: Shown, store: Store): TemplateResult {
  return html`<section aria-labelledby="outcomes-heading">
    <h2 id="outcomes-heading">Every outcome under every policy</h2>
    ${table(outcomesTable(shown, store))}
  </section>`;
}

function outcomesTable({ scenario, spread, difference }: Shown, store: Store): TableData {
  const policies = scenario.policies;
  const compared = others(scenario);
  return {
    caption:
      'The middle run, and between what 9 of 10 runs lie; then the runs in which a policy came out lower than the baseline',
    columns: [
      { title: 'Outcome' },
      { title: 'Unit' },
      ...policies.map(({ name }) => ({ title: name, numeric: true })),
      ...compared.map(({ name }) => ({ title: `${name}: lower in`, numeric: true })),
    ],
    rows: measuresOf(store.scenario.value).map((measure) => [
      measure.title,
      measure.unit,
      ...policies.map(({ id }) => {
        const { n, median, p05, p95 } = spread(id, measure.id);
        return n === 0 ? '–' : `${figureOf(median, measure.digits)} (${span(p05, p95, measure.digits)})`;
      }),
      ...compared.map(({ id }) => {
        const { n, below } = difference(id, measure.id);
        return n === 0 ? '–' : `${below} of ${n}`;
      }),
    ]),
  };
}

function facts({ scenario, n }: Shown): TemplateResult {
  return html`<p class="facts">
    n = ${n} paired runs · seed ${scenario.seed} · ${scenario.population.size.toLocaleString('en')} people ·
    ${scenario.weeks} weeks
  </p>`;
}
