// The brief, for paper: the verdicts, the pictures, the assumptions that are guesses or were changed, each with its grade, and
// how to cite it. The page puts it into the document only while it is printed.

import { ASSUMPTIONS } from '../../sim/assumptions.ts';
import type { Parameter } from '../../sim/parameter.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { sayings } from '../answer/heading.ts';
import { html } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Shown } from '../shown.ts';
import { figureOf } from '../words.ts';

export interface BriefRow {
  readonly title: string;
  readonly unit: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly grade: string;
  readonly changed: boolean;
}

export interface BriefData {
  readonly shown: Shown;
  /** Id of the measure that the verdicts are on. */
  readonly measure: string;
  readonly pictures: readonly SVGSVGElement[];
  readonly citation: string;
  readonly code: string;
}

/** Guesses (grade H) and whatever is not as it is by default, in the order in which they are declared. */
export function assumptionRows(scenario: Scenario): BriefRow[] {
  return ASSUMPTIONS.flatMap(({ pointer, parameter }) => rowOf(scenario, pointer, parameter));
}

function rowOf(scenario: Scenario, pointer: string, parameter: Parameter): BriefRow[] {
  const value = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], scenario);
  if (typeof value !== 'number') return [];
  const changed = parameter.value !== undefined && value !== parameter.value;
  if (parameter.grade !== 'H' && !changed) return [];
  const { title, unit, range, grade } = parameter;
  return [{ title, unit, value, range, grade, changed }];
}

export function brief({ shown, measure, pictures, citation, code }: BriefData): TemplateResult {
  const { scenario } = shown;
  const rows = assumptionRows(scenario);
  return html`<article class="brief" aria-label="Brief">
    <header>
      <p class="brief-question">${scenario.question || scenario.title}</p>
      ${sayings(shown, measure).map(
        ({ text }, k) => html`<p class=${k === 0 ? 'brief-verdict' : 'brief-also'}>${text}</p>`,
      )}
      <p class="brief-facts">
        ${shown.n} paired runs · ${figureOf(scenario.population.size, 0)} modelled, invented people ·
        ${scenario.weeks} weeks · seed ${scenario.seed} · recipe ${code}
      </p>
    </header>
    ${pictures.map((picture) => html`<div class="brief-picture">${picture}</div>`)}
    <section>
      <h2>What this rests on</h2>
      <p>
        Numbers of grade H are guesses; the range is what was held possible. Those that were changed from the
        default have a star. All others stand at their defaults, of which the page and the ODD give the
        sources.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Assumption</th>
            <th scope="col">Value</th>
            <th scope="col">Range</th>
            <th scope="col">Grade</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ title, unit, value, range, grade, changed }) =>
              html`<tr>
                <th scope="row">${title}${changed ? ' *' : ''}</th>
                <td>${plain(value)} ${UNSAID.includes(unit) ? '' : unit}</td>
                <td>${range[0] === range[1] ? 'not varied' : `${plain(range[0])} to ${plain(range[1])}`}</td>
                <td>${grade}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <footer><p>${citation}</p></footer>
  </article>`;
}

/** Units that add nothing to the number. */
const UNSAID = ['', 'share', '0 to 1'];

function plain(value: number): string {
  const shown = Number(value.toPrecision(4)).toLocaleString('en', { maximumSignificantDigits: 4 });
  return shown.replace('-', '−');
}
