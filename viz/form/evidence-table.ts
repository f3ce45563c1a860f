// Every assumption in one table: what it is here, where it may plausibly lie, how sure that is and by whom.

import { html } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { gradeChip, sourceList } from './evidence.ts';
import type { Field } from './fields.ts';
import { assumptionGroups } from './fields.ts';
import { told } from './field.ts';

/** `file` is the parsed text. */
export function evidenceTable(file: unknown): TemplateResult {
  const groups = assumptionGroups(file);
  const all = groups.flatMap(({ fields }) => fields);
  const guesses = all.filter(({ grade }) => grade === 'H').length;
  return html`<p>
      ${all.length} assumptions, of which ${guesses} are guesses: their ranges are drawn from, once a run, for
      the second count of the answer.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Assumptions and their evidence">
      <table class="evidence">
        <thead>
          <tr>
            <th scope="col">Assumption</th>
            <th scope="col" class="number">Here</th>
            <th scope="col">Plausible</th>
            <th scope="col">How sure</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        ${groups.map(
          ({ title, fields }) =>
            html`<tbody>
              <tr>
                <th scope="rowgroup" colspan="5">${title}</th>
              </tr>
              ${fields.map(row)}
            </tbody>`,
        )}
      </table>
    </div>`;
}

function row(field: Field): TemplateResult {
  const { title, value, range, grade, isSet } = field;
  const here = typeof value === 'number' ? told(field, value) : 'not set';
  return html`<tr>
    <th scope="row">${title}</th>
    <td class="number">${here}${isSet ? ' (set here)' : ''}</td>
    <td>${range === null || range[0] === range[1] ? 'fixed' : `${range[0]} to ${range[1]}`}</td>
    <td>${gradeChip(grade)}</td>
    <td>${sourceList(field)}</td>
  </tr>`;
}
