// What the model cannot tell: the page of limits, as it stands in sim/LIMITS.md, and how to read what the other views show.

import { html, render } from '../html.ts';
import type { Store } from '../store.ts';
import LIMITS from '../../sim/LIMITS.md?raw';
import { prose } from '../prose.ts';

export function mountAbout(root: HTMLElement, _store: Store): void {
  render(html`<article class="prose">${prose(LIMITS)}</article>`, root);
}
