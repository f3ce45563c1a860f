// Charts that can be taken away: a panel offers each chart that it draws, by the function that draws it, so that the picture
// that leaves is made anew, light and whole, from the same numbers. The drawer (panels/share.ts) knows charts only from here.

import type { ChartOptions } from './charts/frame.ts';
import { signal } from './signal.ts';

export interface Offer {
  /** Of the figure, unique in the page: 'differences'. */
  readonly id: string;
  /** What is seen in it. */
  readonly title: string;
  readonly draw: (options: ChartOptions) => SVGSVGElement;
}

const offers = new Map<string, Offer>();

/** The chart that somebody wants to take away: its id, or '' for whichever comes first; null while nobody does. */
export const taking = signal<string | null>(null);

/** Offers a chart, in place of an older one of the same id; the answer opens the drawer on it: figure's `onTake`. */
export function offer(chart: Offer): () => void {
  offers.set(chart.id, chart);
  return () => (taking.value = chart.id);
}

/** Charts of which `isShown` is true, in the order in which they were first drawn. */
export function offered(isShown: (id: string) => boolean = () => true): readonly Offer[] {
  return Array.from(offers.values()).filter(({ id }) => isShown(id));
}
