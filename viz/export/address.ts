// The address of what stands on the page. It is written into the address bar when a change has settled, in place of the one
// before, so that a reload or a copied address brings it back; it is never taken out again.

import { CHOICES } from '../choices.ts';
import { FIRST } from '../presets.ts';
import { effect } from '../signal.ts';
import type { ReadonlySignal } from '../signal.ts';
import type { Store } from '../store.ts';
import { fitnessOf, fragmentOf } from './link.ts';
import { recipeNow } from './now.ts';

/** A link that others can follow; the fragment alone where the page is a file on a disk. */
export function addressOf(fragment: string): string {
  const { protocol, origin, pathname, search } = location;
  return /^https?:$/.test(protocol) ? `${origin}${pathname}${search}${fragment}` : fragment;
}

/** The link of what is shown, and what its length means. `chart`: the one that is meant. */
export async function linkNow(store: Store, chart: string | null): Promise<string> {
  return addressOf(await fragmentOf(await recipeNow(store, chart), [store.preset.value]));
}

/** Milliseconds without a change. */
const PAUSE = 700;

/** Keeps the address bar in step, but for a link that waits to be opened and while somebody guesses. A page as it opens has a plain address. */
export function followAddress(store: Store, waiting: ReadonlySignal<boolean>): void {
  let timer = 0;
  effect(() => {
    const { text, preset, view, choices, lab, reading, guessing } = store;
    const isPlain =
      text.value === preset.value.text && preset.value.id === FIRST && choices.value === CHOICES;
    const isSettled = lab.status.value.phase !== 'running' && reading.value?.ok === true;
    void view.value;
    void waiting.value;
    clearTimeout(timer);
    if (isPlain || !isSettled || waiting.value || guessing.value) return;
    timer = window.setTimeout(() => void write(store), PAUSE);
  });
}

async function write(store: Store): Promise<void> {
  const fragment = await fragmentOf(await recipeNow(store, null), [store.preset.value]);
  const fitness = fitnessOf(fragment);
  if (fitness === 'short' || fitness === 'long') history.replaceState(history.state, '', fragment);
}
