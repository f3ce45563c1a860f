// What moved people, in the model: each mechanism of the argument switched off in the same runs, and what that changes, for the
// outcome of every policy or for its difference from the baseline.

import { pushes, pushesTable, pushesWords } from '../charts/pushes.ts';
import type { PushesData } from '../charts/pushes.ts';
import { listed } from '../charts/words.ts';
import { side } from '../../sim/amount.ts';
import { effectsOf, progressOf } from '../../sim/experiment/switches.ts';
import type { Effect } from '../../sim/experiment/switches.ts';
import { figure, takeable } from '../figure.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { placeOf } from '../shown.ts';
import { signal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Bench, Looking } from './bench.ts';
import { factsOf, optionsOf } from './facing.ts';
import { progress } from './progress.ts';

export type Of = 'outcomes' | 'differences';

const of = signal<Of>('outcomes');

export function movedFigure(store: Store, bench: Bench): TemplateResult {
  const looking = bench.looking.value;
  const state = bench.switches.state.value!;
  const effects = effectsOf(state);
  const there = effects.filter(({ n }) => n > 0);
  const data = pushesData(looking, there, of.value);
  const words = pushesWords(data);
  const begun = there.length > 0;
  const all = bench.switches.phase.value === 'done';
  return figure({
    id: 'moved',
    heading: begun ? `${all ? '' : 'So far: '}${words.title}` : 'What moved people, in the model',
    ...(begun ? { lead: words.lead } : {}),
    chart: begun ? pushes(data, optionsOf(store, 'moved')) : null,
    empty:
      'The same runs once more with one mechanism of the argument switched off at a time: what changes is what that mechanism does in the model.',
    controls: html`${progress(bench.switches, progressOf(state), {
      id: 'moved',
      run: 'Switch off one mechanism at a time',
      name: 'What moved people',
      begun,
      seconds: (runs) => store.lab.secondsOf(looking.scenario, looking.scenario.policies.length * runs),
    })}
    ${begun ? chosen() : nothing}`,
    ...(begun ? { table: pushesTable(data), notes: notes(looking, effects) } : {}),
    ...(begun
      ? takeable(store, {
          id: 'moved',
          view: 'why',
          title: words.title,
          draw: (options) => pushes(data, options),
        })
      : {}),
  });
}

function chosen(): TemplateResult {
  const choice = (value: Of, text: string): TemplateResult =>
    html`<label
      ><input
        type="radio"
        name="moved-of"
        .checked=${of.value === value}
        @change=${() => (of.value = value)}
      />
      ${text}</label
    >`;
  return html`<fieldset class="controls">
    <legend>What it changes</legend>
    ${choice('outcomes', 'the outcome of each policy')}
    ${choice('differences', 'its difference from the baseline')}
  </fieldset>`;
}

/** What the chart draws: the mechanism with the largest effect first. Of differences the baseline's own, which is 0, is left out. */
export function pushesData({ scenario, measure }: Looking, effects: readonly Effect[], what: Of): PushesData {
  const rows = scenario.policies
    .map(({ id, name }, p) => ({ p, id, name, place: placeOf(scenario, id) }))
    .filter(({ id }) => what === 'outcomes' || id !== scenario.baseline);
  const size = (effect: Effect): number =>
    Math.max(...rows.map(({ p }) => Math.abs(effect[what][p]?.median ?? 0)));
  const sorted = effects.map((effect) => ({ effect, size: size(effect) })).sort((a, b) => b.size - a.size);
  const n = effects.map((effect) => effect.n);
  const remarks =
    n.length > 0 && Math.max(...n) > Math.min(...n)
      ? [`Between ${Math.min(...n)} and ${Math.max(...n)} matched runs.`]
      : [];
  return {
    measure,
    policies: rows.map(({ name, place }) => ({ name, place })),
    mechanisms: sorted.map(({ effect }) => ({
      title: effect.claim.title,
      differences: rows.map(({ p }) => effect.runs[what][p]!),
    })),
    facts: factsOf(scenario, remarks),
  };
}

function notes(looking: Looking, effects: readonly Effect[]): TemplateResult {
  const off = effects.filter((effect) => effect.off).map(({ claim }) => `‘${claim.title}’`);
  return html`<dl class="claims">
      ${effects
        .filter(({ n }) => n > 0)
        .map(
          (effect) =>
            html`<dt>${effect.claim.title}</dt>
              <dd>${effect.claim.says} ${countsOf(looking, effect)}</dd>`,
        )}
    </dl>
    <p class="note">
      The effects need not add up: mechanisms work through each other. They say what the model does, not what
      happens in the world.
      ${off.length > 0 ? html`Off as the scenario stands, so that there is nothing to switch: ${listed(off)}.` : nothing}
    </p>`;
}

/** 'With it, more recruits in 9 of 12 runs under Voices; …', policies of which nothing is certain named last. */
export function countsOf({ scenario, measure }: Looking, effect: Effect): string {
  const told = scenario.policies.map(({ name }, p) => ({ name, tally: effect.outcomes[p]! }));
  const certain = told.filter(({ tally }) => tally.side !== null);
  const open = told.filter(({ tally }) => tally.side === null).map(({ name }) => name);
  const parts = certain.map(({ name, tally: { side: found, above, below, n } }) => {
    const more = found === 'above';
    return `${side(measure, more)} ${measure.more} in ${more ? above : below} of ${n} runs under ${name}`;
  });
  const counted = parts.length === 0 ? '' : `With it: ${parts.join('; ')}. `;
  return open.length === 0 ? counted : `${counted}Undecided under ${listed(open)}.`;
}
