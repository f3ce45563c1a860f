// What comes in: a dropped file or folder, a chosen one, a pasted text, a link. It is looked at by the gate and shown as a
// card; nothing of it runs and nothing is replaced before the reader says so, and Undo brings back what was there. A recipe
// that was loaded can be run again, and then the page says whether it came out the same.

import type { Verdict } from '../export/again.ts';
import type { Foreign, Opened } from '../export/contents.ts';
import type { Kept } from '../export/kept.ts';
import { isLink } from '../export/link.ts';
import { recipeCode } from '../export/recipe.ts';
import type { Refusal } from '../export/refusal.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { PRESETS, presetText } from '../presets.ts';
import { batch, computed, effect, signal } from '../signal.ts';
import type { ReadonlySignal } from '../signal.ts';
import type { Store } from '../store.ts';
import { duration, figureOf } from '../words.ts';
import { differencesOf, verdictWords } from './again.ts';

type Card =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'offered'; readonly opened: Opened }
  | { readonly kind: 'loaded'; readonly opened: Opened; readonly again: boolean };

interface Incoming {
  readonly store: Store;
  readonly kept: Kept;
  readonly place: HTMLElement;
  readonly dialog: HTMLDialogElement;
  readonly card: { value: Card | null };
  readonly verdict: { value: Verdict | null };
  /** While the gate looks at something. */
  readonly looking: { value: boolean };
}

/** Mounts the card; the answer says whether something waits for the reader's word, of which the address is not to be lost. */
export function mountIncoming(root: HTMLElement, store: Store, kept: Kept): ReadonlySignal<boolean> {
  const place = document.createElement('div');
  place.className = 'incoming';
  root.insertBefore(place, root.querySelector('.body'));
  const dialog = document.createElement('dialog');
  dialog.className = 'drawer';
  dialog.setAttribute('aria-labelledby', 'open-heading');
  root.append(dialog);
  const card = signal<Card | null>(null);
  const looking = signal(false);
  const verdict = signal<Verdict | null>(null);
  const incoming: Incoming = { store, kept, place, dialog, card, verdict, looking };
  effect(() => void render(card.value === null ? nothing : template(incoming, card.value), place));
  followRuns(incoming);
  render(openDialog(incoming), dialog);
  effect(() => {
    if (store.bringing.value && !dialog.open) dialog.showModal();
  });
  dialog.addEventListener('close', () => (store.bringing.value = false));
  followDropped(incoming);
  followLinks(incoming);
  return computed(() => looking.value || (card.value !== null && card.value.kind !== 'loaded'));
}

function openDialog(incoming: Incoming): TemplateResult {
  const { dialog } = incoming;
  const chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = Array.from(input.files ?? []);
    input.value = '';
    dialog.close();
    if (files.length > 0) void look(incoming, files);
  };
  const pasted = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get('text') ?? '');
    form.reset();
    dialog.close();
    if (text.trim() !== '') void look(incoming, text);
  };
  return html`<div class="drawer-head">
      <h2 id="open-heading">Open</h2>
      <button type="button" class="quiet" @click=${() => dialog.close()}>Close</button>
    </div>
    <p class="hint">
      You can also drop a file anywhere on the page. It is read here, on your machine, and you see what it is
      before it is loaded.
    </p>
    <fieldset>
      <legend>A file</legend>
      <label class="row"
        >Scenario, SVG, PNG, ZIP or JSON saved here; or all files of a folder that palinode run wrote
        <input type="file" multiple @change=${chosen}
      /></label>
    </fieldset>
    <form @submit=${pasted}>
      <fieldset>
        <legend>A text</legend>
        <label
          >Link, recipe code such as 7f3a-92c1, or the text of a scenario
          <textarea name="text" spellcheck="false"></textarea>
        </label>
        <div class="row"><button type="submit">Look at it</button></div>
      </fieldset>
    </form>`;
}

/** Takes up what was dropped, also before this stood. */
function followDropped(incoming: Incoming): void {
  const { dropped } = incoming.store;
  effect(() => {
    const found = dropped.value;
    if (found === null) return;
    dropped.value = null;
    void found.then((files) => (files.length > 0 ? look(incoming, files) : undefined));
  });
}

function followLinks(incoming: Incoming): void {
  const go = (): void => {
    if (location.hash.startsWith('#r=')) void look(incoming, location.hash);
  };
  window.addEventListener('hashchange', go);
  go();
}

/** Asks the gate, and shows what it says. */
async function look(incoming: Incoming, foreign: string | readonly Foreign[]): Promise<void> {
  incoming.looking.value = true;
  try {
    await lookAt(incoming, foreign);
  } finally {
    incoming.looking.value = false;
  }
}

async function lookAt(incoming: Incoming, foreign: string | readonly Foreign[]): Promise<void> {
  const { store, kept, card, verdict } = incoming;
  const { openForeign } = await import('../export/open.ts');
  const presets = typeof foreign === 'string' && isLink(foreign) ? await allPresets() : [];
  const answer = await openForeign(foreign, { presets, recall: (code) => kept.recall(code) });
  verdict.value = null;
  if (!answer.ok) {
    card.value = { kind: 'refused', refusal: answer.refusal };
    return attend(incoming, `Not opened: ${answer.refusal.what}.`);
  }
  const { opened } = answer;
  if (opened.carrier === 'link' && isHere(opened, store)) return restoreView(opened, store);
  card.value = { kind: 'offered', opened };
  attend(incoming, 'Load this scenario?');
}

const allPresets = () =>
  Promise.all(PRESETS.map(async ({ id, title }) => ({ id, title, text: await presetText(id) })));

/** A link to what stands here already, as after a reload, only sets the view. */
function isHere({ reading }: Opened, { scenario }: Store): boolean {
  return reading.ok && JSON.stringify(reading.scenario) === JSON.stringify(scenario.value);
}

function restoreView({ recipe }: Opened, store: Store): void {
  if (recipe === null) return;
  const { view, choices, chart } = recipe.shown;
  batch(() => {
    store.view.value = view;
    store.choices.value = choices;
  });
  if (chart !== null)
    requestAnimationFrame(() => document.getElementById(chart)?.scrollIntoView({ block: 'start' }));
}

function attend({ place, store }: Incoming, words: string): void {
  store.announce(words);
  place.querySelector<HTMLElement>('h2')?.focus();
}

function template(incoming: Incoming, card: Card): TemplateResult {
  if (card.kind === 'refused') return refusedCard(incoming, card.refusal);
  return card.kind === 'offered'
    ? offerCard(incoming, card.opened)
    : loadedCard(incoming, card.opened, card.again);
}

function refusedCard(
  incoming: Incoming,
  { what, where, advice, text, preset, code }: Refusal,
): TemplateResult {
  const { card, store } = incoming;
  const known = PRESETS.find(({ id }) => id === preset);
  const instead = async (): Promise<void> => {
    store.open({ ...known!, text: await presetText(known!.id) });
    card.value = null;
  };
  const typed = (event: Event): void => {
    event.preventDefault();
    void look(incoming, String(new FormData(event.target as HTMLFormElement).get('code') ?? ''));
  };
  return html`<section class="bad" aria-labelledby="incoming-heading">
    <h2 id="incoming-heading" tabindex="-1">${what}</h2>
    ${where === '' ? nothing : html`<p>In ${where}.</p>`}
    <p>${advice}</p>
    ${
      code === 'no-recipe' || code === 'code-unknown'
        ? html`<form class="row" @submit=${typed}>
            <label
              >Recipe code
              <input
                name="code"
                size="10"
                pattern="[0-9a-fA-F]{4}-[0-9a-fA-F]{4}"
                placeholder="7f3a-92c1"
                required
            /></label>
            <button type="submit">Find it</button>
          </form>`
        : nothing
    }
    ${
      text === undefined
        ? nothing
        : html`<details>
            <summary>Read its scenario</summary>
            <pre tabindex="0">${text.slice(0, 200_000)}</pre>
          </details>`
    }
    <div class="row">
      ${known === undefined ? nothing : html`<button type="button" @click=${instead}>Open “${known.title}”</button>`}
      <button type="button" class="quiet" @click=${() => (card.value = null)}>Dismiss</button>
    </div>
  </section>`;
}

const FROM: Readonly<Record<Opened['carrier'], string>> = {
  ...{ scenario: 'a scenario file', recipe: 'a recipe', report: 'a saved JSON', svg: 'an SVG picture' },
  ...{ png: 'a PNG picture', zip: 'a ZIP of tables', link: 'a link', folder: 'the folder of a run' },
  comparison: 'a comparison of the command line',
};

function offerCard(incoming: Incoming, opened: Opened): TemplateResult {
  const { card, store } = incoming;
  const { reading, carrier, name, recipe, record } = opened;
  const engine = recipe?.engine ?? record?.engine;
  const title = reading.ok ? reading.scenario.title : 'A scenario with problems';
  return html`<section aria-labelledby="incoming-heading">
    <h2 id="incoming-heading" tabindex="-1">Load this scenario? ${title}</h2>
    ${
      reading.ok
        ? html`<p>${reading.scenario.question}</p>
            <p>${sizeOf(reading.scenario, store)}</p>`
        : problemsOf(opened)
    }
    <p class="hint">
      From
      ${FROM[carrier]}${name === '' || name === carrier ? '' : ` (${name})`}${
        engine === undefined ? '' : `, made by ${engine.name} ${engine.version}`
      }${recipe === null ? '' : `, recipe ${recipeCode(recipe)}`}.
      Nothing has been run, and your own scenario is still there.
    </p>
    <div class="row">
      <button type="button" @click=${() => load(incoming, opened)}>Load</button>
      <button type="button" class="quiet" @click=${() => (card.value = null)}>Keep mine</button>
    </div>
  </section>`;
}

function sizeOf(scenario: Scenario, { lab }: Store): string {
  const { population, replicates, policies } = scenario;
  const time = duration(lab.secondsFor(scenario)).replace(/^(?!under)/, 'about ');
  return `${figureOf(population.size, 0)} people × ${figureOf(replicates, 0)} runs × ${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}, ${time} on this machine.`;
}

function problemsOf({ reading }: Opened): TemplateResult {
  if (reading.ok) return html``;
  const [first] = reading.problems;
  const count = reading.problems.length + reading.more;
  return html`<p>
    ${count === 1 ? 'It has one problem' : `It has ${count} problems`}, so it cannot be run as it is. First,
    in line ${first!.line}: ${first!.message}. Load it to put it right in the editor.
  </p>`;
}

/** Loads it as a step that can be undone. What has a recipe or a record waits until it is asked to run. */
async function load(incoming: Incoming, opened: Opened): Promise<void> {
  const { store, card, verdict } = incoming;
  const { recipe, record, text, reading } = opened;
  const known = PRESETS.find(({ id }) => id === recipe?.preset);
  const base = known === undefined ? null : { ...known, text: await presetText(known.id) };
  verdict.value = null;
  batch(() => {
    if (recipe !== null || record !== null) store.lab.hold.value = true;
    if (base !== null) store.open(base, text);
    else store.edit(text);
    if (!reading.ok) store.view.value = 'scenario';
  });
  restoreView(opened, store);
  card.value = { kind: 'loaded', opened, again: false };
  attend(incoming, 'Loaded. Undo brings back what was here.');
}

function loadedCard(incoming: Incoming, opened: Opened, again: boolean): TemplateResult {
  const { store, card, verdict } = incoming;
  const canRun = opened.reading.ok && (opened.recipe !== null || opened.record !== null);
  const close = (): void => {
    if (canRun && !again) store.lab.hold.value = false;
    card.value = null;
  };
  const back = (): void => {
    store.undo();
    close();
  };
  const rerun = (): void => {
    card.value = { kind: 'loaded', opened, again: true };
    store.runNow();
  };
  return html`<section aria-labelledby="incoming-heading">
    <h2 id="incoming-heading" tabindex="-1">${again ? verdictWords(verdict.value) : 'Loaded'}</h2>
    ${again ? (opened.reading.ok ? differencesOf(verdict.value, opened.reading.scenario, store) : nothing) : html`<p>${canRun ? 'Nothing has been run of it yet. ' : ''}Undo brings back what was here.</p>`}
    <div class="row">
      ${canRun && !again ? html`<button type="button" @click=${rerun}>Re-run and compare</button>` : nothing}
      ${again ? nothing : html`<button type="button" class="quiet" @click=${back}>Undo</button>`}
      <button type="button" class="quiet" @click=${close}>
        ${again || !canRun ? 'Close' : 'Run it as usual'}
      </button>
    </div>
  </section>`;
}

/** Once asked for, the runs are set beside what was opened, as they come. */
function followRuns({ store, card, verdict }: Incoming): void {
  effect(() => {
    const now = card.value;
    const results = store.lab.results.value;
    if (now?.kind !== 'loaded' || !now.again || results === null || store.lab.stale.value) return;
    const { reading } = now.opened;
    if (!reading.ok || JSON.stringify(results.scenario) !== JSON.stringify(reading.scenario)) return;
    const told = verdict.value?.kind;
    if (told === 'reproduced' || told === 'differs') return;
    void import('../export/again.ts').then(({ verdictOn }) => {
      const found = verdictOn(now.opened, results);
      verdict.value = found;
      if (found.kind === 'reproduced' || found.kind === 'differs') store.announce(found.text);
    });
  });
}
