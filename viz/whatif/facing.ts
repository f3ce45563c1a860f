// What every picture of an experiment is told: the facts at its foot, the size of the page, and which policy and outcome the
// reader has chosen to look at.

import type { ChartOptions } from '../charts/frame.ts';
import type { Facts } from '../charts/words.ts';
import { ENGINE } from '../engine-name.ts';
import { others } from '../../sim/others.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { html } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { measuresOf } from '../shown.ts';
import type { Store } from '../store.ts';
import type { Looking } from './bench.ts';

export function factsOf({ population, weeks, seed }: Scenario, remarks: readonly string[] = []): Facts {
  return { people: population.size, weeks, seed, engine: ENGINE, ...(remarks.length > 0 ? { remarks } : {}) };
}

export function optionsOf({ screen }: Store, id: string): ChartOptions {
  const width = Math.max(280, screen.width.value - 34);
  return { document, width, theme: screen.theme.value, bare: true, id: `chart-${id}` };
}

/** Decimals that tell these numbers from one another as they are written, six at most. */
export function digitsOf(values: readonly number[]): number {
  const decimals = values.map((value) => {
    const written = Number(value.toFixed(6)).toString();
    return written.includes('.') ? written.length - written.indexOf('.') - 1 : 0;
  });
  return Math.min(6, Math.max(0, ...decimals));
}

/** The outcome, and where `policies` the policy, that the view speaks of. */
export function chooser(
  store: Store,
  { scenario, policy, measure }: Looking,
  policies: boolean,
): TemplateResult {
  const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
  return html`<div class="chooser">
    <label
      >Outcome
      <select @change=${(event: Event) => store.choose({ measure: chosen(event) })}>
        ${measuresOf(scenario).map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === measure.id}>${title}</option>`,
        )}
      </select></label
    >
    ${
      policies
        ? html`<label
            >Policy
            <select @change=${(event: Event) => store.choose({ policy: chosen(event) })}>
              ${others(scenario).map(
                ({ id, name }) => html`<option value=${id} ?selected=${id === policy.id}>${name}</option>`,
              )}
            </select></label
          >`
        : ''
    }
    <span class="definition">${measure.description}</span>
  </div>`;
}
