// The form of a whole scenario: settings, policies, assumptions, each group folded until it is wanted. It shows the text and
// writes into the text; it keeps nothing but which groups are open.

import type { Problem } from '../../sim/problems.ts';
import type { Scenario, Timing } from '../../sim/scenario.ts';
import { html, nothing, repeat } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Signal } from '../signal.ts';
import { assumptionGroups, leverGroups } from './fields.ts';
import type { Field, FieldGroup } from './fields.ts';
import { numberField } from './field.ts';
import { otherField } from './other-field.ts';
import { otherGroups, policyOthers } from './others.ts';
import type { Other } from './others.ts';
import { policiesOf } from './policies.ts';
import { previewOf } from './preview.ts';

/** What the form shows, and what it does with a change. */
export interface FormParts {
  readonly text: string;
  /** The text, parsed; or the last that could be. */
  readonly file: unknown;
  /** The text is no JSON just now: it is looked at, not changed. */
  readonly isShut: boolean;
  readonly scenario: Scenario;
  readonly problems: readonly Problem[];
  readonly open: Signal<ReadonlySet<string>>;
  /** A value on its way, or where it ends. */
  readonly change: (pointer: string, value: unknown, isTyped: boolean) => void;
  readonly settle: (pointer: string, value: unknown) => void;
  readonly policy: PolicyActions;
}

export interface PolicyActions {
  readonly add: () => void;
  readonly duplicate: (k: number) => void;
  readonly remove: (k: number) => void;
  readonly move: (from: number, to: number) => void;
  readonly baseline: (id: string) => void;
  readonly rename: (k: number, id: string) => void;
}

/** Policies that a scenario may have. */
const MOST = 8;

export function scenarioForm(parts: FormParts): TemplateResult {
  const { file, isShut } = parts;
  const [about, run, ...others] = otherGroups(file);
  return html`<p class="ribbon" ?hidden=${!isShut}>The form waits until the text beside it is JSON again.</p>
    ${[about!, run!].map(({ id, title, others: list }) => ofOthers(parts, id, title, list))}
    <h2 class="form-head">Policies</h2>
    ${policies(parts)}
    <h2 class="form-head">How we think the world works</h2>
    <p class="note">Holds for every policy alike, the baseline too.</p>
    ${assumptionGroups(file).map((group) => ofFields(parts, group))}
    ${others.map(({ id, title, others: list }) => ofOthers(parts, id, title, list))}`;
}

/** A group that is only drawn while it is open. `told` stands beside its title. */
function folded(
  { open }: FormParts,
  id: string,
  title: string,
  told: string,
  inside: () => TemplateResult | readonly TemplateResult[],
): TemplateResult {
  const isOpen = open.value.has(id);
  const toggled = (event: Event): void => {
    const now = (event.target as HTMLDetailsElement).open;
    if (event.target !== event.currentTarget || now === open.value.has(id)) return;
    const next = new Set(open.value);
    if (now) next.add(id);
    else next.delete(id);
    open.value = next;
  };
  return html`<details class="group" data-group=${id} ?open=${isOpen} @toggle=${toggled}>
    <summary>
      <span>${title}</span>${told === '' ? nothing : html` <span class="changed">${told}</span>`}
    </summary>
    ${isOpen ? html`<div class="group-inside">${inside()}</div>` : nothing}
  </details>`;
}

/** '3 set here, 1 problem', or nothing. */
function toldOf({ problems }: FormParts, pointers: readonly string[], set: number): string {
  const wrong = problems.filter(
    ({ pointer, level }) => level === 'error' && pointers.includes(pointer),
  ).length;
  const words = [
    ...(set === 0 ? [] : [`${set} set here`]),
    ...(wrong === 0 ? [] : [`${wrong} ${wrong === 1 ? 'problem' : 'problems'}`]),
  ];
  return words.join(', ');
}

const pointersOf = (list: readonly { readonly pointer: string }[]): string[] =>
  list.map(({ pointer }) => pointer);
const setOf = (list: readonly { readonly isSet: boolean }[]): number =>
  list.filter(({ isSet }) => isSet).length;

function ofFields(parts: FormParts, { id, title, fields }: FieldGroup, timing?: Timing): TemplateResult {
  return folded(parts, id, title, toldOf(parts, pointersOf(fields), setOf(fields)), () =>
    fields.map((field) => fieldOf(parts, field, timing)),
  );
}

function fieldOf(parts: FormParts, field: Field, timing: Timing | undefined): TemplateResult {
  const { scenario, problems, isShut, change, settle } = parts;
  const [, , instrument] = field.pointer.slice(1).split('/');
  const isCourse = field.isLever && typeof field.value === 'string' && timing !== undefined;
  const preview = isCourse
    ? previewOf(instrument!, field.name, field.value as string, timing, scenario.weeks).value
    : null;
  return numberField(
    { field, prefix: 'form', preview, problem: problemAt(problems, field.pointer), disabled: isShut },
    (value) => change(field.pointer, value, typeof value === 'string'),
    (value) => settle(field.pointer, value),
  );
}

function problemAt(problems: readonly Problem[], pointer: string): string | null {
  const found = problems.find((problem) => problem.level === 'error' && problem.pointer === pointer);
  return found === undefined ? null : `${found.message}: ${found.advice}`;
}

function ofOthers(parts: FormParts, id: string, title: string, others: readonly Other[]): TemplateResult {
  const told = id === 'about' || id === 'run' ? 0 : setOf(others);
  return folded(parts, id, title, toldOf(parts, pointersOf(others), told), () =>
    others.map((other) => otherOf(parts, other)),
  );
}

function otherOf(parts: FormParts, other: Other, settle = parts.settle): TemplateResult {
  const { problems, isShut, change } = parts;
  return otherField(
    other,
    { problem: problemAt(problems, other.pointer), disabled: isShut },
    (value) => change(other.pointer, value, true),
    (value) => settle(other.pointer, value),
  );
}

function policies(parts: FormParts): TemplateResult {
  const named = policiesOf(parts.text);
  const list = named.length > 0 ? named : parts.scenario.policies;
  const baseline = (parts.file as { baseline?: unknown } | null)?.baseline ?? parts.scenario.baseline;
  return html`${repeat(
      list,
      ({ id }, k) => `${id} ${k}`,
      ({ id, name }, k) => policyOf(parts, k, id, name, id === baseline, list.length),
    )}
    <p class="row">
      <button
        type="button"
        data-policy="add"
        ?disabled=${parts.isShut || list.length >= MOST}
        @click=${parts.policy.add}
      >
        Add a policy
      </button>
      ${list.length >= MOST ? html`<span class="note">${MOST} policies are the most.</span>` : nothing}
    </p>`;
}

function policyOf(
  parts: FormParts,
  k: number,
  id: string,
  name: string,
  isBaseline: boolean,
  count: number,
): TemplateResult {
  const { policy, isShut, file } = parts;
  const groups = leverGroups(file, k);
  const fields = groups.flatMap((group) => group.fields);
  const shown = name === '' ? id : name;
  const told = [isBaseline ? 'baseline' : '', toldOf(parts, pointersOf(fields), setOf(fields))];
  // An id that changes takes the baseline with it, and only when it is written to its end.
  const settle = (pointer: string, value: unknown): void =>
    pointer.endsWith('/id') ? policy.rename(k, String(value)) : parts.settle(pointer, value);
  const button = (label: string, words: string, off: boolean, then: () => void) =>
    html`<button type="button" class="quiet small" aria-label="${label} ${shown}" ?disabled=${isShut || off} @click=${then}>${words}</button>`; // prettier-ignore
  return folded(parts, `policy-${k}`, shown, told.filter((one) => one !== '').join(', '), () => [
    html`<div class="row">
      ${button('Move up', 'Up', k === 0, () => policy.move(k, k - 1))}
      ${button('Move down', 'Down', k === count - 1, () => policy.move(k, k + 1))}
      ${button('Copy', 'Copy', count >= MOST, () => policy.duplicate(k))}
      ${button('Remove', 'Remove', count <= 2, () => policy.remove(k))}
      ${button('Compare the others with', 'Make it the baseline', isBaseline, () => policy.baseline(id))}
    </div>`,
    ...policyOthers(file, k).map((other) =>
      other.pointer.endsWith('/id')
        ? otherOf({ ...parts, change: () => undefined }, other, settle)
        : otherOf(parts, other, settle),
    ),
    ...groups.map((group) =>
      ofFields(parts, { ...group, id: `policy-${k}-${group.id}` }, timingOf(group.fields)),
    ),
  ]);
}

/** When an instrument acts, as far as the text says it in numbers. */
function timingOf(fields: readonly Field[]): Timing {
  const number = (name: string): number | null => {
    const value = fields.find((field) => field.name === name && !field.isLever)?.value;
    return typeof value === 'number' ? value : null;
  };
  return { start: number('start') ?? 0, end: number('end'), phaseIn: number('phaseIn') ?? 0 };
}
