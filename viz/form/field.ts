// One number of a scenario as a reader changes it: a slider over its evidence band, the number itself, smaller and larger,
// back to the default, what it is and where it comes from. A lever may instead be an expression in t, with its weeks drawn.
// The same template in the rail and in the form; whoever shows it says what becomes of a change.

import './form.css';
import { html, live, nothing, svg } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { fetchSources, GRADES, gradeChip, sourceList } from './evidence.ts';
import type { Field } from './fields.ts';
import { pointsOf } from './preview.ts';
import type { Preview } from './preview.ts';
import { placeOn, stepped, trackOf } from './track.ts';
import type { Track } from './track.ts';

/** What a field may be set to: a number, an expression, null where that is a value, undefined to be back at the default. */
export type Setting = number | string | null | undefined;

export interface FieldOptions {
  readonly field: Field;
  /** Goes before the ids of the elements: a field may stand in two places of a page. */
  readonly prefix: string;
  /** The weeks of a lever, drawn small; null or left out while there are none. */
  readonly preview?: Preview | null;
  /** What the gate says of the value, a sentence. */
  readonly problem?: string | null;
  readonly disabled?: boolean;
  /** Asks who has not moved a lever yet to move this one; it has a ring. */
  readonly hint?: string | null;
}

/** `onInput` hears every step of a change on its way, `onSettle` where it ends. */
export function numberField(
  options: FieldOptions,
  onInput: (value: Setting) => void,
  onSettle: (value: Setting) => void,
): TemplateResult {
  const { field, prefix, problem, disabled = false, hint = null } = options;
  const id = `${prefix}${field.pointer.replaceAll('/', '-')}`;
  const isExpression = field.isLever && typeof field.value === 'string';
  const wrong = problem ?? (isExpression ? (options.preview?.fault ?? null) : null);
  const parts: Parts = {
    ...{ field, id, disabled, onInput, onSettle },
    ...{ isWrong: wrong !== null, isHinted: hint !== null },
  };
  return html`<div class=${hint === null ? 'field' : 'field hinted'} data-pointer=${field.pointer}>
    ${hint === null ? nothing : html`<p class="move-me" id="${id}-hint">${hint}</p>`}
    <div class="field-head">
      <label for=${id}>${field.title}</label>
      ${gradeChip(field.grade)}
      <button
        type="button"
        class="quiet small"
        ?hidden=${!field.isSet || field.default === undefined}
        ?disabled=${disabled}
        aria-label="Reset ${field.title} to ${told(field, field.default)}"
        @click=${() => onSettle(undefined)}
      >
        Reset
      </button>
    </div>
    ${isExpression ? expression(parts, options.preview ?? null) : plainNumber(parts)}
    <p class="field-wrong" id="${id}-wrong" ?hidden=${wrong === null}>${wrong}</p>
    ${explained(parts)}
  </div>`;
}

// Made once: to make one takes longer than to use it a hundred times.
const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 8 });

interface Parts {
  readonly field: Field;
  readonly id: string;
  readonly disabled: boolean;
  readonly isWrong: boolean;
  readonly isHinted: boolean;
  readonly onInput: (value: Setting) => void;
  readonly onSettle: (value: Setting) => void;
}

// The track holds still while somebody drags on it.
const held = new Map<string, Track>();

function plainNumber(parts: Parts): TemplateResult {
  const { field, id, disabled, isWrong, isHinted, onInput, onSettle } = parts;
  const { value, min, max, title, unit } = field;
  const number = typeof value === 'number' ? value : (field.default ?? min);
  const track = held.get(id) ?? trackOf(field, number);
  const drag = (event: Event): void => {
    held.set(id, track);
    onInput(stepped(field, (event.target as HTMLInputElement).valueAsNumber, track.step));
  };
  const drop = (event: Event): void => {
    held.delete(id);
    onSettle(stepped(field, (event.target as HTMLInputElement).valueAsNumber, track.step));
  };
  const step = (by: number) => (): void => onSettle(stepped(field, number, track.step, by));
  return html`<div class="field-track">
      ${band(field, track)}
      <input
        type="range"
        min=${track.low}
        max=${track.high}
        step=${track.step}
        .value=${live(String(number))}
        ?disabled=${disabled}
        aria-label="${title}, slider"
        aria-valuetext=${told(field, number)}
        aria-describedby=${isHinted ? `${id}-hint` : nothing}
        @input=${drag}
        @change=${drop}
      />
    </div>
    <div class="field-row">
      <button
        type="button"
        class="quiet step"
        ?disabled=${disabled || number <= min}
        aria-label="Less: ${title}"
        @click=${step(-1)}
      >
        −
      </button>
      <input
        id=${id}
        type="number"
        min=${min}
        max=${max}
        step="any"
        .value=${typeof value === 'number' ? String(value) : ''}
        placeholder=${value === null ? 'never' : ''}
        ?disabled=${disabled}
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `${id}-wrong` : nothing}
        @input=${typed(parts, onInput)}
        @change=${typed(parts, onSettle)}
      />
      <button
        type="button"
        class="quiet step"
        ?disabled=${disabled || number >= max}
        aria-label="More: ${title}"
        @click=${step(1)}
      >
        +
      </button>
      <span class="unit">${field.isLimit && number >= max ? `${unit} (no limit)` : unit}</span>
      ${
        field.isLever
          ? html`<button
              type="button"
              class="quiet small"
              ?disabled=${disabled}
              aria-label="Over time: let ${title} change with the weeks"
              @click=${() => onSettle(String(number))}
            >
              Over time
            </button>`
          : nothing
      }
    </div>`;
}

// A number that is half written changes nothing; what is left empty becomes what it was, or null where null is a value.
function typed({ field }: Parts, then: (value: Setting) => void): (event: Event) => void {
  return (event) => {
    const input = event.target as HTMLInputElement;
    if (Number.isFinite(input.valueAsNumber)) return then(input.valueAsNumber);
    if (event.type !== 'change') return;
    if (field.default === null && input.value === '' && !input.validity.badInput) return then(null);
    input.value = typeof field.value === 'number' ? String(field.value) : '';
  };
}

function expression(parts: Parts, preview: Preview | null): TemplateResult {
  const { field, id, disabled, isWrong, onInput, onSettle } = parts;
  const { title, unit, value } = field;
  const first = preview?.weeks[0];
  const constant = first ?? field.default ?? field.min;
  return html`<div class="field-row">
      <input
        id=${id}
        type="text"
        spellcheck="false"
        autocomplete="off"
        maxlength="400"
        .value=${String(value)}
        ?disabled=${disabled}
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `${id}-wrong` : nothing}
        @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
        @change=${(event: Event) => onSettle((event.target as HTMLInputElement).value)}
      />
      <span class="unit">${unit}</span>
      <button
        type="button"
        class="quiet small"
        ?disabled=${disabled}
        aria-label="One number: make ${title} the same in all weeks"
        @click=${() => onSettle(Number(constant.toPrecision(6)))}
      >
        One number
      </button>
    </div>
    <p class="note">
      t is the week: <code>step(t, 52)</code> is 1 from week 52 on, <code>ramp(t, 0, 52)</code> grows to 1.
    </p>
    ${preview === null || preview.weeks.length === 0 ? nothing : course(field, preview)}`;
}

/** The weeks of a lever as a small line, from the least to the most that it takes. */
function course(field: Field, { weeks }: Preview): TemplateResult {
  const low = weeks.reduce((least, x) => Math.min(least, x), Infinity);
  const high = weeks.reduce((most, x) => Math.max(most, x), -Infinity);
  const says = `${told(field, low)} at the least, ${told(field, high)} at the most, over ${weeks.length} weeks`;
  return html`<figure class="course">
    <svg viewBox="0 -0.1 1 1.2" preserveAspectRatio="none" aria-hidden="true" class="course-line">
      ${svg`<polyline points=${pointsOf(weeks, low, high)} fill="none" stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke"></polyline>`}
    </svg>
    <figcaption>${says}</figcaption>
  </figure>`;
}

// Behind the slider: where the number may plausibly lie, and a mark at its default.
function band({ range, default: standard }: Field, track: Track): TemplateResult {
  const per = (value: number): string => `${Number((100 * placeOn(track, value)).toFixed(2))}%`;
  const width = (low: number, high: number): string =>
    `${Number((100 * (placeOn(track, high) - placeOn(track, low))).toFixed(2))}%`;
  return html`<svg class="band" aria-hidden="true">
    ${
      range !== null && range[0] < range[1]
        ? svg`<rect class="band-range" x=${per(range[0])} width=${width(...range)} y="0" height="100%"></rect>`
        : nothing
    }
    ${
      typeof standard === 'number' && standard <= track.high
        ? svg`<line class="band-default" x1=${per(standard)} x2=${per(standard)} y1="0" y2="100%"></line>`
        : nothing
    }
  </svg>`;
}

function explained({ field }: Parts): TemplateResult {
  const { title, description, range, grade, default: standard, min, max } = field;
  return html`<details class="field-more" @toggle=${fetchSources}>
    <summary>What is this?<span class="unseen"> ${title}</span></summary>
    <p>${description}</p>
    <dl>
      <dt>Default</dt>
      <dd>${standard === undefined ? 'none: the scenario must say it' : told(field, standard)}</dd>
      ${
        range === null
          ? nothing
          : html`<dt>Plausible</dt>
              <dd>
                ${range[0] === range[1] ? told(field, range[0]) : `${range[0]} to ${told(field, range[1])}`}
              </dd>`
      }
      <dt>Possible</dt>
      <dd>${min} to ${max}</dd>
      ${
        grade === null
          ? nothing
          : html`<dt>How sure</dt>
              <dd>${GRADES[grade].says}</dd>`
      }
    </dl>
    ${sourceList(field)}
  </details>`;
}

/** A value of a field with its unit, as words. */
export function told({ unit, isLimit, max }: Field, value: number | null | undefined): string {
  if (value === null || value === undefined) return 'never';
  if (isLimit && value >= max) return 'no limit';
  const shown = NUMBER.format(Number(value.toPrecision(6)));
  return `${shown} ${unit === '0 to 1' ? '' : unit}`.trim();
}
