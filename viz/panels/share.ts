// Taking it away: a drawer in which a chart is chosen and saved, copied or printed, each time with its whole recipe. What
// comes in again is incoming.ts's. Everything is named in words, and what could not be done is said, with what can.

import { sayings } from '../answer/heading.ts';
import { addressOf, followAddress, linkNow } from '../export/address.ts';
import { brief } from '../export/brief.ts';
import { apa, bibtex, cff, sentenceWith } from '../export/citation.ts';
import type { Cited } from '../export/citation.ts';
import { clipOf, copyPng } from '../export/clip.ts';
import { Kept } from '../export/kept.ts';
import { fitnessOf, fragmentOf } from '../export/link.ts';
import { comparisonNow, recipeNow, shownNow } from '../export/now.ts';
import { pngOf, SCALES } from '../export/raster.ts';
import type { Scale } from '../export/raster.ts';
import { recipeCode } from '../export/recipe.ts';
import type { Recipe } from '../export/recipe.ts';
import { refusalOf } from '../export/refusal.ts';
import { reportText } from '../export/report.ts';
import { carrier, svgText } from '../export/svg.ts';
import type { Told } from '../export/svg.ts';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { saveBlob, saveText, slug } from '../save.ts';
import { effect, signal, untracked } from '../signal.ts';
import type { Picture, Store } from '../store.ts';
import { figureOf } from '../words.ts';
import { mountIncoming } from './incoming.ts';
import './share.css';

const FORMS = ['APA', 'BibTeX', 'CFF'] as const;
type Form = (typeof FORMS)[number];

interface Drawer {
  readonly store: Store;
  readonly kept: Kept;
  readonly dialog: HTMLDialogElement;
  readonly open: { value: boolean };
  readonly chart: { value: string };
  readonly scale: { value: Scale };
  readonly form: { value: Form };
  /** What was done last, or could not be. */
  readonly told: { value: { readonly text: string; readonly bad?: boolean } };
  /** A text that could not be put on the clipboard, to be copied by hand. */
  readonly byHand: { value: string | null };
  readonly link: { value: string | null };
}

/** Mounts the drawer and the flow of what comes in. `root` is the page. */
export function mountShare(root: HTMLElement, store: Store): void {
  const kept = new Kept(() => window.localStorage);
  const dialog = document.createElement('dialog');
  dialog.className = 'drawer';
  dialog.setAttribute('aria-labelledby', 'drawer-heading');
  root.append(dialog);
  const drawer: Drawer = {
    ...{ store, kept, dialog, open: signal(false), chart: signal(''), scale: signal<Scale>(2) },
    ...{ form: signal<Form>('APA'), told: signal({ text: '' }), byHand: signal<string | null>(null) },
    link: signal<string | null>(null),
  };
  effect(() => void render(drawer.open.value ? template(drawer) : nothing, dialog));
  // Only the wish opens it: runs that come in while it is open take nothing back of what was chosen or said in it.
  effect(() => {
    const id = store.taking.value;
    if (id !== null) untracked(() => show(drawer, id));
  });
  dialog.addEventListener('close', () => {
    drawer.open.value = false;
    store.taking.value = null;
  });
  followPrinting(drawer);
  followAddress(store, mountIncoming(root, store, kept));
}

/** The keys that print a page print the brief of the answer, where there is one. On a Mac Ctrl+P goes a line up in a text. */
function followPrinting(drawer: Drawer): void {
  const isMac = navigator.platform.startsWith('Mac');
  document.addEventListener('keydown', (event) => {
    const held = isMac ? event.metaKey : event.ctrlKey;
    if (!held || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'p') return;
    if (shownNow(drawer.store) === null) return;
    event.preventDefault();
    void act(drawer, print);
  });
}

function show(drawer: Drawer, id: string): void {
  const { store, dialog, open, chart, told, byHand, link } = drawer;
  const pictures = Array.from(store.pictures.values());
  const first = pictures.find(({ view }) => view === store.view.peek()) ?? pictures[0];
  chart.value = store.pictures.has(id) ? id : (first?.id ?? '');
  [told.value, byHand.value, link.value] = [{ text: '' }, null, null];
  open.value = true;
  if (!dialog.open) dialog.showModal();
  void linkNow(store, null).then((found) => (link.value = found));
}

function template(drawer: Drawer): TemplateResult {
  const { dialog, told, byHand } = drawer;
  return html`<div class="drawer-head">
      <h2 id="drawer-heading">Share and export</h2>
      <button type="button" class="quiet" @click=${() => dialog.close()}>Close</button>
    </div>
    <p class="hint">
      Whatever leaves here carries the scenario, the seed, the version and this view. Drop a saved file on
      this page and it opens again.
    </p>
    ${pictureFields(drawer)} ${numberFields(drawer)} ${linkFields(drawer)} ${wordFields(drawer)}
    ${byHand.value === null ? nothing : copyByHand(byHand.value)}
    <p class="told ${told.value.bad === true ? 'bad' : ''}" role="status">${told.value.text}</p>`;
}

function pictureFields(drawer: Drawer): TemplateResult {
  const { store, chart, scale } = drawer;
  const pictures = Array.from(store.pictures.values());
  if (pictures.length === 0)
    return html`<fieldset>
      <legend>Picture</legend>
      <p>No chart has been drawn yet.</p>
    </fieldset>`;
  return html`<fieldset>
    <legend>Picture</legend>
    <div class="row">
      <label
        >Chart
        <select @change=${(event: Event) => (chart.value = (event.target as HTMLSelectElement).value)}>
          ${pictures.map(
            ({ id, title }) => html`<option value=${id} ?selected=${id === chart.value}>${title}</option>`,
          )}
        </select></label
      >
    </div>
    <div class="row">
      <button type="button" data-save="svg" @click=${() => act(drawer, saveSvg)}>Save SVG</button>
      <button type="button" @click=${() => act(drawer, savePng)}>Save PNG</button>
      <label
        >PNG size
        <select
          @change=${(event: Event) => (scale.value = Number((event.target as HTMLSelectElement).value) as Scale)}
        >
          ${SCALES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === scale.value}>
                ${each} ×${each === 3 ? ', for print' : ''}
              </option>`,
          )}
        </select></label
      >
      <button type="button" class="quiet" @click=${() => act(drawer, copyPicture)}>Copy picture</button>
    </div>
  </fieldset>`;
}

function numberFields(drawer: Drawer): TemplateResult {
  const { store } = drawer;
  const isKept = store.published.value !== null;
  const runs = store.lab.results.value?.fixed.done ?? 0;
  return html`<fieldset>
    <legend>Numbers and scenario</legend>
    ${
      isKept
        ? html`<p class="hint">
            The answer that came with the page is a summary. Run it here to save every run.
            <button type="button" class="quiet" @click=${() => store.runNow()}>Run it here</button>
          </p>`
        : nothing
    }
    <div class="row">
      <button type="button" ?disabled=${isKept || runs === 0} @click=${() => act(drawer, saveZip)}>
        Save tables (ZIP of CSV)
      </button>
      <button type="button" ?disabled=${isKept || runs === 0} @click=${() => act(drawer, saveReport)}>
        Save JSON
      </button>
      <button type="button" class="quiet" @click=${() => act(drawer, saveScenario)}>
        Save scenario file
      </button>
      <button type="button" class="quiet" @click=${() => act(drawer, print)}>Print brief</button>
    </div>
  </fieldset>`;
}

function linkFields(drawer: Drawer): TemplateResult {
  const { link } = drawer;
  const said = link.value === null ? '' : LENGTH[fitnessOf(link.value)];
  return html`<fieldset>
    <legend>Link</legend>
    <div class="row">
      <button
        type="button"
        ?disabled=${link.value !== null && fitnessOf(link.value) === 'none'}
        @click=${() => act(drawer, copyLink)}
      >
        Copy link
      </button>
      <span>${link.value === null ? '' : `${figureOf(link.value.length, 0)} characters`}</span>
    </div>
    ${said === '' ? nothing : html`<p class="hint">${said}</p>`}
  </fieldset>`;
}

const LENGTH = {
  short: '',
  long: 'This is a long link: some mail and chat programs cut it. Who opens a cut link is told so.',
  file: 'This link is so long that many programs will cut it. Send the scenario file, the SVG or the ZIP instead.',
  none: 'This scenario is too large for a link. Send the scenario file, the SVG or the ZIP.',
} as const;

function wordFields(drawer: Drawer): TemplateResult {
  const { form } = drawer;
  return html`<fieldset>
    <legend>Words</legend>
    <div class="row">
      <button type="button" class="quiet" @click=${() => act(drawer, copySentence)}>Copy sentence</button>
      <button type="button" class="quiet" @click=${() => act(drawer, copyCitation)}>Copy citation</button>
      <label
        >Citation as
        <select @change=${(event: Event) => (form.value = (event.target as HTMLSelectElement).value as Form)}>
          ${FORMS.map((each) => html`<option ?selected=${each === form.value}>${each}</option>`)}
        </select></label
      >
    </div>
  </fieldset>`;
}

function copyByHand(text: string): TemplateResult {
  return html`<fieldset>
    <legend>To be copied by hand</legend>
    <label class="row"
      >This browser does not let the page copy.
      <textarea
        readonly
        @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}
        .value=${text}
      ></textarea>
    </label>
  </fieldset>`;
}

type Deed = (drawer: Drawer) => Promise<string>;

/** Does it, and says what was done or why not. */
async function act(drawer: Drawer, deed: Deed): Promise<void> {
  drawer.byHand.value = null;
  drawer.told.value = { text: 'One moment …' };
  try {
    drawer.told.value = { text: await deed(drawer) };
  } catch (error) {
    const { what, advice } = refusalOf(error, '');
    drawer.told.value = { text: `${what}. ${advice}`, bad: true };
  }
}

/** The chosen chart, drawn whole and light, in its carrier. */
async function pictureNow(drawer: Drawer): Promise<{ svg: SVGSVGElement; told: Told; name: string }> {
  const { store, chart, kept } = drawer;
  const recipe = await recipeNow(store, chart.value);
  const picture = store.pictures.get(chart.value) as Picture;
  const { scenario } = shownNow(store) ?? { scenario: store.scenario.value };
  const link = await shortLink(recipe, store);
  const node = picture.draw({ document, width: 960, theme: 'light', id: 'taken' });
  const description = node.querySelector('desc')?.textContent ?? picture.title;
  const told = {
    recipe,
    title: picture.title,
    description,
    facts: factsOf(recipe, scenario),
    date: today(),
    link,
  };
  kept.remember(recipe);
  return { svg: carrier(node, told), told, name: nameOf(scenario, recipe) };
}

const today = (): string => new Date().toISOString().slice(0, 10);

function nameOf(scenario: Scenario, recipe: Recipe): string {
  return `${slug(scenario.title).slice(0, 60)}-${recipeCode(recipe)}`;
}

/** A link that may stand in a file: none where the page has no address for others, or it would be very long. */
async function shortLink(recipe: Recipe, store: Store): Promise<string | null> {
  const link = addressOf(await fragmentOf(recipe, [store.preset.value]));
  return link.startsWith('#') || fitnessOf(link) !== 'short' ? null : link;
}

function factsOf({ fixed, engine }: Recipe, scenario: Scenario): string[] {
  return [
    scenario.title,
    ...(fixed === null ? [] : [`n = ${figureOf(fixed.replicates, 0)} paired runs`]),
    `${figureOf(scenario.population.size, 0)} people`,
    `${figureOf(scenario.weeks, 0)} weeks`,
    `seed ${scenario.seed}`,
    `${engine.name} ${engine.version}`,
    'modelled, invented people',
    'MIT licence',
  ];
}

const saveSvg: Deed = async (drawer) => {
  const { svg, name } = await pictureNow(drawer);
  saveText(`${name}.svg`, svgText(svg), 'image/svg+xml');
  return `Saved ${name}.svg, with its recipe inside.`;
};

const savePng: Deed = async (drawer) => {
  const { name, blob } = await pngNow(drawer, drawer.scale.value);
  saveBlob(`${name}.png`, blob);
  return `Saved ${name}.png, with its recipe inside.`;
};

async function pngNow(drawer: Drawer, scale: Scale): Promise<{ name: string; blob: Blob }> {
  const { svg, told, name } = await pictureNow(drawer);
  return { name, blob: new Blob([await pngOf(svg, told, scale)], { type: 'image/png' }) };
}

const copyPicture: Deed = (drawer) => copyPng(pngNow(drawer, drawer.scale.value), clipOf(window));

const saveZip: Deed = async (drawer) => {
  const { store } = drawer;
  const results = store.lab.results.value!;
  const { scenario, fixed, drawn } = results;
  const recipe = await recipeNow(store, null);
  const [{ zipOf }, tables] = await Promise.all([import('../export/zip.ts'), import('../export/tables.ts')]);
  const comparison = comparisonNow(results)!;
  const followed = [store.choices.value.measure ?? scenario.headline];
  const bytes = zipOf({
    'README.txt': tables.dictionary(recipe, scenario, followed),
    'runs.csv': tables.runsTable(fixed, followed),
    ...(drawn.done > 0 ? { 'runs-drawn.csv': tables.runsTable(drawn) } : {}),
    'summary.csv': tables.summaryTable(drawn.done > 0 ? [fixed, drawn] : [fixed]),
    'differences.csv': tables.differencesTable(comparison, scenario),
    'scenario.json': recipe.scenario,
    'recipe.json': `${JSON.stringify(recipe, null, 2)}\n`,
    'comparison.json': `${JSON.stringify(comparison, null, 2)}\n`,
    'CITATION.cff': cff(await citedNow(store, recipe, scenario)),
  });
  const name = `${nameOf(scenario, recipe)}.zip`;
  saveBlob(name, new Blob([bytes], { type: 'application/zip' }));
  return `Saved ${name}: ${fixed.done} runs under each policy, with a dictionary.`;
};

const saveReport: Deed = async ({ store }) => {
  const recipe = await recipeNow(store, null);
  const results = store.lab.results.value!;
  const name = `${nameOf(results.scenario, recipe)}.json`;
  saveText(name, reportText(recipe, comparisonNow(results)!), 'application/json');
  return `Saved ${name}.`;
};

const saveScenario: Deed = async ({ store }) => {
  const name = `${slug(store.scenario.value.title)}.json`;
  saveText(name, store.text.value, 'application/json');
  return `Saved ${name}, as it is written.`;
};

const copyLink: Deed = async (drawer) => {
  const { store, chart } = drawer;
  const link = await linkNow(store, store.pictures.has(chart.value) ? chart.value : null);
  const where = link.startsWith('#')
    ? ' This page is a file: paste the link under Open on another copy of it.'
    : '';
  return copyText(drawer, link, `Copied the link (${figureOf(link.length, 0)} characters).${where}`);
};

const copySentence: Deed = async (drawer) => {
  const { store } = drawer;
  const shown = shownNow(store);
  if (shown === null) return 'Nothing has been run yet, so there is nothing to say.';
  const [first] = sayings(shown, store.choices.value.measure ?? shown.scenario.headline);
  if (first === undefined) return 'There is one policy only, so there is nothing to compare.';
  const recipe = await recipeNow(store, drawer.chart.value || null);
  drawer.kept.remember(recipe);
  return copyText(
    drawer,
    sentenceWith(first.text, recipe.engine, recipeCode(recipe)),
    'Copied the sentence that heads the answer.',
  );
};

const copyCitation: Deed = async (drawer) => {
  const { store, form } = drawer;
  const recipe = await recipeNow(store, null);
  const { scenario } = shownNow(store) ?? { scenario: store.scenario.value };
  const write = { APA: apa, BibTeX: bibtex, CFF: cff }[form.value];
  return copyText(
    drawer,
    write(await citedNow(store, recipe, scenario)),
    `Copied the citation (${form.value}).`,
  );
};

async function citedNow(store: Store, recipe: Recipe, { title }: Scenario): Promise<Cited> {
  return { recipe, title, date: today(), link: await shortLink(recipe, store) };
}

async function copyText(drawer: Drawer, text: string, done: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch {
    drawer.byHand.value = text;
    return 'Select the text above and copy it.';
  }
}

/** Pictures of the brief, where they have been drawn. */
const BRIEF = ['differences', 'tradeoff', 'breakeven'];

const print: Deed = async ({ store, dialog }) => {
  const shown = shownNow(store);
  if (shown === null) return 'Nothing has been run yet, so there is nothing to print.';
  const recipe = await recipeNow(store, null);
  const place = document.createElement('div');
  const pictures = BRIEF.flatMap((id) => store.pictures.get(id) ?? []).map(({ draw }, k) =>
    draw({ document, width: 760, theme: 'light', id: `brief-${k}` }),
  );
  const measure = store.choices.value.measure ?? shown.scenario.headline;
  const citation = apa(await citedNow(store, recipe, shown.scenario));
  render(brief({ shown, measure, pictures, citation, code: recipeCode(recipe) }), place);
  document.body.append(place);
  document.documentElement.classList.add('printing');
  const clear = (): void => {
    place.remove();
    document.documentElement.classList.remove('printing');
  };
  window.addEventListener('afterprint', clear, { once: true });
  dialog.close();
  window.print();
  return '';
};
