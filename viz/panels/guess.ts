// Guess first: what somebody thinks of each policy, before the answer is shown. Until then the answer is nowhere on the page,
// neither to be seen nor to be read aloud; after that both stand on one axis, with the gap in words. For a class, or for
// oneself. It is about the scenario that is open, and begins anew where that is changed.

import { side } from '../../sim/amount.ts';
import { measureOf } from '../../sim/measures.ts';
import type { Measure } from '../../sim/measures.ts';
import { others } from '../../sim/others.ts';
import type { Policy } from '../../sim/scenario.ts';
import { differencesData } from '../answer/data.ts';
import { gapWords, guessWords, reachOf, sureWords } from '../answer/guess.ts';
import type { Guess } from '../answer/guess.ts';
import { sayings } from '../answer/heading.ts';
import { differences, differencesTable, differencesWords } from '../charts/differences.ts';
import { gap } from '../charts/words.ts';
import { shownNow } from '../export/now.ts';
import { figure } from '../figure.ts';
import { html, live, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Shown } from '../shown.ts';
import { effect, signal, untracked } from '../signal.ts';
import type { Store } from '../store.ts';
import { figureOf, span } from '../words.ts';
import './guess.css';

type Guesses = Readonly<Record<string, Guess>>;

interface Own {
  /** By policy: those that were made. */
  readonly guesses: { value: Guesses };
  readonly revealed: { value: boolean };
  /** Said where there is nothing to reveal yet. */
  readonly told: { value: string };
  /** Turns to the heading of what has come. */
  readonly attend: () => void;
}

export function mountGuess(root: HTMLElement, store: Store): void {
  const own: Own = {
    ...{ guesses: signal<Guesses>({}), revealed: signal(false), told: signal('') },
    attend: () => root.querySelector<HTMLElement>('h1')?.focus(),
  };
  effect(() => {
    void store.scenario.value;
    forget(own);
  });
  effect(() => {
    if (store.guessing.value) render(template(store, shownHere(store), own), root);
  });
  effect(() => {
    if (store.guessing.value) untracked(own.attend);
  });
}

function forget({ guesses, revealed, told }: Own): void {
  [guesses.value, revealed.value, told.value] = [{}, false, ''];
}

/** What there is of the scenario that is open; nothing of one before it. */
function shownHere(store: Store): Shown | null {
  const shown = shownNow(store);
  return shown?.scenario === store.scenario.value ? shown : null;
}

function template(store: Store, shown: Shown | null, own: Own): TemplateResult {
  const { question, title } = store.scenario.value;
  return html`<div>
    <p class="asked">
      ${question || title}
      <a href="#answer">${own.revealed.value ? 'To the whole answer' : 'Skip, and see the answer'}</a>
    </p>
    ${shown !== null && own.revealed.value ? revealed(store, shown, own) : asking(store, shown, own)}
  </div>`;
}

function asking(store: Store, shown: Shown | null, own: Own): TemplateResult {
  const { scenario } = store;
  const measure = measureOf(scenario.value.headline);
  const baseline = nameOf(scenario.value.policies, scenario.value.baseline);
  const spread = shown?.spread(scenario.value.baseline, measure.id) ?? null;
  const reveal = (event: Event): void => {
    event.preventDefault();
    revealNow(store, shown, own);
  };
  return html`<h1 tabindex="-1">What do you think? Guess before you look</h1>
    <p>
      ${measure.title}: ${measure.description}
      ${
        spread === null
          ? `The first runs of ${baseline} are being made.`
          : `Under ${baseline}, the baseline, the middle run ends with ${figureOf(spread.median, measure.digits)}, and 9 of 10 runs with ${span(spread.p05, spread.p95, measure.digits)}.`
      }
      The other policies live through the same people and the same chance.
    </p>
    <form class="guesses" @submit=${reveal}>
      ${others(scenario.value).map((policy) =>
        fields(policy, baseline, measure, reachOf(spread?.median ?? null, measure), own),
      )}
      <div class="row">
        <button type="submit">Reveal</button>
        <span role="status">${own.told.value}</span>
      </div>
    </form>`;
}

function revealNow(store: Store, shown: Shown | null, own: Own): void {
  const isReady = shown !== null && shown.n > 0 && !shown.preview;
  own.told.value = !isReady
    ? `The model has not run often enough yet: ${shown?.n ?? 0} of ${store.scenario.value.replicates} runs. Try again in a moment.`
    : Object.keys(own.guesses.value).length === 0
      ? 'Guess for one policy at least.'
      : '';
  if (own.told.value !== '') return;
  own.revealed.value = true;
  own.attend();
}

function fields(
  policy: Policy,
  baseline: string,
  measure: Measure,
  reach: number,
  { guesses }: Own,
): TemplateResult {
  const { id, name, description } = policy;
  const guess = guesses.value[id];
  const size = guess?.amount ?? 0;
  const set = (part: Partial<Guess>): void => {
    guesses.value = { ...guesses.value, [id]: { amount: size, sure: guess?.sure ?? null, ...part } };
  };
  return html`<fieldset class="figure">
    <legend>${name}</legend>
    ${description === '' ? nothing : html`<p class="note">${description}</p>`}
    ${amountField({ id, size, reach, measure, baseline, isMade: guess !== undefined }, (amount) => set({ amount }))}
    ${sureField(id, guess?.sure ?? null, measure, (sure) => set({ sure }))}
  </fieldset>`;
}

interface AmountField {
  readonly id: string;
  readonly size: number;
  readonly reach: number;
  readonly measure: Measure;
  readonly baseline: string;
  readonly isMade: boolean;
}

// Dragged, or typed: both set the same number. What is typed may be further than the slider goes.
function amountField(field: AmountField, set: (amount: number) => void): TemplateResult {
  const { id, size, reach, measure, baseline, isMade } = field;
  const [low, high] = [side(measure, false), side(measure, true)];
  const typed = (event: Event): void => {
    const number = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(number)) set(Math.abs(number) * (size > 0 ? 1 : -1));
  };
  const turned = (event: Event): void =>
    set(Math.abs(size) * ((event.target as HTMLSelectElement).value === high ? 1 : -1));
  return html`<p class="guess-asked" id="guess-${id}-asked">
      How many ${low} or ${high} ${measure.more} than under ${baseline}, in the middle run?
    </p>
    <div class="guess-row">
      <span class="guess-end">${low}</span>
      <input
        type="range"
        min=${-reach}
        max=${reach}
        step=${Math.max(Number(`1e-${measure.digits}`), reach / 100)}
        .value=${live(String(size))}
        aria-label="Guess, slider"
        aria-describedby="guess-${id}-asked"
        aria-valuetext=${isMade ? gap(size, measure) : 'no guess yet'}
        @input=${(event: Event) => set((event.target as HTMLInputElement).valueAsNumber)}
      />
      <span class="guess-end">${high}</span>
    </div>
    <div class="guess-row">
      <label
        >Guess
        <input
          type="number"
          min="0"
          step="any"
          .value=${live(isMade ? String(Math.abs(size)) : '')}
          aria-describedby="guess-${id}-asked"
          @change=${typed}
      /></label>
      <select aria-label="Fewer or more" @change=${turned}>
        ${[low, high].map((each) => html`<option .selected=${(each === high) === size > 0}>${each}</option>`)}
      </select>
      <output>${isMade ? gap(size, measure) : 'no guess yet'}</output>
    </div>`;
}

function sureField(
  id: string,
  sure: number | null,
  measure: Measure,
  set: (sure: number) => void,
): TemplateResult {
  return html`<label class="guess-asked" for="guess-${id}-sure"
      >In how many of 10 runs is it ${side(measure, false)}?</label
    >
    <div class="guess-row">
      <span class="guess-end">0</span>
      <input
        id="guess-${id}-sure"
        type="range"
        min="0"
        max="10"
        step="1"
        .value=${live(String(sure ?? 5))}
        aria-valuetext=${sure === null ? 'not said yet' : `${sure} of 10 runs`}
        @input=${(event: Event) => set((event.target as HTMLInputElement).valueAsNumber)}
      />
      <span class="guess-end">10</span>
      <output>${sure === null ? 'not said yet' : `${sure} of 10`}</output>
    </div>`;
}

function revealed(store: Store, shown: Shown, own: Own): TemplateResult {
  const measure = measureOf(shown.scenario.headline);
  const again = (): void => {
    own.revealed.value = false;
    own.attend();
  };
  return html`<h1 tabindex="-1">Your guess and the answer</h1>
    ${shown.n < shown.asked ? html`<p class="note">So far, in ${shown.n} of ${shown.asked} runs.</p>` : nothing}
    ${chart(store, shown, measure, own)}
    <dl class="figure gaps">
      ${others(shown.scenario).map((policy) => gapsOf(policy, shown, measure, own.guesses.value[policy.id]))}
    </dl>
    <h2>What the model says</h2>
    ${sayings(shown, measure.id).map(({ text }) => html`<p class="verdict">${text}</p>`)}
    <div class="row">
      <button type="button" class="again" @click=${again}>Guess again</button>
      <a href="#answer">To the whole answer</a>
    </div>`;
}

function gapsOf(
  { id, name }: Policy,
  shown: Shown,
  measure: Measure,
  guess: Guess | undefined,
): TemplateResult {
  const difference = shown.difference(id, measure.id);
  return html`<dt>${name}</dt>
    <dd>
      ${
        guess === undefined
          ? html`You made no guess. ${sureWords({ amount: 0, sure: null }, difference, measure)}`
          : html`You guessed ${guessWords(guess, measure)}. ${gapWords(guess, difference, measure)}
            ${sureWords(guess, difference, measure)}`
      }
    </dd>`;
}

// Not among the charts that can be taken away: a guess is no part of a recipe.
function chart(store: Store, shown: Shown, measure: Measure, { guesses }: Own): TemplateResult {
  const found = differencesData(shown, measure, null)!;
  const compared = others(shown.scenario);
  const rows = found.rows.map((row, k) => ({ ...row, guess: guesses.value[compared[k]!.id]?.amount }));
  const data = { ...found, rows };
  const { theme, width } = store.screen;
  const options = { document, width: Math.max(280, width.value - 36), theme: theme.value };
  const { title, lead } = differencesWords(data, options.width);
  return figure({
    ...{ id: 'guessed', heading: title, lead, table: differencesTable(data) },
    chart: differences(data, { ...options, bare: true, id: 'chart-guessed' }),
  });
}

function nameOf(policies: readonly Policy[], id: string): string {
  return policies.find((policy) => policy.id === id)!.name;
}
