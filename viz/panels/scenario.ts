// The scenario view: what exactly was assumed, and how to change it. Form and text stand side by side and are the same thing
// twice; beside editing, what differs from the preset, and the evidence behind every number.

import { mountPane } from '../editor/pane.ts';
import type { Pane } from '../editor/pane.ts';
import { differences, toldValue } from '../form/differs.ts';
import { evidenceTable } from '../form/evidence-table.ts';
import { fetchSources } from '../form/evidence.ts';
import { scenarioForm } from '../form/form.ts';
import type { FormParts, PolicyActions } from '../form/form.ts';
import { setOther } from '../form/others.ts';
import {
  addPolicy,
  chooseBaseline,
  duplicatePolicy,
  movePolicy,
  policiesOf,
  removePolicy,
  renamePolicy,
} from '../form/policies.ts';
import { problemList, problemsOf } from '../form/problem-list.ts';
import '../form/scenario.css';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { saveText, slug } from '../save.ts';
import { computed, effect, signal } from '../signal.ts';
import type { ReadonlySignal } from '../signal.ts';
import type { Store } from '../store.ts';
import { tidy, valueAt } from '../text.ts';

const TABS = { edit: 'Edit', differs: 'What differs from the preset', evidence: 'Evidence' } as const;
type Tab = keyof typeof TABS;

export function mountScenario(root: HTMLElement, store: Store): void {
  const tab = signal<Tab>('edit');
  const made = build(root, tab);
  const file = fileOf(store);
  const open = signal<ReadonlySet<string>>(new Set(['about']));
  const problems = computed(() => problemsOf(store.reading.value));
  const pane = mountPane(made.text, store, problems);
  const actions = changes(store);
  effect(() => void render(head(store), made.head));
  effect(() => {
    const list = problemList(store.reading.value, store.text.value, {
      go: (line, column) => goTo(pane, tab, line, column),
      mend: (text) => store.edit(text),
    });
    render(list, made.problems);
  });
  effect(() => {
    const [text, { value, isJson }] = [store.text.value, file.value];
    const parts = { ...actions, text, file: value, isShut: !isJson, open };
    render(scenarioForm({ ...parts, scenario: store.scenario.value, problems: problems.value }), made.form);
  });
  effect(() => {
    if (tab.value === 'differs') render(differing(store, file.value.value), made.panels.differs);
    if (tab.value === 'evidence') {
      fetchSources();
      render(evidenceTable(file.value.value), made.panels.evidence);
    }
  });
}

function goTo(pane: Pane, tab: { value: Tab }, line: number, column: number): void {
  tab.value = 'edit';
  pane.go(line, column);
}

/** The text as plain data; while it is no JSON, the last that it was. */
function fileOf({ text }: Store): ReadonlySignal<{ readonly value: unknown; readonly isJson: boolean }> {
  let last: unknown = {};
  return computed(() => {
    try {
      last = JSON.parse(text.value.replace(/^\ufeff/, '')) as unknown;
      return { value: last, isJson: true };
    } catch {
      return { value: last, isJson: false };
    }
  });
}

/** What the form does to the text: one undo step a gesture. */
function changes(store: Store): Pick<FormParts, 'change' | 'settle' | 'policy'> {
  let gesture = 0;
  const edit = (change: (text: string) => string) => store.edit(change(store.text.value));
  const policy: PolicyActions = {
    add: () => edit(addPolicy),
    duplicate: (k) => edit((text) => duplicatePolicy(text, k)),
    remove: (k) => {
      const name = policiesOf(store.text.value)[k]?.name ?? '';
      edit((text) => removePolicy(text, k));
      store.announce(`Removed ${name}. Undo brings it back.`);
    },
    move: (from, to) => edit((text) => movePolicy(text, from, to)),
    baseline: (id) => edit((text) => chooseBaseline(text, id)),
    rename: (k, id) => edit((text) => renamePolicy(text, k, { id })),
  };
  const set = (pointer: string, value: unknown, isTyped: boolean): void =>
    store.edit(setOther(store.text.value, pointer, value), {
      merge: `${pointer} ${gesture}`,
      typing: isTyped,
    });
  return {
    policy,
    change: set,
    settle(pointer, value) {
      set(pointer, value, false);
      gesture++;
    },
  };
}

function head(store: Store): TemplateResult {
  const { text, preset, scenario } = store;
  const save = (): void => saveText(`${slug(scenario.value.title)}.json`, text.value, 'application/json');
  return html`<h1>What exactly was assumed</h1>
    <p class="lead">
      The form and the text say the same; change either. A preset is never overwritten: this is your draft of
      “${preset.value.title}”.
    </p>
    <p class="row">
      <button type="button" class="quiet" data-share="open">Open a file</button>
      <button type="button" class="quiet" @click=${save}>Save as a file</button>
      <button type="button" class="quiet" @click=${() => store.edit(tidy(text.value))}>Tidy the text</button>
      <button
        type="button"
        class="quiet"
        ?disabled=${text.value === preset.value.text}
        @click=${() => store.edit(preset.value.text)}
      >
        Back to the preset
      </button>
    </p>`;
}

function differing({ preset }: Store, file: unknown): TemplateResult {
  const rows = differences(valueAt(preset.value.text, ''), file);
  if (rows.length === 0) return html`<p>Nothing: this is “${preset.value.title}” as it came.</p>`;
  const count = rows.length === 1 ? 'One value differs' : `${rows.length} values differ`;
  return html`<p>${count} from “${preset.value.title}”. Where nothing is set, the default holds.</p>
    <div class="scroll" tabindex="0" role="region" aria-label="What differs from the preset">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Preset</th>
            <th scope="col">Here</th>
            <th scope="col">Unit</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ pointer, title, old, new: now, unit }) =>
              html`<tr data-pointer=${pointer}>
                <th scope="row">${title}</th>
                <td>${toldValue(old)}</td>
                <td>${toldValue(now)}</td>
                <td>${unit === '' ? nothing : unit}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

interface Made {
  readonly head: HTMLElement;
  readonly problems: HTMLElement;
  readonly form: HTMLElement;
  readonly text: HTMLElement;
  readonly panels: Readonly<Record<Tab, HTMLElement>>;
}

/** The places of the view, made once, so that the editor stays where it is. */
function build(root: HTMLElement, tab: { value: Tab }): Made {
  const make = (className: string, inside: readonly HTMLElement[] = []): HTMLElement => {
    const element = document.createElement('div');
    element.className = className;
    element.append(...inside);
    return element;
  };
  const [top, tabs, problems, form, text] = ['scenario-head', 'tabs', 'scenario-problems', 'scenario-form', 'scenario-text'].map((name) => make(name)) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement]; // prettier-ignore
  problems.setAttribute('aria-live', 'polite');
  problems.setAttribute('role', 'region');
  problems.setAttribute('aria-label', 'Problems of the text');
  form.setAttribute('role', 'group');
  form.setAttribute('aria-label', 'Scenario as a form');
  const panels = {
    edit: make('tab', [problems, make('scenario-sides', [form, text])]),
    differs: make('tab'),
    evidence: make('tab'),
  };
  for (const name of Object.keys(TABS) as Tab[]) {
    panels[name].id = `scenario-tab-${name}`;
    panels[name].setAttribute('role', 'tabpanel');
    panels[name].setAttribute('aria-label', TABS[name]);
  }
  root.append(make('scenario', [top, tabs, ...Object.values(panels)]));
  effect(() => {
    render(tabList(tab), tabs);
    for (const name of Object.keys(TABS) as Tab[]) panels[name].hidden = name !== tab.value;
  });
  return { head: top, problems, form, text, panels };
}

function tabList(tab: { value: Tab }): TemplateResult {
  const names = Object.keys(TABS) as Tab[];
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    tab.value = names[(names.indexOf(tab.value) + by + names.length) % names.length]!;
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-tab="${tab.value}"]`)?.focus();
  };
  return html`<div role="tablist" aria-label="Scenario" @keydown=${move}>
    ${names.map(
      (name) =>
        html`<button
          type="button"
          class="quiet"
          role="tab"
          data-tab=${name}
          aria-selected=${name === tab.value}
          aria-controls="scenario-tab-${name}"
          tabindex=${name === tab.value ? 0 : -1}
          @click=${() => (tab.value = name)}
        >
          ${TABS[name]}
        </button>`,
    )}
  </div>`;
}
