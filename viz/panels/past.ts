// The last answers as a strip: what was changed each time, a small picture, the difference. One press brings back the
// scenario that an answer is of, as a step that can be undone; its runs are still there, so it is shown at once.

import { isOf, remembered } from '../answer/past.ts';
import type { PastAnswer } from '../answer/past.ts';
import { sparkline } from '../charts/spark.ts';
import { shownNow } from '../export/now.ts';
import { guard, html, nothing, render, repeat } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { effect, signal, untracked } from '../signal.ts';
import type { Store } from '../store.ts';
import './past.css';

export function mountPast(root: HTMLElement, store: Store): void {
  const answers = signal<readonly PastAnswer[]>([]);
  let last: PastAnswer | null = null;
  effect(() => {
    const shown = shownNow(store);
    const { scenario, source, preset, lab, dragging } = store;
    const isSettled = !lab.stale.value && !dragging.value;
    if (shown === null || !isSettled || shown.scenario !== scenario.value) return;
    const asked = { scenario: scenario.value, text: source.value, preset: preset.value };
    untracked(() => {
      answers.value = remembered(answers.value, asked, shown, last);
      last = answers.value.find((answer) => isOf(answer, asked.scenario)) ?? last;
    });
  });
  effect(() => {
    root.hidden = answers.value.length < 2;
    render(template(store, answers.value), root);
  });
}

function template(store: Store, answers: readonly PastAnswer[]): TemplateResult | typeof nothing {
  if (answers.length < 2) return nothing;
  return html`<details class="figure past" open>
    <summary>The last ${answers.length} answers: press one to go back to it</summary>
    <ol>
      ${repeat(
        answers,
        ({ scenario }) => JSON.stringify(scenario),
        (answer, k) => html`<li>${button(store, answer, k)}</li>`,
      )}
    </ol>
  </details>`;
}

function button(store: Store, answer: PastAnswer, k: number): TemplateResult {
  const isNow = isOf(answer, store.scenario.value);
  const theme = store.screen.theme.value;
  const picture = (): SVGSVGElement =>
    sparkline(
      { title: answer.said, lines: answer.lines },
      { document, theme, width: 150, height: 40, id: `past-${k}` },
    );
  return html`<button
    type="button"
    class="quiet"
    aria-current=${isNow ? 'true' : 'false'}
    @click=${() => goBack(store, answer)}
  >
    <span class="past-changed">${answer.changed}</span>
    ${answer.lines.length === 0 ? nothing : html`<span aria-hidden="true">${guard([answer, theme], picture)}</span>`}
    <span>${answer.said}</span>
    ${isNow ? html`<span class="past-now">Shown now</span>` : nothing}
  </button>`;
}

function goBack(store: Store, { text, preset, changed }: PastAnswer): void {
  if (preset.id === store.preset.value.id) store.edit(text);
  else store.open(preset, text);
  store.announce(`Back to the answer after: ${changed}. Undo returns to where you were.`);
}
