// What must be said before anything else: a draft that was taken up or could not be, storage that does not keep, a scenario
// that cannot be read or run, runs that failed.

import type { Failure } from '../../sim/queue.ts';
import type { Found } from '../drafts.ts';
import { ENGINE } from '../engine-name.ts';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { effect, signal } from '../signal.ts';
import type { Store } from '../store.ts';
import { saveText } from '../save.ts';

/** Said where what is fetched later could not be: the network is gone, or the site has been built anew. */
export const PART_LOST =
  'This part of the page could not be loaded. Reload the page; the draft is kept in this browser.';

/** Whether the report of failures was copied; by hand: where a page may not copy. */
type Copied = 'no' | 'yes' | 'by hand';
type Notice = TemplateResult | typeof nothing;

export function mountNotices(root: HTMLElement, store: Store, found: Found): void {
  const taken = signal(found.kind !== 'none');
  const copied = signal<Copied>('no');
  effect(() => {
    const notices = [
      taken.value ? ofDraft(found, store, () => (taken.value = false)) : nothing,
      ofParts(store),
      ofStorage(store),
      ofText(store),
      ofFailures(store, copied),
    ];
    render(html`${notices}`, root);
  });
}

function ofDraft(found: Found, store: Store, dismiss: () => void): Notice {
  if (found.kind === 'draft') {
    if (store.text.value === store.preset.value.text) return nothing;
    const fresh = (): void => {
      store.edit(store.preset.value.text);
      dismiss();
    };
    return html`<div class="notice" role="status">
      <p>Your draft of last time is open.</p>
      <button type="button" @click=${dismiss}>Keep it</button>
      <button type="button" class="quiet" @click=${fresh}>Start fresh</button>
    </div>`;
  }
  if (found.kind !== 'unusable') return nothing;
  return html`<div class="notice bad" role="alert">
    <p>The draft of last time was not opened: ${found.reason}.</p>
    <button type="button" @click=${() => saveText('draft.txt', found.raw)}>Save it as it is</button>
    <button type="button" class="quiet" @click=${dismiss}>Dismiss</button>
  </div>`;
}

function ofStorage({ trouble }: Store): Notice {
  if (trouble.value === null) return nothing;
  return html`<div class="notice" role="status">
    <p>${trouble.value} Save the scenario as a file to keep it.</p>
  </div>`;
}

function ofParts({ partsLost }: Store): Notice {
  if (!partsLost.value) return nothing;
  return html`<div class="notice bad" role="alert">
    <p>${PART_LOST}</p>
    <button type="button" @click=${() => location.reload()}>Reload</button>
  </div>`;
}

function ofText(store: Store): Notice {
  const reading = store.reading.value;
  if (reading === null || reading.ok) return nothing;
  const [first] = reading.problems;
  const more = reading.problems.length + reading.more - 1;
  return html`<div class="notice bad" role="alert">
    <p>
      ${first!.line > 0 ? `Line ${first!.line}: ` : ''}${first!.message.replaceAll('`', '')}.
      ${more > 0 ? `And ${more} more.` : ''} What is shown is of the scenario before that.
    </p>
    <a href="#scenario">To the scenario</a>
    <button type="button" class="quiet" ?disabled=${!store.canUndo.value} @click=${store.undo}>Undo</button>
  </div>`;
}

function ofFailures({ lab }: Store, copied: { value: Copied }): Notice {
  const results = lab.results.value;
  const failures = [...(results?.fixed.failures ?? []), ...(results?.drawn.failures ?? [])];
  if (results === null || failures.length === 0) return nothing;
  const { seed } = results.scenario;
  const report = reportOf(failures, seed);
  const copy = (): void => {
    const copying = navigator.clipboard?.writeText(report) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => (copied.value = 'yes'),
      () => (copied.value = 'by hand'),
    );
  };
  const [first] = failures;
  return html`<div class="notice bad" role="alert">
    <p>
      ${failures.length === 1 ? 'One run' : `${failures.length} runs`} failed and
      ${failures.length === 1 ? 'is' : 'are'} left out; the other runs are kept. First: run ${first!.job + 1}
      (seed ${seed}): ${first!.reason}.
    </p>
    <button type="button" @click=${copy}>${copied.value === 'yes' ? 'Report copied' : 'Copy report'}</button>
    ${copied.value === 'by hand' ? html`<label>This browser does not let the page copy. <textarea readonly rows="3" .value=${report}></textarea></label>` : nothing}
  </div>`;
}

function reportOf(failures: readonly Failure[], seed: string): string {
  const lines = failures.map(
    ({ job, reason, deaths }) => `run ${job + 1}, seed ${seed}: ${reason}; deaths ${deaths}`,
  );
  return [ENGINE, ...lines].join('\n');
}
