// What if we are wrong: which assumptions would turn the answer around, two at a time on a map and one at a time in a tornado,
// and how different single runs are. What is run here is run when it is asked for, after the runs of the answer.

import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { effect } from '../signal.ts';
import type { Store } from '../store.ts';
import { benchOf } from '../whatif/bench.ts';
import type { Bench } from '../whatif/bench.ts';
import { chooser } from '../whatif/facing.ts';
import { MapView } from '../whatif/map.ts';
import { announced } from '../whatif/progress.ts';
import { seedsFigure } from '../whatif/seeds.ts';
import { tornadoFigure } from '../whatif/tornado.ts';
import '../whatif/whatif.css';

export function mountWhatIf(root: HTMLElement, store: Store): void {
  const bench = benchOf(store);
  const map = new MapView(store, bench, root.ownerDocument);
  announced(store, bench.map, 'The break-even map');
  announced(store, bench.tornado, 'The tornado');
  effect(() => {
    if (store.view.value === 'whatif') render(template(store, bench, map), root);
  });
}

function template(store: Store, bench: Bench, map: MapView): TemplateResult {
  const looking = bench.looking.value;
  const results = store.lab.results.value;
  const isShown = results?.scenario === looking.scenario;
  return html`<div>
    <h1>What if we are wrong?</h1>
    ${chooser(store, looking, true)}
    <p class="lead">
      An assumption that is changed here is changed under both policies. What runs here waits for the runs of
      the answer, and begins again when the scenario changes.
    </p>
    ${map.figure()} ${tornadoFigure(store, bench)} ${isShown ? seedsFigure(store, results, looking) : nothing}
  </div>`;
}
