// One setting that is not a number on a scale: a text, a choice, a switch or a count, with its label and what it means.

import { html, live, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Other } from './others.ts';

/** `onInput` hears every key, `onSettle` what is left in the end. */
export function otherField(
  other: Other,
  options: { readonly problem: string | null; readonly disabled: boolean },
  onInput: (value: unknown) => void,
  onSettle: (value: unknown) => void,
): TemplateResult {
  const { pointer, title, description, unit, kind } = other;
  const id = `other${pointer.replaceAll('/', '-')}`;
  const wrong = options.problem;
  const described = [wrong === null ? '' : `${id}-wrong`, description === '' ? '' : `${id}-more`]
    .join(' ')
    .trim();
  const parts: Parts = {
    other,
    id,
    described,
    isWrong: wrong !== null,
    disabled: options.disabled,
    onInput,
    onSettle,
  };
  const control = controlOf(parts);
  return html`<div class="field" data-pointer=${pointer}>
    ${
      kind === 'switch'
        ? html`<label class="field-switch">${control} ${title}</label>`
        : html`<div class="field-head"><label for=${id}>${title}</label></div>
            <div class="field-row">
              ${control}${unit === '' ? nothing : html`<span class="unit">${unit}</span>`}
            </div>`
    }
    <p class="field-wrong" id="${id}-wrong" ?hidden=${wrong === null}>${wrong}</p>
    ${description === '' ? nothing : html`<p class="note" id="${id}-more">${description}</p>`}
  </div>`;
}

interface Parts {
  readonly other: Other;
  readonly id: string;
  readonly described: string;
  readonly isWrong: boolean;
  readonly disabled: boolean;
  readonly onInput: (value: unknown) => void;
  readonly onSettle: (value: unknown) => void;
}

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const valueOf = (event: Event): string => (event.target as Box).value;

function controlOf({ other, id, described, isWrong, disabled, onInput, onSettle }: Parts): TemplateResult {
  const { kind, value, choices, min, max } = other;
  const by = described === '' ? nothing : described;
  const text = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'switch':
      return html`<input
        id=${id}
        type="checkbox"
        .checked=${live(value === true)}
        ?disabled=${disabled}
        aria-describedby=${by}
        @change=${(event: Event) => onSettle((event.target as HTMLInputElement).checked)}
      />`;
    case 'choice':
      return html`<select
        id=${id}
        ?disabled=${disabled}
        aria-describedby=${by}
        aria-invalid=${isWrong}
        @change=${(event: Event) => onSettle(valueOf(event))}
      >
        ${
          choices.some(([one]) => one === value)
            ? nothing
            : html`<option value=${String(value)} selected>${String(value)}</option>`
        }
        ${choices.map(
          ([one, title]) => html`<option value=${one} .selected=${live(one === value)}>${title}</option>`,
        )}
      </select>`;
    case 'prose':
      return html`<textarea
        id=${id}
        rows="3"
        .value=${text}
        maxlength=${max ?? nothing}
        ?disabled=${disabled}
        aria-describedby=${by}
        aria-invalid=${isWrong}
        @input=${(event: Event) => onInput(valueOf(event))}
        @change=${(event: Event) => onSettle(valueOf(event))}
      ></textarea>`;
    case 'text':
      return html`<input
        id=${id}
        type="text"
        .value=${text}
        maxlength=${max ?? nothing}
        ?disabled=${disabled}
        aria-describedby=${by}
        aria-invalid=${isWrong}
        @input=${(event: Event) => onInput(valueOf(event))}
        @change=${(event: Event) => onSettle(valueOf(event))}
      />`;
    case 'number':
      return html`<input
        id=${id}
        type="number"
        step="any"
        min=${min ?? nothing}
        max=${max ?? nothing}
        .value=${typeof value === 'number' ? String(value) : ''}
        ?disabled=${disabled}
        aria-describedby=${by}
        aria-invalid=${isWrong}
        @change=${(event: Event) => {
          const box = event.target as HTMLInputElement;
          if (Number.isFinite(box.valueAsNumber)) onSettle(box.valueAsNumber);
          else box.value = typeof value === 'number' ? String(value) : '';
        }}
      />`;
  }
}
