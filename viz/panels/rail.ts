// The rail: what the reader moves while looking at any view. Policies are cards, each with the levers that tell it from the
// others; under a rule, in another shape, stand assumptions, which always hold for every policy.

import { policyLook } from '../charts/looks.ts';
import { numberField } from '../form/field.ts';
import type { Setting } from '../form/field.ts';
import { assumptionGroups, leverGroups } from '../form/fields.ts';
import type { Field } from '../form/fields.ts';
import { previewOf } from '../form/preview.ts';
import { html, nothing, render, repeat, svg } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { effect, signal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Policy } from '../../sim/scenario.ts';
import { placeOf } from '../shown.ts';

/** Levers that every card shows, set or not. */
const KEY: ReadonlySet<string> = new Set([
  'sentencing/certainty',
  'sentencing/severity',
  'offer/discount',
  'voices/amplification',
]);

/** Assumptions that stand in the rail; the others are in the scenario view. */
const SHOWN: readonly string[] = [
  '/behaviour/exit/elasticity',
  '/behaviour/attitude/former',
  '/behaviour/attitude/confession',
  '/behaviour/attitude/stamp',
  '/behaviour/attitude/persuasion',
  '/behaviour/attitude/contrast',
  '/behaviour/recruit/certainty',
  '/behaviour/recruit/severity',
];

/** Changes that came to their end. */
let settled = 0;

/** Cards whose levers have been looked at: the others are made when they are. */
type Opened = { value: ReadonlySet<string> };

export function mountRail(root: HTMLElement, store: Store): void {
  const opened: Opened = signal<ReadonlySet<string>>(new Set());
  effect(() => void render(template(store, opened), root));
  followMoves(store);
}

/** The lever that is shown to who has not moved any, and what is asked with it. */
const HINT = { lever: 'sentencing/severity', words: 'Move me: what if the sentence were longer?' };

// Any input to a lever, here or in the form: a drag, a key, a typed number, a step, a reset. To read what it is moves nothing.
function followMoves(store: Store): void {
  const follow = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    const isLever = target.closest('.field')?.getAttribute('data-pointer')?.startsWith('/policies/') === true;
    if (isLever && target.matches('input, button, button *')) store.moved();
  };
  document.addEventListener('input', follow);
  document.addEventListener('click', (event) => {
    if ((event.target as Element).closest('button') !== null) follow(event);
  });
}

function template(store: Store, opened: Opened): TemplateResult {
  const file = fileOf(store);
  const { policies, baseline } = store.scenario.value;
  const focused = store.choices.value.policy ?? policies.find(({ id }) => id !== baseline)!.id;
  return html`<section aria-labelledby="rail-policies">
      <h2 id="rail-policies">Policies</h2>
      <p class="note">Each lives through the same people and the same chance.</p>
      ${repeat(
        policies,
        ({ id }) => id,
        (policy, k) => card(store, file, policy, k, policy.id === focused, opened),
      )}
      <p><a href="#scenario">Add, copy or rename policies</a></p>
    </section>
    <section class="card assumptions" aria-labelledby="rail-assumptions">
      <h2 id="rail-assumptions">How we think the world works</h2>
      <p class="note">Holds for every policy alike, the baseline too.</p>
      ${assumptions(file).map((field) => fieldOf(store, field, null))}
      <p><a href="#scenario">All assumptions, with evidence</a></p>
    </section>`;
}

// The text while it is typed may be no JSON: then the last scenario that could be read.
function fileOf(store: Store): unknown {
  try {
    return JSON.parse(store.text.value);
  } catch {
    return store.scenario.value;
  }
}

function card(
  store: Store,
  file: unknown,
  policy: Policy,
  k: number,
  isFocused: boolean,
  opened: Opened,
): TemplateResult {
  const { baseline } = store.scenario.value;
  const isBaseline = policy.id === baseline;
  const place = placeOf(store.scenario.value, policy.id);
  const groups = leverGroups(file, k);
  const shown = groups.flatMap(({ id, fields }) =>
    fields.filter(({ name, isSet, isLever }) => isLever && (isSet || KEY.has(`${id}/${name}`))),
  );
  const open = ({ target }: Event): void => {
    const isOpen = (target as HTMLDetailsElement).open;
    if (isOpen && !opened.value.has(policy.id)) opened.value = new Set(opened.value).add(policy.id);
  };
  return html`<article class="card" aria-labelledby="policy-${k}">
    <div class="card-head">
      ${markOf(place, store)}
      <h3 id="policy-${k}">${policy.name}</h3>
      <label class="baseline"
        ><input
          type="radio"
          name="baseline"
          .checked=${isBaseline}
          @change=${() => store.change('/baseline', policy.id)}
        />
        baseline</label
      >
    </div>
    ${policy.description === '' ? nothing : html`<p class="note">${policy.description}</p>`}
    <details class="levers" ?open=${isFocused} @toggle=${open}>
      <summary>${shown.length} levers<span class="unseen"> of ${policy.name}</span></summary>
      ${
        isFocused || opened.value.has(policy.id)
          ? shown.map((field) => fieldOf(store, field, policy, isFocused))
          : nothing
      }
    </details>
  </article>`;
}

function markOf(place: number, { screen }: Store): TemplateResult {
  const { mark, colour } = policyLook(place, screen.theme.value);
  return html`<svg class="mark" width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">
    ${svg`<path d=${mark} fill=${colour}></path>`}
  </svg>`;
}

function assumptions(file: unknown): Field[] {
  const all = assumptionGroups(file).flatMap(({ fields }) => fields);
  const chosen = all.filter(({ pointer, isSet }) => isSet || SHOWN.includes(pointer));
  const place = ({ pointer }: Field): number => (SHOWN.indexOf(pointer) + SHOWN.length) % SHOWN.length;
  return chosen.sort((a, b) => place(a) - place(b));
}

function fieldOf(store: Store, field: Field, policy: Policy | null, isFocused = false): TemplateResult {
  // A drag is one step to undo, from where it begins to where the slider is let go.
  const change = (value: Setting): void =>
    store.change(field.pointer, value, { merge: `${field.pointer} ${settled}` });
  const settle = (value: Setting): void => {
    change(value);
    settled++;
  };
  return numberField(
    {
      field,
      prefix: 'rail',
      problem: problemAt(store, field.pointer),
      preview: previewFor(store, field, policy),
      hint: isFocused && store.novice.value && field.pointer.endsWith(`/${HINT.lever}`) ? HINT.words : null,
    },
    change,
    settle,
  );
}

function previewFor(store: Store, field: Field, policy: Policy | null) {
  if (policy === null || typeof field.value !== 'string') return null;
  const [, , , instrument = '', lever = ''] = field.pointer.split('/');
  const timing = policy[instrument as 'sentencing'];
  return previewOf(instrument, lever, field.value, timing, store.scenario.value.weeks).value;
}

function problemAt({ reading }: Store, pointer: string): string | null {
  const found = reading.value;
  if (found === null || found.ok) return null;
  const problem = found.problems.find((each) => each.pointer === pointer);
  return problem === undefined ? null : `${problem.message}; ${problem.advice}`;
}
