// What the page must know of the screen: how wide the column of charts is, whether it is dark or in forced colours, and
// whether things may move.

import { signal } from './signal.ts';
import type { ReadonlySignal } from './signal.ts';

export type Theme = 'light' | 'dark' | 'forced';

export interface Screen {
  readonly theme: ReadonlySignal<Theme>;
  /** Pixels of the column that charts stand in. */
  readonly width: ReadonlySignal<number>;
  readonly reducedMotion: ReadonlySignal<boolean>;
}

/** A screen that does not change: for where there is none. */
export function stillScreen(width = 860, theme: Theme = 'light'): Screen {
  return { theme: signal(theme), width: signal(width), reducedMotion: signal(true) };
}

/** A screen that is watched; `attach` gives it the column whose width counts, when that stands. */
export interface WatchedScreen extends Screen {
  attach(column: Element): void;
}

/** Watches the window. `first`: what stands where the column will. */
export function watchScreen(window: Window, first: Element): WatchedScreen {
  const asked = (query: string): MediaQueryList => window.matchMedia(query);
  const [forced, dark, still] = [
    asked('(forced-colors: active)'),
    asked('(prefers-color-scheme: dark)'),
    asked('(prefers-reduced-motion: reduce)'),
  ];
  const themeNow = (): Theme => (forced.matches ? 'forced' : dark.matches ? 'dark' : 'light');
  const theme = signal(themeNow());
  const reducedMotion = signal(still.matches);
  const width = signal(widthOf(first));
  for (const query of [forced, dark]) query.addEventListener('change', () => (theme.value = themeNow()));
  still.addEventListener('change', () => (reducedMotion.value = still.matches));
  // It is told once when the column is laid out, and again whenever that changes.
  const attach = (column: Element): void =>
    new ResizeObserver(() => (width.value = widthOf(column))).observe(column);
  return { theme, width, reducedMotion, attach };
}

// In steps, so that a window that is dragged does not draw every chart at every pixel.
function widthOf(column: Element): number {
  const { paddingLeft, paddingRight } = getComputedStyle(column);
  const padding = (parseFloat(paddingLeft) || 0) + (parseFloat(paddingRight) || 0);
  const inside = column.clientWidth - padding;
  return Math.max(280, Math.floor(inside / 4) * 4);
}
