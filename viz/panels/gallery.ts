// The gallery: every question that comes with the page as a card, with what to look for and a small picture of its answer.
// It is fetched when somebody asks for it. To open a question is a step that can be undone.

import { measureOf } from '../../sim/measures.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { policyLook } from '../charts/looks.ts';
import { thumbnail } from '../charts/spark.ts';
import { sideWords } from '../charts/words.ts';
import type { Card, CardRow } from '../gallery/card.ts';
import CARDS from '../../scenarios/gallery/cards.json';
import { html, nothing, render, svg } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { PRESETS, presetText } from '../presets.ts';
import { effect } from '../signal.ts';
import type { Preset, Store } from '../store.ts';
import './gallery.css';

type Asked = Pick<Scenario, 'title' | 'question' | 'notes' | 'headline' | 'baseline' | 'policies'>;

interface Question {
  readonly preset: Preset;
  readonly asked: Asked;
  readonly card: Card;
}

/** Opens the gallery over the page; it is gone when it is closed. */
export async function showGallery(root: HTMLElement, store: Store): Promise<void> {
  const questions = await Promise.all(PRESETS.map(({ id, title }) => questionOf(id, title)));
  if (root.querySelector('dialog.gallery') !== null) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'drawer gallery';
  dialog.setAttribute('aria-labelledby', 'gallery-heading');
  root.append(dialog);
  const stop = effect(() => void render(template(store, dialog, questions), dialog));
  dialog.addEventListener('close', () => {
    stop();
    dialog.remove();
  });
  dialog.showModal();
}

/** The files of the gallery say all that a card needs; the gate looks at one when it is opened. */
async function questionOf(id: string, title: string): Promise<Question> {
  const text = await presetText(id);
  const card = (CARDS as unknown as Readonly<Record<string, Card>>)[id] ?? [];
  return { preset: { id, title, text }, asked: JSON.parse(text) as Asked, card };
}

function template(store: Store, dialog: HTMLDialogElement, questions: readonly Question[]): TemplateResult {
  return html`<div class="drawer-head">
      <h2 id="gallery-heading">All questions</h2>
      <button type="button" class="quiet" @click=${() => dialog.close()}>Close</button>
    </div>
    <p class="hint">
      ${questions.length} scenarios to begin from. A dot is one in twenty of 200 paired runs; what is open now
      stays one Undo away.
    </p>
    <ul class="questions">
      ${questions.map((question) => html`<li>${cardFor(store, dialog, question)}</li>`)}
    </ul>`;
}

function cardFor(store: Store, dialog: HTMLDialogElement, question: Question): TemplateResult {
  const { preset, asked } = question;
  const isOpen = preset.id === store.preset.value.id;
  const open = (): void => {
    dialog.close();
    store.open(preset);
    store.view.value = 'answer';
    store.announce(`Opened: ${preset.title}`);
  };
  return html`<article class="card" aria-labelledby="question-${preset.id}">
    <h3 id="question-${preset.id}">${asked.title}</h3>
    <p>${asked.question}</p>
    ${picture(store, question)}
    <p class="look"><b>What to look for:</b> ${lookFor(asked.notes)}</p>
    <div class="row">
      <button type="button" aria-describedby="question-${preset.id}" @click=${open}>
        Open this question
      </button>
      ${isOpen ? html`<span>It is open now.</span>` : nothing}
    </div>
  </article>`;
}

function picture(store: Store, { preset, asked, card }: Question): TemplateResult {
  const theme = store.screen.theme.value;
  const measure = measureOf(asked.headline);
  const baseline = nameOf(asked, asked.baseline);
  const rows = card.map(({ dots }, k) => ({ place: k + 1, differences: dots }));
  const title = `${measure.title}: difference from ${baseline}, run by run`;
  const options = { document, theme, width: 240, id: `thumbnail-${preset.id}` };
  return html`<figure>
    ${thumbnail({ title, rows }, options)}
    <figcaption>
      ${title}; ${sideWords(measure)[0]} at the left of the line. From above:
      <ul>
        ${card.map(
          (row, k) =>
            html`<li>
              ${markOf(k + 1, theme)} ${nameOf(asked, row.policy)}: ${countOf(row, sideWords(measure))}
            </li>`,
        )}
      </ul>
    </figcaption>
  </figure>`;
}

/** The text of a gallery's file ends with it. */
export function lookFor(notes: string): string {
  return notes.split('What to look for: ')[1] ?? notes;
}

/** What most runs did: 'fewer in 157 of 200', 'the same in 163 of 200'. */
export function countOf(
  { counts: [below, equal, above] }: CardRow,
  [low, high]: readonly [string, string],
): string {
  const most = Math.max(below, equal, above);
  const what = most === below ? low : most === above ? high : 'the same';
  return `${what} in ${most} of ${below + equal + above}`;
}

function nameOf({ policies }: Pick<Asked, 'policies'>, id: string): string {
  return policies.find((policy) => policy.id === id)?.name ?? id;
}

function markOf(place: number, theme: Parameters<typeof policyLook>[1]): TemplateResult {
  const { mark, colour } = policyLook(place, theme, 50);
  return html`<svg class="mark" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
    ${svg`<path d=${mark} fill=${colour}></path>`}
  </svg>`;
}
