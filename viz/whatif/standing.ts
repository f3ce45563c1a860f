// Where everyone stands, week by week, a panel for each policy, and how many go from one stage to another in a year: read off
// the runs that the answer is made of.

import type { StageName } from '../charts/colours.ts';
import { flowsTable, stages, stagesTable, stagesWords } from '../charts/stages.ts';
import type { Flow, StagesData } from '../charts/stages.ts';
import { quantile, present } from '../../sim/moments.ts';
import { bands } from '../../sim/summary.ts';
import { figure, slot, table, takeable } from '../figure.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Results } from '../results.ts';
import { placeOf } from '../shown.ts';
import type { Store } from '../store.ts';
import { factsOf, optionsOf } from './facing.ts';

/** From the bottom up; who is none of these is at home. */
const PARTS: readonly { readonly stage: StageName; readonly title: string }[] = [
  { stage: 'member', title: 'With the group' },
  { stage: 'left', title: 'Left, unseen' },
  { stage: 'surfaced', title: 'Came forward' },
  { stage: 'awaiting', title: 'Awaiting trial' },
  { stage: 'imprisoned', title: 'In prison' },
  { stage: 'released', title: 'Released' },
  { stage: 'dead', title: 'Dead' },
];

/** What goes on between stages, by the outcome that counts it. */
const FLOWS: readonly { readonly measure: string; readonly title: string }[] = [
  { measure: 'recruits', title: 'At home to the group: joined' },
  { measure: 'defections', title: 'The group to outside: left alive' },
  { measure: 'surfaced', title: 'Unseen to known: came forward' },
  { measure: 'voices', title: 'Silent to speaking: began to tell their story' },
  { measure: 'reengaged', title: 'Back to the group: re-engaged' },
  { measure: 'deaths', title: 'The group to death' },
];

/** Runs of which middles are made at most: more would not move a line by a pixel. */
const MOST = 200;

export function standingFigure(store: Store, results: Results): TemplateResult {
  const data = stagesData(results);
  const { title, lead } = stagesWords(data);
  return html`${figure({
      id: 'stages',
      heading: title,
      lead,
      chart: slot(store, 'stages', () => stages(data, optionsOf(store, 'stages')), true),
      table: stagesTable(data),
      ...takeable(store, { id: 'stages', view: 'why', title, draw: (options) => stages(data, options) }),
    })}
    <section class="figure" aria-labelledby="flows-heading">
      <h2 id="flows-heading">How many change, in a year</h2>
      ${table(flowsTable(namedOf(results), flowsOf(results)))}
    </section>`;
}

/** Of how many runs it is read off, while that is not all. */
export function readOff(store: Store, { fixed }: Results): TemplateResult | typeof nothing {
  if (fixed.done >= fixed.asked) return nothing;
  return html`<p class="note">
    Read off ${fixed.done} of ${fixed.asked} runs.
    ${
      store.lab.status.value.phase === 'running'
        ? nothing
        : html`<button type="button" @click=${() => store.runNow()}>Run all ${fixed.asked} here</button>`
    }
  </p>`;
}

const namedOf = ({ scenario }: Results) =>
  scenario.policies.map(({ id, name }) => ({ name, place: placeOf(scenario, id) }));

/** Shares of all people, the middle of the runs, at the weeks that courses are kept of. */
export function stagesData({ scenario, fixed }: Results): StagesData {
  const people = scenario.population.size;
  const share = (policy: string, stage: StageName): Float64Array => {
    const runs = fixed.paths(policy, `column.${stage}`).slice(0, MOST);
    return (bands(runs, [0.5])[0] ?? new Float64Array(0)).map((count) => count / people);
  };
  const { done, asked } = fixed;
  const facts = factsOf(scenario);
  return {
    weeks: fixed.weeks,
    policies: scenario.policies.map(({ id, name }) => ({
      ...{ name, place: placeOf(scenario, id) },
      parts: PARTS.map((part) => ({ ...part, shares: share(id, part.stage) })),
    })),
    rest: 'at home, with the group never or not yet',
    runs: done,
    facts: done < asked ? { ...facts, asked } : facts,
  };
}

/** People a year, in the middle run. */
export function flowsOf({ scenario, fixed }: Results): readonly Flow[] {
  const years = scenario.weeks / 52;
  return FLOWS.map(({ measure, title }) => ({
    title,
    perYear: scenario.policies.map(({ id }) => {
      const counts = present(fixed.outcomes(id, measure)).sort();
      return counts.length === 0 ? NaN : quantile(counts, 0.5) / years;
    }),
  }));
}
