// Why: where everyone stands over time, what moved people, in the model, and what each policy does in which week.

import { guard, html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { effect, signal } from '../signal.ts';
import type { Store } from '../store.ts';
import { benchOf } from '../whatif/bench.ts';
import type { Bench } from '../whatif/bench.ts';
import { chooser } from '../whatif/facing.ts';
import { compiled, instrumentsFigure } from '../whatif/instruments.ts';
import type { Compiled } from '../whatif/instruments.ts';
import { movedFigure } from '../whatif/moved.ts';
import { announced } from '../whatif/progress.ts';
import { readOff, standingFigure } from '../whatif/standing.ts';
import '../whatif/whatif.css';

export function mountWhy(root: HTMLElement, store: Store): void {
  const bench = benchOf(store);
  const policies = signal<Compiled | null>(null);
  announced(store, bench.switches, 'What moved people');
  effect(() => {
    const scenario = store.scenario.value;
    void compiled(scenario).then((tables) => {
      if (scenario === store.scenario.value) policies.value = tables;
    });
  });
  effect(() => {
    if (store.view.value === 'why') render(template(store, bench, policies.value), root);
  });
}

function template(store: Store, bench: Bench, policies: Compiled | null): TemplateResult {
  const results = store.lab.results.value;
  const stale = store.lab.stale.value;
  const look = [store.screen.theme.value, store.screen.width.value];
  return html`<div>
    <h1>Why the policies differ, in the model</h1>
    ${chooser(store, bench.looking.value, false)}
    <div class=${stale ? 'stale' : ''}>
      ${stale ? html`<p class="ribbon">The scenario has changed; these are the runs of the one before.</p>` : nothing}
      ${
        results === null
          ? html`<p class="empty">Running the first paired runs.</p>`
          : html`${guard([results, ...look], () => standingFigure(store, results))} ${readOff(store, results)}`
      }
    </div>
    ${movedFigure(store, bench)}
    ${policies === null ? nothing : guard([policies, ...look], () => instrumentsFigure(store, policies))}
  </div>`;
}
