// The frame of the page: the header with the scenario and the views, the rail with policies and assumptions beside them, the
// status of what is being run, and a place where things are said aloud. A view is loaded when it is first looked at.

import { VIEWS } from './choices.ts';
import type { ViewId } from './choices.ts';
import type { Found } from './drafts.ts';
import { followDrops } from './dropping.ts';
import { html, nothing, render } from './html.ts';
import { mountAnswer } from './panels/answer.ts';
import { mountNotices, PART_LOST } from './panels/notices.ts';
import { mountStatus } from './panels/status.ts';
import { PRESETS, presetText } from './presets.ts';
import { batch, effect } from './signal.ts';
import type { Store } from './store.ts';

export type Mount = (root: HTMLElement, store: Store) => void;

const NAMES: Readonly<Record<ViewId, string>> = {
  answer: 'Answer',
  why: 'Why',
  people: 'People',
  whatif: 'What if we are wrong',
  scenario: 'Scenario',
  about: 'Limits',
};

/** What a view is made by; those that are not the first are fetched when they are. */
const VIEW: Readonly<Record<ViewId, () => Promise<Mount>>> = {
  answer: async () => mountAnswer,
  why: async () => (await import('./panels/why.ts')).mountWhy,
  people: async () => (await import('./panels/people.ts')).mountPeople,
  whatif: async () => (await import('./panels/whatif.ts')).mountWhatIf,
  scenario: async () => (await import('./panels/scenario.ts')).mountScenario,
  about: async () => (await import('./panels/about.ts')).mountAbout,
};

/** Where the rail is a sheet (page.css). */
const SHEET = '(max-width: 60rem)';

const GUESS = async (): Promise<Mount> => (await import('./panels/guess.ts')).mountGuess;

export interface Places {
  readonly rail: HTMLElement;
  readonly notices: HTMLElement;
  readonly views: Readonly<Record<ViewId, HTMLElement>>;
  /** Stands in for the views while somebody guesses. */
  readonly guess: HTMLElement;
  readonly status: HTMLElement;
}

/** Builds the frame once and fills it; `alone`: with nothing that is fetched later, and nobody at the keys. What the build has drawn in `root` is replaced in the same breath. */
export function mountFrame(
  root: HTMLElement,
  store: Store,
  found: Found,
  { alone = false }: { readonly alone?: boolean } = {},
): void {
  const places = build(root, store);
  mountNotices(places.notices, store, found);
  const past = document.createElement('div');
  past.hidden = true;
  mountAnswer(places.views.answer, store, past);
  mountStatus(places.status, store);
  const filled = new Set([places.views.answer]);
  effect(() => {
    const view = store.view.value;
    const guessing = store.guessing.value;
    for (const each of VIEWS) places.views[each].hidden = guessing || each !== view;
    places.guess.hidden = !guessing;
    places.rail.hidden = view === 'scenario' || view === 'about';
    const place = guessing ? places.guess : places.views[view];
    if (filled.has(place)) return;
    filled.add(place);
    void fill(place, guessing ? GUESS : VIEW[view], store);
  });
  if (alone) return;
  // None of these is needed for the first picture; the levers come first, and as a sheet they are not seen.
  const attention = new Promise<void>((resolve) => store.attended(resolve));
  void (matchMedia(SHEET).matches ? attention : Promise.resolve())
    .then(() => import('./panels/rail.ts'))
    .then(({ mountRail }) => mountRail(places.rail, store))
    .then(() => import('./panels/share.ts'))
    .then(({ mountShare }) => mountShare(root, store))
    .then(() => Promise.all([import('./panels/past.ts'), attention]))
    .then(([{ mountPast }]) => mountPast(past, store))
    .catch(() => (store.partsLost.value = true));
  followDrops(document, store.dropped);
  followShare(root, store);
  followGallery(root, store);
  followKeys(store);
  followSliders(root, store);
  followHash(store);
}

async function fill(place: HTMLElement, load: () => Promise<Mount>, store: Store): Promise<void> {
  place.setAttribute('aria-busy', 'true');
  try {
    const mount = await load();
    place.replaceChildren();
    mount(place, store);
  } catch {
    place.textContent = PART_LOST;
  }
  place.removeAttribute('aria-busy');
}

function build(root: HTMLElement, store: Store): Places {
  const make = (tag: string, className: string): HTMLElement => {
    const element = document.createElement(tag);
    element.className = className;
    return element;
  };
  const [head, notices, rail, main, status, spoken] = [
    make('header', 'top'),
    make('div', 'notices'),
    make('aside', 'rail'),
    make('main', 'views'),
    make('footer', 'status'),
    make('div', 'unseen'),
  ] as const;
  main.id = 'main';
  rail.id = 'rail';
  // Skipped to by links, and not stops of their own.
  main.tabIndex = rail.tabIndex = -1;
  rail.setAttribute('aria-label', 'Policies and assumptions');
  spoken.setAttribute('aria-live', 'polite');
  const views = Object.fromEntries(
    VIEWS.map((view) => {
      const place = make('section', `view view-${view}`);
      place.setAttribute('aria-label', NAMES[view]);
      return [view, place];
    }),
  ) as Record<ViewId, HTMLElement>;
  const guess = make('section', 'view view-guess');
  guess.id = 'guess';
  guess.setAttribute('aria-label', 'Guess first');
  main.append(guess, ...Object.values(views));
  const body = make('div', 'body');
  body.append(rail, main);
  const toggle = sheetToggle(rail, main);
  root.replaceChildren(head, notices, body, toggle, status, spoken);
  effect(() => void render(headOf(store), head));
  effect(() => void (spoken.textContent = store.spoken.value));
  return { rail, notices, views, guess, status };
}

/** Where there is no room beside the views the rail is a sheet, and gives way to whatever else is turned to. */
function sheetToggle(rail: HTMLElement, main: HTMLElement): HTMLElement {
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.className = 'sheet-toggle';
  toggle.setAttribute('aria-controls', 'rail');
  const set = (open: boolean): void => {
    rail.classList.toggle('open', open);
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open ? 'Done' : 'Change policies';
  };
  toggle.addEventListener('click', () => set(!rail.classList.contains('open')));
  main.addEventListener('focusin', () => set(false));
  rail.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !rail.classList.contains('open')) return;
    set(false);
    toggle.focus();
  });
  set(false);
  return toggle;
}

function headOf(store: Store) {
  const { view, preset, canUndo, canRedo, guessing } = store;
  const isDraft = store.text.value !== preset.value.text;
  return html`<a class="skip" href="#main">Skip to the answer</a>
    <a class="skip" href="#rail">Skip to the levers</a>
    <div class="row">
      <span class="name">Palinode</span>
      <label class="preset"
        ><span>Question</span>
        <select @change=${(event: Event) => openPreset(store, event)}>
          ${PRESETS.map(
            ({ id, title }) =>
              html`<option value=${id} .selected=${id === preset.value.id}>${title}</option>`,
          )}
        </select>
      </label>
      <button type="button" class="quiet" data-gallery>All questions</button>
      ${isDraft ? html`<span class="changed">changed</span>` : nothing}
      <div class="tools">
        <button type="button" class="quiet" ?disabled=${!canUndo.value} @click=${store.undo}>Undo</button>
        <button type="button" class="quiet" ?disabled=${!canRedo.value} @click=${store.redo}>Redo</button>
        <button type="button" class="quiet" data-share="open">Open</button>
        <button type="button" data-share="take">Share and export</button>
      </div>
    </div>
    <div class="row">
      <nav aria-label="Views">
        ${VIEWS.map(
          (each) =>
            html`<a href="#${each}" aria-current=${each === view.value && !guessing.value ? 'page' : 'false'}
              >${NAMES[each]}</a
            >`,
        )}
      </nav>
      <p class="plain">Invented people. Compares policies, predicts nobody.</p>
    </div>`;
}

async function openPreset(store: Store, event: Event): Promise<void> {
  const id = (event.target as HTMLSelectElement).value;
  const known = PRESETS.find((each) => each.id === id);
  if (known === undefined) return;
  store.open({ ...known, text: await presetText(id) });
  store.announce(`Opened: ${known.title}`);
}

/** What leaves the page and what comes in is asked for from the first moment, and given when that part has been fetched. */
function followShare(root: HTMLElement, { taking, bringing }: Store): void {
  root.addEventListener('click', ({ target }) => {
    const asked = (target as Element).closest<HTMLElement>('[data-share]')?.dataset['share'];
    if (asked === 'take') taking.value = '';
    if (asked === 'open') bringing.value = true;
  });
}

/** The gallery is fetched when it is asked for. */
function followGallery(root: HTMLElement, store: Store): void {
  root.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('[data-gallery]') === null) return;
    void import('./panels/gallery.ts').then(
      ({ showGallery }) => showGallery(root, store),
      () => (store.partsLost.value = true),
    );
  });
}

function followKeys(store: Store): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement | null;
    const typing = Boolean(target?.closest('input, textarea, select, [contenteditable]'));
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      store.runNow();
    } else if (!typing && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      if (event.shiftKey) store.redo();
      else store.undo();
    } else if (!typing && event.key.toLowerCase() === 'y') {
      event.preventDefault();
      store.redo();
    }
  });
}

/** Axes hold still from the moment a slider is taken until it is let go. */
function followSliders(root: HTMLElement, { dragging }: Store): void {
  root.addEventListener('pointerdown', (event) => {
    if ((event.target as HTMLElement).matches('input[type=range]')) dragging.value = true;
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    window.addEventListener(end, () => (dragging.value = false));
}

/** The hash names the view, or that the reader guesses first; a link that carries a scenario is the share panel's. */
function followHash({ view, guessing }: Store): void {
  const go = (): void => {
    const { hash } = location;
    const named = hash === '#guess' ? 'answer' : VIEWS.find((each) => `#${each}` === hash);
    if (named === undefined && !hash.startsWith('#r=')) return;
    batch(() => {
      view.value = named ?? view.value;
      guessing.value = hash === '#guess';
    });
  };
  window.addEventListener('hashchange', go);
  go();
  effect(() => {
    if (view.value !== 'answer') guessing.value = false;
  });
}
