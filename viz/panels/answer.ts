// The answer: which policy ends with fewer, how sure the model is of it, on which guess it rests, and what it costs. The
// verdict is a sentence with counts; the picture under it shows the runs that were counted; the table has every outcome.

import { others } from '../../sim/others.ts';
import { MEASURES, measureOf } from '../../sim/measures.ts';
import type { Measure } from '../../sim/measures.ts';
import { differencesData, fanData, tradeoffData } from '../answer/data.ts';
import { sayings } from '../answer/heading.ts';
import { suggestion } from '../answer/nothing.ts';
import { differences, differencesDomain, differencesTable, differencesWords } from '../charts/differences.ts';
import { fan, fanTable, fanWords } from '../charts/fan.ts';
import { tradeoff, tradeoffTable, tradeoffWords } from '../charts/tradeoff.ts';
import { chartFigure, table } from '../figure.ts';
import type { TableData } from '../figure.ts';
import { guard, html, nothing, ref, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Runs } from '../results.ts';
import { measuresOf, shownOpening, shownRuns } from '../shown.ts';
import type { Shown } from '../shown.ts';
import { computed, effect, signal, untracked } from '../signal.ts';
import type { Store } from '../store.ts';
import { figureOf, span } from '../words.ts';

/** What the panel keeps to itself. */
interface Own {
  /** What was shown before the last change, until it is put away. */
  readonly before: { value: Shown | null };
  /** One run alone, by its number; null: all. */
  readonly run: { value: number | null };
  readonly playing: { value: boolean };
  /** The axis of differences, held while a slider is dragged. */
  domain: readonly [number, number] | null;
  readonly past: HTMLElement | undefined;
}

/** `past`: where the answers before this one are kept. */
export function mountAnswer(root: HTMLElement, store: Store, past?: HTMLElement): void {
  const shown = shownIn(store);
  const own: Own = { before: signal(null), run: signal(null), playing: signal(false), domain: null, past };
  rememberBefore(store, shown, own);
  playRuns(store, shown, own);
  effect(() => void render(template(store, shown.value, own), root));
}

/** What there is to show: this machine's runs, or the answer that came with the page. The same until it is another. */
function shownIn(store: Store): { readonly value: Shown | null } {
  const live = computed(() => {
    const results = store.lab.results.value;
    return results === null ? null : shownRuns(results);
  });
  const kept = computed(() => {
    const published = store.published.value;
    return published === null ? null : shownOpening(published, () => runsBeside(store));
  });
  return computed(() => kept.value ?? live.value);
}

/** What this machine has made of the published answer, once its check is done: the answer stays, single runs can be shown. */
function runsBeside({ published, check, lab }: Store): Runs | null {
  const results = lab.results.value;
  const isChecked = check.value === 'same' || check.value === 'differs';
  return isChecked && results?.scenario === published.value?.scenario ? (results?.fixed ?? null) : null;
}

// As it last was in full: once something else is shown, that is drawn faintly beside it.
function rememberBefore(store: Store, shown: { readonly value: Shown | null }, own: Own): void {
  let whole: Shown | null = null;
  effect(() => {
    const now = shown.value;
    if (now === null) return;
    untracked(() => {
      if (whole !== null && whole.scenario !== now.scenario)
        own.before.value = sameWorldOfWords(whole, now) ? whole : null;
      if (now.n === now.asked && !store.dragging.value) whole = now;
    });
  });
}

// Another question has nothing to do with what was shown before.
function sameWorldOfWords(a: Shown, b: Shown): boolean {
  return a.scenario.title === b.scenario.title;
}

/** Milliseconds that one run is shown: about two and a half a second are seen as outcomes, not as a film. */
const BEAT = 400;

function playRuns(store: Store, shown: { readonly value: Shown | null }, { run, playing }: Own): void {
  effect(() => {
    if (!playing.value) return;
    if (store.screen.reducedMotion.value) return void (playing.value = false);
    const timer = setInterval(() => step(shown.value, run, 1), BEAT);
    return () => clearInterval(timer);
  });
}

function step(shown: Shown | null, run: Own['run'], by: number): void {
  const runs = Math.min(12, shown?.courses(shown.scenario.baseline, 'recruits', false).length ?? 0);
  if (runs > 0) run.value = ((run.value ?? (by > 0 ? -1 : 0)) + by + runs) % runs;
}

function template(store: Store, shown: Shown | null, own: Own): TemplateResult {
  if (shown === null)
    return html`<div>
      <h1>${store.scenario.value.title}</h1>
      <p class="empty">Running the first paired runs.</p>
    </div>`;
  const stale = shown.scenario !== store.scenario.value;
  const { theme, width, reducedMotion } = store.screen;
  const measure = measureOf(store.choices.value.measure ?? shown.scenario.headline);
  // What each part is made of: what else changes does not make it again.
  const made = [shown, store.choices.value, theme.value, width.value];
  const before = own.before.value;
  const courses = [own.run.value, own.playing.value, reducedMotion.value, runsBeside(store)];
  return html`<div class=${stale ? 'stale' : ''}>
    ${stale ? html`<p class="ribbon">The scenario has changed; this is the answer to the one before.</p>` : nothing}
    ${guard(made, () => html`${verdicts(shown, measure)} ${chooser(store, shown, measure)}`)} ${ghost(own)}
    ${guard([...made, before, store.dragging.value], () => differencesFigure(store, shown, measure, own))}
    ${own.past ?? nothing}
    <div class="pair">
      ${guard([...made, before, ...courses], () => fanFigure(store, shown, measure, own))}
      ${guard(made, () => tradeoffFigure(store, shown))}
    </div>
    ${guard([shown], () => html`${outcomes(store, shown)} ${facts(shown)}`)}
  </div>`;
}

function verdicts(shown: Shown, measure: Measure): TemplateResult {
  const [first, ...rest] = sayings(shown, measure.id);
  const reliance = shown.reliance(first!.id, measure.id);
  return html`<p class="asked">
      ${shown.scenario.question || shown.scenario.title} <a href="#guess">Guess first</a>
    </p>
    <h1>${first!.text}</h1>
    ${reliance === null ? nothing : html`<p class="rests">${reliance.text} <a href="#whatif">What if we are wrong?</a></p>`}
    ${rest.map(({ text }) => html`<p class="verdict">${text}</p>`)}`;
}

function chooser(store: Store, shown: Shown, measure: Measure): TemplateResult {
  return html`<div class="chooser">
    <label
      >Outcome
      ${measureSelect(measuresOf(shown.scenario), measure.id, (id) => store.choose({ measure: id }))}</label
    >
    <span class="definition">${measure.description}</span>
  </div>`;
}

function measureSelect(
  measures: readonly Measure[],
  chosen: string,
  choose: (id: string) => void,
): TemplateResult {
  return html`<select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
    ${measures.map(({ id, title }) => html`<option value=${id} .selected=${id === chosen}>${title}</option>`)}
  </select>`;
}

function ghost({ before }: Own): TemplateResult | typeof nothing {
  if (before.value === null) return nothing;
  return html`<p class="note">
    Faint: as it was before the last change.
    <button type="button" class="quiet small" @click=${() => (before.value = null)}>Put it away</button>
  </p>`;
}

function differencesFigure(store: Store, shown: Shown, measure: Measure, own: Own): TemplateResult {
  const data = differencesData(shown, measure, own.before.value);
  const isEmpty = isNothing(shown, measure);
  if (isEmpty || data === null) store.pictures.delete('differences');
  if (isEmpty) return nothingHappened(shown, measure);
  if (data === null) return notTold(store, shown, measure.title);
  const dragging = store.dragging.value;
  own.domain = dragging && own.domain !== null ? own.domain : differencesDomain(data);
  const domain = own.domain;
  return chartFigure(store, {
    id: 'differences',
    view: 'answer',
    words: (at) => differencesWords(data, at),
    table: differencesTable(data),
    draw: (options) => differences(data, { ...options, ...(dragging ? { domain } : {}) }),
  });
}

function isNothing(shown: Shown, { id }: Measure): boolean {
  const compared = others(shown.scenario);
  return compared.length > 0 && compared.every((policy) => shown.verdict(policy.id, id).kind === 'nothing');
}

function nothingHappened(shown: Shown, { id }: Measure): TemplateResult {
  return html`<div class="figure">
    <p class="empty">There is nothing to draw. ${suggestion(shown.scenario, id)}</p>
  </div>`;
}

function notTold(store: Store, shown: Shown, title: string): TemplateResult {
  return html`<div class="figure">
    <p class="empty">
      The answer that came with the page does not tell every run of ${title}.
      <button type="button" @click=${() => store.runNow()}>Run all ${shown.asked} here</button>
    </p>
  </div>`;
}

function fanFigure(store: Store, shown: Shown, measure: Measure, own: Own): TemplateResult {
  const { overTime, logarithmic } = store.choices.value;
  const data = fanData(shown, measure, overTime === 'perWeek', own.before.value);
  if (data === null) store.pictures.delete('fan');
  if (data === null)
    return measure.relative === undefined
      ? notTold(store, shown, `${measure.title} over time`)
      : html`<div class="figure"><p class="empty">${measure.title} is known at the end only.</p></div>`;
  const run = own.run.value;
  return chartFigure(store, {
    id: 'fan',
    view: 'answer',
    words: fanWords(data),
    table: fanTable(data),
    controls: fanControls(store, shown, measure, own),
    draw: (options) => fan(data, { ...options, log: logarithmic, ...(run === null ? {} : { run }) }),
    share: 0.5,
  });
}

function fanControls(store: Store, shown: Shown, measure: Measure, { run, playing }: Own): TemplateResult {
  const { overTime, logarithmic } = store.choices.value;
  const still = store.screen.reducedMotion.value;
  const all = (): void => {
    playing.value = false;
    run.value = null;
  };
  return html`<div class="controls">
    ${
      measure.adds
        ? html`<label
            >Count
            <select
              @change=${(event: Event) =>
                store.choose({ overTime: (event.target as HTMLSelectElement).value as 'toDate' | 'perWeek' })}
            >
              <option value="toDate" .selected=${overTime === 'toDate'}>so far</option>
              <option value="perWeek" .selected=${overTime === 'perWeek'}>new per week</option>
            </select></label
          >`
        : nothing
    }
    <label
      ><input
        type="checkbox"
        .checked=${logarithmic}
        @change=${(event: Event) => store.choose({ logarithmic: (event.target as HTMLInputElement).checked })}
      />
      by powers of ten</label
    >
    <span class="runs">
      ${
        still
          ? nothing
          : html`<button type="button" class="quiet small" @click=${() => (playing.value = !playing.value)}>
              ${playing.value ? 'Pause' : 'One run at a time'}
            </button>`
      }
      <button
        type="button"
        class="quiet small"
        aria-label="The run before"
        @click=${() => step(shown, run, -1)}
      >
        ‹
      </button>
      <button type="button" class="quiet small" aria-label="The next run" @click=${() => step(shown, run, 1)}>
        ›
      </button>
      ${
        run.value === null
          ? nothing
          : html`run ${run.value + 1}
              <button type="button" class="quiet small" @click=${all}>All runs</button>`
      }
    </span>
  </div>`;
}

function tradeoffFigure(store: Store, shown: Shown): TemplateResult {
  const { tradeOff } = store.choices.value;
  const data = tradeoffData(shown, tradeOff);
  if (data === null) store.pictures.delete('tradeoff');
  const [x, y] = tradeOff;
  const controls = html`<div class="controls">
    <label>Across ${measureSelect(MEASURES, x, (id) => store.choose({ tradeOff: [id, y] }))}</label>
    <label>Up ${measureSelect(MEASURES, y, (id) => store.choose({ tradeOff: [x, id] }))}</label>
  </div>`;
  if (data === null)
    return html`<div class="figure">
      ${controls} ${notTold(store, shown, `${measureOf(x).title} and ${measureOf(y).title}`)}
    </div>`;
  return chartFigure(store, {
    id: 'tradeoff',
    view: 'answer',
    words: tradeoffWords(data),
    table: tradeoffTable(data),
    controls,
    draw: (options) => tradeoff(data, options),
    share: 0.5,
  });
}

// Far down the page: what stands there stays until its turn comes.
function outcomes({ later }: Store, shown: Shown): TemplateResult {
  const fill = (element: Element | undefined): void => {
    if (element === undefined) return;
    const place = element as HTMLElement;
    const put = (): void => void render(table(outcomesTable(shown)), place);
    if (place.firstChild === null) put();
    else later(place, put);
  };
  return html`<section class="figure" aria-labelledby="outcomes-heading">
    <h2 id="outcomes-heading">Every outcome under every policy</h2>
    <div ${ref(fill)}></div>
  </section>`;
}

function outcomesTable({ scenario, spread, difference }: Shown): TableData {
  const compared = others(scenario);
  return {
    caption:
      'The middle run and, below it, what 9 of 10 runs lie between; then in how many runs a policy came out lower than the baseline',
    columns: [
      { title: 'Outcome' },
      { title: 'Unit' },
      ...scenario.policies.map(({ name }) => ({ title: name, numeric: true })),
      ...compared.map(({ name }) => ({ title: `${name}: lower in`, numeric: true })),
    ],
    rows: measuresOf(scenario).map((measure) => [
      measure.title,
      measure.unit,
      ...scenario.policies.map(({ id }) => {
        const { n, median, p05, p95 } = spread(id, measure.id);
        return n === 0 ? '–' : `${figureOf(median, measure.digits)}\n${span(p05, p95, measure.digits)}`;
      }),
      ...compared.map(({ id }) => {
        const { n, below } = difference(id, measure.id);
        return n === 0 ? '–' : `${below} of ${n}`;
      }),
    ]),
  };
}

function facts({ scenario, n, drawnRuns }: Shown): TemplateResult {
  return html`<p class="facts">
    n = ${n} paired runs${drawnRuns > 0 ? `, and ${drawnRuns} with the guesses drawn` : ''} · seed
    ${scenario.seed} · ${figureOf(scenario.population.size, 0)} people · ${scenario.weeks} weeks
  </p>`;
}
